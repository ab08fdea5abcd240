"""What the tests of whole situations share."""

from pathlib import Path

import pytest

from assets.lib.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty home of its own."""
    return Settings(tmp_path / "home")
