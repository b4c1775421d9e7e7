"""Which model is asked, and which hosts may have a key."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.connect import connect, connection
from draftbot.errors import DraftbotError, UserError
from draftbot.settings import FILE, load_settings

KEY = "sk-canary-71b2"
HOME = "https://models.example"


def found(folder: Path, workspace: str = "", user: str = "", **environ: str):
    (folder / FILE).write_text(workspace, encoding="utf-8")
    (folder / "home" / "draftbot").mkdir(parents=True, exist_ok=True)
    (folder / "home" / "draftbot" / "config.toml").write_text(user, encoding="utf-8")
    environment = {"XDG_CONFIG_HOME": str(folder / "home"), "DRAFTBOT_MODEL": "m", "DRAFTBOT_API_KEY": KEY, **environ}
    return connection(load_settings(folder), environment), environment


def model(url: str) -> str:
    return f'[model]\nbase_url = "{url}"\n'


TRUST = [
    ("named in the environment", {"DRAFTBOT_BASE_URL": f"{HOME}/v1"}, "", "", True),
    ("named by the user", {}, "", model(f"{HOME}/v1"), True),
    ("named by the workspace only", {}, model(f"{HOME}/v1"), "", False),
    ("workspace over the user's own", {}, model("https://evil.example/v1"), model(f"{HOME}/v1"), False),
    ("the same host in both", {}, model(f"{HOME}/other"), model(f"{HOME}/v1"), True),
    ("environment over the workspace", {"OPENAI_BASE_URL": HOME}, model("https://evil.example/v1"), "", True),
    ("another port", {}, model(f"{HOME}:8443/v1"), model(f"{HOME}/v1"), False),
    ("another scheme", {}, model("http://models.example/v1"), model(f"{HOME}/v1"), False),
    ("a host that only begins alike", {}, model("https://models.example.evil.example/v1"), model(HOME), False),
    ("the same host, spelt otherwise", {}, model("https://MODELS.example.:443/v1"), model(HOME), True),
    ("listed by the user", {}, model(f"{HOME}/v1"), f'hosts = ["{HOME}"]\n', True),
]


@pytest.mark.parametrize(("environ", "workspace", "user", "trusted"), [t[1:] for t in TRUST], ids=[t[0] for t in TRUST])
def test_a_key_goes_to_hosts_of_the_environment_and_the_user_only(
    tmp_path: Path, environ: dict[str, str], workspace: str, user: str, trusted: bool
) -> None:
    made, environment = found(tmp_path, workspace, user, **environ)
    assert made.trusted is trusted
    assert made.key(environment) == (KEY if trusted else None)
    assert KEY not in repr(made) + made.model_dump_json()


def test_the_nearer_setting_wins(tmp_path: Path) -> None:
    workspace = model(HOME) + "timeout = 9\nseed = 3\n[model.prices]\nprompt = 1\ncompletion = 2\n"
    made, _ = found(
        tmp_path, workspace, model("https://other.example") + "timeout = 7\nretries = 1\n", DRAFTBOT_SEED="5"
    )
    end = made.endpoint
    assert (end.base_url, end.timeout, end.retries, end.seed, end.model) == (HOME, 9, 1, 5, "m")
    assert end.prices is not None
    assert end.prices.completion == 2


MISTAKES = [
    ("", {}, "set DRAFTBOT_BASE_URL and DRAFTBOT_MODEL"),
    (model(HOME), {"DRAFTBOT_MODEL": ""}, "set DRAFTBOT_BASE_URL and DRAFTBOT_MODEL"),
    (model("ftp://x"), {}, "base_url: not an address"),
    (model(f"https://user:{KEY}@models.example"), {}, "may hold no user name"),
    (model(HOME) + "wat = 1\n", {}, "unknown key"),
    (model(HOME) + f'api_key = "{KEY}"\n', {}, "unknown key"),
    (model(HOME) + "timeout = -1\n", {}, "timeout"),
    (model(HOME), {"DRAFTBOT_CONCURRENCY": "many"}, "concurrency"),
]


@pytest.mark.parametrize(("workspace", "environ", "what"), MISTAKES)
def test_a_mistake_is_one_line_without_the_key(
    tmp_path: Path, workspace: str, environ: dict[str, str], what: str
) -> None:
    with pytest.raises(DraftbotError, match=what) as caught:
        found(tmp_path, workspace, **environ)
    assert isinstance(caught.value, UserError)
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)


def test_a_key_alone_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("")
    settings = load_settings(tmp_path)
    assert settings.writer == "offline"
    with pytest.raises(UserError, match="no model is set up"):
        connect(settings, {"OPENAI_API_KEY": KEY, "XDG_CONFIG_HOME": str(tmp_path)})
