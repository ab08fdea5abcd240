"""Reads the brand voice: the frozen reference, and the example texts beside it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from assets.lib.organisation.declarations import BrandVoice, BrandVoiceExample, BrandVoiceFile
from assets.lib.organisation.folders import list_files
from assets.lib.organisation.reading import OrganisationError, ReadFile, read_text, read_yaml

FOLDER = "brand_voice"
REFERENCE = f"{FOLDER}/reference.yml"
EXAMPLES = f"{FOLDER}/examples"
MINIMUM_EXAMPLES = 3
"""With fewer there is no spread of the voice that a distance could be held against."""
_NOT_FROZEN = "0" * 64
_SUFFIXES = (".md", ".txt")


def read_brand_voice(folder: Path) -> BrandVoice | None:
    """Return the reference with its examples; None where neither is there.

    Raises OrganisationError with every fault, also where a text or a pattern was changed since
    the reference was frozen.
    """
    faults: list[str] = []
    examples, is_whole = _read_examples(folder, faults)
    reference = _read_reference(folder, faults, is_needed=bool(examples or faults))
    if reference:
        faults += _pattern_faults(reference)
        if is_whole:
            faults += _example_faults(reference, examples)
    if faults:
        raise OrganisationError(faults)
    return BrandVoice(reference=reference.declared, examples=tuple(examples)) if reference else None


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


def _read_examples(folder: Path, faults: list[str]) -> tuple[list[BrandVoiceExample], bool]:
    """Return the examples, and whether all of them could be read."""
    before = len(faults)
    examples = []
    try:
        found = list_files(folder / EXAMPLES, EXAMPLES)
    except OrganisationError as error:
        faults += error.faults
        return [], False
    for path in found:
        name = f"{EXAMPLES}/{path.name}"
        try:
            text = read_text(path, name).replace("\r\n", "\n").strip()
        except OrganisationError as error:
            faults += error.faults
            continue
        if path.suffix not in _SUFFIXES:
            faults.append(f"{name}:1: unknown file; an example is a file .md or .txt")
        elif not text:
            faults.append(f"{name}:1: the text is missing; write an example or remove the file")
        else:
            examples.append(BrandVoiceExample(file=path.name, text=text))
    return examples, len(faults) == before


def _read_reference(
    folder: Path, faults: list[str], *, is_needed: bool
) -> ReadFile[BrandVoiceFile] | None:
    try:
        text = read_text(folder / REFERENCE, REFERENCE)
        if not any(line and not line.startswith(("#", "---")) for line in text.splitlines()):
            if is_needed:
                keys = ", ".join(BrandVoiceFile.model_fields)
                faults.append(f"{REFERENCE}:1: missing; the examples need {keys}")
            return None
        return read_yaml(text, REFERENCE, BrandVoiceFile)
    except OrganisationError as error:
        faults += error.faults
        return None


def _pattern_faults(reference: ReadFile[BrandVoiceFile]) -> Iterator[str]:
    seen: set[str] = set()
    for number, forbidden in enumerate(reference.declared.forbidden_patterns):
        place = ("forbidden_patterns", number, "pattern")
        reason = _refuse_pattern(forbidden.pattern)
        if forbidden.pattern in seen:
            reason = "it is declared already; keep one"
        if reason:
            yield reference.refuse(place, forbidden.pattern, reason)
        seen.add(forbidden.pattern)


def _refuse_pattern(pattern: str) -> str | None:
    try:
        finds_nothing = re.compile(pattern, re.IGNORECASE).search("")
    except (re.error, OverflowError, RecursionError) as error:
        return f"no regular expression: {error}"
    return "it matches an empty text, hence every text" if finds_nothing else None


def _example_faults(
    reference: ReadFile[BrandVoiceFile], examples: list[BrandVoiceExample]
) -> Iterator[str]:
    if len(examples) < MINIMUM_EXAMPLES:
        yield (
            f"{EXAMPLES}:1: {len(examples)} examples are too few to measure against; "
            f"write at least {MINIMUM_EXAMPLES}"
        )
        return
    declared = reference.declared
    right = hash_reference(examples, [f.pattern for f in declared.forbidden_patterns])
    if declared.sha256 == _NOT_FROZEN:
        reason = f"it is not frozen yet; set frozen_on, and set sha256 to {right}"
        yield reference.refuse(("sha256",), declared.sha256, reason)
    elif declared.sha256 != right:
        reason = (
            "the reference was changed since it was frozen; raise version, and set frozen_on and "
            f"sha256 to {right}"
        )
        yield reference.refuse(("sha256",), declared.sha256, reason)
