"""What is new is fetched once, in windows that leave nothing out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assets.lib.apis.declaration import Cursor, at
from assets.lib.settings import Settings
from tests.assets.api_server import ApiServer
from tests.assets.builders import ask, lead_ids, take_in
from tests.assets.lib.apis.crm import (
    API,
    LEADS,
    Crm,
    account,
    fetch_leads,
    landed_files,
    lead,
)


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
