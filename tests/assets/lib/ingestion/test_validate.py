"""A row holds its contract or is quarantined with the reason; no row is lost in between."""

import random
from datetime import UTC, date, datetime
from typing import Any

import pandera.errors
import polars as pl
import pytest

from assets.lib.ingestion.connector import Account, StreamRows
from assets.lib.ingestion.locale import Locale
from assets.lib.ingestion.privacy import MASK
from assets.lib.ingestion.typing import type_columns
from assets.lib.ingestion.validate import Privacy, ValidatedRows, validate_rows
from assets.lib.stream import ColumnType
from assets.streams import STREAM_NAMES, get_stream

PRIVACY = Privacy(key=b"a key for tests", pseudonymise=False)
SOURCES = frozenset({"ads", "crm", "langfuse"})
WHEN = "2026-03-02T08:00:00Z"


def validate(stream: str, rows: list[dict[str, object]], source: str = "ads") -> ValidatedRows:
    frame = pl.DataFrame([{"_row": n} | row for n, row in enumerate(rows, start=2)])
    return validate_rows(StreamRows(stream, frame), source, SOURCES, Account(), PRIVACY)


def run(number: int, **values: object) -> dict[str, object]:
    good = {"run_id": str(number), "agent": "a", "started_at": WHEN, "status": "ok", "cost": "0"}
    return {**good, "currency": "EUR", "input_tokens": "1"} | values


def test_each_broken_rule_is_told_and_the_other_rows_hold() -> None:
    """Missing, unreadable, not allowed, negative, misspelt: each with record, column and value."""
    result = validate(
        "agent_runs",
        [
            run(2),
            run(3, agent=" "),
            run(4, status="OK"),
            run(5, cost="-0.01"),
            run(6, currency="euro"),
            run(7, started_at="soon"),
            run(8, input_tokens="-1", status="done"),
            run(9, started_at=None),
            run(10),
        ],
    )
    assert result.good["_row"].to_list() == [2, 10]
    assert sorted(result.errors.rows()) == [
        (3, "agent", "required: not empty", None),
        (4, "status", "one of ok, error, escalated, cancelled", "OK"),
        (5, "cost", "at least 0", "-0.0100000000"),
        (6, "currency", "written like ^[A-Z]{3}$", "euro"),
        (7, "started_at", "a time (ISO 8601; without zone: UTC, and one that its clock shows)",
         "soon"),
        (8, "input_tokens", "at least 0", "-1"),
        (8, "status", "one of ok, error, escalated, cancelled", "done"),
        (9, "started_at", "required: not empty", None),
    ]  # fmt: skip


def test_a_missing_required_column_is_an_error_of_every_row() -> None:
    """A connector that leaves one out loses nothing in silence."""
    result = validate("leads", [{"lead_id": "1"}, {"lead_id": "2"}])
    assert result.good.is_empty()
    assert [row[:3] for row in result.errors.rows()] == [
        (2, "created_at", "required: not empty"),
        (3, "created_at", "required: not empty"),
    ]


def test_no_rows_give_no_rows() -> None:
    """An empty frame is a result without rows and without errors, in the types of the stream."""
    frame = pl.DataFrame(schema={"_row": pl.Int64, "lead_id": pl.String})
    result = validate_rows(StreamRows("leads", frame), "crm", SOURCES, Account(), PRIVACY)
    assert result.good.is_empty()
    assert result.errors.is_empty()
    assert result.good.schema["created_at"] == pl.Datetime("us", "UTC")


def test_values_are_shown_short_and_personal_ones_not() -> None:
    """200 characters are enough to find a value; identities are masked where they break a rule."""
    result = validate("work_items", [{"work_item_id": "1", "title": "t", "hours": "x" * 500}])
    assert result.errors["value"].to_list() == ["x" * 200 + "..."]
    result = validate(
        "work_items", [{"work_item_id": "1", "title": "t", "assignee": ["Desk Lead"]}]
    )
    assert result.errors.rows() == [(2, "assignee", "text", MASK)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("42", "ads:emea:42"),
        ("crm:42", "crm:default:42"),
        ("crm:apac:42", "crm:apac:42"),
        ("crm:apac:42:7", "crm:apac:42:7"),
        ("crm:https://crm.example/7", "crm:default:https://crm.example/7"),
        ("crm:apac:/7", "crm:apac:/7"),
        ("langfuse:", "langfuse:default:"),
        ("other:42", "ads:emea:other:42"),
        ("12:30", "ads:emea:12:30"),
        ("crmx:1", "ads:emea:crmx:1"),
        ("CRM:1", "ads:emea:CRM:1"),
        (None, None),
    ],
)
def test_ids_of_other_records_name_source_and_account(
    given: str | None, expected: str | None
) -> None:
    """An id is of the row's own account unless it says whose it is; none stays none."""
    row = {"lead_id": "1", "created_at": WHEN, "campaign_id": given, "_account": "emea"}
    result = validate("leads", [row], source="ads")
    assert result.good["campaign_id"].to_list() == [expected]
    assert result.good["lead_id"].to_list() == ["1"]


def test_a_text_that_may_refer_is_left_alone_where_it_names_nothing() -> None:
    """What an agent worked on may be a batch; a record of a tool is named in full."""
    rows = [
        {"run_id": str(n), "agent": "a", "started_at": WHEN, "status": "ok", "subject_id": subject}
        for n, subject in enumerate(("a batch", "crm:42", "crm:apac:42", None))
    ]
    result = validate("agent_runs", rows)
    assert result.good["subject_id"].to_list() == ["a batch", "crm:default:42", "crm:apac:42", None]


def test_a_row_may_name_its_account_and_no_colon_in_it() -> None:
    """The export's account is where the row names none; a colon would make two keys one."""
    rows = [
        {"lead_id": "1", "created_at": WHEN, "_account": account}
        for account in (" emea ", "", None, "a:b")
    ]
    result = validate("leads", rows)
    assert result.good["_account"].to_list() == ["emea", "default", "default"]
    assert [row[1:] for row in result.errors.rows()] == [
        ("account", "no colon, which parts source, account and id", "a:b")
    ]


def test_the_columns_of_an_export_are_those_that_it_states() -> None:
    """Neither what it lacks, nor what was declared in its place."""
    frame = pl.DataFrame(
        {"_row": [2], "lead_id": ["1"], "created_at": [WHEN], "stage": [None], "currency": ["EUR"]}
    )
    rows = StreamRows("leads", frame, assumed=("currency",))
    result = validate_rows(rows, "crm", SOURCES, Account(), PRIVACY)
    assert set(result.columns) == {"lead_id", "created_at", "stage"}
    assert result.good["currency"].to_list() == ["EUR"]


def test_times_are_read_in_the_zone_of_the_account() -> None:
    """The same text is another instant in another account."""
    frame = pl.DataFrame({"_row": [2], "lead_id": ["1"], "created_at": ["2026-03-02 09:30"]})
    hours = [
        validate_rows(StreamRows("leads", frame), "crm", SOURCES, Account(timezone=zone), PRIVACY)
        .good["created_at"]
        .dt.hour()
        .item()
        for zone in ("UTC", "Europe/Berlin", "America/New_York")
    ]
    assert hours == [9, 8, 14]


def test_columns_that_the_stream_does_not_have_are_left_out() -> None:
    """Nothing undeclared gets in, whatever a connector hands on."""
    result = validate("leads", [{"lead_id": "1", "created_at": WHEN, "first_name": "Robin"}])
    assert "first_name" not in result.good.columns
    assert "_index" not in result.good.columns


def test_faults_name_their_records() -> None:
    """Several bad values in several columns each have the number of their record."""
    frame = pl.DataFrame(
        {
            "_row": [10, 20, 30],
            "work_item_id": ["1", "2", "3"],
            "hours": ["1.5", "x", "y"],
            "created_at": ["soon", None, "2026-03-02"],
        }
    )
    _, errors = type_columns(frame, get_stream("work_items"), Locale())
    assert sorted(errors.select("_row", "column", "value").rows()) == [
        (10, "created_at", "soon"),
        (20, "hours", "x"),
        (30, "hours", "y"),
    ]


ODD: dict[ColumnType, list[Any]] = {
    ColumnType.TEXT: [None, "EUR", "eur", "EURO", "xEUR", "EUR\n", "", " ok", "OK"],
    ColumnType.MONEY: [None, 0, 1, -1],
    ColumnType.NUMBER: [None, 0.0, 0.5, -0.5],
    ColumnType.COUNT: [None, 0, 1, -1],
    ColumnType.INSTANT: [None, datetime(2026, 3, 2, tzinfo=UTC)],
    ColumnType.DAY: [None, date(2026, 3, 2)],
    ColumnType.FLAG: [None, True],
}


@pytest.mark.parametrize("name", STREAM_NAMES)
def test_what_holds_is_what_the_declared_contract_accepts(name: str) -> None:
    """Rows that the quick look lets pass have no failure by Pandera, and the others have one."""
    stream = get_stream(name)
    chance = random.Random(20260309)  # noqa: S311  # the same rows each time
    rows = [
        {c.name: chance.choice([*ODD[c.type], *c.allowed * 3]) for c in stream.columns}
        for _ in range(3000)
    ]
    accepted = {c.name: c.allowed[0] if c.allowed else ODD[c.type][1] for c in stream.columns}
    spoiled = [accepted | {c.name: v} for c in stream.columns for v in [*ODD[c.type], *c.allowed]]
    types = {column.name: column.polars_type for column in stream.columns}
    frame = pl.DataFrame([accepted, *spoiled, *rows], schema=types)
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        stream.to_pandera().validate(frame, lazy=True)
    failed = set(caught.value.failure_cases["index"])
    held = frame.select(stream.holds()).to_series().to_list()
    assert [i not in failed for i in range(frame.height)] == held
    assert held[0] is True


@pytest.mark.parametrize(
    ("stream", "column", "absurd", "largest"),
    [
        ("work_items", "hours", "1e308", "10000"),
        ("work_items", "completed_at", "9999-12-31", "2099-12-31"),
        ("reviews", "minutes", "1441", "1440"),
        ("campaign_performance", "clicks", "1000000000001", "1000000000000"),
        ("campaign_performance", "date", "1900-01-01", "1990-01-01"),
        ("campaign_performance", "cost", "-1e13", "-1e12"),
        ("leads", "score", "1e300", "1e12"),
    ],
)
def test_an_absurd_value_is_quarantined(
    stream: str, column: str, absurd: str, largest: str
) -> None:
    """One mistyped value must not decide every sum."""
    frame = pl.DataFrame({"_row": [2, 3], column: [absurd, largest]})
    rows = StreamRows(stream, frame)
    result = validate_rows(rows, "crm", SOURCES, Account(), PRIVACY)
    found = result.errors.filter(pl.col("column") == column)
    assert found["_row"].to_list() == [2]
    assert found["rule"][0].startswith(("at most", "at least"))
