"""How an outcome's figures are printed."""

from __future__ import annotations

from draftbot.records.reference import Estimate, Outcome

MINUS = "\u2212"


def figures(outcome: Outcome) -> str:
    """The outcome's estimate, interval, P value and stated certainty as a bracket, empty where there is none."""
    parts = []
    if outcome.estimate:
        parts.append(_estimate(outcome.estimate))
    if outcome.p:
        parts.append(p_value(outcome.p))
    head = "; ".join(parts)
    if outcome.certainty:
        head = f"{head}; {outcome.certainty}-certainty evidence" if head else f"{outcome.certainty}-certainty evidence"
    return f" ({head})" if head else ""


def _estimate(estimate: Estimate) -> str:
    text = f"{estimate.measure} {signed(estimate.value)}"
    if estimate.ci_low is None or estimate.ci_high is None:
        return text
    negative = estimate.ci_low.startswith("-") or estimate.ci_high.startswith("-")
    joint = " to " if negative else "–"
    return f"{text}, {estimate.ci_level or '95%'} CI {signed(estimate.ci_low)}{joint}{signed(estimate.ci_high)}"


def signed(figure: str) -> str:
    """A printed figure with a typographic minus sign."""
    return figure.replace("-", MINUS)


def p_value(figure: str) -> str:
    """A printed P value: ``<0.0001`` becomes ``P < 0.0001``, ``0.03`` becomes ``P = 0.03``."""
    sign = figure[0] if figure[0] in "<>≤≥" else "="
    return f"P {sign} {figure.lstrip('<>≤≥= ')}"
