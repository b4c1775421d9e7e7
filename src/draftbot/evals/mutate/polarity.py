"""Yes for no: negations added and lost, directions flipped, a missing difference turned into sameness."""

from __future__ import annotations

import re
from random import Random

from draftbot.evals.mutate.rule import DENIAL, Effect, Rule, Scene, one_of, replaced, table

# Past tense to base form, of the verbs that findings are told with.
VERBS = {
    "improved": "improve", "favoured": "favour", "raised": "raise", "reduced": "reduce", "rose": "rise", "fell": "fall",
    "inhibited": "inhibit", "entered": "enter", "bound": "bind", "received": "receive", "began": "begin",
    "showed": "show", "decreased": "decrease", "increased": "increase", "differed": "differ", "compared": "compare",
    "tested": "test", "reported": "report", "had": "have", "asked": "ask", "called": "call", "judged": "judge",
    "pooled": "pool", "belongs": "belong", "gives": "give", "consists": "consist", "worsened": "worsen",
}  # fmt: skip
PAST = {base: past for past, base in VERBS.items() if not past.endswith("s")}
OPPOSITES = {
    "better": "worse", "improved": "worsened", "more effective": "less effective", "higher": "lower", "shorter": "longer",
    "increased": "decreased", "raised": "lowered", "rose": "fell", "fell": "rose", "reduced": "increased",
    "decreased": "increased", "stronger": "weaker", "faster": "slower", "small": "large", "loss": "gain",
    "at least": "at most", "before": "after", "high": "low", "weak": "strong",
    "unlikely": "likely", "most frequent": "least frequent", "most common": "least common", "improvement": "worsening",
    "away from": "towards", "worse": "better", "lower": "higher", "longer": "shorter", "slower": "faster",
    "to a lesser extent": "to a greater extent", "independent": "dependent", "good": "poor", "widely": "rarely",
    "excess": "deficit", "within": "later than", "promote": "prevent",
}  # fmt: skip
LOST: list[tuple[str, Effect]] = [
    (rf"\bdid not ({'|'.join(PAST)})\b", lambda m: PAST[m[1]]),
    (r"\b(was|were|is|are|be) not ", r"\1 "),
    (r"\bmay not\b", "may"),
    (r"\breported not to\b", "reported to"),
    (r"\bnot (stated|specified|detailed|named|mentioned|described)\b", r"\1"),
    (r"\b(gives|gave|showed|had|found) no (?=\w+s\b)", r"\1 "),
    (r"\b(gives|gave|showed|had|found) no (?!\w+s\b)(?=[aeiou])", r"\1 an "),
    (r"\b(gives|gave|showed|had|found) no (?!\w+s\b)(?![aeiou])", r"\1 a "),
    (r"\bwith no (serious|significant|obvious)", r"with \1"),
    (r"\bneither (.+?) nor ", r"both \1 and "),
    (r"\bwithout figures\b", "with figures"),
    (r"\bwithout (obvious|significant)", r"with \1"),
    (r", but not significantly\b", ", and significantly so"),
    (r", not a significant difference\b", ", a significant difference"),
    (r"\bnarrowly missed significance\b", "reached significance"),
    (r"\bNo ([a-z]+ [a-z ]+) is described\b", r"The \1 is described"),
    (r"\bThere was no\b", "There was a"),
    (r"\bnot (FDA-approved|emphasised|definitive)\b", r"\1"),
    (r"\bNot (stated|emphasised)\b", lambda m: m[1].capitalize()),
]
SAME: list[tuple[str, Effect]] = [
    (r"\bdid not differ significantly between (.+?) and ", r"were equivalent with \1 and "),
    (r"\bdid not differ significantly\b", "were identical"),
    (r"\bshowed no significant effect of\b", "were unaffected by"),
    (r"\b(was|were) described as (?:similar|comparable)\b", r"\1 identical"),
    (r"\bdescribed as (?:similar|comparable)\b", "shown to be equivalent"),
    (r"\bwas not significantly reduced by\b", "was unaffected by"),
    (r"\bdid not improve significantly with\b", "was unaffected by"),
    (r", but not significantly against (.+?)(?=\.|$)", r", to the same extent as on \1"),
    (r"\bprobably little or no difference\b", "no difference"),
    (r"\bprobably did not reduce\b", "had no effect on"),
    (r", not a significant difference\b", ", an equivalent result"),
    (r"\bits excess with (.+?) over (.+?) was not significant", r"it was equally frequent with \1 and \2"),
    (r"\bnarrowly missed significance for (.+?) against ", r"showed no effect of \1 against "),
]


def _added(text: str, rng: Random, scene: Scene) -> str | None:
    """A denial put into a sentence that has none."""
    if DENIAL.search(text):
        return None
    auxiliary = re.search(r"\b(?:was|were|is|are|has|have|did|does|can|could)\b(?! to\b)", text)
    if auxiliary:
        return text[: auxiliary.end()] + " not" + text[auxiliary.end() :]
    verb = re.search(rf"(?<![-\w])({'|'.join(VERBS)})\b", text)
    if not verb or verb.start() == 0:
        return None
    helper = "does" if verb[1].endswith("s") else "did"
    return f"{text[: verb.start()]}{helper} not {VERBS[verb[1]]}{text[verb.end() :]}"


def _direction(text: str, rng: Random, scene: Scene) -> str | None:
    """An opposite, in a sentence without a denial: "did not worsen" could be true beside "did not improve"."""
    return None if DENIAL.search(text) else replaced(text, rng, table(OPPOSITES))


RULES = (
    Rule("negation added", "other", _added),
    Rule("negation removed", "other", one_of(LOST)),
    Rule("direction flipped", "other", _direction),
    Rule("no difference to equivalence", "other", one_of(SAME)),
)
