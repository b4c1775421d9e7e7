"""Records from NCBI and Crossref: cached, resumable, at the pace that they ask for, and from no other host."""

from draftbot.corpus.fetch.cache import Cache
from draftbot.corpus.fetch.crossref import Crossref
from draftbot.corpus.fetch.door import CROSSREF, ENTREZ, Door, Offline, is_loopback
from draftbot.corpus.fetch.entrez import Entrez
from draftbot.corpus.fetch.service import Fetched, Names, Registries, names, names_of

__all__ = [
    "CROSSREF",
    "ENTREZ",
    "Cache",
    "Crossref",
    "Door",
    "Entrez",
    "Fetched",
    "Names",
    "Offline",
    "Registries",
    "is_loopback",
    "names",
    "names_of",
]
