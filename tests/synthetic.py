"""A synthetic corpus and article of any size: no compound, study, author or identifier in it exists."""

from __future__ import annotations

import itertools
from datetime import date
from hashlib import sha256

from draftbot.assemble import assemble, printed_references
from draftbot.records.article import Article, Held, Rule
from draftbot.records.compound import Compound
from draftbot.records.corpus import Corpus, Fields, House, Lengths, Site
from draftbot.records.plan import Plan
from draftbot.records.reference import Author, Bibliography, Outcome, Reference, StudyCard, TextItem
from draftbot.records.source_text import SourceText
from draftbot.records.unit import BulletList, Draft, ListItem, Paragraph, Question, Row, Section, Table, Unit
from draftbot.records.verdict import Derivation, EvidenceSpan, Finding, UnitVerdict

PAIR = ("alfalin", "betarin")
SOURCES = 12
COUNT = Rule(id="count", name="Counts", text="Sources are counted from their records.")


def plan() -> Plan:
    texts = {key: key.replace("_", " ").capitalize() for key in ("rules_heading", "references_heading", "column")}
    return Plan.model_validate(
        {
            "name": "synthetic",
            "version": 1,
            "title": "{a} and {b}",
            "withheld": "withheld",
            "description": "x",
            "study_columns": ("a", "b", "c"),
            "goal_column": "d",
            "key_messages": 1,
            "sections": (),
            "questions": (),
            **texts,
        }
    )


def reference(number: int, **bibliography: object) -> Reference:
    """Trial ``number``: five sentences, the second one second-hand."""
    work = {
        "type": "article-journal",
        "title": f"Synthetic trial {number}",
        "author": (Author(family="Nobody", given="N"),),
        "container_title": "Journal of Nothing",
        "issued": 2000 + number,
        "volume": "1",
        "page": "1-2",
        "DOI": f"10.9999/synthetic.{number}",
        "PMID": str(90000000 + number),
        "language": "English",
    }
    outcome = Outcome(id="score", measure="score", finding=f"the score rose by {number} points with Alfalin", p="0.01")
    return Reference(
        id=f"synthetic-{number}",
        compounds=PAIR,
        bibliography=Bibliography.model_validate({**work, **bibliography}),
        card=StudyCard(
            called=f"synthetic trial {number}",
            design="rct",
            design_words="a randomised trial",
            species="human",
            population="volunteers",
            n=1000 + number,
            outcomes=(outcome,),
            funding="nobody paid for the trial",
        ),
        text_kind="digest",
        text_seen="partial-abstract",
        text=(
            TextItem(text=f"Synthetic trial {number} was a randomised trial in {1000 + number:,} volunteers."),
            TextItem(text=f"As reported elsewhere, the score fell by {number}% with Betarin.", second_hand=True),
            TextItem(text=f"The score rose by {number} points with Alfalin (P = 0.01)."),
            TextItem(text="Nobody paid for the trial."),
            TextItem(text=f"The trial of Alfalin lasted {number} weeks and was not blinded."),
        ),
    )


def corpus(*references: Reference) -> Corpus:
    known = references or tuple(reference(number) for number in range(1, SOURCES + 1))
    return Corpus(
        compounds={slug: Compound(slug=slug, name=slug.capitalize()) for slug in PAIR},
        references={ref.id: ref for ref in known},
        fields=Fields(fields={}, topics={}),
        house=House(
            site=Site(name="Synthetic site", url="https://example.org/"),
            reviewed_to=date(2026, 1, 2),
            blocks={},
            lengths=Lengths(article=(1, 9000), faq_answer=(1, 90)),
            thin_below=1,
            second_hand_legend="† Known second-hand.",
        ),
        texts={ref.id: _text(ref) for ref in known},
        passages=(),
        sha256="0" * 64,
    )


def _text(ref: Reference) -> SourceText:
    text = " ".join(item.text for item in ref.text)
    start = len(ref.text[0].text) + 1
    hand = ({"start": start, "end": start + len(ref.text[1].text)},) if ref.text[1:] else ()
    return SourceText.model_validate(
        {
            "source": ref.id,
            "kind": "digest",
            "text": text,
            "sha256": sha256(text.encode()).hexdigest(),
            "second_hand": hand,
        }
    )


class Writer:
    """Makes units with ids of their own; ``text`` prints in every kind of place."""

    def __init__(self, text: str | None = None) -> None:
        self.text = text
        self.ids = itertools.count(1)

    def unit(self, section: str, kind: str, text: str, **proof: object) -> Unit:
        number = next(self.ids)
        return Unit.model_validate(
            {"id": f"{section}.{number:05d}", "section": section, "kind": kind, "text": self.text or text, **proof}
        )

    def sentences(self, section: str, kind: str, count: int) -> tuple[Unit, ...]:
        """Cited sentences, every fourth one derived."""
        made = []
        for number in range(count):
            source = number % SOURCES + 1
            if number % 4 == 3:
                made.append(
                    self.unit(section, kind, f"Of the {SOURCES} sources, {source} concern Alfalin.", rule="count")
                )
            else:
                text = f"In synthetic trial {source}, the score rose by {source} points with Alfalin (P = 0.01)."
                made.append(self.unit(section, kind, text, sources=(f"synthetic-{source}",)))
        return tuple(made)

    def draft(self, sections: int, sentences: int) -> Draft:
        top = self.unit("top", "heading", "Alfalin and Betarin compared")
        made = [
            Section(id="top", level=1, heading=top, blocks=(Paragraph(units=self.sentences("top", "sentence", 3)),))
        ]
        made += [self._section(f"part-{number}", sentences) for number in range(1, sections + 1)]
        return Draft(
            compounds=PAIR,
            title=top,
            description=self.unit("description", "meta", "What synthetic sources say."),
            sections=(*made, self._questions()),
        )

    def _section(self, name: str, sentences: int) -> Section:
        items = tuple(ListItem(units=(unit,)) for unit in self.sentences(name, "item", 3))
        labels = [self.unit(name, "cell", f"Point {number}") for number in range(1, 4)]
        rows = tuple(Row(label=label, cells=self.sentences(name, "cell", 2)) for label in labels)
        columns = tuple(self.unit(name, "cell", text) for text in ("Point of comparison", "Alfalin", "Betarin"))
        return Section(
            id=name,
            level=2,
            heading=self.unit(name, "heading", name.replace("-", " ").capitalize()),
            blocks=(
                Paragraph(units=self.sentences(name, "sentence", sentences)),
                BulletList(items=items),
                Table(columns=columns, rows=rows),
            ),
        )

    def _questions(self) -> Section:
        asked = [self.unit("faq", "heading", f"Is question {number} answered?") for number in range(1, 4)]
        blocks = tuple(Question(question=unit, answer=self.sentences("faq", "faq", 3)) for unit in asked)
        return Section(id="faq", level=2, heading=self.unit("faq", "heading", "Questions"), blocks=blocks)


def verdict(unit: Unit, known: Corpus) -> UnitVerdict:
    """Supported with the third sentence of its source as evidence, derived, or exempt."""
    if unit.rule:
        derivation = Derivation(rule=unit.rule, key="all", text=unit.text, inputs=("12 records",))
        return UnitVerdict(unit=unit.id, verdict="derived", derivation=derivation, basis=("rule count",))
    if not unit.sources:
        return UnitVerdict(unit=unit.id, verdict="exempt")
    source = known.texts[unit.sources[0]].text
    quote = known.references[unit.sources[0]].text[-3].text
    start = source.index(quote)
    span = EvidenceSpan(source=unit.sources[0], start=start, end=start + len(quote), quote=quote)
    note = Finding(severity="note", check="integrity", message="not checked for retraction")
    return UnitVerdict(unit=unit.id, verdict="supported", evidence=(span,), findings=(note,), basis=("text 0123",))


def article(known: Corpus, text: str | None = None, sections: int = 2, sentences: int = 4) -> Article:
    """An assembled article; about 17 units a section beside its ``sentences``. One unit is held."""
    draft = Writer(text).draft(sections, sentences)
    entries = printed_references(draft, known)
    units = [*draft.all_units(), draft.description, *(unit for entry in entries for unit in entry.units)]
    held = Held(
        unit=Unit(id="held.1", section="part-1", kind="sentence", text="Betarin cures."), reasons=("no source says so",)
    )
    verdicts = {unit.id: verdict(unit, known) for unit in units}
    verdicts["held.1"] = UnitVerdict(unit="held.1", verdict="unsupported", findings=(_block(held.reasons[0]),))
    return assemble(draft, entries, verdicts, (held,), known, (COUNT, Rule(id="unused", name="Unused", text="x")))


def _block(message: str) -> Finding:
    return Finding(severity="block", check="citations", message=message)
