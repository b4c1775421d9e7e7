"""Another vector store by configuration only: Postgres with pgvector, on its real server.

Needs llama-index-vector-stores-postgres and a server: `pip install llama-index-vector-stores-postgres pgserver`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small import Counting, many

from draftbot.connect import vector_store
from draftbot.index import build, open_index
from draftbot.index.build import build_rows
from draftbot.index.server import LlamaStore
from draftbot.index.update import update
from draftbot.progress import silent
from draftbot.settings import load_settings

pgserver = pytest.importorskip("pgserver", reason="no Postgres with pgvector here: pip install pgserver")
pytest.importorskip(
    "llama_index.vector_stores.postgres", reason="pip install llama-index-vector-stores-postgres to prove pgvector"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    server.psql("create extension if not exists vector")
    yield server.get_uri().removeprefix("postgresql://")
    server.cleanup()


def store(tmp_path: Path, address: str, table: str) -> LlamaStore:
    (tmp_path / "draftbot.toml").write_text(
        f"""
        [index]
        store = "llama_index.vector_stores.postgres:PGVectorStore"
        [index.parameters]
        connection_string = "postgresql+psycopg2://{address}"
        async_connection_string = "postgresql+asyncpg://{address}"
        table_name = "{table}_{{embedder}}"
        """
    )
    made = vector_store(load_settings(tmp_path), {"HOME": str(tmp_path)}, Counting())
    assert isinstance(made, LlamaStore)
    assert address not in made.where
    return made


def test_postgres_has_the_vectors_of_the_generation(tmp_path: Path, address: str) -> None:
    server, rows = store(tmp_path, address, "held"), many(60)
    build_rows(rows[:50], tmp_path / "index", Counting(), silent, server)
    update(tmp_path / "index", Counting(), rows[50:], [rows[0].id], server)
    update(tmp_path / "index", Counting(), [], [rows[1].id], server)
    assert set(server.nearest(Counting().embed(["anything"])[0], 500)) == {row.id for row in rows[1:]}
    server.add([rows[5].id], Counting().embed([rows[5].text]))  # again: no row comes twice
    assert len(server.nearest(Counting().embed(["anything"])[0], 500)) == 59


def test_search_through_postgres_equals_search_in_the_files(tmp_path: Path, address: str, corpus) -> None:
    server = store(tmp_path, address, "searched")
    build(corpus, tmp_path / "index", Counting(), silent, server)
    remote, local = (open_index(corpus, tmp_path / "index", Counting(), each) for each in (server, None))
    for query in ("death after stroke", "memory in dementia", "Cerebrolysin dose"):
        assert remote.search(query, 5) == local.search(query, 5)
