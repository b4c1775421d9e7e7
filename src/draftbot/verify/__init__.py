"""The judge: units against their cited sources, rules and approved texts. It shares no code with the writer."""

from draftbot.verify.article import ReadArticle
from draftbot.verify.balance import balance
from draftbot.verify.context import Context
from draftbot.verify.foreign_verdicts import verify_article
from draftbot.verify.gate import Gated, gate
from draftbot.verify.library import Library
from draftbot.verify.pairs import PairVerdict, verify_pairs
from draftbot.verify.profile import ProfileVerdict, verify_profiles
from draftbot.verify.reading import read_article
from draftbot.verify.units import verify_unit, verify_units
from draftbot.verify.waivers import UNWAIVABLE, new_waiver, waive

__all__ = [
    "UNWAIVABLE",
    "Context",
    "Gated",
    "Library",
    "PairVerdict",
    "ProfileVerdict",
    "ReadArticle",
    "balance",
    "gate",
    "new_waiver",
    "read_article",
    "verify_article",
    "verify_pairs",
    "verify_profiles",
    "verify_unit",
    "verify_units",
    "waive",
]
