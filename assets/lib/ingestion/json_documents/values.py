"""Reads JSON without losing a digit: numbers stay the text that was written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
"""Leaves every number the text that was written."""

_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,60})?([eE][+-]?\d{1,2})?")
_LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?")


def parse_json(text: str) -> Any:
    """Return the JSON value; raises ValueError or RecursionError where it is none."""
    return DECODER.decode(text)


def to_text(value: Any) -> str | None:
    """Return a value as text; what is neither text nor number is shown as JSON."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "replace").decode() or None  # half a character can't be stored


def to_name(value: Any) -> str | None:
    """Return a value that names something; None where it is anything but text."""
    return (to_text(value.strip()) or None) if isinstance(value, str) else None


def to_object(value: Any) -> Mapping[str, Any]:
    """Return a JSON object, or the one that a text holds; empty where it is neither."""
    if isinstance(value, str):
        try:
            value = parse_json(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


def to_number(value: Any) -> Decimal | None:
    """Return a number of reasonable size; None where the value is no such number."""
    return Decimal(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else None


def text_in_utc(value: Any) -> str | None:
    """Return a time as written, in UTC where it states no zone."""
    text = to_text(value)
    return f"{text}Z" if text and _LOCAL_TIME.fullmatch(text) else text


def to_time(value: Any) -> datetime | None:
    """Return an ISO time, with a zone where it states one; None where it is none."""
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def add_up(values: Iterable[Any]) -> str | None:
    """Return the sum as plain text; None where there is nothing to add.

    A value that can't be added, or is below zero, is returned as it stands, to be quarantined.
    """
    total = None
    for value in values:
        number = to_number(value)
        if number is None or number < 0:
            return to_text(value)
        total = number + (total or 0)
    if total is None:
        return None
    return f"{total:.0f}" if total == total.to_integral_value() else f"{total:f}"
