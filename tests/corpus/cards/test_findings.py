"""Figures of abstracts are read as they stand, with the place where they stand, and what is none is not read.
Sentences are synthetic; bench/sources.py measures on real ones."""

from __future__ import annotations

import pytest

from draftbot.corpus.cards import figures

READ = [
    ("n", "Sixty-two children were randomized.", ["62"]),
    ("n", "A total of 1,234 adult patients with nothing took part.", ["1234"]),
    ("n", "Participants (n = 92) are recruited and randomized 1:1.", ["92"]),
    ("n", "Ten studies were included with a total sample size of 281.", ["281"]),
    ("n", "Eighteen trials with 7187 patients were included. There were 30 patients in each group.", ["7187"]),
    ("n", "Of 267 patients, 12 patients (4%) fell ill.", ["267"]),
    ("n", "From June 2018 to June 2020 on 60 consecutive male patients came.", ["60"]),
    ("n", "There were 5 events in 1,158 patients.", []),
    ("n", "It affects 1 per 1000 individuals and over 38 million people worldwide.", []),
    ("n", "We compared 1289 patients and 1445 controls.", []),
    ("n", "About 54% of patients and 3 women fell ill.", []),
    ("n", "Rats (n = 12) were used.", []),
    ("p", "It fell (P < 0.001; p=.04; P ≤ 0.05; p-value = 0.139; P=3×10-4).", ["<0.001", "=0.04", "≤0.05", "=0.139", "=3e-4"]),
    ("p", "An arterial pH <7.1 and group 2 (p. 12) are none.", []),
    ("interval", "RR 0.39, 95% CI 0.20-0.80; MD -1.22, 95% CI: -2.04 to -0.39; 95%CI [4.04, 6.31]", ["0.20 to 0.80", "-2.04 to -0.39", "4.04 to 6.31"]),
    ("interval", "OR (95% CI) = 4.2 (1.4-12.4)", ["1.4 to 12.4"]),
    ("interval", "median 227 days; interquartile range (IQR), 103-636 days", []),
    ("estimate", "odds ratio = 2.34; HR: 6.58; SMD = -0.32; Hazard ratio: 1.70; mean difference [MD] 0.67", ["OR 2.34", "HR 6.58", "SMD -0.32", "HR 1.70", "MD 0.67"]),
    ("estimate", "hazard ratios (HRs) for synthetic colitis were 1.69(95% CI 1.32-2.15)", ["HR 1.69"]),
    ("estimate", "anxiety fell (g = -1.01, p = .02)", ["SMD -1.01"]),
    ("estimate", "The OR took 5 patients; hours 24.", []),
    ("dose", "Patients received 10 mg daily or 2-2.5 mg/kg for 5 days.", ["10 mg", "2-2.5 mg/kg"]),
    ("dose", "Nothing at 2 mg/kg was safe.", ["2 mg/kg"]),
    ("dose", "The mean volume of 2.6 mL, 59 mg/dL of protein and 80 kg are no doses.", []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "values"), READ)
def test_figures_are_read_as_they_stand(kind: str, text: str, values: list[str]) -> None:
    found = [figure for figure in figures(text) if figure.kind == kind]
    assert [figure.value for figure in found] == values
    for figure in found:
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert any(letter.isdigit() for letter in figure.span.of(text)) or kind == "n"
