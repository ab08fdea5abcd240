"""Reads blog posts: originals are pieces, translations and variants of tests are publications."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from assets.lib.ingestion.connector import Batch, Export, SkippedRecord, StreamRows
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import cell, choice, constant, filled_up, person
from assets.streams import get_stream

_STATUS = ("Status", "State", "Post status")
_PUBLISHED = ("Publish date", "Published date", "Publish Date (UTC)")
_OF_VARIANTS = ("language", "translated_from", "test_id", "test_status")
"""Columns that no stream has: they say which posts are variants of which."""

POSTS = Table(
    title="blog posts",
    known_by=(("Post title", "Blog post title"), ("Post URL",), _STATUS, _PUBLISHED),
    rows=(
        Rows(
            "content_pieces",
            {
                "piece_id": filled_up("Post ID", "Content ID", "ID", "Post URL"),
                "title": cell("Post title", "Blog post title"),
                "content_type": constant("post"),
                "workflow": cell("Workflow"),
                "agent": cell("Agent"),
                "produced_by": cell("Produced by"),
                "author": person(cell("Author", "Blog author")),
                "created_at": cell("Created date", "Create date", "Created"),
                "published_at": cell(*_PUBLISHED),
                "status": choice({}, *_STATUS),
                "channel": constant("web"),
                "url": cell("Post URL"),
                "body": cell("Post body (HTML)", "Post body"),
                "language": cell("Language", "Post language"),
                "translated_from": cell("Translated from ID", "Translated from"),
                "test_id": cell("A/B test ID"),
                "test_status": choice({}, "A/B status", "A/B test status"),
            },
        ),
    ),
    also=("Blog name", "Post SEO title", "Meta description", "Tags", "Last modified", "Campaign"),
)


class BlogPosts(TableConnector):
    """The export of a blog."""

    name = "hubspot"
    title = "HubSpot"
    tables = (POSTS,)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the posts; raises UnreadableExport where they are none."""
        for batch in super().read(export):
            yield _with_variants(batch)


def _with_variants(batch: Batch) -> Batch:
    """Part the posts into pieces and publications of the piece that they are a variant of."""
    [rows] = batch.rows
    posts = rows.frame.with_columns(
        pl.lit(None, pl.String).alias(name) for name in _OF_VARIANTS if name not in rows.frame
    ).with_columns(
        pl.col("status").str.to_lowercase(),
        is_variant=pl.col("test_status")
        .str.to_lowercase()
        .str.contains("variant")
        .fill_null(False),
    )
    posts = posts.with_columns(
        published_at=pl.when(pl.col("status") == "published").then("published_at")
    )
    masters = posts.filter(~pl.col("is_variant") & pl.col("test_id").is_not_null())
    of_test = masters.select("test_id", master="piece_id").unique("test_id", keep="last")
    posts = posts.join(of_test, on="test_id", how="left", maintain_order="left").with_columns(
        original=pl.when("is_variant").then("master").otherwise("translated_from")
    )
    is_piece = pl.col("original").is_null() & ~pl.col("is_variant")
    is_live = pl.col("published_at").is_not_null()
    lost = posts.filter(pl.col("is_variant") & pl.col("original").is_null())
    waiting = posts.filter(pl.col("original").is_not_null() & ~is_live)
    pieces = [c.name for c in get_stream("content_pieces").columns if c.name in rows.frame.columns]
    return replace(
        batch,
        rows=(
            replace(rows, frame=posts.filter(is_piece).select("_row", *pieces)),
            StreamRows(
                "content_publications",
                _publications(posts.filter(pl.col("original").is_not_null() & is_live)),
            ),
        ),
        skipped=(
            *batch.skipped,
            *(SkippedRecord(r, "variant of a test without its original") for r in lost["_row"]),
            *(SkippedRecord(r, "variant that is not published") for r in waiting["_row"]),
        ),
    )


def _publications(variants: pl.DataFrame) -> pl.DataFrame:
    kind = pl.when("is_variant").then(pl.lit("test")).otherwise(pl.lit("locale"))
    named = pl.when("is_variant").then("piece_id").otherwise(pl.coalesce("language", "piece_id"))
    return variants.select(
        "_row",
        "channel",
        "published_at",
        "status",
        "url",
        publication_id="piece_id",
        piece_id="original",
        variant_id=named,
        variant_kind=kind,
    )


BLOG = BlogPosts()
