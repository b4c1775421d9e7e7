"""The same work on a Ray cluster (extra ``draftbot[ray]``): Ray places the tasks; every machine sees the folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.errors import Unpublishable, UserError
from draftbot.services.batch.article import Task, draft_one
from draftbot.services.batch.processes import Work, lost
from draftbot.services.batch.records import Page


def run(tasks: Sequence[Task], address: str, work: Work = draft_one) -> Iterator[Page]:
    """The pages as they are done; a task whose worker or machine is lost is a failed page and is not tried again.

    ``address`` is a running cluster's, ``auto`` finds one, ``local`` starts one here. Raises UserError without Ray.
    """
    try:
        import ray
    except ImportError:
        raise UserError("--cluster needs Ray: pip install 'draftbot[ray]'") from None
    try:
        ray.init(address=None if address == "local" else address, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise Unpublishable(f"the Ray cluster at {address} cannot be reached: {error}") from None
    try:
        remote = ray.remote(max_retries=0)(work)
        waiting = {remote.remote(task): task for task in tasks}
        while waiting:
            (ready, *_), _ = ray.wait(list(waiting), num_returns=1)
            task = waiting.pop(ready)
            try:
                yield ray.get(ready)
            except ray.exceptions.RayError as error:
                yield lost(task, f"was lost ({type(error).__name__})")
    finally:
        ray.shutdown()
