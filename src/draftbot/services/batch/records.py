"""What is known of each page of a batch, one small file a page, so that a run can be taken up again."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from draftbot.pipeline import ARTICLE
from draftbot.records.record import Record
from draftbot.services.batch.basis import Basis
from draftbot.whole_file import write_whole

State = Literal["whole", "held", "failed"]


class Page(Record):
    """A page as the last run left it. ``why`` tells of a failure or of what was held; ``sha256`` is the article's."""

    pair: tuple[str, str]
    folder: str
    state: State
    words: int = 0
    proved: int = 0
    derived: int = 0
    held: int = 0
    thin: bool = False
    revision: bool = False
    seconds: float = 0.0
    why: tuple[str, ...] = ()
    basis: Basis = Field(default_factory=dict)
    sha256: str | None = None

    @property
    def name(self) -> str:
        return "-vs-".join(self.pair)


class Pages:
    """The records of the pages that go to one folder."""

    def __init__(self, state: Path, out: Path) -> None:
        self._folder = state / "batch" / sha256(str(out.resolve()).encode()).hexdigest()[:16]

    def read(self, name: str) -> Page | None:
        """What is known of a page; ``None`` where nothing is."""
        try:
            return Page.model_validate_json((self._folder / f"{name}.json").read_bytes())
        except (OSError, ValidationError):
            return None

    def write(self, page: Page) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        content = json.dumps(page.model_dump(mode="json"), ensure_ascii=False, indent=1)
        write_whole(self._folder / f"{page.name}.json", content.encode())

    def current(self, name: str, basis: Basis, folder: Path) -> Page | None:
        """The page's record, where it was drafted from exactly this and its article is still there.

        An article that a person has edited is there too: what it was drafted from is what counts.
        """
        known = self.read(name)
        good = known and known.state != "failed" and known.basis == basis and (folder / ARTICLE).is_file()
        return known if good else None
