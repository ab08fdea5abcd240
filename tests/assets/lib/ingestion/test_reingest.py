"""What is loaded is read again when that gives other rows, and only then."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from assets.connectors.canonical.connector import Canonical
from assets.lib.settings import Settings
from assets.lib.stream import Column, ColumnType
from assets.lib.warehouse_schema import RowsNotKept
from assets.streams import get_stream
from tests.assets.builders import (
    ask,
    contents,
    declare,
    land,
    lead_ids,
    leads,
    statuses,
    take_in,
)


def held(settings: Settings) -> list[tuple[str, str, int, int]]:
    """Return path, status, rows that the manifest says, rows that are there."""
    return ask(
        settings,
        "select path, status, rows_loaded, (select count(*) from raw.leads where "
        "_file_id = file_id) from ops.ingested_file order by file_sequence",
    )


def test_a_renamed_file_is_a_duplicate_until_it_is_read_anew(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows stay, and after a new version of the connector they are those of the new name."""
    file = land(settings, "canonical/leads.1.csv", leads("A"))
    take_in(settings)
    file.rename(file.with_name("leads.2.csv"))
    assert statuses(take_in(settings)) == {"canonical/leads.2.csv": "duplicate"}
    monkeypatch.setattr(Canonical, "version", 99)
    assert statuses(take_in(settings)) == {"canonical/leads.2.csv": "loaded"}
    assert held(settings) == [
        ("canonical/leads.1.csv", "duplicate", 0, 1),
        ("canonical/leads.2.csv", "loaded", 1, 1),
    ]


def test_a_file_that_moves_to_another_account_is_read_for_that_one(settings: Settings) -> None:
    """One copy of its rows is there, with the zone of the account where it is now."""
    accounts = "sources: {canonical: {accounts: {emea: {timezone: Europe/Berlin}}}}\n"
    organisation = declare(settings, "sources.yml", accounts)
    file = land(settings, "canonical/leads.csv", leads("A", created_at="2026-03-02 10:00"))
    take_in(settings, organisation)
    (file.parent / "emea").mkdir()
    file.rename(file.parent / "emea" / "leads.csv")
    assert statuses(take_in(settings, organisation)) == {"canonical/emea/leads.csv": "loaded"}
    assert ask(settings, "select hour(created_at), _file_sequence from raw.leads") == [(9, 2)]
    assert [line[1] for line in held(settings)] == ["loaded"]


def test_a_new_version_of_a_connector_reads_its_files_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file once, in its own place; the next run finds it unchanged."""
    land(settings, "canonical/leads.csv", leads("A"))
    land(settings, "canonical/leads.copy.csv", leads("A"))
    take_in(settings)
    before = contents(settings)
    monkeypatch.setattr(Canonical, "version", Canonical.version + 1)
    assert sorted(statuses(take_in(settings)).values()) == ["duplicate", "loaded"]
    after = contents(settings)
    assert after["raw.leads"] == before["raw.leads"]
    assert set(statuses(take_in(settings)).values()) == {"unchanged"}


def test_a_new_version_of_a_stream_reads_its_files_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table is made anew, and the exports fill it again."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    newer = replace(get_stream("leads"), version=get_stream("leads").version + 1)
    monkeypatch.setattr("assets.streams.leads.STREAM", newer)
    get_stream.cache_clear()
    try:
        assert statuses(take_in(settings)) == {"canonical/leads.csv": "loaded"}
        assert lead_ids(settings) == ["A"]
        assert statuses(take_in(settings)) == {"canonical/leads.csv": "unchanged"}
    finally:
        get_stream.cache_clear()


@contextmanager
def changed_leads(monkeypatch: pytest.MonkeyPatch, **columns: bool) -> Iterator[None]:
    """Have a newer version of the leads, with these columns added: required or not."""
    leads_now = get_stream("leads")
    added = tuple(
        Column(name, ColumnType.TEXT, "A column", required=required)
        for name, required in columns.items()
    )
    newer = replace(leads_now, version=leads_now.version + 1, columns=leads_now.columns + added)
    with monkeypatch.context() as patched:
        patched.setattr("assets.streams.leads.STREAM", newer)
        get_stream.cache_clear()
        yield
    get_stream.cache_clear()


def test_rows_of_files_that_are_gone_outlive_a_new_version_of_their_stream(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They can't be read again, so they are carried over by the names of their columns."""
    gone = land(settings, "canonical/leads.gone.csv", leads("A"))
    land(settings, "canonical/leads.csv", leads("B"))
    take_in(settings)
    gone.unlink()
    with changed_leads(monkeypatch, added=False):
        assert statuses(take_in(settings)) == {"canonical/leads.csv": "loaded"}
        assert lead_ids(settings) == ["A", "B"]


def test_rows_that_can_not_be_carried_over_are_not_lost_in_silence(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason names the files that have to come back, and nothing is changed before."""
    gone = land(settings, "canonical/leads.gone.csv", leads("A"))
    take_in(settings)
    gone.unlink()
    with (
        changed_leads(monkeypatch, added=True),
        pytest.raises(RowsNotKept, match=r"needs added of leads.*canonical/leads\.gone\.csv"),
    ):
        take_in(settings)
    assert lead_ids(settings) == ["A"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources.yml", "sources: {canonical: {timezone: Europe/Berlin}}\n"),
        ("sources.yml", "sources: {canonical: {accounts: {default: {currency: EUR}}}}\n"),
        ("sources.yml", "sources: {canonical: {columns: {stage: Stage}}}\n"),
        ("organisation.yml", "timezone: Europe/Berlin\n"),
        ("organisation.yml", "people: pseudonymise\n"),
        ("actors.yml", "agents: [a]\n"),
        ("actors.yml", "rules: [a]\n"),
    ],
)
def test_what_decides_the_rows_has_files_read_again(
    settings: Settings, name: str, text: str
) -> None:
    """Zone, currency, columns, actors, pseudonyms: a change reaches what is loaded already."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    organisation = declare(settings, name, text)
    assert statuses(take_in(settings, organisation)) == {"canonical/leads.csv": "loaded"}
    assert statuses(take_in(settings, organisation)) == {"canonical/leads.csv": "unchanged"}
    assert lead_ids(settings) == ["A"]


def test_what_does_not_decide_the_rows_reads_nothing_again(settings: Settings) -> None:
    """A target, a name, another connector's zone: nothing to do."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    declare(settings, "organisation.yml", "name: Another\n")
    organisation = declare(settings, "sources.yml", "sources: {jira: {timezone: Europe/Berlin}}\n")
    assert statuses(take_in(settings, organisation)) == {"canonical/leads.csv": "unchanged"}


def test_a_changed_zone_moves_the_times(settings: Settings) -> None:
    """The same bytes, read anew in the declared zone, replace what was read in another one."""
    land(settings, "canonical/leads.csv", leads("A", created_at="2026-03-02 10:00"))
    hours = []
    for zone in ("UTC", "Europe/Berlin", "Asia/Tokyo"):
        text = f"sources: {{canonical: {{timezone: {zone}}}}}\n"
        take_in(settings, declare(settings, "sources.yml", text))
        hours.append(ask(settings, "select hour(created_at) from raw.leads"))
    assert hours == [[(10,)], [(9,)], [(1,)]]
