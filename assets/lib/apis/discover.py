"""Finds the APIs: every `api.py` in a folder of `assets/connectors`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import assets.connectors
from assets.lib.apis.declaration import Api


@cache
def discover_apis() -> dict[str, Api]:
    """Return every API by the name of its connector; nothing of dlt is imported for that.

    Raises TypeError where an api.py holds no API, or one of another connector.
    """
    folders = {m.name: Path(f) for f in assets.connectors.__path__ for m in iter_modules([f])}
    names = sorted(n for n, folder in folders.items() if (folder / n / "api.py").exists())
    return {name: _load(name) for name in names}


def _load(name: str) -> Api:
    api = getattr(import_module(f"assets.connectors.{name}.api"), "API", None)
    if not isinstance(api, Api) or api.connector != name:
        raise TypeError(f"assets/connectors/{name}/api.py has no API of the connector {name!r}")
    return api
