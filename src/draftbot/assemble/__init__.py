"""What passed the gate becomes an article; Markdown and JSON-LD are two views of it."""

from draftbot.assemble.article import assemble
from draftbot.assemble.bibliography import printed_references
from draftbot.assemble.jsonld import jsonld_bytes, to_jsonld
from draftbot.assemble.markdown import to_markdown

__all__ = ["assemble", "jsonld_bytes", "printed_references", "to_jsonld", "to_markdown"]
