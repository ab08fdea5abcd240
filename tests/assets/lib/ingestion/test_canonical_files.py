"""The way in for tools without a connector: CSV, Parquet and JSON lines give the same rows."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

import assets.connectors.canonical.connector as canonical
import assets.lib.ingestion.tabular
from assets.lib.settings import Settings
from tests.assets.builders import ask, declare, land, lead_ids, leads, take_in

PERFORMANCE = {
    "campaign_id": ["c1", "c2"],
    "date": [date(2026, 3, 2), date(2026, 3, 3)],
    "impressions": [100, None],
    "cost": [Decimal("1.50"), Decimal("0.25")],
    "conversions": [0.5, 2.0],
    "currency": ["EUR", None],
}
LINE = '{"lead_id":"L-1","created_at":"2026-03-02T08:00:00Z"}\n'


def packed(kind: str, name: str, text: str) -> bytes:
    if kind == "gzip":
        return gzip.compress(text.encode(), mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return out.getvalue()


def reason_of(settings: Settings, name: str, content: Any) -> str:
    """Deliver one file that can't be read, and return why not."""
    land(settings, f"canonical/{name}", content)
    [result] = take_in(settings)
    assert result.status == "failed", result
    assert ask(settings, "from raw.leads") == []
    return str(result.reason)


def notes(settings: Settings) -> list[str]:
    return [row[0] for row in ask(settings, "select notes from ops.ingested_file")]


def test_one_table_is_the_same_in_every_format(settings: Settings) -> None:
    """Typed or text: types, nulls and order come out alike; record 1 of CSV is its header."""
    frame = pl.DataFrame(PERFORMANCE)
    land(settings, "canonical/a/campaign_performance.parquet", frame)
    land(settings, "canonical/b/campaign_performance.jsonl", frame.write_ndjson().encode())
    land(settings, "canonical/c/campaign_performance.csv", frame.write_csv())
    assert {result.status for result in take_in(settings)} == {"loaded"}
    found = {
        account: ask(
            settings,
            "select * exclude (_account, _source, _file_id, _file_sequence, _exported_at, "
            f"_loaded_at, _row) from raw.campaign_performance where _account = '{account}' "
            "order by _row",
        )
        for account in ("a", "b", "c")
    }
    assert [row[1:] for row in found["a"]] == [row[1:] for row in found["b"]]
    assert [row[1:] for row in found["a"]] == [row[1:] for row in found["c"]]
    assert found["a"][0][:3] == ("canonical:a:c1", date(2026, 3, 2), 100)
    assert found["a"][0][4] == Decimal("1.500000")
    assert found["a"][1][2] is None
    rows = (
        "select _account, min(_row), max(_row) from raw.campaign_performance group by 1 order by 1"
    )
    assert ask(settings, rows) == [("a", 1, 2), ("b", 1, 2), ("c", 2, 3)]


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_record_numbers_run_on_across_batches(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """Every record is there once, with its number, however many batches a file takes."""
    monkeypatch.setattr(canonical, "BATCH_ROWS", 2048)
    monkeypatch.setattr(assets.lib.ingestion.tabular, "BATCH_ROWS", 2048)
    first = 2 if suffix == "csv" else 1
    frame = pl.DataFrame(
        {"lead_id": [str(i) if i % 5 else None for i in range(first, first + 5000)]}
    ).with_columns(created_at=pl.lit("2026-03-02"))
    content: dict[str, Any] = {
        "csv": frame.write_csv(),
        "parquet": frame,
        "jsonl": frame.write_ndjson(),
    }
    land(settings, f"canonical/leads.{suffix}", content[suffix])
    [result] = take_in(settings)
    assert (result.records_read, result.rows_loaded) == (5000, 4000)
    wrong = "select count(*) from raw.leads where lead_id::bigint <> _row"
    assert ask(settings, wrong) == [(0,)]
    quarantined = ask(settings, "select count(*), bool_and(row_number % 5 = 0) from ops.quarantine")
    assert quarantined == [(1000, True)]


@pytest.mark.parametrize("kind", ["gzip", "zip"])
@pytest.mark.parametrize("name", ["leads.csv", "leads.jsonl", "leads.parquet"])
def test_an_archive_that_is_renamed_is_refused(settings: Settings, kind: str, name: str) -> None:
    """The bytes decide, not the name; nothing is unpacked in silence."""
    reason = reason_of(settings, name, packed(kind, "leads.csv", leads("A")))
    assert reason == f"the file is a {kind} archive; unpack it, and put what is in it here"
    assert "bug in the connector" not in reason


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("leads.parquet", b"", "not a readable parquet file"),
        ("leads.parquet", b"PAR1PAR1", "not a readable parquet file"),
        ("leads.parquet", LINE, "not a readable parquet file"),
        ("leads.jsonl", "", "the file is empty; export it again"),
        ("leads.jsonl", f"[{LINE}]", "line 1 is no JSON object; write one object a line"),
        ("leads.jsonl", "\n\n42\n", "line 3 is no JSON object; write one object a line"),
        (
            "leads.jsonl",
            LINE.replace("L-1", "ü").encode() + LINE.replace("L-1", "ü").encode("latin-1"),
            "line 2 is not UTF-8 (likely Windows-1252), but line 1 is",
        ),
        ("lead.csv", leads("A"), "the name has to begin with a stream (agent_runs, campaign_"),
        (
            "leads.csv",
            "lead_id,company\nA,b\n",
            "no header 'created_at' (created_at): line 1 (2 columns) holds lead_id, company",
        ),
        (
            "leads.csv",
            "A,2026-03-02,x\n",
            "line 1 (3 columns) holds no header that is known; the columns of leads are lead_id",
        ),
    ],
)
def test_a_file_that_can_not_be_read_says_why(
    settings: Settings, name: str, content: str | bytes, expected: str
) -> None:
    """One reason that a person can act on, and no row."""
    assert expected in reason_of(settings, name, content)


@pytest.mark.parametrize("broken", [LINE[:30], "[1, 2]", "42", '{"lead_id": [1]}', "x" * 100])
def test_a_broken_line_costs_no_other(settings: Settings, broken: str) -> None:
    """It is quarantined under the number of its line."""
    land(settings, "canonical/leads.jsonl", f"{LINE}\n{broken}\n{LINE.replace('L-1', 'L-2')}")
    [result] = take_in(settings)
    assert (result.rows_loaded, result.records_quarantined) == (2, 1)
    assert ask(settings, "select stream, row_number from ops.quarantine") == [("leads", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_lines_of_any_encoding_and_shape_are_read(settings: Settings, encoding: str) -> None:
    """Ids as text, amounts as written, whatever the type; unknown nested keys are left out."""
    lines = (
        '{"run_id":1,"agent":"a","started_at":"2026-03-02","status":"ok","cost":"3.5e-7"}\n'
        '{"run_id":"2","agent":"ü","started_at":"2026-03-02","status":"ok","cost":0.5,'
        '"data":{"x":[1]}}\n'
        '{"run_id":12345678901234567890,"agent":"a","started_at":"2026-03-02","status":"ok",'
        '"data":["y"],"input_tokens":7}\n'
    )
    land(settings, "canonical/agent_runs.jsonl", lines.encode(encoding))
    [result] = take_in(settings)
    assert result.rows_loaded == 3
    ids = ask(settings, "select run_id from raw.agent_runs order by _row")
    assert ids == [("1",), ("2",), ("12345678901234567890",)]
    notes = ask(settings, "select notes from ops.ingested_file")
    assert notes == [("unknown column 'data' was left out",)]


def test_a_damaged_parquet_file_is_refused_as_a_whole(settings: Settings) -> None:
    """Bytes broken in the middle are found while reading; nothing of the file stays."""
    frame = pl.DataFrame({"lead_id": [f"L-{i * 7919}" for i in range(5000)]})
    file = land(
        settings, "canonical/leads.parquet", frame.with_columns(created_at=pl.lit("2026-03-02"))
    )
    data = bytearray(file.read_bytes())
    data[60:400] = bytes(340)
    assert "not a readable parquet file" in reason_of(settings, "leads.parquet", bytes(data))


def test_a_file_that_would_unpack_to_too_much_is_refused(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small Parquet file may stand for terabytes; what it states about itself is enough."""
    frame = pl.DataFrame({"lead_id": [f"L-{i}" for i in range(20_000)]})
    monkeypatch.setattr(canonical, "MAXIMUM_UNPACKED_BYTES", 10_000)
    reason = reason_of(settings, "leads.parquet", frame.with_columns(created_at=pl.lit("x")))
    assert "bytes, more than 10,000; split it" in reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leads.csv", "lead_id,created_at\n"),
        ("leads.parquet", pl.DataFrame(schema={"lead_id": pl.String, "created_at": pl.String})),
    ],
)
def test_a_table_without_rows_loads_as_none(settings: Settings, name: str, content: Any) -> None:
    """An export of an empty period is read, with nothing in it."""
    land(settings, f"canonical/{name}", content)
    [result] = take_in(settings)
    assert (result.status, result.records_read, result.rows_loaded) == ("loaded", 0, 0)


def test_typed_values_that_mean_nothing_are_quarantined(settings: Settings) -> None:
    """Seconds since 1970, half a click and a list are shown, each with its record."""
    land(
        settings,
        "canonical/leads.jsonl",
        '{"lead_id":"1","created_at":1772438400}\n{"lead_id":"2","created_at":1772438401}\n',
    )
    land(
        settings,
        "canonical/social/campaign_performance.parquet",
        pl.DataFrame({"campaign_id": ["c", "c"], "date": ["2026-03-02"] * 2, "clicks": [1.5, 2.0]}),
    )
    land(
        settings, "canonical/work_items.jsonl", '{"work_item_id":"1","title":"t","labels":["a"]}\n'
    )
    take_in(settings)
    assert ask(
        settings,
        "select stream, row_number, column_name, value from ops.quarantine order by all",
    ) == [
        ("campaign_performance", 1, "clicks", "1.5"),
        ("leads", 1, "created_at", "1772438400"),
        ("leads", 2, "created_at", "1772438401"),
        ("work_items", 1, "labels", "(nested)"),
    ]
    assert ask(settings, "select clicks from raw.campaign_performance") == [(2,)]


def test_instants_of_parquet_keep_their_meaning(settings: Settings) -> None:
    """With a zone they are that instant; without one they are the account's local time."""
    organisation = declare(
        settings, "sources.yml", "sources: {canonical: {timezone: Europe/Berlin}}\n"
    )
    moment = datetime(2026, 3, 2, 10, tzinfo=UTC)
    frame = pl.DataFrame(
        {
            "lead_id": ["1"],
            "created_at": pl.Series([moment.replace(tzinfo=None)], dtype=pl.Datetime("ns")),
            "won_at": pl.Series([moment], dtype=pl.Datetime("ms", "Asia/Tokyo")),
        }
    )
    land(settings, "canonical/leads.parquet", frame)
    take_in(settings, organisation)
    assert ask(settings, "select hour(created_at), hour(won_at) from raw.leads") == [(9, 10)]


def test_columns_that_are_unknown_are_left_out_and_told(settings: Settings) -> None:
    """A misspelt header costs a note and its column, not the file; header case does not matter."""
    land(settings, "canonical/leads.csv", "Lead_ID, CREATED_AT ,colour\nA,2026-03-02,red\n")
    take_in(settings)
    assert lead_ids(settings) == ["A"]
    assert notes(settings) == ["unknown column 'colour' was left out"]


def test_keys_that_only_some_lines_have_are_null_in_the_others(settings: Settings) -> None:
    """JSON lines need not all have the same keys; blank lines are no records."""
    second = '{"lead_id":"L-2","stage":"won"}\n{}\n'
    land(settings, "canonical/leads.jsonl", f"\n{LINE}\n{second}")
    [result] = take_in(settings)
    assert (result.records_read, result.rows_loaded, result.records_quarantined) == (3, 1, 2)
    assert ask(settings, "select distinct row_number from ops.quarantine order by 1") == [
        (4,),
        (5,),
    ]
