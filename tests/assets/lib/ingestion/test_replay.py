"""After a fix, what did not get in is read anew; until then everything stays as it is."""

import pytest

from assets.lib.ingestion.replay import request_replay
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
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

GAP = "lead_id,created_at\nA,2026-03-29 02:30\nB,2026-03-29 04:30\n"
COUNTS = (
    "select records_read, records_loaded, records_quarantined from ops.ingested_file order by path"
)


@pytest.fixture
def half_loaded(settings: Settings) -> Settings:
    """Three files: one whole, one with a time that Berlin's clock skipped, one failed."""
    declare(settings, "organisation.yml", "timezone: Europe/Berlin\n")
    land(settings, "canonical/leads.1.csv", leads("W"))
    land(settings, "canonical/leads.2.csv", GAP)
    land(settings, "canonical/unknown.csv", leads("U"))
    take_in(settings, declare(settings, "organisation.yml", "timezone: Europe/Berlin\n"))
    return settings


def replay(settings: Settings, path: str | None = None) -> list[str]:
    with open_warehouse(settings) as connection:
        return request_replay(connection, path)


def test_files_with_rejects_and_failed_ones_are_marked(half_loaded: Settings) -> None:
    """The whole file is not read again; asking twice names the same files."""
    expected = ["canonical/leads.2.csv", "canonical/unknown.csv"]
    assert replay(half_loaded) == expected
    assert replay(half_loaded) == expected


def test_one_file_can_be_named(half_loaded: Settings) -> None:
    """A path marks that file alone; one without rejects marks none."""
    assert replay(half_loaded, "canonical/leads.2.csv") == ["canonical/leads.2.csv"]
    assert replay(half_loaded, "canonical/leads.1.csv") == []
    assert replay(half_loaded, "no/such.csv") == []


def test_marking_changes_no_row(half_loaded: Settings) -> None:
    """What was loaded and what was quarantined stays until the next run."""
    before = contents(half_loaded)
    replay(half_loaded)
    after = contents(half_loaded)
    assert {k: v for k, v in after.items() if k != "ops.ingested_file"} == {
        k: v for k, v in before.items() if k != "ops.ingested_file"
    }


def test_reading_anew_without_a_fix_changes_nothing(half_loaded: Settings) -> None:
    """The same files give the same rows, rejects and manifest lines, none of them twice."""
    organisation = declare(half_loaded, "organisation.yml", "timezone: Europe/Berlin\n")
    before = contents(half_loaded)
    replay(half_loaded)
    assert statuses(take_in(half_loaded, organisation)) == {
        "canonical/leads.1.csv": "unchanged",
        "canonical/leads.2.csv": "loaded",
        "canonical/unknown.csv": "failed",
    }
    assert contents(half_loaded) == before


def test_a_declaration_that_mends_a_file_empties_its_quarantine(half_loaded: Settings) -> None:
    """With the zone declared rightly the skipped hour exists: the record moves to the loaded."""
    assert ask(half_loaded, COUNTS) == [(1, 1, 0), (2, 1, 1), (0, 0, 0)]
    assert lead_ids(half_loaded) == ["B", "W"]
    mended = declare(half_loaded, "sources.yml", "sources: {canonical: {timezone: UTC}}\n")
    take_in(half_loaded, mended)
    assert ask(half_loaded, COUNTS) == [(1, 1, 0), (2, 2, 0), (0, 0, 0)]
    assert ask(half_loaded, "from ops.quarantine") == []
    assert lead_ids(half_loaded) == ["A", "B", "W"]


def test_a_better_connector_reads_what_failed(
    half_loaded: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replay reaches a failed file with the connector as it is by then, of whatever version."""
    organisation = declare(half_loaded, "organisation.yml", "timezone: Europe/Berlin\n")
    monkeypatch.setattr("assets.connectors.canonical.connector._stream_of", lambda _: "leads")
    assert statuses(take_in(half_loaded, organisation))["canonical/unknown.csv"] == "failed"
    replay(half_loaded, "canonical/unknown.csv")
    assert statuses(take_in(half_loaded, organisation))["canonical/unknown.csv"] == "loaded"
    assert lead_ids(half_loaded) == ["B", "U", "W"]
