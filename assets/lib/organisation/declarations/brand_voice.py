"""brand_voice/reference.yml and the examples beside it."""

from __future__ import annotations

from pydantic import Field

from assets.lib.organisation.declarations.values import Day, Name, WholeNumber
from assets.lib.organisation.reading import Declaration


class ForbiddenPattern(Declaration):
    """Something the brand never says: a regular expression, matched without regard to case."""

    pattern: Name
    reason: Name


class BrandVoiceFile(Declaration):
    """brand_voice/reference.yml: the frozen reference; `sha256` is of patterns and examples."""

    version: WholeNumber = Field(ge=1)
    frozen_on: Day
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    forbidden_patterns: tuple[ForbiddenPattern, ...] = ()


class BrandVoiceExample(Declaration):
    """A text in the brand's voice: a file of brand_voice/examples."""

    file: Name
    text: Name


class BrandVoice(Declaration):
    """The reference with its examples."""

    reference: BrandVoiceFile
    examples: tuple[BrandVoiceExample, ...]
