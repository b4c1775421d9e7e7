"""The app without a browser: what the page's script sends, over a plain connection."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from room import NAME

UNIT = re.compile(r'data-unit="([\w-]+)" data-seen="(\w*)" data-marks="([^"]*)"')
START = "import sys; from draftbot.cli import main; main()"


class Wire:
    """One page open on one article."""

    def __init__(self, port: int, token: str, name: str = NAME) -> None:
        self.port, self.token, self.path = port, token, f"/a/{quote(name, safe='')}"
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str = "") -> str:
        self.line.request("GET", self.path + path, headers={"Cookie": f"draftbot-{self.port}={self.token}"})
        return self.line.getresponse().read().decode()

    def units(self) -> list[tuple[str, str, str]]:
        """Address, last decision seen and marks of every unit as the page shows it."""
        return UNIT.findall(self.get())

    def post(self, path: str, **body: object) -> dict:
        own = {"Cookie": f"draftbot-{self.port}={self.token}", "Content-Type": "application/json"}
        own |= {"Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}
        self.line.request("POST", self.path + path, json.dumps(body), {**own, "X-Draftbot-Token": self.token})
        return json.loads(self.line.getresponse().read())

    def act(self, action: str, unit: tuple[str, str, str], **more: object) -> dict:
        return self.post("/act", action=action, address=unit[0], seen=unit[1], **more)


class Command:
    """`draftbot review` as its own process."""

    def __init__(self, root: Path, editor: str) -> None:
        asked = [sys.executable, "-c", START, "review", str(root / "articles"), "--workspace", str(root)]
        self.process = subprocess.Popen([*asked, "--editor", editor], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=([\w-]+)\n", self.process.stdout.readline())
        assert found
        self.port, self.token = int(found[1]), found[2]

    def kill(self) -> None:
        """kill -9."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
