"""The JSON schemas of one section's answers: closed sets of ids, and bounds, so that no answer can run on for ever.

A server that decodes by the schema keeps to them; what another server sends is judged as it comes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from draftbot.draft.model.answers import RepairAnswer, SectionAnswer
from draftbot.draft.model.made import MOST_SENTENCES
from draftbot.draft.model.request import SectionRequest

# Characters of a sentence and of a quote, passages of a sentence: half again what the example's longest one has.
MOST_TEXT, MOST_QUOTE, MOST_EVIDENCE = 600, 600, 4


def section_shape(request: SectionRequest) -> str:
    """The schema of a section's answer: its groups, and room to tell each statement in two sentences."""
    schema = SectionAnswer.model_json_schema()
    named = schema["$defs"]
    longest = max(len(group.statements) for group in request.groups)
    _bounded(named["Sentence"], request)
    _one_of(named["GroupAnswer"], (group.id for group in request.groups))
    named["GroupAnswer"]["properties"]["sentences"]["maxItems"] = min(MOST_SENTENCES, 2 * longest + 1)
    schema["properties"]["groups"]["maxItems"] = len(request.groups)
    return _spelled(schema, request)


def repair_shape(request: SectionRequest, held: Iterable[str]) -> str:
    """The schema of a repair: the held sentences, each once."""
    schema, ids = RepairAnswer.model_json_schema(), tuple(held)
    _bounded(schema["$defs"]["RepairedSentence"], request)
    _one_of(schema["$defs"]["RepairedSentence"], ids)
    schema["properties"]["sentences"]["maxItems"] = len(ids)
    return _spelled(schema, request)


def _bounded(sentence: dict[str, Any], request: SectionRequest) -> None:
    sentence["properties"]["text"]["maxLength"] = MOST_TEXT
    sentence["properties"]["evidence"]["maxItems"] = min(MOST_EVIDENCE, max(1, len(request.shown)))


def _one_of(part: dict[str, Any], ids: Iterable[str]) -> None:
    part["properties"]["id"]["enum"] = list(ids)


def _spelled(schema: dict[str, Any], request: SectionRequest) -> str:
    quoted = schema["$defs"]["Quoted"]
    quoted["properties"]["quote"]["maxLength"] = MOST_QUOTE
    if request.shown:
        _one_of(quoted, (shown.id for shown in request.shown))
    return json.dumps(schema, sort_keys=True)
