"""Asks the published snapshot one of the questions in `queries/`; answers are kept per snapshot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import streamlit as st

from assets.snapshot.reader import open_snapshot

QUERIES = Path(__file__).parent / "queries"

Parameter = str | int | date

_VARIABLE = re.compile(r"getvariable\('(\w+)'\)")


class NotInSnapshot(Exception):
    """The snapshot was made before the table or column that is asked for existed."""


class SnapshotLost(Exception):
    """The file that is said to be published can't be opened."""


class SnapshotReplaced(Exception):
    """Another snapshot was published since the page was begun."""


@dataclass(frozen=True)
class Snapshot:
    """One snapshot file, which never changes once it is published."""

    folder: str
    file: str

    def ask(self, question: str, **parameters: Parameter) -> pl.DataFrame:
        """Return the answer of `queries/<question>.sql`, which reads parameters as variables.

        Raises NotInSnapshot where the snapshot lacks what is asked for, SnapshotReplaced where
        a newer one has taken its place, SnapshotLost where its file can't be opened.
        """
        answer: pl.DataFrame = _ask(
            self.folder, self.file, question, tuple(sorted(parameters.items()))
        )
        return answer


@st.cache_data(show_spinner=False, max_entries=500)
def _ask(
    folder: str, file: str, question: str, parameters: tuple[tuple[str, Parameter], ...]
) -> pl.DataFrame:
    text = (QUERIES / f"{question}.sql").read_text(encoding="utf-8")
    if set(_VARIABLE.findall(text)) != {name for name, _ in parameters}:
        # DuckDB takes a variable that is not set for null, and would answer with no rows
        raise ValueError(f"{question}.sql asks for other parameters than {dict(parameters)}")
    try:
        with open_snapshot(Path(folder)) as connection:
            # opening looks the file up anew: an answer must not be kept under another's name
            [(opened,)] = connection.execute("select current_database()").fetchall()
            if opened != Path(file).stem:
                raise SnapshotReplaced(f"{file} was replaced by {opened}")
            for name, value in parameters:
                connection.execute(f"set variable {name} = ?", [value])
            answer: pl.DataFrame = connection.sql(text).pl()
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise NotInSnapshot(str(error).splitlines()[0]) from error
    except duckdb.IOException as error:
        raise SnapshotLost(str(error).splitlines()[0]) from error
    return answer
