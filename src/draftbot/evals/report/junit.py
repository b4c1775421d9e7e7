"""junit.xml: a test suite for each suite, a test case for each measure, each failed item and each that got worse."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from draftbot.evals.report.changes import changes
from draftbot.evals.run_result import RunResult
from draftbot.evals.scored import MeasureResult, SuiteResult

# What XML 1.0 cannot hold.
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TAGS = {"regression": "failure", "inconclusive": "skipped"}


def junit(run: RunResult) -> bytes:
    """No time stands in it: a replay gives the same bytes."""
    root = Xml.Element("testsuites", name="draftbot eval")
    totals = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in run.suites:
        counts = _suite(root, suite, run)
        totals = {name: totals[name] + counts[name] for name in totals}
    root.attrib.update({name: str(count) for name, count in totals.items()})
    Xml.indent(root)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _suite(root: Xml.Element, suite: SuiteResult, run: RunResult) -> dict[str, int]:
    place = Xml.SubElement(root, "testsuite", name=suite.name)
    worse = [change for change in changes(suite, run.baselines.get(suite.name)) if change.worse]
    for measure in suite.measures:
        _measure(place, suite, measure)
    for item in suite.errors:
        case = Xml.SubElement(place, "testcase", classname=suite.name, name=_printable(item.id))
        Xml.SubElement(case, "error", message=_printable(item.error or ""))
    for change in worse:
        case = Xml.SubElement(place, "testcase", classname=suite.name, name=_printable(change.id))
        note = Xml.SubElement(case, "system-out")
        note.text = _printable(f"{change.text}\nbefore: {change.before}\nnow: {change.now}")
    counts = {
        "tests": len(suite.measures) + len(suite.errors) + len(worse),
        "failures": sum(measure.answer == "regression" for measure in suite.measures),
        "errors": len(suite.errors),
        "skipped": sum(measure.answer == "inconclusive" for measure in suite.measures),
    }
    place.attrib.update({name: str(count) for name, count in counts.items()})
    return counts


def _measure(place: Xml.Element, suite: SuiteResult, measure: MeasureResult) -> None:
    case = Xml.SubElement(place, "testcase", classname=suite.name, name=measure.name)
    message = _printable(f"{measure.value:g} ({measure.low:g} to {measure.high:g}): {measure.why}")
    if measure.answer in TAGS:
        Xml.SubElement(case, TAGS[measure.answer], message=message)


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("\ufffd", text)
