"""A running dashboard, and Debian's chromium to look at it, for tests and benchmarks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import dashboard

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_DRAWN = """() => {
  const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
  const idle = document.querySelector('[data-test-script-state=notRunning]');
  return idle && charts.length >= %d && charts.every(chart => chart.querySelector('svg'));
}"""


@contextmanager
def serve(home: Path) -> Iterator[str]:
    """Run the dashboard on a home, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"],
        cwd=Path(dashboard.__file__).parent,
        env=os.environ | {"FULLSCORE_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def open_page() -> Iterator[Page]:
    """Open chromium in a zone that is not UTC, and yield an empty page of it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(
            viewport={"width": 1440, "height": 1000}, timezone_id="America/Los_Angeles"
        )
        yield context.new_page()
        browser.close()


def wait_until_drawn(page: Page, charts: int) -> None:
    """Wait until the script rests and at least so many charts have their marks."""
    page.wait_for_function(_DRAWN % charts, timeout=60_000)


def change_page(page: Page, name: str, text: str, charts: int) -> float:
    """Click a page's link, wait until its text and charts are there; return the seconds it took."""
    begun = time.monotonic()
    page.get_by_test_id("stTopNavLink").get_by_text(name, exact=True).click()
    page.get_by_text(text, exact=True).first.wait_for(timeout=30_000)
    wait_until_drawn(page, charts)
    return time.monotonic() - begun


def _wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urlopen(url, timeout=5):  # noqa: S310  # our own server
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"nothing answers at {url}")
