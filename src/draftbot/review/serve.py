"""Serving the app: on the loopback address only, under a token of this run."""

from __future__ import annotations

import gc
import secrets
import socket
from collections.abc import Callable

import uvicorn

from draftbot.errors import UserError
from draftbot.review.app import application
from draftbot.services.review.desk import Desk

LOOPBACK = "127.0.0.1"


def serve(desk: Desk, port: int, say: Callable[[str], None]) -> None:
    """Says the address, then answers until interrupted; raises UserError where the port is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        raise UserError(f"port {port} cannot be used: {error.strerror}; choose another with --port") from error
    bound = int(listener.getsockname()[1])
    token = secrets.token_urlsafe(24)
    hosts = frozenset({f"{LOOPBACK}:{bound}", f"localhost:{bound}"})
    app = application(desk, hosts, token, cookie=f"draftbot-{bound}")
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    listener.listen()
    say(f"http://{LOOPBACK}:{bound}/?token={token}")
    # what is loaded by now stays: the collector need not walk through it between two keys
    gc.collect()
    gc.freeze()
    desk.start()
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        desk.close()
