"""A fault in the product turns the right suite red; without one, none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from product_faults import FAULTS, Planted, answers, planted, workspace


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("planted") / "desk")


def test_without_a_fault_every_suite_passes(root: Path) -> None:
    assert set(answers(root).values()) == {"pass"}


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_the_right_suite_turns_red(root: Path, fault: Planted) -> None:
    with planted(fault, root):
        found = answers(root, fault.seen)
    assert "pass" not in found.values(), found
