"""The article as Markdown: stable anchors, linked citations, nothing that a source wrote as structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from draftbot.assemble.addresses import doi_address, pubmed_address
from draftbot.records.article import Article, Printed
from draftbot.records.corpus import Corpus
from draftbot.records.plan import Plan
from draftbot.records.unit import Block, BulletList, Paragraph, Question, Table, Unit
from draftbot.text.hygiene import escape_markdown
from draftbot.text.stopwords import STOP_WORDS

# The identifiers end the bibliographic line; the same words inside a title stay text.
IDENTIFIERS = re.compile(r"(?:DOI: (?P<doi>10\.\S+)\.(?: |$))?(?:PMID: (?P<pmid>\d+)\.)?$")


def to_markdown(article: Article, corpus: Corpus, plan: Plan) -> str:
    """The page: front matter, sections, legend, references and rules; one final newline, no trailing spaces."""
    blocks = [_front_matter(article), *_sections(article), *_back_matter(article, corpus, plan)]
    return "\n\n".join(blocks) + "\n"


def _front_matter(article: Article) -> str:
    matter = {
        "title": article.title.text,
        "description": article.description.text,
        "compounds": list(article.compounds),
        "reviewed_to": article.reviewed_to,
        "thin": article.thin,
    }
    return f"---\n{yaml.safe_dump(matter, sort_keys=False, allow_unicode=True, width=10_000)}---"


def _sections(article: Article) -> Iterator[str]:
    number = 0
    for section in article.sections:
        yield _heading(section.level, section.id, section.heading.text)
        for block in section.blocks:
            if isinstance(block, Question):
                number += 1
                yield _heading(3, f"faq-{number}", block.question.text)
                yield _sentences(block.answer, article.numbers)
            else:
                yield _block(block, article.numbers)


def _heading(level: int, anchor: str, text: str) -> str:
    return f'{"#" * level} <a id="{anchor}"></a>{escape_markdown(text)}'


def _block(block: Block, numbers: Mapping[str, int]) -> str:
    if isinstance(block, Paragraph):
        return _sentences(block.units, numbers)
    if isinstance(block, BulletList):
        return "\n".join(f"- {_sentences(item.units, numbers)}" for item in block.items)
    assert isinstance(block, Table)
    rows = [block.columns, *((row.label, *row.cells) for row in block.rows)]
    lines = ["| " + " | ".join(printed(cell, numbers) for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(block.columns), *lines[1:]])


def _sentences(units: tuple[Unit, ...], numbers: Mapping[str, int]) -> str:
    return " ".join(printed(unit, numbers) for unit in units)


def printed(unit: Unit, numbers: Mapping[str, int]) -> str:
    """A unit with its citations before the closing full stop; the start of a line cannot become a list or heading."""
    text = told(unit)
    marks = [f"[{numbers[source]}](#ref-{numbers[source]})" for source in unit.sources if source in numbers]
    if unit.rule:
        marks.append(f"[rule](#rule-{unit.rule})")
    body, stop = (text[:-1], text[-1]) if marks and text[-1:] in ".?!" else (text, "")
    return " ".join([escape_markdown(body), *marks]) + stop


def told(unit: Unit) -> str:
    """The unit's text after its connective; a function word then loses its capital, a name keeps it."""
    if not unit.lead:
        return unit.text
    first, gap, rest = unit.text.partition(" ")
    return f"{unit.lead} {first.lower() if first.lower() in STOP_WORDS else first}{gap}{rest}"


def _back_matter(article: Article, corpus: Corpus, plan: Plan) -> Iterator[str]:
    yield _heading(2, "references", plan.references_heading)
    if any(corpus.house.second_hand_mark in unit.text for unit in _all(article)):
        yield escape_markdown(corpus.house.second_hand_legend)
    yield "\n".join(printed_entry(entry) for entry in article.references)
    if article.rules:
        yield _heading(2, "rules", plan.rules_heading)
        yield "\n".join(
            f'- <a id="rule-{rule.id}"></a>**{escape_markdown(rule.name)}.** {escape_markdown(rule.text)}'
            for rule in article.rules
        )


def _all(article: Article) -> Iterator[Unit]:
    for section in article.sections:
        yield from section.all_units()
    for entry in article.references:
        yield from entry.units


def printed_entry(entry: Printed) -> str:
    """A reference's list item: number, anchor, bibliographic line, then its statements on a line of their own."""
    line, *rest = (unit.text for unit in entry.units)
    notes = f"\n   {escape_markdown(' '.join(rest))}" if rest else ""
    return f'{entry.number}. <a id="ref-{entry.number}"></a>{_linked(line)}{notes}'


def _linked(line: str) -> str:
    """The bibliographic line; its identifiers link to where the work lives and print as they are."""
    found = IDENTIFIERS.search(line)
    assert found  # both parts are optional, so the end of any line matches
    doi, pmid = found["doi"], found["pmid"]
    shown = (
        escape_markdown(line[: found.start()]),
        f"DOI: [{escape_markdown(doi)}]({doi_address(doi)})." if doi else "",
        f"PMID: [{pmid}]({pubmed_address(pmid)})." if pmid else "",
    )
    return " ".join(part for part in shown if part)
