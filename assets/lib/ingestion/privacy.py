"""Keeps personal data out of everything behind this step: keyed hashes instead of clear values."""

from __future__ import annotations

import contextlib
import hmac
import os
import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from assets.lib.errors import UserError
from assets.lib.ingestion.masking import MASK, mask_value
from assets.lib.settings import Settings
from assets.lib.stream import Stream

if TYPE_CHECKING:
    import duckdb

_PHONE = re.compile(r"[\d\s()+./-]+")
_FINGERPRINT = b"fullscore: fingerprint of the key"
_NOT_A_DIGIT = re.compile(r"\D")


class KeyUnusable(UserError):
    """The key of the hashes is lost or is another one; without it no file is read."""


def read_person_key(settings: Settings) -> bytes:
    """Return the key of the hashes: the environment's, or one kept in a file only we can read.

    Raises KeyUnusable where that file is there and holds none.
    """
    if settings.person_key_secret:
        return settings.person_key_secret.encode()
    path = settings.person_key_file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_hex(32))
    key = path.read_text(encoding="ascii").strip()
    if not key:
        raise KeyUnusable(
            f"{path} is empty; put the key back, or delete the file to have a new one"
        )
    return key.encode()


def hold_person_key(connection: duckdb.DuckDBPyConnection, settings: Settings) -> bytes:
    """Return the key of the hashes, which is the one that the warehouse's hashes were made with.

    With another, one person would count as two. The warehouse keeps a hash of the key. Raises
    KeyUnusable where the key is lost or another, which holds until no hashed row is left.
    """
    known = connection.execute("select fingerprint from ops.person_key").fetchall()
    is_lost = not settings.person_key_secret and not settings.person_key_file.exists()
    if known and is_lost:
        raise KeyUnusable(f"the key of the personal hashes is lost: {_ways_out(settings)}")
    key = read_person_key(settings)
    fingerprint = hmac.digest(key, _FINGERPRINT, "sha256").hex()
    if not known:
        connection.execute("insert into ops.person_key values (?)", [fingerprint])
    elif known != [(fingerprint,)]:
        raise KeyUnusable(
            "the key of the personal hashes is not the one that the warehouse's hashes were made "
            f"with: {_ways_out(settings)}"
        )
    return key


def _ways_out(settings: Settings) -> str:
    return (
        f"put the former key back (in FULLSCORE_PERSON_KEY, or as {settings.person_key_file}), or "
        f"move {settings.warehouse_file} away, and the next run reads every landed file anew with "
        "the new key"
    )


def hash_person(value: str, key: bytes, country: str | None = None) -> str:
    """Return HMAC-SHA-256 of the normalised e-mail or phone, as 64 hexadecimal digits.

    A phone number without the code of its country is one of `country`.
    """
    text = value.strip().lower()
    digits = _digits_of_phone(text, country) if _PHONE.fullmatch(text) else ""
    normal = digits or text
    return hmac.digest(key, normal.encode(), "sha256").hex()


def _digits_of_phone(text: str, country: str | None) -> str:
    """Return the digits of a number with the code of its country, as far as that is known."""
    import phonenumbers  # only where there are phones

    digits = _NOT_A_DIGIT.sub("", text)
    international = (
        text if text.startswith("+") or not digits.startswith("00") else f"+{digits[2:]}"
    )
    try:
        number = phonenumbers.parse(international, country)
    except phonenumbers.NumberParseException:
        return digits.removeprefix("00")
    if not phonenumbers.is_possible_number(number):
        return digits.removeprefix("00")
    return f"{number.country_code}{phonenumbers.national_significant_number(number)}"


def protect(
    frame: pl.DataFrame,
    stream: Stream,
    key: bytes,
    *,
    pseudonymise: bool,
    country: str | None = None,
) -> pl.DataFrame:
    """Return the frame with personal columns hashed, and identities too where that is asked for.

    Phone numbers that don't name their country are of `country`.
    """
    names = [
        column.name
        for column in stream.columns
        if column.name in frame.columns
        and (column.personal or (pseudonymise and column.identity))
        and not frame.schema[column.name].is_nested()  # no value, which typing tells
    ]
    return frame.with_columns(_hashed(frame.get_column(name), key, country) for name in names)


def mask_errors(errors: pl.DataFrame, stream: Stream | None) -> pl.DataFrame:
    """Return the errors without any value of a personal or identifying column.

    Addresses and phone numbers are hidden in every column: fields may be shifted. Without a stream
    no column is known not to be personal.
    """
    columns = stream.columns if stream else ()
    ids = {column.name for column in columns if column.is_id}
    hidden = {column.name for column in columns if column.personal or column.identity}
    hidden |= {"(whole row)"} if stream else set(errors["column"])
    shown = {
        (column, value): MASK if column in hidden else mask_value(value, is_id=column in ids)
        for column, value in errors.select("column", "value").drop_nulls().unique().iter_rows()
    }
    pairs = errors.select("column", "value").iter_rows()
    values = [shown.get((column, value)) for column, value in pairs]
    return errors.with_columns(pl.Series("value", values, dtype=pl.String))


def _hashed(series: pl.Series, key: bytes, country: str | None) -> pl.Series:
    text = series.cast(pl.String)
    distinct = [value for value in text.unique().to_list() if value and value.strip()]
    hashes = {value: hash_person(value, key, country) for value in distinct}
    return text.replace_strict(hashes, default=None, return_dtype=pl.String).alias(series.name)


def _write_once(path: Path, text: str) -> None:
    """Make the file, complete from its first moment, unless another process was first."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()
