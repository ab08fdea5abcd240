"""analysis.brand_voice_weekly: how far what agents publish is from the brand voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from assets.lib.analysis import (
    WEEKS,
    Analysis,
    Frames,
    analysis_table,
    read_complete_weeks,
    to_frame,
)
from assets.lib.statistics.brand_voice import PublishedPiece, Voice, VoiceRule, week_row
from assets.lib.statistics.text import compile_patterns, count_forbidden, count_words, read_text
from assets.lib.stream import Column, Kind

if TYPE_CHECKING:
    import duckdb

_ALL = "all"
_TABLE = analysis_table(
    "brand_voice_weekly",
    "One row per complete week, channel and agent; 'all' in both for the week's total.",
    ("week_start", "channel", "agent"),
    (
        Column("week_start", Kind.DAY, "Monday of the week", required=True),
        Column("channel", Kind.TEXT, "The channel, or all", required=True),
        Column("agent", Kind.TEXT, "The agent, or all", required=True),
        Column("pieces", Kind.COUNT, "Pieces that agents had a part in", required=True),
        Column("words", Kind.COUNT, "Words of their texts", required=True),
        Column("distance", Kind.NUMBER, "Distance to the reference, in spreads of the reference"),
        Column("distance_limit", Kind.NUMBER, "What the reference's own voice rarely exceeds"),
        Column("homogeneity", Kind.NUMBER, "Mean cosine similarity of the pieces, 0 to 1"),
        Column("reference_homogeneity", Kind.NUMBER, "The same of the reference's examples"),
        Column("forbidden_matches", Kind.COUNT, "Matches of forbidden patterns"),
        Column("forbidden_per_1000_words", Kind.NUMBER, "Matches per 1,000 words"),
        Column("reviewed_pieces", Kind.COUNT, "Pieces that a person reviewed", required=True),
        Column("reviewed_share", Kind.NUMBER, "Reviewed by a person, of all pieces"),
        Column("distance_before", Kind.NUMBER, "Distance of the four weeks before, pooled"),
        Column("direction", Kind.TEXT, "away, toward or steady, against the four weeks before"),
        Column("is_alarm", Kind.FLAG, "True where the distance exceeds its limit"),
        Column("telling_words", Kind.TEXT, "In an alarm: what the pieces say more often"),
        Column("reference_version", Kind.WHOLE, "The version of the reference"),
        Column("skipped_patterns", Kind.TEXT, "Forbidden patterns that can't be matched"),
        Column("missing", Kind.TEXT, "What the data lacks for a distance"),
    ),
)

PIECES = "intermediate.int_agent_pieces_published"
_PREFIX = "brand_voice_"

_PIECES = f"""
    select week_start, channel, agent, body, is_reviewed
    from {PIECES}
    order by channel, agent, week_start, piece_key
"""
_EXAMPLES = """
    select max(reference_version) as reference_version, text
    from org.brand_voice_example
    group by text
    order by min(example)
"""
_PATTERNS = "select pattern from org.forbidden_pattern order by pattern"
_PARAMETERS = "select parameter, value from seeds.risk_parameter where starts_with(parameter, ?)"


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    """Return the brand voice of every complete week, channel and agent."""
    rule = _read_rule(connection)
    weeks = read_complete_weeks(connection)
    voice, pieces = _read_voice(connection, rule)
    rows = [
        week_row(voice, channel, agent, week, by_week)
        for channel, agent, by_week in _groups(pieces)
        for week in weeks
    ]
    return {_TABLE.name: to_frame(_TABLE, rows)}


def _groups(
    pieces: list[PublishedPiece],
) -> Iterator[tuple[str, str, dict[date, list[PublishedPiece]]]]:
    yield _ALL, _ALL, _by_week(pieces)
    for (channel, agent), group in groupby(pieces, key=lambda p: (p.channel, p.agent)):
        yield channel, agent, _by_week(list(group))


def _by_week(pieces: list[PublishedPiece]) -> dict[date, list[PublishedPiece]]:
    found: dict[date, list[PublishedPiece]] = {}
    for piece in pieces:
        found.setdefault(piece.week_start, []).append(piece)
    return found


def _read_rule(connection: duckdb.DuckDBPyConnection) -> VoiceRule:
    found = connection.execute(_PARAMETERS, [_PREFIX]).fetchall()
    numbers = {name.removeprefix(_PREFIX): value for name, value in found}
    return VoiceRule(
        **{
            f.name: int(numbers[f.name]) if f.type == "int" else numbers[f.name]
            for f in fields(VoiceRule)
        }
    )


def _read_voice(
    connection: duckdb.DuckDBPyConnection, rule: VoiceRule
) -> tuple[Voice, list[PublishedPiece]]:
    """Return the reference and the pieces, with all texts profiled together."""
    examples = connection.execute(_EXAMPLES).fetchall()
    patterns = compile_patterns(p for (p,) in connection.execute(_PATTERNS).fetchall())
    published = connection.execute(_PIECES).fetchall()
    texts = [read_text(body) for _, _, _, body, _ in published]
    pieces = [
        PublishedPiece(
            channel=channel,
            agent=agent,
            week_start=week_start,
            row=row,
            words=count_words(text),
            forbidden=count_forbidden(text, patterns.usable),
            is_reviewed=bool(is_reviewed),
        )
        for row, ((week_start, channel, agent, _, is_reviewed), text) in enumerate(
            zip(published, texts, strict=True)
        )
    ]
    voice = Voice.of(
        rule=rule,
        version=examples[0][0] if examples else None,
        examples=[read_text(text) for _, text in examples],
        texts=texts,
        skipped_patterns=patterns.skipped,
    )
    return voice, pieces


ANALYSIS = Analysis(
    "brand voice",
    (_TABLE,),
    (
        PIECES,
        WEEKS,
        "org.brand_voice_example",
        "org.forbidden_pattern",
        "seeds.risk_parameter",
    ),
    _compute,
)
