"""How a draft was written by a model: what each section used and lost. No clock and no cost of the run: a run that
makes no call records the same."""

from __future__ import annotations

from draftbot.records.record import Record


class WrittenSection(Record):
    """One section: sentences that the model handed in, those of them that stand, the tokens and keys of the recorded
    calls it rests on. ``flagged``: more than a third was lost, an editor should look. ``fault``: why the model could
    not be asked."""

    section: str
    judged: int
    kept: int
    prompt_tokens: int
    completion_tokens: int
    calls: tuple[str, ...]
    flagged: bool
    fault: str | None = None


class PromptUsed(Record):
    """A prompt by name, version and hash."""

    name: str
    version: int
    sha256: str


class Writing(Record):
    """The model, its prompts, and what it did section by section; ``judge`` names who chose between candidates."""

    model: str
    server: str
    prompts: tuple[PromptUsed, ...]
    candidates: int
    judge: str
    sections: tuple[WrittenSection, ...]


class Spending(Record):
    """What a run spent: requests sent and tokens as servers counted them. ``doubtful`` requests brought no answer but
    may have been billed, at most at ``doubtful_tokens``; ``money`` is ``None`` without prices."""

    calls: int
    prompt_tokens: int
    completion_tokens: int
    doubtful: int
    doubtful_tokens: int
    money: float | None
    currency: str | None


class Estimate(Record):
    """What a run is expected to take: sections still to ask for, with every repair at most, tokens and money."""

    calls: int
    most_calls: int
    tokens: int
    money: float | None
    currency: str | None
