"""The type of an API: where its records are, what reads them on, and which files they land as."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal, Protocol

Record = Mapping[str, Any]
Endpoint = Mapping[str, Any]
"""An endpoint in the words of dlt's `rest_api`: path, method, params, json, paginator, ...

`$name` stands for an option or a secret, `$today`, `$tomorrow` and `$year_ago` for days of the
account's zone, `$since` for where the file's cursor stands, a name of `each` for one of its values.
`$and_name` is an option behind a comma, if it is given; in a list, `$name` alone is as many items.
A paginator may be one of ours as well: see `paginators.py`.
"""
Read = Callable[[Record], Any]


class Ask(Protocol):
    """What a file can further ask its API, and say of what it found."""

    def records(self, endpoint: Endpoint) -> Iterator[Record]:
        """Yield the records of a further endpoint, page by page."""

    def note(self, text: str) -> None:
        """Tell whoever fetches what is remarkable about the file."""


Expand = Callable[[Iterable[Record], Ask], Iterable[Record]]
"""Makes the records that are landed from those of the endpoint, asking for what they lack."""


@dataclass(frozen=True)
class Option:
    """What an account says of itself in sources.yml; required where there is no default."""

    meaning: str
    default: str | None = None


@dataclass(frozen=True)
class Cursor:
    """How far a file has been read: by `day` or `instant`, the later the newer.

    `read` gives it as an ISO day or time; a record without one is always landed. Each fetch asks
    again for `look_back`, because tools restate what they told, and tell some things late. `ask`
    writes a value (a day of the account's zone, or a time in UTC such as 2026-03-02T08:00:00Z) as
    the API wants it. An API that forgets is asked for `remembered` at most.
    """

    kind: Literal["day", "instant"]
    read: Read
    look_back: timedelta
    ask: Callable[[str], str] = str
    remembered: timedelta | None = None


@dataclass(frozen=True)
class File:
    """What one fetch lands as one file: a table where there are `columns`, else JSON lines.

    A header may hold `{value}` of `header_values`, which are the same for all records. The option
    `more_columns` names further fields, as `field` or `field=Header`, which lie at `more_at`.
    With `each` the endpoint is asked once for every value, for one file and one cursor.
    """

    name: str
    endpoint: Endpoint
    each: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cursor: Cursor | None = None
    columns: Mapping[str, Read] | None = None
    header_values: Mapping[str, Read] = field(default_factory=dict)
    more_columns: str | None = None
    more_at: str = "{}"
    expand: Expand | None = None

    @property
    def suffix(self) -> str:
        return ".jsonl" if self.columns is None else ".csv"


@dataclass(frozen=True)
class Api:
    """The API of one tool, beside the connector that reads what it lands.

    `secrets` are the names below `sources.<connector>` in dlt's places, each with its meaning.
    `auth` is dlt's, and `headers` go along with every request; an empty one is left out.
    `refused_codes` and `exhausted_codes` are codes in an answer's `error.code` by which an API says
    with another status that a token is refused, or that it was asked too often.
    """

    connector: str
    title: str
    base_url: str
    auth: Mapping[str, Any]
    secrets: Mapping[str, str]
    files: tuple[File, ...]
    options: Mapping[str, Option] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    refused_codes: frozenset[int] = frozenset()
    exhausted_codes: frozenset[int] = frozenset()

    @property
    def all_options(self) -> Mapping[str, Option]:
        """The API's own options and those that every API has."""
        return COMMON_OPTIONS | dict(self.options)


COMMON_OPTIONS = {
    "base_url": Option("Where the API is, if elsewhere than at its public address", ""),
    "since": Option(
        "The first day that is asked for; by default a year before the first fetch", ""
    ),
}


def at(path: str) -> Read:
    """Read what stands at a dotted path; None where the record has nothing there."""
    steps = path.split(".")

    def read(record: Record) -> Any:
        value: Any = record
        for step in steps:
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    return read
