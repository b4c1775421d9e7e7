"""The page as it will stand: what was left out is gone, the byline is in its place, the front matter agrees."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import yaml

from draftbot.decisions.page import Chunk, Page
from draftbot.records.unit import Unit


def finished(page: Page, left_out: Collection[int], withheld: str, byline: str, gone: Collection[str]) -> Page:
    """A copy of the page without the units whose ``id`` is in ``left_out`` (a cell prints ``withheld``), without the
    texts in ``gone`` (older bylines), and with the byline, if any, behind the title."""
    chunks = [_without(chunk, left_out, withheld, gone) for chunk in page.chunks]
    chunks = [chunk for at, chunk in enumerate(chunks) if not _empty_heading(chunks, at)]
    if byline:
        at = next((i for i, c in enumerate(chunks) if c.kind == "heading" and c.level == 1), -1)
        unit = Unit(id="byline", section=chunks[at].section if at >= 0 else "", kind="sentence", text=byline)
        lines = Chunk(kind="paragraph", raw="", section=unit.section, units=[unit], changed=True)
        chunks[at + 1 : at + 1] = [Chunk(kind="gap", raw="\n"), lines]
    return Page(chunks=chunks, numbers=page.numbers, document=page.document, read=page.read)


def _without(chunk: Chunk, left_out: Collection[int], withheld: str, gone: Collection[str]) -> Chunk:
    stays: list[Unit] = []
    for unit in chunk.units:
        out = id(unit) in left_out
        if out and chunk.kind == "row":
            told = {"text": withheld, "sources": (), "rule": None, "block": "withheld"}
            stays.append(unit.model_copy(update=told))
        elif not out and unit.text not in gone:
            stays.append(unit)
    if len(stays) == len(chunk.units) and all(a is b for a, b in zip(stays, chunk.units, strict=True)):
        return chunk
    return Chunk(chunk.kind, chunk.raw, chunk.section, stays, chunk.prefix, chunk.level, chunk.plain, changed=True)


def _empty_heading(chunks: list[Chunk], at: int) -> bool:
    """Whether a heading below the title lost everything that stood under it."""
    head = chunks[at]
    if head.kind != "heading" or head.level < 2 or not head.units:
        return False
    below = [chunk for chunk in chunks[at + 1 :] if chunk.units]
    emptied = any(chunk.changed and not chunk.units for chunk in chunks[at + 1 : at + 4])
    return emptied and (not below or (below[0].kind == "heading" and below[0].level <= head.level))


def with_matter(text: str, title: str, told: Mapping[str, str | None]) -> str:
    """The Markdown with front matter of this title and of ``told`` (``None`` takes a key out); a page without front
    matter stays as it is, and so does one in which nothing differs."""
    if not text.startswith("---\n") or "\n---\n" not in text:
        return text
    raw, rest = text[4:].split("\n---\n", 1)
    try:
        matter = yaml.safe_load(raw)
    except (yaml.YAMLError, ValueError, RecursionError):
        return text
    if not isinstance(matter, dict):
        return text
    wanted = {**matter, **({"title": title} if "title" in matter else {}), **told}
    wanted = {key: value for key, value in wanted.items() if value is not None}
    if wanted == matter:
        return text
    return f"---\n{yaml.safe_dump(wanted, sort_keys=False, allow_unicode=True, width=10_000)}---\n{rest}"
