"""Keeps personal data out of everything behind this step: keyed hashes instead of clear values."""

from __future__ import annotations

import contextlib
import hmac
import os
import re
import secrets
from pathlib import Path

import polars as pl

from assets.lib.ingestion.masking import MASK, mask_value
from assets.lib.settings import Settings
from assets.lib.stream import Stream

_PHONE = re.compile(r"[\d\s()+./-]+")
_NOT_A_DIGIT = re.compile(r"\D")


class KeyUnusable(Exception):
    """The key of the hashes can't be read; without it no file is."""


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


def hash_person(value: str, key: bytes) -> str:
    """Return HMAC-SHA-256 of the normalised e-mail or phone, as 64 hexadecimal digits."""
    text = value.strip().lower()
    digits = _NOT_A_DIGIT.sub("", text).removeprefix("00") if _PHONE.fullmatch(text) else ""
    normal = digits or text
    return hmac.digest(key, normal.encode(), "sha256").hex()


def protect(frame: pl.DataFrame, stream: Stream, key: bytes, *, pseudonymise: bool) -> pl.DataFrame:
    """Return the frame with personal columns hashed, and identities too where that is asked for."""
    names = [
        column.name
        for column in stream.columns
        if column.name in frame.columns
        and (column.personal or (pseudonymise and column.identity))
        and not frame.schema[column.name].is_nested()  # no value, which typing tells
    ]
    return frame.with_columns(_hashed(frame.get_column(name), key) for name in names)


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


def _hashed(series: pl.Series, key: bytes) -> pl.Series:
    text = series.cast(pl.String)
    distinct = [value for value in text.unique().to_list() if value and value.strip()]
    hashes = {value: hash_person(value, key) for value in distinct}
    return text.replace_strict(hashes, default=None, return_dtype=pl.String).alias(series.name)


def _write_once(path: Path, text: str) -> None:
    """Make the file, complete from its first moment, unless another process was first."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()
