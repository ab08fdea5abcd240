"""What the tests of APIs share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.assets.api_server import ApiServer, serving
from tests.assets.lib.apis.crm import (
    TOKEN,
    Crm,
)


@pytest.fixture
def crm() -> Iterator[tuple[Crm, ApiServer]]:
    tool = Crm()
    with serving(tool) as server:
        yield tool, server


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCES__CANONICAL__TOKEN", TOKEN)
