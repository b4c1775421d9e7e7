"""Word lists that the checks share. A list holds stems' source words; what each list means stands above it."""

from __future__ import annotations

from draftbot.text.numerals import ONES, TENS
from draftbot.text.words import stem


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


# Words that structure or attribute a statement without asserting a fact of their own: they need no source. A word that
# can make a statement wrong when it is added (effective, safe, significant, approved, first, best) must not stand here.
SCAFFOLD = _stems(
    """
    according account among article based case compare compared comparing concern describe described detail evidence
    figure figures find finding findings found following former gave give given gives here hold latter list listed
    mean meaning name named names note noted paper protocol record recorded records refer regard report reported
    reports review reviewed role say said says see seen show showed shown shows source sources state stated states
    study studies text trial trials used use uses using account beside referenced characterise characterised
    characterized specify specified specifies
    explicitly plus
    """
)

# Numerals in words are for the check of numbers.
NUMERALS = _stems(" ".join([*ONES, *TENS, "hundred", "thousand", "dozen"]))
# Directions. A claim may not reverse one.
BETTER = _stems(
    """
    better improve improved improvement improves improving benefit benefited beneficial favourable superior superiority
    faster restored restore enhanced enhance enhances recovered ameliorated alleviated alleviate
    """
)
WORSE = _stems(
    "worse worsen worsened worsening deteriorate deteriorated deterioration inferior inferiority slower impaired poorer"
)
UP = _stems(
    """
    increase increased increases increasing higher raise raised rise rose more greater elevated elevation longer larger
    prolonged upregulated grew gained gain stronger lengthened extended boosted
    """
)
DOWN = _stems(
    """
    decrease decreased decreases decreasing lower lowered lowers reduce reduced reduces reducing reduction fall fell less
    smaller shorter fewer shortened declined decline diminished downregulated dropped suppressed attenuated weaker shrank shrunk halved cut cuts lessened
    """
)
# Outcomes of which less is better.
BAD_OUTCOMES = _stems(
    """
    mortality death deaths died pain symptoms symptom severity infarct deficit deficits disability relapse relapses
    bleeding haemorrhage infection infections complications anxiety depression fatigue nausea dependency recurrence
    stroke strokes seizures inflammation oedema apoptosis damage injury risk events harm toxicity
    """
)
# Words that do not tell the two sides of a comparison apart.
NEUTRAL_SIDES = _stems(
    """
    group groups arm arms patients patient people participants subjects treatment therapy treated received receiving
    given taking compared comparison significantly statistically alone those
    """
)
DIRECTIONS: dict[str, frozenset[str]] = {"better": BETTER, "worse": WORSE, "up": UP, "down": DOWN}
OPPOSITE = {"better": "worse", "worse": "better", "up": "down", "down": "up"}

# Negations by what they deny: the verb that follows, or the noun.
VERB_NEGATIONS = frozenset("not never cannot fail fails failed failing failure unable".split())
NOUN_NEGATIONS = frozenset("no neither nor none nobody without lack lacks lacked lacking absence missed misses".split())
NEGATIONS = VERB_NEGATIONS | NOUN_NEGATIONS
# Verbs that carry what they deny in their object ("did not show a difference", "failed to reach significance"), and
# nouns that carry it in their complement ("no evidence of benefit", "no evidence that it helps").
LIGHT = _stems(
    """
    show demonstrate find found detect observe reach achieve attain meet produce cause lead result have report appear
    seem tend attain provide yield exhibit reveal confirm establish prove support call describe consider judge regard count rate
    """
)
PROOF = _stems("evidence indication sign proof suggestion support data reason")
# Predicates by class: words of one class tell the same finding, so that "no association" denies "was linked to".
CLASSES: dict[str, frozenset[str]] = {
    "differ": _stems("differ differed difference differences different distinguish"),
    "associated": _stems(
        "associated association associations link linked linkage correlate correlated correlation related relationship"
    ),
    "effect": _stems("effect effects affect affected affects impact influence influenced"),
    "significant": _stems("significant significantly significance"),
    "effective": _stems("effective efficacious effectiveness efficacy"),
    "change": _stems("change changed changes altered alter alteration"),
    "up": UP - _stems("more greater"),
    "down": DOWN - _stems("less fewer smaller"),
    "better": BETTER - _stems("superior superiority"),
    "superior": _stems("superior superiority outperform outperformed"),
    "inferior": _stems("inferior inferiority"),
    "worse": WORSE - _stems("inferior inferiority"),
    "prevent": _stems("prevent prevented prevents prevention avert averted"),
    "safe": _stems("safe safely safety tolerated tolerable"),
    "approved": _stems("approved approval licensed licence authorised authorisation"),
    "shown": _stems("occurred occur observed seen noted"),
    "blinded": _stems("blinded blind blinding masked masking"),
    "randomised": _stems("randomised randomisation randomly"),
}
_CLASS_OF = {stemmed: name for name, stems in CLASSES.items() for stemmed in stems}
PREDICATES = frozenset(_CLASS_OF)


def predicate(stemmed: str) -> str:
    """The class of a predicate, or the stem itself where it belongs to none."""
    return _CLASS_OF.get(stemmed, stemmed)


# Words that deny by themselves, and the class of what they deny.
DENYING = {
    "similar": "differ", "similarly": "differ", "comparable": "differ", "comparably": "differ", "equal": "differ",
    "indistinguishable": "differ", "identical": "differ", "unchanged": "change", "unaltered": "change", "stable": "change",
    "unaffected": "effect", "unrelated": "associated", "uncorrelated": "associated",
    "insignificant": "significant", "nonsignificant": "significant", "ineffective": "effective", "unsafe": "safe",
    "unapproved": "approved", "unlicensed": "approved", "unblinded": "blinded", "unmasked": "blinded",
    "nonrandomised": "randomised", "nonrandomized": "randomised",
}  # fmt: skip
QUANTIFIERS = frozenset(
    """
    all every always never none only most both neither each entirely completely any
    """.split()
)
HEDGES = _stems(
    "probably possibly may might could suggest suggested suggests appear appears apparently likely unlikely "
    "potentially "
    "possible about approximately trend judged said described reported theoretical class classed call called "
    "considered"
)
ANIMAL = frozenset(
    """
    rat rats mouse mice animal animals rodent rodents vitro laboratory cell cells cultured preclinical experiments
    experimental
    """.split()
)
SPECIES = frozenset(["rat", "rats", "mouse", "mice", "rodent", "rodents"])
LIMITED_SETS = (
    "intention-to-treat",
    "intention to treat",
    "per-protocol",
    "per protocol",
    "subgroup",
    "single outcome",
    "post hoc",
    "within the",
)
