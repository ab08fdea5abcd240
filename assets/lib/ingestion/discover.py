"""Finds the connectors: every folder of `assets/connectors` that has a `connector.py`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import assets.connectors
from assets.lib.ingestion.connector import Connector


@cache
def discover_connectors() -> dict[str, Connector]:
    """Return every connector by its name.

    Raises TypeError where a folder holds no connector, or one that bears another name.
    """
    names = sorted(module.name for module in iter_modules(assets.connectors.__path__))
    return {name: _load(name) for name in names}


def _load(name: str) -> Connector:
    module = import_module(f"assets.connectors.{name}.connector")
    connector = getattr(module, "CONNECTOR", None)
    if not isinstance(connector, Connector) or connector.name != name:
        raise TypeError(f"assets/connectors/{name}/connector.py has no CONNECTOR named {name!r}")
    return connector
