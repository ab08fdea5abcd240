"""Ways to the next page that dlt does not have, chosen by `type` in an endpoint's paginator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlparse

from dlt.common import jsonpath
from dlt.sources.helpers.rest_client.paginators import BasePaginator, JSONLinkPaginator
from requests import Request, Response

from assets.lib.errors import UserError

_NOT_IN_LINKS = ("access_token",)


class PagesRefused(UserError):
    """The next page can't be asked for without losing records or giving secrets away."""


class NextLink(JSONLinkPaginator):
    """`next_link`: the answer has the address of the next page at `next_url_path`.

    It has to be of the same host and scheme, since the secrets go along. A token that the API
    writes into it is taken out: it would end up in messages, and goes along as a header anyway.
    """

    def update_state(self, response: Response, data: list[Any] | None = None) -> None:
        super().update_state(response, data)
        if self._next_reference:
            link, here = (
                urlparse(urljoin(response.url, self._next_reference)),
                urlparse(response.url),
            )
            if (link.scheme, link.netloc) != (here.scheme, here.netloc):
                there = f"{link.scheme}://{link.netloc}"
                raise PagesRefused(f"the next page is said to be at another host, {there}")
            said = parse_qsl(link.query, keep_blank_values=True)
            kept = [(name, value) for name, value in said if name not in _NOT_IN_LINKS]
            if kept != said:
                self._next_reference = link._replace(query=urlencode(kept)).geturl()


class FromLast(BasePaginator):
    """`from_last`: a query gives at most `limit` records, sorted by a value at `last_path`.

    The next one asks for what is not older than the last record, and so overlaps it: `replace`
    writes that into the request's JSON, and `after_path` is where the answer has the cursor of its
    next page, for queries that have pages within the limit.
    """

    def __init__(
        self,
        limit: int,
        last_path: str,
        replace: Callable[[Any, str], Any],
        after_path: str | None = None,
    ) -> None:
        super().__init__()
        self.limit, self.replace = limit, replace
        self.last_path = jsonpath.compile_path(last_path)
        self.after_path = jsonpath.compile_path(after_path) if after_path else None
        self._seen, self._after, self._last, self._asked = 0, None, None, None

    def update_state(self, response: Response, data: list[Any] | None = None) -> None:
        self._seen += len(data or ())
        found = jsonpath.find_values(self.last_path, data[-1]) if data else []
        self._last = found[0] if found else self._last
        after = self.after_path and jsonpath.find_values(self.after_path, response.json())
        self._after = after[0] if after else None
        is_full = self._seen >= self.limit
        if is_full and self._last == self._asked:
            raise PagesRefused(
                f"more than {self.limit:,} records are of one instant, {self._last}, "
                "and the API gives no more of them"
            )
        self._has_next_page = is_full or self._after is not None

    def update_request(self, request: Request) -> None:
        if not self._has_next_page:
            return
        if self._seen >= self.limit:
            self._seen, self._asked = 0, self._last
            request.json = self.replace(request.json, str(self._last))
        else:
            body: Any = request.json
            request.json = {**body, "after": self._after}


OURS: dict[str, type[BasePaginator]] = {"next_link": NextLink, "from_last": FromLast}


def to_paginator(config: Any) -> Any:
    """Return our paginator where the config names one, and else the config for dlt."""
    if isinstance(config, dict) and config.get("type") in OURS:
        return OURS[config["type"]](**{k: v for k, v in config.items() if k != "type"})
    return config
