"""The ledger of what was published: every KPI value that anybody could have read, for ever.

A file of JSON lines, each with the hash of itself and of the line before, so that no line can be
altered, removed or put in between without `verify_ledger` finding it. A publication's values come
first, those only that differ from the publication before; the line that names the publication
closes it.
"""

from assets.lib.ledger.compare import Movement, describe_causes, find_movements
from assets.lib.ledger.file import (
    LedgerBroken,
    LedgerPublication,
    LedgerValue,
    NoSuchPublication,
    append_publication,
    find_publication,
    read_publications,
    read_values,
    verify_ledger,
)

__all__ = [
    "LedgerBroken",
    "LedgerPublication",
    "LedgerValue",
    "Movement",
    "NoSuchPublication",
    "append_publication",
    "describe_causes",
    "find_movements",
    "find_publication",
    "read_publications",
    "read_values",
    "verify_ledger",
]
