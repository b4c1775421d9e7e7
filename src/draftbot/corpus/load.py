"""A workspace's corpus folder as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from draftbot.corpus.texts import passages, source_text
from draftbot.corpus.yaml_file import Location, YamlFile, read_yaml
from draftbot.errors import BadInput
from draftbot.records.compound import Compound
from draftbot.records.corpus import Corpus, Fields, House
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.values import VALUE_TYPES, Sourced

T = TypeVar("T", bound=Record)


class Loaded(Record):
    """The corpus, and the files it came from, so that a check can name file and line."""

    corpus: Corpus
    files: dict[str, YamlFile]

    def line_of(self, kind: str, key: str, location: Location) -> tuple[str, int]:
        """File and line of a value: ``kind`` is compounds or references, ``key`` the slug or id."""
        file = self.files[f"{kind}/{key}"]
        return file.path, file.line(location)


def load(root: Path) -> Loaded:
    """Reads fields.yaml, house.yaml, compounds/ and references/; raises BadInput at the first defect."""
    if not root.is_dir():
        raise BadInput("no corpus folder here; `draftbot init DIR` makes a workspace", path=str(root))
    fields = _record(read_yaml(_inside(root, root / "fields.yaml")), Fields)
    house = _record(read_yaml(_inside(root, root / "house.yaml")), House)
    files = {
        f"{kind}/{path.stem}": read_yaml(_inside(root, path))
        for kind in ("compounds", "references")
        for path in sorted((root / kind).glob("*.yaml"))
    }
    compounds = {key: _compound(file, fields, key) for key, file in _of(files, "compounds")}
    references = {key: _reference(file, key) for key, file in _of(files, "references")}
    return Loaded(corpus=_corpus(compounds, references, fields, house), files=files)


def load_corpus(root: Path) -> Corpus:
    """The corpus alone; see ``load``."""
    return load(root).corpus


def _of(files: Mapping[str, YamlFile], kind: str) -> Iterable[tuple[str, YamlFile]]:
    return ((name.partition("/")[2], file) for name, file in files.items() if name.startswith(f"{kind}/"))


def _inside(root: Path, path: Path) -> Path:
    if not path.is_file():
        raise BadInput("the file is missing", path=str(path))
    if not path.resolve().is_relative_to(root.resolve()):
        raise BadInput("points outside the corpus folder; put the file itself here", path=str(path))
    return path


def _compound(file: YamlFile, fields: Fields, key: str) -> Compound:
    data = file.data
    if not isinstance(data, dict):
        raise BadInput("a profile is a mapping of keys", path=file.path, line=1)
    typed: dict[str, object] = {}
    given = data.get("fields") or {}
    if not isinstance(given, dict):
        raise BadInput(
            "fields is a mapping of field names", path=file.path, line=file.line(("fields",)), field="fields"
        )
    for name, values in given.items():
        if name not in fields.fields:
            raise _unknown("field", name, fields.fields, file, ("fields", name))
        if not isinstance(values, list):
            raise BadInput(
                "a field holds a list of values",
                path=file.path,
                line=file.line(("fields", name)),
                field=f"fields.{name}",
            )
        model = VALUE_TYPES.get(fields.fields[name].type)
        if model is None:
            raise BadInput(
                f"unknown value type {fields.fields[name].type!r}; known: {', '.join(VALUE_TYPES)}",
                path="fields.yaml",
                field=name,
            )
        typed[name] = tuple(_value(model, value, file, ("fields", name, at)) for at, value in enumerate(values))
    record = _record(file.model_copy(update={"data": {**data, "fields": {}}}), Compound)
    _named(record.slug, key, file, "slug")
    return record.model_copy(update={"fields": typed})


def _value(model: type[Sourced], value: object, file: YamlFile, location: Location) -> Sourced:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _bad(error.errors(), file, location, model) from error


def _reference(file: YamlFile, key: str) -> Reference:
    record = _record(file, Reference)
    _named(record.id, key, file, "id")
    return record


def _record(file: YamlFile, model: type[T]) -> T:
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        raise _bad(error.errors(), file, (), model) from error


def _bad(errors: list[ErrorDetails], file: YamlFile, above: Location, model: type[Record]) -> BadInput:
    """The most telling of pydantic's errors as one line in plain words, with the line of the value: a misspelt key
    is named before the key that is missing because of it."""
    error = next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])
    location = (*above, *error["loc"])
    field = ".".join(str(part) for part in location)
    line = file.line(location)
    if error["type"] == "extra_forbidden":
        return _unknown("key", str(location[-1]), model.model_fields, file, location)
    if error["type"] == "missing":
        what = "is missing; every value needs refs" if location[-1] == "refs" else "is missing"
    elif error["type"] == "string_type":
        what = f"must be text; write it in quotes ({error['input']!r} is read as {type(error['input']).__name__})"
    elif error["type"] == "string_pattern_mismatch":
        what = f"{error['input']!r} is not a slug: lower-case letters, digits and single hyphens"
    else:
        what = error["msg"][:1].lower() + error["msg"][1:]
    return BadInput(what, path=file.path, line=line, field=field)


def _unknown(what: str, name: str, known: Iterable[str], file: YamlFile, location: Location) -> BadInput:
    near = get_close_matches(name, list(known), n=2)
    hint = f"; did you mean {' or '.join(near)}?" if near else f"; known: {', '.join(list(known)[:12])}"
    dotted = ".".join(str(part) for part in location)
    return BadInput(f"unknown {what} {name!r}{hint}", path=file.path, line=file.line(location), field=dotted)


def _named(given: str, stem: str, file: YamlFile, field: str) -> None:
    if given != stem:
        raise BadInput(
            f"is {given!r}, but the file is named {stem!r}; make them equal",
            path=file.path,
            line=file.line((field,)),
            field=field,
        )


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
