"""Are the two sides of a comparison the right way round?"""

from __future__ import annotations

from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import contradicted, passed, place, sides
from draftbot.verify.claims import Claim
from draftbot.verify.closeness import pairings
from draftbot.verify.comparison import Comparison, comparisons
from draftbot.verify.library import Library

NAME = "comparison"


def check(claim: Claim, library: Library) -> CheckResult:
    """Order, voice and wording do not matter ("B was outperformed by A" is "A was superior to B"): what counts is who
    has more, or does better. A close sentence with the sides exchanged and none with them as claimed contradicts."""
    own = comparisons(claim.text)
    if not own:
        return passed(NAME)
    near = dict.fromkeys(part.sentence.text for pairing in pairings(claim) for part in pairing.near)
    stated = [(text, other) for text in near for other in comparisons(text)]
    for one in own:
        agreed = [_agree(one, other) for _, other in stated]
        if True in agreed or False not in agreed:
            continue
        text, other = stated[agreed.index(False)]
        told = sides(repr(text[other.start : other.end].strip()), repr(claim.text[one.start : one.end].strip()))
        return contradicted(
            NAME, f"the sides are compared the other way round; {told}", place(claim, one.start, one.end)
        )
    del library  # every check has the same signature
    return passed(NAME)


def _agree(own: Comparison, other: Comparison) -> bool | None:
    """Follows each comparison's named side into the other: ``True`` on the same side in both, ``False`` crossed,
    ``None`` where they cannot be laid side by side."""
    if own.axis != other.axis:
        return None
    votes = set()
    for one, against in ((own, other), (other, own)):
        same, cross = (against.more, against.less) if one.right == "more" else (against.less, against.more)
        if one.named & same and not one.named & cross:
            votes.add(True)
        elif one.named <= cross:
            votes.add(False)
    return votes.pop() if len(votes) == 1 else None
