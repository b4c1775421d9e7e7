"""An editor's turns of phrase: a faithful one is proved without a model, its untrue twin is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from draftbot.records.unit import Unit
from draftbot.verify import Context, verify_unit

GUIDE = "ralston-2026-ultimate-peptides-bible"
# source, a faithful sentence, its twin that is not
TWINS = [
    (
        "19431244",
        "Cortexin was injected into the muscle once a day at 20 milligrams for ten days.",
        "Cortexin was injected into a vein once a day at 20 milligrams for ten days.",
    ),
    (
        GUIDE,
        "For a general course, the guide is reported to give Cerebrolysin as 5 mL into the muscle, daily or every second day, for 10 to 20 days†.",
        "For a general course, the guide is reported to give Cerebrolysin as 5 mL into the muscle, daily or every third day, for 10 to 20 days†.",
    ),
    (
        "25832905",
        "Only the 30 mL dose of Cerebrolysin was eligible.",
        "Only the 10 mL dose of Cerebrolysin was eligible.",
    ),
    (
        GUIDE,
        "The FDA has not approved Cortexin, which in the United States is for research use only†.",
        "The FDA has approved Cortexin, which in the United States is for research use only†.",
    ),
    (
        GUIDE,
        "The FDA has not approved Cerebrolysin in the United States†.",
        "The FDA has not approved Cerebrolysin in Russia†.",
    ),
    (
        "31710397",
        "The review's authors do not regard the data on Cerebrolysin as definitive, and any benefit may be too small to be clinically meaningful.",
        "The review's authors regard the data on Cerebrolysin as definitive, and any benefit may be too small to be clinically meaningful.",
    ),
    (
        "25832905",
        "Patients on Cerebrolysin fared better than those on placebo in global clinical change at 4 weeks (OR 3.32, 95% CI "
        "1.20–9.21; P = 0.0212).",
        "Patients on Cerebrolysin fared worse than those on placebo in global clinical change at 4 weeks (OR 3.32, 95% CI "
        "1.20–9.21; P = 0.0212).",
    ),
    (
        "26564102",
        "The investigators themselves described the CARS trial of Cerebrolysin as exploratory and relatively small.",
        "The investigators themselves described the CARS trial of Cerebrolysin as exploratory and conclusive.",
    ),
    (
        "19431244",
        "Its authors conclude that the data suggest Cortexin is efficacious against placebo in acute ischaemic stroke.",
        "Its authors conclude that Cortexin is efficacious against placebo in acute ischaemic stroke.",
    ),
    (
        "20857512",
        "Cerebrolysin about halved the number of TUNEL-positive cells at the ischaemic boundary in rats.",
        "Cerebrolysin halved the number of TUNEL-positive cells at the ischaemic boundary in rats.",
    ),
    (
        "37818733",
        "The text we saw gives no estimate of the effect of Cerebrolysin on disability.",
        "The text we saw gives an estimate of the effect of Cerebrolysin on disability.",
    ),
]


@pytest.mark.parametrize(("source", "faithful", "untrue"), TWINS)
def test_a_faithful_turn_of_phrase_is_proved_and_its_twin_is_not(
    context: Context, source: str, faithful: str, untrue: str
) -> None:
    exact = replace(context, model=None)
    for text, expected in ((faithful, True), (untrue, False)):
        unit = Unit(id="u", section="s", kind="sentence", text=text, sources=(source,))
        verdict = verify_unit(unit, exact)
        assert verdict.published == expected, (text, verdict.reasons)
