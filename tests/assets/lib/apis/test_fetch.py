"""What is fetched from an API lands whole or not at all, and what is new is asked for once."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dlt
import pytest
from requests import Response

from assets.lib.apis.accounts import ApiAccount
from assets.lib.apis.declaration import Api, Cursor, File, at
from assets.lib.apis.failures import FetchFailed
from assets.lib.apis.fetch import Fetched, fetch
from assets.lib.apis.paginators import NextLink, PagesRefused
from assets.lib.apis.places import SecretMissing, in_home
from assets.lib.errors import UserError
from assets.lib.settings import Settings
from tests.assets.api_server import Answer, ApiServer, Asked, serving
from tests.assets.builders import ask, lead_ids, take_in

TOKEN = "t0ken-of-demo"  # noqa: S105
LEADS = File(
    "leads",
    {
        "path": "leads",
        "params": {"since": "$since"},
        "data_selector": "data",
        "paginator": {"type": "next_link", "next_url_path": "next"},
    },
    cursor=Cursor("instant", at("changed"), timedelta(0)),
    columns={"lead_id": at("id"), "created_at": at("changed"), "person_key": at("email")},
)
API = Api(
    connector="canonical",
    title="Demo",
    base_url="",
    auth={"type": "bearer", "token": "$token"},
    secrets={"token": "a token"},
    files=(LEADS,),
)


class Crm:
    """Leads in pages of two, from those that were changed at `since` on."""

    def __init__(self) -> None:
        self.leads = [lead(number) for number in range(1, 6)]

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer({"error": "expired", "hint": "ask lead1@demo.example"}, 401)
        page = int(asked.params.get("page", "0"))
        new = [one for one in self.leads if one["changed"] >= asked.params["since"]]
        body: dict[str, Any] = {"data": new[2 * page : 2 * page + 2]}
        if len(new) > 2 * page + 2:
            body["next"] = f"/leads?since={asked.params['since']}&page={page + 1}"
        return Answer(body)


def lead(number: int) -> dict[str, str]:
    return {
        "id": f"L{number}",
        "changed": f"2026-03-{number:02}T08:00:00Z",
        "email": f"lead{number}@demo.example",
    }


@pytest.fixture
def crm() -> Iterator[tuple[Crm, ApiServer]]:
    tool = Crm()
    with serving(tool) as server:
        yield tool, server


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCES__CANONICAL__TOKEN", TOKEN)


def account(server: ApiServer, name: str = "default", api: Api = API) -> ApiAccount:
    return ApiAccount(api, name, {"base_url": server.url, "since": "2026-01-01"}, "Europe/Berlin")


def fetch_leads(settings: Settings, of: ApiAccount, *, again: bool = False) -> list[Fetched]:
    landed: list[Fetched] = []
    fetch(settings, of, landed.append, again=again)
    return landed


def landed_files(settings: Settings) -> list[Path]:
    return [path for path in settings.landing.rglob("*") if path.is_file()]


def test_the_second_fetch_asks_only_for_what_is_new(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """From the last record on, since another one may be of the same instant."""
    tool, server = crm
    [first] = fetch_leads(settings, account(server))
    assert [asked.params["since"] for asked in server.asked] == ["2026-01-01T00:00:00Z"] * 3
    server.asked.clear()
    tool.leads.append(lead(6))
    [second] = fetch_leads(settings, account(server))
    assert (first.records, second.records) == (5, 2)
    assert [asked.params["since"] for asked in server.asked] == ["2026-03-05T08:00:00Z"]
    take_in(settings)
    assert sorted(set(lead_ids(settings))) == ["L1", "L2", "L3", "L4", "L5", "L6"]


def test_what_is_planned_does_not_move_the_window(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """What happens until then would never be asked for."""
    tool, server = crm
    tool.leads.append(lead(6) | {"changed": "2130-03-06T08:00:00Z"})
    fetch_leads(settings, account(server))
    server.asked.clear()
    fetch_leads(settings, account(server))
    assert server.asked[0].params["since"] <= f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def test_everything_can_be_fetched_again(settings: Settings, crm: tuple[Crm, ApiServer]) -> None:
    """As if nothing had ever been fetched; what had landed stays."""
    _, server = crm
    fetch_leads(settings, account(server))
    [second] = fetch_leads(settings, account(server), again=True)
    assert second.records == 5
    assert len(landed_files(settings)) == 2


def test_a_limit_is_waited_for(settings: Settings, crm: tuple[Crm, ApiServer]) -> None:
    """As long as Retry-After says, and the fetch goes on with the same page."""
    _, server = crm
    server.fails(Answer(status=429, headers={"Retry-After": "1"}), times=1, at=2)
    started = time.monotonic()
    [landed] = fetch_leads(settings, account(server))
    assert time.monotonic() - started >= 1
    assert landed.records == 5
    assert [asked.params.get("page") for asked in server.asked] == [None, "1", "1", "2"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer({"error": "boom"}, 500), "Demo fails (HTTP 500, boom), also when asked again"),
        (Answer({"data": ["x" * 400]}, breaks_off=True), "the API can't be reached, or broke off"),
        (Answer(status=429), "Demo was asked too often (HTTP 429), also after waiting"),
        (Answer(status=403), "Demo forbids it (HTTP 403): give the app the scopes"),
    ],
)
def test_a_failure_in_mid_run_leaves_no_file_and_no_gap(
    settings: Settings, crm: tuple[Crm, ApiServer], answer: Answer, said: str
) -> None:
    """The next fetch asks for the same again, and every record is loaded once."""
    _, server = crm
    server.fails(answer, times=9, at=2)
    with pytest.raises(FetchFailed) as failed:
        fetch_leads(settings, account(server))
    assert str(failed.value).startswith(f"canonical, account default, leads: {said}")
    assert "\n" not in str(failed.value)
    assert not landed_files(settings)
    server.recovers()
    server.asked.clear()
    [landed] = fetch_leads(settings, account(server))
    assert landed.records == 5
    assert server.asked[0].params["since"] == "2026-01-01T00:00:00Z"
    take_in(settings)
    assert lead_ids(settings) == ["L1", "L2", "L3", "L4", "L5"]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_a_damaged_state_is_told(settings: Settings, crm: tuple[Crm, ApiServer], text: str) -> None:
    """With the way out, which works."""
    _, server = crm
    fetch_leads(settings, account(server))
    (settings.api_state / "canonical__default" / "state.json").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"is damaged; fetch with --again, which loses nothing"):
        fetch_leads(settings, account(server))
    [landed] = fetch_leads(settings, account(server), again=True)
    assert landed.records == 5


def test_an_answer_of_another_shape_quotes_nobody(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """It is told by its place in the code."""
    tool, server = crm
    tool.leads[2] |= {"changed": "the ninth, says lead3@demo.example"}
    with pytest.raises(FetchFailed) as failed:
        fetch_leads(settings, account(server))
    assert str(failed.value).startswith(
        "canonical, account default, leads: the API's answer is none that its documentation has: "
        "ValueError in source.py:"
    )
    assert "lead3" not in str(failed.value)
    assert not landed_files(settings)


def test_a_full_disk_is_told_as_everywhere(
    settings: Settings, crm: tuple[Crm, ApiServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no doing of the API, and leaves its state alone."""
    _, server = crm

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        fetch_leads(settings, account(server))
    monkeypatch.undo()
    monkeypatch.setenv("SOURCES__CANONICAL__TOKEN", TOKEN)
    [landed] = fetch_leads(settings, account(server))
    assert landed.records == 5


def test_what_was_fetched_is_its_owner_s_alone(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """It may name people, whatever the umask of the process is."""
    _, server = crm
    fetch_leads(settings, account(server))
    [file] = landed_files(settings)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_landed_before_its_state_was_kept_is_fetched_again(
    settings: Settings, crm: tuple[Crm, ApiServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file stands, the state is that of before: nothing is lost, and nothing counts twice."""
    _, server = crm
    keep = dlt.Pipeline._save_state

    def killed(pipeline: dlt.Pipeline, state: Any) -> None:
        if landed_files(settings):
            raise KeyboardInterrupt
        keep(pipeline, state)

    with monkeypatch.context() as patch:
        patch.setattr(dlt.Pipeline, "_save_state", killed)
        with pytest.raises(KeyboardInterrupt):
            fetch_leads(settings, account(server))
    [again] = fetch_leads(settings, account(server))
    assert again.records == 5
    assert len(landed_files(settings)) == 2
    take_in(settings)
    assert sorted(set(lead_ids(settings))) == ["L1", "L2", "L3", "L4", "L5"]


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


def test_a_day_is_asked_for_as_a_whole_again(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """A day of which a part were landed would lose the other part when it is replaced."""
    tool, server = crm
    tool.leads = [lead(1) | {"id": "A"}, lead(5) | {"id": "B"}, lead(5) | {"id": "C"}]
    days = replace(LEADS, cursor=Cursor("day", at("changed"), timedelta(days=2)))
    of = account(server, api=replace(API, files=(days,)))
    fetch_leads(settings, of)
    server.asked.clear()
    [second] = fetch_leads(settings, of)
    assert server.asked[0].params["since"] == "2026-03-03"
    assert second.records == 2


def test_what_an_api_has_forgotten_is_told(settings: Settings, crm: tuple[Crm, ApiServer]) -> None:
    """A first fetch has no gap; one that comes too late says since when."""
    _, server = crm
    assert LEADS.cursor
    forgetful = replace(LEADS, cursor=replace(LEADS.cursor, remembered=timedelta(days=10)))
    [first] = fetch_leads(settings, account(server))
    [late] = fetch_leads(settings, account(server, api=replace(API, files=(forgetful,))))
    assert first.notes == ()
    [note] = late.notes
    assert note.startswith("Demo remembers nothing before 20")
    assert note.endswith(
        "and was read until 2026-03-05T08:00:00Z: export what lies between by hand"
    )
    [again] = fetch_leads(
        settings, account(server, api=replace(API, files=(forgetful,))), again=True
    )
    assert again.notes == ()


def test_an_account_without_news_lands_its_header(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """That nothing happened until now is news to the weeks that wait for it."""
    tool, server = crm
    tool.leads = []
    [landed] = fetch_leads(settings, account(server))
    assert landed.records == 0
    [result] = take_in(settings)
    assert (result.status, result.records_read) == ("loaded", 0)


def test_an_account_without_news_is_known_until_the_fetch(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """A copy of the file before would leave weeks waiting for the account."""
    _, server = crm
    for _ in range(3):
        fetch_leads(settings, account(server))
    assert [result.status for result in take_in(settings)] == ["loaded"] * 3
    covered = "select covered_until > now()::timestamp - interval 1 hour from ops.file_account"
    assert ask(settings, covered) == [(True,)] * 3


def test_two_fetches_of_one_account_exclude_each_other(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """The second says so at once."""
    _, server = crm
    settings.api_state.mkdir(parents=True)
    with (settings.api_state / "canonical__default.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(UserError, match="another process fetches it"):
            fetch_leads(settings, account(server))


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
