"""Linting a corpus: each defect is found, graded, and named with file, line and field."""

from collections.abc import Callable
from pathlib import Path

import pytest

from draftbot.corpus import CorpusFinding, lint, load

ROOT = Path(__file__).parents[2]
Change = Callable[[str, str, str], int]
ALPHAZINE, ONE, TWO = "compounds/alphazine.yaml", "references/trial-one.yaml", "references/trial-two.yaml"


def found(folder: Path) -> list[CorpusFinding]:
    return list(lint(load(folder)))


def test_a_corpus_in_order_has_no_findings(folder: Path) -> None:
    assert found(folder) == []


def test_the_example_corpus_has_no_error() -> None:
    assert [finding for finding in found(ROOT / "corpus") if finding.severity == "error"] == []


FOUND = [
    # what is wrong, file, old text, new text, severity, field, message
    ("a value's ref", ALPHAZINE, "  - text: a synthetic compound\n    refs: [trial-one]", "  - text: a synthetic compound\n    refs: [trial-9]", "error", "fields.kind.0.refs", "'trial-9', which is no reference"),
    ("a synonym's ref", ALPHAZINE, "- text: AZ-1\n  refs: [trial-one]", "- text: AZ-1\n  refs: [trial-9]", "error", "synonyms.0.refs", "no reference"),
    ("a silent source", ALPHAZINE, "- field: price\n  refs: [trial-one]", "- field: price\n  refs: [trial-9]", "error", "not_stated.0.refs", "no reference"),
    ("a goal's topic", ALPHAZINE, "topic: recovery", "topic: recover", "error", "fields.uses.0.topic", "unknown topic 'recover'"),
    ("stated and not stated", ALPHAZINE, "- field: price", "- field: kind", "error", "not_stated.0.field", "listed as not stated and has values"),
    ("not stated, no field", ALPHAZINE, "- field: price", "- field: prices", "error", "not_stated.0.field", "unknown field 'prices'"),
    ("unproved, no field", ALPHAZINE, "- field: dose", "- field: doses", "error", "unproved.0.field", "unknown field 'doses'"),
    ("a DOI with a space", ONE, "10.1000/synthetic.1", "10.1000 synthetic.1", "error", "bibliography.DOI", "form of a DOI"),
    ("a DOI as a link", ONE, "10.1000/synthetic.1", "https://doi.org/10.1000/synthetic.1", "error", "bibliography.DOI", "write 10.1000/synthetic.1"),
    ("a PMID with a letter", ONE, '"101"', '"101x"', "error", "bibliography.PMID", "form of a PMID"),
    ("a PMCID without PMC", ONE, '  PMID: "101"', '  PMCID: "101"', "error", "bibliography.PMCID", "form of a PMCID"),
    ("an ISSN's check digit", ONE, '  PMID: "101"', "  ISSN: 1234-5678", "error", "bibliography.ISSN", "check digit"),
    ("an ISBN-13's check digit", ONE, '  PMID: "101"', "  ISBN: 978-0-00-000000-1", "error", "bibliography.ISBN", "check digit"),
    ("an ISBN-10's check digit", ONE, '  PMID: "101"', "  ISBN: 0-00-000000-X", "error", "bibliography.ISBN", "check digit"),
    ("the DOI of another", TWO, "synthetic.2", "synthetic.1", "error", "bibliography.DOI", "also stands in trial-one"),
    ("the DOI in capitals", TWO, "synthetic.2", "SYNTHETIC.1", "error", "bibliography.DOI", "also stands in trial-one"),
    ("the DOI in a link", TWO, "10.1000/synthetic.2", "http://dx.doi.org/10.1000/Synthetic.1", "error", "bibliography.DOI", "also stands in trial-one"),
    ("the PMID of another", TWO, "  DOI: 10.1000/synthetic.2", '  PMID: "PMID: 101"', "error", "bibliography.PMID", "also stands in trial-one"),
    ("a source's compound", ONE, "compounds: [alphazine]", "compounds: [gammazine]", "error", "compounds.0", "unknown compound"),
    ("an arm's compound", ONE, "    compound: alphazine", "    compound: gammazine", "error", "card.arms.0.compound", "unknown compound"),
    ("an outcome's compound", ONE, "treatment: alphazine", "treatment: gammazine", "error", "card.outcomes.0.treatment", "unknown compound"),
    ("an outcome's topic", ONE, "    topic: recovery", "    topic: relief", "error", "card.outcomes.0.topic", "unknown topic"),
    ("a study's topic", ONE, "topics: [recovery]", "topics: [relief]", "error", "card.topics.0", "unknown topic"),
    ("a linked study", TWO, "same_trial_as: [trial-one]", "same_trial_as: [trial-9]", "error", "card.same_trial_as.0", "no reference"),
    ("a pooled study", TWO, "same_trial_as: [trial-one]", "pooled_in: [trial-9]", "error", "card.pooled_in.0", "no reference"),
    ("a link to itself", TWO, "same_trial_as: [trial-one]", "same_trial_as: [trial-two]", "error", "card.same_trial_as.0", "to itself"),
    ("an outcome twice", ONE, "id: harm", "id: recovered", "error", "card.outcomes.1.id", "a second outcome has the id"),
    ("an arm that is not", ONE, "arm: Alphazine", "arm: Betazine", "warn", "card.outcomes.0.results.0.arm", "no arm 'Betazine'"),
    ("no text", TWO, "text:\n- text: Betazine is another synthetic compound.\n", "text: []\n", "warn", "text", "has no text"),
    ("an estimate outside", ONE, '"1.50"', '"1.05"', "error", "card.outcomes.0.estimate", "outside its interval"),
    ("bounds in the wrong order", ONE, 'ci_low: "1.10"', 'ci_low: "3.10"', "error", "card.outcomes.0.estimate", "wrong order"),
    ("one bound", ONE, '      ci_high: "2.05"\n', "", "error", "card.outcomes.0.estimate", "one bound only"),
    ("a bound in words", ONE, 'ci_low: "1.10"', "ci_low: low", "error", "card.outcomes.0.estimate", "'low' is not a number"),
    ("an estimate in words", ONE, 'value: "1.50"', "value: NaN", "error", "card.outcomes.0.estimate", "'NaN' is not a number"),
    ("P above one", ONE, 'p: "0.01"', 'p: "1.2"', "error", "card.outcomes.0.p", "not between 0 and 1"),
    ("P in words", ONE, 'p: "0.01"', "p: small", "error", "card.outcomes.0.p", "not between 0 and 1"),
    ("more events than people", ONE, "events: 15", "events: 26", "error", "card.outcomes.0.results.0.events", "26 events in 25 people"),
    ("more people than the arm", ONE, "total: 25", "total: 50", "warn", "card.outcomes.0.results.0.total", "50 people counted in Alphazine, which has 25"),
    ("another percentage", ONE, "events: 15", "events: 16", "warn", "card.outcomes.0.results.0.value", "16 of 25 is 64.0%, the record says 60%"),
    ("a direction that the interval denies", ONE, "direction: favours-treatment", "direction: no-difference", "warn", "card.outcomes.0.direction", "excludes no difference"),
    ("a direction across the null", ONE, 'ci_low: "1.10"', 'ci_low: "0.90"', "warn", "card.outcomes.0.direction", "includes no difference"),
    ("a direction that P denies", ONE, 'p: "0.40"', 'p: "0.001"', "warn", "card.outcomes.1.direction", "P 0.001 is below 0.05"),
    ("a direction that P does not bear", ONE, "direction: no-difference", "direction: favours-comparator", "warn", "card.outcomes.1.direction", "P 0.40 is not below 0.05"),
    ("a figure not in the text", ONE, 'ci_high: "2.05"', 'ci_high: "2.06"', "error", "card.outcomes.0", "the text does not state the figure ci:95:1.1:2.06"),
    ("a result not in the text", ONE, "value: 60%", "value: 61%", "error", "card.outcomes.0", "the text does not state the figure pct:61"),
    ("a count not in the text", ONE, "  n: 50", "  n: 51", "warn", "card.n", "the text does not state the number 51"),
    ("an arm's count not in the text", ONE, "    n: 25", "    n: 26", "warn", "card.arms.0.n", "does not state the number 26"),
    ("a digest with another estimate", ONE, "- text: Adverse", "- text: Recovery at day 90 was less likely (RR 0.80).\n- text: Adverse", "error", "text.4", "says est:RR:0.8, the record says est:RR:1.5 of recovered"),
    ("a digest with another share", ONE, "- text: Adverse", "- text: Recovery at day 90 was seen in 90%.\n- text: Adverse", "warn", "text.4", "says pct:90"),
    ("a retraction", TWO, "  checked: 2026-01-01", "  notices: [{kind: retraction, seen_in: a synthetic note}]", "error", "integrity.notices.0", "notice: retraction"),
    ("a concern", TWO, "  checked: 2026-01-01", "  notices: [{kind: concern, seen_in: a synthetic note}]", "warn", "integrity.notices.0", "notice: concern"),
    ("a doubt", TWO, "unverified: []", "unverified: [year]", "note", "unverified.0", "unverified: year"),
    ("a conflict", TWO, "conflicts: []", "conflicts: [{id: C1, about: size, first: a, first_where: b, second: c, second_where: d}]", "note", "conflicts.0", "open conflict C1: size"),
    ("a profile's conflict", ALPHAZINE, "not_stated:", "conflicts:\n- {id: C2, about: dose, first: a, first_where: b, second: c, second_where: d}\nnot_stated:", "note", "conflicts.0", "open conflict C2: dose"),
    ("a profile's conflict's ref", ALPHAZINE, "not_stated:", "conflicts:\n- {id: C2, about: dose, first: a, first_where: b, second: c, second_where: d, refs: [trial-9]}\nnot_stated:", "error", "conflicts.0.refs", "no reference"),
    ("a conflict's ref", TWO, "conflicts: []", "conflicts: [{id: C1, about: size, first: a, first_where: b, second: c, second_where: d, refs: [trial-9]}]", "error", "conflicts.0.refs", "no reference"),
    ("a profile of nothing", "compounds/betazine.yaml", "fields:\n  kind:\n  - text: another synthetic compound\n    refs: [trial-two]\n", "", "warn", "fields", "no value has a reference"),
]  # fmt: skip


def stands_on(line: str, field: str) -> bool:
    """Whether the line holds the field's key, or opens a list's item."""
    last = field.rpartition(".")[2]
    return "- " in line or "[" in line if last.isdigit() else last in line


@pytest.mark.parametrize(
    ("name", "old", "new", "severity", "field", "what"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND]
)
def test_a_defect_is_found_with_file_line_and_field(
    folder: Path, change: Change, name: str, old: str, new: str, severity: str, field: str, what: str
) -> None:
    change(name, old, new)
    findings = [finding for finding in found(folder) if what in finding.message]
    assert [(f.severity, f.file, f.field) for f in findings] == [(severity, str(folder / name), field)]
    text = (folder / name).read_text(encoding="utf-8")
    assert stands_on(text.splitlines()[findings[0].line - 1], field) or field == "fields"  # not there at all


FINE = [
    ("an ISSN", '  PMID: "101"', "  ISSN: 2049-3630"),
    ("an ISBN-13", '  PMID: "101"', "  ISBN: 978-3-16-148410-0"),
    ("an ISBN-10 that ends in X", '  PMID: "101"', "  ISBN: 0-8044-2957-X"),
    ("a share rounded to ones", "60%\n      events: 15\n      total: 25", "67%\n      events: 2\n      total: 3"),
    ("a share rounded to tenths", "60%\n      events: 15\n      total: 25", "66.7%\n      events: 2\n      total: 3"),
    ("P at the level", 'p: "0.40"', 'p: "0.05"'),
    ("a P value known only as below a tenth", 'p: "0.40"', 'p: "<0.1"'),
    ("a harm signal without an interval", "direction: no-difference", "direction: harm-signal"),
    ("a direction left open", "direction: favours-treatment", "direction: unclear"),
    ("a digest that says less", " (RR 1.50, 95% CI 1.10–2.05; P = 0.01).", " (RR 1.50, 95% CI 1.10–2.05; P = 0.010)."),
]


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in FINE], ids=[case[0] for case in FINE])
def test_what_is_in_order_is_not_found(folder: Path, change: Change, old: str, new: str) -> None:
    change(ONE, old, new)
    assert [
        f.message
        for f in found(folder)
        if "the text does not state" not in f.message and not f.field.startswith("text")
    ] == []


def test_the_house_decides_how_grave_a_notice_is(folder: Path, change: Change) -> None:
    change(TWO, "  checked: 2026-01-01", "  notices: [{kind: retraction, seen_in: a synthetic note}]")
    change("house.yaml", "thin_below: 6", "thin_below: 6\nintegrity: {retraction: allow}")
    assert [finding.severity for finding in found(folder)] == ["note"]


def test_other_peoples_words_may_hold_figures_that_the_record_leaves_out(folder: Path, change: Change) -> None:
    change(ONE, "text_kind: digest", "text_kind: abstract")
    change(ONE, "- text: Adverse", "- text: Recovery at day 90 was less likely in women (RR 0.80).\n- text: Adverse")
    assert found(folder) == []
