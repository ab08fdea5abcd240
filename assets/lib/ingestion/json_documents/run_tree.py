"""Finds the way in a tree of runs, in which each names the one that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def way_up(parents: Mapping[str, str | None], start: str) -> list[str]:
    """Return what encloses a run, the innermost first; in a circle nothing encloses anything."""
    way: list[str] = []
    parent = parents.get(start)
    while parent is not None and parent in parents:
        if parent == start or parent in way:
            return []
        way.append(parent)
        parent = parents[parent]
    return way


def enclosing(parents: Mapping[str, str | None], inner: Iterable[str]) -> set[str]:
    """Return every run that encloses one of the inner ones, at whatever depth."""
    return {outer for start in inner for outer in way_up(parents, start)}
