"""Reads the checks that are written as SQL: `checks/<subject>/<claim>.sql`, one claim a file.

A file begins with comment lines `-- key: value`, each continued by lines that are indented:
`asset` (schema.table), `severity` (error blocks publication, warn does not), `claim`, and
`broken by`, the statement that makes the claim false. `each: stream` gives one check per stream,
with `$stream` replaced by its name, and `$same_record` and
`$differs` by what compares its rows `one` and `other`. Adding a check is adding a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Template
from typing import cast

from assets.lib.errors import UserError
from assets.lib.outcome import Severity
from assets.streams import STREAM_NAMES, get_stream
from checks.check import QueryCheck

FOLDER = Path(__file__).parent
TOLERANCE = 1e-9
"""Relative difference up to which two sums of the same amounts are the same."""

_HEADER_LINE = re.compile(r"-- (?:(?P<key>[a-z ]+): )?\s*(?P<text>.*)")
_KEYS = frozenset({"asset", "severity", "claim", "broken by", "each"})
_NEEDED = frozenset({"asset", "severity", "claim"})
_SHARED = {
    "tolerance": str(TOLERANCE),
    "raw_rows": " union all ".join(
        f"select _file_sequence as file_sequence, count(*) as rows_found from raw.{stream} "
        "group by _file_sequence"
        for stream in STREAM_NAMES
    ),
}


class MalformedCheck(UserError):
    """A check's header is not as it has to be; the message names the file and what is wrong."""


@cache
def read_checks(folder: Path = FOLDER) -> tuple[QueryCheck, ...]:
    """Return every check below the folder; raises MalformedCheck."""
    return tuple(check for path in sorted(folder.glob("*/*.sql")) for check in _read(path))


def _read(path: Path) -> Iterator[QueryCheck]:
    header, query = _split(path)
    if header.get("each") == "stream":
        for stream in STREAM_NAMES:
            yield _check(path, header, query, _SHARED | _of_stream(stream))
    else:
        yield _check(path, header, query, _SHARED)


def _of_stream(name: str) -> dict[str, str]:
    """Return what `$stream` and the comparisons of its rows `one` and `other` stand for."""
    stream = get_stream(name)
    values = [column.name for column in stream.columns if column.name not in stream.key]
    return {
        "stream": name,
        "same_record": " and ".join(
            (
                *(f"one.{key} = other.{key}" for key in stream.key),
                *(f"one.{c} is not distinct from other.{c}" for c in stream.told_apart_by),
            )
        ),
        "differs": " or ".join(f"one.{v} is distinct from other.{v}" for v in values),
    }


def _split(path: Path) -> tuple[dict[str, str], str]:
    header: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    last = ""
    while lines and (found := _HEADER_LINE.fullmatch(lines[0])):
        key = found["key"] if found["key"] in _KEYS else None
        if key is None and not last:
            raise MalformedCheck(f"{path}: the first line has to be one of {sorted(_KEYS)}")
        last = key or last
        text = found["text"] if key else lines[0].removeprefix("--").strip()
        header[last] = f"{header.get(last, '')} {text}".strip()
        del lines[0]
    missing = _NEEDED - header.keys()
    if missing:
        raise MalformedCheck(f"{path}: the header lacks {', '.join(sorted(missing))}")
    if header["severity"] not in ("error", "warn"):
        raise MalformedCheck(f"{path}: severity is error or warn, not {header['severity']!r}")
    if header["severity"] == "error" and "broken by" not in header:
        raise MalformedCheck(f"{path}: a check that blocks says what it is broken by")
    return header, "\n".join(lines).strip()


def _check(
    path: Path, header: Mapping[str, str], query: str, values: Mapping[str, str]
) -> QueryCheck:
    def fill(text: str) -> str:
        try:
            return Template(text).substitute(values)
        except (KeyError, ValueError) as error:
            raise MalformedCheck(
                f"{path}: {error} is not known; there are {list(values)}"
            ) from error

    return QueryCheck(
        name=path.stem,
        asset=fill(header["asset"]),
        claim=header["claim"],
        query=fill(query),
        severity=cast("Severity", header["severity"]),
        broken_by=fill(header.get("broken by", "")),
    )
