"""Writes pages of the blog as Google Analytics 4 reports them: eight weeks, every four weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from pipelines.demo.exports.landing import Landing, table_bytes
from pipelines.demo.world.cast import BLOG
from pipelines.demo.world.chance import stream
from pipelines.demo.world.pieces import Piece
from pipelines.demo.world.timeline import at_local, exports_every

ACCOUNT = BLOG.removeprefix("https://")
"""The report holds paths alone: the folder says whose they are."""
_HEADER_LINE = (
    "Page path and screen class,Views,Active users,Views per active user,"
    "Average engagement time per active user,Event count,Key events,Total revenue"
)
_HEADER = _HEADER_LINE.split(",")
_REPORTED_DAYS = timedelta(weeks=8)
"""So long that all that becomes of a piece within three weeks is in one report."""
_OTHER_PAGES = ("/", "/about/", "/contact/", "(not set)")


def write_pages(landing: Landing, seed: int, pieces: Sequence[Piece]) -> None:
    """Write the reports, each until the Sunday before it was taken."""
    for exported_at in exports_every(4):
        until = exported_at.date()
        since = until - _REPORTED_DAYS
        random = stream(seed, f"pages until {until}")
        rows = [*_other_rows(random), *_piece_rows(random, pieces, since, until)]
        rows.sort(key=lambda row: (-int(row[1]), row[0]))
        data = _preamble(since, until) + table_bytes([_HEADER, *rows])
        path = f"ga4/{ACCOUNT}/Pages_and_screens_{until}.csv"
        landing.put(path, data, exported_at)


def _preamble(since: date, until: date) -> bytes:
    line = f"# {'-' * 40}"
    lines = (
        line,
        "# Pages and screens: Page path and screen class",
        "# Account: Demo organisation",
        f"# Property: {ACCOUNT}",
        line,
        "#",
        "# All Users",
        f"# Start date: {since:%Y%m%d}",
        f"# End date: {until - timedelta(days=1):%Y%m%d}",
    )
    return ("\n".join(lines) + "\n\n").encode()


def _piece_rows(
    random: Random, pieces: Sequence[Piece], since: date, until: date
) -> Iterator[list[str]]:
    """Give every post that was out; who follows the link of a variant comes to the same page."""
    start, end = at_local(since, 0), at_local(until, 0)
    for piece in pieces:
        placements = [p for p in piece.placements if p.channel == "web" and p.at < end]
        if placements:
            engagements = sum(
                p.engagements_until(end) - p.engagements_until(start) for p in placements
            )
            path = piece.url.removeprefix(BLOG)
            yield _row(random, path, engagements, random.randrange(8, 60))


def _other_rows(random: Random) -> Iterator[list[str]]:
    for path in _OTHER_PAGES:
        yield _row(random, path, random.randrange(6), random.randrange(200, 900))


def _row(random: Random, path: str, engagements: int, passing: int) -> list[str]:
    """Return a page: of its views, `passing` are of people who did nothing else."""
    views = passing + round(engagements * random.uniform(3, 6))
    users = max(round(views * random.uniform(0.4, 0.8)), 1)
    return [
        path,
        str(views),
        str(users),
        f"{views / users:.2f}",
        f"{random.uniform(8, 140):.2f}",
        str(views * 2 + engagements),
        str(engagements),
        "0",
    ]
