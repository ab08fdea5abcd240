"""Reads posts as Hootsuite's post performance exports them."""

from __future__ import annotations

from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import (
    Value,
    as_name,
    cell,
    constant,
    filled_up,
    instant,
    name,
    number,
)

_NETWORKS = {
    "facebook_page": "facebook",
    "instagram_business": "instagram",
    "linkedin_page": "linkedin",
    "linkedin_company": "linkedin",
    "twitter": "x",
    "x_twitter": "x",
    "tiktok_business": "tiktok",
}
"""What Hootsuite calls a network, as a name, where that is not its usual one."""


def _network(*headers: str) -> Value:
    return Value(headers, lambda found: as_name(found.first).replace(_NETWORKS))


_POST = {
    "piece_id": filled_up("Post ID", "Post Link", "Post Permalink"),
    "channel": _network("Social network", "Network"),
    "published_at": instant("Date (GMT)", "Date (UTC)", zone="UTC"),
    "url": cell("Post Link", "Post Permalink"),
}

POSTS = Table(
    title="post performance",
    known_by=(
        ("Post Message", "Message"),
        ("Date (GMT)", "Date (UTC)"),
        ("Social network", "Network"),
        ("Post Link", "Post Permalink", "Post ID"),
    ),
    rows=(
        Rows(
            "content_pieces",
            _POST
            | {
                "title": filled_up(cell("Post Message", "Message"), "Post Link"),
                "content_type": name("Type", "Post type"),
                "status": constant("published"),
                "body": cell("Post Message", "Message"),
            },
        ),
        Rows(
            "content_publications",
            _POST
            | {
                "publication_id": filled_up("Post ID", "Post Link", "Post Permalink"),
                "engagements": number("Engagements", "Engagement"),
            },
        ),
    ),
    also=(
        *("Profile", "Impressions", "Reach", "Reactions", "Comments", "Shares", "Clicks"),
        *("Engagement rate", "Tags", "Campaign", "Author", "Team", "Post Source"),
    ),
    nulls=("-", "N/A"),
)


class Hootsuite(TableConnector):
    """The table of post performance, of any of the networks."""

    name = "hootsuite"
    version = 1
    title = "Hootsuite"
    streams = ("content_pieces", "content_publications")
    tables = (POSTS,)


CONNECTOR = Hootsuite()
