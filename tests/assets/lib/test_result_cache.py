"""A result is computed once for as long as nothing that it depends on changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from assets.lib.result_cache import compute_once


class Squares:
    """Computes squares, and remembers of which names."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, code: Path) -> None:
        self.connection = connection
        self.code = code
        self.computed: list[str] = []

    def of(self, numbers: dict[str, float]) -> dict[str, float]:
        def compute(names: list[str]) -> dict[str, dict[str, float]]:
            self.computed = names
            return {name: {"square": numbers[name] ** 2} for name in names}

        self.computed = []
        found = compute_once(self.connection, "square", [self.code], numbers, compute)
        return {name: result["square"] for name, result in found.items()}


@pytest.fixture
def squares(tmp_path: Path) -> Iterator[Squares]:
    code = tmp_path / "squares.py"
    code.write_text("one version\n", encoding="utf-8")
    with duckdb.connect() as connection:
        yield Squares(connection, code)


def test_only_what_changed_is_computed(squares: Squares) -> None:
    """The results are the same as without a store, floats to the last digit."""
    assert squares.of({"a": 0.1, "b": 3.0}) == {"a": 0.1**2, "b": 9.0}
    assert squares.computed == ["a", "b"]
    assert squares.of({"a": 0.1, "b": 4.0}) == {"a": 0.1**2, "b": 16.0}
    assert squares.computed == ["b"]
    assert squares.of({"a": 0.1, "b": 4.0}) == {"a": 0.1**2, "b": 16.0}
    assert squares.computed == []


def test_changed_code_computes_everything_again(squares: Squares) -> None:
    """An edit of a source file is a change of everything that it computes."""
    squares.of({"a": 2.0})
    squares.code.write_text("another version\n", encoding="utf-8")
    squares.of({"a": 2.0})
    assert squares.computed == ["a"]


def test_unused_results_are_deleted(squares: Squares) -> None:
    """The store does not grow with every version of the inputs."""
    squares.of({"a": 1.0, "b": 2.0, "c": 3.0})
    squares.of({"a": 1.0, "b": 5.0})
    assert len(squares.connection.sql("from analysis_cache.square").fetchall()) == 2
    squares.of({"a": 1.0})
    assert len(squares.connection.sql("from analysis_cache.square").fetchall()) == 1


def test_equal_inputs_share_a_result(squares: Squares) -> None:
    """Names don't matter: what is stored is named by its inputs."""
    assert squares.of({"a": 2.0, "b": 2.0}) == {"a": 4.0, "b": 4.0}
    assert squares.of({"c": 2.0}) == {"c": 4.0}
    assert squares.computed == []
