"""Text becomes what the stream says it is, or an error that shows it; nothing is guessed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assets.lib.ingestion.connector import StreamRows
from assets.lib.ingestion.instants import _any_text, _plain_text
from assets.lib.ingestion.locale import Locale
from assets.lib.ingestion.typing import (
    ERROR_SCHEMA,
    type_columns,
)
from assets.streams import get_stream

INSTANT = ("agent_runs", "started_at")
DAY = ("campaign_performance", "date")
MONEY = ("campaign_performance", "cost")
NUMBER = ("campaign_performance", "conversions")
COUNT = ("campaign_performance", "impressions")
FLAG = ("work_items", "ai_assisted")
TEXT = ("work_items", "labels")


def typed(
    column: tuple[str, str],
    values: list[Any],
    timezone_name: str = "UTC",
    dtype: Any = None,
    locale: Locale | None = None,
) -> tuple[list[Any], list[str]]:
    """Return the typed values of one column, and the values that were no such thing."""
    stream, name = column
    frame = pl.DataFrame({"_row": range(2, 2 + len(values)), name: pl.Series(values, dtype=dtype)})
    result, errors = type_columns(frame, get_stream(stream), locale or Locale(timezone_name))
    contract = get_stream(stream)
    assert result.columns == ["_row", *(c.name for c in contract.columns)]
    assert result.schema[name] == contract.column(name).polars_type
    assert dict(errors.schema) == ERROR_SCHEMA
    broken = [row for row, value in zip(result["_row"], result[name], strict=True) if value is None]
    assert set(errors["_row"]) <= set(broken)
    return result[name].to_list(), errors["value"].to_list()


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02T10:00:00Z", utc(2026, 3, 2, 10)),
        ("2026-03-02T10:00:00.123456Z", utc(2026, 3, 2, 10, 0, 0, 123456)),
        ("2026-03-02T10:00:00.123456789Z", utc(2026, 3, 2, 10, 0, 0, 123456)),
        ("2026-03-02T10:00Z", utc(2026, 3, 2, 10)),
        ("2026-03-02 10:00:00z", utc(2026, 3, 2, 10)),
        ("2026-03-02 10:00:00 UTC", utc(2026, 3, 2, 10)),
        ("2026-03-02T10:00:00+01:00", utc(2026, 3, 2, 9)),
        ("2026-03-02 10:00:00 +0100", utc(2026, 3, 2, 9)),
        ("2026-03-02T10:00:00-0530", utc(2026, 3, 2, 15, 30)),
        ("2026-03-02T10:00-05", utc(2026, 3, 2, 15)),
        ("2026-03-02T10:00:00.5+14:00", utc(2026, 3, 1, 20, 0, 0, 500000)),
        ("2026-03-02T10:00:00", utc(2026, 3, 2, 9)),
        ("2026-03-02 10:00", utc(2026, 3, 2, 9)),
        ("2026-07-02T10:00:00.25", utc(2026, 7, 2, 8, 0, 0, 250000)),
        ("2026-03-02", utc(2026, 3, 1, 23)),
        ("  2026-03-02T10:00:00Z\t", utc(2026, 3, 2, 10)),
    ],
)
def test_every_shape_of_an_iso_time_is_the_same_instant(text: str, expected: datetime) -> None:
    """A zone in the text holds; without one it is the account's, here Berlin's."""
    assert typed(INSTANT, [text, "2026-03-02T10:00:00Z"], "Europe/Berlin")[0][0] == expected
    assert typed(INSTANT, [text], "Europe/Berlin") == ([expected], [])


@pytest.mark.parametrize(
    "text",
    [
        "02/03/2026",
        "02.03.2026 10:00",
        "2026-02-30",
        "2026-13-01T00:00:00Z",
        "2026-03-02T10:61:00Z",
        "2026-03-02T10:00:00+25:00",
        "2026-03-02T10:00:00 Europe/Berlin",
        "2026-W10-1",
        "1772438400",
        "0000-00-00 00:00:00",
        "yesterday",
        "N/A",
    ],
)
def test_a_time_in_another_shape_is_an_error_that_shows_it(text: str) -> None:
    """A day that could be two days, a serial number, a day that does not exist: none is guessed."""
    assert typed(INSTANT, [text]) == ([None], [text])
    assert typed(INSTANT, [text, "2026-03-02"])[1] == [text]


def test_an_hour_that_the_clock_skipped_is_an_error_and_one_it_repeats_is_the_first() -> None:
    """Berlin, spring: 02:30 does not happen. Autumn: 02:30 happens twice."""
    values = ["2026-03-29T01:59:59", "2026-03-29T02:30:00", "2026-03-29T03:00:00"]
    found, errors = typed(INSTANT, values, "Europe/Berlin")
    assert found == [utc(2026, 3, 29, 0, 59, 59), None, utc(2026, 3, 29, 1)]
    assert errors == ["2026-03-29T02:30:00"]
    assert typed(INSTANT, ["2026-10-25T02:30:00"], "Europe/Berlin") == (
        [utc(2026, 10, 25, 0, 30)],
        [],
    )
    zoned = ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]
    assert typed(INSTANT, zoned, "Europe/Berlin")[0] == [
        utc(2026, 10, 25, 0, 30),
        utc(2026, 10, 25, 1, 30),
    ]


def test_the_rule_names_the_zone_in_which_the_time_was_read() -> None:
    """Whoever sees the error can tell a wrong zone from a wrong time."""
    frame = pl.DataFrame({"_row": [7], "started_at": ["2026-03-29T02:30:00"]})
    _, errors = type_columns(frame, get_stream("agent_runs"), Locale("Europe/Berlin"))
    [(row, column, rule, value)] = errors.rows()
    assert (row, column, value) == (7, "started_at", "2026-03-29T02:30:00")
    assert "Europe/Berlin" in rule


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        (DAY, "2026-03-02", date(2026, 3, 2)),
        (DAY, " 2026-03-02 ", date(2026, 3, 2)),
        (MONEY, "1200.50", Decimal("1200.50")),
        (MONEY, "-5", Decimal(-5)),
        (MONEY, ".22", Decimal("0.22")),
        (MONEY, "0.1", Decimal("0.1")),
        (MONEY, "999999999999.999999", Decimal("999999999999.999999")),
        (NUMBER, "1e-3", 0.001),
        (NUMBER, "-0.5", -0.5),
        (COUNT, "9223372036854775807", 9223372036854775807),
        (COUNT, "0012", 12),
        (FLAG, "TRUE", True),
        (FLAG, "yes", True),
        (FLAG, "1", True),
        (FLAG, "False", False),
        (FLAG, "no", False),
        (FLAG, "0", False),
        (TEXT, "  a b ", "a b"),
        (TEXT, "007", "007"),
        (TEXT, "NULL", "NULL"),
    ],
)
def test_a_text_is_read_as_its_column_says(
    column: tuple[str, str], text: str, expected: object
) -> None:
    """Exactly, with a decimal point, blanks around it ignored."""
    assert typed(column, [text]) == ([expected], [])


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (DAY, "02.03.2026"),
        (DAY, "2026-02-30"),
        (MONEY, "1,200"),
        (MONEY, "NaN"),
        (MONEY, "inf"),
        (MONEY, "1000000000000000000"),
        (NUMBER, "NaN"),
        (NUMBER, "-inf"),
        (NUMBER, "1e999"),
        (NUMBER, "> 90%"),
        (COUNT, "1,200"),
        (COUNT, "12.5"),
        (COUNT, "9223372036854775808"),
        (COUNT, "--"),
        (COUNT, "٣"),
        (FLAG, "maybe"),
        (FLAG, "2"),
        (FLAG, "-"),
    ],
)
def test_a_text_that_is_no_such_thing_is_an_error_that_shows_it(
    column: tuple[str, str], text: str
) -> None:
    """Thousands separators, currency signs, NaN and infinity are never a number."""
    assert typed(column, [text]) == ([None], [text])


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        (DAY, "2026-03-02 00:00:00", date(2026, 3, 2)),
        (DAY, "5 Sept 2025", date(2025, 9, 5)),
        (DAY, "13/02/2026", date(2026, 2, 13)),
        (DAY, "46083", date(2026, 3, 2)),
        (INSTANT, "20260309T101500Z", utc(2026, 3, 9, 10, 15)),
        (INSTANT, "2026-03-09T24:00:00Z", utc(2026, 3, 10)),
        (INSTANT, "2026-03-09T10:15:30,5z", utc(2026, 3, 9, 10, 15, 30, 500000)),
        (INSTANT, "2026-3-2 9:30", utc(2026, 3, 2, 9, 30)),
        (INSTANT, "22/Sep/25 9:26 PM", utc(2025, 9, 22, 21, 26)),
        (INSTANT, "2 f\u00e9vr. 2026 10:00", utc(2026, 2, 2, 10)),
        (INSTANT, "12. M\u00e4rz 2026", utc(2026, 3, 12)),
        (INSTANT, "5 de enero de 2026", utc(2026, 1, 5)),
        (INSTANT, "Tue May 14 2024 08:53:33 GMT+0000 (GMT)", utc(2024, 5, 14, 8, 53, 33)),
        (MONEY, "1.234,56", Decimal("1234.56")),
        (MONEY, "1,234.56", Decimal("1234.56")),
        (MONEY, "1,23,456.78", Decimal("123456.78")),
        (MONEY, "1'234.50", Decimal("1234.5")),
        (MONEY, "1\u202f234,50", Decimal("1234.5")),
        (MONEY, "\u20ac12", Decimal(12)),
        (MONEY, "12,50 EUR", Decimal("12.5")),
        (MONEY, "3.5e-7", Decimal("0.00000035")),
        (MONEY, "3.5E-07", Decimal("0.00000035")),
        (NUMBER, "50%", 0.5),
        (NUMBER, "1,5", 1.5),
        (COUNT, "1500.0", 1500),
        (COUNT, "1.234.567", 1234567),
        (FLAG, "1.0", True),
    ],
)
def test_what_has_one_reading_alone_is_read(
    column: tuple[str, str], text: str, expected: object
) -> None:
    """As people and spreadsheets write it, in the languages that tools export."""
    assert typed(column, [text]) == ([expected], [])


@pytest.mark.parametrize(
    ("column", "text", "setting", "readings"),
    [
        (
            INSTANT,
            "03/02/2026 9:30",
            "date_order",
            {"dmy": utc(2026, 2, 3, 9, 30), "mdy": utc(2026, 3, 2, 9, 30)},
        ),
        (DAY, "3.2.2026", "date_order", {"dmy": date(2026, 2, 3), "mdy": date(2026, 3, 2)}),
        (MONEY, "1,234", "decimal_sign", {".": Decimal(1234), ",": Decimal("1.234")}),
        (COUNT, "1,234", "decimal_sign", {".": 1234}),
        (NUMBER, "-1,234", "decimal_sign", {".": -1234.0, ",": -1.234}),
    ],
)
def test_what_has_two_readings_is_read_as_declared_and_else_an_error_that_names_the_setting(
    column: tuple[str, str], text: str, setting: str, readings: dict[Any, object]
) -> None:
    """Nothing is guessed: the account says which one it is."""
    stream, name = column
    frame = pl.DataFrame({"_row": [2], name: [text]})
    [(_, _, rule, value)] = type_columns(frame, get_stream(stream), Locale())[1].rows()
    assert (setting in rule, value) == (True, text)
    for declared, expected in readings.items():
        locale = replace(Locale(), **{setting: declared})
        assert typed(column, [text], locale=locale) == ([expected], [])


def test_the_first_records_prove_how_the_others_are_written() -> None:
    """A day above 12 and a decimal comma settle what could be either; a contradiction does not."""
    days = pl.DataFrame({"_row": [1, 2], "date": ["13/02/2026", "03/02/2026"]})
    costs = pl.DataFrame({"_row": [1, 2], "cost": ["1.234,56", "1.234"]})
    found = Locale().proven_by(StreamRows("campaign_performance", f) for f in (days, costs))
    assert found == Locale("UTC", "dmy", ",")
    assert typed(MONEY, ["1.234", "12.5"], locale=found)[0] == [Decimal(1234), Decimal("12.5")]
    mixed = pl.DataFrame({"_row": [1, 2], "date": ["13/02/2026", "02/13/2026"]})
    assert Locale().proven_by([StreamRows("campaign_performance", mixed)]).date_order is None


def test_the_sign_of_another_currency_is_an_error() -> None:
    """An amount in euros is none in dollars."""
    frame = pl.DataFrame(
        {"_row": [2, 3, 4], "cost": ["\u20ac12", "USD 5", "$7"], "currency": ["USD", "USD", "CAD"]}
    )
    result, errors = type_columns(frame, get_stream("campaign_performance"), Locale())
    assert result["cost"].to_list() == [None, Decimal(5), Decimal(7)]
    assert errors["value"].to_list() == ["\u20ac12"]


@pytest.mark.parametrize(
    ("zone", "day", "first_instant"),
    [
        ("Africa/Cairo", "2026-04-24", utc(2026, 4, 23, 22)),
        ("America/Santiago", "2026-09-06", utc(2026, 9, 6, 4)),
        ("America/Sao_Paulo", "2017-10-15", utc(2017, 10, 15, 3)),
    ],
)
@pytest.mark.parametrize("carrier", [str, date.fromisoformat])
def test_a_day_alone_is_its_first_instant_where_the_clock_skips_midnight(
    zone: str, day: str, first_instant: datetime, carrier: Any
) -> None:
    """The day is on the calendar, whatever its first hour is called."""
    assert typed(INSTANT, [carrier(day)], zone) == ([first_instant], [])
    assert typed(INSTANT, [f"{day} 00:00:00"], zone)[0] == [None]


def test_a_day_that_the_calendar_leaves_out_is_an_error() -> None:
    """Samoa had no 30 December 2011."""
    assert typed(INSTANT, ["2011-12-30"], "Pacific/Apia") == ([None], ["2011-12-30"])


@pytest.mark.parametrize("column", [INSTANT, DAY, MONEY, NUMBER, COUNT, FLAG, TEXT])
def test_empty_is_unknown_in_every_column(column: tuple[str, str]) -> None:
    """Empty, blank and missing values are null, and no error here."""
    assert typed(column, ["", "   ", None, "\t\u00a0"]) == ([None] * 4, [])
    assert typed(column, [None], dtype=pl.Null) == ([None], [])
    result, errors = type_columns(pl.DataFrame({"_row": [2, 3]}), get_stream(column[0]), Locale())
    assert result[column[1]].to_list() == [None, None]
    assert errors.is_empty()


@pytest.mark.parametrize(
    ("column", "values", "dtype", "expected"),
    [
        (INSTANT, [datetime(2026, 3, 2, 10)], pl.Datetime("ns"), utc(2026, 3, 2, 9)),  # noqa: DTZ001
        (INSTANT, [datetime(2026, 3, 2, 10)], pl.Datetime("ms"), utc(2026, 3, 2, 9)),  # noqa: DTZ001
        (INSTANT, [utc(2026, 3, 2, 10)], pl.Datetime("ns", "Asia/Tokyo"), utc(2026, 3, 2, 10)),
        (INSTANT, [date(2026, 3, 2)], pl.Date, utc(2026, 3, 1, 23)),
        (DAY, [datetime(2026, 3, 2, 23)], pl.Datetime("us"), date(2026, 3, 2)),  # noqa: DTZ001
        (DAY, [utc(2026, 3, 1, 23)], pl.Datetime("us", "Europe/Berlin"), date(2026, 3, 2)),
        (MONEY, [1.1], pl.Float64, Decimal("1.1")),
        (MONEY, [5], pl.Int32, Decimal(5)),
        (MONEY, [Decimal("1.25")], pl.Decimal(10, 2), Decimal("1.25")),
        (NUMBER, [1.5], pl.Float32, 1.5),
        (NUMBER, [2], pl.Int8, 2.0),
        (COUNT, [12.0], pl.Float64, 12),
        (COUNT, [12], pl.UInt16, 12),
        (COUNT, [Decimal("12.00")], pl.Decimal(10, 2), 12),
        (FLAG, [True], pl.Boolean, True),
        (FLAG, [0], pl.Int64, False),
        (TEXT, [123], pl.Int64, "123"),
        (TEXT, ["a"], pl.Categorical, "a"),
    ],
)
def test_typed_values_are_taken_as_they_are(
    column: tuple[str, str], values: list[Any], dtype: Any, expected: object
) -> None:
    """Parquet and JSON bring types: those that suit a column mean what they say."""
    assert typed(column, values, "Europe/Berlin", dtype) == ([expected], [])


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        (INSTANT, 1772438400, "1772438400"),
        (INSTANT, 1772438400.5, "1772438400.5"),
        (INSTANT, True, "true"),
        (INSTANT, time(10), "(Time)"),
        (DAY, 20260302, "20260302"),
        (DAY, 20000, "20000"),
        (MONEY, float("nan"), "NaN"),
        (MONEY, 1e19, "1e+19"),
        (MONEY, True, "true"),
        (NUMBER, float("inf"), "inf"),
        (NUMBER, date(2026, 3, 2), "2026-03-02"),
        (NUMBER, ["1"], "(List(String))"),
        (COUNT, 12.5, "12.5"),
        (COUNT, Decimal("1.5"), "1.5"),
        (COUNT, True, "true"),
        (COUNT, float("nan"), "NaN"),
        (FLAG, 2, "2"),
        (FLAG, 0.5, "0.5"),
        (TEXT, ["a", "b"], "(List(String))"),
        (TEXT, {"a": 1}, "(Struct({'a': Int64}))"),
        (TEXT, b"a\xff", "(Binary)"),
        (TEXT, timedelta(hours=1), "(Duration(time_unit='us'))"),
    ],
)
def test_a_typed_value_that_does_not_suit_is_an_error_and_never_reinterpreted(
    column: tuple[str, str], value: object, shown: str
) -> None:
    """A whole number is no time, 12.5 is no count, a list is no text: each is shown, not cast."""
    assert typed(column, [value]) == ([None], [shown])


ZONES = st.builds(
    timezone, st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))
)
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2199, 1, 1), timezones=ZONES)  # noqa: DTZ001


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.sampled_from(["T", " "]), st.booleans())
def test_an_instant_that_is_written_is_read_back(moment: datetime, between: str, z: bool) -> None:
    """Whatever the offset and the precision, the text of an instant is that instant."""
    text = moment.astimezone(UTC).isoformat(between).replace("+00:00", "Z")
    if not z:
        text = moment.isoformat(between)
    assert typed(INSTANT, [text], "America/New_York") == ([moment.astimezone(UTC)], [])


@settings(max_examples=60, deadline=None)
@given(st.decimals(-(10**12) + 1, 10**12 - 1, places=6))
def test_an_amount_that_is_written_is_read_back(amount: Decimal) -> None:
    """Money is decimal from end to end: no digit changes."""
    assert typed(MONEY, [f"{amount:f}"]) == ([amount], [])


_PART = st.integers(0, 99).map("{:02d}".format)
_WRITTEN = st.one_of(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.strftime("%Y-%m-%d %H:%M:%S")
    ),
    st.tuples(st.integers(0, 9999).map("{:04d}".format), *[_PART] * 5).map(
        lambda p: f"{p[0]}-{p[1]}-{p[2]} {p[3]}:{p[4]}:{p[5]}"
    ),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_WRITTEN, min_size=1, max_size=4),
    st.sampled_from(["{} {}", "{}T{}", "{}T{}Z", "{}"]),
    st.sampled_from(["UTC", "Europe/Berlin"]),
)
@example(["2026-03-29 02:30:00", "2026-10-25 02:30:00"], "{} {}", "Europe/Berlin")
@example(["2026-12-31 23:59:60"], "{}T{}Z", "UTC")
@example(["2026-12-31 24:00:00"], "{}T{}", "UTC")
def test_plain_columns_are_read_as_mixed_ones_are(
    written: list[str], shape: str, zone: str
) -> None:
    """A column in one plain format gives what each of its values gives among others."""
    values = pl.Series([shape.format(*moment.split(" ")) for moment in written])
    plain = _plain_text(values, zone)
    if plain is not None:
        assert plain.equals(_any_text(values, Locale(zone)), null_equal=True)


@pytest.mark.parametrize(
    "value", ["2026-03-02T08:00:00Z", "2026-03-02T08:00:00", "2026-03-02 08:00:00", "2026-03-02"]
)
def test_plain_formats_are_read_at_once(value: str) -> None:
    """Those that tools write most are not left to the slow general way."""
    assert _plain_text(pl.Series([None, value, value]), "UTC") is not None
