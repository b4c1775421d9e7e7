"""The door to a model, against real HTTP: every fault, every bound, and where a key goes."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripted import Asked, Raw, Script, Server, chat, serving

from draftbot.errors import UserError
from draftbot.llm import Endpoint, Fault, Limits, Message, Model, Prices, UnknownCall
from draftbot.records.record import Record

KEY = "sk-canary-5f0c1f7e"
ASK = (Message(role="user", content="Name a colour."),)
NO_PAUSE = [].append
GOOD = chat({"colour": "blue"})


class Colour(Record):
    colour: str


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(GOOD) as running:
        yield running


def model(server: Server, folder: Path, key: str | None = KEY, limits: Limits | None = None, **over: object) -> Model:
    settings = {"timeout": 5.0, **{name: over.pop(name) for name in list(over) if name in Endpoint.model_fields}}
    endpoint = Endpoint.model_validate({"base_url": server.url, "model": "m", **settings})
    return Model(endpoint, folder, key=key, limits=limits, pause=over.pop("pause", NO_PAUSE), **over)


def written(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())


def test_an_answer_is_validated_counted_and_never_asked_for_twice(server: Server, tmp_path: Path) -> None:
    first = model(server, tmp_path)
    done = first.complete(ASK, Colour)
    assert done.value == Colour(colour="blue")
    assert (first.budget.spent.calls, first.budget.spent.tokens) == (2, server.tokens)
    again = model(server, tmp_path)
    assert again.complete(ASK, Colour) == done
    assert again.budget.spent.calls == 0
    assert len(server.asked) == 2  # the probe, then the call


def test_what_decides_an_answer_decides_its_key(server: Server, tmp_path: Path) -> None:
    model(server, tmp_path).complete(ASK, Colour)
    before = len(server.asked)
    model(server, tmp_path, seed=7).complete(ASK, Colour)
    model(server, tmp_path, temperature=0.5).complete(ASK, Colour)
    model(server, tmp_path).complete(ASK, Colour, candidate=1)
    model(server, tmp_path).complete((Message(role="user", content="Name a hue."),), Colour)
    assert len(server.asked) == before + 4


FAULTS = [
    ("rate limit", Raw(status=429), 4),
    ("server error", Raw(status=500), 4),
    ("server error", Raw(status=503), 4),
    ("not authorised", Raw(status=401, body=b'{"error": {"message": "bad key"}}'), 1),
    ("not found", Raw(status=404), 1),
    ("refused request", Raw(status=422), 1),
    ("connection", Raw(reset=True), 4),
    ("connection", Raw(body=GOOD.body, cut=40), 4),
    ("unreadable answer", Raw(body=GOOD.body[:60]), 4),
    ("unreadable answer", Raw(headers=(("Content-Type", "text/html"),), body=b"<html>busy</html>"), 4),
    ("unreadable answer", Raw(headers=(("Content-Type", "text/event-stream"),), body=b"data: {}\n\n"), 4),
    ("too long an answer", Raw(body=b" " * 65536, endless=True), 1),
    ("empty answer", Raw(body=b'{"choices": []}'), 2),
    ("empty answer", chat(""), 2),
    ("empty answer", chat(None), 2),
    ("refusal", chat(None, message={"refusal": "I would rather not."}), 1),
    ("length limit", chat('{"colour": "bl', finish="length"), 1),
    ("content filter", chat("", finish="content_filter"), 1),
    ("unusable answer", chat({"colour": "blue"}, finish=None), 1),
    ("unusable answer", chat({"colour": "blue"}, finish="tool_calls"), 1),
    ("unusable answer", chat("blue"), 2),
    ("unusable answer", chat('{"colour": "blue"'), 2),
    ("unusable answer", chat({"colour": 4}), 2),
    ("unusable answer", chat({"colour": "blue", "shape": "round"}), 2),
    ("unusable answer", chat("[" * 100_000 + '{"colour": 1}'), 2),
    ("unusable answer", chat('{"colour":' * 50_000 + "}" * 50_000), 2),
    ("redirect", Raw(status=307, headers=(("Location", "http://127.0.0.1:1/v1/chat/completions"),)), 1),
    ("connection", Raw(headers=(("Content-Encoding", "gzip"),), body=b"\x1f\x8b"), 4),
]


@pytest.mark.parametrize(("kind", "raw", "requests"), FAULTS, ids=[f"{n}-{fault[0]}" for n, fault in enumerate(FAULTS)])
def test_a_fault_is_a_reason_after_bounded_attempts(tmp_path: Path, kind: str, raw: Raw, requests: int) -> None:
    with serving(raw) as server:
        asking = model(server, tmp_path)
        with pytest.raises(Fault) as caught:
            asking.complete(ASK, Colour)
        assert caught.value.kind == kind
        assert caught.value.exit_code == 5
        assert len(server.asked) == 1 + requests
        assert asking.budget.spent.calls + asking.budget.doubtful.calls == 1 + requests
        assert asking.budget.spent.tokens == server.tokens
    assert KEY not in str(caught.value) + written(tmp_path)


def test_a_silent_server_is_left_after_the_time_limit(tmp_path: Path) -> None:
    with serving(Raw(body=GOOD.body, delay=1.0)) as server:
        asking = model(server, tmp_path, timeout=0.2, retries=1)
        with pytest.raises(Fault, match=r"timeout: no answer within 0\.2 s"):
            asking.complete(ASK, Colour)
        assert len(server.asked) == 3
        assert asking.budget.doubtful.calls == 2  # a server may bill what nobody waited for


def test_a_server_that_is_not_there_cost_nothing(tmp_path: Path) -> None:
    with serving(GOOD) as gone:
        pass
    asking = model(gone, tmp_path)
    with pytest.raises(Fault, match="connection"):
        asking.complete(ASK, Colour)
    assert asking.budget.spent.calls + asking.budget.doubtful.calls == 0


WAITS = [("2", 2.0), ("0", 0.0), ("3600", None), ("soon", "own")]


@pytest.mark.parametrize(("asked_for", "wait"), WAITS)
def test_retry_after_is_honoured_within_bounds(tmp_path: Path, asked_for: str, wait: float | str | None) -> None:
    waited: list[float] = []
    busy = Raw(status=429, headers=(("Retry-After", asked_for),))
    with serving(lambda asked: GOOD if asked.number > 2 else busy) as server:
        asking = model(server, tmp_path, pause=waited.append)
        if wait is None:
            with pytest.raises(Fault, match="rate limit"):
                asking.complete(ASK, Colour)
        else:
            asking.complete(ASK, Colour)
    if wait is None:
        assert waited == []
    elif wait == "own":
        assert 0.2 < waited[0] < 1
    else:
        assert waited == [wait]


def test_a_broken_shape_is_sent_back_once_with_what_is_wrong(tmp_path: Path) -> None:
    with serving(lambda asked: GOOD if "not valid" in asked.text else chat({"color": "blue"})) as server:
        asking = model(server, tmp_path)
        assert asking.complete(ASK, Colour).value.colour == "blue"
        assert "colour: Field required" in server.asked[-1].text
        assert asking.budget.spent.tokens == server.tokens
        model(server, tmp_path).complete(ASK, Colour)
        assert len(server.asked) == 3


def test_a_frame_around_the_object_is_passed_over(tmp_path: Path) -> None:
    with serving(chat('Sure:\n```json\n{"colour": "blue"}\n```')) as server:
        assert model(server, tmp_path).complete(ASK, Colour).value.colour == "blue"


def _old(asked: Asked) -> Raw:
    """A server that knows max_completion_tokens only, no temperature, and JSON mode without a schema."""
    for name in ("max_tokens", "temperature"):
        if name in asked.body:
            return Raw(status=400, body=json.dumps({"error": {"message": f"Unsupported parameter: '{name}'"}}).encode())
    if asked.body.get("response_format", {}).get("type") == "json_schema":
        return Raw(status=400, body=b'{"error": {"message": "unknown kind of response_format"}}')
    return chat({"works": True})


CHATTY = chat("Certainly! It works.")  # passes over what it does not know
REFUSING = Raw(status=400, body=b'{"error": {"message": "no such model"}}')
SERVERS = [(_old, "json_object", "max_completion_tokens", False, 4), (CHATTY, "text", "max_tokens", True, 3)]


@pytest.mark.parametrize(("probe", "structured", "limit", "temperature", "asked"), SERVERS)
def test_what_a_server_understands_is_probed_once_and_recorded(
    tmp_path: Path, probe: Script, structured: str, limit: str, temperature: bool, asked: int
) -> None:
    with serving(GOOD, probe) as server:
        known = model(server, tmp_path).capability()
        assert (known.structured, known.limit, known.temperature) == (structured, limit, temperature)
        assert len(server.asked) == asked
        model(server, tmp_path).complete(ASK, Colour)
        assert len(server.asked) == asked + 1
        assert limit in server.asked[-1].body


def test_an_object_that_is_whole_counts_for_the_server_though_the_model_ran_on_after_it(tmp_path: Path) -> None:
    with serving(GOOD, chat('{"works": true, "notes": []}' + "\n" * 60, finish="length")) as server:
        assert model(server, tmp_path).capability().structured == "json_schema"
        assert len(server.asked) == 1
    with serving(GOOD, chat('{"works": tr', finish="length")) as server:
        assert model(server, tmp_path / "cut").capability().structured == "text"


def _without_bounds(asked: Asked) -> Raw:
    """A server that knows JSON schemas, but not how long a text or a list may be."""
    for name in ("maxLength", "maxItems"):
        if name in json.dumps(asked.body["response_format"]):
            return Raw(status=400, body=json.dumps({"error": {"message": f"'{name}' is not permitted"}}).encode())
    return chat({"works": True, "notes": []})


BOUNDED = json.dumps(
    {"type": "object", "properties": {"colour": {"type": "string", "maxLength": 20, "enum": ["blue"]}}}
)


def test_a_server_that_refuses_bounds_is_sent_the_schema_without_them(tmp_path: Path) -> None:
    with serving(GOOD, _without_bounds) as server:
        assert model(server, tmp_path).complete(ASK, Colour, schema=BOUNDED).value.colour == "blue"
        assert [asked.is_probe for asked in server.asked] == [True, True, False]
        sent = server.asked[-1].body["response_format"]["json_schema"]["schema"]
        assert sent["properties"]["colour"] == {"type": "string", "enum": ["blue"]}


def test_a_server_that_knows_bounds_is_sent_them(server: Server, tmp_path: Path) -> None:
    model(server, tmp_path).complete(ASK, Colour, schema=BOUNDED)
    sent = server.asked[-1].body["response_format"]["json_schema"]["schema"]
    assert sent == json.loads(BOUNDED)


def test_a_server_that_refuses_everything_says_why(tmp_path: Path) -> None:
    with serving(GOOD, REFUSING) as server:
        with pytest.raises(Fault, match="no such model"):
            model(server, tmp_path).complete(ASK, Colour)
        assert len(server.asked) == 3


def test_the_limits_are_reserved_before_a_call_and_never_overshot(server: Server, tmp_path: Path) -> None:
    roomy = model(server, tmp_path / "a", limits=Limits(tokens=6000))
    roomy.complete(ASK, Colour)
    assert roomy.budget.spent.tokens <= 6000
    tight = model(server, tmp_path / "b", limits=Limits(tokens=4000))
    with pytest.raises(Fault, match="budget"):
        tight.complete(ASK, Colour)
    assert tight.budget.spent.calls == 1  # the probe; the call itself was never sent
    prices = Prices(prompt=1000, completion=1000)
    priced = model(server, tmp_path / "c", limits=Limits(money=1.0), prices=prices)
    with pytest.raises(Fault, match="budget"):
        priced.complete(ASK, Colour)
    assert priced.budget.spent.money(prices) <= 1.0


def test_a_money_limit_without_prices_is_a_mistake(server: Server, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"model\.prices"):
        model(server, tmp_path, limits=Limits(money=1.0))


def test_a_replay_makes_no_request(server: Server, tmp_path: Path) -> None:
    model(server, tmp_path).complete(ASK, Colour)
    before = len(server.asked)
    assert model(server, tmp_path, replay=True).complete(ASK, Colour).value.colour == "blue"
    with pytest.raises(UnknownCall, match="never recorded"):
        model(server, tmp_path, replay=True).complete((Message(role="user", content="Another."),), Colour)
    assert len(server.asked) == before


@pytest.mark.parametrize("damage", [b"", b"{", b'{"call": {}}'])
def test_a_damaged_record_is_asked_for_anew(server: Server, tmp_path: Path, damage: bytes) -> None:
    key = model(server, tmp_path).complete(ASK, Colour).keys[0]
    (tmp_path / key[:2] / f"{key}.json").write_bytes(damage)
    before = len(server.asked)
    assert model(server, tmp_path).complete(ASK, Colour).value.colour == "blue"
    assert len(server.asked) == before + 1


def test_an_altered_record_is_not_believed(server: Server, tmp_path: Path) -> None:
    key = model(server, tmp_path).complete(ASK, Colour).keys[0]
    path = tmp_path / key[:2] / f"{key}.json"
    path.write_text(path.read_text().replace("blue", "pink"))
    assert model(server, tmp_path).complete(ASK, Colour).value.colour == "blue"


def test_a_broken_server_is_not_asked_for_ever(tmp_path: Path) -> None:
    with serving(Raw(status=500)) as server:
        asking = model(server, tmp_path, concurrency=1, retries=3)
        kinds = []
        for _ in range(6):
            with pytest.raises(Fault) as caught:
                asking.complete(ASK, Colour)
            kinds.append(caught.value.kind)
        assert kinds[-1] == "circuit open"
        assert len(server.asked) == 1 + 6


def _echo(asked: Asked) -> Raw:
    return chat({"colour": asked.headers.get("authorization", "none")})


def test_the_key_goes_out_in_one_header_and_into_no_file_log_or_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(_echo) as server:
        done = model(server, tmp_path).complete(ASK, Colour)
        assert all(asked.headers["authorization"] == f"Bearer {KEY}" for asked in server.asked)
    assert done.value.colour == "Bearer [key]"
    with serving(Raw(status=400, body=json.dumps({"error": KEY}).encode())) as server:
        asking = model(server, tmp_path)
        with pytest.raises(Fault) as caught:
            asking.complete(ASK, Colour)
    assert KEY not in written(tmp_path) + caplog.text + str(caught.value) + repr(vars(asking)["endpoint"])


def test_a_host_without_trust_gets_no_key_and_nothing_else_from_the_environment(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_ORG_ID", KEY)
    monkeypatch.setenv("OPENAI_PROJECT_ID", KEY)
    monkeypatch.setenv("OPENAI_ADMIN_KEY", KEY)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"X-Secret: {KEY}\nAuthorization: Bearer {KEY}")
    model(server, tmp_path, key=None).complete(ASK, Colour)
    assert server.asked
    assert all(KEY not in json.dumps(asked.headers) for asked in server.asked)


def test_azure_is_asked_by_deployment_with_its_own_header(server: Server, tmp_path: Path) -> None:
    address = server.url.removesuffix("/v1")
    asking = model(server, tmp_path, base_url=address, api_version="2024-10-21", model="deployed")
    asking.complete(ASK, Colour)
    assert server.asked[0].path == "/openai/deployments/deployed/chat/completions?api-version=2024-10-21"
    assert server.asked[0].headers["api-key"] == KEY
