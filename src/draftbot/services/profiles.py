"""New profiles, and the schemas by which editors complete and check what they type."""

from __future__ import annotations

from pydantic import ValidationError

from draftbot.corpus import load
from draftbot.corpus.blank import blank_profile
from draftbot.corpus.schema import SCHEMAS
from draftbot.corpus.shelf.write import write
from draftbot.corpus.substances import FORMATS, malformed
from draftbot.errors import UnknownName, UserError
from draftbot.records.compound import Compound, Identifier, LookAlike
from draftbot.records.record import Record
from draftbot.settings import Settings


class Answers(Record):
    """What a person knows of a new compound; ``identifiers`` are written ``KIND=VALUE``."""

    name: str | None = None
    synonyms: tuple[str, ...] = ()
    look_alikes: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


def new_profile(settings: Settings, slug: str, given: Answers) -> str:
    """Writes a commented profile that passes the check and returns its path; raises a UserError where the profile is
    there already or an answer cannot stand."""
    loaded = load(settings.corpus)
    path = settings.corpus / "compounds" / f"{slug}.yaml"
    if slug in loaded.corpus.compounds or path.exists():
        raise UserError(f"{path} is there already")
    try:
        made = Compound(
            slug=slug,
            name=given.name or slug.replace("-", " ").capitalize(),
            look_alikes=tuple(LookAlike(name=name) for name in given.look_alikes),
            identifiers=tuple(_identifier(text) for text in given.identifiers),
        )
    except ValidationError as error:
        raise UserError(f"{slug!r} cannot be a slug: lower-case letters, digits and single hyphens") from error
    taken = [key for key, other in loaded.corpus.compounds.items() if other.name.casefold() == made.name.casefold()]
    if taken:
        raise UserError(f"{taken[0]} has the name {made.name!r} already; give another --name")
    write(path, blank_profile(made, given.synonyms, loaded.corpus.fields))
    return str(path)


def _identifier(text: str) -> Identifier:
    kind, _, value = text.partition("=")
    known = {name.casefold(): name for name in FORMATS}
    if kind.strip().casefold() not in known or not value.strip():
        raise UserError(f"{text!r} is no identifier; write KIND=VALUE with one of {', '.join(FORMATS)}")
    made = Identifier(kind=known[kind.strip().casefold()], value=value.strip())
    wrong = malformed(made)
    if wrong:
        raise UserError(wrong)
    return made


def schema(settings: Settings, kind: str) -> dict[str, object]:
    """The JSON schema of a corpus file; a compound's knows the fields of this workspace."""
    if kind not in SCHEMAS:
        raise UnknownName("schema", kind, tuple(SCHEMAS))
    return SCHEMAS[kind](load(settings.corpus).corpus.fields)
