"""The simulated organisation: the same every time, and ingested as it says itself."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from assets.declarations.aliases.model import AliasesFile
from assets.declarations.targets.model import TargetsFile
from assets.lib.ingestion.ingest import FileResult, ingest
from assets.lib.ingestion.landing import list_landed_files
from assets.lib.organisation import read_organisation
from assets.lib.settings import PROJECT_ROOT, Settings
from assets.lib.warehouse import open_warehouse
from pipelines.demo import DemoRefused, DemoReport, write_demo
from tests.assets.builders import build_staging

ADDRESS = re.compile(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WEEKS_OF_EVENTS = {
    "agent_runs": "started_at",
    "campaign_changes": "changed_at",
    "campaign_performance": "date",
    "content_pieces": "published_at",
    "content_publications": "published_at",
    "leads": "created_at",
    "reviews": "reviewed_at",
    "work_items": "completed_at",
}


@dataclass(frozen=True)
class Loaded:
    """The demo organisation after ingestion."""

    report: DemoReport
    results: dict[str, FileResult]
    connection: duckdb.DuckDBPyConnection


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def report(home: Path) -> DemoReport:
    return write_demo(Settings(home))


@pytest.fixture(scope="module")
def loaded(home: Path, report: DemoReport) -> Iterator[Loaded]:
    settings = Settings(home, person_key_secret="only for tests")  # noqa: S106
    organisation = read_organisation(settings)
    with open_warehouse(settings) as connection:
        results = ingest(connection, settings, organisation)
        yield Loaded(report, {result.path: result for result in results}, connection)


def digest(landing: Path) -> str:
    """Return a hash of every name, time and byte."""
    total = hashlib.sha256()
    for path in sorted(path for path in landing.rglob("*") if path.is_file()):
        total.update(f"{path.relative_to(landing)} {path.stat().st_mtime_ns}".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


@pytest.mark.usefixtures("report")
def test_the_same_seed_gives_the_same_bytes(home: Path, tmp_path: Path) -> None:
    """Another process, zone and hash seed change neither a byte nor a date of a file."""
    code = (
        "import pathlib, sys; from assets.lib.settings import Settings; "
        "from pipelines.demo import write_demo; write_demo(Settings(pathlib.Path(sys.argv[1])))"
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", code, str(tmp_path)]
    subprocess.run(command, check=True, env=elsewhere, cwd=PROJECT_ROOT)
    assert digest(tmp_path / "landing") == digest(home / "landing")
    assert (tmp_path / "org/aliases.yml").read_bytes() == (home / "org/aliases.yml").read_bytes()


def test_another_seed_gives_another_organisation(
    home: Path, report: DemoReport, tmp_path: Path
) -> None:
    """The seed decides the numbers, and leaves the names of the files as they are."""
    other = write_demo(Settings(tmp_path), seed=8)
    assert other.files == report.files
    assert digest(tmp_path / "landing") != digest(home / "landing")


def test_a_landing_with_files_is_refused(tmp_path: Path) -> None:
    """Nothing is written where an export has been delivered, and the message names it."""
    settings = Settings(tmp_path)
    (settings.landing / "jira").mkdir(parents=True)
    (settings.landing / "jira" / "mine.csv").write_text("Summary\n")
    with pytest.raises(DemoRefused, match=r"jira/mine\.csv"):
        write_demo(settings)
    assert not settings.organisation_folder.exists()


def test_the_report_lists_every_file(home: Path, report: DemoReport) -> None:
    """What is in landing is what the report says, small enough to try things out on."""
    deliveries = list_landed_files(home / "landing")
    assert sorted(delivery.path for delivery in deliveries) == list(report.files)
    assert len(deliveries) <= 110
    assert sum(delivery.file.stat().st_size for delivery in deliveries) < 25_000_000


def test_the_declarations_are_accepted(home: Path, report: DemoReport) -> None:
    """They are valid, and the alias joins the names that the exports carry."""
    declared = read_organisation(Settings(home))
    assert {"agents.yml", "brand_voice/reference.yml"} < set(report.declarations)
    assert len(declared[TargetsFile].targets) == 4
    [alias] = declared[AliasesFile].campaigns
    names = (f"default/{name}" for name in report.truth.renamed_campaign)
    assert (alias.source, alias.from_, alias.to) == ("google_ads", *names)


def test_nobody_real_is_named(home: Path, report: DemoReport) -> None:
    """Every address belongs to a domain that is reserved for examples."""
    found = {a for path in report.files for a in ADDRESS.findall(_bytes(home / "landing" / path))}
    assert found
    assert all(address.endswith((b"@demo.example", b"@example.com")) for address in found)


def test_every_file_loads_but_the_truncated_one(loaded: Loaded) -> None:
    """One file can't be read, one holds the same bytes as another, all others load."""
    truth = loaded.report.truth
    others = {p: r.status for p, r in loaded.results.items() if r.status != "loaded"}
    assert sorted(others.values()) == ["duplicate", "failed"]
    assert others.pop(truth.truncated) == "failed"
    assert set(others) < set(truth.duplicate)


def test_quarantine_holds_what_was_made_to_break(loaded: Loaded) -> None:
    """No record more and none fewer, file by file."""
    quarantined = {p: r.records_quarantined for p, r in loaded.results.items()}
    assert {p: n for p, n in quarantined.items() if n} == dict(loaded.report.truth.bad_rows)
    broken = {path.split("/")[0] for path in loaded.report.truth.bad_rows}
    assert broken == {"canonical", "google_ads", "hubspot", "jira"}


def test_the_truncated_file_is_covered_by_another(loaded: Loaded) -> None:
    """The repeated download brings every post that the broken one began with."""
    query = "select count(*) from raw.content_pieces where published_at < '2026-05-25'"
    [(pieces,)] = loaded.connection.execute(query).fetchall()
    assert pieces > 100


def test_the_late_file_adds_its_own_and_changes_nothing_else(loaded: Loaded) -> None:
    """Its project is nowhere else, and the old states it holds of other issues don't win."""
    late = loaded.report.truth.late
    query = """
        with versions as (
            select *, row_number() over (
                partition by work_item_id order by _exported_at desc, _file_sequence desc, _row desc
            ) as version_rank
            from raw.work_items inner join ops.ingested_file on _file_id = file_id
        )
        select project, path, version_rank, completed_at is null from versions
        where project = 'FLD' or path = ?
    """
    rows = loaded.connection.execute(query, [late]).fetchall()
    own = [row for row in rows if row[0] == "FLD"]
    stale = [row for row in rows if row[0] != "FLD"]
    assert len(own) > 10
    assert {row[1:] for row in own} == {(late, 1, False)}
    assert stale
    assert all(is_open and rank > 1 for _, _, rank, is_open in stale)


def test_two_portals_give_the_same_numbers_to_other_leads(loaded: Loaded) -> None:
    """Every lead of either counts: whoever knows them by their number alone loses one of two."""
    source, account = loaded.report.truth.second_account
    query = """
        with leads as (select distinct _source, _account, lead_id, person_key from raw.leads)
        select
            count(distinct lead_id) filter (_account = ?),
            count(distinct lead_id),
            count(distinct (_account, lead_id)),
            count(distinct person_key)
        from leads where _source = ?
    """
    [(second, by_number, both, people)] = loaded.connection.execute(
        query, [account, source]
    ).fetchall()
    assert second > 100
    assert both == by_number + second
    assert people == both


def test_a_narrow_view_that_came_later_erases_nothing(loaded: Loaded) -> None:
    """It is the newest that was said of leads of before, and says nothing of their rating."""
    build_staging(loaded.connection)
    query = """
        with said as (
            select lead_id, max_by(path, _exported_at) as newest, max(intent) as intent
            from raw.leads inner join ops.ingested_file on _file_sequence = file_sequence
            where _account = 'default'
            group by lead_id
        )
        select count(*), count(staged.intent)
        from said inner join staging.stg_leads as staged using (lead_id)
        where newest = ? and staged.account = 'default' and said.intent is not null
    """
    [(leads, rated)] = loaded.connection.execute(query, [loaded.report.truth.narrow]).fetchall()
    assert leads > 50
    assert rated == leads


@pytest.mark.parametrize(("day", "is_behind"), [("2026-04-20", False), ("2026-05-25", True)])
def test_one_tool_is_a_week_behind_the_others_once(
    loaded: Loaded, day: str, *, is_behind: bool
) -> None:
    """Its export was taken before the last week was over; the next one catches up."""
    query = """
        select source, max(covered_until) < cast(? as timestamp) - interval 1 day
        from ops.file_account inner join ops.ingested_file using (file_sequence)
        where
            file_account.account = 'default'
            and modified_at < cast(? as timestamp) + interval 1 day
            and source in (
                'asana', 'google_ads', 'hubspot', 'jira', 'langfuse', 'langsmith', 'wordpress'
            )
        group by source
    """
    behind = dict(loaded.connection.execute(query, [day, day]).fetchall())
    assert behind.pop("jira") == is_behind
    if is_behind:
        assert set(behind.values()) == {False}


def test_a_rename_reaches_back_to_the_first_day(loaded: Loaded) -> None:
    """An export from after the rename carries the new name for all days, the past ones too."""
    old, new = (f"google_ads:default:{name}" for name in loaded.report.truth.renamed_campaign)
    query = """
        select campaign_id, count(distinct _file_id), min(date) < '2026-04-08'
        from raw.campaign_performance where campaign_id in (?, ?) group by all
    """
    found = loaded.connection.execute(query, [old, new]).fetchall()
    assert sorted(found) == sorted([(old, 2, True), (new, 4, True)])


def test_days_are_restated(loaded: Loaded) -> None:
    """A later export knows of more conversions of the same days."""
    query = """
        select
            arg_min(conversions, _exported_at) < arg_max(conversions, _exported_at) as grew,
            arg_min(conversions, _exported_at) > arg_max(conversions, _exported_at) as shrank
        from raw.campaign_performance group by campaign_id, date having count(*) > 1
    """
    grew, shrank = zip(*loaded.connection.execute(query).fetchall(), strict=True)
    assert sum(grew) > 100
    assert not any(shrank)


@pytest.mark.parametrize("stream", WEEKS_OF_EVENTS)
def test_something_happens_in_every_week(loaded: Loaded, stream: str) -> None:
    """All thirty weeks hold records of the stream."""
    query = f"""
        select count(distinct date_trunc('week', {WEEKS_OF_EVENTS[stream]}))
        from raw.{stream}
        where {WEEKS_OF_EVENTS[stream]} >= '2026-01-05' and {WEEKS_OF_EVENTS[stream]} < '2026-08-03'
    """
    assert loaded.connection.execute(query).fetchall() == [(loaded.report.weeks,)]


def test_the_last_week_is_complete(loaded: Loaded) -> None:
    """Something is dated after its end, by the organisation's clock."""
    query = "select max(started_at) >= '2026-08-02 22:00' from raw.agent_runs"
    assert loaded.connection.execute(query).fetchall() == [(True,)]


def test_far_more_is_placed_after_the_transition(loaded: Loaded) -> None:
    """The last four weeks hold at least four times the placements of four baseline weeks."""
    query = """
        select
            count(distinct publication_id) filter (published_at >= '2026-07-06') >=
            4 * count(distinct publication_id) filter (published_at < '2026-02-02')
        from raw.content_publications
    """
    assert loaded.connection.execute(query).fetchall() == [(True,)]


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return data.decode("utf-16").encode() if data.startswith(b"\xff\xfe") else data
