"""Reads declarations into pydantic models, with errors that a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError
from yaml.nodes import Node

from assets.organisation.places import (
    Place,
    key_of,
    line_of,
    structural_faults,
    tell_broken_yaml,
)


class Declaration(BaseModel):
    """A part of what the organisation declares: immutable, and strict about unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Declaration)


class OrganisationError(Exception):
    """One or more faults in the declarations, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class ReadFile(Generic[Model]):
    """A YAML file as it was read: its name, what it declares, and where each key stands."""

    name: str
    declared: Model
    root: Node | None

    def at(self, place: Place) -> str:
        """Return file, line and key of the place."""
        return f"{self.name}:{line_of(self.root, place)}: {key_of(place)}"

    def refuse(self, place: Place, value: Any, reason: str) -> str:
        """Return the fault of a value in this file."""
        return f"{self.name}:{line_of(self.root, place)}: {_refused(place, value, reason)}"


def refuse_entries(found: list[tuple[Place, str]]) -> None:
    """Raise the faults of a validator that compares entries, each with its place and reason."""
    if found:
        raise PydanticCustomError("entries", "entries contradict each other", {"found": found})


def refuse_repeated(before: Place, key: str, names: list[str]) -> None:
    """Raise where a name stands twice under `key` in the list of entries at `before`."""
    refuse_entries(
        [
            ((*before, place, key), "it is declared already; keep one")
            for place, name in enumerate(names)
            if name in names[:place]
        ]
    )


def read_text(path: Path, name: str) -> str:
    """Return the text of a file, none for a missing one; `name` is what faults call it.

    Raises OrganisationError where it can't be opened or is not UTF-8.
    """
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise OrganisationError([f"{name}:1: can't be opened: {error.strerror}"]) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OrganisationError([f"{name}:{line}: not UTF-8; save it as UTF-8"]) from error


def read_yaml(text: str, name: str, model: type[Model]) -> ReadFile[Model]:
    """Return the text as `model`; an empty one stands for the model's defaults.

    Raises OrganisationError naming file, line, key, value and what is allowed.
    """
    faults: list[str] = []
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        faults += structural_faults(root)
        values = yaml.SafeLoader("").construct_document(root) if root else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        faults = faults or [tell_broken_yaml(text, error)]
    else:
        if values is not None and not isinstance(values, dict):
            faults.append(f"1: expected keys and values, found {values!r}")
        else:
            try:
                read = model.model_validate(values or {})
            except ValidationError as error:
                faults += tell_invalid(model, error, lambda place: line_of(root, place))
    if faults:
        raise OrganisationError([f"{name}:{fault}" for fault in faults])
    return ReadFile(name, read, root)


def tell_invalid(
    model: type[Declaration], error: ValidationError, find_line: Callable[[Place], int]
) -> list[str]:
    """Return the faults of values that `model` refuses, each beginning with its line."""
    return [
        f"{find_line(place)}: {fault}"
        for detail in error.errors()
        for place, fault in _faults(model, detail)
    ]


def _faults(model: type[Declaration], detail: Any) -> Iterator[tuple[Place, str]]:
    place = tuple(part for part in detail["loc"] if part != "[key]")
    if detail["type"] == "entries":
        for inside, reason in detail["ctx"]["found"]:
            value = detail["input"]
            for part in inside:
                value = value[part]
            yield place + inside, _refused(place + inside, value, reason)
    elif detail["type"] == "extra_forbidden":
        allowed = ", ".join(_keys_beside(model, place))
        yield place, f"{key_of(place)}: unknown key; the keys here are {allowed}"
    elif detail["type"] == "missing":
        yield place, f"{key_of(place)}: missing; this key is required"
    else:
        reason = detail["msg"].removeprefix("Value error, ")
        yield place, _refused(place, detail["input"], reason)


def _refused(place: Place, value: Any, reason: str) -> str:
    shown = repr(value) if isinstance(value, str) else str(value)
    return f"{key_of(place)}: {shown} is not allowed: {reason}"


def _keys_beside(model: type[Declaration], place: Place) -> list[str]:
    """Return the keys that are known where `place` ends."""
    for part in place[:-1]:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        if part in fields:
            model = _declaration_in(fields[str(part)].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _declaration_in(annotation: Any) -> type[Declaration] | None:
    if isinstance(annotation, type) and issubclass(annotation, Declaration):
        return annotation
    return next((d for a in get_args(annotation) if (d := _declaration_in(a))), None)
