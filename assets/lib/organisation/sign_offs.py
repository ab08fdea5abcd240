"""Reads the sign-offs of weekly agent reviews: JSON Lines that are only ever appended to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assets.lib.organisation.declarations import SignOff
from assets.lib.organisation.reading import OrganisationError, read_text, tell_invalid


def read_sign_offs(file: Path) -> tuple[SignOff, ...]:
    """Return the sign-offs, older lines first; none where the file is missing.

    Raises OrganisationError with the line number of everything that is no sign-off.
    """
    name = f"{file.parent.name}/{file.name}"
    lines = read_text(file, name).split("\n")
    signed: dict[tuple[object, ...], int] = {}
    sign_offs: list[SignOff] = []
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            sign_off = _read_line(line, number)
        except OrganisationError as error:
            faults += error.faults
            continue
        key = (sign_off.agent, sign_off.week_start, sign_off.signed_at)
        if key in signed:
            faults.append(f"{number}: it says the same as line {signed[key]}; remove one of them")
        signed.setdefault(key, number)
        sign_offs.append(sign_off)
    if faults:
        raise OrganisationError([f"{name}:{fault}" for fault in faults])
    return tuple(sign_offs)


def _read_line(line: str, number: int) -> SignOff:
    try:
        values = json.loads(line, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        told = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise OrganisationError([f"{number}: not valid JSON: {told}"]) from error
    if not isinstance(values, dict):
        raise OrganisationError([f"{number}: expected keys and values, found {values!r}"])
    try:
        return SignOff.model_validate(values)
    except ValidationError as error:
        raise OrganisationError(tell_invalid(SignOff, error, number)) from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    repeated = [name for place, name in enumerate(names) if name in names[:place]]
    if repeated:
        raise ValueError(f"{repeated[0]} is given twice; keep one")
    return dict(pairs)
