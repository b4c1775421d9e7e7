"""Printed rules over the corpus: counts, grades, edges, logged searches.

A leaf that pipeline calls twice: once for the writer, once anew for the verifier. Each rule is one file with its
printed text (``RULE``) and ``derive(corpus, pair)``. A derived sentence must equal, to the letter, what
its rule prints.
"""

from draftbot.rules.derive import RULES, derive

__all__ = ["RULES", "derive"]
