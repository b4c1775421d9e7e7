"""The desk: the corpus, the verifier's library and model, and the articles of a folder, opened once a session."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.decisions.ledger import editor_id
from draftbot.errors import UserError
from draftbot.index import Index, ensure_index
from draftbot.index.embed import MiniLM
from draftbot.progress import silent
from draftbot.records.decision import Person
from draftbot.records.source_text import ScoredPassage
from draftbot.services.review.case import Case
from draftbot.settings import Settings
from draftbot.text.document import Document
from draftbot.verify import Context, Library

FOUND = 10
IDLE_SECONDS = 0.01


class Desk:
    """Every article under ``root`` that one editor may open; ``person`` is the editor's name as given.

    One thread verifies in the background what no answer is known on; it waits while a page is being answered.
    """

    def __init__(self, settings: Settings, root: Path, person: str) -> None:
        if not root.is_dir():
            raise UserError(f"{root} is no folder; `draftbot draft` makes articles in {settings.articles}")
        self.settings, self.root, self.person = settings, root.resolve(), person
        self.editor = editor_id(person)
        self.corpus = load_corpus(settings.corpus)
        self.library = Library(self.corpus)
        self._model = pipeline.reader(settings)
        self._cases: dict[str, Case] = {}
        self._index: Index | None = None
        self._lock = threading.RLock()
        self._busy = 0
        self._counting = threading.Lock()
        self._work = threading.Event()
        self._stop = threading.Event()

    def start(self) -> None:
        """Opens the articles and begins to verify them, in the background."""
        threading.Thread(target=self._verify, daemon=True).start()
        self._work.set()

    def close(self) -> None:
        """Ends the background work after the unit at hand."""
        self._stop.set()
        self._work.set()

    def __enter__(self) -> Desk:
        """While the desk answers somebody, background work waits."""
        with self._counting:
            self._busy += 1
        return self

    def __exit__(self, *_: object) -> None:
        with self._counting:
            self._busy -= 1
        self._work.set()

    def _verify(self) -> None:
        self._open_all()
        while not self._stop.is_set():
            self._work.wait()
            self._work.clear()
            while not self._stop.is_set() and any(case.verify_some() for case in self._waiting()):
                while self._busy:
                    time.sleep(IDLE_SECONDS)

    def _waiting(self) -> list[Case]:
        """The cases, the one that was opened last first."""
        with self._lock:
            return [*reversed(self._cases.values())]

    def _open_all(self) -> None:
        for name in self.names():
            try:
                self.case(name)
            except UserError:
                continue  # the list shows its error when it is asked for

    def names(self) -> list[str]:
        """The articles: real folders with a real article.md, directly in the root."""
        places = sorted(self.root.iterdir())
        return [p.name for p in places if not p.is_symlink() and _is_article(p) and not p.name.startswith(".")]

    def case(self, name: str) -> Case:
        """An article, read once and again when it changes; raises UserError for a name that is not listed."""
        if name not in self.names():
            raise UserError("there is no such article in the folder")
        with self._lock:
            known = self._cases.pop(name, None)
            if known is None:
                known = Case(self.root / name, self.settings.reviews, self.editor, self.corpus, self._opened)
            self._cases[name] = known
        known.load()
        self._work.set()
        return known

    def _opened(self, document: Document) -> Context:
        return replace(pipeline.reading(self.settings, self.library, document), model=self._model)

    @property
    def me(self) -> Person:
        """Who is at the desk, as house.yaml knows them; a stranger may edit and no more."""
        known = self.corpus.house.review.people.get(self.editor)
        return known or Person(name=self.person)

    def search(self, query: str) -> tuple[ScoredPassage, ...]:
        """The best passages of the corpus; the index is built where it is not of this corpus."""
        with self._lock:
            if self._index is None:
                self._index = ensure_index(self.corpus, self.settings.index, MiniLM(), silent)
        return self._index.search(query, FOUND)


def _is_article(place: Path) -> bool:
    article = place / "article.md"
    return place.is_dir() and article.is_file() and not article.is_symlink()
