"""The synthetic workspace, read once."""

from __future__ import annotations

import pytest
from desk import STARTER, Case, case

from draftbot.corpus import load_corpus


@pytest.fixture(scope="session")
def synthetic() -> Case:
    return case(load_corpus(STARTER))
