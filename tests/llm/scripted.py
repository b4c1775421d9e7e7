"""A model server on loopback: real HTTP, every answer scripted, every request counted."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Raw:
    """Bytes as they go out. ``cut`` closes after so many bytes of the body, ``reset`` resets the connection instead of
    answering, ``endless`` repeats the body for ever, ``delay`` waits before it."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    body: bytes = b""
    cut: int | None = None
    reset: bool = False
    endless: bool = False
    delay: float = 0.0


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    number: int

    @property
    def text(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def is_probe(self) -> bool:
        return '{"works": true}' in self.text


def chat(content: object, **over: Any) -> Raw:
    """A well-formed chat completion with ``content`` as text, or as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    answer = {
        "id": "scripted",
        "object": "chat.completion",
        "model": "scripted",
        "choices": [
            {
                "index": 0,
                "finish_reason": over.pop("finish", "stop"),
                "message": {"role": "assistant", "content": text, **over.pop("message", {})},
            }
        ],
        **over,
    }
    return Raw(body=json.dumps(answer, ensure_ascii=False).encode())


Script = Callable[[Asked], Raw] | Raw
WORKS = chat({"works": True})


@dataclass
class Server:
    """A running server: where it is, what it was asked, what it counted (answers that it finished only)."""

    url: str
    script: Script
    probe: Script
    asked: list[Asked] = field(default_factory=list)
    prompt_tokens: int = 0
    completion_tokens: int = 0
    answered: int = 0
    busy: list[tuple[float, float]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens


def _counted(server: Server, asked: Asked, raw: Raw) -> Raw:
    """The answer with the server's own token count in it (words, as good as any)."""
    if raw.status != 200 or raw.reset or raw.endless or raw.cut is not None:
        return raw
    try:
        answer = json.loads(raw.body)
        answer["choices"]
    except (ValueError, KeyError, TypeError):
        return raw
    text = "".join((choice["message"]["content"] or "") for choice in answer["choices"])
    prompt, completion = len(asked.text.split()), len(text.split()) + 1
    with server.lock:
        server.prompt_tokens += prompt
        server.completion_tokens += completion
        server.answered += 1
    usage = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
    return Raw(**{**raw.__dict__, "body": json.dumps({"usage": usage, **answer}, ensure_ascii=False).encode()})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Server

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        begun = time.monotonic()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.state.lock:
            asked = Asked(self.path, headers, body, len(self.state.asked) + 1)
            self.state.asked.append(asked)
        script = self.state.probe if asked.is_probe else self.state.script
        raw = script if isinstance(script, Raw) else script(asked)
        raw = _counted(self.state, asked, raw)
        if raw.delay:
            time.sleep(raw.delay)
        with suppress(OSError):  # the client went away, as some tests want
            self._send(raw)
        self.state.busy.append((begun, time.monotonic()))

    def _send(self, raw: Raw) -> None:
        if raw.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(raw.status)
        for name, value in raw.headers:
            self.send_header(name, value)
        if raw.endless:
            self.end_headers()
            while True:
                self.wfile.write(raw.body)
        self.send_header("Content-Length", str(len(raw.body)))
        self.end_headers()
        self.wfile.write(raw.body if raw.cut is None else raw.body[: raw.cut])
        if raw.cut is not None:
            self.close_connection = True


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        pass  # a client that was killed is no news


@contextmanager
def serving(script: Script, probe: Script = WORKS, port: int = 0) -> Iterator[Server]:
    """A scripted server for the length of the block; ``probe`` answers the question what it understands; ``port`` 0 is
    any that is free."""
    handler = type("Handler", (_Handler,), {})
    http = _Quiet(("127.0.0.1", port), handler)
    state = Server(url=f"http://127.0.0.1:{http.server_address[1]}/v1", script=script, probe=probe)
    handler.state = state  # type: ignore[attr-defined]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        http.shutdown()
        http.server_close()
