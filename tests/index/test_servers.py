"""Vector stores on real servers: Chroma, and Postgres with pgvector where it is installed; down or slow, one line."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from small import Counting, many, opened

from draftbot.connect import vector_store
from draftbot.errors import StaleIndex, UserError
from draftbot.index import build, open_index
from draftbot.index import server as door
from draftbot.index.build import build_rows
from draftbot.index.rows import fingerprint_of
from draftbot.index.server import LlamaStore, StoreDown, chroma_server, other_server
from draftbot.index.update import update
from draftbot.progress import silent
from draftbot.settings import load_settings


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Server:
    """`chroma run` in a folder of its own; it can be stopped, paused and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        chroma = Path(sys.executable).with_name("chroma")
        place = ["--host", "127.0.0.1", "--port", str(self.port), "--path", str(self.folder)]
        environment = {**os.environ, "ANONYMIZED_TELEMETRY": "False"}
        self.process = subprocess.Popen(
            [str(chroma), "run", *place], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(600):
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        pytest.fail("chroma run did not start within a minute")

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("chroma"))
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PAUSE", 0.01)


def held(store: LlamaStore) -> set[str]:
    return set(store.nearest(Counting().embed(["anything"])[0], 500))


def test_a_chroma_server_has_the_vectors_of_the_generation(tmp_path: Path, chroma: Server) -> None:
    store = chroma_server(chroma.url, "held", Counting(), 30)
    rows = many(60)
    build_rows(rows[:50], tmp_path, Counting(), silent, store)
    assert held(store) == {row.id for row in rows[:50]}
    update(tmp_path, Counting(), rows[50:], [rows[0].id], store)
    assert held(store) == {row.id for row in rows}  # what is gone may still be read by an older reader
    update(tmp_path, Counting(), [], [rows[1].id], store)
    assert held(store) == {row.id for row in rows[1:]}


def test_search_through_the_server_equals_search_in_the_files(tmp_path: Path, chroma: Server, corpus) -> None:
    store = chroma_server(chroma.url, "search", Counting(), 30)
    build(corpus, tmp_path, Counting(), silent, store)
    remote, local = (open_index(corpus, tmp_path, Counting(), each) for each in (store, None))
    for query in ("death after stroke", "memory in dementia", "Cerebrolysin dose"):
        assert remote.search(query, 5) == local.search(query, 5)
    with pytest.raises(StaleIndex, match="is not in the store"):
        open_index(corpus, tmp_path, Counting(), chroma_server(chroma.url, "another", Counting(), 30))


def test_a_server_that_is_down_or_slow_is_one_line_and_the_old_index_stays(tmp_path: Path) -> None:
    server = Server(tmp_path / "chroma")
    store = chroma_server(server.url, "down", Counting(), 3)
    root = tmp_path / "index"
    build_rows(many(20), root, Counting(), silent, store)
    try:
        server.signal(signal.SIGSTOP)
        with pytest.raises(StoreDown, match=r"did not answer 3 times: no answer within 3 s; .* store = \"files\""):
            build_rows(many(21), root, Counting(), silent, store)
        server.signal(signal.SIGCONT)
    finally:
        server.stop()
    with pytest.raises(StoreDown, match="did not answer 3 times") as told:
        build_rows(many(21), root, Counting(), silent, chroma_server(server.url, "down", Counting(), 5))
    assert "\n" not in str(told.value)

    assert opened(root).manifest.fingerprint == fingerprint_of(many(20))


def test_only_classes_of_llama_index_are_ever_loaded() -> None:
    for path in ("os:system", "llama_index.vector_stores.x", "llama_index.vector_stores.x:a.b", "files2"):
        with pytest.raises(UserError, match=r"\[index\] store"):
            other_server(path, {}, Counting(), 1)
    store = other_server("llama_index.vector_stores.nowhere:Store", {"password": "hidden", "host": "h"}, Counting(), 5)
    with pytest.raises(StoreDown, match="ModuleNotFoundError") as told:
        store.remove(["x"])
    assert "hidden" not in str(told.value)


def test_another_store_is_configuration_only(tmp_path: Path) -> None:
    """Chroma's own class, as any class of llama-index would be set up."""
    (tmp_path / "draftbot.toml").write_text(
        f"""
        [index]
        store = "llama_index.vector_stores.chroma:ChromaVectorStore"
        [index.parameters]
        collection_name = "own-{{embedder}}"
        persist_dir = "{tmp_path}/own"
        """
    )
    store = vector_store(load_settings(tmp_path), {"HOME": str(tmp_path)}, Counting())
    assert isinstance(store, LlamaStore)
    build_rows(many(9), tmp_path / "index", Counting(), silent, store)
    assert held(store) == {row.id for row in many(9)}


def test_a_password_goes_only_to_a_store_of_the_users_own(tmp_path: Path) -> None:
    toml = '[index]\nstore = "llama_index.vector_stores.postgres:PGVectorStore"\n'
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "own"), "DRAFTBOT_STORE_PASSWORD": "hidden"}
    seen: list[dict] = []

    def remember(path: str, parameters: dict, *rest: object) -> None:
        del path, rest
        seen.append(parameters)

    (tmp_path / "draftbot.toml").write_text(toml)
    (tmp_path / "own" / "draftbot").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("draftbot.connect.other_server", remember)
        vector_store(load_settings(tmp_path), environ, Counting())
        (tmp_path / "draftbot.toml").write_text("")
        (tmp_path / "own" / "draftbot" / "config.toml").write_text(toml)
        vector_store(load_settings(tmp_path), environ, Counting())
    assert seen == [{}, {"password": "hidden"}]
