"""governance/sign_offs.jsonl: JSON Lines that are only ever appended to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assets.lib.organisation.declaration import Declaration, LoadedDeclaration, OrgTable
from assets.lib.organisation.files import OrganisationError, read_text
from assets.lib.organisation.model import DeclaredModel
from assets.lib.organisation.reading import describe_invalid
from assets.lib.organisation.values import Instant, Monday, Name
from assets.lib.settings import Settings
from assets.lib.stream import Column, ColumnType, Wording


class SignOff(DeclaredModel):
    """Somebody has read an agent's weekly review: who, when, and in which snapshot."""

    agent: Name
    week_start: Monday
    signed_by: Name
    signed_at: Instant
    snapshot: Name
    note: str | None = None


class SignOffs(DeclaredModel):
    """All sign-offs, older lines first."""

    sign_offs: tuple[SignOff, ...] = ()


@dataclass(frozen=True)
class SignOffsDeclaration(Declaration[SignOffs]):
    """The file of sign-offs: the only declaration that a command writes, beside data/org."""

    @property
    def path(self) -> str:
        return "governance/sign_offs.jsonl"

    def load(self, settings: Settings) -> LoadedDeclaration[SignOffs]:
        file = settings.sign_offs_file
        try:
            lines = read_text(file, self.path).split("\n")
        except OrganisationError as error:
            return LoadedDeclaration(None, "own", errors=tuple(error.errors))
        sign_offs, errors = _read_lines(lines)
        return LoadedDeclaration(
            SignOffs(sign_offs=tuple(sign_offs)),
            "own" if sign_offs else "missing",
            errors=tuple(f"{self.path}:{error}" for error in errors),
        )


def _read_lines(lines: list[str]) -> tuple[list[SignOff], list[str]]:
    """Return the sign-offs, and every error after the number of its line."""
    signed: dict[tuple[object, ...], int] = {}
    sign_offs: list[SignOff] = []
    errors: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            sign_off = _read_line(line, number)
        except OrganisationError as error:
            errors += error.errors
            continue
        key = (sign_off.agent, sign_off.week_start, sign_off.signed_at)
        if key in signed:
            errors.append(f"{number}: it says the same as line {signed[key]}; remove one of them")
        signed.setdefault(key, number)
        sign_offs.append(sign_off)
    return sign_offs, errors


def _read_line(line: str, number: int) -> SignOff:
    try:
        values = json.loads(line, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise OrganisationError([f"{number}: not valid JSON: {reason}"]) from error
    if not isinstance(values, dict):
        raise OrganisationError([f"{number}: expected keys and values, found {values!r}"])
    try:
        return SignOff.model_validate(values)
    except ValidationError as error:
        raise OrganisationError(describe_invalid(SignOff, error, number)) from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    repeated = [name for place, name in enumerate(names) if name in names[:place]]
    if repeated:
        raise ValueError(f"{repeated[0]} is given twice; keep one")
    return dict(pairs)


DECLARATION = SignOffsDeclaration(
    Path(__file__).parent,
    SignOffs,
    tables=(
        OrgTable[SignOffs](
            "sign_off",
            "One row per sign-off of an agent's weekly review.",
            ("agent", "week_start", "signed_at"),
            (
                Column("agent", ColumnType.TEXT, "The agent", required=True),
                Column("week_start", ColumnType.DAY, "The week that was reviewed", required=True),
                Column("signed_by", ColumnType.TEXT, "Who signed", required=True),
                Column("signed_at", ColumnType.INSTANT, "When", required=True),
                Column(
                    "snapshot", ColumnType.TEXT, "The snapshot that was looked at", required=True
                ),
                Column("note", ColumnType.TEXT, "What they noted", wording=Wording.FREE),
            ),
            lambda content: [
                (
                    s.agent,
                    s.week_start,
                    s.signed_by,
                    s.signed_at.replace(tzinfo=None),
                    s.snapshot,
                    s.note,
                )
                for s in content.sign_offs
            ],
        ),
    ),
)
