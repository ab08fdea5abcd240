"""What all tests share."""

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
