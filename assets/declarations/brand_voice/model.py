"""brand_voice/: the frozen reference, and the example texts beside it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from assets.lib.organisation.declaration import Declaration, LoadedDeclaration, OrgTable
from assets.lib.organisation.files import OrganisationError, list_files, read_text
from assets.lib.organisation.model import DeclaredFile, DeclaredModel
from assets.lib.organisation.reading import YamlFile, parse_valid_yaml
from assets.lib.organisation.values import Day, Name, WholeNumber
from assets.lib.settings import Settings
from assets.lib.stream import Column, ColumnType

FOLDER = "brand_voice"
REFERENCE = f"{FOLDER}/reference.yml"
EXAMPLES = f"{FOLDER}/examples"
MINIMUM_EXAMPLES = 3
"""With fewer there is no spread of the voice that a distance could be measured against."""
_NOT_FROZEN = "0" * 64
_SUFFIXES = (".md", ".txt")


class ForbiddenPattern(DeclaredModel):
    """Something the brand never says: a regular expression, matched without regard to case."""

    pattern: Name
    reason: Name


class BrandVoiceReference(DeclaredFile):
    """brand_voice/reference.yml: frozen; `sha256` is of patterns and examples."""

    version: WholeNumber = Field(ge=1)
    frozen_on: Day
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    forbidden_patterns: tuple[ForbiddenPattern, ...] = ()


class BrandVoiceExample(DeclaredModel):
    """A text in the brand's voice: a file of brand_voice/examples."""

    file: Name
    text: Name


class BrandVoice(DeclaredModel):
    """The reference with its examples; neither, where the organisation declares no voice."""

    reference: BrandVoiceReference | None = None
    examples: tuple[BrandVoiceExample, ...] = ()


@dataclass(frozen=True)
class BrandVoiceDeclaration(Declaration[BrandVoice]):
    """The folder of the brand voice."""

    @property
    def path(self) -> str:
        return FOLDER

    @property
    def template_path(self) -> str:
        return REFERENCE

    def load(self, settings: Settings) -> LoadedDeclaration[BrandVoice]:
        """Return the voice, with an error where it was changed since it was frozen."""
        folder = settings.organisation_folder
        errors: list[str] = []
        examples, is_whole = _read_examples(folder, errors)
        file = _read_reference(folder, errors, is_needed=bool(examples or errors))
        if file is None:
            return LoadedDeclaration(
                BrandVoice(), "own" if errors else "missing", errors=tuple(errors)
            )
        errors += _pattern_errors(file)
        if is_whole:
            errors += _frozen_errors(file, examples)
        voice = BrandVoice(reference=file.content, examples=tuple(examples))
        return LoadedDeclaration(voice, "own", (file,), errors=tuple(errors))

    def count_entries(self, content: BrandVoice) -> int:
        return len(content.examples)


def hash_reference(examples: Iterable[BrandVoiceExample], patterns: Iterable[str]) -> str:
    """Return the SHA-256 of the reference, as 64 hexadecimal digits.

    It is taken of compact JSON in UTF-8: the pairs of file name and text in the order of the
    names, and the sorted patterns. The lines of a text end with a line feed, white space around
    the text is left out; reasons of patterns may be reworded.
    """
    content = {
        "examples": sorted([e.file, e.text] for e in examples),
        "forbidden_patterns": sorted(patterns),
    }
    compact = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(compact.encode()).hexdigest()


def _read_examples(folder: Path, errors: list[str]) -> tuple[list[BrandVoiceExample], bool]:
    """Return the examples, and whether all of them could be read."""
    before = len(errors)
    examples = []
    try:
        found = list_files(folder / EXAMPLES, EXAMPLES)
    except OrganisationError as error:
        errors += error.errors
        return [], False
    for path in found:
        try:
            examples.append(_read_example(path, f"{EXAMPLES}/{path.name}"))
        except OrganisationError as error:
            errors += error.errors
    return examples, len(errors) == before


def _read_example(path: Path, name: str) -> BrandVoiceExample:
    text = read_text(path, name).replace("\r\n", "\n").strip()
    if path.suffix not in _SUFFIXES:
        raise OrganisationError([f"{name}:1: unknown file; an example is a file .md or .txt"])
    if not text:
        reason = "the text is missing; write an example or remove the file"
        raise OrganisationError([f"{name}:1: {reason}"])
    return BrandVoiceExample(file=path.name, text=text)


def _read_reference(
    folder: Path, errors: list[str], *, is_needed: bool
) -> YamlFile[BrandVoiceReference] | None:
    try:
        text = read_text(folder / REFERENCE, REFERENCE)
        if not any(line and not line.startswith(("#", "---")) for line in text.splitlines()):
            if is_needed:
                keys = ", ".join(BrandVoiceReference.model_fields)
                errors.append(f"{REFERENCE}:1: missing; the examples need {keys}")
            return None
        return parse_valid_yaml(text, REFERENCE, BrandVoiceReference)
    except OrganisationError as error:
        errors += error.errors
        return None


def _pattern_errors(file: YamlFile[BrandVoiceReference]) -> Iterator[str]:
    seen: set[str] = set()
    for number, forbidden in enumerate(file.content.forbidden_patterns):
        place = ("forbidden_patterns", number, "pattern")
        reason = _refuse_pattern(forbidden.pattern)
        if forbidden.pattern in seen:
            reason = "it is declared already; keep one"
        if reason:
            yield file.refuse(place, forbidden.pattern, reason)
        seen.add(forbidden.pattern)


def _refuse_pattern(pattern: str) -> str | None:
    try:
        matches_empty = re.compile(pattern, re.IGNORECASE).search("")
    except (re.error, OverflowError, RecursionError) as error:
        return f"no regular expression: {error}"
    return "it matches an empty text, hence every text" if matches_empty else None


def _frozen_errors(
    file: YamlFile[BrandVoiceReference], examples: list[BrandVoiceExample]
) -> Iterator[str]:
    if len(examples) < MINIMUM_EXAMPLES:
        yield (
            f"{EXAMPLES}:1: {len(examples)} examples are too few to measure against; "
            f"write at least {MINIMUM_EXAMPLES}"
        )
        return
    reference = file.content
    right = hash_reference(examples, [f.pattern for f in reference.forbidden_patterns])
    if reference.sha256 == _NOT_FROZEN:
        reason = f"it is not frozen yet; set frozen_on, and set sha256 to {right}"
        yield file.refuse(("sha256",), reference.sha256, reason)
    elif reference.sha256 != right:
        reason = (
            "the reference was changed since it was frozen; raise version, and set frozen_on and "
            f"sha256 to {right}"
        )
        yield file.refuse(("sha256",), reference.sha256, reason)


DECLARATION = BrandVoiceDeclaration(
    Path(__file__).parent,
    BrandVoice,
    tables=(
        OrgTable[BrandVoice](
            "brand_voice_example",
            "One row per example text of the brand voice reference.",
            ("example",),
            (
                Column(
                    "reference_version", ColumnType.WHOLE, "The reference's version", required=True
                ),
                Column("example", ColumnType.TEXT, "Its file", required=True),
                Column("text", ColumnType.TEXT, "The text", required=True),
            ),
            lambda voice: [
                (voice.reference.version, e.file, e.text) for e in voice.examples if voice.reference
            ],
        ),
        OrgTable[BrandVoice](
            "forbidden_pattern",
            "One row per pattern that the brand never says.",
            ("pattern",),
            (
                Column("pattern", ColumnType.TEXT, "The regular expression", required=True),
                Column("reason", ColumnType.TEXT, "Why", required=True),
            ),
            lambda voice: [
                (p.pattern, p.reason)
                for p in (voice.reference.forbidden_patterns if voice.reference else ())
            ],
        ),
    ),
)
