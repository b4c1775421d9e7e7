"""The references of a corpus as an import meets them: found by identifier, read when needed, written when changed."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from draftbot.corpus.shelf.acted_on import keys_of, said_by
from draftbot.corpus.shelf.identity import keys
from draftbot.corpus.shelf.write import changed_text, new_text, write
from draftbot.corpus.typed import reference as typed_reference
from draftbot.corpus.yaml_file import PARSER, read_yaml
from draftbot.errors import BadInput
from draftbot.records.integrity import Notice
from draftbot.records.reference import Author, Bibliography, Reference

HASH = re.compile(r"^  sha256: ([0-9a-f]{64})$", re.MULTILINE)


class Shelf:
    """The folder of references. In memory are its keys only; a record is read from its file when it is met."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._by_key: dict[str, str] = {}
        self._seen: dict[str, str] = {}
        self._ids: set[str] = set()
        self._said: dict[str, list[Notice]] = {}
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
            self._index(path)

    def _index(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8", errors="replace")
        self._ids.add(path.stem)
        self._seen |= dict.fromkeys(HASH.findall(text), path.stem)
        for key in _keys(text):
            self._by_key.setdefault(key, path.stem)
        if "\n  upon:\n" in text:
            self._hear(self.read(path.stem))

    def __len__(self) -> int:
        return len(self._ids)

    def taken(self, key: str) -> bool:
        """Whether a reference has this id."""
        return key in self._ids

    def holding(self, sha256: str) -> str | None:
        """The reference into which the record with this hash was read before."""
        return self._seen.get(sha256)

    def find(self, work: Bibliography) -> str | None:
        """The id of the reference of this work, by its strongest key that is known."""
        return next((self._by_key[key] for key in keys(work) if key in self._by_key), None)

    def read(self, key: str) -> Reference:
        """The reference with this id, from its file; raises BadInput for a file that is none."""
        return typed_reference(read_yaml(self.folder / f"{key}.yaml"), key)

    def add(self, made: Reference) -> None:
        """Writes a new reference."""
        write(self.folder / f"{made.id}.yaml", new_text(made))
        self._remember(made)

    def change(self, old: Reference, new: Reference) -> None:
        """Writes what changed of a reference into its file, and reads it back."""
        path = self.folder / f"{old.id}.yaml"
        before = path.read_text(encoding="utf-8")
        write(path, changed_text(before, old, new))
        try:
            back = self.read(old.id)
        except BadInput:
            back = None
        if back != new:
            write(path, before)
            raise BadInput("is laid out in a way that cannot be changed safely; put each key on a line", path=str(path))
        self._remember(new)

    def said_of(self, work: Bibliography) -> list[Notice]:
        """What notices on the shelf say of a work."""
        return [notice for key in keys(work) for notice in self._said.get(key, ())]

    def targets(self, made: Reference) -> set[str]:
        """The references of which this one, being a notice, says something."""
        found = (self._by_key.get(key) for upon in made.integrity.upon for key in keys_of(upon))
        return {key for key in found if key and key != made.id}

    def _hear(self, made: Reference) -> None:
        where = f"the notice {made.id} in this corpus"
        for upon, notice in said_by(made.bibliography, made.integrity.upon, where):
            for key in keys_of(upon):
                self._said.setdefault(key, []).append(notice)

    def _remember(self, made: Reference) -> None:
        self._ids.add(made.id)
        self._hear(made)
        self._seen |= {p.sha256: made.id for p in made.provenance if p.sha256}
        for key in keys(made.bibliography):
            self._by_key.setdefault(key, made.id)


def _keys(text: str) -> tuple[str, ...]:
    """The keys of a reference's file, from its bibliography block alone."""
    found = re.search(r"^bibliography:[^\n]*\n(?:(?:[ #-][^\n]*)?\n)*", text, re.MULTILINE)
    try:
        block = yaml.load(found.group(), Loader=PARSER)["bibliography"] if found else {}
        author = tuple(Author(family=a.get("family"), literal=a.get("literal")) for a in block.get("author") or ())[:1]
        known = {
            name: str(value) for name, value in block.items() if name in ("title", "DOI", "PMID", "PMCID") and value
        }
        return keys(Bibliography(type="book", author=author, issued=block.get("issued"), **known))
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, KeyError):
        return ()  # a broken file is named by corpus check; an import leaves it alone
