"""The published snapshot as pages read it: answers are cached per snapshot file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import streamlit as st

from assets.snapshot.query import Parameter, run_query
from assets.snapshot.reader import SnapshotDamaged, StateDamaged, open_snapshot


class SnapshotLost(Exception):
    """The published file can't be opened."""


class SnapshotReplaced(Exception):
    """Another snapshot was published while the page was being built."""


@dataclass(frozen=True)
class Snapshot:
    """One snapshot file, which never changes once it is published."""

    folder: str
    file: str

    def ask(self, query: str, **parameters: Parameter) -> pl.DataFrame:
        """Return the answer to one of the queries in `assets/snapshot/queries`.

        Raises NotInSnapshot where the snapshot lacks what is asked for, SnapshotReplaced where
        a newer one has taken its place, SnapshotLost where its file can't be opened.
        """
        answer: pl.DataFrame = _ask(
            self.folder, self.file, query, tuple(sorted(parameters.items()))
        )
        return answer


@st.cache_data(show_spinner=False, max_entries=500)
def _ask(
    folder: str, file: str, query: str, parameters: tuple[tuple[str, Parameter], ...]
) -> pl.DataFrame:
    try:
        with open_snapshot(Path(folder)) as connection:
            # the published file is looked up on opening: never cache the answer of another one
            [(opened,)] = connection.execute("select current_database()").fetchall()
            if opened != Path(file).stem:
                raise SnapshotReplaced(f"{file} was replaced by {opened}")
            answer: pl.DataFrame = run_query(connection, query, **dict(parameters)).pl()
    except (duckdb.IOException, SnapshotDamaged, StateDamaged) as error:
        raise SnapshotLost(str(error).splitlines()[0]) from error
    return answer
