"""The pages: every module here that has a `PAGE` is in the navigation."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from dashboard.lib.pages import Page


def discover_pages() -> list[Page]:
    """Return the page of every module that has one."""
    modules = (
        import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    )
    return [module.PAGE for module in modules if hasattr(module, "PAGE")]
