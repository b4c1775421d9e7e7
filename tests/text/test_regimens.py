"""Dose phrases read as one."""

import pytest

from draftbot.text.regimens import regimens

READ = [
    ("10 mg intramuscularly once daily for 10 consecutive days", [("amt:10:mg", "IM", "daily", "10:day")]),
    ("5 mL IM daily or every other day for 10–20 days", [("amt:5:mL", "IM", "daily or every other day", "10~20:day")]),
    ("30 mL intravenously, five days a week for four weeks", [("amt:30:mL", "IV", "5 days weekly", "4:week")]),
    ("5 mL i.m. twice weekly", [("amt:5:mL", "IM", "twice weekly", None)]),
    ("0.1 mg subcutaneously daily for 10 days", [("amt:0.1:mg", "SC", "daily", "10:day")]),
    ("1200 mg by mouth", [("amt:1200:mg", "oral", None, None)]),
    (
        "50 mL daily for 10 days, then 10 mL daily",
        [("amt:50:mL", None, "daily", "10:day"), ("amt:10:mL", None, "daily", None)],
    ),
    ("ALT 7–56 U/L and 64% of patients", []),
    ("25 nmol/kg intravenously", [("amt:25:nmol/kg", "IV", None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_amount_route_frequency_and_duration_are_one(text: str, expected: list[tuple]) -> None:
    assert [(r.amount, r.route, r.frequency, r.duration) for r in regimens(text)] == expected
