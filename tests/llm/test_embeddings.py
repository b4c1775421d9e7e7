"""Embeddings from a server: a real request over loopback, faults bounded, the key only where it may go."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from draftbot.connect import embedder
from draftbot.errors import UserError
from draftbot.index.embed import MiniLM
from draftbot.llm import Endpoint, Fault
from draftbot.llm.embeddings import RemoteEmbedder
from draftbot.settings import load_settings


class Scripted(ThreadingHTTPServer):
    """Answers with vectors made of the texts' lengths, after what ``script`` says first: a status, or a body."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: list[int | str] = []
        self.seen: list[tuple[str | None, dict]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Scripted

    def do_POST(self) -> None:  # the name is http.server's
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.seen.append((self.headers.get("authorization"), asked))
        act = self.server.script.pop(0) if self.server.script else ""
        data = [{"index": i, "embedding": [len(text), 1.0, 0.0]} for i, text in enumerate(asked["input"])]
        body = act if isinstance(act, str) and act else json.dumps({"data": data[::-1], "model": "m", "object": "list"})
        self.send_response(act if isinstance(act, int) else 200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *arguments: object) -> None:
        del arguments


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    monkeypatch.setattr("draftbot.llm.patience.FIRST", 0.01)
    scripted = Scripted()
    threading.Thread(target=scripted.serve_forever, daemon=True).start()
    yield scripted
    scripted.shutdown()


def remote(server: Scripted, retries: int = 2) -> RemoteEmbedder:
    return RemoteEmbedder(Endpoint(base_url=server.url, model="m", retries=retries), None)


def test_texts_become_unit_vectors_in_their_order(server: Scripted) -> None:
    texts = ["x" * number for number in range(40)]
    vectors = remote(server).embed(texts)
    assert vectors.shape == (40, 3)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.all(np.diff(vectors[2:, 0]) > 0)
    assert [len(asked["input"]) for _, asked in server.seen] == [1, 16, 16, 8]


@pytest.mark.parametrize("script", [[503, 429], ["<html>", 500]])
def test_passing_faults_are_tried_again(server: Scripted, script: list[int | str]) -> None:
    made = remote(server)
    assert made.dimension == 3
    server.script = list(script)
    assert made.embed(["one"]).shape == (1, 3)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ([503] * 9, "server error"),
        ([401], "not authorised"),
        (["{}"] * 9, "not a list of embeddings"),
        (['{"data": [{"index": 0, "embedding": [NaN]}]}'] * 9, "not a list of embeddings"),
        (['{"data": []}'], "not each got a vector"),
        (['{"data": [{"index": 0, "embedding": [0, 0, 0]}]}'], "not each got a vector"),
        (['{"data": [{"index": 0, "embedding": [1, 2]}]}'], "vectors of 2 numbers where 3 were expected"),
    ],
)
def test_what_cannot_be_used_is_one_line(server: Scripted, script: list[int | str], message: str) -> None:
    made = remote(server)
    assert made.dimension == 3
    server.script = list(script)
    with pytest.raises(Fault, match=message):
        made.embed(["one"])
    assert len(server.seen) <= 4


def test_a_key_goes_only_to_a_server_of_the_users_own(server: Scripted, tmp_path: Path) -> None:
    (tmp_path / "draftbot.toml").write_text(f'[embedding]\nbase_url = "{server.url}"\nmodel = "m"\n')
    environ = {"XDG_CONFIG_HOME": str(tmp_path), "OPENAI_API_KEY": "hidden"}
    embedder(load_settings(tmp_path), environ).embed(["one"])
    assert {key for key, _ in server.seen} <= {None, "Bearer none"}
    server.seen.clear()
    embedder(load_settings(tmp_path), {**environ, "DRAFTBOT_EMBEDDING_BASE_URL": server.url}).embed(["one"])
    assert {key for key, _ in server.seen} == {"Bearer hidden"}


def test_without_a_server_the_model_that_comes_along_is_used(tmp_path: Path) -> None:
    (tmp_path / "draftbot.toml").write_text("")
    environ = {"XDG_CONFIG_HOME": str(tmp_path)}
    assert isinstance(embedder(load_settings(tmp_path), environ), MiniLM)
    with pytest.raises(UserError, match="need both base_url and model"):
        embedder(load_settings(tmp_path), {**environ, "DRAFTBOT_EMBEDDING_MODEL": "m"})
