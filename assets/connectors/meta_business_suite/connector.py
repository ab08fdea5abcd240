"""Reads posts on Facebook and Instagram as Meta Business Suite exports them."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    Value,
    cell,
    constant,
    filled_up,
    name,
    number,
    total_of,
)

_ID = ("Post ID", "Publicerings-id", "Inläggs-ID")
_TITLE = ("Title", "Titel")
_TEXT = ("Description", "Beskrivning")
_TIME = ("Publish time", "Publiceringstid")
_LINK = ("Permalink", "Permalänk")
_KIND = ("Post type", "Inläggstyp")
_DAY = ("Date", "Datum")
_ALL_TIME = ("lifetime", "livstid")
_USUAL = (
    *("Account ID", "Account username", "Account name", "Page ID", "Page name"),
    *("Duration (sec)", "Caption type", "Is crosspost?", "Is share?", "Languages", "Views"),
    *("Custom labels", "Funded content status", "Data comment", "Reach", "Total clicks"),
    *("Reactions", "Follows", "Link clicks", "Other clicks", "Sid-id", "Sidnamn"),
    *("Visningar", "Räckvidd", "Reaktioner", "Totalt antal klick"),
)


def _posts(title: str, channel: str, known_by: tuple[str, ...], engagements: Value) -> Table:
    """Return the table of the posts of a network: each is a piece, and its only publication."""
    post = {
        "piece_id": cell(*_ID),
        "channel": constant(channel),
        "published_at": cell(*_TIME),
        "url": cell(*_LINK),
    }
    piece = {
        "title": filled_up(cell(*_TITLE), cell(*_TEXT), cell(*_LINK)),
        "content_type": name(*_KIND),
        "status": constant("published"),
        "body": filled_up(cell(*_TEXT), cell(*_TITLE)),
    }
    publication = {"publication_id": cell(*_ID), "engagements": engagements}
    return Table(
        title=title,
        known_by=(_ID, _TIME, _LINK, known_by),
        rows=(
            Rows("content_pieces", post | piece, id_pattern=r"[0-9]+(?:_[0-9]+)?"),
            Rows("content_publications", publication | post, id_pattern=r"[0-9]+(?:_[0-9]+)?"),
        ),
        also=_USUAL,
        skips=(
            Skip(
                "figures of a single day",
                _DAY,
                lambda day: day.is_not_null() & ~day.str.to_lowercase().is_in(_ALL_TIME),
            ),
        ),
    )


FACEBOOK = _posts(
    "posts on Facebook",
    "facebook",
    ("Page ID", "Page name", "Sid-id", "Sidnamn"),
    number("Reactions, Comments and Shares", "Reaktioner, kommentarer och delningar"),
)
INSTAGRAM = _posts(
    "posts on Instagram",
    "instagram",
    ("Account ID", "Account username", "Account name"),
    total_of("Likes", "Comments", "Shares", "Saves"),
)


class MetaBusinessSuite(TableConnector):
    """The export of published content, of a page or of an Instagram account."""

    name = "meta_business_suite"
    version = 1
    title = "Meta Business Suite"
    streams = ("content_pieces", "content_publications")
    tables = (FACEBOOK, INSTAGRAM)
    others = OtherObjects(
        "Meta Business Suite",
        "published content: Insights > Content > Export data",
        (
            ExportedObject("audience", ("Date",), ("Page followers", "New followers", "Follows")),
            ExportedObject("results", ("Date", "Primary")),
        ),
    )


CONNECTOR = MetaBusinessSuite()
