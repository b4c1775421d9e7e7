"""pysbd's English, answered as before and several times as fast.

pysbd compiles an expression for every sentence that it finds and two for every abbreviation that might stand in a text,
more than Python's cache of expressions holds; most of its time went there. Here a sentence is looked for as the plain
string that it is, and an abbreviation only where a full stop follows it: nothing else is ever replaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pysbd import Segmenter
from pysbd.lang.english import English
from pysbd.utils import TextSpan

SPACE = re.compile(r"\s*")


class Quick(English):  # type: ignore[misc]  # pysbd has no types
    """English as pysbd knows it; see its ``AbbreviationReplacer`` for what each step replaces."""

    class AbbreviationReplacer(English.AbbreviationReplacer):  # type: ignore[misc]  # pysbd has no types
        def search_for_abbreviations_in_string(self, text: str) -> str:
            lowered = text.lower()
            for stopped, opening, following in _abbreviations():
                if stopped not in lowered:
                    continue
                after = following.findall(text)
                for place, match in enumerate(opening.findall(text)):
                    text = self.scan_for_replacements(text, match, place, after)
            return text

        def scan_for_replacements(self, txt: str, am: str, ind: int, char_array: Sequence[str]) -> str:
            return super().scan_for_replacements(txt, am, ind, char_array) if f"{am.strip()}." in txt else txt


class QuickSegmenter(Segmenter):  # type: ignore[misc]  # pysbd has no types
    """Sentences with their spans."""

    def __init__(self) -> None:
        super().__init__(language="en", clean=False, char_span=True)
        self.language_module = Quick

    def sentences_with_char_spans(self, sentences: Sequence[str]) -> list[TextSpan]:
        """The first place of each that ends behind the sentence before it; the space after it is part of it."""
        text, reached = self.original_text, 0
        spans: list[TextSpan] = []
        for sentence in sentences:
            at = 0
            while (start := text.find(sentence, at)) >= 0:
                space = SPACE.match(text, start + len(sentence))
                end = space.end() if space else start + len(sentence)
                if end > reached:
                    spans.append(TextSpan(text[start:end], start, end))
                    reached = end
                    break
                at = max(end, start + 1)
        return spans


@lru_cache(maxsize=1)
def _abbreviations() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Of each abbreviation what a text must hold in small letters for one of them to be replaced, abbreviation and full
    stop (a stop within one stands for any character in the expression of pysbd, so that there all is looked at), and
    the two expressions of pysbd for where it stands and what follows."""
    found = []
    for abbreviation in (one.strip() for one in English.Abbreviation.ABBREVIATIONS):
        stopped = abbreviation if "." in abbreviation else f"{abbreviation}."
        opening = re.compile(rf"(?:^|\s|\r|\n){abbreviation}", re.IGNORECASE)
        following = re.compile(r"(?<={" + re.escape(abbreviation) + r"} ).{1}")
        found.append((stopped, opening, following))
    return tuple(found)
