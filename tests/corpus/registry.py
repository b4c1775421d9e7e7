"""A server on this machine that plays PubMed's E-utilities and Crossref: it answers from records that it was given."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

NO_WAIT: list[float] = []


class Registry:
    """What the registries know, what they were asked, and the faults that they are to answer with first.

    ``pubmed`` maps a PMID to its ``PubmedArticle``, ``dois`` a DOI in lower case to its PMID, ``crossref`` a DOI to its
    message. A fault is a status with headers and a body; ``cut`` is the share of an answer's bytes that is sent.
    """

    def __init__(self) -> None:
        self.pubmed: dict[str, bytes] = {}
        self.dois: dict[str, str] = {}
        self.crossref: dict[str, dict[str, Any]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.agents: list[str] = []
        self.faults: list[tuple[int, dict[str, str], bytes]] = []
        self.cut: list[float] = []
        self.base = ""

    def efetch(self, asked: dict[str, str]) -> bytes:
        found = [self.pubmed[pmid] for pmid in asked["id"].split(",") if pmid in self.pubmed]
        return b'<?xml version="1.0" ?>\n<PubmedArticleSet>' + b"".join(found) + b"</PubmedArticleSet>"

    def esearch(self, asked: dict[str, str]) -> bytes:
        name = asked["term"].partition("[")[0].lower()
        found = [self.dois[name]] if name in self.dois else []
        return json.dumps({"esearchresult": {"count": str(len(found)), "idlist": found}}).encode()

    def questions(self, utility: str) -> list[dict[str, str]]:
        return [asked for name, asked in self.asked if name == utility]


class _Handler(BaseHTTPRequestHandler):
    registry: Registry

    def do_GET(self) -> None:
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _answer(self, query: str) -> None:
        registry = self.registry
        path = urlsplit(self.path).path
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        name = path.rpartition("/")[2].removesuffix(".fcgi") if "/entrez/" in path else "works"
        registry.asked.append((name, asked | ({"doi": unquote(path)[len("/works/") :]} if name == "works" else {})))
        registry.agents.append(self.headers.get("User-Agent", "") + self.headers.get("X-User-Agent", ""))
        if registry.faults:
            self._send(*registry.faults.pop(0))
        elif name == "works":
            message = registry.crossref.get(unquote(path)[len("/works/") :].lower())
            body = json.dumps({"status": "ok", "message": message}).encode() if message else b"Resource not found."
            self._send(200 if message else 404, {"Content-Type": "application/json" if message else "text/plain"}, body)
        else:
            self._send(200, {"Content-Type": "text/xml"}, getattr(registry, name)(asked))

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        cut = self.registry.cut.pop(0) if self.registry.cut else 1.0
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header, value)
        self.send_header("Content-Length", str(int(len(body) * cut)))
        self.end_headers()
        self.wfile.write(body[: int(len(body) * cut)])

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@contextmanager
def served(registry: Registry) -> Iterator[Registry]:
    """The registry on a port of this machine; ``base`` is its address."""
    handler = type("Handler", (_Handler,), {"registry": registry})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    registry.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield registry
    finally:
        server.shutdown()
        server.server_close()


def article(
    pmid: str, title: str, doi: str | None = None, extra: str = "", types: Sequence[str] = (), year: int = 2019
) -> bytes:
    """A synthetic PubmedArticle; ``extra`` stands inside its citation."""
    typed = "".join(f"<PublicationType>{name}</PublicationType>" for name in ("Journal Article", *types))
    listed = f'<ArticleId IdType="doi">{doi}</ArticleId>' if doi else ""
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article><Journal><JournalIssue><Volume>7</Volume>'
        f"<PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>Journal of Nothing</Title></Journal>"
        f"<ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText>A synthetic abstract about nothing with 60 people."
        f"</AbstractText></Abstract><AuthorList><Author><LastName>Nobody</LastName><ForeName>Nora</ForeName></Author>"
        f"</AuthorList><PublicationTypeList>{typed}</PublicationTypeList></Article>{extra}</MedlineCitation>"
        f"<PubmedData><ArticleIdList>{listed}</ArticleIdList></PubmedData></PubmedArticle>"
    ).encode()


def work(doi: str, title: str, **more: object) -> dict[str, Any]:
    """A synthetic Crossref message."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"family": "Nobody", "given": "Nora"}],
        "container-title": ["Journal of Nothing"],
        "volume": "7",
        "issued": {"date-parts": [[2019, 1, 2]]},
        "URL": f"http://dx.doi.org/{doi}",
        **more,
    }
