"""The references on disk: found by identity, composed, merged and written."""

from draftbot.corpus.shelf.digest import Replaced, replace_digest
from draftbot.corpus.shelf.excerpt import Excerpt, document, with_excerpt
from draftbot.corpus.shelf.shelf import Shelf
from draftbot.corpus.shelf.take import Taken, take

__all__ = ["Excerpt", "Replaced", "Shelf", "Taken", "document", "replace_digest", "take", "with_excerpt"]
