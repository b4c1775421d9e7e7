"""The desk: the corpus, the verifier's library and the articles of a folder, opened once a session."""

from __future__ import annotations

import threading
from pathlib import Path

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.decisions import editor_id
from draftbot.errors import UserError
from draftbot.index import Index, open_index
from draftbot.index.embed import MiniLM
from draftbot.records.source_text import ScoredPassage
from draftbot.review.case import Case
from draftbot.review.page import Page
from draftbot.settings import Settings
from draftbot.verify import Context, Library


class Desk:
    """Every article under ``root`` that one editor may open; ``person`` is the editor's name as given."""

    def __init__(self, settings: Settings, root: Path, person: str) -> None:
        if not root.is_dir():
            raise UserError(f"{root} is no folder; `draftbot draft` makes articles in {settings.articles}")
        self.settings, self.root, self.person = settings, root.resolve(), person
        self.editor = editor_id(person)
        self.library = Library(load_corpus(settings.corpus))
        self._cases: dict[str, Case] = {}
        self._index: Index | None = None
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        """The articles: real folders with a real article.md, directly in the root."""
        places = sorted(self.root.iterdir())
        return [p.name for p in places if not p.is_symlink() and _is_article(p) and not p.name.startswith(".")]

    def case(self, name: str) -> Case:
        """An article, read once and again when it changes; raises UserError for a name that is not listed."""
        if name not in self.names():
            raise UserError("there is no such article in the folder")
        with self._lock:
            known = self._cases.get(name)
            if known is None:
                known = Case(
                    self.root / name, self.settings.root / "reviews", self.editor, Context(self.library), self._opened
                )
                self._cases[name] = known
                threading.Thread(target=known.verify_all, daemon=True).start()
        known.load()
        return known

    def _opened(self, page: Page) -> Context:
        return pipeline.reader(self.settings, self.library, page.document)

    def search(self, query: str) -> tuple[ScoredPassage, ...]:
        """The ten best passages of the corpus."""
        with self._lock:
            if self._index is None:
                self._index = open_index(self.library.corpus, self.settings.index, MiniLM())
        return self._index.search(query, 10)


def _is_article(place: Path) -> bool:
    article = place / "article.md"
    return place.is_dir() and article.is_file() and not article.is_symlink()
