"""Appends publications to the ledger's file, reads them, and verifies the chain of hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from assets.lib.append_only import append_durably
from assets.lib.errors import UserError

_RUN_CHARACTERS = 8
"""Of a run's id, as many as name it: fewer would be taken for a number."""
_START = "0" * 64
"""Stands for the line before the first."""

ValueKey = tuple[str, date, str, str]
"""KPI, week, segment type, segment."""


class LedgerBroken(UserError):
    """The ledger is not as it was written; the message names the first line that differs."""


class NoSuchPublication(UserError):
    """The ledger holds no such publication; the message says which it holds."""


@dataclass(frozen=True)
class LedgerValue:
    """One published value of a KPI."""

    kpi_id: str
    week_start: date
    segment_type: str
    segment: str
    value: float | None
    numerator: float | None
    denominator: float | None
    definition_version: int
    is_closed: bool
    """Complete and no longer maturing: nobody expects it to move."""

    @property
    def key(self) -> ValueKey:
        return self.kpi_id, self.week_start, self.segment_type, self.segment


@dataclass(frozen=True)
class LedgerPublication:
    """One publication; `inputs` are the hashes of what its run read, where it read anything."""

    number: int
    run_id: str
    published_at: datetime
    as_of: datetime | None
    inputs: Mapping[str, str | None] | None


def append_publication(
    path: Path,
    publication: LedgerPublication,
    values: Iterable[LedgerValue],
    before: Mapping[ValueKey, LedgerValue],
) -> None:
    """Append the publication with the values that differ from those `before`.

    What a publication that was never closed left behind is taken away first.
    """
    _drop_unclosed(path)
    now = {value.key: value for value in values}
    lines = [asdict(value) for key, value in now.items() if before.get(key) != value]
    lines += [_gone(key) for key in before if key not in now]
    lines.append(asdict(publication))
    text = []
    last = _last_hash(path)
    for content in lines:
        last = _hash(last, content)
        text.append(_json({**content, "hash": last}) + "\n")
    append_durably(path, "".join(text))


def read_publications(path: Path) -> list[LedgerPublication]:
    """Return every publication, oldest first."""
    return [_publication(line) for line in _closed_lines(path) if "number" in line]


def read_values(path: Path, number: int) -> dict[ValueKey, LedgerValue]:
    """Return what readers saw from this publication on, until the next."""
    values: dict[ValueKey, LedgerValue] = {}
    for line in _closed_lines(path):
        if "number" in line:
            if line["number"] == number:
                return values
            continue
        key = line["kpi_id"], date.fromisoformat(line["week_start"]), *_segment(line)
        if "value" in line:
            fields = {name: line[name] for name in LedgerValue.__dataclass_fields__}
            values[key] = LedgerValue(**{**fields, "week_start": key[1]})
        else:
            values.pop(key, None)
    raise NoSuchPublication(f"the ledger holds no publication {number}")


def find_publication(path: Path, asked: str) -> LedgerPublication:
    """Return the publication of this number or run, or the last one of this day or before it."""
    found = read_publications(path)
    if not found:
        raise NoSuchPublication("the ledger is empty: nothing has been published yet")
    named = [p for p in found if asked == str(p.number)] or [
        p for p in found if len(asked) >= _RUN_CHARACTERS and p.run_id.startswith(asked)
    ]
    if named:
        return named[-1]
    known = f"it holds 1 to {found[-1].number}; `fullscore ledger list` shows them"
    try:
        end = datetime.fromisoformat(asked).date() + timedelta(days=1)
    except ValueError:
        raise NoSuchPublication(f"{asked!r} is no publication of the ledger: {known}") from None
    until = [p for p in found if p.published_at.date() < end]
    if not until:
        raise NoSuchPublication(f"nothing had been published by {asked}: {known}")
    return until[-1]


def verify_ledger(path: Path, published_run: str | None = None) -> int:
    """Return how many lines the ledger has, each as it was written, byte for byte.

    No chain shows that its end is missing, but the snapshot that is up tells which `published_run`
    has to be in it. Raises LedgerBroken.
    """
    last, number = _START, 0
    for number, text in enumerate(_texts(path), start=1):
        try:
            line = json.loads(text)
            last = _hash(last, {name: value for name, value in line.items() if name != "hash"})
            # of two equal keys only the last is read
            is_intact = line["hash"] == last and text == f"{_json(line)}\n"
        except (ValueError, KeyError, AttributeError):
            is_intact = False
        if not is_intact:
            raise LedgerBroken(
                f"{path}: line {number} is not as it was written, or a line before it is missing; "
                "restore the file from a backup"
            )
    if published_run and all(p.run_id != published_run for p in read_publications(path)):
        raise LedgerBroken(
            f"{path}: the publication of run {published_run}, whose snapshot is up, is missing at "
            "the end; restore the file from a backup"
        )
    return number


def _closed_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines up to the last that closes a publication."""
    open_lines: list[dict[str, Any]] = []
    for number, text in enumerate(_texts(path), start=1):
        try:
            open_lines.append(json.loads(text))
        except ValueError:
            if text.endswith("\n"):
                raise LedgerBroken(f"{path}: line {number} can't be read") from None
            return
        if "number" in open_lines[-1]:
            yield from open_lines
            open_lines = []


def _texts(path: Path) -> Iterator[str]:
    """Yield the lines with their ends; bytes that are no text stay in them as surrogates."""
    if path.exists():
        with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
            yield from lines


def _drop_unclosed(path: Path) -> None:
    """Cut off what a process that died in mid-publication has appended."""
    closed = length = 0
    for text in _texts(path):
        length += len(text.encode(errors="surrogateescape"))
        if text.endswith("\n") and '"number":' in text:
            closed = length
    if closed < length:
        with path.open("r+b") as file:
            file.truncate(closed)


def _last_hash(path: Path) -> str:
    last = _START
    for text in _texts(path):
        last = text
    return last if last == _START else str(json.loads(last)["hash"])


def _hash(before: str, content: Mapping[str, Any]) -> str:
    return sha256(f"{before}{_json(content)}".encode()).hexdigest()


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, default=str, separators=(",", ":"))


def _gone(key: ValueKey) -> dict[str, Any]:
    return dict(zip(("kpi_id", "week_start", "segment_type", "segment"), key, strict=True))


def _segment(line: Mapping[str, Any]) -> tuple[str, str]:
    return line["segment_type"], line["segment"]


def _publication(line: Mapping[str, Any]) -> LedgerPublication:
    return LedgerPublication(
        number=line["number"],
        run_id=line["run_id"],
        published_at=datetime.fromisoformat(line["published_at"]),
        as_of=datetime.fromisoformat(line["as_of"]) if line["as_of"] else None,
        inputs=line["inputs"],
    )
