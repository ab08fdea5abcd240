"""The brand voice of the pieces of a week, measured against the examples of a reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from assets.lib.statistics.text_distance import (
    TextProfile,
    VoiceComparison,
    compare_voices,
    distinctive_tokens,
    measure_homogeneity,
    profile_texts,
)

_NOT_DECLARED = "brand_voice/reference.yml"
_DISTINCTIVE_TOKENS = 8


@dataclass(frozen=True)
class VoiceRule:
    """The parameters of the brand voice, from seed `risk_parameter`."""

    minimum_examples: int
    minimum_pieces: int
    minimum_words: int
    maximum_pieces: int
    false_alarm_rate: float
    permutations: int
    minimum_distance: float
    direction_margin: float
    weeks_before: int


@dataclass(frozen=True)
class PublishedPiece:
    """A piece that an agent took part in; `row` is its place among the profiled texts."""

    channel: str
    agent: str
    week_start: date
    row: int
    words: int
    forbidden: int
    is_reviewed: bool


@dataclass(frozen=True)
class Voice:
    """The reference, and the profiles of all texts: examples first, then pieces."""

    rule: VoiceRule
    version: int | None
    examples: int
    profiles: Sequence[TextProfile]
    tokens: Sequence[str]
    skipped_patterns: tuple[str, ...]

    @classmethod
    def of(
        cls,
        *,
        rule: VoiceRule,
        version: int | None,
        examples: Sequence[str],
        texts: Sequence[str],
        skipped_patterns: tuple[str, ...] = (),
    ) -> Voice:
        """Profile the examples and the texts of pieces; needs at least one of each to measure."""
        measurable = examples and any(texts)
        profiles, tokens = profile_texts([*examples, *texts]) if measurable else ([], [])
        return cls(rule, version, len(examples), profiles, tokens, skipped_patterns)

    @cached_property
    def reference(self) -> Sequence[TextProfile]:
        """The profiles of the examples."""
        return self.profiles[: self.examples]

    @cached_property
    def homogeneity(self) -> float | None:
        """The mean similarity of the examples to each other."""
        return measure_homogeneity(self.reference)

    def profiles_of(self, pieces: Sequence[PublishedPiece]) -> list[TextProfile]:
        """Return the profiles of these pieces, an even sample of them where there are too many."""
        step = max(-(-len(pieces) // self.rule.maximum_pieces), 1)
        return [self.profiles[self.examples + piece.row] for piece in pieces[::step]]

    def missing_for(
        self, pieces: Sequence[PublishedPiece], texts: Sequence[PublishedPiece]
    ) -> str | None:
        """Return what the data lacks for a distance, or None."""
        rule, words = self.rule, sum(piece.words for piece in texts)
        if not self.examples:
            return _NOT_DECLARED
        if self.examples < rule.minimum_examples:
            return f"{self.examples} of {rule.minimum_examples} examples of the brand voice"
        if len(texts) < rule.minimum_pieces:
            unread = " with a text" if len(texts) < len(pieces) else ""
            return f"{len(texts)} of {rule.minimum_pieces} pieces{unread}"
        if words < rule.minimum_words:
            return f"{words} of {rule.minimum_words} words"
        return None

    def compare(self, texts: Sequence[PublishedPiece]) -> VoiceComparison | None:
        """Return the distance of these pieces to the reference."""
        return compare_voices(
            self.reference,
            self.profiles_of(texts),
            false_alarm_rate=self.rule.false_alarm_rate,
            permutations=self.rule.permutations,
            minimum_distance=self.rule.minimum_distance,
        )


def week_row(
    voice: Voice,
    channel: str,
    agent: str,
    week: date,
    by_week: Mapping[date, Sequence[PublishedPiece]],
) -> tuple[Any, ...]:
    """Return the row of table brand_voice_weekly for this week's pieces."""
    pieces = by_week.get(week, ())
    texts = [piece for piece in pieces if piece.words]
    words = sum(piece.words for piece in texts)
    reviewed = sum(piece.is_reviewed for piece in pieces)
    forbidden = sum(piece.forbidden for piece in texts)
    counted = (voice.examples or None) and words >= voice.rule.minimum_words
    missing = voice.missing_for(pieces, texts)
    found = None if missing else voice.compare(texts)
    if not missing and found is None:
        missing = "examples of the brand voice that differ from each other"
    before = None if missing else _distance_before(voice, week, by_week)
    return (
        week,
        channel,
        agent,
        len(pieces),
        words,
        found and found.distance,
        found and found.limit,
        None if missing else measure_homogeneity(voice.profiles_of(texts)),
        voice.homogeneity,
        forbidden if voice.examples else None,
        forbidden / words * 1000 if counted else None,
        reviewed,
        reviewed / len(pieces) if pieces else None,
        before,
        _direction(found, before, voice.rule.direction_margin),
        found and found.is_alarm,
        _telling_words(voice, texts, found),
        voice.version,
        ", ".join(voice.skipped_patterns) or None,
        missing,
    )


def _distance_before(
    voice: Voice, week: date, by_week: Mapping[date, Sequence[PublishedPiece]]
) -> float | None:
    weeks = [week - timedelta(weeks=ago) for ago in range(voice.rule.weeks_before, 0, -1)]
    pieces = [piece for earlier in weeks for piece in by_week.get(earlier, ())]
    texts = [piece for piece in pieces if piece.words]
    if voice.missing_for(pieces, texts):
        return None
    found = voice.compare(texts)
    return None if found is None else found.distance


def _direction(found: VoiceComparison | None, before: float | None, margin: float) -> str | None:
    if found is None or before is None:
        return None
    change = found.distance - before
    if abs(change) <= margin:
        return "steady"
    return "away" if change > 0 else "toward"


def _telling_words(
    voice: Voice, texts: Sequence[PublishedPiece], found: VoiceComparison | None
) -> str | None:
    if found is None or not found.is_alarm:
        return None
    said = distinctive_tokens(
        voice.reference, voice.profiles_of(texts), voice.tokens, _DISTINCTIVE_TOKENS
    )
    return " ".join(said)
