"""Fills an endpoint in: options, secrets and days take the place of their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from string import Template
from typing import Any
from zoneinfo import ZoneInfo

from assets.lib.apis.accounts import ApiAccount
from assets.lib.apis.declaration import File, at

SINCE = "{incremental.start_value}"
"""What dlt replaces by where the cursor of the resource stands."""


def list_values(
    account: ApiAccount, secrets: Mapping[str, str], now: datetime
) -> Mapping[str, str]:
    """Return what stands for each name in the endpoints of an account."""
    today = now.astimezone(ZoneInfo(account.timezone)).date()
    days = {
        "year_ago": today - timedelta(days=364),
        "today": today,
        "tomorrow": today + timedelta(days=1),
    }
    more = {file.more_columns for file in account.api.files if file.more_columns}
    fields = {name: ",".join(_parse_columns(account.options[name])) for name in more}
    options = {**account.options, "base_url": account.base_url, **fields}
    leading = {f"and_{name}": f",{text}" if text else "" for name, text in options.items()}
    written = {name: f"{day}" for name, day in days.items()}
    return {**options, **leading, **written, "since": SINCE, **secrets}


def fill_in(value: Any, values: Mapping[str, str]) -> Any:
    """Return a part of an endpoint with each `$name` replaced; raises KeyError for an unknown."""
    if isinstance(value, str):
        return Template(value).substitute(values)
    if isinstance(value, Mapping):
        return {key: fill_in(held, values) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [part for held in value for part in _fill_in_item(held, values)]
    return value


def with_more_columns(file: File, account: ApiAccount) -> File:
    """Return the file with the columns that the account's options add to it."""
    if file.columns is None or file.more_columns is None:
        return file
    more = _parse_columns(account.options[file.more_columns])
    added = {header: at(file.more_at.format(name)) for name, header in more.items()}
    return replace(file, columns={**file.columns, **added})


def _fill_in_item(item: Any, values: Mapping[str, str]) -> list[Any]:
    filled = fill_in(item, values)
    if isinstance(item, str) and item.startswith("$") and item[1:].isidentifier():
        return [part for part in filled.split(",") if part]
    return [filled]


def _parse_columns(text: str) -> dict[str, str]:
    """Return the header of each field of `field, field=Header`."""
    parts = (part.partition("=") for part in text.split(",") if part.strip())
    return {name.strip(): header.strip() or name.strip() for name, _, header in parts}
