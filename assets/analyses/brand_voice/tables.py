"""The table of the brand voice, and the rule that it is measured by."""

from __future__ import annotations

from dataclasses import dataclass

from assets.analyses.analysis import analysis_table
from assets.lib.stream import Column, ColumnType

ALL = "all"

WEEKLY = analysis_table(
    "brand_voice_weekly",
    "One row per complete week, channel and agent; 'all' in both for the week's total.",
    ("week_start", "channel", "agent"),
    (
        Column("week_start", ColumnType.DAY, "Monday of the week", required=True),
        Column("channel", ColumnType.TEXT, "The channel, or all", required=True),
        Column("agent", ColumnType.TEXT, "The agent, or all", required=True),
        Column("pieces", ColumnType.COUNT, "Pieces that agents had a part in", required=True),
        Column("words", ColumnType.COUNT, "Words of their texts", required=True),
        Column(
            "distance", ColumnType.NUMBER, "Distance to the reference, in spreads of the reference"
        ),
        Column(
            "distance_limit", ColumnType.NUMBER, "What the reference's own voice rarely exceeds"
        ),
        Column("homogeneity", ColumnType.NUMBER, "Mean cosine similarity of the pieces, 0 to 1"),
        Column("reference_homogeneity", ColumnType.NUMBER, "The same of the reference's examples"),
        Column("forbidden_matches", ColumnType.COUNT, "Matches of forbidden patterns"),
        Column("forbidden_per_1000_words", ColumnType.NUMBER, "Matches per 1,000 words"),
        Column("reviewed_pieces", ColumnType.COUNT, "Pieces that a person reviewed", required=True),
        Column("reviewed_share", ColumnType.NUMBER, "Reviewed by a person, of all pieces"),
        Column("distance_before", ColumnType.NUMBER, "Distance of the four weeks before, pooled"),
        Column(
            "direction", ColumnType.TEXT, "away, toward or steady, against the four weeks before"
        ),
        Column("is_alarm", ColumnType.FLAG, "True where the distance exceeds its limit"),
        Column(
            "telling_words", ColumnType.TEXT, "Where there is an alarm: what is said more often"
        ),
        Column("reference_version", ColumnType.WHOLE, "The version of the reference"),
        Column("skipped_patterns", ColumnType.TEXT, "Forbidden patterns that can't be matched"),
        Column("missing", ColumnType.TEXT, "What the data lacks for a distance"),
    ),
)


@dataclass(frozen=True)
class VoiceRule:
    """The numbers of seed `risk_parameter` that the brand voice is measured by."""

    minimum_examples: int
    minimum_pieces: int
    minimum_words: int
    maximum_pieces: int
    false_alarm_rate: float
    permutations: int
    minimum_distance: float
    direction_margin: float
    weeks_before: int
