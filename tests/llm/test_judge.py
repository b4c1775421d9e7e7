"""The judge against real HTTP: its word needs a quote, and no readable word is no verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripted import Raw, chat, serving

from draftbot.llm import Endpoint, Model
from draftbot.prompts import load_prompt
from draftbot.records.grounding import Pair
from draftbot.settings import bundled_prompts
from draftbot.verify.judge import LanguageModelJudge

SOURCE = "Mortality was lower with the drug than with placebo (10% vs 20%)."
PAIR = Pair(source=SOURCE, claim="Fewer patients died on the drug.")


def answer(verdict: str, quote: str = "", why: str = "as it says") -> Raw:
    return chat({"verdict": verdict, "quote": quote, "why": why})


# what the server says, the judge's answer, whether it contradicts, part of the reason
CASES = [
    (answer("supported", "Mortality was lower with the drug"), "pass", False, "supports this"),
    (answer("supported", "Mortality was  lower\nwith the drug"), "pass", False, "supports this"),
    (answer("supported", "Fewer patients died"), "cannot tell", False, "words that the source does not have"),
    (answer("supported", " "), "cannot tell", False, "words that the source does not have"),
    (answer("contradicted"), "fail", True, "the contrary"),
    (answer("unsupported"), "fail", False, "no support"),
    (answer("maybe"), "cannot tell", False, "no usable answer"),
    (chat({"verdict": "supported"}), "cannot tell", False, "no usable answer"),
]


@pytest.mark.parametrize(("said", "expected", "contradicts", "reason"), CASES)
def test_the_judge(tmp_path: Path, said: Raw, expected: str, contradicts: bool, reason: str) -> None:
    with serving(said) as server:
        endpoint = Endpoint.model_validate({"base_url": server.url, "model": "m", "timeout": 5.0})
        model = Model(endpoint, tmp_path, pause=[].append)
        prompt = load_prompt((bundled_prompts(),), "judge", "claim", 1)
        result = LanguageModelJudge(model, prompt).decide([PAIR])
    assert (result.answer, result.contradicts) == (expected, contradicts)
    assert reason in result.reason


def test_the_prompt_is_not_a_writers_and_holds_the_source_as_data() -> None:
    prompt = load_prompt((bundled_prompts(),), "judge", "claim", 1)
    assert prompt.slots == {"source", "claim"}
    assert "{{" not in prompt.system
