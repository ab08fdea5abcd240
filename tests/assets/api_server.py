"""A tool's API on this machine: answers as its documentation says, and fails when it is told to."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlparse

from assets.lib.apis.accounts import list_api_accounts
from assets.lib.apis.fetch import Fetched, fetch
from assets.lib.organisation import read_organisation
from assets.lib.settings import Settings
from tests.assets.builders import declare, take_in


@dataclass(frozen=True)
class Asked:
    """A request as it came in; `form` where a token was asked for."""

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    json: Any = None
    form: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What the API says; one that `breaks_off` ends the connection within the body."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    breaks_off: bool = False


@dataclass
class ApiServer:
    """An API with what it was asked; `instead` may give another answer than the tool would."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    instead: Callable[[Asked], Answer | None] = lambda _: None

    def fails(self, answer: Answer, *, times: int, at: int = 1) -> None:
        """Answer so from the request numbered `at` on, for some times."""
        first = len(self.asked) + at

        def failing(_: Asked) -> Answer | None:
            return answer if first <= len(self.asked) < first + times else None

        self.instead = failing

    def recovers(self) -> None:
        self.instead = lambda _: None


@contextmanager
def serving(answer: Callable[[Asked], Answer]) -> Iterator[ApiServer]:
    """Give the API while it runs on a port of its own of this machine."""
    api = ApiServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, body: str | None) -> None:
            asked = _read(self, body)
            api.asked.append(asked)
            _write(self, api.instead(asked) or answer(asked))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _read(handler: BaseHTTPRequestHandler, body: str | None) -> Asked:
    url = urlparse(handler.path)
    is_form = handler.headers.get("Content-Type", "").startswith("application/x-www-form")
    return Asked(
        handler.command,
        url.path,
        dict(parse_qsl(url.query)),
        {name.lower(): text for name, text in handler.headers.items()},
        json.loads(body) if body and not is_form else None,
        dict(parse_qsl(body)) if body and is_form else {},
    )


def _write(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    body = json.dumps(answer.body).encode()
    handler.send_response(answer.status)
    for name, text in answer.headers.items():
        handler.send_header(name, text)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if answer.breaks_off:
        handler.wfile.write(body[: len(body) // 2])
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)
    else:
        handler.wfile.write(body)


def switch_on(
    settings: Settings,
    connector: str,
    server: ApiServer,
    options: Mapping[str, str],
    secrets: Mapping[str, str],
) -> None:
    """Declare the default account of an API, and put its secrets where dlt looks for them."""
    api = {"base_url": server.url, "since": "2026-01-01", **options}
    declare(
        settings,
        "sources.yml",
        json.dumps(
            {"sources": {connector: {"timezone": "Europe/Berlin", "currency": "EUR", "api": api}}}
        ),
    )
    place = settings.home / ".dlt" / "secrets.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {json.dumps(text)}" for name, text in secrets.items()]
    place.write_text("\n".join([f"[sources.{connector}]", *lines]), encoding="utf-8")


def load(settings: Settings) -> list[tuple[str, int]]:
    """Ingest what landed; what became of each file, and how many of its records were refused."""
    results = take_in(settings, read_organisation(settings))
    return [(result.status, result.records_quarantined) for result in results]


def fetch_all(settings: Settings, *, again: bool = False) -> list[Fetched]:
    """Fetch every account that is switched on, and return what was landed."""
    landed: list[Fetched] = []
    for account in list_api_accounts(read_organisation(settings)):
        fetch(settings, account, landed.append, again=again)
    return landed
