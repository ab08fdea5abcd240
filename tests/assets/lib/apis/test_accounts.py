"""sources.yml switches an API on, says what it has to, and holds no secret."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assets.lib.apis import accounts
from assets.lib.apis.accounts import ApisNotInstalled, list_api_accounts, require_dlt
from assets.lib.apis.discover import discover_apis
from assets.lib.apis.options import section_of
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.organisation import OrganisationError
from assets.lib.settings import Settings
from tests.assets.builders import declare

CONNECTORS = Path(__file__).parents[4] / "assets" / "connectors"


def refusals(settings: Settings, text: str) -> list[str]:
    with pytest.raises(OrganisationError) as refused:
        declare(settings, "sources.yml", text)
    return refused.value.errors


def test_an_account_is_what_sources_yml_says(settings: Settings) -> None:
    """Its own zone, folder and options; an account without `api` is not fetched."""
    organisation = declare(
        settings,
        "sources.yml",
        """
        sources:
          google_ads:
            timezone: Europe/Berlin
            accounts:
              north_america: {timezone: America/New_York, api: {customer_id: 1234567890}}
              elsewhere: {currency: USD}
          hubspot: {api: {since: 2026-01-31}}
        """,
    )
    ads, crm = list_api_accounts(organisation)
    assert (ads.folder, ads.timezone) == ("google_ads/north_america", "America/New_York")
    assert ads.options["customer_id"] == "1234567890"
    assert ads.options["login_customer_id"] == ""
    assert ads.base_url == "https://googleads.googleapis.com/v26/"
    assert (crm.folder, crm.options["since"]) == ("hubspot", "2026-01-31")


def test_options_are_validated_with_their_line(settings: Settings) -> None:
    """What is missing, unknown, unsafe or a secret; all at once."""
    errors = refusals(
        settings,
        "sources:\n"
        "  google_ads:\n"
        "    api: {customer: 1}\n"
        "  hubspot:\n"
        "    api: {access_token: pat-demo, base_url: http://api.demo.example, since: March}\n"
        "  jira:\n"
        "    api: {}\n",
    )
    said = "\n".join(errors)
    for line, reason in (
        (3, "no such option; there are base_url, since, customer_id"),
        (3, "customer_id is missing: the number of the account, without hyphens"),
        (5, "a secret; put it into .dlt/secrets.toml in the home, or the environment"),
        (5, "give an address that begins with https://: secrets are sent to it"),
        (5, "give a day such as 2026-01-31"),
        (7, "jira has no API here; there are google_ads, hubspot, klaviyo, langfuse"),
    ):
        assert any(f":{line}:" in error and reason in error for error in errors), (reason, said)
    assert "pat-demo" not in said


def test_accounts_that_dlt_can_t_tell_apart_are_refused(settings: Settings) -> None:
    """They would share their secrets and how far they were read."""
    errors = refusals(
        settings,
        "sources:\n  hubspot:\n    accounts:\n      A-B: {api: {}}\n      a_b: {api: {}}\n",
    )
    assert any("the same as A-B to dlt" in error for error in errors)
    assert section_of("Nordic & Baltic") == "nordic_baltic"


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where an API is switched on does anybody need it."""
    monkeypatch.setattr(accounts, "find_spec", lambda _: None)
    with pytest.raises(ApisNotInstalled, match=r"pip install -e '\.\[apis\]'"):
        require_dlt()


@pytest.mark.parametrize("name", sorted(discover_apis()))
def test_an_api_is_declared_whole(name: str) -> None:
    """It belongs to a connector that reads its files, and its page says what is needed."""
    api, connector = discover_apis()[name], discover_connectors()[name]
    assert {file.suffix for file in api.files} <= set(connector.suffixes)
    page = (CONNECTORS / name / "README.md").read_text(encoding="utf-8")
    assert "## Fetched from the API" in page
    for secret in api.secrets:
        assert f"SOURCES__{name}__{secret}".upper() in page
    for option in api.options:
        assert f"`{option}`" in page
    for file in api.files:
        assert f"`{file.name}`" in page
    assert "Unverified against the live API" in page


def test_dlt_is_imported_by_nothing_but_fetching() -> None:
    """Reading declarations, discovering APIs and starting the command line do without it."""
    script = (
        "import sys; import pipelines.cli, assets.lib.apis.accounts, assets.lib.apis.options;"
        "from assets.lib.apis.discover import discover_apis; discover_apis();"
        "print('dlt' in sys.modules, 'requests' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
