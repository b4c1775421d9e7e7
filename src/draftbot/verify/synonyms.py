"""Expressions that mean the same in a corpus, folded to one before words are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from draftbot.text.alternation import by_initial
from draftbot.text.words import content
from draftbot.verify.paraphrase import implied, plain, same


class Synonyms:
    """Groups of expressions that mean the same, each folded to the first of its group."""

    def __init__(self, groups: tuple[tuple[str, ...], ...]) -> None:
        self._canonical = {f"{form.lower()}s": group[0] for group in groups for form in group}
        self._canonical |= {form.lower(): group[0] for group in groups for form in group}
        forms = sorted(self._canonical, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{by_initial(forms)})s?\b", re.IGNORECASE) if forms else None
        pairs = [(printed(form), printed(group[0])) for group in groups for form in group]
        self._expressions = tuple((form, name) for form, name in pairs if len(form) > 1 and len(name) == 1)

    def unify(self, text: str) -> str:
        """The text with each known expression replaced by its group's first form."""
        return self._pattern.sub(lambda m: self._canonical[m.group().lower()], text) if self._pattern else text

    def stems(self, text: str) -> frozenset[str]:
        """Stems of the content words, synonyms and other words for the same folded."""
        return _stems(self, text)

    def said(self, text: str) -> frozenset[str]:
        """The stems of a source's sentence: its words as printed, too, wider words that it makes true, and what the
        words of a known expression are called where they stand apart ("randomised, double-blind trials")."""
        stems = self.stems(text) | printed(text)
        called = (name for form, name in self._expressions if form <= stems)
        return stems.union(implied(stems), *called)


def printed(text: str) -> frozenset[str]:
    """Stems of the content words as they stand, the corpus's synonyms not folded."""
    return frozenset(same(word.stem) for word in content(plain(text)))


@lru_cache(maxsize=50_000)
def _stems(synonyms: Synonyms, text: str) -> frozenset[str]:
    return frozenset(same(word.stem) for word in content(synonyms.unify(plain(text))))
