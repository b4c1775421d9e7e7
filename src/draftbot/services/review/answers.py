"""The verifier's answers on the words of an article, each kept for as long as a unit says and cites the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.verify import Context, Library, ReadArticle, verify_article
from draftbot.verify.consistency import consistent

NEVER = -1


class Answers:
    """Verdicts by what was judged: ``key`` tells a unit's words and sources. Not safe between threads by itself."""

    def __init__(self, key: Callable[[Unit], str]) -> None:
        self._key = key
        self._verdicts: dict[str, UnitVerdict] = {}
        self._clashes: dict[str, tuple[Finding, ...]] = {}
        self._compared = NEVER

    def on(self, unit: Unit) -> UnitVerdict | None:
        """The answer on these very words and sources, ``None`` while there is none."""
        slot = self._slot(unit)
        found, clashes = self._verdicts.get(slot), self._clashes.get(slot)
        if found and clashes:
            return found.model_copy(update={"verdict": "contradicted", "findings": (*found.findings, *clashes)})
        return found

    def lacks(self, unit: Unit) -> bool:
        """Whether the verifier has not answered on the unit."""
        return self._slot(unit) not in self._verdicts

    def learn(self, units: Sequence[Unit], verdicts: Mapping[str, UnitVerdict]) -> None:
        """Takes the answers on the units, by their ids."""
        self._verdicts.update({self._slot(unit): verdicts[unit.id] for unit in units})
        self._compared = NEVER

    def compare(self, units: Sequence[Unit], library: Library, version: int) -> bool:
        """Sections against each other, once every unit has its verdict; tells whether anything is judged otherwise
        now. Nothing is compared twice in one ``version`` of the page."""
        if self._compared == version:
            return False
        known = {unit.id: self._verdicts[self._slot(unit)] for unit in units}
        judged = consistent(units, known, library)
        clashes = {
            self._slot(unit): judged[unit.id].findings[len(known[unit.id].findings) :]
            for unit in units
            if len(judged[unit.id].findings) > len(known[unit.id].findings)
        }
        changed = clashes != self._clashes
        self._clashes = clashes
        self._compared = version + changed
        return changed

    def forget_fixed(self) -> None:
        """Forgets what rests on no source: approved texts may have changed."""
        self._verdicts = {slot: verdict for slot, verdict in self._verdicts.items() if verdict.evidence}

    def _slot(self, unit: Unit) -> str:
        return f"{self._key(unit)}|{unit.kind}|{unit.block}"


def asked(unit: Unit, article: ReadArticle, context: Context) -> UnitVerdict:
    """The verdict on a unit alone, since ids of reworded units may repeat; a verifier that cannot run holds the unit
    and says so."""
    try:
        return verify_article(article.model_copy(update={"units": (unit,)}), context)[unit.id]
    except Exception as error:  # whatever it was, the unit is not proved
        finding = Finding(severity="block", check="verifier", message=f"could not run: {error!r}")
        return UnitVerdict(unit=unit.id, verdict="uncertain", findings=(finding,))
