"""An endpoint is filled in with options, secrets and days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assets.lib.apis.accounts import ApiAccount
from assets.lib.apis.declaration import Api, File, Option, at
from assets.lib.apis.endpoints import fill_in, list_values, with_more_columns
from assets.lib.apis.landing_file import as_text

FIELDS = File("leads", {}, columns={"Id": at("id")}, more_columns="fields", more_at="properties.{}")
API = Api(
    "canonical",
    "Demo",
    "https://demo.example",
    {},
    {"token": "a token"},
    (FIELDS,),
    options={"fields": Option("further fields", "")},
)


def account(fields: str) -> ApiAccount:
    return ApiAccount(API, "default", {"base_url": "", "since": "", "fields": fields}, "Asia/Tokyo")


def values(fields: str = "") -> dict[str, str]:
    now = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    return dict(list_values(account(fields), {"token": "a$b"}, now))


def test_days_are_those_of_the_account() -> None:
    """In Tokyo it is tomorrow already."""
    assert (values()["today"], values()["tomorrow"]) == ("2026-03-03", "2026-03-04")


def test_names_are_replaced_wherever_they_stand() -> None:
    """A secret is taken as it is; a list has an item for each field."""
    endpoint = {"q": "select id$and_fields", "json": {"properties": ["id", "$fields"]}, "limit": 5}
    assert fill_in(endpoint, values("score, intent=Lead intent")) == {
        "q": "select id,score,intent",
        "json": {"properties": ["id", "score", "intent"]},
        "limit": 5,
    }
    assert fill_in(endpoint, values()) == {
        "q": "select id",
        "json": {"properties": ["id"]},
        "limit": 5,
    }
    assert fill_in("Bearer $token", values()) == "Bearer a$b"


def test_a_name_that_nothing_stands_for_is_an_error() -> None:
    """It would be sent to the API as it is."""
    with pytest.raises(KeyError):
        fill_in("$nobody", values())


def test_further_fields_are_columns_under_their_header() -> None:
    """Behind those that every account has."""
    columns = with_more_columns(FIELDS, account("score, intent=Lead intent")).columns
    assert columns is not None
    assert list(columns) == ["Id", "score", "Lead intent"]
    assert columns["Lead intent"]({"properties": {"intent": "high"}}) == "high"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (0, "0"), (1.5, "1.5"), (["a", "b"], "a;b"), ("x", "x")],
)
def test_values_are_written_as_exports_have_them(value: object, text: str) -> None:
    """Empty for nothing, and no Python."""
    assert as_text(value) == text
