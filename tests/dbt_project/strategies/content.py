"""Random pieces and publications."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.dbt_project.organisation import Row
from tests.dbt_project.strategies.frame import Frame, delivered, fields, maybe, one_of

_SOURCES = ("cms", "social")
_STATUSES = (
    "published",
    "published",
    "Published",
    None,
    "draft",
    "scheduled",
    "trashed",
    "private",
)
_CHANNELS = ("web", "Web", "email", "linkedin")


@st.composite
def content(draw: st.DrawFn, frame: Frame, max_records: int = 7) -> dict[str, list[Row]]:
    """Return pieces, some without publications, and publications, some of no known piece."""
    deliveries = draw(frame.deliveries(*_SOURCES))
    pieces = fields(
        title=st.just("A title"),
        workflow=one_of("seo", "social", None),
        content_type=one_of("post", "email", None),
        produced_by=one_of("human", "agent", "hybrid", None),
        published_at=maybe(frame.instants()),
        status=one_of(*_STATUSES),
        channel=one_of(*_CHANNELS, None),
    )
    publications = fields(
        piece_id=one_of("cms:p0", "cms:p0", "cms:p1", "social:p1", "cms:p2", "cms:p9"),
        variant_id=one_of(None, None, "default", "cfo", "cto"),
        channel=one_of(*_CHANNELS),
        published_at=frame.instants(),
        status=one_of(*_STATUSES),
        engagements=st.sampled_from((None, None, 0, 3)),
    )
    reviews = fields(
        subject_type=one_of("content_piece", "content_piece", "agent_run"),
        subject_id=one_of("cms:p0", "cms:p1", "social:p1"),
        reviewer_type=one_of("human", "agent"),
        reviewed_at=frame.instants(),
        verdict=one_of("approved", "edited", "rejected", None),
    )
    return {
        "reviews": draw(delivered(deliveries, "review_id", reviews, 3)),
        "content_pieces": draw(delivered(deliveries, "piece_id", pieces, max_records)),
        "content_publications": draw(
            delivered(deliveries, "publication_id", publications, max_records * 2)
        ),
    }
