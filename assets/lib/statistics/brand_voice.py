"""The brand voice of the pieces of a week, measured against the examples of a reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assets.lib.statistics.text import (
    ForbiddenPatterns,
    count_forbidden,
    count_words,
    read_text,
)
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
    """A piece that an agent took part in; `text` is the hash of its text."""

    text: str
    is_reviewed: bool


@dataclass(frozen=True)
class MeasuredText:
    """A text in numbers."""

    words: int
    forbidden: int
    profile: TextProfile


@dataclass(frozen=True)
class VoiceWeek:
    """The brand voice of one week's pieces; None where `missing` says what the data lacks."""

    pieces: int
    words: int
    distance: float | None
    distance_limit: float | None
    homogeneity: float | None
    reference_homogeneity: float | None
    forbidden_matches: int | None
    forbidden_per_1000_words: float | None
    reviewed_pieces: int
    reviewed_share: float | None
    distance_before: float | None
    direction: str | None
    is_alarm: bool | None
    telling_words: str | None
    reference_version: int | None
    skipped_patterns: str | None
    missing: str | None


@dataclass(frozen=True)
class Voice:
    """The reference of the brand voice, and the texts that are measured against it, by hash."""

    rule: VoiceRule
    version: int | None
    reference: Sequence[TextProfile]
    texts: Mapping[str, MeasuredText]
    tokens: Sequence[str]
    skipped_patterns: tuple[str, ...]

    @classmethod
    def of(
        cls,
        rule: VoiceRule,
        version: int | None,
        examples: Sequence[str],
        bodies: Mapping[str, str],
        patterns: ForbiddenPatterns,
    ) -> Voice:
        """Measure the texts of these bodies, which may be HTML, with those of the examples."""
        texts = {name: read_text(body) for name, body in bodies.items()}
        profiles, tokens = profile_texts([*map(read_text, examples), *texts.values()])
        measured = {
            name: MeasuredText(count_words(text), count_forbidden(text, patterns.usable), profile)
            for (name, text), profile in zip(texts.items(), profiles[len(examples) :], strict=True)
        }
        reference = profiles[: len(examples)]
        return cls(rule, version, reference, measured, tokens, patterns.skipped)

    @cached_property
    def homogeneity(self) -> float | None:
        """The mean similarity of the examples to each other."""
        return measure_homogeneity(self.reference)

    def measure_week(
        self, pieces: Sequence[PublishedPiece], before: Sequence[PublishedPiece]
    ) -> VoiceWeek:
        """Return the brand voice of a week's pieces, compared with those of the weeks before."""
        texts = self._texts_of(pieces)
        words, forbidden = sum(t.words for t in texts), sum(t.forbidden for t in texts)
        reviewed = sum(piece.is_reviewed for piece in pieces)
        is_counted = bool(self.reference) and words >= self.rule.minimum_words
        missing = self._missing(len(pieces), texts)
        found = None if missing else self._compare(texts)
        if not missing and found is None:
            missing = "examples of the brand voice that differ from each other"
        distance_before = None if missing else self._distance_before(before)
        return VoiceWeek(
            pieces=len(pieces),
            words=words,
            distance=found.distance if found else None,
            distance_limit=found.limit if found else None,
            homogeneity=None if missing else measure_homogeneity(self._sample(texts)),
            reference_homogeneity=self.homogeneity,
            forbidden_matches=forbidden if self.reference else None,
            forbidden_per_1000_words=forbidden / words * 1000 if is_counted else None,
            reviewed_pieces=reviewed,
            reviewed_share=reviewed / len(pieces) if pieces else None,
            distance_before=distance_before,
            direction=_direction(found, distance_before, self.rule.direction_margin),
            is_alarm=found.is_alarm if found else None,
            telling_words=self._telling_words(texts, found),
            reference_version=self.version,
            skipped_patterns=", ".join(self.skipped_patterns) or None,
            missing=missing,
        )

    def _texts_of(self, pieces: Sequence[PublishedPiece]) -> list[MeasuredText]:
        """Return the texts that have words."""
        return [text for piece in pieces if (text := self.texts[piece.text]).words]

    def _sample(self, texts: Sequence[MeasuredText]) -> list[TextProfile]:
        """Return the profiles of these texts, an even sample of them where there are too many."""
        step = max(-(-len(texts) // self.rule.maximum_pieces), 1)
        return [text.profile for text in texts[::step]]

    def _missing(self, pieces: int, texts: Sequence[MeasuredText]) -> str | None:
        """Return what the data lacks for a distance, or None."""
        rule, words, examples = self.rule, sum(t.words for t in texts), len(self.reference)
        if not examples:
            return _NOT_DECLARED
        if examples < rule.minimum_examples:
            return f"{examples} of {rule.minimum_examples} examples of the brand voice"
        if len(texts) < rule.minimum_pieces:
            unread = " with a text" if len(texts) < pieces else ""
            return f"{len(texts)} of {rule.minimum_pieces} pieces{unread}"
        if words < rule.minimum_words:
            return f"{words} of {rule.minimum_words} words"
        return None

    def _compare(self, texts: Sequence[MeasuredText]) -> VoiceComparison | None:
        return compare_voices(
            self.reference,
            self._sample(texts),
            false_alarm_rate=self.rule.false_alarm_rate,
            permutations=self.rule.permutations,
            minimum_distance=self.rule.minimum_distance,
        )

    def _distance_before(self, pieces: Sequence[PublishedPiece]) -> float | None:
        texts = self._texts_of(pieces)
        found = None if self._missing(len(pieces), texts) else self._compare(texts)
        return None if found is None else found.distance

    def _telling_words(
        self, texts: Sequence[MeasuredText], found: VoiceComparison | None
    ) -> str | None:
        if found is None or not found.is_alarm:
            return None
        words = distinctive_tokens(
            self.reference, self._sample(texts), self.tokens, _DISTINCTIVE_TOKENS
        )
        return " ".join(words)


def _direction(found: VoiceComparison | None, before: float | None, margin: float) -> str | None:
    if found is None or before is None:
        return None
    change = found.distance - before
    if abs(change) <= margin:
        return "steady"
    return "away" if change > 0 else "toward"
