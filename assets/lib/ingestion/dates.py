"""Reads days and times as tools and spreadsheets write them, and guesses no order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

import polars as pl

DateOrder = Literal["dmy", "mdy"]

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar|jänner februar|feber märz april mai juni juli august september oktober november "
    "dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre "
    "noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "short": "jan|ene|gen|janv|jän feb|fév|févr|fev|febr mar|mär|mrz|mrt|märz apr|avr|abr "
    "may|mai|mag|mei jun|juin|giu jul|juil|lug aug|août|aou|ago|ag sep|sept|set oct|okt|ott|out "
    "nov dec|déc|dez|dic",
}
"""The names of the twelve months, in order; `|` parts ways to write one."""

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? "
_DATE = (
    r"(?:(?P<y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})"
    r"|(?P<basic>[0-9]{8})(?=t)"
    r"|(?P<a>[0-9]{1,2})(?P<t>[-/.])(?P<b>[0-9]{1,2})(?P=t)(?P<ny>[0-9]{4}|[0-9]{2})"
    rf"|(?:{_WEEKDAY})?(?P<d1>[0-9]{{1,2}})(?:\.|st|nd|rd|th)?[ /.-]+(?:de )?"
    r"(?P<m1>[^\W\d_]+)\.?,?[ /.-]+(?:de )?(?P<y1>[0-9]{4}|[0-9]{2})"
    rf"|(?:{_WEEKDAY})?(?P<m2>[^\W\d_]+)\.?[ -]+(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?,?[ -]+"
    r"(?P<y2>[0-9]{4}))"
)
_TIME = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<part>[0-9]+))?)?"
)
_BASIC_TIME = r"(?P<bh>[0-9]{2})(?P<bm>[0-9]{2})(?P<bs>[0-9]{2})?"
_ZONE = r"(?:z|utc|gmt)?(?P<offset>[+-][0-9]{2}(?::?[0-9]{2})?)?(?P<named> ?\([^()]*\))?"
_WRITTEN = re.compile(
    rf"{_DATE}(?:(?:t|,? (?:at |à |um )?)(?:{_TIME}|{_BASIC_TIME})"
    rf"(?: ?(?P<half>[ap])\.? ?m\.?)?(?P<zone> ?{_ZONE}))?"
)
_SERIAL = re.compile(r"(?P<days>[0-9]{5})(?:[.,](?P<part>[0-9]{1,12}))?")
_SERIAL_ORIGIN = datetime(1899, 12, 30)  # noqa: DTZ001  # a local time, as all of a spreadsheet
_SERIAL_DAYS = range(29_221, 65_746)
"""1980 to 2079: a five-digit number in a column of times is no other thing."""
_NOON = 12
_LAST_MONTH = 12
_CENTURY = 2000


def iso_time(text: str, order: DateOrder | None) -> str | None:
    """Return a day or a time in ISO 8601, with its zone where it has one; None where it is none.

    A day in numbers alone is read where its year comes first, where only one order makes a day of
    it, or in the order given.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split()).lower()
    serial = _SERIAL.fullmatch(plain)
    if serial:
        return _of_serial(int(serial["days"]), serial["part"] or "")
    found = _WRITTEN.fullmatch(plain)
    if not found:
        return None
    try:
        day = _day(found, order)
        return None if day is None else _with_time(day, found)
    except (ValueError, OverflowError):
        return None


def iso_text(text: pl.Expr, order: DateOrder | None) -> pl.Expr:
    """Return the texts in ISO 8601, and as they are found where they are no day or time.

    Raises ValueError where the order is none: read as another one, every day would be wrong.
    """
    if order not in {None, "dmy", "mdy"}:
        raise ValueError(f"the order of days is 'dmy' or 'mdy', not {order!r}")

    def read(texts: pl.Series) -> pl.Series:
        found = {value: iso_time(value, order) or value for value in texts.unique() if value}
        return texts.replace_strict(found, default=None, return_dtype=pl.String)

    return text.map_batches(read, return_dtype=pl.String, is_elementwise=True)


def prove_order(texts: Iterable[str]) -> DateOrder | None:
    """Return the order of days in numbers that the texts prove: a first or second part above 12.

    None where they prove neither, or both.
    """
    proven = {order for text in texts if (order := _proven_by(text))}
    return proven.pop() if len(proven) == 1 else None


def prove_order_of_mondays(texts: Iterable[str]) -> DateOrder | None:
    """Return the only order in which all texts are Mondays."""
    values = list(texts)
    orders: tuple[DateOrder, ...] = ("dmy", "mdy")
    fitting = [order for order in orders if all(_is_monday(iso_time(t, order)) for t in values)]
    return fitting[0] if len(fitting) == 1 else None


def is_ambiguous(text: str) -> bool:
    """Whether a text is a day in both orders, and not the same one."""
    day_first, month_first = iso_time(text, "dmy"), iso_time(text, "mdy")
    return None not in (day_first, month_first) and day_first != month_first


def _is_monday(iso: str | None) -> bool:
    return iso is not None and date.fromisoformat(iso[:10]).weekday() == 0


def _proven_by(text: str) -> DateOrder | None:
    found = _WRITTEN.fullmatch(" ".join(text.split()).lower())
    if not found or found["a"] is None:
        return None
    first, second = int(found["a"]) > _LAST_MONTH, int(found["b"]) > _LAST_MONTH
    if first == second:
        return None
    return "dmy" if first else "mdy"


def _of_serial(days: int, part: str) -> str | None:
    if days not in _SERIAL_DAYS:
        return None
    moment = _SERIAL_ORIGIN + timedelta(days=days)
    if not part:
        return moment.date().isoformat()
    seconds = round(int(part) * 86_400 / 10 ** len(part))
    return (moment + timedelta(seconds=seconds)).isoformat()


def _day(found: re.Match[str], order: DateOrder | None) -> date | None:
    if found["y"]:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    if found["basic"]:
        return date.fromisoformat(found["basic"])
    if found["a"]:
        return _day_in_numbers(int(found["a"]), int(found["b"]), _year(found["ny"]), order)
    month = _months().get(found["m1"] or found["m2"])
    if month is None:
        return None
    return date(_year(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]))


def _day_in_numbers(first: int, second: int, year: int, order: DateOrder | None) -> date | None:
    if order is None and first != second and max(first, second) <= _LAST_MONTH:
        return None
    if order is None:
        order = "mdy" if second > _LAST_MONTH else "dmy"
    day, month = (first, second) if order == "dmy" else (second, first)
    return date(year, month, day)


def _year(text: str) -> int:
    return int(text) + (_CENTURY if len(text) == 2 else 0)  # noqa: PLR2004  # two digits


def _with_time(day: date, found: re.Match[str]) -> str | None:
    hour = found["hour"] or found["bh"]
    if hour is None:
        return None if found["basic"] else day.isoformat()
    minute, second = int(found["minute"] or found["bm"]), int(found["second"] or found["bs"] or 0)
    micros = int((found["part"] or "0")[:6].ljust(6, "0"))
    if found["half"]:
        if not 1 <= int(hour) <= _NOON:
            return None
        hour = str(int(hour) % _NOON + (_NOON if found["half"] == "p" else 0))
    ends_day = int(hour) == 24 and not (minute or second or micros)  # noqa: PLR2004  # ISO 8601
    moment = datetime(day.year, day.month, day.day, 0 if ends_day else int(hour), minute, second)  # noqa: DTZ001  # its zone is appended as text
    moment += timedelta(days=1 if ends_day else 0, microseconds=micros)
    return moment.isoformat() + _zone(found)


def _zone(found: re.Match[str]) -> str:
    if not (found["zone"] or "").strip():
        return ""
    offset = (found["offset"] or "+00:00").replace(":", "")
    return f"{offset[:3]}:{offset[3:] or '00'}"


@cache
def _months() -> dict[str, int]:
    names = {
        name: number
        for language in _MONTHS.values()
        for number, names in enumerate(language.split(), 1)
        for name in names.split("|")
    }
    plain = {_without_marks(name): number for name, number in names.items()}
    return plain | names


def _without_marks(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
