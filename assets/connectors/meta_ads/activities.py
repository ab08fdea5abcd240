"""The activity history of an ad account: from the API as JSON, from the page as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from assets.connectors.meta_ads.categories import (
    CATEGORY_OF_TYPE,
    OTHER,
    OWN_EVENTS,
    category_of_words,
    is_of_account,
)
from assets.lib.ingestion.connector import (
    Account,
    Batch,
    Export,
    SkippedRecord,
    StreamRows,
    UnreadableExport,
    ValidationError,
)
from assets.lib.ingestion.json_documents.reading import read_values
from assets.lib.ingestion.json_documents.values import to_object, to_text
from assets.lib.ingestion.tables.table import Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    Found,
    Value,
    actor_of_change,
    cell,
    choice,
    each_text,
    filled_up,
    fingerprint,
    instant,
    person,
)

EVENT_KEYS = ("event_type", "event_time", "object_id")
"""What every activity of the API has."""

_PLATFORM = ("Meta", "Facebook")
"""Under its own name the platform acts by itself."""


def _in_words(header: str) -> Value:
    return Value((header,), lambda found: each_text(found.first, category_of_words))


PAGE = Table(
    title="activity history",
    known_by=(("Activity",), ("Item changed",), ("Changed by",), ("Date and time",)),
    rows=(
        Rows(
            "campaign_changes",
            {
                "change_id": fingerprint(
                    *("Date and time", "Changed by", "Activity", "Activity details"),
                    *("Item changed", "Item ID"),
                ),
                "campaign_id": filled_up("Campaign ID", "Campaign name", "Item changed"),
                "changed_at": instant("Date and time"),
                "actor": person("Changed by"),
                "actor_type": actor_of_change("Changed by", tool=_PLATFORM),
                "category": _in_words("Activity"),
                "item": cell("Item changed"),
                "description": filled_up("Activity details", "Activity"),
            },
        ),
    ),
    skips=(
        Skip(
            "activity of the account",
            ("Activity",),
            lambda name: each_text(name, category_of_words) == "billing",
        ),
    ),
)
"""The table of the page Activity history."""

_EVENTS: dict[str, Value] = {
    "change_id": fingerprint(
        *("event_time", "actor_id", "actor_name", "event_type", "object_id", "extra_data")
    ),
    "campaign_id": cell("campaign_id"),
    "changed_at": filled_up("event_time", "date_time_in_timezone"),
    "actor": person("actor_name"),
    "actor_type": actor_of_change("actor_name", tool=_PLATFORM),
    "category": choice(CATEGORY_OF_TYPE, "event_type", other=OTHER),
    "item": cell("object_name"),
    "description": cell("description"),
}
_UNNAMED = (
    "{} change(s) of ad sets and ads name no campaign: say which one each ad set is of, in "
    "sources.yml under meta_ads, values: campaign_id"
)


def read_activities(export: Export) -> Batch:
    """Return the changes; raises UnreadableExport where the file holds no activities."""
    changes: list[dict[str, str | None]] = []
    skipped: list[SkippedRecord] = []
    errors: list[ValidationError] = []
    row = 0
    for row, found in enumerate(read_values(export.path, inside=("data",)), start=1):
        event = to_object(found.value)
        if not all(key in event for key in EVENT_KEYS):
            errors.append(ValidationError(row, "(whole record)", "an activity", None))
        elif reason := _reason_to_skip(str(event["event_type"])):
            skipped.append(SkippedRecord(row, reason))
        else:
            changes.append(_to_texts(row, event, export.account))
    if row and len(errors) == row:
        raise UnreadableExport(
            "no activities of an ad account, which have event_type, event_time and object_id"
        )
    finer = [change for change in changes if change["finer_id"]]
    unnamed = sum(change["campaign_id"] == change["finer_id"] for change in finer)
    return Batch(
        records=row,
        rows=(StreamRows("campaign_changes", _to_changes(changes, export.account)),),
        skipped=tuple(skipped),
        errors=tuple(errors),
        notes=(
            *(() if row else ("no activities",)),
            *((_UNNAMED.format(unnamed),) if unnamed else ()),
        ),
    )


def _reason_to_skip(event_type: str) -> str | None:
    if event_type in OWN_EVENTS:
        return "event of delivery or review, no change"
    return "activity of the account" if is_of_account(event_type) else None


def _to_texts(row: int, event: Mapping[str, Any], account: Account) -> dict[str, str | None]:
    """Return the values of an activity as text, with the campaign and a description of it.

    What is not of a campaign names its ad set or ad alone; `finer_id` is that.
    """
    texts = {key: to_text(value) for key, value in event.items()}
    own = to_text(event["object_id"])
    finer = None if "campaign" in str(event["event_type"]) else own
    stated = texts.get("campaign_id") or to_text(
        to_object(event.get("extra_data")).get("campaign_id")
    )
    known = account.values.get("campaign_id", {})
    return texts | {
        "_row": str(row),
        "campaign_id": stated or known.get(own or "") or own,
        "finer_id": finer,
        "description": _describe(event),
    }


def _describe(event: Mapping[str, Any]) -> str | None:
    what = to_text(event.get("translated_event_type")) or to_text(event["event_type"])
    extra = to_object(event.get("extra_data"))
    values = [extra.get(key) for key in ("old_value", "new_value")]
    if not all(isinstance(value, str) for value in values):
        return what
    return f"{what}: {values[0]} -> {values[1]}"


def _to_changes(changes: list[dict[str, str | None]], account: Account) -> pl.DataFrame:
    keys = {"_row": None, **{h: None for value in _EVENTS.values() for h in value.headers}}
    frame = pl.DataFrame(
        [[change.get(key) for key in (*keys, "application_name")] for change in changes],
        schema=dict.fromkeys((*keys, "application_name"), pl.String),
        orient="row",
    ).with_columns(_actor(account))
    columns = {
        name: value.read(Found(value.headers, account)).alias(name)
        for name, value in _EVENTS.items()
    }
    return frame.select(pl.col("_row").cast(pl.Int64), *columns.values())


def _actor(account: Account) -> pl.Expr:
    """An application that is declared as an agent or a rule acts itself, under anybody's name."""
    kind = actor_of_change("application_name").read(Found(("application_name",), account))
    return (
        pl.when(kind.is_in(["agent", "rule"]))
        .then(pl.col("application_name"))
        .otherwise(pl.col("actor_name"))
        .alias("actor_name")
    )
