"""The markup of a WordPress export, version 1.2 of the format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from pipelines.demo.world.cast import BLOG
from pipelines.demo.world.pieces import Piece
from pipelines.demo.world.timeline import to_local

_NO_TIME = "0000-00-00 00:00:00"
_NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"'
)


@dataclass(frozen=True)
class Reader:
    """A reader who left a comment."""

    number: int
    at: datetime


def document(blog: str, authors: Sequence[str], items: Sequence[str], exported_at: datetime) -> str:
    """Return the whole file."""
    people = "\n".join(
        f"\t<wp:author><wp:author_id>{number}</wp:author_id>"
        f"<wp:author_login>{_cdata(author)}</wp:author_login>"
        f"<wp:author_email>{_cdata(author)}</wp:author_email>"
        f"<wp:author_display_name>{_cdata(author.split('@')[0])}</wp:author_display_name>"
        "<wp:author_first_name><![CDATA[]]></wp:author_first_name>"
        "<wp:author_last_name><![CDATA[]]></wp:author_last_name></wp:author>"
        for number, author in enumerate(authors, start=1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file: the posts, pages and comments of one site. -->
<!-- generator="WordPress/6.7.1" created="{exported_at:%Y-%m-%d %H:%M}" -->
<rss version="2.0" {_NAMESPACES}>
<channel>
\t<title>Demo organisation</title>
\t<link>{blog}</link>
\t<description>Notes on marketing work</description>
\t<pubDate>{format_datetime(exported_at)}</pubDate>
\t<language>en-GB</language>
\t<wp:wxr_version>1.2</wp:wxr_version>
\t<wp:base_site_url>{blog}</wp:base_site_url>
\t<wp:base_blog_url>{blog}</wp:base_blog_url>
{people}
\t<wp:category><wp:term_id>1</wp:term_id><wp:category_nicename>notes</wp:category_nicename>\
<wp:category_parent></wp:category_parent><wp:cat_name>{_cdata("Notes")}</wp:cat_name></wp:category>
\t<generator>https://wordpress.org/?v=6.7.1</generator>
{"".join(items)}</channel>
</rss>
"""


def post_item(piece: Piece, status: str, readers: Sequence[Reader]) -> str:
    """Return the item of a piece; a draft has no time in UTC and no slug yet."""
    is_draft = status == "draft"
    at = piece.created_at if is_draft else piece.published_at
    metas = {
        "_edit_last": "3",
        "fullscore_workflow": piece.workflow,
        "fullscore_produced_by": piece.produced_by,
    }
    if piece.agent:
        metas["fullscore_agent"] = piece.agent
    if piece.image_id:
        metas["_thumbnail_id"] = str(piece.image_id)
    category = f'\t\t<category domain="category" nicename="notes">{_cdata("Notes")}</category>\n'
    rest = [category, *(_postmeta(k, v) for k, v in metas.items()), *(_comment(r) for r in readers)]
    return _item(
        title=piece.title,
        link=f"{BLOG}/?p={piece.post_id}" if is_draft else piece.url,
        at=at,
        author=piece.author,
        body=piece.body,
        post_id=piece.post_id,
        slug="" if is_draft else piece.slug,
        status=status,
        post_type="post",
        rest="".join(rest),
    )


def page_item(title: str, post_id: int, at: datetime) -> str:
    """Return the item of a page, which is not a piece of content."""
    slug = title.lower()
    return _item(
        title=title,
        link=f"{BLOG}/{slug}/",
        at=at,
        author="admin",
        body=f"<p>{title}: the demo organisation.</p>",
        post_id=post_id,
        slug=slug,
        status="publish",
        post_type="page",
    )


def attachment_item(piece: Piece) -> str:
    """Return the item of a piece's picture."""
    name = f"image-{piece.image_id}"
    source = f"{BLOG}/wp-content/uploads/{name}.png"
    return _item(
        title=name,
        link=f"{BLOG}/{name}/",
        at=piece.created_at + timedelta(minutes=20),
        author=piece.author,
        body="",
        post_id=piece.image_id or 0,
        slug=name,
        status="inherit",
        post_type="attachment",
        rest=f"\t\t<wp:attachment_url>{_cdata(source)}</wp:attachment_url>\n",
        parent=piece.post_id,
    )


def _item(  # noqa: PLR0913  # one argument for each element that differs
    *,
    title: str,
    link: str,
    at: datetime,
    author: str,
    body: str,
    post_id: int,
    slug: str,
    status: str,
    post_type: str,
    rest: str = "",
    parent: int = 0,
) -> str:
    local = f"{to_local(at):%Y-%m-%d %H:%M:%S}"
    utc = _NO_TIME if status == "draft" else f"{at:%Y-%m-%d %H:%M:%S}"
    return f"""\t<item>
\t\t<title>{_cdata(title)}</title>
\t\t<link>{escape(link)}</link>
\t\t<pubDate>{format_datetime(at)}</pubDate>
\t\t<dc:creator>{_cdata(author)}</dc:creator>
\t\t<guid isPermaLink="false">{BLOG}/?p={post_id}</guid>
\t\t<description></description>
\t\t<content:encoded>{_cdata(body)}</content:encoded>
\t\t<excerpt:encoded><![CDATA[]]></excerpt:encoded>
\t\t<wp:post_id>{post_id}</wp:post_id>
\t\t<wp:post_date>{_cdata(local)}</wp:post_date>
\t\t<wp:post_date_gmt>{_cdata(utc)}</wp:post_date_gmt>
\t\t<wp:post_modified>{_cdata(local)}</wp:post_modified>
\t\t<wp:post_modified_gmt>{_cdata(f"{at:%Y-%m-%d %H:%M:%S}")}</wp:post_modified_gmt>
\t\t<wp:comment_status>{_cdata("open")}</wp:comment_status>
\t\t<wp:ping_status>{_cdata("closed")}</wp:ping_status>
\t\t<wp:post_name>{_cdata(slug)}</wp:post_name>
\t\t<wp:status>{_cdata(status)}</wp:status>
\t\t<wp:post_parent>{parent}</wp:post_parent>
\t\t<wp:menu_order>0</wp:menu_order>
\t\t<wp:post_type>{_cdata(post_type)}</wp:post_type>
\t\t<wp:post_password><![CDATA[]]></wp:post_password>
\t\t<wp:is_sticky>0</wp:is_sticky>
{rest}\t</item>
"""


def _postmeta(key: str, value: str) -> str:
    return (
        f"\t\t<wp:postmeta><wp:meta_key>{_cdata(key)}</wp:meta_key>"
        f"<wp:meta_value>{_cdata(value)}</wp:meta_value></wp:postmeta>\n"
    )


def _comment(reader: Reader) -> str:
    return f"""\t\t<wp:comment>
\t\t\t<wp:comment_id>{reader.number}</wp:comment_id>
\t\t\t<wp:comment_author>{_cdata(f"Reader {reader.number}")}</wp:comment_author>
\t\t\t<wp:comment_author_email>reader-{reader.number}@example.com</wp:comment_author_email>
\t\t\t<wp:comment_author_url></wp:comment_author_url>
\t\t\t<wp:comment_author_IP>192.0.2.{reader.number}</wp:comment_author_IP>
\t\t\t<wp:comment_date>{_cdata(f"{to_local(reader.at):%Y-%m-%d %H:%M:%S}")}</wp:comment_date>
\t\t\t<wp:comment_date_gmt>{_cdata(f"{reader.at:%Y-%m-%d %H:%M:%S}")}</wp:comment_date_gmt>
\t\t\t<wp:comment_content>{_cdata("Thank you, that was useful.")}</wp:comment_content>
\t\t\t<wp:comment_approved>1</wp:comment_approved>
\t\t\t<wp:comment_type>comment</wp:comment_type>
\t\t\t<wp:comment_parent>0</wp:comment_parent>
\t\t\t<wp:comment_user_id>0</wp:comment_user_id>
\t\t</wp:comment>
"""


def _cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"
