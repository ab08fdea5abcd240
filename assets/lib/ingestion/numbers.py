"""Reads numbers as people and spreadsheets write them; a sign that is not proven is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

DecimalSign = Literal[".", ","]

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "$": None, "¥": None}
"""What a sign says about the currency; a dollar or a yen sign stands for several."""
_MONEY = re.compile(
    r"(?P<minus>[+-]?) ?(?P<before>[€£₹$¥]|[A-Z]{3})? ?(?P<number>[+-]?[0-9.,' ]*[0-9])"
    r" ?(?P<after>[€£₹$¥]|[A-Z]{3})?"
)
_GROUPED = {
    # The last group has three digits; those before have two in India. The first begins with no 0:
    # 0,934 is less than one.
    sign: re.compile(
        rf"[+-]?(?:[1-9][0-9]{{0,2}}(?:(?P<g>[{group}])(?:[0-9]{{2}}(?P=g))*[0-9]{{3}}"
        rf"(?:(?P=g)[0-9]{{3}})*)?|[0-9]+)(?:{re.escape(sign)}[0-9]+)?"
    )
    for sign, group in ((".", ",' "), (",", ".' "))
}


def plain_number(text: str, sign: DecimalSign | None) -> str | None:
    """Return a number with a decimal point and no separators; None where it is none.

    What has one reading alone is read so. A single separator before three digits has two: it is
    read in the sign given, else, where it is a point, as the decimal point that programs write.
    """
    number = _bare(text)
    if sign != "," and _PLAIN.fullmatch(number):
        return number
    if "e" in number.lower():  # only programs write exponents
        return number if _PLAIN.fullmatch(number) else None
    given = _in_sign(number, sign) if sign else None
    readings = {r for r in (_in_sign(number, "."), _in_sign(number, ",")) if r is not None}
    return given or (readings.pop() if len(readings) == 1 else None)


def prove_sign(texts: Iterable[str]) -> DecimalSign | None:
    """Return the decimal sign that the texts prove; None where they prove neither, or both.

    `1.234,56` and `12,5` prove a comma, `1,234.56` a point.
    """
    proven = {sign for text in texts if (sign := _proven_by(text))}
    return proven.pop() if len(proven) == 1 else None


def without_currency(text: str) -> str:
    """Return an amount without the sign or code of its currency."""
    found = _MONEY.fullmatch(_with_plain_blanks(text))
    return f"{found['minus']}{found['number']}" if found else text


def currency_of(text: str) -> str | None:
    """Return the currency that the sign or code in an amount stands for, where it is one alone."""
    found = _MONEY.fullmatch(_with_plain_blanks(text))
    mark = (found["before"] or found["after"]) if found else None
    return _SYMBOLS.get(mark, mark) if mark else None


def is_ambiguous(text: str) -> bool:
    """Whether a text is a number with either sign, and not the same one."""
    number = _bare(text)
    readings = {_in_sign(number, "."), _in_sign(number, ",")}
    return None not in readings and len(readings) > 1


def _proven_by(text: str) -> DecimalSign | None:
    number = _bare(without_currency(text))
    point, comma = _in_sign(number, "."), _in_sign(number, ",")
    marked = "," in number or number.count(".") > 1
    if marked and comma is not None and point is None:
        return ","
    if marked and point is not None and comma is None:
        return "."
    return None


def _in_sign(number: str, sign: DecimalSign) -> str | None:
    if not _GROUPED[sign].fullmatch(number):
        return None
    groups = "".join(set(",.' ") - {sign})
    bare = number.translate(str.maketrans("", "", groups))
    return bare.replace(sign, ".").removeprefix("+")


def _bare(text: str) -> str:
    return _with_plain_blanks(text).replace("\u2212", "-")


def _with_plain_blanks(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split())
