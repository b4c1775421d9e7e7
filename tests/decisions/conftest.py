"""An article with a corpus of its own, and what tests do to it."""

from __future__ import annotations

import pytest

import synthetic
from draftbot.assemble import to_markdown
from draftbot.records.corpus import Corpus


@pytest.fixture(scope="session")
def known() -> Corpus:
    return synthetic.corpus()


@pytest.fixture(scope="session")
def markdown(known: Corpus) -> str:
    return to_markdown(synthetic.article(known, sections=3, sentences=12), known, synthetic.plan())
