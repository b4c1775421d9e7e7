"""Every rule by family, and the one way to apply any of them."""

from __future__ import annotations

from random import Random

from draftbot.evals.mutate import additions, certainty, figures, names, numbers, phrasing, polarity, regimens, scope
from draftbot.evals.mutate.rule import Rule, Scene

MUTATIONS: tuple[Rule, ...] = (
    *numbers.RULES,
    *regimens.RULES,
    *names.RULES,
    *polarity.RULES,
    *certainty.RULES,
    *scope.RULES,
    *additions.RULES,
)


def _combined(text: str, rng: Random, scene: Scene) -> str | None:
    """Two or three rewrites of different kinds, one after another."""
    changed, used = text, 0
    for rule in rng.sample(SINGLE, len(SINGLE)):
        new = rule.apply(changed, rng, scene) if rule.kind not in ("quoted", "merged") else None
        if new is not None:
            changed, used = new, used + 1
        if used == 3:
            break
    return changed if used > 1 else None


SINGLE: tuple[Rule, ...] = (*phrasing.RULES, *figures.RULES)
REWRITES: tuple[Rule, ...] = (*SINGLE, Rule("combined", "rewrite", _combined))


def apply(rule: Rule, text: str, rng: Random, scene: Scene) -> str | None:
    """The changed text; ``None`` where the rule does not fit, or where the source says just what came out."""
    changed = rule.apply(text, rng, scene)
    if changed is None or changed == text:
        return None
    if rule.family != "rewrite" and changed.rstrip(".†") in scene.source:
        return None
    return changed
