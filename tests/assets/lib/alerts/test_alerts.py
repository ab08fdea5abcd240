"""People are alerted of each firing, reminder and recovery once, and no alert is lost."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.lib.alerts import Alert, deliver_alerts, record_alerts
from assets.lib.alerts.delivery import NotDelivered, post_alerts
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse

FIRST = date(2026, 1, 5)
TRIGGERS = """
    create or replace table analysis.escalation_trigger_weekly (
        week_start date, agent varchar, trigger_name varchar, expression varchar, state varchar,
        is_notified boolean, detail varchar
    )
"""


class Inbox(BaseHTTPRequestHandler):
    """Takes messages, or answers with the status that it is given."""

    received: list[dict[str, Any]]
    status: int

    def do_POST(self) -> None:  # the name that the server calls
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).received.append(json.loads(body))
        self.send_response(type(self).status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def inbox() -> Iterator[tuple[type[Inbox], str]]:
    """A chat tool's incoming webhook on the loopback interface, and its address."""
    handler = type("OwnInbox", (Inbox,), {"received": [], "status": 200})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield handler, f"http://127.0.0.1:{server.server_port}/secret-path"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A warehouse with a registry of one agent, and no trigger yet."""
    with open_warehouse(Settings(tmp_path)) as connection:
        connection.execute(f"create schema analysis; create schema marts; {TRIGGERS}")
        connection.execute(
            "create table marts.agent_registry as "
            "select 'writer' as agent, 'lead@demo.example' as owner"
        )
    return tmp_path


def log(home: Path, *states: str) -> None:
    """Let one trigger have these states, a week each; `-firing` is a week without a reminder."""
    with open_warehouse(Settings(home)) as connection:
        connection.execute(TRIGGERS)
        for week, state in enumerate(states):
            is_notified = state in {"fired", "firing", "recovered"}
            row = [FIRST + timedelta(weeks=week), state.removeprefix("-"), is_notified]
            connection.execute(
                "insert into analysis.escalation_trigger_weekly by name select $1 as week_start, "
                "'writer' as agent, 'errors' as trigger_name, 'error_rate > 5%' as expression, "
                "$2 as state, $3 as is_notified, 'error_rate 0.1' as detail",
                row,
            )


def recorded(home: Path) -> list[tuple[date, str, bool]]:
    with duckdb.connect(str(Settings(home).warehouse_file), read_only=True) as connection:
        return connection.execute(
            "select week_start, state, delivered_at is not null from ops.alert order by all"
        ).fetchall()


def test_the_first_run_tells_of_the_newest_week_alone(home: Path) -> None:
    """What was long ago is history; a second run of the same week tells nothing again."""
    log(home, "fired", "recovered", "fired")
    assert record_alerts(Settings(home), "run-1") == 1
    assert record_alerts(Settings(home), "run-2") == 0
    assert recorded(home) == [(date(2026, 1, 19), "fired", False)]


def test_weeks_between_two_runs_are_recorded(home: Path) -> None:
    """A run that was missed loses no alert, and quiet weeks give none."""
    log(home, "fired")
    record_alerts(Settings(home), "run-1")
    log(home, "fired", "recovered", "ok", "fired", "-firing")
    assert record_alerts(Settings(home), "run-2") == 2
    assert [state for _, state, _ in recorded(home)] == ["fired", "recovered", "fired"]


def test_a_run_that_stands_in_the_past_tells_nobody(home: Path) -> None:
    """What fired then was recorded then, or is history."""
    log(home, "ok", "ok", "fired")
    record_alerts(Settings(home), "run-1")
    log(home, "ok", "fired")
    assert record_alerts(Settings(home), "run-2") == 0


def test_a_message_has_words_for_people_and_fields_for_programs(
    home: Path, inbox: tuple[type[Inbox], str]
) -> None:
    """One message a run; once it is delivered, nothing is sent again."""
    handler, url = inbox
    settings = Settings(home, alert_url=url)
    log(home, "fired")
    record_alerts(settings, "run-1")
    assert deliver_alerts(settings) is None
    assert deliver_alerts(settings) is None
    [message] = handler.received
    assert message["text"] == (
        "writer, errors: fired in the week of 2026-01-05 (error_rate > 5%): error_rate 0.1. "
        "Owner: lead@demo.example."
    )
    assert message["alerts"][0]["state"] == "fired"
    assert recorded(home) == [(FIRST, "fired", True)]


def test_what_is_not_taken_is_sent_again(home: Path, inbox: tuple[type[Inbox], str]) -> None:
    """The reason is given without the address, which is a secret."""
    handler, url = inbox
    handler.status = 503
    settings = Settings(home, alert_url=url)
    log(home, "fired")
    record_alerts(settings, "run-1")
    reason = deliver_alerts(settings)
    assert reason == "the webhook answered 503 Service Unavailable"
    assert recorded(home) == [(FIRST, "fired", False)]
    handler.status = 200
    assert deliver_alerts(settings) is None
    assert recorded(home) == [(FIRST, "fired", True)]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_no_delivery(home: Path, inbox: tuple[type[Inbox], str], status: int) -> None:
    """Nothing is sent to the address that it names, and the alert waits."""
    handler, url = inbox
    handler.status = status
    log(home, "fired")
    record_alerts(Settings(home), "run-1")
    reason = deliver_alerts(Settings(home, alert_url=url))
    assert reason is not None
    assert f"answered {status}" in reason
    assert "redirects" in reason
    assert len(handler.received) == 1
    assert recorded(home) == [(FIRST, "fired", False)]


def serve_once(answer: Iterable[bytes], pause: float = 0) -> str:
    """Give the address of a server that takes one message and answers with these bytes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener, suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                for part in answer:
                    connection.sendall(part)
                    time.sleep(pause)

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}/secret"


def test_a_server_that_drips_is_left() -> None:
    """However it keeps the connection going, the exchange ends after the time that it has."""
    url = serve_once((b"x" for _ in range(1000)), pause=0.1)
    alert = Alert("A", "t", FIRST, "fired", "e", "d")
    begun = time.monotonic()
    with pytest.raises(NotDelivered, match="did not answer within 1 seconds"):
        post_alerts(url, [alert], seconds=1)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("status", ["500", "599", "418"])
def test_what_a_server_says_is_not_repeated(status: str) -> None:
    """A reason phrase may hold escape codes that rewrite a terminal."""
    url = serve_once([f"HTTP/1.1 {status} \x1b]0;owned\x07\x1b[2J\r\n\r\n".encode()])
    with pytest.raises(NotDelivered, match=f"answered {status}") as caught:
        post_alerts(url, [Alert("A", "t", FIRST, "fired", "e", "d")])
    assert str(caught.value).isprintable()
    assert "owned" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/secret", "file:///etc/secret", "secret", "http://[secret"]
)
def test_a_wrong_address_is_a_reason_and_no_error(home: Path, url: str) -> None:
    """Nobody there, no web address, no address at all: said without repeating it."""
    log(home, "fired")
    settings = Settings(home, alert_url=url)
    record_alerts(settings, "run-1")
    reason = deliver_alerts(settings)
    assert reason
    assert "secret" not in reason
    assert recorded(home) == [(FIRST, "fired", False)]


def test_without_an_address_alerts_are_recorded_only(home: Path) -> None:
    """Nothing is sent, and nothing is said to be missing."""
    log(home, "fired")
    record_alerts(Settings(home), "run-1")
    assert deliver_alerts(Settings(home)) is None
    assert recorded(home) == [(FIRST, "fired", False)]


def test_nobody_to_name_is_left_out() -> None:
    """An agent without an owner, or in an organisation that hides people."""
    alert = Alert("writer", "errors", FIRST, "recovered", "error_rate > 5%", "error_rate 0")
    assert str(alert).endswith("error_rate 0.")
