"""Reads what agents published and what the brand voice is, and gives the weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from assets.analyses.analysis import Frames
from assets.analyses.brand_voice.patterns import compile_patterns, count_forbidden
from assets.analyses.brand_voice.tables import ALL, WEEKLY, VoiceRule
from assets.analyses.brand_voice.text import count_words, read_text
from assets.analyses.brand_voice.weekly import Piece, Voice, week_row
from assets.analyses.frame import to_frame

if TYPE_CHECKING:
    import duckdb

_PREFIX = "brand_voice_"

_PIECES = """
    select week_start, channel, agent, body, is_reviewed
    from marts.agent_piece
    order by channel, agent, week_start, piece_key
"""
_WEEKS = "select week_start from marts.reporting_week where is_complete order by week_start"
_EXAMPLES = """
    select max(reference_version) as reference_version, text
    from org.brand_voice_example
    group by text
    order by min(example)
"""
_PATTERNS = "select pattern from org.forbidden_pattern order by pattern"
_PARAMETERS = "select parameter, value from seeds.parameter where starts_with(parameter, ?)"


def compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    """Return the brand voice of every complete week, channel and agent."""
    rule = _read_rule(connection)
    weeks = [week for (week,) in connection.execute(_WEEKS).fetchall()]
    voice, pieces = _read_voice(connection, rule)
    rows = [
        week_row(voice, channel, agent, week, by_week)
        for channel, agent, by_week in _groups(pieces)
        for week in weeks
    ]
    return {WEEKLY.name: to_frame(WEEKLY, rows)}


def _groups(pieces: list[Piece]) -> Iterator[tuple[str, str, dict[date, list[Piece]]]]:
    yield ALL, ALL, _by_week(pieces)
    for (channel, agent), group in groupby(pieces, key=lambda p: (p.channel, p.agent)):
        yield channel, agent, _by_week(list(group))


def _by_week(pieces: list[Piece]) -> dict[date, list[Piece]]:
    found: dict[date, list[Piece]] = {}
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
) -> tuple[Voice, list[Piece]]:
    """Return the reference and the pieces, all of whose texts are turned into numbers at once."""
    examples = connection.execute(_EXAMPLES).fetchall()
    patterns = compile_patterns(p for (p,) in connection.execute(_PATTERNS).fetchall())
    published = connection.execute(_PIECES).fetchall()
    texts = [read_text(body) for _, _, _, body, _ in published]
    pieces = [
        Piece(
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
