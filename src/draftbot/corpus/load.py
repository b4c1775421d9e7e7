"""A workspace's corpus folder as one value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from draftbot.corpus import typed
from draftbot.corpus.refusal import Refusals
from draftbot.corpus.texts import passages, source_text
from draftbot.corpus.yaml_file import Location, YamlFile, read_yaml
from draftbot.errors import BadInput
from draftbot.records.compound import Compound
from draftbot.records.corpus import Corpus, Fields, House
from draftbot.records.record import Record
from draftbot.records.reference import Reference

T = TypeVar("T", bound=Record)


class Loaded(Record):
    """The corpus, and the files it came from, so that a check can name file and line."""

    corpus: Corpus
    files: dict[str, YamlFile]

    def line_of(self, kind: str, key: str, location: Location) -> tuple[str, int]:
        """File and line of a value: ``kind`` is compounds or references, ``key`` the slug or id."""
        file = self.files[f"{kind}/{key}"]
        return file.path, file.line(location)


class _Folder:
    """The files of a corpus as they are read; refusals are collected over all of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, YamlFile] = {}
        self.refusals = Refusals()

    def records(self, kind: str, make: Callable[[YamlFile, str], T]) -> dict[str, T]:
        """A record for each file of the folder ``kind``, by file name, in the order of the names."""
        made: dict[str, T] = {}
        for path in self._paths(kind):
            with self.refusals.kept():
                file = read_yaml(_inside(self.root, path))
                made[path.stem] = make(file, path.stem)
                self.files[f"{kind}/{path.stem}"] = file
        return made

    def _paths(self, kind: str) -> Iterator[Path]:
        folder = self.root / kind
        if not folder.is_dir():
            raise BadInput("no such folder; make it and put one file a record in it", path=str(folder))
        for path in sorted(folder.iterdir()):
            if path.name.startswith("."):  # what editors and systems leave behind
                continue
            if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml":
                self.refusals.add(BadInput(f"would be passed over; name it {path.stem}.yaml", path=str(path)))
            elif path.suffix == ".yaml":
                yield path


def load(root: Path) -> Loaded:
    """Reads fields.yaml, house.yaml, compounds/ and references/.

    Raises BadInput, or BadInputs with a line for each defect of all files. Defects of fields.yaml and house.yaml are
    told alone: what a profile may hold depends on them.
    """
    if not root.is_dir():
        raise BadInput("no corpus folder here; `draftbot init DIR` makes a workspace", path=str(root))
    fields = typed.record(read_yaml(_inside(root, root / "fields.yaml")), Fields)
    house = typed.record(read_yaml(_inside(root, root / "house.yaml")), House)
    folder = _Folder(root)
    compounds = folder.records("compounds", lambda file, name: typed.compound(file, name, fields))
    references = folder.records("references", typed.reference)
    folder.refusals.raise_any()
    return Loaded(corpus=_corpus(compounds, references, fields, house), files=folder.files)


def load_profiles(root: Path) -> Corpus:
    """The corpus without its references, for those who need names and fields only: references may be many thousands."""
    if not root.is_dir():
        raise BadInput("no corpus folder here; `draftbot init DIR` makes a workspace", path=str(root))
    fields = typed.record(read_yaml(_inside(root, root / "fields.yaml")), Fields)
    house = typed.record(read_yaml(_inside(root, root / "house.yaml")), House)
    folder = _Folder(root)
    compounds = folder.records("compounds", lambda file, name: typed.compound(file, name, fields))
    folder.refusals.raise_any()
    return _corpus(compounds, {}, fields, house)


def load_corpus(root: Path) -> Corpus:
    """The corpus alone; see ``load``."""
    return load(root).corpus


def _inside(root: Path, path: Path) -> Path:
    if not path.is_file():
        raise BadInput("the file is missing", path=str(path))
    if not path.resolve().is_relative_to(root.resolve()):
        raise BadInput("points outside the corpus folder; put the file itself here", path=str(path))
    return path


def _corpus(compounds: dict[str, Compound], references: dict[str, Reference], fields: Fields, house: House) -> Corpus:
    texts = {key: source_text(reference) for key, reference in references.items()}
    cut = tuple(passage for key, reference in references.items() for passage in passages(reference, texts[key]))
    digest = sha256()
    for record in (*compounds.values(), *references.values(), fields, house):
        digest.update(record.model_dump_json().encode())
    return Corpus(
        compounds=compounds,
        references=references,
        fields=fields,
        house=house,
        texts=texts,
        passages=cut,
        sha256=digest.hexdigest(),
    )
