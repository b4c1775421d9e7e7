"""Whether references stand and are what they say: states, and comparison with a registry's records."""

from draftbot.corpus.standing.compare import compare
from draftbot.corpus.standing.look_up import looked_up
from draftbot.corpus.standing.state import STATES, Standing, State, standing

__all__ = ["STATES", "Standing", "State", "compare", "looked_up", "standing"]
