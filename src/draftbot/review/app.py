"""The routes of the review app. Every answer that changes something says what has changed on the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Annotated, Literal
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import Field, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from draftbot.errors import DraftbotError, UserError
from draftbot.records.decision import Decision, State, Words
from draftbot.records.record import Record
from draftbot.records.values import Slug
from draftbot.review import pages
from draftbot.review.security import Guard
from draftbot.review.sheet import Sheet
from draftbot.review.view import evidence, told
from draftbot.services.review import exports, merge, sign_off
from draftbot.services.review.case import Case, Conflict
from draftbot.services.review.desk import Desk

KINDS = {"app.css": "text/css", "app.js": "text/javascript", "icon.svg": "image/svg+xml"}
MOST_QUERY = 400
Sources = Annotated[tuple[Slug, ...], Field(max_length=20)]
DONE = {"accept": "Accepted.", "reject": "Left out.", "edit": "Reworded.", "cite": "Cited.", "exempt": "Noted."}


class Act(Record):
    """What a page sends to decide on a unit; ``seen`` is the last decision on it that the page shows."""

    action: Literal["accept", "reject", "edit", "cite", "exempt", "comment", "move"]
    address: Annotated[str, Field(max_length=80)]
    seen: Annotated[str, Field(max_length=80)] = ""
    text: Words = ""
    cites: Sources = ()
    to: Annotated[str, Field(max_length=200)] = ""
    since: int = 0


class Restore(Record):
    """A held unit to bring back with sources."""

    text: Words
    section: Annotated[str, Field(max_length=200)]
    cites: Sources
    since: int = 0


class Move(Record):
    """A state to move the article to; ``tell``: print the proposed line on what changed."""

    state: State
    tell: bool = False
    since: int = 0


class Undo(Record):
    since: int = 0


class App:
    """The pages over a desk; ``token`` is this run's."""

    def __init__(self, desk: Desk, token: str) -> None:
        self.desk, self.token = desk, token
        self.environment = Environment(
            loader=PackageLoader("draftbot.review"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals["told"] = told
        self._sheets: dict[str, Sheet] = {}

    def routes(self) -> list[Route]:
        return [
            Route("/", self._answer(self.list)),
            Route("/static/{file}", self._answer(self.static)),
            Route("/a/{name}", self._answer(self.article)),
            Route("/a/{name}/u/{address}", self._answer(self.panel)),
            Route("/a/{name}/changes", self._answer(self.changes)),
            Route("/a/{name}/search", self._answer(self.search)),
            Route("/a/{name}/export/{kind}", self._answer(self.export)),
            Route("/a/{name}/act", self._answer(self.act), methods=["POST"]),
            Route("/a/{name}/undo", self._answer(self.undo), methods=["POST"]),
            Route("/a/{name}/restore", self._answer(self.restore), methods=["POST"]),
            Route("/a/{name}/merge", self._answer(self.merge), methods=["POST"]),
            Route("/a/{name}/state", self._answer(self.state), methods=["POST"]),
        ]

    def _answer(self, page: Callable[[Request, bytes], Response]) -> Callable[[Request], object]:
        async def endpoint(request: Request) -> Response:
            body = await request.body()
            return await run_in_threadpool(self._carefully, page, request, body)

        return endpoint

    def _carefully(self, page: Callable[[Request, bytes], Response], request: Request, body: bytes) -> Response:
        """The page; what went wrong is told in one line, with what has changed where the page must know it."""
        with self.desk:
            try:
                return page(request, body)
            except ValidationError as error:
                return JSONResponse({"error": f"not understood: {error.errors()[0]['msg']}"}, 400)
            except DraftbotError as error:
                answer: dict[str, object] = {"error": str(error)}
                if isinstance(error, Conflict):
                    answer["changes"] = self._sheet(request).since(_since(body))
                if request.method == "GET":
                    return PlainTextResponse(f"{error}\n", 404)
                return JSONResponse(answer, 409 if isinstance(error, Conflict) else 422)

    def _case(self, request: Request) -> Case:
        return self.desk.case(request.path_params["name"])

    def _sheet(self, request: Request) -> Sheet:
        case = self._case(request)
        sheet = self._sheets.get(case.name)
        if sheet is None or sheet.case is not case:
            sheet = self._sheets[case.name] = Sheet(case, self.environment)
        with case.lock:
            sheet.refresh()
        return sheet

    def _html(self, template: str, **values: object) -> HTMLResponse:
        return HTMLResponse(self.environment.get_template(template).render(**values))

    def list(self, request: Request, body: bytes) -> Response:
        del request, body
        rows = [pages.row(self.desk, name) for name in self.desk.names()]
        return self._html("list.html.j2", rows=rows, person=self.desk.person, token=self.token)

    def static(self, request: Request, body: bytes) -> Response:
        del body
        file = request.path_params["file"]
        if file not in KINDS:
            raise UserError("there is no such file")
        content = (files("draftbot.review") / "static" / file).read_bytes()
        return Response(content, media_type=KINDS[file], headers={"Cache-Control": "no-cache"})

    def article(self, request: Request, body: bytes) -> Response:
        del body
        sheet = self._sheet(request)
        with sheet.case.lock:
            values = pages.article(self.desk, sheet)
        return self._html("article.html.j2", **values, token=self.token)

    def panel(self, request: Request, body: bytes) -> Response:
        del body
        case = self._case(request)
        with case.lock:
            return self._html("panel.html.j2", e=evidence(case, request.path_params["address"]))

    def changes(self, request: Request, body: bytes) -> Response:
        del body
        given = request.query_params.get("since", "0")
        sheet = self._sheet(request)
        with sheet.case.lock:
            return JSONResponse(sheet.since(int(given) if given.isdecimal() and len(given) < 12 else 0))

    def search(self, request: Request, body: bytes) -> Response:
        del body
        query = request.query_params.get("q", "")[:MOST_QUERY].strip()
        found = self.desk.search(query) if query else ()
        called = {key: reference.card.called for key, reference in self.desk.corpus.references.items()}
        return self._html("found.html.j2", found=found, called=called)

    def export(self, request: Request, body: bytes) -> Response:
        del body
        exported = exports.export(self.desk.settings, self._case(request), request.path_params["kind"])
        disposition = f"attachment; filename*=UTF-8''{quote(exported.file, safe='')}"
        return Response(exported.content, media_type=exported.media, headers={"Content-Disposition": disposition})

    def act(self, request: Request, body: bytes) -> Response:
        asked, case = Act.model_validate_json(body), self._case(request)
        said = {"text": asked.text, "cites": asked.cites, "to": asked.to}
        given = {key: value for key, value in said.items() if value}
        decision = case.act(asked.action, asked.address, asked.seen, **given)
        return self._decided(request, decision, asked.since, DONE.get(asked.action, "Noted."))

    def undo(self, request: Request, body: bytes) -> Response:
        asked = Undo.model_validate_json(body)
        decision = self._case(request).undo()
        if decision is None:
            raise UserError("there is nothing of yours left to take back")
        return self._decided(request, decision, asked.since, "Taken back.")

    def restore(self, request: Request, body: bytes) -> Response:
        asked = Restore.model_validate_json(body)
        decision = self._case(request).restore(asked.text, asked.section, asked.cites)
        return self._decided(request, decision, asked.since, "Brought back; it is being verified.")

    def merge(self, request: Request, body: bytes) -> Response:
        Undo.model_validate_json(body)
        case = self._case(request)
        redraft = merge.revision(case)
        if redraft is None:
            raise UserError("no re-draft stands beside this article")
        done = merge.take_over(case, redraft)
        told = ", ".join(f"{count} {kind}" for kind, count in done.items()) or "nothing to change"
        return JSONResponse({"reload": True, "done": f"Taken over: {told}."})

    def state(self, request: Request, body: bytes) -> Response:
        asked = Move.model_validate_json(body)
        sign_off.move(self.desk, self._case(request), asked.state, asked.tell)
        return JSONResponse({"reload": True, "done": f"Moved to {asked.state}."})

    def _decided(self, request: Request, decision: Decision, since: int, done: str) -> Response:
        sheet = self._sheet(request)
        with sheet.case.lock:
            made = sheet.case.address_after(decision)
            return JSONResponse({"done": done, "at": made, "changes": sheet.since(since)})


def _since(body: bytes) -> int:
    try:
        return int(json.loads(body).get("since", 0))
    except (ValueError, AttributeError, TypeError, RecursionError):
        return 0


def application(desk: Desk, hosts: frozenset[str], token: str, cookie: str) -> Guard:
    """The app behind its guard, ready to be served."""
    handlers: Mapping[int, Callable[..., Response]] = {404: _missing}
    app = App(desk, token)
    served = Starlette(routes=app.routes(), exception_handlers=dict(handlers))
    served.router.redirect_slashes = False
    return Guard(served, hosts, token, cookie)


def _missing(request: Request, error: Exception) -> Response:
    del request, error
    return PlainTextResponse("there is no such page\n", 404)
