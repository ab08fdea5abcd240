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


def wxr(
    *items: str, head: str = "<link>https://studio.demo.example</link>", above: str = ""
) -> str:
    """Return a WXR file with these items; `head` is what the channel says of itself."""
    return (
        above
        + """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:wxr_version>1.2</wp:wxr_version>"""
        + head
        + "\n".join(items)
        + "</channel></rss>"
    )


def post(*fields: str, status: str = "publish", creator: str = "ann") -> str:
    return (
        f"<item><title>A</title><dc:creator>{creator}</dc:creator><wp:post_id>7</wp:post_id>"
        f"<wp:status>{status}</wp:status><wp:post_type>post</wp:post_type>{''.join(fields)}</item>"
    )


def read_text(tmp_path: Path, text: str, account: Account | None = None) -> pl.DataFrame:
    path = tmp_path / "site.xml"
    path.write_text(text, encoding="utf-8")
    return read_file(path, account)[1]


GMT = "<wp:post_date_gmt>{}</wp:post_date_gmt>"
LOCAL = "<wp:post_date>{}</wp:post_date>"
FEED = "<pubDate>{}</pubDate>"
ZERO = "0000-00-00 00:00:00"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((FEED.format("Mon, 02 Mar 2026 09:00:00 +0100"),), "2026-03-02 08:00:00+00:00"),
        (
            (GMT.format(ZERO), LOCAL.format(ZERO), FEED.format("Mon, 02 Mar 2026 08:00:00 +0000")),
            "2026-03-02 08:00:00+00:00",
        ),
        (
            (GMT.format(ZERO), LOCAL.format("2026-03-02 09:30:00"), FEED.format("never")),
            "2026-03-02 08:30:00+00:00",
        ),
        ((LOCAL.format("2026-03-02 00:00:00"),), "2026-03-01 23:00:00+00:00"),
        (
            (GMT.format("2026-03-02 08:00:00"), LOCAL.format("2026-03-05 09:00:00")),
            "2026-03-02 08:00:00+00:00",
        ),
        ((GMT.format(ZERO), FEED.format("Mon, 30 Nov -0001 00:00:00 +0000")), None),
        ((), None),
    ],
)
def test_a_post_is_published_at_the_best_time_that_it_states(
    tmp_path: Path, dates: tuple[str, ...], expected: str | None
) -> None:
    """UTC, then the site's clock, then the feed's date; zeros are none of these."""
    pieces = read_text(tmp_path, wxr(post(*dates)), Account(timezone="Europe/Berlin"))
    published = pieces["published_at"][0]
    assert (str(published) if published else None) == expected


def test_a_published_post_without_any_time_is_told(tmp_path: Path) -> None:
    """It loads, and counts in no week."""
    path = tmp_path / "site.xml"
    path.write_text(wxr(post(GMT.format(ZERO)), post(status="draft")), encoding="utf-8")
    [batch] = CONNECTOR.read(Export(path))
    assert batch.notes == (
        "published without any time, so counted in no week: https://studio.demo.example#7",
    )


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("future", "scheduled"),
        ("private", "private"),
        ("trash", "trashed"),
        ("draft", "draft"),
        ("pending", "pending"),
        ("inherit", "inherit"),
        ("auto-draft", "auto-draft"),
    ],
)
def test_only_what_is_published_has_a_time_of_publication(
    tmp_path: Path, status: str, ours: str
) -> None:
    """Scheduled, private and trashed posts have dates too, which are no publication."""
    [piece] = read_text(
        tmp_path, wxr(post(GMT.format("2026-03-02 08:00:00"), status=status))
    ).to_dicts()
    assert (piece["status"], piece["published_at"]) == (ours, None)


AUTHOR = """<wp:author><wp:author_id>3</wp:author_id><wp:author_login>{login}</wp:author_login>
<wp:author_email>ann@p.example</wp:author_email>
<wp:author_display_name>{name}</wp:author_display_name></wp:author>"""


@pytest.mark.parametrize(
    ("creator", "name", "expected"),
    [
        ("ann", "Ann Sample", "ann"),
        ("ann@p.example", "Ann Sample", "Ann Sample"),
        ("Ann@P.example", "Ann Sample", "Ann Sample"),
        ("ann@p.example", "ann@p.example", "author 3"),
        ("ann@p.example", "", "author 3"),
        ("else@p.example", "Ann Sample", None),
        ("Ann &lt;ann@p.example&gt;", "Ann Sample", None),
    ],
)
def test_an_author_that_is_an_address_is_shown_by_name_or_number(
    tmp_path: Path, creator: str, name: str, expected: str | None
) -> None:
    """No e-mail address leaves the file, even where people are kept as written."""
    head = "<link>https://a.example</link>" + AUTHOR.format(login="ann@p.example", name=name)
    pieces = read_text(tmp_path, wxr(post(creator=creator), head=head))
    assert pieces["author"][0] == expected
    assert "p.example" not in pieces.write_json()


def test_an_agent_is_known_by_its_address_too(tmp_path: Path) -> None:
    """`actors.yml` may list what stands in the export."""
    head = "<link>https://a.example</link>" + AUTHOR.format(login="ann@p.example", name="Drafter")
    account = Account(agents=frozenset({"ANN@p.example"}))
    [piece] = read_text(tmp_path, wxr(post(creator="ann@p.example"), head=head), account).to_dicts()
    assert (piece["agent"], piece["produced_by"]) == ("Drafter", "agent")


def test_a_file_without_the_sites_address_is_told_by_its_links_or_its_folder(
    tmp_path: Path,
) -> None:
    """Never by nothing: posts of two sites would be one."""
    linked = wxr(post("<link>https://b.example/2026/a/</link>"), head="")
    bare = wxr(post(), head="")
    assert read_text(tmp_path, linked)["piece_id"][0] == "https://b.example#7"
    assert read_text(tmp_path, bare, Account(name="news"))["piece_id"][0] == "news#7"
    path = tmp_path / "bare.xml"
    path.write_text(bare, encoding="utf-8")
    [batch] = CONNECTOR.read(Export(path))
    [error] = batch.errors
    assert (error.row, error.column) == (1, "piece_id")
    assert "landing/wordpress/<site>/" in error.rule


@pytest.mark.parametrize("above", ["\n", "\n\n\n", " \r\n\t", "\ufeff", "\ufeff\n", "\n\ufeff\n"])
def test_blank_lines_above_the_declaration_are_passed_over(tmp_path: Path, above: str) -> None:
    """Plugins print them, with or without a byte order mark."""
    text = wxr(post(GMT.format("2026-03-02 08:00:00")), above=above)
    assert read_text(tmp_path, text)["piece_id"].to_list() == ["https://studio.demo.example#7"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            wxr(post(), above="Warning: cannot modify headers\n"),
            r"text stands above the declaration <\?xml in line 2",
        ),
        (
            wxr("<atom:link href='a'/>"),
            r"line 4, column \d+: unbound prefix; a prefix is used that nothing declares",
        ),
        (
            wxr(post("<link>a\x11b</link>"), above="\n\n"),
            r"line 6, column \d+: not well-formed .*control character",
        ),
        ("<!DOCTYPE html><html><br></html>", "a web page saved as XML"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "this is an Atom feed"),
        ("<opml/>", "this is a list of feeds"),
        ("<sitemapindex/>", "this is a sitemap"),
        ("<contacts/>", "this is XML with another root than <rss>"),
        (
            """<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<atom:link href="https://a.example/comments/feed/"/><item/></channel></rss>""",
            "this is a WordPress feed of comments",
        ),
        (
            "<rss><channel><generator>https://wordpress.org/?v=6.7</generator></channel></rss>",
            "this is a WordPress feed of the newest posts",
        ),
        ("<rss><channel><title>Radio</title><item/></channel></rss>", "this is an RSS feed"),
    ],
)
def test_what_is_no_export_is_refused_with_its_cause(
    tmp_path: Path, text: str, reason: str
) -> None:
    """What it is, or where it is damaged, and what to do."""
    path = tmp_path / "site.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableExport, match=reason):
        list(CONNECTOR.read(Export(path)))
