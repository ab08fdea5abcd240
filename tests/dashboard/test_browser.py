"""The dashboard in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.dashboard.browser import CHROMIUM, change_page, open_page, serve, wait_until_drawn
from tests.dashboard.snapshots import publish

OPERATING_MODEL = (
    ("Spectrum", "Hand over first", 0),
    ("Roles", "What ties each role to its old focus", 0),
    ("Plan", "Evidence", 0),
    ("Agents", "Escalation triggers", 0),
    ("Risks", "Agent dependency", 3),
    ("Claims", "Multiples of the own baseline", 5),
)
"""The pages around the KPIs, with a text and the number of charts of each."""

PHONE = 390
"""The width of a phone in pixels."""
PATHS = {
    "": "This week calls for",
    "attention": "To act on (1)",
    "content_system_throughput": "Factors",
    "spectrum": "Hand over first",
    "roles": "What ties each role to its old focus",
    "plan": "Evidence",
    "agents": "Escalation triggers",
    "risks": "Agent dependency",
    "claims": "Arrival",
    "data_health": "Skipped records",
}
"""A text by the path of each page that stands below what may be too wide."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A running dashboard on the small snapshot."""
    publish(tmp_path)
    with serve(tmp_path) as address:
        yield address


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here; `make browser` installs it")
def test_pages_in_the_browser(address: str) -> None:
    """Values on screen, no console error, no request to another host, Mondays in any zone."""
    hosts: set[str | None] = set()
    errors: list[str] = []
    with open_page() as page:
        page.on("request", lambda request: hosts.add(_host(request.url)))
        page.on("websocket", lambda socket: hosts.add(_host(socket.url)))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda line: errors.append(line.text) if line.type in {"error", "warning"} else None,
        )
        page.goto(address)
        wait_until_drawn(page, 8)
        assert page.get_by_text("Week of 27 July 2026").count() == 1
        assert page.get_by_text("75.0%", exact=True).count() >= 1
        assert page.locator("svg text", has_text="27 Jul").count() >= 1
        page.get_by_test_id("stPageLink").get_by_text("Content system throughput").click()
        page.get_by_text("Factors", exact=True).first.wait_for(timeout=30_000)
        assert page.url.endswith("/content_system_throughput")
        change_page(page, "Full score", "Last complete week", 8)
        change_page(page, "Throughput", "Factors", 8)
        assert page.get_by_text(re.compile(r"^13 . 2\.50 . 4\.00 = 130$")).count() == 1
        assert page.get_by_text("A signal since the week of 22 June 2026", exact=False).count() == 1
        for name, text, charts in OPERATING_MODEL:
            change_page(page, name, text, charts)
    assert hosts - {None} == {"127.0.0.1"}
    assert errors == []


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here; `make browser` installs it")
def test_no_page_scrolls_sideways_on_a_phone(address: str) -> None:
    """What is too wide, such as a table, scrolls by itself."""
    wide: dict[str, int] = {}
    with open_page() as page:
        page.set_viewport_size({"width": PHONE, "height": 844})
        for path, text in PATHS.items():
            page.goto(f"{address}/{path}")
            page.get_by_text(text, exact=True).first.wait_for(timeout=30_000)
            wide[path] = page.get_by_test_id("stMain").evaluate("main => main.scrollWidth")
    assert {path: width for path, width in wide.items() if width > PHONE} == {}


def _host(url: str) -> str | None:
    """Return the host that is asked; data that is in the page asks none."""
    return urlsplit(url).hostname if url.startswith(("http", "ws")) else None
