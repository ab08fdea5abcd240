"""Makes of a file's declaration the dlt resource that reads its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import product
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import dlt
from dlt.common.configuration.specs import RuntimeConfiguration
from dlt.extract import DltResource
from dlt.sources.helpers.requests import Client
from dlt.sources.helpers.rest_client.client import RESTClient
from dlt.sources.rest_api import rest_api_source
from dlt.sources.rest_api.config_setup import create_auth, create_paginator
from requests import Response

from assets.lib.apis.accounts import ApiAccount
from assets.lib.apis.declaration import Cursor, Endpoint, File, Record
from assets.lib.apis.endpoints import fill_in
from assets.lib.apis.paginators import to_paginator

_CURSOR = "_cursor"
_FIRST_FETCH = timedelta(days=365)


@dataclass(frozen=True)
class Source:
    """An account of an API, with what its endpoints are filled in with."""

    account: ApiAccount
    values: Mapping[str, str]
    now: datetime
    runtime: RuntimeConfiguration
    notes: list[str] = field(default_factory=list)

    def resource(self, file: File) -> DltResource:
        """Return the records of the file that are new since dlt's state of it."""
        name = f"{self.account.connector}__{self.account.section}"
        endpoint = self._endpoint(file.endpoint, {n: f"{{resources.each.{n}}}" for n in file.each})
        resource: dict[str, Any] = {"name": file.name, "endpoint": endpoint}
        if file.cursor:
            position = partial(self._with_position, file.cursor)
            endpoint["incremental"] = self._incremental(file.cursor)
            resource["processing_steps"] = [{"map": position}]
        config: Any = {"client": self._client(), "resources": [*_each(file), resource]}
        return rest_api_source(config, name=name).resources[file.name]

    def records_of(self, file: File) -> Iterable[Record]:
        """Return the records that the file lands, each as the API gave it or was expanded to."""
        read = (_without_cursor(record) for record in self.resource(file))
        return file.expand(read, self) if file.expand else read

    def note(self, text: str) -> None:
        self.notes.append(text)

    def records(self, endpoint: Endpoint) -> Iterator[Record]:
        """Yield the records of a further endpoint."""
        client, filled = self._client(), self._endpoint(endpoint)
        rest = RESTClient(
            base_url=client["base_url"],
            headers=client["headers"],
            auth=create_auth(client["auth"]),
            session=client["session"],
        )
        paginator = create_paginator(filled.pop("paginator", "single_page"))
        for page in rest.paginate(**filled, paginator=paginator):
            yield from page

    def _client(self) -> dict[str, Any]:
        api = self.account.api
        headers = fill_in(api.headers, self.values)
        return {
            "base_url": self.account.base_url,
            "auth": fill_in(api.auth, self.values),
            "headers": {name: text for name, text in headers.items() if text},
            "session": _session(self.runtime, api.exhausted_codes),
        }

    def _endpoint(
        self, endpoint: Endpoint, each: Mapping[str, str] = MappingProxyType({})
    ) -> dict[str, Any]:
        filled: dict[str, Any] = fill_in(endpoint, {**self.values, **each})
        return filled | {"paginator": to_paginator(filled.get("paginator", "single_page"))}

    def _with_position(self, cursor: Cursor, record: Record) -> Record:
        """Add where the record stands; a time is of a day of the account's zone, or in UTC.

        What is planned stands where the present does: beyond it the next window would begin after
        all that happens until then. A time without a zone may be a day ahead of UTC.
        """
        text = cursor.read(record)
        if not text:
            return {**record, _CURSOR: None}
        moment = datetime.fromisoformat(str(text))
        latest = (self.now + timedelta(days=1)).replace(tzinfo=None)
        if moment.tzinfo:
            zone = ZoneInfo(self.account.timezone if cursor.kind == "day" else "UTC")
            moment, latest = moment.astimezone(zone), self.now.astimezone(zone)
        written = "%Y-%m-%d" if cursor.kind == "day" else "%Y-%m-%dT%H:%M:%SZ"
        return {**record, _CURSOR: min(moment, latest).strftime(written)}

    def _incremental(self, cursor: Cursor) -> dict[str, Any]:
        """The window is of whole days where the cursor is a day: a day is replaced as a whole.

        Nothing is left out as known already, since a record of the window may be the only one
        that keeps its day complete.
        """
        is_day = cursor.kind == "day"
        return {
            "cursor_path": _CURSOR,
            "initial_value": self._first(cursor),
            "lag": cursor.look_back.days if is_day else cursor.look_back.total_seconds(),
            "primary_key": [],
            "on_cursor_value_missing": "include",
            "convert": partial(self._ask_from, cursor),
        }

    def _ask_from(self, cursor: Cursor, value: str) -> str:
        """Return where to begin as the API wants it; what it has forgotten since then is told."""
        oldest = self._oldest(cursor)
        gap = f"{self.account.api.title} remembers nothing before {oldest}, and was read until "
        if value < oldest and not any(note.startswith(gap) for note in self.notes):
            self.note(f"{gap}{value}: export what lies between by hand")
        return cursor.ask(max(value, oldest))

    def _first(self, cursor: Cursor) -> str:
        since = self.account.options["since"]
        first = date.fromisoformat(since) if since else self.now.date() - _FIRST_FETCH
        return max(_written(first, cursor), self._oldest(cursor))

    def _oldest(self, cursor: Cursor) -> str:
        """Return the oldest value that the API still answers for; it is before every other."""
        if cursor.remembered is None:
            return ""
        return _written(self.now.date() - cursor.remembered, cursor)


def _each(file: File) -> list[DltResource]:
    """Return the resource over whose items dlt repeats the endpoint, where it has to."""
    if not file.each:
        return []
    values = [dict(zip(file.each, one, strict=True)) for one in product(*file.each.values())]
    return [dlt.resource([values], name="each", selected=False)]


def _written(day: date, cursor: Cursor) -> str:
    return f"{day}" if cursor.kind == "day" else f"{day}T00:00:00Z"


def _without_cursor(record: Mapping[str, Any]) -> Record:
    return {key: value for key, value in record.items() if key != _CURSOR}


def _session(runtime: RuntimeConfiguration, exhausted: frozenset[int]) -> Any:
    """Return a session that dlt repeats requests with: after 429, 5xx and a lost connection.

    It also waits where an API says in words of its own that it was asked too often.
    """

    def is_exhausted(response: Response | None, error: BaseException | None) -> bool:
        del error
        return response is not None and error_code(response) in exhausted

    client = Client(raise_for_status=False, retry_condition=is_exhausted)
    client.update_from_config(runtime)
    return client.session


def error_code(response: Response) -> int | None:
    """Return the number at `error.code` of an answer that is an error; None without one."""
    if response.ok:
        return None
    try:
        error = response.json().get("error")
        return int(error["code"]) if isinstance(error, dict) else None
    except (ValueError, AttributeError, KeyError, TypeError):
        return None
