"""A fetch that is killed leaves nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assets.lib.settings import Settings
from tests.assets.api_server import Answer, Asked, fetch_all, load, serving, switch_on
from tests.assets.builders import ask

FETCH = (
    "import sys; from pathlib import Path; from assets.lib.settings import Settings;"
    "from tests.assets.api_server import fetch_all; fetch_all(Settings(Path(sys.argv[1])))"
)
PAGES = 3


def email(number: int) -> dict[str, object]:
    sent = f"2026-03-0{number}T10:00:00Z"
    return {"id": f"{number}", "name": f"Letter {number}", "publishDate": sent, "isPublished": True}


class HubSpot:
    """Has nothing but e-mails, and hangs on their second page as long as it is told to."""

    def __init__(self) -> None:
        self.hangs = True
        self.is_reached = threading.Event()
        self.goes_on = threading.Event()

    def __call__(self, asked: Asked) -> Answer:
        if asked.path != "/marketing/v3/emails":
            return Answer({"results": []})
        number = int(asked.params.get("after", "1"))
        if number > 1 and self.hangs:
            self.is_reached.set()
            self.goes_on.wait(30)
        more = {"next": {"after": str(number + 1)}} if number < PAGES else {}
        return Answer({"results": [email(number)], "paging": more})


def test_a_fetch_that_is_killed_between_two_pages_loses_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What had landed stands, of the file there is nothing that is read, and the next is whole."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    tool = HubSpot()
    with serving(tool) as server:
        switch_on(settings, "hubspot", server, {}, {"access_token": "pat-demo"})
        child = subprocess.Popen([sys.executable, "-c", FETCH, str(settings.home)], cwd=tmp_path)
        assert tool.is_reached.wait(60)
        child.send_signal(signal.SIGKILL)
        child.wait()
        tool.hangs = False
        tool.goes_on.set()
        assert [status for status, _ in load(settings)] == ["loaded", "loaded"]
        *_, emails = fetch_all(settings)
    assert emails.records == PAGES
    load(settings)
    days = "select date::varchar from raw.campaign_performance order by 1"
    assert ask(settings, days) == [("2026-03-01",), ("2026-03-02",), ("2026-03-03",)]
    assert not list(settings.landing.rglob("*.part"))
