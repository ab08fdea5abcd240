"""What the tests of assets share."""

from pathlib import Path

import pytest

from assets.lib.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty home of its own."""
    return Settings(tmp_path / "home")


@pytest.fixture(autouse=True)
def impatient_dlt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let dlt ask again at once, and give up after the second time."""
    monkeypatch.setenv("RUNTIME__REQUEST_BACKOFF_FACTOR", "0")
    monkeypatch.setenv("RUNTIME__REQUEST_MAX_ATTEMPTS", "2")
    monkeypatch.setenv("RUNTIME__REQUEST_TIMEOUT", "10")
