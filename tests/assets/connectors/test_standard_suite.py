"""What every connector has to hold, whatever tool it reads: its own samples are the input."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.tables.proposal import OPEN_QUESTION
from assets.lib.settings import Settings
from assets.streams import get_stream
from tests.assets.builders import ask, land, take_in
from tests.assets.connectors.samples import ROOT
from tests.assets.connectors.suite import INPUTS, Input, as_rows, each, each_table

NAME = "Janet Sample"
PEOPLE = {
    ".csv": f"{NAME},Acme Ltd,Berlin\nTom Other,Beta Ltd,janet@p.example\n",
    ".json": f'[{{"name": "{NAME}", "city": "Berlin"}}]',
    ".xml": f"<people><person>{NAME}</person></people>",
}
PEOPLE_WITH_HEADER = {
    ".csv": f"id,name\n1,{NAME},Berlin,secret note\n",
    ".json": f'{{"{NAME}": {{"city": "Berlin"}}}}',
    ".xml": f"<rss><channel><title>{NAME}</title></channel></rss>",
}
UNKNOWN = {".csv": "alpha,beta\n1,2\n", ".json": '{"alpha": 1}', ".xml": "<alpha><beta/></alpha>"}
NOTHING_IN_IT = {
    ".json": lambda _: "[]",
    ".xml": lambda text: re.sub(r"(?s)<item>.*</item>", "", text),
}


def test_every_connector_brings_a_sample_that_the_suite_reads() -> None:
    """A new connector is held to the suite by nothing more than its samples."""
    assert {given.connector.name for given in INPUTS} == set(discover_connectors())
    assert {path.parent.name for path in ROOT.glob("*/connector.py")} == set(discover_connectors())


@pytest.mark.parametrize("name", discover_connectors())
def test_a_connector_is_complete(name: str) -> None:
    """Page, docstring and samples are there, each with its answer, and nothing is left open."""
    folder = ROOT / name
    assert (folder / "README.md").read_text(encoding="utf-8").startswith("# ")
    samples = [path for path in (folder / "samples").iterdir() if path.suffix != ".json"]
    assert samples or list((folder / "samples").glob("*.json"))
    for path in folder.rglob("*"):
        if path.suffix in (".py", ".md"):
            assert OPEN_QUESTION not in path.read_text(encoding="utf-8"), path


@each
@pytest.mark.parametrize("above", ["\ufeff", "\n", "\n\n", "\ufeff\n"])
def test_a_byte_order_mark_and_blank_lines_above_change_nothing(
    tmp_path: Path, given: Input, above: str
) -> None:
    """Spreadsheets, shells and plugins put them there."""
    assert given.rows(tmp_path, above + given.text) == given.own_rows


@each_table
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_header_in_the_middle_is_no_record(tmp_path: Path, given: Input, mark: str) -> None:
    """Pages that were joined bring theirs along, with or without a byte order mark."""
    header = given.header[-1]
    text = given.text.rstrip("\n") + f"\n{mark}{header}\n"
    result = given.read(tmp_path, text)
    assert result["skipped"]["repeated header"] == 1
    assert as_rows(result) == as_rows(given.result)


@each_table
@pytest.mark.parametrize(
    "odd",
    [
        lambda name: name.replace(" ", "\u00a0"),
        lambda name: f" {name}\u200b",
        str.upper,
    ],
    ids=["no-break", "outer", "upper-case"],
)
def test_odd_blanks_and_case_make_no_other_header(
    tmp_path: Path, given: Input, odd: Callable[[str], str]
) -> None:
    """A header is what it shows."""
    other = replace(given.grid, header=[odd(name) for name in given.grid.header])
    assert given.rows(tmp_path, other.text()) == given.own_rows


@each
@pytest.mark.parametrize("content", ["", " ", "\n\n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, given: Input, content: str) -> None:
    """It says so: an export of nothing has a header at least."""
    assert "empty" in given.read(tmp_path, content)["failed"]


@each
def test_an_export_of_nothing_loads_nothing_and_says_so(tmp_path: Path, given: Input) -> None:
    """A header alone is a view in which nothing was."""
    empty = NOTHING_IN_IT.get(given.suffix, lambda _: "\n".join(given.header) + "\n")
    result = given.read(tmp_path, empty(given.text))
    assert not any(result["rows"].values())
    assert result["quarantined"] == []
    assert [note for note in result["notes"] if note.startswith("no ")]


@each
def test_an_unknown_object_is_refused(tmp_path: Path, given: Input) -> None:
    """What is none of the tool's exports gives no records."""
    assert "failed" in given.read(tmp_path, UNKNOWN[given.suffix])


@each
@pytest.mark.parametrize("people", [PEOPLE, PEOPLE_WITH_HEADER], ids=["bare", "with-header"])
def test_a_list_of_people_in_the_wrong_folder_shows_no_name(
    tmp_path: Path, given: Input, people: dict[str, str]
) -> None:
    """The reason goes to logs and pages, and quotes nothing that it doesn't know."""
    reason = given.read(tmp_path, people[given.suffix])["failed"]
    for secret in ("Janet", "Sample", "Berlin", "secret", "@"):
        assert secret not in reason


@each
def test_a_file_that_is_cut_off_loads_nothing_that_was_not_there(
    tmp_path: Path, given: Input
) -> None:
    """A record cut in the middle is refused, not read with half a value."""
    whole = given.own_rows
    text = given.text.rstrip("\n")
    last = len(text) - len(text.splitlines()[-1])
    for end in (last + (len(text) - last) // 2, last + 3 * (len(text) - last) // 4):
        result = given.read(tmp_path, text[:end])
        for stream, rows in result.get("rows", {}).items():
            for row in rows:
                assert {k: v for k, v in row.items() if k != "_row"} in whole[stream]


@each
def test_unassigned_is_nobody(tmp_path: Path, given: Input) -> None:
    """In the place of everybody whom the sample names."""
    rows = given.own_rows
    named = {
        str(row[column.name])
        for stream, found in rows.items()
        for column in get_stream(stream).columns
        if column.identity
        for row in found
        if column.name in row
    }
    text = given.text
    for name in sorted(named, key=len, reverse=True):
        text = re.sub(rf"(?<![\w@.]){re.escape(name)}(?![\w@])", "Unassigned", text)
    for stream, found in given.rows(tmp_path, text).items():
        identities = {column.name for column in get_stream(stream).columns if column.identity}
        assert not [row for row in found if {row.get(name) for name in identities} & named]
        assert not [row for row in found if "Unassigned" in {row.get(n) for n in identities}]


@each
def test_one_file_in_two_accounts_is_two_sets_of_records(settings: Settings, given: Input) -> None:
    """Tools give the same numbers in every account."""
    for account, text in (("eu", given.text), ("us", given.text.rstrip("\n") + "\n\n")):
        land(settings, f"{given.connector.name}/{account}/{given.name}", text)
    assert {result.status for result in take_in(settings)} == {"loaded"}
    for stream in given.connector.streams:
        counts = ask(settings, f"select _account, count(*) from raw.{stream} group by 1 order by 1")
        assert [account for account, _ in counts] in ([], ["eu", "us"])
        assert len({count for _, count in counts}) <= 1
