"""Writes what was fetched as a file that appears in landing when it is complete, or not at all."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from assets.lib.apis.declaration import File, Read, Record
from assets.lib.errors import UserError


class Uneven(UserError):
    """Records of one file differ in what its header says of them all."""


FETCHED_AT = "Fetched at"


def land(records: Iterable[Record], file: File, path: Path, now: datetime) -> int:
    """Write the records and return how many; `path` exists only once all of them stand in it.

    The file says when it was fetched: one that tells nothing new would be a copy of the one before
    to ingestion, and its account would be known no longer than that.
    """
    with _part_of(path, file.name) as part:
        return (
            _write_json(records, part, file.name, now)
            if file.columns is None
            else _write_table(records, file, {**file.columns, FETCHED_AT: lambda _: now}, part)
        )


@contextmanager
def _part_of(path: Path, name: str) -> Iterator[IO[str]]:
    """Give a hidden file, which ingestion leaves alone, and put it in place at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.parent / f".{name}.part"
    try:
        with open(part, "w", encoding="utf-8", newline="", opener=_private) as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _private(path: str, flags: int) -> int:
    """What was fetched may name people, and is its owner's alone."""
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    """The new name has to outlast a power failure, since the state that follows relies on it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_json(records: Iterable[Record], part: IO[str], name: str, now: datetime) -> int:
    """Lines are read one by one, whatever the size of the file; the first is an empty list."""
    written = 0
    part.write(json.dumps({"file": name, "fetched_at": as_text(now), "data": []}) + "\n")
    for record in records:
        part.write(json.dumps(record, ensure_ascii=False) + "\n")
        written += 1
    return written


def _write_table(
    records: Iterable[Record], file: File, columns: Mapping[str, Read], part: IO[str]
) -> int:
    writer = csv.writer(part, lineterminator="\n")
    known: dict[str, str] | None = None
    written = 0
    for record in records:
        values = {name: as_text(read(record)) for name, read in file.header_values.items()}
        if known is None:
            writer.writerow(header.format(**values) for header in columns)
            known = values
        elif values != known:
            raise Uneven(f"its records differ in {', '.join(values)}; none were landed")
        writer.writerow(as_text(read(record)) for read in columns.values())
        written += 1
    if known is None:
        writer.writerow(header for header in columns if "{" not in header)
    return written


def as_text(value: Any) -> str:
    """Return a value as an export would have it: empty for nothing, `;` between several."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ";".join(as_text(one) for one in value)
    return str(value)
