"""Keeps personal data out of everything behind this step: keyed hashes instead of clear values."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

import polars as pl

from assets.settings import Settings
from assets.streams.contract import Stream

MASK = "(masked)"
_NOT_A_DIGIT = re.compile(r"\D")


def read_person_key(settings: Settings) -> bytes:
    """Return the key of the hashes: the environment's, or one kept in a file only we can read."""
    if settings.person_key_secret:
        return settings.person_key_secret.encode()
    path = settings.person_key_file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip().encode()


def hash_person(value: str, key: bytes) -> str:
    """Return HMAC-SHA-256 of the normalised e-mail or phone, as 64 hexadecimal digits."""
    text = value.strip().lower()
    normal = text if "@" in text else _NOT_A_DIGIT.sub("", text) or text
    return hmac.new(key, normal.encode(), hashlib.sha256).hexdigest()


def protect(frame: pl.DataFrame, stream: Stream, key: bytes, *, pseudonymise: bool) -> pl.DataFrame:
    """Return the frame with personal columns hashed, and identities too where that is asked for."""
    names = [
        column.name
        for column in stream.columns
        if column.name in frame.columns and (column.personal or (pseudonymise and column.identity))
    ]
    return frame.with_columns(_hashed(frame.get_column(name), key) for name in names)


def mask_faults(faults: pl.DataFrame, stream: Stream) -> pl.DataFrame:
    """Return the faults without any value of a personal or identifying column."""
    hidden = [c.name for c in stream.columns if c.personal or c.identity] + ["(whole row)"]
    return faults.with_columns(
        pl.when(pl.col("column").is_in(hidden) & pl.col("value").is_not_null())
        .then(pl.lit(MASK))
        .otherwise(pl.col("value").str.slice(0, 200))
        .alias("value")
    )


def _hashed(series: pl.Series, key: bytes) -> pl.Series:
    text = series.cast(pl.String)
    distinct = [value for value in text.unique().to_list() if value and value.strip()]
    hashes = {value: hash_person(value, key) for value in distinct}
    return text.replace_strict(hashes, default=None, return_dtype=pl.String).alias(series.name)


def _write_once(path: Path, text: str) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
