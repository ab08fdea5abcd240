"""Reads the campaigns of an account as Google Ads Editor exports them: settings, and no changes."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from assets.connectors.google_ads.campaigns import read_campaigns
from assets.connectors.google_ads.records import Records, skipped_records
from assets.lib.ingestion.connector import Account, Batch

_EMPTY = "[]"
_PART = "part of a campaign (an ad group, a keyword, an ad, a location)"
_NO_CHANGES = (
    "campaigns as they stood in Google Ads Editor: what was changed, when and by whom is in the "
    "change history alone"
)


def read_editor(records: Records, account: Account) -> Batch:
    """Return a campaign per row of one; the rows of what is in a campaign are skipped.

    Only the row of the campaign itself has its type.
    """
    frame = records.frame.with_columns(pl.col(pl.String).replace(_EMPTY, None))
    of_group = pl.col("ad group") if "ad group" in frame.columns else pl.lit(None, pl.String)
    is_campaign = pl.col("campaign type").is_not_null() & of_group.is_null()
    parts = skipped_records(frame.filter(~is_campaign)["_row"], _PART)
    own = replace(records, frame=frame.filter(is_campaign), skipped=(*records.skipped, *parts))
    batch = read_campaigns(own, account)
    return replace(batch, notes=(*batch.notes, _NO_CHANGES))
