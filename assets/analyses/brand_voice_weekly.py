"""analysis.brand_voice_weekly: how far what agents publish is from the brand voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.lib import statistics
from assets.lib.analysis import (
    WEEKS,
    Analysis,
    Frames,
    analysis_table,
    read_complete_weeks,
    to_frame,
)
from assets.lib.disclosure import hides_people
from assets.lib.result_cache import compute_once
from assets.lib.statistics.brand_voice import PublishedPiece, Voice, VoiceRule, VoiceWeek
from assets.lib.statistics.text import compile_patterns
from assets.lib.stream import WITHHELD, Column, ColumnType

if TYPE_CHECKING:
    import duckdb

_TOTAL = ("all", "all")
_TABLE = analysis_table(
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
        Column("telling_words", ColumnType.TEXT, "In an alarm: what the pieces say more often"),
        Column("reference_version", ColumnType.WHOLE, "The version of the reference"),
        Column("skipped_patterns", ColumnType.TEXT, "Forbidden patterns that can't be matched"),
        Column("missing", ColumnType.TEXT, "What the data lacks for a distance"),
    ),
)

PIECES = "marts.agent_piece"
_PREFIX = "brand_voice_"
_CODE = (Path(__file__), *map(Path, statistics.__path__))

_PIECES = f"""
    select week_start, channel, agent, md5(coalesce(body, '')), is_reviewed
    from {PIECES}
    order by channel, agent, week_start, piece_key
"""
_BODIES = f"""
    select md5(coalesce(body, '')) as text, any_value(coalesce(body, ''))
    from {PIECES}
    where md5(coalesce(body, '')) in (select unnest($texts::varchar[]))
    group by text
"""
_EXAMPLES = """
    select max(reference_version) as reference_version, text
    from org.brand_voice_example
    group by text
    order by min(example)
"""
_PATTERNS = "select pattern from org.forbidden_pattern order by pattern"
_PARAMETERS = "select parameter, value from seeds.parameter where starts_with(parameter, ?)"

Group = tuple[str, str]
"""Channel and agent."""
Pieces = Mapping[tuple[Group, date], Sequence[PublishedPiece]]


@dataclass(frozen=True)
class _Reference:
    """What the pieces are measured against."""

    rule: VoiceRule
    version: int | None
    examples: Sequence[str]
    patterns: Sequence[str]


@dataclass(frozen=True)
class _GroupWeek:
    """The pieces of one week of a group, and those of the weeks before."""

    pieces: Sequence[PublishedPiece]
    before: Sequence[PublishedPiece]


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    """Return the brand voice of every complete week, channel and agent.

    A week whose pieces, weeks before and reference are unchanged is not measured again.
    """
    reference, pieces = _read_reference(connection), _read_pieces(connection)
    weeks = read_complete_weeks(connection)
    wanted = _group_weeks(pieces, weeks, reference.rule.weeks_before)
    inputs = {
        name: [
            asdict(reference),
            [(p.text, p.is_reviewed) for p in of.pieces],
            [p.text for p in of.before],
        ]
        for name, of in wanted.items()
    }
    measure = partial(_measure, connection, reference, wanted)
    found = compute_once(connection, _TABLE.name, _CODE, inputs, measure)
    show = _without_words if hides_people(connection) else VoiceWeek
    rows = [(week, *group, *astuple(show(**of))) for (group, week), of in found.items()]
    return {_TABLE.name: to_frame(_TABLE, rows)}


def _without_words(**measured: Any) -> VoiceWeek:
    """Return the week without words of its pieces and patterns, which may name people."""
    words = {
        name: None if measured[name] is None else WITHHELD
        for name in ("telling_words", "skipped_patterns")
    }
    return VoiceWeek(**measured | words)


def _group_weeks(
    pieces: Pieces, weeks: Sequence[date], weeks_before: int
) -> dict[tuple[Group, date], _GroupWeek]:
    """Return every complete week of every channel and agent, and of all together."""
    groups = dict.fromkeys([_TOTAL, *(group for group, _ in pieces)])
    found = {}
    for group in groups:
        for week in weeks:
            earlier = [week - timedelta(weeks=ago) for ago in range(weeks_before, 0, -1)]
            before = [piece for monday in earlier for piece in pieces.get((group, monday), ())]
            found[group, week] = _GroupWeek(pieces.get((group, week), ()), before)
    return found


def _measure(
    connection: duckdb.DuckDBPyConnection,
    reference: _Reference,
    wanted: Mapping[tuple[Group, date], _GroupWeek],
    names: Iterable[tuple[Group, date]],
) -> dict[tuple[Group, date], dict[str, Any]]:
    """Measure the named weeks; only the texts that they need are read."""
    chosen = {name: wanted[name] for name in names}
    texts = {piece.text for of in chosen.values() for piece in (*of.pieces, *of.before)}
    voice = _measure_texts(connection, reference, texts)
    return {name: asdict(voice.measure_week(of.pieces, of.before)) for name, of in chosen.items()}


def _read_pieces(connection: duckdb.DuckDBPyConnection) -> Pieces:
    """Return the pieces of each channel, agent and week, and of all together."""
    pieces: dict[tuple[Group, date], list[PublishedPiece]] = defaultdict(list)
    for week, channel, agent, text, is_reviewed in connection.execute(_PIECES).fetchall():
        piece = PublishedPiece(text, bool(is_reviewed))
        pieces[_TOTAL, week].append(piece)
        pieces[(channel, agent), week].append(piece)
    return pieces


def _measure_texts(
    connection: duckdb.DuckDBPyConnection, reference: _Reference, texts: Iterable[str]
) -> Voice:
    """Return the voice with these texts, which are named by their hashes."""
    bodies = dict(connection.execute(_BODIES, {"texts": sorted(texts)}).fetchall())
    patterns = compile_patterns(reference.patterns)
    return Voice.of(reference.rule, reference.version, reference.examples, bodies, patterns)


def _read_reference(connection: duckdb.DuckDBPyConnection) -> _Reference:
    examples = connection.execute(_EXAMPLES).fetchall()
    return _Reference(
        rule=_read_rule(connection),
        version=examples[0][0] if examples else None,
        examples=[text for _, text in examples],
        patterns=[pattern for (pattern,) in connection.execute(_PATTERNS).fetchall()],
    )


def _read_rule(connection: duckdb.DuckDBPyConnection) -> VoiceRule:
    found = connection.execute(_PARAMETERS, [_PREFIX]).fetchall()
    numbers = {name.removeprefix(_PREFIX): value for name, value in found}
    return VoiceRule(
        **{
            f.name: int(numbers[f.name]) if f.type == "int" else numbers[f.name]
            for f in fields(VoiceRule)
        }
    )


ANALYSIS = Analysis(
    "brand voice",
    (_TABLE,),
    (
        PIECES,
        WEEKS,
        "org.brand_voice_example",
        "org.forbidden_pattern",
        "org.reporting",
        "seeds.parameter",
    ),
    _compute,
)
