"""The header of a file is found by what it shows, in every connector in the same way."""

from pathlib import Path

import polars as pl
import pytest

from assets.lib.ingestion.connector import Account, Batch, Export, SkippedRecord, UnreadableExport
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.headers import header_key

HEADERS = {
    "hubspot": ("Record ID,Create Date,Lifecycle Stage", "101,2026-03-02 09:00,Lead"),
    "jira": ("Summary,Issue key,Created", "A,MKT-1,02/Mar/26 9:00 AM"),
    "google_ads": ("Campaign status,Campaign,Budget", "Enabled,Alpha,1"),
    "canonical": ("lead_id,created_at,stage", "x1,2026-03-02,lead"),
    "audit_worksheet": (
        "week_start,subject_type,subject_id,reviewer,verdict,reviewed_at",
        "2026-03-02,agent_run,x:1,ann,approved,2026-03-10",
    ),
}
"""Of each connector that reads delimited text: a header, and a row below it."""

by_connector = pytest.mark.parametrize("name", HEADERS)


def read(folder: Path, name: str, text: str) -> list[Batch]:
    path = folder / "leads.csv"
    path.write_text(text, encoding="utf-8")
    return list(discover_connectors()[name].read(Export(path, Account())))


def rows_of(batches: list[Batch]) -> pl.DataFrame:
    return pl.concat(rows.frame for batch in batches for rows in batch.rows)


def skips_of(batches: list[Batch]) -> list[str]:
    return [skipped.reason for batch in batches for skipped in batch.skipped]


@by_connector
@pytest.mark.parametrize(
    "odd",
    [
        lambda header: header.replace(" ", "\u00a0").replace("_", "_\u200b"),
        lambda header: "\ufeff\ufeff" + header,
        lambda header: header.replace(",", " ,\u2060 "),
        lambda header: header.upper(),
        lambda header: ",".join(f'"{name}"' for name in header.split(",")),
    ],
    ids=["no-break", "byte-order-marks", "outer-blanks", "upper-case", "quoted"],
)
def test_a_header_is_read_as_it_shows(tmp_path: Path, name: str, odd: object) -> None:
    """Case, blanks and what is invisible make no other header of it."""
    header, row = HEADERS[name]
    assert callable(odd)
    found = rows_of(read(tmp_path, name, f"{odd(header)}\n{row}\n"))
    assert found.equals(rows_of(read(tmp_path, name, f"{header}\n{row}\n")))
    assert found.height == 1


@by_connector
@pytest.mark.parametrize("blank", ["\n\n", ",,,\n", '"",""\n', " , ,\n"])
def test_blank_lines_above_and_below_the_header_are_no_data(
    tmp_path: Path, name: str, blank: str
) -> None:
    """Spreadsheets leave rows of commas behind; they are skipped and counted."""
    header, row = HEADERS[name]
    batches = read(tmp_path, name, f"{blank}{header}\n{blank}{row}\n{blank}")
    assert rows_of(batches).height == 1
    assert set(skips_of(batches)) <= {"empty line"}
    assert not any(batch.errors for batch in batches)


@by_connector
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_repeated_header_is_skipped(tmp_path: Path, name: str, mark: str) -> None:
    """Pages that were joined carry the header, or its byte order mark too, in the middle."""
    header, row = HEADERS[name]
    other = row.replace("101", "102").replace("MKT-1", "MKT-2").replace("x1", "x2")
    batches = read(tmp_path, name, f"{mark}{header}\n{row}\n{mark}{header}\n{other}\n")
    assert rows_of(batches).height == 2
    assert skips_of(batches) == ["repeated header"]
    assert sum(batch.records for batch in batches) == 3


def test_a_repeated_preamble_is_skipped(tmp_path: Path) -> None:
    """Google Ads writes a title above the header, and two joined reports have it twice."""
    report = "Campaign report\nAll time\nCampaign status,Campaign\nEnabled,"
    batches = read(tmp_path, "google_ads", f"{report}Alpha\n{report}Beta\n")
    assert rows_of(batches)["name"].to_list() == ["Alpha", "Beta"]
    assert (
        sorted(skips_of(batches))
        == ["preamble"] * 2 + ["repeated header"] + ["repeated preamble"] * 2
    )


@by_connector
def test_a_list_of_people_in_the_wrong_folder_shows_no_name(tmp_path: Path, name: str) -> None:
    """A field is quoted only where it is a header that the connector knows."""
    for header in ("Jo Doe,Berlin,secret note", "Id,Jo Doe,campaign,summary,reviewer,record id"):
        with pytest.raises(UnreadableExport) as refused:
            read(tmp_path, name, f"{header}\n1,Janet Sample,Bonn,another note,x,y\n")
        assert not any(word in str(refused.value) for word in ("Doe", "Janet", "Bonn", "secret"))
        assert " columns) holds " in str(refused.value)


def test_a_row_that_begins_like_the_header_is_data(tmp_path: Path) -> None:
    """Only a record whose every field is a header is one."""
    batches = read(tmp_path, "canonical", "lead_id,created_at\nlead_id,2026-03-02\n")
    assert rows_of(batches)["lead_id"].to_list() == ["lead_id"]
    assert skips_of(batches) == []


def test_the_records_above_the_header_have_their_numbers(tmp_path: Path) -> None:
    """Skipped records and rows never share a number."""
    [batch] = read(tmp_path, "hubspot", ",,\n\nRecord ID,Create Date\n1,2026-03-02\n")
    assert batch.skipped == (SkippedRecord(1, "empty line"),)
    assert 1 not in batch.rows[0].frame["_row"]


def test_one_key_for_what_looks_alike() -> None:
    """Composed and decomposed letters, narrow and wide blanks are one."""
    assert header_key("\ufeff Terminé\u202f(e) ") == header_key("termine\u0301 (e)")
