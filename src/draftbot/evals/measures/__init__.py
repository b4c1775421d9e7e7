"""The measures that a suite's file may name, one small file each."""

from __future__ import annotations

from draftbot.evals.measures import (
    abstention,
    answered,
    balance,
    brier,
    caught,
    citation_precision,
    citation_recall,
    coverage,
    ignored,
    jsonld,
    length,
    messages,
    ndcg,
    published,
    readability,
    recall,
    reciprocal_rank,
    repetition,
    split,
    stopped,
    supported,
    surface,
    tokens,
    within,
)
from draftbot.evals.measures.measure import Measure

_FILES = (
    *(recall, ndcg, reciprocal_rank, caught, published, brier, split),
    *(citation_recall, citation_precision, supported, coverage, answered, abstention, balance, messages),
    *(length, readability, repetition, surface, jsonld, ignored, stopped, within, tokens),
)
MEASURES: dict[str, Measure] = {file.MEASURE.name: file.MEASURE for file in _FILES}
