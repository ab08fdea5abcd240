"""An API with leads in pages, and what is fetched from it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from assets.lib.apis.accounts import ApiAccount
from assets.lib.apis.declaration import Api, Cursor, File, at
from assets.lib.apis.fetch import Fetched, fetch
from assets.lib.settings import Settings
from tests.assets.api_server import Answer, ApiServer, Asked

TOKEN = "t0ken-of-demo"  # noqa: S105
LEADS = File(
    "leads",
    {
        "path": "leads",
        "params": {"since": "$since"},
        "data_selector": "data",
        "paginator": {"type": "next_link", "next_url_path": "next"},
    },
    cursor=Cursor("instant", at("changed"), timedelta(0)),
    columns={"lead_id": at("id"), "created_at": at("changed"), "person_key": at("email")},
)
API = Api(
    connector="canonical",
    title="Demo",
    base_url="",
    auth={"type": "bearer", "token": "$token"},
    secrets={"token": "a token"},
    files=(LEADS,),
)


class Crm:
    """Leads in pages of two, from those that were changed at `since` on."""

    def __init__(self) -> None:
        self.leads = [lead(number) for number in range(1, 6)]

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer({"error": "expired", "hint": "ask lead1@demo.example"}, 401)
        page = int(asked.params.get("page", "0"))
        new = [one for one in self.leads if one["changed"] >= asked.params["since"]]
        body: dict[str, Any] = {"data": new[2 * page : 2 * page + 2]}
        if len(new) > 2 * page + 2:
            body["next"] = f"/leads?since={asked.params['since']}&page={page + 1}"
        return Answer(body)


def lead(number: int) -> dict[str, str]:
    return {
        "id": f"L{number}",
        "changed": f"2026-03-{number:02}T08:00:00Z",
        "email": f"lead{number}@demo.example",
    }


def account(server: ApiServer, name: str = "default", api: Api = API) -> ApiAccount:
    return ApiAccount(api, name, {"base_url": server.url, "since": "2026-01-01"}, "Europe/Berlin")


def fetch_leads(settings: Settings, of: ApiAccount, *, again: bool = False) -> list[Fetched]:
    landed: list[Fetched] = []
    fetch(settings, of, landed.append, again=again)
    return landed


def landed_files(settings: Settings) -> list[Path]:
    return [path for path in settings.landing.rglob("*") if path.is_file()]
