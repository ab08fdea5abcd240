"""Secrets and records go where they belong, and nowhere else."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import dlt
import pytest
from requests import Response

from assets.lib.apis.failures import FetchFailed
from assets.lib.apis.paginators import NextLink, PagesRefused
from assets.lib.apis.places import SecretMissing, in_home
from assets.lib.settings import Settings
from tests.assets.api_server import Answer, ApiServer, serving
from tests.assets.lib.apis.crm import (
    TOKEN,
    Crm,
    account,
    fetch_leads,
    landed_files,
    lead,
)


def test_what_was_fetched_is_its_owner_s_alone(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """It may name people, whatever the umask of the process is."""
    _, server = crm
    fetch_leads(settings, account(server))
    [file] = landed_files(settings)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_refused_token_is_one_line(settings: Settings, crm: tuple[Crm, ApiServer]) -> None:
    """It says whose, and where a new one goes; neither it nor what the API said is quoted."""
    _, server = crm
    place = settings.home / ".dlt" / "secrets.toml"
    place.parent.mkdir(parents=True)
    place.write_text('[sources.canonical.north_america]\ntoken = "0ld"\n', encoding="utf-8")
    with pytest.raises(FetchFailed) as refused:
        fetch_leads(settings, account(server, "North-America"))
    assert str(refused.value) == (
        "canonical, account North-America, leads: Demo refuses the secret (HTTP 401, expired): "
        "it has expired or was taken back; renew token: set SOURCES__CANONICAL__TOKEN, or token "
        "under [sources.canonical] in .dlt/secrets.toml in the home "
        "(for this account alone: [sources.canonical.north_america])"
    )
    assert len(server.asked) == 1  # asking again would lock some accounts


def test_a_token_of_digits_is_text(
    settings: Settings, crm: tuple[Crm, ApiServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment has no types; a zero in front is part of the secret."""
    _, server = crm
    monkeypatch.setenv("SOURCES__CANONICAL__DEFAULT__TOKEN", "00123")
    with pytest.raises(FetchFailed):
        fetch_leads(settings, account(server))
    assert server.asked[0].headers["authorization"] == "Bearer 00123"


def test_a_missing_secret_is_named_before_anything_is_asked(
    settings: Settings, crm: tuple[Crm, ApiServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the names under which it is looked for."""
    _, server = crm
    monkeypatch.delenv("SOURCES__CANONICAL__TOKEN")
    with pytest.raises(
        SecretMissing, match=r"the secret token \(a token\) is missing; set SOURCES"
    ):
        fetch_leads(settings, account(server))
    assert not server.asked


def test_a_next_page_of_another_host_is_refused(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """The token would go there along with the request."""
    _, server = crm
    with serving(Crm()) as other:
        server.fails(Answer({"data": [], "next": f"{other.url}/leads?since=x"}), times=1)
        with pytest.raises(FetchFailed, match="the next page is said to be at another host"):
            fetch_leads(settings, account(server))
        assert not other.asked


def test_a_next_page_without_encryption_is_refused() -> None:
    """The token would be read by whoever is on the way."""
    answer = Response()
    answer.url = "https://demo.example/leads"
    answer._content = b'{"next": "http://demo.example/leads?page=1"}'
    with pytest.raises(PagesRefused, match=r"at another host, http://demo\.example"):
        NextLink("next").update_state(answer)


def test_a_token_in_the_address_of_the_next_page_is_left_out(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """Addresses end up in logs."""
    _, server = crm
    more = f"/leads?since=2026-01-01T00:00:00Z&page=1&access_token={TOKEN}"
    server.fails(Answer({"data": [lead(1), lead(2)], "next": more}), times=1)
    fetch_leads(settings, account(server))
    assert "access_token" not in server.asked[1].params


def test_dlt_reports_to_nobody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its telemetry is off whatever its own places say, and it writes into the home alone."""
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("RUNTIME__DLTHUB_TELEMETRY", "true")
    monkeypatch.setenv("RUNTIME__SENTRY_DSN", "https://key@demo.example/1")
    with in_home(settings) as runtime:
        assert not runtime.dlthub_telemetry
        assert runtime.sentry_dsn is None
        dlt.pipeline("quiet", pipelines_dir=str(settings.api_state))
    assert not (tmp_path / "user").exists()


def test_the_state_holds_no_record(settings: Settings, crm: tuple[Crm, ApiServer]) -> None:
    """It says how far was read, and nothing of anybody."""
    _, server = crm
    fetch_leads(settings, account(server))
    state = (settings.api_state / "canonical__default" / "state.json").read_text("utf-8")
    assert "2026-03-05T08:00:00Z" in json.dumps(json.loads(state))
    assert "demo.example" not in state
    assert TOKEN not in state
