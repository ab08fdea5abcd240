"""What was published is never forgotten, and an altered line is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.lib.ledger import (
    LedgerBroken,
    LedgerPublication,
    LedgerValue,
    NoSuchPublication,
    append_publication,
    describe_causes,
    find_movements,
    find_publication,
    read_publications,
    read_values,
    verify_ledger,
)

MONDAY = date(2026, 3, 2)
INPUTS = {"landing": "a", "organisation": "b", "code": "c", "as_of": None}


def value(number: float | None, segment: str = "all", week: date = MONDAY) -> LedgerValue:
    kind = "total" if segment == "all" else "channel"
    return LedgerValue(
        "content_system_throughput", week, kind, segment, number, number, None, 1, True
    )


def publication(number: int) -> LedgerPublication:
    at = datetime(2026, 3, 9, 6, tzinfo=UTC) + timedelta(days=number)
    return LedgerPublication(number, f"2{number}-of-a-run", at, at, INPUTS)


def publish(ledger: Path, *values: LedgerValue) -> int:
    """Append a publication of these values, and return its number."""
    numbers = [p.number for p in read_publications(ledger)]
    before = read_values(ledger, numbers[-1]) if numbers else {}
    append_publication(ledger, publication(len(numbers) + 1), values, before)
    return len(numbers) + 1


@given(
    published=st.lists(
        st.dictionaries(st.sampled_from("abc"), st.none() | st.floats(-10, 10)), max_size=6
    )
)
def test_every_publication_can_be_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, published: list[dict[str, float | None]]
) -> None:
    """Only differences are stored, and values that went are gone from then on."""
    ledger = tmp_path_factory.mktemp("ledger") / "ledger.jsonl"
    for number, values in enumerate(published, start=1):
        assert publish(ledger, *(value(v, segment) for segment, v in values.items())) == number
    for number, values in enumerate(published, start=1):
        found = {v.segment: v.value for v in read_values(ledger, number).values()}
        assert found == values
    verify_ledger(ledger)


@pytest.mark.parametrize("line", [1, 2, 3, 4])
def test_an_altered_line_is_found(tmp_path: Path, line: int) -> None:
    """A changed number, and a line that is gone, both break the chain where they are."""
    ledger = tmp_path / "ledger.jsonl"
    publish(ledger, value(8))
    publish(ledger, value(9))
    assert verify_ledger(ledger) == 4
    lines = ledger.read_text().splitlines(keepends=True)
    altered = [*lines]
    altered[line - 1] = altered[line - 1].replace("2026-03", "2026-04")
    ledger.write_text("".join(altered))
    with pytest.raises(LedgerBroken, match=f"line {line} "):
        verify_ledger(ledger)
    ledger.write_text("".join(lines[: line - 1] + lines[line:]))
    if line < len(lines):
        with pytest.raises(LedgerBroken, match=f"line {line} "):
            verify_ledger(ledger)


@given(data=st.data())
def test_no_byte_of_the_ledger_can_be_altered(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever stands in its place, wherever it is."""
    ledger = tmp_path_factory.mktemp("ledger") / "ledger.jsonl"
    publish(ledger, value(8), value(7, "other"))
    text = ledger.read_bytes()
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.binary(max_size=3).filter(lambda b: b != text[place : place + 1]))
    ledger.write_bytes(text[:place] + other + text[place + 1 :])
    with pytest.raises(LedgerBroken):
        verify_ledger(ledger)


@pytest.mark.parametrize(
    ("written", "altered"),
    [
        ('"value":8', '"value":999,"value":8'),
        ('"value":8', '"value": 8'),
        ("\n", "\r\n"),
    ],
    ids=["a key twice", "a blank", "another line end"],
)
def test_a_line_that_reads_the_same_is_altered_all_the_same(
    tmp_path: Path, written: str, altered: str
) -> None:
    """A person reads the first of two equal keys, and a program the last."""
    ledger = tmp_path / "ledger.jsonl"
    publish(ledger, value(8))
    text = ledger.read_bytes()
    assert written.encode() in text
    ledger.write_bytes(text.replace(written.encode(), altered.encode(), 1))
    with pytest.raises(LedgerBroken, match="line 1 "):
        verify_ledger(ledger)


def test_an_end_that_is_missing_is_known_by_the_snapshot_that_is_up(tmp_path: Path) -> None:
    """The chain itself is whole."""
    ledger = tmp_path / "ledger.jsonl"
    publish(ledger, value(8))
    first = ledger.read_bytes()
    publish(ledger, value(9))
    run = read_publications(ledger)[-1].run_id
    assert verify_ledger(ledger, run) == 4
    ledger.write_bytes(first)
    with pytest.raises(LedgerBroken, match=f"run {run}, whose snapshot is up, is missing"):
        verify_ledger(ledger, run)


def test_what_was_never_closed_was_never_published(tmp_path: Path) -> None:
    """A process that died in mid-publication leaves lines that the next one takes away."""
    ledger = tmp_path / "ledger.jsonl"
    publish(ledger, value(8))
    with ledger.open("a") as file:
        file.write('{"kpi_id":"content_system_throughput","week_start":"2026-03-02"}\n{"kpi')
    assert [p.number for p in read_publications(ledger)] == [1]
    publish(ledger, value(9))
    assert verify_ledger(ledger) == 4
    assert [v.value for v in read_values(ledger, 2).values()] == [9]


def test_a_publication_is_found_by_number_run_or_day(tmp_path: Path) -> None:
    """A day means what readers saw at its end."""
    ledger = tmp_path / "ledger.jsonl"
    with pytest.raises(NoSuchPublication, match="nothing has been published yet"):
        find_publication(ledger, "1")
    publish(ledger, value(8))
    publish(ledger, value(9))
    assert find_publication(ledger, "2").number == 2
    assert find_publication(ledger, "21-of-a-").number == 1
    assert find_publication(ledger, "2026-03-10").number == 1
    assert find_publication(ledger, "2026-12-24").number == 2
    with pytest.raises(NoSuchPublication, match="nothing had been published by 2026-03-09"):
        find_publication(ledger, "2026-03-09")
    with pytest.raises(NoSuchPublication, match="it holds 1 to 2"):
        find_publication(ledger, "yesterday")


def test_only_closed_weeks_move() -> None:
    """What was still to come in is no restatement; a segment that comes or goes is one."""
    closed, running = value(8), replace(value(3, week=MONDAY + timedelta(weeks=1)), is_closed=False)
    gone = value(5, "web")
    before = {v.key: v for v in (closed, running, gone)}
    after = {v.key: v for v in (value(10), value(2, "x"), value(7, week=running.week_start))}
    moved = find_movements(before, after)
    assert [(m.segment, m.before, m.after) for m in moved] == [
        ("web", 5, None),
        ("x", None, 2),
        ("all", 8, 10),
    ]
    assert moved[2].share == pytest.approx(0.25)
    assert moved[0].share == float("inf")


def test_causes_are_what_differs_between_the_inputs() -> None:
    """Files are named, a few of them."""
    before = publication(1)
    after = replace(before, inputs={**INPUTS, "landing": "x", "organisation": "y"})
    files = ["a.csv", "b.csv", "c.csv", "d.csv"]
    assert describe_causes(before, after, files) == (
        "files (a.csv, b.csv, c.csv and 1 more), declarations"
    )
    assert describe_causes(before, before, []) == "nothing that is known"
