"""What a writer works from: the corpus, the plan, the pair and the derived statements."""

from __future__ import annotations

from draftbot.records.compound import Compound
from draftbot.records.corpus import Corpus
from draftbot.records.plan import Plan
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.verdict import Derivation
from draftbot.text.slots import fill


class Material(Record):
    """Everything that is fixed before the first sentence; ``pair`` holds the slugs in print order."""

    corpus: Corpus
    plan: Plan
    pair: tuple[str, str]
    derivations: tuple[Derivation, ...]

    @property
    def compounds(self) -> tuple[Compound, Compound]:
        first, second = self.pair
        return self.corpus.compounds[first], self.corpus.compounds[second]

    def reference(self, source: str) -> Reference:
        return self.corpus.references[source]

    def derived(self, name: str) -> Derivation | None:
        """The derivation called ``rule:key``, or ``None`` where the rule prints nothing under that key."""
        rule, _, key = name.partition(":")
        return next((d for d in self.derivations if d.rule == rule and d.key == key), None)

    def fill(self, template: str, **slots: str) -> str:
        """The plan's text with ``{a}`` and ``{b}`` and further slots filled in."""
        first, second = self.compounds
        return fill(template, a=first.name, b=second.name, site=self.corpus.house.site.name, **slots)

    def block(self, block: str) -> str:
        """An approved house text for the pair."""
        return self.fill(self.corpus.house.blocks[block])

    def topics(self) -> tuple[str, ...]:
        """Topics on which a study in people reports for either compound, in print order."""
        graded = {
            d.key.removeprefix("both:") for d in self.derivations if d.rule == "grade" and d.key.startswith("both:")
        }
        return tuple(topic for topic in self.corpus.fields.topics if topic in graded)
