"""Word lists that the checks share. A list holds stems' source words; what each list means stands above it."""

from __future__ import annotations

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
    study studies text trial trials used use uses using account beside
    """
)

# Directions. A claim may state one only where its evidence does.
BETTER = _stems("better improve improved improvement improves benefit favourable superior superiority faster restored")
WORSE = _stems("worse worsen worsened deteriorate deterioration inferior inferiority slower impaired")
UP = _stems("increase increased increases higher raise raised rise rose more greater elevated longer")
DOWN = _stems(
    "decrease decreased decreases lower lowered reduce reduced reduces reduction fall fell less smaller shorter fewer"
)
DIRECTIONS: dict[str, frozenset[str]] = {"better": BETTER, "worse": WORSE, "up": UP, "down": DOWN}
OPPOSITE = {"better": "worse", "worse": "better", "up": "down", "down": "up"}

NEGATIONS = frozenset(
    """
    not no never neither nor without cannot fail failed fails lack lacked missed miss n't none
    """.split()
)
QUANTIFIERS = frozenset(
    """
    all every always never none only most both neither each entirely completely
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
