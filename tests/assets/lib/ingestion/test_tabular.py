"""Delimited text is read whole: every record with its number, or the file is refused."""

import csv
import io
import string
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import assets.lib.ingestion.tabular
from assets.lib.ingestion.connector import Export, UnreadableExport, ValidationError
from assets.lib.ingestion.headers import Header, unique_headers
from assets.lib.ingestion.quick import ScanFailed
from assets.lib.ingestion.records import BROKEN_QUOTE
from assets.lib.ingestion.tabular import TableBatch, read_table
from assets.lib.ingestion.text import TextFile, open_text, read_head

Record = tuple[int | str | None, ...]


def write(folder: Path, content: str | bytes, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def batches(path: Path, header_row: int = 1) -> list[TableBatch]:
    with open_text(Export(path)) as text:
        return list(read_table(header_in(text, header_row)))


def header_in(text: TextFile, header_row: int = 1) -> Header:
    """Return the record of that number as the header."""
    head = read_head(text)
    return Header(text, head[header_row - 1], tuple(head[: header_row - 1]))


def records(path: Path, header_row: int = 1) -> list[Record]:
    """Return the records with their numbers."""
    return [row for batch in batches(path, header_row) for row in batch.frame.rows()]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableExport) as caught:
        records(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a,b\n1,2\n3,4\n", [(2, "1", "2"), (3, "3", "4")]),
        ("a,b\n1,2\n3,4", [(2, "1", "2"), (3, "3", "4")]),
        ("a,b\r\n1,2\r\n3,4\r\n", [(2, "1", "2"), (3, "3", "4")]),
        ("a,b\r1,2\r3,4\r", [(2, "1", "2"), (3, "3", "4")]),
        ("a,b\r\n1,2\n3,4\r\n", [(2, "1", "2"), (3, "3", "4")]),
        ("a\tb\n1\t2,5\n", [(2, "1", "2,5")]),
        ("\ufeffa,b\n1,ü\n", [(2, "1", "ü")]),
        ("a,b\nü,😀\n".encode("utf-16"), [(2, "ü", "😀")]),
        (b"\xfe\xff" + "a\tb\nü,1\t2\n".encode("utf-16-be"), [(2, "ü,1", "2")]),
        ("a,b\n1\n3\n", [(2, "1", None), (3, "3", None)]),
        ("a|b\n1|2,5\n", [(2, "1", "2,5")]),
        ("a,b\nü,“1”\n".encode("windows-1252"), [(2, "ü", "“1”")]),
        ("a,b\nü,1\n".encode("utf-16-le"), [(2, "ü", "1")]),
        ("a,b\nü,1\n".encode("utf-32"), [(2, "ü", "1")]),
        ('a,b\n1,27" x\n2,y\n', [(2, "1", '27" x'), (3, "2", "y")]),
        ('a,b\n1,27" x\n"2",32" y\n', [(2, "1", '27" x'), (3, "2", '32" y')]),
        ("a,b\n,\n1,2\n", [(3, "1", "2")]),
        ('a,b\n"",""\n1,2\n', [(3, "1", "2")]),
        ("a,b\n   \n1,2\n", [(3, "1", "2")]),
        ("a,b\n1,2,,,\n3,4\n", [(2, "1", "2"), (3, "3", "4")]),
        ('a,b\n"1,1","2 ""x"""\n', [(2, "1,1", '2 "x"')]),
        ('a,b\n"1\n\n1",2\n3,4\n', [(2, "1\n\n1", "2"), (5, "3", "4")]),
        ('a,b\r\n"1\r\n1",2\r\n3,4\r\n', [(2, "1\r\n1", "2"), (4, "3", "4")]),
        ('a,b\r\n"1\n1",2\r\n3,4\r\n', [(2, "1\n1", "2"), (4, "3", "4")]),
        ("a,b\nNULL,N/A\n' ',--\n", [(2, "NULL", "N/A"), (3, "' '", "--")]),
        ("#a,b\n#1,2\n", [(2, "#1", "2")]),
        ("a,b\n0012,1e5\n", [(2, "0012", "1e5")]),
    ],
)
def test_every_record_keeps_its_number_and_its_text(
    tmp_path: Path, content: str | bytes, expected: list[Record]
) -> None:
    """Encodings, line ends, quotes and short rows change neither; only empty is null."""
    assert records(write(tmp_path, content)) == expected


@pytest.mark.parametrize("separator", [";", "|", "\t", "^"])
def test_a_line_of_excel_names_the_delimiter(tmp_path: Path, separator: str) -> None:
    """It is believed, however often another delimiter stands in the cells."""
    text = f"sep={separator}\na{separator}b\n1,0{separator}2,5\n"
    assert records(write(tmp_path, text), header_row=2) == [(3, "1,0", "2,5")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blank_lines_are_no_records(tmp_path: Path, end: str) -> None:
    """Before the header, between rows and at the end; a row's number is its line all the same."""
    path = write(tmp_path, end.join(["", "", "a,b", "", "1,2", "", "", "3,4", "", ""]))
    assert records(path) == [(5, "1", "2"), (8, "3", "4")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "the file is empty; export it again"),
        (" \r\n \n", "the file is empty; export it again"),
        ("\ufeff", "the file is empty; export it again"),
        (
            "a,b\nü,1\n".encode() + "1,é\n".encode("windows-1252"),
            "line 3 is not UTF-8 (likely Windows-1252), but line 2 is",
        ),
        (b"a,b\n1,\x81\n", "line 2 is neither UTF-8 nor Windows-1252; export it as UTF-8"),
        (b"a,b\n\xcf\xf0\xe8\xe2\xe5\xf2,1\n", "line 2 is neither UTF-8 nor Windows-1252"),
        ("a,b\nCafé,1\n".encode("mac-roman"), "line 2 is not UTF-8, and nothing proves another"),
        ("a,b\nü\n".encode("utf-16")[:-1], "line 2 is not UTF-16; export it as UTF-8"),
        ("\n<!DOCTYPE html><p>a,b</p>", "a web page, not an export; sign in to the tool"),
        (b"a,b\n1\x00,2\n", "the file is binary, not delimited text"),
        (b"\x1f\x8b\x08\x00rest of a gzip", "the file is binary"),
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00rest of a zip", "the file is binary"),
        ('a,b\n0,1\n1,"2\n3,4\n', "line 3: a quoted value is never closed, so the file is cut"),
        ('a,b\n0,27" x\n1,"2\n3,4\n', "line 3: a quoted value is never closed"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_a_file_that_can_not_be_read_whole_is_refused(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    """The reason says what is wrong and what to do; no part of the file is taken."""
    assert reason in refusal(write(tmp_path, content))


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ('1,"2"x', BROKEN_QUOTE),
        ('"The "best" ad",2', BROKEN_QUOTE),
        ('"open,2', BROKEN_QUOTE),  # it closes where the next quoted value begins
        ("1\r1,2", "no line end (CR) within a value that has no quotes"),
        (",".join("x" * 600), "as many fields as the header (2), not 600"),
        ("x" * (17 * 1024**2) + ",2", "at most 16,777,216 characters"),
        ("1", "as many fields as the header (2), not 1; the row is cut off"),
    ],
    ids=lambda value: value[:20],
)
def test_a_damaged_row_is_an_error_of_its_own(tmp_path: Path, row: str, rule: str) -> None:
    """The rows above and below it load, with the numbers of their lines."""
    [batch] = batches(write(tmp_path, f'a,b\n3,4\n{row}\n"5","6"\n7,8\n'))
    assert batch.frame.rows() == [(2, "3", "4"), (4, "5", "6"), (5, "7", "8")]
    assert [(error.row, error.rule) for error in batch.errors] == [(3, rule)]


@pytest.mark.parametrize("last", ["12", "12,", '"12"x'])
def test_the_last_row_of_a_file_that_breaks_off_does_not_load(tmp_path: Path, last: str) -> None:
    """Where the tool ends every line, a value without line end may be a part of 123.45."""
    path = write(tmp_path, f"a,b\n1,123.45\n2,{last}")
    with open_text(Export(path)) as text:
        found = list(read_table(header_in(text), ends_lines=True))
    assert [row for batch in found for row in batch.frame.rows()] == [(2, "1", "123.45")]
    assert [error.row for batch in found for error in batch.errors] == [3]


@pytest.mark.parametrize("content", ['a,b\n1,2\n3,"4"', "a,b\n1,2\n3,4\n", "a,b\n1,2\n3,4\n\n"])
def test_a_last_row_that_is_whole_loads(tmp_path: Path, content: str) -> None:
    """A closing quote ends a value as a line end does."""
    with open_text(Export(write(tmp_path, content))) as text:
        found = list(read_table(header_in(text), ends_lines=True))
    assert [row for batch in found for row in batch.frame.rows()] == [(2, "1", "2"), (3, "3", "4")]


def test_a_nul_far_into_the_file_stays_in_its_value(tmp_path: Path) -> None:
    """Damage that does not touch the layout costs no record."""
    found = records(write(tmp_path, "a,b\n" + "1,2\n" * 2000 + "x\x00y,3\n"))
    assert len(found) == 2001
    assert found[-1] == (2002, "x\x00y", "3")


def test_a_row_that_is_wider_than_the_header_is_an_error_with_its_number(tmp_path: Path) -> None:
    """Too wide a row is neither cut nor lost, and the rows around it keep their numbers."""
    wide = ",".join(str(i) for i in range(34))
    [batch] = batches(write(tmp_path, f"a,b\n1,2,3\n4,5\n{wide}\n6,7\n"))
    assert batch.frame.rows() == [(3, "4", "5"), (5, "6", "7")]
    assert [(f.row, f.column, f.rule) for f in batch.errors] == [
        (2, "(whole row)", "as many fields as the header (2), not 3"),
        (4, "(whole row)", "as many fields as the header (2), not 34"),
    ]
    assert batch.errors[0].value == "1,2,3"
    assert batch.records == 4


def test_numbers_run_on_across_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record has the number of its place in the file, whichever batch it comes in."""
    monkeypatch.setattr(assets.lib.ingestion.tabular, "BATCH_ROWS", 2048)
    values = [(i, f'{i},"x\n{i}"' if i % 3 else f"{i},x,too wide") for i in range(2, 10_002)]
    path = write(tmp_path, "a,b\n" + "\n".join(value for _, value in values) + "\n")
    parts = batches(path)
    assert len(parts) > 2
    lines, line = {}, 2
    for number, value in values:
        lines[number] = line
        line += 1 + value.count("\n")
    rows = [row for part in parts for row in part.frame.rows()]
    assert [row[:2] for row in rows] == [(lines[i], str(i)) for i in range(2, 10_002) if i % 3]
    errors = [error.row for part in parts for error in part.errors]
    assert errors == [lines[i] for i in range(2, 10_002) if not i % 3]
    assert sum(part.records for part in parts) == 10_000


def test_a_preamble_is_counted_as_records(tmp_path: Path) -> None:
    """With the header in record 3, the first row below it is record 4."""
    path = write(tmp_path, 'Report\n"All, time"\na,b\n1,2\n3,4\n')
    assert records(path, header_row=3) == [(4, "1", "2"), (5, "3", "4")]


@pytest.mark.parametrize("content", ["a,b\n", "a,b", "a,b\r\n", "\ufeffa,b\n"])
def test_a_header_alone_has_no_records(tmp_path: Path, content: str) -> None:
    """A report without rows is a report, not an error."""
    assert sum(batch.records for batch in batches(write(tmp_path, content))) == 0


def test_headers_are_never_two_and_never_empty(tmp_path: Path) -> None:
    """Repeated, blank and reserved headers get names of their own; every column is kept."""
    assert unique_headers(["A", " a ", "A", "", "_row", "", "a#2"]) == [
        "A",
        "a#2",
        "A#3",
        "(column 4)",
        "_row#2",
        "(column 6)",
        "a#2#2",
    ]
    [batch] = batches(write(tmp_path, "it's,it's,,overflow 1,_row\n1,2,3,4,5\n"))
    assert batch.frame.columns == ["_row", "it's", "it's#2", "(column 3)", "overflow 1", "_row#2"]
    assert batch.frame.rows() == [(2, "1", "2", "3", "4", "5")]


@pytest.mark.parametrize(
    "name", ["a*.csv", "a?.csv", "a[b].csv", "it's.csv", "a b (1).csv", "ü%.csv"]
)
def test_a_file_name_is_no_pattern(tmp_path: Path, name: str) -> None:
    """Whatever characters a name has, its file is read and no other one."""
    for other in ("ab.csv", "ax.csv", "a.csv"):
        write(tmp_path, "a,b\nother,file\n", other)
    assert records(write(tmp_path, "a,b\n1,2\n", name)) == [(2, "1", "2")]


def test_a_copy_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The UTF-8 copy of an export is gone when it has been read, and when reading it failed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = write(tmp_path, "a,b\n1,2\n".encode("utf-16"))
    copies: list[Path] = []

    def look(*, fail: bool) -> None:
        with open_text(Export(path)) as text:
            copies.append(text.path)
            assert text.path.exists()
            if fail:
                raise ZeroDivisionError

    look(fail=False)
    with pytest.raises(ZeroDivisionError):
        look(fail=True)
    assert path not in copies
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "header"),
    [
        ("a\tb\n1\tx, y, z, w\n2\tk, l\n", ["a", "b"]),
        ("a,b\n1,x\ty\tz\tw\n2,k\tl\n", ["a", "b"]),
        ('a,b\n1,"\tx\n\ty\n\tz"\n', ["a", "b"]),
        ("Report, all time\na\tb\tc\n1\t2,5\t3,5\n1\t2,5\t3\n", ["Report, all time"]),
        ("a\n1\n", ["a"]),
    ],
)
def test_prose_in_cells_does_not_decide_the_delimiter(
    tmp_path: Path, content: str, header: list[str]
) -> None:
    """Tab or comma is what splits the records alike, however often the other one occurs."""
    with open_text(Export(write(tmp_path, content))) as text:
        assert list(read_head(text)[0].fields) == header


FIELD = st.text(
    st.one_of(
        st.sampled_from(string.ascii_letters + "0 ,;\t\n\"'#\\=+-"),
        st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(FIELD, min_size=3, max_size=3), min_size=1, max_size=6))
@example([["", "", ""], ["a", "", ""]])
@example([["\n", '"', ","]])
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]]) -> None:
    """Any text comes back as it was, with the number of its line; what is blank is no record."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([["one", "two", "three"], *rows])
    with tempfile.TemporaryDirectory() as folder:
        found = records(write(Path(folder), out.getvalue()))
    lines = [2 + sum(1 + "".join(r).count("\n") for r in rows[:i]) for i in range(len(rows))]
    assert found == [
        (line, *(field or None for field in row))
        for line, row in zip(lines, rows, strict=True)
        if any(field.strip() for field in row)
    ]


def outcome(path: Path) -> tuple[list[Record], list[ValidationError]] | str:
    """Return the records and the ones that are too wide, or why the file is refused."""
    try:
        found = batches(path)
    except UnreadableExport as error:  # a text of quotes alone has no header
        return str(error)
    rows = [row for batch in found for row in batch.frame.rows()]
    return rows, [error for batch in found for error in batch.errors]


PIECE = st.sampled_from(
    ["a", "b", "1", ",", ",", ",", "\n", "\n", "\r\n", '"', '""', " ", "\t", "ü", "a,b\n", '"x"']
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECE, max_size=30).map("".join), st.sampled_from(["a,b\n", "a,b,c\r\n", "a\tb\n"]))
@example("1,2\n3,4\n5\n6,7\n", "a,b\n")
@example("1,2\n\n3,4,\n5,6,,\n", "a,b\n")
@example('1,"2\n\n",\n3,"4"', "a,b\n")
@example('1,"2" "3"\n', "a,b\n")
@example('1,  "2"\n', "a,b\n")
def test_regular_files_are_read_as_irregular_ones_are(body: str, header: str) -> None:
    """Records as wide as the header are read in another way, and to the same end."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        path = write(Path(folder), header + body)
        quick = outcome(path)
        patched.setattr(assets.lib.ingestion.tabular, "read_regular", refuse_all)
        assert quick == outcome(path)


def refuse_all(*_: object) -> Iterator[pl.DataFrame]:
    raise ScanFailed
    yield


def test_a_wide_record_far_into_the_file_leaves_the_numbers_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes before it is read once, and reading goes on behind it with care."""
    monkeypatch.setattr(assets.lib.ingestion.tabular, "BATCH_ROWS", 2048)
    lines = [f"{i},x" for i in range(2, 50_000)] + ["50000,x,wide", "50001", "50002,x"]
    parts = batches(write(tmp_path, "a,b\n" + "\n".join(lines) + "\n"))
    rows = [row for part in parts for row in part.frame.rows()]
    assert [row[0] for row in rows] == [*range(2, 50_000), 50_002]
    assert all(row[0] == int(row[1]) for row in rows)
    assert [error.row for part in parts for error in part.errors] == [50_000, 50_001]


@pytest.mark.parametrize("between", ['"a\n\nb",c\n\n', '27" x,y\n\n1,2\n\n32" x,y\n', "\n\n\n"])
def test_a_line_is_counted_whatever_stands_above_it(tmp_path: Path, between: str) -> None:
    """Blank lines within quotes and outside of them, and quotes that are no quotes."""
    content = f"a,b\n{between}last,x\n"
    last = [row for part in batches(write(tmp_path, content)) for row in part.frame.rows()][-1]
    assert last == (content.count("\n"), "last", "x")
