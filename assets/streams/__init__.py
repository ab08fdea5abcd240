"""The stream contracts: one file a stream, found by its name.

The list of names costs nothing; no contract is imported before it is asked for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assets.lib.stream import Stream

__all__ = ["ORIGIN_COLUMNS", "STREAM_NAMES", "all_streams", "get_stream"]

STREAM_NAMES: tuple[str, ...] = tuple(
    sorted(module.name for module in iter_modules(__path__) if module.name != "contract")
)

ORIGIN_COLUMNS: dict[str, str] = {
    "_source": "varchar",
    "_account": "varchar",
    "_file_id": "varchar",
    "_file_sequence": "bigint",
    "_row": "bigint",
    "_columns": "varchar",
    "_exported_at": "timestamp",
    "_loaded_at": "timestamp",
}
"""What every row carries beside its stream's columns: where it came from, and when.

`_columns` lists the stream's columns that its file has, as `,name,status,`: an empty value of a
listed column is empty, one of any other column is unknown. `_exported_at` is the time of export
that the file states, else the file system's.
"""


@cache
def get_stream(name: str) -> Stream:
    """Return the stream of that name; raises KeyError where there is none."""
    if name not in STREAM_NAMES:
        raise KeyError(f"no stream named {name!r}; there are {', '.join(STREAM_NAMES)}")
    found: Stream = import_module(f"{__name__}.{name}").STREAM
    return found


def all_streams() -> tuple[Stream, ...]:
    """Return every stream, by name."""
    return tuple(get_stream(name) for name in STREAM_NAMES)
