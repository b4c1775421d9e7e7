"""After recording: the calls of a run, in one small file beside the suite."""

from __future__ import annotations

from draftbot.errors import Unpublishable
from draftbot.evals.suite_file import SuiteFile
from draftbot.llm.cache import Recorded
from draftbot.llm.calls_file import Head, calls_bytes
from draftbot.llm.records import Reply
from draftbot.services.evaluation.world import CALLS, World


def keep_calls(suite: SuiteFile, world: World) -> None:
    """Writes every finished call of the suite's own folder to its calls file. Raises Unpublishable when the disk
    refuses."""
    model, folder = world.model(suite), world.recordings(suite)
    replies: dict[str, Reply] = {}
    for path in sorted(folder.glob("??/*.json")):
        found = Recorded.model_validate_json(path.read_bytes())
        replies[found.call.key] = found.reply
    try:
        content = calls_bytes(Head(endpoint=model.endpoint, capability=model.capability()), replies)
        (world.suites / suite.name / CALLS).write_bytes(content)
    except OSError as error:
        raise Unpublishable(f"{CALLS} of {suite.name} cannot be written: {error.strerror}") from error
