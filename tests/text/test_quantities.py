"""Quantities: equal keys for equal quantities only."""

import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftbot.text.quantities import quantities

READ = [
    ("RR 0.96, 95% CI 0.65–1.41", ["est:RR:0.96", "ci:95:0.65:1.41"]),
    ("RR of 0.96 (95% CI, 0.65-1.41)", ["est:RR:0.96", "ci:95:0.65:1.41"]),
    ("a risk ratio of 0.96 with a 95% confidence interval of 0.65 to 1.41", ["est:RR:0.96", "ci:95:0.65:1.41"]),
    ("SMD −0.37, 95% CI −0.90 to 0.16", ["est:SMD:-0.37", "ci:95:-0.9:0.16"]),
    ("SMD -0.37 (95% CI -0.90 to 0.16)", ["est:SMD:-0.37", "ci:95:-0.9:0.16"]),
    ("99% CI 1.2 to 3.4", ["ci:99:1.2:3.4"]),
    ("Mann-Whitney 0.71", ["est:MW:0.71"]),
    ("MW 0.6816", ["est:MW:0.6816"]),
    ("P < 0.0001", ["p:<:0.0001"]),
    ("p=0.03", ["p:=:0.03"]),
    ("P value of 0.05", ["p:=:0.05"]),
    ("P ≤ 0.05", ["p:≤:0.05"]),
    ("p = 2.3 × 10-4", ["p:=:0.00023"]),
    ("P > 0.05", ["p:>:0.05"]),
    ("10 mg once daily", ["amt:10:mg"]),
    ("5 ml and 5 mL", ["amt:5:mL", "amt:5:mL"]),
    ("10, 30 or 60 mL", ["amt:10:mL", "amt:30:mL", "amt:60:mL"]),
    ("2.5 or 5 mL/kg", ["amt:2.5:mL/kg", "amt:5:mL/kg"]),
    ("2000 mg/d", ["amt:2000:mg/day"]),
    ("1,200 mg/day", ["amt:1200:mg/day"]),
    ("25 nmol/kg", ["amt:25:nmol/kg"]),
    ("10 μg/ml", ["amt:0.01:mg/mL"]),
    ("100–150 micrograms/kg", ["amt:0.1~0.15:mg/kg"]),
    ("an IC50 of 15 microM", ["amt:15:µM"]),
    ("ALT 7–56 U/L", ["amt:7~56:U/L"]),
    ("above about 2× ULN", ["amt:2:ULN"]),
    ("6–8% of whole blood", ["pct:6~8"]),
    ("64% and 73 per cent", ["pct:64", "pct:73"]),
    ("0.9% NaCl", ["pct:0.9"]),
    ("-5.3 and +5.3", ["num:-5.3", "num:5.3"]),
    ("3 [2; 4.5] versus 5 [2; 7]", ["bracket:3:2:4.5", "bracket:5:2:7"]),
    ("for 10 consecutive days", ["dur:10:day"]),
    ("over four weeks", ["dur:28:day"]),
    ("10–20 days", ["dur:10~20:day"]),
    ("every 3–6 months", ["dur:3~6:month"]),
    ("a 24-week trial", ["dur:168:day"]),
    ("at day 90", ["dur:90:day"]),
    ("at week 24", ["dur:168:day"]),
    ("24 to 72 hours after onset", ["dur:1~3:day"]),
    ("1,773 participants in seven RCTs", ["num:1773", "num:7"]),
    ("Sixty-two patients", ["num:62"]),
    ("n = 20 and n=22", ["num:20", "num:22"]),
    ("MMSE 14-20", ["num:14~20"]),
    ("0.60 equals 0.6", ["num:0.6", "num:0.6"]),
]
NAMES = [
    "PMID 10358912",
    "DOI: 10.1002/jnr.22495",
    "CD008900",
    "mGluR1 and GABAA1",
    "BPC-157 and TB-500",
    "PI3K/Akt",
    "interleukin-10",
    "ACTH 4-10",
    "DSM-4",
    "2007-000870-21",
    "tau(1/2)",
]
DIFFERENT = [
    ("P < 0.05", "P > 0.05"),
    ("P < 0.05", "P = 0.05"),
    ("-5.3", "5.3"),
    ("10 mg", "10 mL"),
    ("10 mg", "10 mg/kg"),
    ("RR 0.69", "RR 0.96"),
    ("RR 0.96", "OR 0.96"),
    ("95% CI 0.65–1.41", "90% CI 0.65–1.41"),
    ("95% CI 0.65–1.41", "95% CI -0.65 to 1.41"),
    ("day 30", "week 30"),
    ("6–8%", "6%"),
]


def keys(text: str) -> list[str]:
    return [quantity.key for quantity in quantities(text)]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads_what_is_printed(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize("text", NAMES)
def test_digits_in_names_and_identifiers_are_no_quantity(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_different_quantities_have_different_keys(first: str, second: str) -> None:
    assert keys(first) != keys(second)


@given(st.integers(min_value=0, max_value=99_999), st.sampled_from(["mg", "mL", "IU", "U/L"]))
def test_an_amount_is_found_wherever_it_stands(amount: int, unit: str) -> None:
    assert keys(f"They gave {amount:,} {unit} to all.") == [f"amt:{amount}:{unit}"]


@given(st.decimals(min_value=-9, max_value=9, places=2), st.decimals(min_value=0, max_value=9, places=2))
def test_an_interval_keeps_both_bounds_and_their_signs(low, width) -> None:
    (key,) = keys(f"95% CI {low} to {low + width}")
    printed = key.split(":")
    assert (float(printed[2]), float(printed[3])) == (float(low), float(low + width))


@given(st.text(alphabet=string.printable + "−–µ≤×", max_size=200))
def test_any_text_is_read_without_overlaps(text: str) -> None:
    found = quantities(text)
    assert all(0 <= q.start <= q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
