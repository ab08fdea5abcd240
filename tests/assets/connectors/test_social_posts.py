"""Posts on social networks, as Buffer, Hootsuite and Meta Business Suite export them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.assets.connectors.samples import Sample, read_sample

FACEBOOK = (
    "Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Post type,Date,"
    '"Reactions, Comments and Shares",Reactions,Comments,Shares'
)
INSTAGRAM = (
    "Post ID,Account ID,Account username,Description,Publish time,Permalink,Post type,Date,"
    "Likes,Shares,Comments,Saves"
)
HOOTSUITE = "Post Message,Post Link,Date (GMT),Social network,Engagements"
BUFFER = "Date,Time,Text,Link,Reactions,Comments,Clicks,Engagement Rate"


def read(
    tmp_path: Path, connector: str, header: str, *rows: str, **declared: Any
) -> dict[str, Any]:
    path = tmp_path / "posts.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return read_sample(Sample(connector, path, path), declared)


def publications(result: dict[str, Any]) -> list[tuple[Any, Any]]:
    rows = result["rows"]["content_publications"]
    return [(row["channel"], row.get("engagements")) for row in rows]


def _meta(tmp_path: Path, header: str, row: str, **declared: Any) -> dict[str, Any]:
    return read(tmp_path, "meta_business_suite", header, row, **declared)


def test_a_page_is_on_facebook_and_states_its_engagements(tmp_path: Path) -> None:
    """Its parts are not added to the sum."""
    row = "1,9,Demo,A,,2026-03-02 09:30,https://f.example/1,Photos,Lifetime,41,30,6,5"
    assert publications(_meta(tmp_path, FACEBOOK, row)) == [("facebook", 41)]


def test_an_account_is_on_instagram_and_its_engagements_are_added(tmp_path: Path) -> None:
    """Where all are empty they are unknown, not 0."""
    post = "1,9,demo,A,2026-03-02 09:30,https://i.example/1,IG image,Lifetime"
    assert publications(_meta(tmp_path, INSTAGRAM, f"{post},50,4,3,8")) == [("instagram", 65)]
    assert publications(_meta(tmp_path, INSTAGRAM, f"{post},,,,")) == [("instagram", None)]


def test_figures_of_a_single_day_are_skipped(tmp_path: Path) -> None:
    """They would replace those of the whole time."""
    row = "1,9,Demo,A,,2026-03-02 09:30,https://f.example/1,Photos,2026-03-09,4,2,1,1"
    result = _meta(tmp_path, FACEBOOK, row)
    assert result["skipped"] == {"figures of a single day": 1}
    assert publications(result) == []


def test_a_day_that_can_be_read_in_two_orders_is_not_guessed(tmp_path: Path) -> None:
    """The account declares it."""
    row = "1,9,Demo,A,,11/10/2025 21:00,https://f.example/1,Photos,Lifetime,4,2,1,1"
    assert "declare date_order" in str(_meta(tmp_path, FACEBOOK, row)["quarantined"])
    [piece] = _meta(tmp_path, FACEBOOK, row, date_order="mdy")["rows"]["content_pieces"]
    assert piece["published_at"].startswith("2025-11-10")


@pytest.mark.parametrize(
    ("network", "channel"),
    [
        ("LinkedIn Page", "linkedin"),
        ("LINKEDIN_COMPANY", "linkedin"),
        ("X (Twitter)", "x"),
        ("Instagram Business", "instagram"),
        ("Mastodon", "mastodon"),
    ],
)
def test_hootsuites_networks_have_their_usual_names(
    tmp_path: Path, network: str, channel: str
) -> None:
    """One that is not known keeps its own."""
    row = f"A,https://s.example/1,2026-03-02 09:30:00,{network},4"
    assert publications(read(tmp_path, "hootsuite", HOOTSUITE, row)) == [(channel, 4)]


def test_hootsuites_times_are_in_utc(tmp_path: Path) -> None:
    """Whatever the zone of the account: the header says so."""
    row = "A,https://s.example/1,2026-03-01 23:30:00,X,4"
    result = read(tmp_path, "hootsuite", HOOTSUITE, row, timezone="Europe/Berlin")
    assert result["rows"]["content_pieces"][0]["published_at"] == "2026-03-01 23:30:00+00:00"


def test_buffers_channel_is_the_network_of_the_link(tmp_path: Path) -> None:
    """A link to one's own site says nothing, and no channel is made up."""
    linked = "2026-03-02,09:30,A,https://www.linkedin.com/feed/1,3,1,2,5%"
    assert publications(read(tmp_path, "buffer", BUFFER, linked)) == [("linkedin", 6)]
    own = "2026-03-02,09:30,A,https://demo.example/a,3,1,2,5%"
    result = read(tmp_path, "buffer", BUFFER, own)
    assert publications(result) == []
    assert [error[2] for error in result["quarantined"]] == ["channel"]


def test_one_text_on_two_channels_at_once_is_two_posts(tmp_path: Path) -> None:
    """With one id, the later one would replace the earlier one."""
    rows = [
        f"{service},2026-03-02,09:30,A,https://demo.example/a,3,1,2,5%"
        for service in ("LinkedIn", "Twitter")
    ]
    result = read(tmp_path, "buffer", f"Service,{BUFFER}", *rows)
    assert publications(result) == [("linkedin", 6), ("x", 6)]
    ids = {row["publication_id"] for row in result["rows"]["content_publications"]}
    assert len(ids) == 2
