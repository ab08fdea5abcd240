"""What all tests share."""

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

# Chosen with --hypothesis-profile=ci: the same examples each time. Elsewhere new ones are tried.
settings.register_profile("ci", derandomize=True, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="write what the connectors' samples give as what they have to give",
    )


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Put `__main__` back after a page has run: Streamlit leaves its script there.

    A process that is spawned later would run that script first.
    """
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
