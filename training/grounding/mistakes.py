"""The errors that writers and models make, as seeded changes of one sentence.

A change returns the altered sentence and whether it is *one-way*: the altered sentence says more than the original,
so that the original still follows from a source that says the altered one ("all" and "some", "reduces" and "may
reduce"); otherwise each denies the other.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)?(?![\w/]|[.,]\d)")
CONTRASTS: tuple[tuple[str, ...], ...] = (
    ("increase", "decrease"), ("increased", "decreased", "unchanged"), ("increases", "decreases"), ("higher", "lower"),
    ("greater", "smaller"), ("more", "less"), ("improved", "worsened"), ("improves", "worsens"), ("better", "worse"),
    ("improvement", "deterioration"), ("reduced", "increased"), ("reduces", "increases"), ("reduction", "increase"),
    ("positive", "negative"), ("positively", "negatively"), ("longer", "shorter"), ("faster", "slower"),
    ("superior", "inferior"), ("above", "below"), ("early", "late"), ("earlier", "later"), ("gain", "loss"),
    ("elevated", "diminished"), ("enhanced", "impaired"), ("stronger", "weaker"), ("older", "younger"),
    ("primary", "secondary"), ("systolic", "diastolic"), ("short-term", "long-term"), ("mild", "severe"),
    ("acute", "chronic"), ("prospective", "retrospective"), ("mean", "median"), ("sensitivity", "specificity"),
    ("left", "right"), ("upper", "lower"), ("male", "female"), ("men", "women"), ("boys", "girls"), ("before", "after"),
    ("oral", "intravenous", "intramuscular", "topical"), ("once", "twice"), ("daily", "weekly", "monthly"),
    ("patients", "rats", "healthy volunteers"), ("adults", "children", "infants"), ("rats", "mice", "rabbits", "dogs"),
    ("mothers", "fathers"), ("HDL", "LDL"), ("first", "second", "third"), ("intention-to-treat", "per-protocol"),
    ("placebo", "active treatment", "usual care"), ("baseline", "follow-up"), ("inpatients", "outpatients"),
    ("randomized", "observational"), ("randomised", "observational"), ("double-blind", "open-label"),
    ("hospital", "community"), ("morning", "evening"), ("winter", "summer"), ("safe", "unsafe"),
    ("effective", "ineffective"), ("tolerated", "not tolerated"), ("common", "rare"), ("benefit", "harm"),
    ("responders", "non-responders"), ("survivors", "non-survivors"), ("pre-treatment", "post-treatment"),
    ("upregulated", "downregulated"), ("activation", "inhibition"), ("activated", "inhibited"), ("proximal", "distal"),
    ("agonist", "antagonist"), ("hours", "days", "weeks", "months", "years"), ("day", "week", "month", "year"),
    ("days", "weeks", "months"), ("minutes", "hours"), ("mg", "g", "µg"), ("ml", "l"), ("kg", "g"),
    ("mortality", "morbidity", "readmission"), ("efficacy", "toxicity"), ("anterior", "posterior"),
    ("accepted", "refused"), ("with", "without"), ("similar", "different"), ("highest", "lowest"), ("best", "worst"),
    ("most", "least"), ("majority", "minority"), ("present", "absent"), ("always", "never"), ("high", "low"),
)  # fmt: skip
STRONGER: tuple[tuple[str, str], ...] = (
    (r"\bmay (?=[a-z]+\b)", "will "), (r"\bmight (?=[a-z]+\b)", "will "), (r"\bcould (?=[a-z]+\b)", "will "),
    (r"\b(?:was|is) associated with\b", "causes"), (r"\b(?:were|are) associated with\b", "cause"),
    (r"\bmost\b", "all"), (r"\bMost\b", "All"), (r"\bsome\b", "all"), (r"\bSome\b", "All"), (r"\bmany\b", "all"),
    (r"\bsuggests? that\b", "proves that"), (r"\bsuggest that\b", "prove that"), (r"\btended to be\b", "were clearly"),
    (r"\b(?:appears|seems) to be\b", "is"), (r"\bappeared to be\b", "was"), (r"\bprobably\b", "certainly"),
    (r"\bpossibly\b", "certainly"), (r"\boften\b", "always"), (r"\busually\b", "always"), (r"\brarely\b", "never"),
    (r"\bis likely to\b", "is certain to"), (r"\bare likely to\b", "are certain to"), (r"\bpotential\b", "proven"),
    (r"\bnearly all\b", "all"), (r"\bat least one\b", "every"), (r"\ba trend (?:toward|towards|to)\b", "a significant"),
    (r"\bno significant difference\b", "exact equivalence"), (r"\bdid not differ significantly\b", "were identical"),
    (r"\bno (?:evidence|indication) of\b", "a proven absence of"), (r"\bpreliminary\b", "definitive"),
    (r"\bpartial(?:ly)?\b", "complete"), (r"\bin one (?:trial|study)\b", "in several trials"),
)  # fmt: skip
DETAILS = (
    "in women", "in men", "over 12 weeks", "at 6 months", "in older adults", "in a double-blind trial", "in children",
    "in patients with diabetes", "after surgery", "at a dose of 50 mg", "in a meta-analysis", "in healthy volunteers",
    "regardless of age", "without side effects", "in the per-protocol analysis", "for up to five years", "in Europe",
    "in a dose-dependent manner", "during pregnancy", "independently of sex", "in every patient", "within 24 hours",
)  # fmt: skip
BE = re.compile(r"\b(was|were|is|are|has|have|had|can|could|should|will|would|did|does|do)(?: not)?\b(?! no\b)")
COMPARED = re.compile(r"\b(?:than|versus|vs\.?|compared (?:with|to)|over)\b")
GROUP = r"(?:the )?[a-zA-Z][\w-]*(?: (?!and\b|at\b|after\b|during\b|than\b|was\b|were\b)[\w-]+){0,4}?"
GROUPS = re.compile(
    rf"\b(?:in|with|for|among|of|by|receiving) (?P<a>{GROUP}),? (?:than|versus|vs\.?|compared (?:with|to))"
    rf"(?: (?:those|that))?(?: (?:in|with|for|among|of|by|receiving))? (?P<b>{GROUP})(?=[.,;(]| at | after | during | and )"
)
NAME = re.compile(
    r"\b(?:[A-Z][A-Za-z]*\d[\w-]*|[A-Z]{2,}[\w-]*|[a-z]{3,}(?:mab|nib|statin|pril|sartan|olol|azole|cillin|mycin|idine|"
    r"amine|oxacin|parin|ine|ide|one|ate|afil|vir|gliptin|tide|platin|taxel)|placebo|controls?|insulin|aspirin|heparin|"
    r"surgery|radiotherapy|chemotherapy|exercise|vaccine)\b"
)


@dataclass(frozen=True)
class Change:
    """An altered sentence; ``one_way`` as above."""

    kind: str
    text: str
    one_way: bool = False


Rule = Callable[[str, str, random.Random], Change | None]


def number(sentence: str, passage: str, rng: random.Random) -> Change | None:
    """Another value: a near miss, a slip of a digit or place, or a figure that stands elsewhere in the passage."""
    found = [m for m in NUMBER.finditer(sentence) if not re.fullmatch(r"(?:19|20)\d\d", m.group())]
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    elsewhere = [m.group() for m in NUMBER.finditer(passage) if m.group() not in sentence]
    options = [_digit(old, rng), _digit(old, rng), *rng.sample(elsewhere, min(2, len(elsewhere)))]
    if "." in old:
        options.append(str(round(float(old.replace(",", ".")) * 10, 4)).rstrip("0").rstrip("."))
    new = rng.choice(options)
    return None if new == old else Change("number", sentence[: match.start()] + new + sentence[match.end() :])


def _digit(old: str, rng: random.Random) -> str:
    at = rng.choice([i for i, c in enumerate(old) if c.isdigit()])
    new = rng.choice([d for d in "123456789" if d != old[at]])
    return old[:at] + new + old[at + 1 :]


def exchange(sentence: str, passage: str, rng: random.Random) -> Change | None:
    """Two figures of a sentence in each other's place."""
    pairs = [(a, b) for a, b in pairwise(NUMBER.finditer(sentence)) if a.group() != b.group()]
    return _swapped("exchange", sentence, *rng.choice(pairs)) if pairs else None


def sides(sentence: str, passage: str, rng: random.Random) -> Change | None:
    """The two sides of a comparison exchanged: its names, or its groups where they have none."""
    middle = COMPARED.search(sentence)
    if not middle:
        return None
    if (groups := GROUPS.search(sentence)) and groups["a"].lower() != groups["b"].lower():
        (a, b), text = (groups.span("a"), groups.span("b")), sentence
        return Change("sides", text[: a[0]] + groups["b"] + text[a[1] : b[0]] + groups["a"] + text[b[1] :])
    before = [m for m in NAME.finditer(sentence) if m.end() <= middle.start()]
    after = [
        m for m in NAME.finditer(sentence) if m.start() >= middle.end() and m.group() not in {b.group() for b in before}
    ]
    return _swapped("sides", sentence, before[-1], after[0]) if before and after else None


def _swapped(kind: str, text: str, a: re.Match[str], b: re.Match[str]) -> Change:
    return Change(kind, text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :])


def name(sentence: str, passage: str, rng: random.Random) -> Change | None:
    """Another name, preferably one that the passage speaks of too."""
    found = list(NAME.finditer(sentence))
    others = sorted({m.group() for m in NAME.finditer(passage)} - {m.group() for m in found})
    if not found or not others:
        return None
    match, new = rng.choice(found), rng.choice(others)
    return Change("name", sentence.replace(match.group(), new))


def contrast(sentence: str, passage: str, rng: random.Random) -> Change | None:
    """A word replaced by its opposite or by its neighbour: direction, species, route, unit, end point, design."""
    options = [
        (word, other)
        for group in CONTRASTS
        for word in group
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", sentence)
        for other in group
        if other != word and other not in sentence
    ]
    if not options:
        return None
    word, other = rng.choice(options)
    return Change("contrast", re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-])", other, sentence, count=1))


def negation(sentence: str, passage: str, rng: random.Random) -> Change | None:
    """A negation added or taken away."""
    if re.search(r"\b[Nn]o (?:statistically )?significant\b", sentence) and rng.random() < 0.7:
        return Change(
            "negation",
            re.sub(
                r"\b([Nn])o ((?:statistically )?significant)",
                lambda m: ("A " if m[1] == "N" else "a ") + m[2],
                sentence,
                count=1,
            ),
        )
    found = list(BE.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    text = match.group()
    new = text.removesuffix(" not") if text.endswith(" not") else f"{text} not"
    return Change("negation", sentence[: match.start()] + new + sentence[match.end() :])


def stronger(sentence: str, passage: str, rng: random.Random) -> Change | None:
    """A hedge removed, a quantifier widened, an association made a cause."""
    options = [(pattern, new) for pattern, new in STRONGER if re.search(pattern, sentence)]
    if not options:
        return None
    pattern, new = rng.choice(options)
    return Change("stronger", re.sub(pattern, new, sentence, count=1), one_way=True)


def detail(sentence: str, passage: str, rng: random.Random) -> Change | None:
    """A detail that the source does not give."""
    new = rng.choice(DETAILS)
    if new in passage or not sentence.endswith("."):
        return None
    return Change("detail", f"{sentence[:-1]} {new}.", one_way=True)


RULES: Sequence[tuple[Rule, float]] = (
    (number, 1.6), (exchange, 0.7), (sides, 2.0), (name, 1.2), (contrast, 2.2), (negation, 1.3), (stronger, 2.0),
    (detail, 0.5),
)  # fmt: skip


def change(sentence: str, passage: str, rng: random.Random, kinds: Sequence[str] = ()) -> Change | None:
    """One error, kinds chosen by weight among those that apply; of ``kinds`` alone where they are given."""
    rules = [(rule, weight) for rule, weight in RULES if not kinds or rule.__name__ in kinds]
    while rules:
        rule, _ = chosen = rng.choices(rules, [weight for _, weight in rules])[0]
        made = rule(sentence, passage, rng)
        if made and made.text != sentence:
            return made
        rules.remove(chosen)
    return None
