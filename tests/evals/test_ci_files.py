"""What CI gets from us: workflows that are well formed, figures that are the baselines', and suites as tests."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from workbench import Desk

from draftbot.evals.measures import MEASURES
from draftbot.evals.suite_file import load_suite_file

ROOT = Path(__file__).parents[2]
WORKFLOW, TEMPLATE = ROOT / ".github" / "workflows" / "grounding.yml", ROOT / "ci" / "gitlab-grounding.yml"
OPTION = re.compile(r"--[a-z][a-z-]+")


def test_the_workflow_runs_the_suites_and_ends_with_their_code() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    steps = workflow["jobs"]["evals"]["steps"]
    assert all("uses" in step or "run" in step for step in steps)
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    run = next(step for step in steps if step.get("id") == "evals")
    assert 'code=$?" >> "$GITHUB_OUTPUT"' in run["run"]
    assert steps[-1]["run"] == 'exit "${CODE:-4}"'
    assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
    # no expression of a pull request's own words may reach a shell
    assert "${{" not in "".join(step.get("run", "") for step in steps)


def test_the_gitlab_template_keeps_the_reports_whatever_the_code() -> None:
    job = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["grounding"]
    assert job["artifacts"]["when"] == "always"
    assert any(line.startswith("draftbot eval --replay") for line in job["script"])
    assert job["artifacts"]["reports"]["junit"] in " ".join(job["script"])


@pytest.mark.parametrize("path", [WORKFLOW, TEMPLATE], ids=["github", "gitlab"])
def test_every_option_that_they_use_is_in_the_help(path: Path) -> None:
    command = Path(sys.executable).with_name("draftbot")
    help_text = subprocess.run([command, "eval", "--help"], capture_output=True, text=True, check=True).stdout
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "draftbot eval" in line]
    assert lines
    assert [option for line in lines for option in OPTION.findall(line) if option not in help_text] == []


def test_the_readmes_figures_are_the_baselines() -> None:
    script = ROOT / "bench" / "figures.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


SUITES = sorted((ROOT / "evals").glob("*/suite.yaml"))


@pytest.mark.parametrize("path", SUITES, ids=[path.parent.name for path in SUITES])
def test_every_committed_suite_is_well_formed_and_says_what_it_asks(path: Path) -> None:
    suite = load_suite_file(path)
    assert suite.about
    assert set(suite.measures) <= set(MEASURES)


def test_the_documentation_names_every_suite() -> None:
    page = (ROOT / "docs" / "evals.md").read_text(encoding="utf-8")
    assert [path.parent.name for path in SUITES if f"`{path.parent.name}`" not in page] == []


def test_pytest_runs_a_suites_cases_as_tests(desk: Desk) -> None:
    command = [sys.executable, "-m", "pytest", "-p", "draftbot.pytest_plugin", "-p", "no:cacheprovider", "-q"]
    given = ["--draftbot-suite", "claims", "--rootdir", str(desk.root), "-o", "addopts="]
    done = subprocess.run([*command, *given], cwd=desk.root, capture_output=True, text=True, check=False)
    assert "8 passed, 2 skipped" in done.stdout, done.stdout + done.stderr
    desk.cases("claims", [])
    done = subprocess.run([*command, *given], cwd=desk.root, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "proves nothing" in done.stdout + done.stderr
