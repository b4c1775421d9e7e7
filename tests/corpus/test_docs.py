"""The examples of docs/corpus.md are a corpus: they load, and nothing is wrong with them."""

import re
from pathlib import Path

import pytest

from draftbot.corpus import lint, load
from draftbot.records.compound import Compound, Conflict, Identifier, LookAlike, NotStated, Unproved
from draftbot.records.corpus import Field, Fields, House, IntegrityPolicy, PolicyRule, Topic
from draftbot.records.integrity import Integrity, Mismatch, Notice
from draftbot.records.provenance import Indexing, Provenance
from draftbot.records.record import Record
from draftbot.records.reference import (
    Arm,
    ArmResult,
    Author,
    Bibliography,
    CardSpan,
    Estimate,
    Outcome,
    Reference,
    StudyCard,
    TextItem,
)
from draftbot.records.values import VALUE_TYPES

DOCUMENT = (Path(__file__).parents[2] / "docs" / "corpus.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```yaml\n(# (corpus/\S+\.yaml).*?)```", re.DOTALL)


def test_the_examples_load_and_are_in_order(tmp_path: Path) -> None:
    for text, name in EXAMPLE.findall(DOCUMENT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    loaded = load(tmp_path / "corpus")
    assert (list(loaded.corpus.compounds), list(loaded.corpus.references)) == (["alphazine"], ["trial-one"])
    assert list(lint(loaded)) == []


def test_every_value_type_is_explained_with_its_keys() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (`[^|]+`) \|", DOCUMENT, re.MULTILINE))
    for name, model in VALUE_TYPES.items():
        assert re.findall(r"`(\w+)`", rows[name]) == [key for key in model.model_fields if key not in ("refs", "note")]


WRITTEN = (
    *(Reference, Bibliography, Author, StudyCard, Arm, Outcome, Estimate, ArmResult, Integrity, Notice, TextItem),
    *(Mismatch, Indexing, Provenance, CardSpan),
    *(
        Compound,
        Identifier,
        LookAlike,
        NotStated,
        Unproved,
        Conflict,
        Fields,
        Field,
        Topic,
        House,
        PolicyRule,
        IntegrityPolicy,
    ),
)


@pytest.mark.parametrize("model", WRITTEN)
def test_every_key_that_a_file_may_hold_is_explained(model: type[Record]) -> None:
    assert [key for key in model.model_fields if not re.search(rf"(?<![\w-]){key}`?:|`{key}\b", DOCUMENT)] == []
