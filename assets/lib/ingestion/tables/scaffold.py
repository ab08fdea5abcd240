"""Makes a new connector from an export: what is known is filled in, and the rest is asked."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from assets.lib.errors import UserError
from assets.lib.ingestion.connector import Export
from assets.lib.ingestion.headers import find_header
from assets.lib.ingestion.masking import MASK, mask_value
from assets.lib.ingestion.recognition import look_at
from assets.lib.ingestion.tables.proposal import OPEN_QUESTION, Guess, guess_columns
from assets.lib.ingestion.text import open_text
from assets.lib.stream import ColumnType
from assets.streams import get_stream

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SAMPLE_RECORDS = 20
_THING = re.compile(
    r"\b(?:campaign|ad|ad set|ad group|list|file|task|project|board|form|event|page|template)"
    r" name\b"
)
_PERSON = re.compile(
    r"\b(?:name|first name|last name|email|e-mail|phone|owner|assignee|creator|user|author|contact"
    r"|assigned to|created by|changed by)\b"
)
_NUMBERS = (ColumnType.MONEY, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.WHOLE)
_TIMES = (ColumnType.INSTANT, ColumnType.DAY)


class ConnectorExists(UserError):
    """There is a connector of this name, or the name can't be one."""


def scaffold_connector(folder: Path, name: str, export: Path, stream: str) -> list[Path]:
    """Write a connector's folder below `folder`, and return its files.

    Its sample holds the first records with people replaced. Its tests fail until every open
    question is answered. Raises ConnectorExists, and UnreadableExport where the file is no table.
    """
    if not _NAME.fullmatch(name):
        raise ConnectorExists(f"{name!r} can't name a connector; use letters, digits, underscores")
    target = folder / name
    if target.exists():
        raise ConnectorExists(f"there is a connector {name}; choose another name")
    guess = guess_columns(export, stream)
    files = {
        "__init__.py": f'"""Reads {stream.replace("_", " ")} as {_title(name)} exports them."""\n',
        "connector.py": _connector(name, guess),
        "README.md": _readme(name, guess),
        f"samples/{stream}.csv": _sample(export, guess),
    }
    for path, text in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8")
    return [target / path for path in files]


def _title(name: str) -> str:
    return name.replace("_", " ").title()


def _connector(name: str, guess: Guess) -> str:
    columns = {column: _value(guess.stream, column, h) for column, h in guess.columns.items()}
    columns |= dict.fromkeys(guess.missing, f'cell("{OPEN_QUESTION}")')
    readers = sorted({value.split("(", maxsplit=1)[0] for value in columns.values()})
    mapping = "\n".join(f'                "{c}": {value},' for c, value in columns.items())
    known = ", ".join(f'("{header}",)' for header in guess.known_by)
    preamble = "    below_preamble=True,\n" if guess.has_preamble else ""
    class_name = "".join(part.title() for part in name.split("_"))
    return f'''"""Reads {guess.stream.replace("_", " ")} as {_title(name)} exports them."""

from __future__ import annotations

from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import {", ".join(readers)}

TABLE = Table(
    title="{guess.stream.replace("_", " ")}",
    known_by=({known},),
    rows=(
        Rows(
            "{guess.stream}",
            {{
{mapping}
            }},
        ),
    ),
{preamble})


class {class_name}(TableConnector):
    """What a person exports as a table."""

    name = "{name}"
    version = 1
    title = "{_title(name)}"
    streams = ("{guess.stream}",)
    tables = (TABLE,)


CONNECTOR = {class_name}()
'''


def _value(stream: str, name: str, header: str) -> str:
    column = next(c for c in get_stream(stream).columns if c.name == name)
    if column.type in _NUMBERS:
        return f'number("{header}")'
    if column.type in _TIMES:
        return f'instant("{header}")'
    return f'{"person" if column.identity else "cell"}("{header}")'


def _readme(name: str, guess: Guess) -> str:
    rows = "\n".join(f"| {column} | {header} |" for column, header in guess.columns.items())
    questions = [f"Which header holds {column}?" for column in guess.missing]
    questions += ["Where does a person click to get the export?", "What is unverified?"]
    open_questions = "\n".join(f"- {OPEN_QUESTION} {question}" for question in questions)
    unread = ", ".join(guess.unread) or "nothing"
    return (
        f"# {_title(name)}\n\n| column of the stream | header |\n|---|---|\n{rows}\n\n"
        f"Not read: {unread}.\n\nSettings that are read: {OPEN_QUESTION}, such as `timezone`, "
        f"`date_order`, `decimal_sign`, `columns`.\n\n{open_questions}\n"
    )


def _sample(export: Path, guess: Guess) -> str:
    """Return the header and the first records as the tool parts them, with people replaced."""
    keys = frozenset(guess.header)
    replaced: dict[str, str] = {}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=_delimiter(export, keys), lineterminator="\n")
    with open_text(Export(export)) as text:
        header = find_header(text, lambda found: keys <= found, preamble=True)
        if header is None:
            return ""
        for above in header.above:
            writer.writerow(above.fields)
        writer.writerow(header.record.fields)
        below = (r for r in header.text.records() if r.line > header.record.row)
        for record in islice(below, _SAMPLE_RECORDS):
            writer.writerow(_without_people(record.fields, header.keys, replaced))
    return out.getvalue()


def _delimiter(export: Path, keys: frozenset[str]) -> str:
    heads = look_at(export).heads.items()
    return next((d for d, records in heads if any(keys <= set(r) for r in records)), ",")


def _without_people(
    fields: Sequence[str], keys: Sequence[str], replaced: dict[str, str]
) -> list[str]:
    named = [*keys, *[""] * (len(fields) - len(keys))]
    return [
        _person(field, replaced)
        if field and (_PERSON.search(_THING.sub("", key)) or MASK in mask_value(field))
        else field
        for field, key in zip(fields, named, strict=False)
    ]


def _person(value: str, replaced: dict[str, str]) -> str:
    """Return the same made-up person for the same value."""
    known: Mapping[str, str] = replaced
    if value not in known:
        number = len(replaced) + 1
        is_address = MASK in mask_value(value)
        replaced[value] = f"person.{number}@demo.example" if is_address else f"Person {number}"
    return replaced[value]
