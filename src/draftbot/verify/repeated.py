"""Metadata and JSON-LD strings of a foreign article: what the page shows they share its verdicts, the rest is judged
for itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.context import Context
from draftbot.verify.wording import as_finding

MOST_JOINED = 12
CLOSE = 0.6
QUOTES = str.maketrans("‘’“”–—−‐‑\u00a0", "''\"\"----- ")


def plain(text: str) -> str:
    """A text as a reader compares it: typographic quotes, dashes, spaces and Markdown marks are no difference."""
    folded = unicodedata.normalize("NFC", text).translate(QUOTES)
    return " ".join(re.sub(r"[*_`]+", "", folded).split())


def repeated(
    unit: Unit, visible: Sequence[Unit], verdicts: Mapping[str, UnitVerdict], alone: UnitVerdict, context: Context
) -> UnitVerdict:
    """The worst verdict of the visible units that say the same; where the page does not show the string, a warning
    that tells what it shows instead, and the verdict on the string itself."""
    shown = _joined(plain(unit.text), visible)
    if shown:
        return _as_shown(unit, shown, verdicts)
    if unit.text in context.library.compound_names or alone.verdict == "exempt":
        return UnitVerdict(unit=unit.id, verdict="exempt", checks=(passed("mirror"),))
    message = "the page does not show this text"
    nearest = _nearest(unit.text, visible)
    if nearest:
        message += f"; it says {nearest.text!r}"
    finding = Finding(severity="warn", check="mirror", message=message)
    return alone.model_copy(update={"unit": unit.id, "findings": (*alone.findings, finding)})


def _as_shown(unit: Unit, shown: Sequence[Unit], verdicts: Mapping[str, UnitVerdict]) -> UnitVerdict:
    failed = next((verdicts[other.id] for other in shown if not verdicts[other.id].published), None)
    if failed is None:
        verdict = "exempt" if all(verdicts[other.id].verdict == "exempt" for other in shown) else "supported"
        return UnitVerdict.model_validate({"unit": unit.id, "verdict": verdict, "checks": (passed("mirror"),)})
    reason = failed.reasons[0] if failed.reasons else failed.verdict
    result = unsupported("mirror", f"the page shows this, and it is not proved there: {reason}")
    return UnitVerdict(
        unit=unit.id,
        verdict=failed.verdict,
        checks=(result,),
        findings=(as_finding(result),),
        evidence=failed.evidence,
    )


def _joined(text: str, visible: Sequence[Unit]) -> tuple[Unit, ...]:
    """The consecutive visible units that together are the text."""
    for start, unit in enumerate(visible):
        if not text.startswith(plain(unit.text)):
            continue
        joined = ""
        for end, other in enumerate(visible[start : start + MOST_JOINED], start=start + 1):
            joined = f"{joined} {plain(other.text)}".strip()
            if joined == text:
                return tuple(visible[start:end])
            if not text.startswith(joined):
                break
    return ()


def _nearest(text: str, visible: Sequence[Unit]) -> Unit | None:
    """The visible unit that shares most words with the text, if it shares most of them."""
    wanted = set(plain(text).lower().split())
    best = max(visible, key=lambda unit: len(wanted & set(plain(unit.text).lower().split())), default=None)
    if best is None:
        return None
    return best if SequenceMatcher(None, plain(best.text), plain(text)).quick_ratio() >= CLOSE else None
