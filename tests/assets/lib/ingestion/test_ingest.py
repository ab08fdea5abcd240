"""Everything that was delivered gets in once, whatever state it is in and however often it runs."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import assets.connectors
from assets.lib.ingestion.connector import Batch, Connector, Export, UnreadableExport
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.ingest import FileResult, ingest
from assets.lib.ingestion.inputs import declared_account
from assets.lib.ingestion.recognition import Recognition
from assets.lib.organisation import Organisation
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from tests.assets.builders import (
    Stub,
    ask,
    contents,
    declare,
    land,
    lead_batch,
    lead_ids,
    leads,
    statuses,
    take_in,
)

CONNECTORS = Path(assets.connectors.__path__[0])


@pytest.fixture
def know(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make connectors known beside the real ones."""

    def add(**connectors: Connector) -> None:
        known = discover_connectors() | connectors
        for module in ("tables.mapping", "parse"):
            name = f"assets.lib.ingestion.{module}.discover_connectors"
            monkeypatch.setattr(name, lambda: known)

    return add


def reasons(results: list[FileResult]) -> dict[str, str | None]:
    return {result.path: result.reason for result in results}


def held(settings: Settings) -> list[tuple[str, str, int, int]]:
    """Return path, status, rows that the manifest says, rows that are there."""
    return ask(
        settings,
        "select path, status, rows_loaded, (select count(*) from raw.leads where "
        "_file_id = file_id) from ops.ingested_file order by file_sequence",
    )


def test_the_samples_of_every_connector_add_up(settings: Settings) -> None:
    """For every file of every tool: read = loaded + quarantined + skipped, rows as promised."""
    for name in discover_connectors():
        shutil.copytree(CONNECTORS / name / "samples", settings.landing / name)
    for answer in settings.landing.rglob("*.expected.json"):
        answer.unlink()
    results = take_in(settings)
    assert len(results) > 20
    assert {result.status for result in results} == {"loaded", "failed"}
    assert all(result.reason for result in results if result.status == "failed")
    lines = ask(
        settings,
        "select path, status, records_read, records_loaded, records_quarantined, records_skipped, "
        "rows_loaded from ops.ingested_file order by path",
    )
    for path, status, read, loaded, quarantined, skipped, rows in lines:
        assert read == loaded + quarantined + skipped, path
        assert status == "loaded" or (read, rows) == (0, 0), path
    reported = {r.path: (r.records_read, r.rows_loaded) for r in results}
    assert reported == {line[0]: (line[2], line[6]) for line in lines}
    rows = sum(len(found) for name, found in contents(settings).items() if name.startswith("raw."))
    assert rows == sum(line[6] for line in lines) > 0
    before = contents(settings)
    assert {r.status for r in take_in(settings)} == {"unchanged", "failed"}
    assert contents(settings) == before


def test_a_second_run_changes_nothing(settings: Settings) -> None:
    """The same file, unchanged, is not read again."""
    land(settings, "canonical/leads.csv", leads("A", "B"))
    assert statuses(take_in(settings)) == {"canonical/leads.csv": "loaded"}
    before = contents(settings)
    assert statuses(take_in(settings)) == {"canonical/leads.csv": "unchanged"}
    assert contents(settings) == before


def test_the_same_bytes_under_two_names_load_once(settings: Settings) -> None:
    """The second one is called a duplicate, of what, and stays one."""
    land(settings, "canonical/leads.1.csv", leads("A"))
    land(settings, "canonical/leads.2.csv", leads("A"))
    results = take_in(settings)
    assert statuses(results) == {
        "canonical/leads.1.csv": "loaded",
        "canonical/leads.2.csv": "duplicate",
    }
    assert reasons(results)["canonical/leads.2.csv"] == "the same bytes as canonical/leads.1.csv"
    assert lead_ids(settings) == ["A"]
    assert set(statuses(take_in(settings)).values()) == {"unchanged"}


@pytest.mark.parametrize("wrong", ["unknown.csv", "nowhere/leads.csv", "hubspot/leads.csv"])
def test_a_copy_in_a_wrong_place_takes_nothing_away(settings: Settings, wrong: str) -> None:
    """The copy fails with its reason; the rows of the file in the right place stay."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    land(settings, wrong, leads("A"))
    assert statuses(take_in(settings)) == {"canonical/leads.csv": "unchanged", wrong: "failed"}
    assert lead_ids(settings) == ["A"]


def test_a_file_in_no_folder_of_a_connector_is_told_where_to_go(settings: Settings) -> None:
    """The reason names the connector of the content, where that is clear."""
    land(settings, "people.csv", "name,city\nJo,Oslo\n")
    land(settings, "nowhere/leads.csv", leads("B"))
    land(settings, "canonical/leads.xlsx", "x")
    found = reasons(take_in(settings))
    assert found["people.csv"] == (
        "no connector recognises it; put it into landing/<connector>/ "
        "(`fullscore connectors` lists them)"
    )
    assert found["nowhere/leads.csv"] == (
        "no connector is named like its folder; its content is that of canonical (leads); "
        "put it into landing/canonical/"
    )
    assert found["canonical/leads.xlsx"] == (
        "canonical reads .csv, .parquet, .jsonl files; export it as one"
    )


def test_a_restated_file_is_a_newer_version(settings: Settings) -> None:
    """New bytes under an old name add rows with a later origin; the older ones stay to compare."""
    land(settings, "canonical/leads.2026-03-09.csv", leads("A"))
    take_in(settings)
    land(settings, "canonical/leads.2026-03-09.csv", leads("A", created_at="2026-03-01"))
    assert statuses(take_in(settings)) == {"canonical/leads.2026-03-09.csv": "loaded"}
    rows = ask(
        settings, "select day(created_at), _file_sequence, _exported_at from raw.leads order by 2"
    )
    midnight = datetime(2026, 3, 9, tzinfo=UTC).replace(tzinfo=None)
    assert rows == [(2, 1, midnight), (1, 2, midnight)]


def test_a_failed_file_stops_no_other(settings: Settings) -> None:
    """It is recorded with its reason, has no row, and is not tried again as it is."""
    land(settings, "canonical/leads.1.csv", b"\xff\xfe\x00")
    land(settings, "canonical/leads.2.csv", leads("A"))
    land(settings, "canonical/leads.3.parquet", b"PAR1 no parquet")
    expected = {
        "canonical/leads.1.csv": "failed",
        "canonical/leads.2.csv": "loaded",
        "canonical/leads.3.parquet": "failed",
    }
    first = take_in(settings)
    assert statuses(first) == expected
    second = take_in(settings)
    assert statuses(second) == expected | {"canonical/leads.2.csv": "unchanged"}
    assert reasons(second) == reasons(first)
    assert lead_ids(settings) == ["A"]


@pytest.mark.parametrize("mend", ["replace", "remove", "move"])
def test_a_failed_file_that_was_dealt_with_is_forgotten(settings: Settings, mend: str) -> None:
    """A failure is forgotten once its file has changed or gone."""
    wrong = land(settings, "nowhere/leads.csv", leads("A"))
    broken = land(settings, "canonical/leads.2.csv", "lead_id,created_at\n1,x,")
    broken.write_bytes(b"\xff")
    assert set(statuses(take_in(settings)).values()) == {"failed"}
    if mend == "replace":
        wrong.unlink()
        broken.write_text(leads("A"))
    elif mend == "remove":
        wrong.unlink()
        broken.unlink()
    else:
        wrong.rename(broken)
    take_in(settings)
    assert ask(settings, "select path from ops.ingested_file where status = 'failed'") == []
    assert lead_ids(settings) == ([] if mend == "remove" else ["A"])


def test_a_surprise_of_a_connector_is_recorded_and_quotes_nothing(
    settings: Settings, know: Callable[..., None]
) -> None:
    """The reason names type and place for whoever fixes it, and no value of the file."""
    error = ValueError("can't read 'Robin Example' of robin@example.com")
    know(stub=Stub(lead_batch("A", "B"), error))
    land(settings, "stub/a.txt", "x")
    land(settings, "canonical/leads.csv", leads("C"))
    results = take_in(settings)
    assert statuses(results) == {"stub/a.txt": "failed", "canonical/leads.csv": "loaded"}
    reason = str(reasons(results)["stub/a.txt"])
    assert reason.startswith("ValueError in ")
    assert reason.endswith("this is a bug in the connector")
    assert "Robin" not in reason
    assert "example.com" not in reason
    assert lead_ids(settings) == ["C"]


@pytest.mark.parametrize(
    "last",
    [UnreadableExport("cut off; export it again"), RuntimeError("x"), Batch(5)],
    ids=["unreadable", "surprise", "records lost"],
)
def test_a_failure_in_mid_file_leaves_nothing_of_it(
    settings: Settings, know: Callable[..., None], last: Batch | Exception
) -> None:
    """Rows of the batches before it are taken back, and those of an earlier reading too."""
    good = Stub(lead_batch("OLD", None))
    know(stub=good)
    land(settings, "stub/a.txt", "x")
    take_in(settings)
    assert held(settings) == [("stub/a.txt", "loaded", 1, 1)]
    failing = Stub(lead_batch("A", "B"), lead_batch("C", first=3), last)
    failing.version = 2
    know(stub=failing)
    assert statuses(take_in(settings)) == {"stub/a.txt": "failed"}
    found = contents(settings)
    assert found["raw.leads"] == []
    assert found["ops.quarantine"] == []
    assert found["ops.skipped_record"] == []
    assert held(settings) == [("stub/a.txt", "failed", 0, 0)]


def test_an_account_says_more_than_its_source_and_that_more_than_the_organisation(
    settings: Settings,
) -> None:
    """The nearest declaration holds, for each of zone and currency."""
    declare(settings, "organisation.yml", "timezone: Asia/Tokyo\n")
    organisation = declare(
        settings,
        "sources.yml",
        "sources:\n  ads:\n    timezone: Europe/Berlin\n    currency: EUR\n"
        "    accounts:\n      us: {timezone: America/New_York}\n      uk: {currency: GBP}\n",
    )
    found = {
        name: declared_account(organisation, *name.split("/"))
        for name in ("ads/us", "ads/uk", "ads/default", "crm/default")
    }
    assert {name: (a.timezone, a.currency) for name, a in found.items()} == {
        "ads/us": ("America/New_York", "EUR"),
        "ads/uk": ("Europe/Berlin", "GBP"),
        "ads/default": ("Europe/Berlin", "EUR"),
        "crm/default": ("Asia/Tokyo", None),
    }


def test_the_tools_own_date_goes_before_that_of_the_file(
    settings: Settings, know: Callable[..., None]
) -> None:
    """Where an export says when it was written, that orders its rows."""

    class Dated(Stub):
        def exported_at(self, export: Export) -> datetime:
            del export
            return datetime.fromisoformat("2026-01-02T03:00:00+01:00")

    know(stub=Dated(lead_batch("A")))
    land(settings, "stub/a.2026-03-09.txt", "x")
    take_in(settings)
    expected = datetime(2026, 1, 2, 2, tzinfo=UTC).replace(tzinfo=None)
    assert ask(settings, "select _exported_at from raw.leads") == [(expected,)]
    assert ask(settings, "select exported_at from ops.ingested_file") == [(expected,)]


def test_each_file_is_told_as_it_is_done(settings: Settings) -> None:
    """Progress is reported file by file, oldest first, before the next one is begun."""
    land(settings, "canonical/leads.2026-03-10.csv", leads("B"))
    land(settings, "canonical/leads.2026-03-09.csv", leads("A"))
    seen: list[tuple[str, int]] = []
    with open_warehouse(settings) as connection:

        def look(result: FileResult) -> None:
            [(rows,)] = connection.execute("select count(*) from raw.leads").fetchall()
            seen.append((result.path, rows))

        ingest(connection, settings, Organisation(), look)
    assert seen == [
        ("canonical/leads.2026-03-09.csv", 1),
        ("canonical/leads.2026-03-10.csv", 2),
    ]


def test_deliveries_are_never_touched(settings: Settings) -> None:
    """Landing is read only: names, bytes and times stay as they were delivered."""
    land(settings, "canonical/leads.csv", leads("A", ""))
    land(settings, "canonical/leads.bad.csv", "\xff")

    def look() -> list[tuple[str, bytes, int]]:
        files = sorted(path for path in settings.landing.rglob("*") if path.is_file())
        return [(f.name, f.read_bytes(), f.stat().st_mtime_ns) for f in files]

    before = look()
    take_in(settings)
    assert look() == before


def test_a_file_in_landing_itself_is_read_by_the_connector_that_recognises_it(
    settings: Settings,
) -> None:
    """The result says which one that is, and how surely."""
    land(settings, "leads.csv", leads("A"))
    [result] = take_in(settings)
    assert (result.path, result.status, result.connector) == ("leads.csv", "loaded", "canonical")
    assert result.recognised == "canonical, leads (100%)"
    assert lead_ids(settings) == ["A"]
    assert statuses(take_in(settings)) == {"leads.csv": "unchanged"}


def test_a_file_that_is_recognised_better_is_there_once(
    settings: Settings, know: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it gave as another tool's export is taken back."""
    seen = [Recognition("stub", "leads", 2.0), None]
    monkeypatch.setattr(Stub, "recognise", lambda *_: seen[0])
    monkeypatch.setattr(Stub, "suffixes", (".csv",))
    know(stub=Stub(lead_batch("X")))
    land(settings, "leads.csv", leads("A"))
    assert [r.connector for r in take_in(settings)] == ["stub"]
    assert lead_ids(settings) == ["X"]
    seen.pop(0)
    assert [r.connector for r in take_in(settings)] == ["canonical"]
    assert lead_ids(settings) == ["A"]
    assert len(held(settings)) == 1


def test_a_file_that_two_connectors_recognise_alike_waits(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is guessed, and the reason names both."""
    jira = discover_connectors()["jira"]
    monkeypatch.setattr(type(jira), "recognise", lambda *_: Recognition("jira", "issues", 1.0))
    land(settings, "leads.csv", leads("A"))
    assert reasons(take_in(settings)) == {
        "leads.csv": "it may be of canonical (leads) or jira (issues); "
        "put it into landing/<connector>/ of the right one"
    }
    assert lead_ids(settings) == []


def test_what_the_tool_says_is_kept_as_the_organisation_says_it(settings: Settings) -> None:
    """Whatever its case; what is not declared stays, and another declaration reads it again."""
    land(
        settings,
        "canonical/leads.csv",
        "lead_id,created_at,stage\nA,2026-03-02,ANGEBOT\nB,2026-03-02,Neu\n",
    )
    text = "sources: {canonical: {values: {stage: {Angebot: opportunity}}}}\n"
    take_in(settings, declare(settings, "sources.yml", text))
    stages = "select stage from raw.leads order by lead_id"
    assert ask(settings, stages) == [("opportunity",), ("Neu",)]
    take_in(settings, declare(settings, "sources.yml", text.replace("opportunity", "offer")))
    assert ask(settings, stages) == [("offer",), ("Neu",)]
