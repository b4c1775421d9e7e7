"""The one door to language models: messages and an output type in, a validated value with its usage out."""

from draftbot.llm.budget import Limits
from draftbot.llm.endpoint import Endpoint, Prices
from draftbot.llm.faults import Fault, UnknownCall
from draftbot.llm.model import Model
from draftbot.llm.records import Completion, Message, Usage

__all__ = ["Completion", "Endpoint", "Fault", "Limits", "Message", "Model", "Prices", "UnknownCall", "Usage"]
