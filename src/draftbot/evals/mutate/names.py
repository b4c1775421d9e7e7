"""The wrong substance: names exchanged, replaced by another, or misspelt into one that does not exist."""

from __future__ import annotations

import re
from random import Random

from draftbot.evals.mutate.numbers import arm_figures
from draftbot.evals.mutate.rule import Rule, Scene, either, says

VOWELS = "aeiou"


def _comparison(text: str, rng: Random, scene: Scene) -> str | None:
    """Better becomes worse by exchanging what is compared."""
    arm = either(scene.arms)
    pattern = rf"\b(?P<a>{arm})\b(?P<mid>[^.;,()]{{0,40}}? (?:than|over)\b(?: (?:with|in|for|on))? )(?P<b>{arm})\b"
    match = re.search(pattern, text)
    if not match or match["a"] == match["b"]:
        return None
    return _sentence(text[: match.start()] + match["b"] + match["mid"] + match["a"] + text[match.end() :], scene)


def _sentence(text: str, scene: Scene) -> str:
    """An arm that came to open the sentence gets its capital."""
    return text[:1].upper() + text[1:] if text.startswith(tuple(scene.arms)) else text


def _swap(text: str, rng: Random, scene: Scene) -> str | None:
    """Two arms exchanged where each has figures of its own, or one of them a regimen."""
    arms = list(re.finditer(rf"\b(?:{either(scene.arms)})\b", text))
    regimen = re.search(rf"compared (?P<a>{either(scene.arms)}) \d[^.;]*? with (?P<b>{either(scene.arms)})\b", text)
    if regimen and regimen["a"] != regimen["b"] and not re.match(r" \d", text[regimen.end() :]):
        (a, b), (c, d) = regimen.span("a"), regimen.span("b")
    elif arm_figures(text, scene):
        (a, b), (c, d) = arms[0].span(), arms[1].span()
    else:
        return None
    return _sentence(text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:], scene)


def _another(text: str, rng: Random, scene: Scene) -> str | None:
    """A substance that the source does not speak of."""
    present = [name for name in scene.names if re.search(rf"\b{re.escape(name)}\b", text)]
    free = [name for name in scene.names if not says(scene.source, name)]
    if not present or not free:
        return None
    return _everywhere(text, rng.choice(present), rng.choice(free))


def _look_alike(text: str, rng: Random, scene: Scene) -> str | None:
    """A name with one inner vowel changed, or two inner letters exchanged."""
    present = [name for name in scene.names if re.search(rf"\b{re.escape(name)}\b", text) and name[1:].islower()]
    if not present:
        return None
    name = rng.choice(present)
    inner = range(2, len(name) - 1)
    vowels = [name[:i] + v + name[i + 1 :] for i in inner if name[i] in VOWELS for v in VOWELS if v != name[i]]
    turned = [name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in inner if name[i] != name[i + 1]]
    return _everywhere(text, name, rng.choice([new for new in (*vowels, *turned) if new not in scene.names]))


def _everywhere(text: str, old: str, new: str) -> str:
    return re.sub(rf"\b{re.escape(old)}\b", new, text)


RULES = (
    Rule("comparison reversed", "other", _comparison),
    Rule("name swap", "other", _swap),
    Rule("another name", "other", _another),
    Rule("look-alike name", "other", _look_alike),
)
