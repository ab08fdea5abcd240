"""What the WordPress connector holds beyond its samples."""

import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from assets.connectors.wordpress.connector import CONNECTOR
from assets.lib.ingestion.connector import Account, Export, UnreadableExport
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.tally import Tally
from assets.lib.ingestion.validate import validate_rows
from tests.assets.connectors.samples import PRIVACY, ROOT

FIXTURES = Path(__file__).resolve().parents[4] / "shared" / "fixtures" / "wxr_theme_unit_test"
SAMPLES = ROOT / "wordpress" / "samples"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<link>https://studio.demo.example</link>{date}<wp:wxr_version>1.2</wp:wxr_version>
"""
ITEM = """<item><title>Post {n}</title><content:encoded>{body}</content:encoded>
<wp:post_id>{n}</wp:post_id><wp:post_date_gmt>2026-03-02 08:00:00</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:comment><wp:comment_content>{body}</wp:comment_content></wp:comment></item>
"""
END = "</channel></rss>"


def write_wxr(path: Path, items: int, date: str = "", end: str = END) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(date=date))
        file.writelines(ITEM.format(n=n, body="words " * 300) for n in range(1, items + 1))
        file.write(end)
    return path


def read_file(path: Path, account: Account | None = None) -> tuple[Tally, pl.DataFrame]:
    """Return what ingestion counts in the file, and the pieces that it would load."""
    export, tally, frames = Export(path, account or Account()), Tally(), []
    sources = frozenset(discover_connectors())
    for batch in CONNECTOR.read(export):
        validated = [
            validate_rows(rows, "wordpress", sources, export.account, PRIVACY)
            for rows in batch.rows
        ]
        tally.add(batch, validated)
        frames += [result.good for result in validated]
    return tally, pl.concat(frames)


@pytest.mark.skipif(not FIXTURES.exists(), reason="the shared fixtures are not on this machine")
def test_the_theme_unit_test_gives_its_51_posts_and_skips_the_other_129_items() -> None:
    """A file that WordPress wrote: 180 items, of which 51 are posts, one scheduled, one draft."""
    path = FIXTURES / "themeunittestdata.wordpress.xml"
    tally, pieces = read_file(path)
    assert (tally.read, tally.loaded, tally.quarantined) == (180, 51, 0)
    assert tally.skipped == {
        "not a post: attachment": 38,
        "not a post: nav_menu_item": 70,
        "not a post: page": 21,
    }
    statuses = dict(pieces.get_column("status").value_counts().rows())
    assert statuses == {"published": 49, "scheduled": 1, "draft": 1}
    assert pieces.get_column("published_at").null_count() == 2
    assert pieces.get_column("piece_id").n_unique() == 51
    assert pieces.filter(pl.col("title") == "(no title)").height == 1
    first = pieces.row(0, named=True)
    assert first["piece_id"] == "https://wpthemetestdata.wordpress.com#1724"
    assert first["published_at"] == datetime(2018, 10, 21, 3, 3, 48, tzinfo=UTC)
    assert CONNECTOR.exported_at(Export(path)) == datetime(2015, 1, 27, 14, 56, 57, tzinfo=UTC)


@pytest.mark.skipif(not FIXTURES.exists(), reason="the shared fixtures are not on this machine")
def test_the_theme_preview_has_neither_ids_nor_utc_and_loads_all_the_same() -> None:
    """Its ids stand in the links, its local times are read in the account's zone."""
    tally, pieces = read_file(
        FIXTURES / "theme-preview.xml", Account(timezone="America/Los_Angeles")
    )
    assert (tally.read, tally.loaded, tally.quarantined, tally.skipped) == (7, 7, 0, {})
    ids = pieces.get_column("piece_id").str.strip_prefix("https://wp-themes.com#").to_list()
    assert ids == ["19", "36", "14", "8", "6", "4", "1"]
    assert pieces.row(0, named=True)["published_at"] == datetime(
        2008, 10, 17, 11, 33, 51, tzinfo=UTC
    )


def test_addresses_comments_and_passwords_never_leave_the_parser() -> None:
    """None of what the sample says about people beside the login is in any row."""
    _, pieces = read_file(SAMPLES / "studio.WordPress.2026-03-16.xml")
    text = pieces.write_json()
    for secret in ("@demo.example", "192.0.2.17", "A reader", "A comment", "let-me-in"):
        assert secret not in text


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Six times the items need no more memory than a batch of them."""

    def peak(items: int) -> int:
        path = write_wxr(tmp_path / f"{items}.xml", items)
        tracemalloc.start()
        records = sum(batch.records for batch in CONNECTOR.read(Export(path)))
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert records == items
        return highest

    assert peak(3000) < 1.5 * peak(500)


def test_an_error_after_a_thousand_posts_still_refuses_the_file(tmp_path: Path) -> None:
    """Reading ends in UnreadableExport, on which ingestion rolls back what came before."""
    path = write_wxr(tmp_path / "late.xml", 1000, end="<item><title>\x08</title></item>" + END)
    with pytest.raises(UnreadableExport, match="not well-formed XML at line 4005, column 14"):
        list(CONNECTOR.read(Export(path)))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Fri, 6 Mar 2026 18:00:00 +0100", datetime(2026, 3, 6, 17, 0, tzinfo=UTC)),
        ("Fri, 6 Mar 2026 18:00:00 -0000", datetime(2026, 3, 6, 18, 0, tzinfo=UTC)),
        ("yesterday", None),
        ("Mon, 30 Feb 2026 18:00:00 +0000", None),
        ("", None),
    ],
)
def test_the_channels_date_is_that_of_the_export(
    tmp_path: Path, date: str, expected: datetime | None
) -> None:
    """A date that can't be read is no date."""
    path = write_wxr(tmp_path / "dated.xml", 1, date=f"<pubDate>{date}</pubDate>")
    assert CONNECTOR.exported_at(Export(path)) == expected


def test_an_items_date_is_not_that_of_the_export(tmp_path: Path) -> None:
    """Without a date of the channel, and for a file that can't be read, there is none."""
    path = write_wxr(tmp_path / "undated.xml", 1)
    assert CONNECTOR.exported_at(Export(path)) is None
    assert CONNECTOR.exported_at(Export(SAMPLES / "bad-empty.xml")) is None
