"""The dashboard in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from dashboard import frame
from tests.dashboard.snapshots import publish

CHROMIUM = shutil.which("chromium")
DRAWN = """() => {
  const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
  const idle = document.querySelector('[data-test-script-state=notRunning]');
  return idle && charts.length >= %d && charts.every(chart => chart.querySelector('svg'));
}"""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A running dashboard on the small snapshot."""
    publish(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(frame.__file__).parent
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"],
        cwd=folder,
        env=os.environ | {"FULLSCORE_HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here; `make browser` installs it")
def test_pages_in_the_browser(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Values on screen, no console error, no request to another host, Mondays in any zone."""
    from playwright.sync_api import sync_playwright

    hosts: set[str | None] = set()
    errors: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(
            viewport={"width": 1440, "height": 1000}, timezone_id="America/Los_Angeles"
        )
        page = context.new_page()
        page.on("request", lambda request: hosts.add(_host(request.url)))
        page.on("websocket", lambda socket: hosts.add(_host(socket.url)))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda line: errors.append(line.text) if line.type in {"error", "warning"} else None,
        )
        page.goto(address)
        page.wait_for_function(DRAWN % 8, timeout=60_000)
        assert page.get_by_text("Week of 27 July 2026").count() == 1
        assert page.get_by_text("75.0%", exact=True).count() >= 1
        assert page.locator("svg text", has_text="27 Jul").count() >= 1
        seconds = []
        for name in ("Throughput", "Full score", "Throughput"):
            begun = time.monotonic()
            page.get_by_test_id("stTopNavLink").get_by_text(name, exact=True).click()
            wanted = "Factors" if name == "Throughput" else "Last complete week"
            page.get_by_text(wanted, exact=True).wait_for(timeout=30_000)
            page.wait_for_function(DRAWN % 8, timeout=30_000)
            seconds.append(time.monotonic() - begun)
        assert page.get_by_text(re.compile(r"^13 . 2\.50 . 4\.00 = 130$")).count() == 1
        browser.close()
    with capsys.disabled():
        print("\npage changes:", ", ".join(f"{second:.2f} s" for second in seconds))  # noqa: T201
    assert hosts - {None} == {"127.0.0.1"}
    assert errors == []


def _host(url: str) -> str | None:
    """Return the host that is asked; data that is in the page asks none."""
    return urlsplit(url).hostname if url.startswith(("http", "ws")) else None


def _wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urlopen(url, timeout=5):  # noqa: S310  # our own server
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"nothing answers at {url}")
