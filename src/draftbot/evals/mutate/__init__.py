"""Rules that damage a true sentence in one named way, or say it otherwise and keep it true.

A rule is a pure function of a text, a seeded generator and a scene (what is known about the sentence), so that suites
and training alike can be made again from code and seed. ``MUTATIONS`` and ``REWRITES`` are the registries.
"""

from draftbot.evals.mutate.registry import MUTATIONS, REWRITES, apply
from draftbot.evals.mutate.rule import Rule, Scene

__all__ = ["MUTATIONS", "REWRITES", "Rule", "Scene", "apply"]
