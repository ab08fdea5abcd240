"""Finds the suites: every module here that has a `SUITE`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import checks.expectations
from checks.expectations.suite import Suite

_MACHINERY = {"discover", "gate", "suite", "worker"}


@cache
def discover_suites() -> dict[str, Suite]:
    """Return every suite by the name of its mart."""
    names = [m.name for m in iter_modules(checks.expectations.__path__) if m.name not in _MACHINERY]
    return {name: import_module(f"checks.expectations.{name}").SUITE for name in sorted(names)}
