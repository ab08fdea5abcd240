"""Validates what sources.yml says of an account of an API."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlparse

from assets.lib.apis.discover import discover_apis

_LOCAL = ("127.0.0.1", "localhost", "::1")


def section_of(account: str) -> str:
    """Return an account's name in lower case, with `_` for whatever no variable may be named."""
    return re.sub(r"\W+", "_", account.lower())


def find_option_errors(connector: str, options: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the options of an account, each with its key."""
    api = discover_apis().get(connector)
    if api is None:
        known = ", ".join(discover_apis()) or "none"
        yield "", f"{connector} has no API here; there are {known}"
        return
    for name in options:
        if name in api.secrets:
            yield name, "a secret; put it into .dlt/secrets.toml in the home, or the environment"
        elif name not in api.all_options:
            yield name, f"no such option; there are {', '.join(api.all_options)}"
    for name, option in api.all_options.items():
        if option.default is None and not options.get(name):
            yield "", f"{name} is missing: {option.meaning}"
    yield from _errors_of_values(options)


def _errors_of_values(options: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    url = urlparse(options.get("base_url") or "https://host")
    if not url.hostname or not (url.scheme == "https" or url.hostname in _LOCAL):
        yield "base_url", "give an address that begins with https://: secrets are sent to it"
    if not re.fullmatch(r"(\d{4}-\d\d-\d\d)?", options.get("since") or ""):
        yield "since", "give a day such as 2026-01-31"
