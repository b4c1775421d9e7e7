"""Nothing that a source, a model, an editor or an address says becomes markup or leaves the page."""

from __future__ import annotations

import http.client
import itertools
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from attacks import ATTACKS
from hands import chosen, enter, press, said, settled
from room import NAME, TOKEN, Room, opened

from draftbot.corpus import load_corpus
from draftbot.decisions.page import read_page
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Author
from draftbot.text.citation import bibliographic_line
from draftbot.text.hygiene import escape_markdown

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

SPIED = "() => window.hit === undefined && document.querySelectorAll('script').length === 1"


def asked(room: Room, path: str, method: str = "GET", body: str | None = None, **headers: str) -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", room.port, timeout=20)
    line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    given = {"host": f"127.0.0.1:{room.port}", **{key.replace("_", "-"): value for key, value in headers.items()}}
    if body is not None:
        given = {"content-length": str(len(body.encode())), "content-type": "application/json", **given}
    for key, value in given.items():
        line.putheader(key, value)
    line.endheaders(body.encode() if body is not None else None)
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    return answer.status, text


def cookie(room: Room) -> str:
    return f"draftbot-{room.port}={TOKEN}"


def own(room: Room) -> dict[str, str]:
    return {"cookie": cookie(room), "origin": room.base, "sec_fetch_site": "same-origin", "x_draftbot_token": TOKEN}


def test_who_may_ask_is_settled_before_any_page(room: Room) -> None:
    ours = own(room)
    act = json.dumps({"action": "accept", "address": "x-1"})
    cases = [
        (421, asked(room, "/", host="evil.example", cookie=cookie(room))),
        (421, asked(room, "/", host=f"127.0.0.1.evil.example:{room.port}", cookie=cookie(room))),
        (403, asked(room, "/")),
        (403, asked(room, "/?token=guess")),
        (403, asked(room, f"/a/{NAME}", cookie="draftbot-1=guess")),
        (403, asked(room, f"/a/{NAME}", cookie=cookie(room), sec_fetch_site="cross-site")),
        (200, asked(room, f"/a/{NAME}", cookie=cookie(room))),
        (403, asked(room, f"/a/{NAME}/act", "POST", act, **{**ours, "origin": "http://evil.example"})),
        (403, asked(room, f"/a/{NAME}/act", "POST", act, **{**ours, "sec_fetch_site": "cross-site"})),
        (403, asked(room, f"/a/{NAME}/act", "POST", act, **{**ours, "x_draftbot_token": ""})),
        (403, asked(room, f"/a/{NAME}/act", "POST", act, **{**ours, "cookie": ""})),
        (415, asked(room, f"/a/{NAME}/act", "POST", "action=accept", **ours, content_type="text/plain")),
        (413, asked(room, f"/a/{NAME}/act", "POST", "x" * 70_000, **ours)),
        (400, asked(room, f"/a/{NAME}/act", "POST", "{", **ours)),
        (400, asked(room, f"/a/{NAME}/act", "POST", '{"action": "delete", "address": "x"}', **ours)),
        (400, asked(room, f"/a/{NAME}/act", "POST", "[" * 30_000, **ours)),
        (409, asked(room, f"/a/{NAME}/act", "POST", act, **ours)),
        (405, asked(room, "/", "DELETE", **ours)),
    ]
    assert [(wanted, text[:80]) for wanted, (status, text) in cases if status != wanted] == []


@pytest.mark.parametrize(
    "path",
    [
        "/a/../../etc",
        "/a/..%2f..%2fetc%2fpasswd",
        "/a/%2e%2e",
        "/a/.hidden",
        "/a/linked",
        "/static/../app.py",
        "/static/..%2fapp.py",
        f"/a/{NAME}/export/..%2f..%2ftrace",
        f"/a/{NAME}/u/..%2f",
        "/a/%00",
    ],
)
def test_no_path_leads_out_of_the_folder(room: Room, path: str) -> None:
    (room.folder.parent / "linked").symlink_to(room.root / "corpus")
    status, text = asked(room, path, cookie=cookie(room))
    assert status == 404, text


@pytest.mark.parametrize("name", ['naïve \u4e2d\u6587 "quoted"', "a'b;c=d\nSet-Cookie: x=y", "100% <b>"])
def test_any_folder_name_is_listed_opened_and_exported(room: Room, name: str) -> None:
    folder = room.folder.with_name(name)
    folder.mkdir()
    (folder / "article.md").write_text("# A title\n\nText.\n", encoding="utf-8")
    line = http.client.HTTPConnection("127.0.0.1", room.port, timeout=20)
    for path in ("", "/export/md", "/export/csv", "/changes"):
        line.request("GET", f"/a/{quote(name, safe='')}{path}", headers={"Cookie": cookie(room)})
        answer = line.getresponse()
        assert answer.status == 200, answer.read()
        answer.read()
        assert "x=y" not in str(answer.headers.get_all("Set-Cookie"))


def test_every_answer_forbids_scripts_and_loads_from_elsewhere(room: Room) -> None:
    line = http.client.HTTPConnection("127.0.0.1", room.port, timeout=20)
    for path in ("/", f"/a/{NAME}", "/static/app.js", "/nowhere"):
        line.request("GET", path, headers={"Cookie": cookie(room)})
        answer = line.getresponse()
        answer.read()
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def tainted(corpus: Corpus) -> Corpus:
    """A corpus whose every text, title, author, name and funder is an attack; reading one from files refuses it."""
    some = itertools.cycle(ATTACKS)
    references, texts = {}, {}
    for key, reference in corpus.references.items():
        author = Author(family=next(some), given=next(some))
        work = reference.bibliography.model_copy(
            update={"title": " ".join(next(some) for _ in range(12)), "author": (author,)}
        )
        told = {"called": next(some), "funding": next(some), "population": next(some)}
        card = reference.card.model_copy(update=told)
        references[key] = reference.model_copy(update={"bibliography": work, "card": card})
        text = corpus.texts[key].text + " " + ". ".join(next(some) for _ in range(40))
        texts[key] = corpus.texts[key].model_copy(update={"text": text})
    return corpus.model_copy(update={"references": references, "texts": texts})


def poisoned(root: Path) -> None:
    """The attack strings in the article, the trace and a folder's name."""
    article = root / "articles" / NAME / "article.md"
    text = article.read_text(encoding="utf-8")
    plain = load_corpus(root / "corpus")
    corpus = tainted(plain)
    for source, number in read_page(text, {}, plain).numbers.items():
        line = escape_markdown(bibliographic_line(corpus.references[source]))
        text = re.sub(rf'(?m)(<a id="ref-{number}"></a>).*$', lambda m, line=line: m[1] + line, text)
    lines = "".join(f"- {attack}\n" for attack in ATTACKS if "\n" not in attack)
    article.write_text(text.replace('## <a id="disclosure">', f'{lines}\n## <a id="disclosure">'), encoding="utf-8")
    trace = article.with_name("trace.json")
    held = json.loads(trace.read_bytes())
    held["held"] = [
        {"id": f"h-{n}", "section": attack, "text": attack, "reasons": [attack], "because_of": None}
        for n, attack in enumerate(ATTACKS)
    ]
    trace.write_text(json.dumps(held), encoding="utf-8")
    named = article.parent.with_name("a'\"><img src=x onerror=hit=1>")
    named.mkdir()
    (named / "article.md").write_text('# <script>hit=1</script> "quoted" & more\n\nText.\n', encoding="utf-8")


def test_hundreds_of_attack_strings_run_nothing_and_send_nothing(root: Path, page: Page) -> None:
    assert len(ATTACKS) >= 300
    poisoned(root)
    left: list[str] = []
    shown = 0
    with opened(root, "Anna <b onclick=hit=1>Test", tainted) as room:
        page.route(
            "**/*",
            lambda route: (
                route.continue_() if route.request.url.startswith(room.base) else left.append(route.request.url)
            ),
        )
        page.on("dialog", lambda dialog: left.append(f"dialog {dialog.message}"))
        page.on("framenavigated", lambda frame: left.append(frame.url) if not frame.url.startswith(room.base) else None)
        page.goto(room.url)
        assert page.evaluate(SPIED)
        enter(page, room)
        for step in range(24):
            press(page, "j")
            text = chosen(page)
            press(page, "v")
            shown += page.locator("#panel .source .text").filter(has_text="hit=1").count()
            if step % 8 == 0:
                press(page, "m")
                page.keyboard.insert_text(" ".join(ATTACKS[step : step + 60])[:4000])
                press(page, "Control+Enter")
                said(page, "Noted")
            assert page.evaluate(SPIED), text
        assert shown >= 5
        press(page, "c")
        page.wait_for_timeout(300)
        press(page, "Escape", "e")
        page.keyboard.insert_text(" ".join(ATTACKS[60:90])[:4000])
        press(page, "Control+Enter")
        said(page, "e")
        settled(page)
        assert page.evaluate(SPIED)
        page.goto(f"{room.base}/a/" + quote("a'\"><img src=x onerror=hit=1>", safe=""))
        page.wait_for_selector("#article .u")
        assert page.evaluate(SPIED)
        for attack in ATTACKS[:40]:
            page.goto(f"{room.base}/a/{NAME}/search?q={quote(attack)}")
            assert page.evaluate("() => window.hit === undefined")
    assert left == []
