"""Finds the analyses: every module of this package that names an ANALYSIS."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import assets.analyses
from assets.analyses.analysis import Analysis


@cache
def discover_analyses() -> tuple[Analysis, ...]:
    """Return the analyses in an order in which each finds what it reads.

    Raises ValueError where two of them wait for each other.
    """
    found = []
    for module in pkgutil.iter_modules(assets.analyses.__path__):
        package = importlib.import_module(f"assets.analyses.{module.name}")
        analysis = getattr(package, "ANALYSIS", None)
        if isinstance(analysis, Analysis):
            found.append(analysis)
    return tuple(_in_order(found))


def _in_order(waiting: list[Analysis]) -> list[Analysis]:
    ordered: list[Analysis] = []
    while waiting:
        missing = {t.full_name for analysis in waiting for t in analysis.tables}
        ready = [a for a in waiting if not missing.intersection(a.reads)]
        if not ready:
            names = ", ".join(a.name for a in waiting)
            raise ValueError(f"these analyses wait for each other: {names}")
        ordered.extend(ready)
        waiting = [a for a in waiting if a not in ready]
    return ordered
