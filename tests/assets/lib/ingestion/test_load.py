"""One file is one transaction, and every one of its records is somewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from assets.lib.ingestion.connector import (
    Account,
    Batch,
    SkippedRecord,
    StreamRows,
    ValidationError,
)
from assets.lib.ingestion.ingested_files import IngestedFile
from assets.lib.ingestion.load import load_export
from assets.lib.ingestion.parse import ParsedBatch, validate_batch
from assets.lib.ingestion.tally import RecordsLost, Tally
from assets.lib.ingestion.validate import Privacy
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from tests.assets.builders import contents, lead_batch, lead_rows

PRIVACY = Privacy(key=b"a key for tests", pseudonymise=False)
FILE = IngestedFile(
    path="stub/a.txt",
    file_id="f" * 64,
    file_sequence=1,
    connector="stub",
    account="default",
    parser_fingerprint="r",
    bytes=10,
    exported_at=datetime(2026, 3, 9, tzinfo=UTC),
    modified_at=datetime(2026, 3, 9, tzinfo=UTC),
    timezone="UTC",
    last_day=None,
    read_before=True,
)


def parsed_batch(batch: Batch) -> ParsedBatch:
    return validate_batch(batch, "stub", ("leads", "work_items"), Account(), PRIVACY)


def tally_of(*parts: Batch) -> Tally:
    tally = Tally()
    for part in parts:
        parsed = parsed_batch(part)
        tally.add(parsed.batch, parsed.validated)
    return tally


def test_every_record_is_loaded_quarantined_or_skipped() -> None:
    """Rows, errors of values, errors of the connector and skips add up to the records read."""
    batch = Batch(
        records=5,
        rows=(lead_rows("A", None, "C"),),
        skipped=(SkippedRecord(4, "total"),),
        errors=(ValidationError(5, "(whole row)", "two fields", "x"),),
        notes=("a note",),
    )
    tally = tally_of(batch, lead_batch("D", first=6))
    assert (tally.read, tally.loaded, tally.quarantined) == (6, 3, 2)
    assert tally.skipped == {"total": 1}
    assert tally.rows_loaded == 3
    assert list(tally.notes) == ["a note"]


def test_a_record_with_several_rows_is_one_record() -> None:
    """A record that gives a campaign and its performance counts once, and its rows twice."""
    batch = Batch(
        records=2,
        rows=(
            StreamRows(
                "campaigns", pl.DataFrame({"_row": [1, 2], "campaign_id": "c", "name": "n"})
            ),
            StreamRows(
                "campaign_performance",
                pl.DataFrame({"_row": [1, 2], "campaign_id": "c", "date": ["2026-03-02", ""]}),
            ),
        ),
    )
    tally = tally_of(batch)
    assert (tally.read, tally.loaded, tally.quarantined, tally.rows_loaded) == (2, 1, 1, 3)


@pytest.mark.parametrize(
    "batch",
    [
        Batch(3, rows=(lead_rows("A", "B"),)),
        Batch(1, rows=(lead_rows("A", "B"),)),
        Batch(2, rows=(lead_rows("A", "B"),), skipped=(SkippedRecord(2, "total"),)),
        Batch(
            3, rows=(lead_rows("A", "B"),), skipped=(SkippedRecord(3, "x"), SkippedRecord(3, "x"))
        ),
        Batch(1),
        Batch(2, errors=(ValidationError(1, "a", "b", None), ValidationError(1, "c", "d", None))),
        Batch(2, skipped=(SkippedRecord(1, "x"),), errors=(ValidationError(1, "a", "b", None),)),
    ],
    ids=["one lost", "one too many", "also skipped", "skipped twice", "all lost", "twice", "both"],
)
def test_records_that_do_not_add_up_are_a_bug_of_the_connector(batch: Batch) -> None:
    """A record that is nowhere, or in two places, is never loaded past."""
    with pytest.raises(RecordsLost, match="this is a bug in the connector"):
        tally_of(batch)


@hypothesis_settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["good", "bad", "skip", "error"]), max_size=6), max_size=4)
)
def test_the_tally_is_an_identity(parts: list[list[str]]) -> None:
    """Whatever becomes of each record: read = loaded + quarantined + skipped."""
    first, batches = 1, []
    for kinds in parts:
        numbers = {k: [first + i for i, kind in enumerate(kinds) if kind == k] for k in set(kinds)}
        rows = [(n, "L") for n in numbers.get("good", [])] + [
            (n, None) for n in numbers.get("bad", [])
        ]
        frame = pl.DataFrame(
            rows, schema={"_row": pl.Int64, "lead_id": pl.String}, orient="row"
        ).with_columns(created_at=pl.lit("2026-03-02"))
        batches.append(
            Batch(
                len(kinds),
                rows=(StreamRows("leads", frame),),
                skipped=tuple(SkippedRecord(n, f"reason {n % 2}") for n in numbers.get("skip", [])),
                errors=tuple(ValidationError(n, "c", "r", "v") for n in numbers.get("error", [])),
            )
        )
        first += len(kinds)
    tally = tally_of(*batches)
    kinds = [kind for part in parts for kind in part]
    assert tally.read == len(kinds)
    assert tally.read == tally.loaded + tally.quarantined + tally.skipped.total()
    assert tally.loaded == tally.rows_loaded == kinds.count("good")
    assert tally.skipped.total() == kinds.count("skip")


def test_a_file_is_written_with_its_origin(settings: Settings) -> None:
    """Every row names source, file, record, and when it was exported, and so does its line."""
    with open_warehouse(settings) as connection:
        load_export(connection, FILE, [parsed_batch(lead_batch("A", "B", first=7))])
    found = contents(settings)
    columns = ",lead_id,created_at,"
    assert [(row[0], *row[-7:]) for row in found["raw.leads"]] == [
        ("A", "stub", "default", "f" * 64, 1, 7, columns, datetime(2026, 3, 9)),  # noqa: DTZ001
        ("B", "stub", "default", "f" * 64, 1, 8, columns, datetime(2026, 3, 9)),  # noqa: DTZ001
    ]
    [line] = found["ops.ingested_file"]
    assert line[:6] == ("stub/a.txt", "f" * 64, 1, "stub", "default", "loaded")
    assert line[15:20] == (2, 2, 0, 0, 2)


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, RecordsLost])
def test_whatever_is_raised_on_the_way_leaves_the_warehouse_as_it_was(
    settings: Settings, error: type[BaseException]
) -> None:
    """Also after thousands of rows, and also what an earlier reading of the file gave."""

    def breaking() -> Iterator[ParsedBatch]:
        yield parsed_batch(lead_batch(*(f"L{i}" for i in range(3000)), first=1))
        raise error

    with open_warehouse(settings) as connection:
        load_export(connection, FILE, [parsed_batch(lead_batch("A", None))])
    before = contents(settings)
    with open_warehouse(settings) as connection, pytest.raises(error):
        load_export(connection, FILE, breaking())
    assert contents(settings) == before


def test_reading_a_file_again_replaces_what_it_gave(settings: Settings) -> None:
    """Rows, rejects and skips are those of the last reading, and not those of any other file."""
    with open_warehouse(settings) as connection:
        other = replace(FILE, path="stub/b.txt", file_id="e" * 64, file_sequence=2)
        load_export(connection, other, [parsed_batch(lead_batch("B", None))])
        first = Batch(3, rows=(lead_rows("A", None),), skipped=(SkippedRecord(3, "total"),))
        load_export(connection, FILE, [parsed_batch(first)])
        load_export(connection, FILE, [parsed_batch(lead_batch("A2"))])
    found = contents(settings)
    assert sorted(row[0] for row in found["raw.leads"]) == ["A2", "B"]
    assert [row[1] for row in found["ops.quarantine"]] == ["stub/b.txt"]
    assert found["ops.skipped_record"] == []
    assert len(found["ops.ingested_file"]) == 2


def test_skips_are_counted_by_reason(settings: Settings) -> None:
    """The tool's own lines are recognised, however many batches they come in."""
    parts = [
        Batch(2, skipped=(SkippedRecord(1, "preamble"), SkippedRecord(2, "total"))),
        Batch(1, skipped=(SkippedRecord(3, "total"),)),
    ]
    with open_warehouse(settings) as connection:
        load_export(connection, FILE, [parsed_batch(part) for part in parts])
    assert contents(settings)["ops.skipped_record"] == [
        (1, "preamble", 1),
        (1, "total", 2),
    ]


def test_values_that_a_connector_rejects_are_shown_under_their_stream(settings: Settings) -> None:
    """Those of personal columns are not, nor any where the stream is unknown."""
    errors = (
        ValidationError(1, "lead_id", "r", "2.00E+10", "leads"),
        ValidationError(2, "person_key", "r", "Robin", "leads"),
        ValidationError(3, "title", "r", "Robin"),
    )
    with open_warehouse(settings) as connection:
        load_export(connection, FILE, [parsed_batch(Batch(3, errors=errors))])
    assert [row[3:8] for row in contents(settings)["ops.quarantine"]] == [
        ("(file)", 3, "title", "r", "(masked)"),
        ("leads", 1, "lead_id", "r", "2.00E+10"),
        ("leads", 2, "person_key", "r", "(masked)"),
    ]
