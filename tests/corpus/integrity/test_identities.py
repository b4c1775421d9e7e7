"""A reference is the work that its identifiers lead to, or it is named; right references are left in peace."""

from __future__ import annotations

import random

import pytest

import real_files
from corpus.integrity import planting
from corpus.registry import Registry, article, work
from draftbot.corpus.standing import Standing
from draftbot.records.reference import Author, Bibliography, Reference, StudyCard, TextItem


@real_files.needed
def test_sixty_planted_wrong_identities_are_named_and_no_right_reference_is() -> None:
    known = planting.references()
    registry = planting.play(known)
    planted = planting.plant(known)
    states = planting.look_up([one.reference for one in planted], registry)
    missed = [
        (one.what, state.printed())
        for one, state in zip(planted, states, strict=True)
        if state.state not in planting.NAMED
    ]
    assert len(planted) >= 50
    assert missed == []
    dice = random.Random(7)
    right = [planting.by_hand(made, dice) for made in known[::3]]
    assert [state.printed() for state in planting.look_up(right, registry) if state.state in planting.NAMED] == []


def reference(**fields: object) -> Reference:
    given: dict[str, object] = {
        "type": "article-journal",
        "title": "A synthetic trial of nothing",
        "author": (Author(family="Nobody", given="Nora"),),
        "container_title": "Journal of Nothing",
        "issued": 2019,
        "volume": "7",
        "PMID": "99000001",
        "DOI": "10.9999/one",
    }
    return Reference(
        id="one",
        bibliography=Bibliography.model_validate(given | fields),
        card=StudyCard(called="the trial", design="rct"),
        text_kind="digest",
        text_seen="full-abstract",
        text=(TextItem(text="The trial had 60 people."),),
    )


def looked_up(made: Reference, crossref: bool = True) -> Standing:
    registry = Registry()
    registry.pubmed = {
        "99000001": article("99000001", "A synthetic trial of nothing", "10.9999/one"),
        "99000002": article("99000002", "The geology of distant moons", "10.9999/two", year=1999)
        .replace(b"<LastName>Nobody", b"<LastName>Somebody")
        .replace(b"<Volume>7", b"<Volume>9"),
    }
    registry.dois = {"10.9999/one": "99000001", "10.9999/two": "99000002"}
    if crossref:
        registry.crossref["10.9999/one"] = work("10.9999/one", "A synthetic trial of nothing")
    registry.crossref["10.9999/two"] = work("10.9999/two", "The geology of distant moons")
    return planting.look_up([made], registry)[0]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "OK"),
        ({"DOI": "https://doi.org/10.9999/ONE"}, "OK"),
        ({"DOI": None}, "OK"),
        ({"PMID": None}, "OK"),
        ({"title": None}, "OK"),
        ({"title": "a Synthetic Trial of Nothing."}, "OK"),
        ({"author": (Author(family="NOBODY"),), "container_title": "J Nothing", "issued": 2020}, "OK"),
        ({"PMID": None, "DOI": None}, "UNCHECKED"),
        ({"PMID": "99000002"}, "WRONG-WORK"),
        ({"PMID": "99000002", "DOI": None}, "WRONG-WORK"),
        ({"PMID": "99000002", "DOI": None, "title": None}, "WRONG-WORK"),
        ({"DOI": "10.9999/two"}, "WRONG-WORK"),
        ({"DOI": "10.9999/two", "PMID": None}, "WRONG-WORK"),
        ({"PMID": "99000003"}, "BAD-ID"),
        ({"PMID": "99O00001", "DOI": None}, "BAD-ID"),
        ({"DOI": "10.9999/0ne", "PMID": None}, "BAD-ID"),
        ({"issued": 2009}, "FIELD-MISMATCH"),
        ({"volume": "1"}, "FIELD-MISMATCH"),
        ({"author": (Author(family="Everybody"),)}, "FIELD-MISMATCH"),
        ({"container_title": "Annals of Something"}, "FIELD-MISMATCH"),
    ],
)
def test_states_follow_from_what_the_registries_have(fields: dict[str, object], state: str) -> None:
    assert looked_up(reference(**fields)).state == state


def test_a_number_of_people_that_the_abstract_does_not_give_is_named() -> None:
    made = reference()
    for count, state in ((60, "OK"), (61, "FIELD-MISMATCH")):
        given = made.model_copy(update={"card": made.card.model_copy(update={"n": count})})
        assert looked_up(given).state == state


def test_a_doi_that_only_pubmed_knows_is_no_bad_one() -> None:
    assert looked_up(reference(), crossref=False).state == "OK"
