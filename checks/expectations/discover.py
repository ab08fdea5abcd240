"""Finds the suites: every module here that has `SUITES`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import checks.expectations
from checks.expectations.suite import Suite

_MACHINERY = {"discover", "gate", "suite", "worker"}


@cache
def discover_suites() -> dict[str, Suite]:
    """Return every suite by its table; raises ValueError where two are for the same one."""
    names = [m.name for m in iter_modules(checks.expectations.__path__) if m.name not in _MACHINERY]
    found: dict[str, Suite] = {}
    for name in sorted(names):
        for suite in import_module(f"checks.expectations.{name}").SUITES:
            if suite.table in found:
                raise ValueError(f"two suites are for {suite.table}")
            found[suite.table] = suite
    return found
