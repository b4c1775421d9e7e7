"""evals/<suite>/sources.json: the hash of every source that the suite's cases name, so that a case is never judged
against another text than the one that it was written for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from draftbot.errors import BadInput
from draftbot.evals.suite_file import SOURCES
from draftbot.records.corpus import Corpus


def load_lock(folder: Path) -> dict[str, str] | None:
    """Hashes by reference id; ``None`` where the suite was never blessed."""
    path = folder / SOURCES
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(f"not valid JSON: {error}; restore it from git", path=str(path)) from error
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise BadInput("not a map of reference ids to hashes; restore it from git", path=str(path))
    return found


def changed(sources: Iterable[str], corpus: Corpus, lock: dict[str, str] | None) -> str | None:
    """What is wrong with a case's sources: gone from the corpus, or with another text than when it was blessed."""
    for key in sources:
        text = corpus.texts.get(key)
        if text is None:
            return f"the corpus has no reference {key}; mend the case or add the reference"
        if lock is not None and lock.get(key, text.sha256) != text.sha256:
            remedy = "read the cases that name it again, then `draftbot eval bless --why TEXT`"
            return f"the text of {key} is not the one that the case was written for; {remedy}"
    return None


def lock_bytes(sources: Iterable[str], corpus: Corpus) -> bytes:
    """The hashes as they are now."""
    known = {key: corpus.texts[key].sha256 for key in sorted(set(sources)) if key in corpus.texts}
    return (json.dumps(known, indent=0, sort_keys=True) + "\n").encode()
