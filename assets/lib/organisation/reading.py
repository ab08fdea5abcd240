"""Reads declarations into pydantic models, with errors that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from assets.lib.errors import UserError
from assets.lib.organisation.places import Place, key_of, structural_faults, tell_broken_yaml
from assets.lib.organisation.tree import Tree


class Declaration(BaseModel):
    """A part of what the organisation declares: immutable, and strict about unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Declaration)


class OrganisationError(UserError):
    """One or more faults in the declarations, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class ReadFile(Generic[Model]):
    """A YAML file as it was read: its name, what it declares, and where each key stands.

    Of a file with faults it is what is right in it; `lost` are the texts of entries that aren't.
    """

    name: str
    declared: Model
    tree: Tree

    @property
    def lost(self) -> tuple[str, ...]:
        return tuple(self.tree.lost)

    def at(self, place: Place) -> str:
        """Return file, line and key of the place."""
        return f"{self.name}:{self.tree.line(place)}: {key_of(self.tree.original(place))}"

    def refuse(self, place: Place, value: Any, reason: str) -> str:
        """Return the fault of a value in this file."""
        original = self.tree.original(place)
        return f"{self.name}:{self.tree.line(place)}: {_refused(original, value, reason)}"


@dataclass(frozen=True)
class Reading(Generic[Model]):
    """What could be read of a file, nothing where nothing could, and every fault."""

    read: ReadFile[Model] | None
    faults: tuple[str, ...]


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
    reading = read_what_is_right(text, name, model)
    if reading.faults or reading.read is None:
        raise OrganisationError(list(reading.faults))
    return reading.read


def read_what_is_right(text: str, name: str, model: type[Model]) -> Reading[Model]:
    """Return what is right in the text as `model`, with every fault of the rest.

    A value with a fault is left out, and an entry that needs it too.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        structural = list(structural_faults(root))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Reading(None, (f"{name}:{tell_broken_yaml(text, error)}",))
    tree = Tree(root)
    faults = [fault for _, fault in structural]
    tree.leave_out(place for place, _ in structural)
    read = _validate(tree, model, faults)
    found = tuple(f"{name}:{fault}" for fault in faults)
    return Reading(ReadFile(name, read, tree) if read else None, found)


def _validate(tree: Tree, model: type[Model], faults: list[str]) -> Model | None:
    """Return what is left once all that `model` refuses is left out; tell of that in `faults`."""
    while True:
        try:
            values = tree.values()
            if values is not None and not isinstance(values, dict):
                faults.append(f"1: expected keys and values, found {values!r}")
                return None
            return model.model_validate(values or {})
        except ValidationError as error:
            refused = [fault for detail in error.errors() for fault in _faults(model, detail, tree)]
            faults += [
                f"{tree.line(place)}: {fault}"
                for place, fault, is_consequence in refused
                if not is_consequence
            ]
            if not tree.leave_out([place for place, *_ in refused]):
                return None
        except (yaml.YAMLError, ValueError) as error:
            if not faults:
                faults.append(tell_broken_yaml("", error))
            return None


def tell_invalid(model: type[Declaration], error: ValidationError, line: int) -> list[str]:
    """Return the faults of values on one line that `model` refuses, each beginning with it."""
    found = (fault for detail in error.errors() for fault in _faults(model, detail, Tree(None)))
    return [f"{line}: {fault}" for _, fault, _ in found]


def _faults(model: type[Declaration], detail: Any, tree: Tree) -> Iterator[tuple[Place, str, bool]]:
    """Give places, what is wrong there, and whether that follows from what was left out before."""
    place = tuple(part for part in detail["loc"] if part != "[key]")
    shown = tree.original(place)
    if detail["type"] == "entries":
        for inside, reason in detail["ctx"]["found"]:
            value = detail["input"]
            for part in inside:
                value = value[part]
            at = place + inside
            yield at, _refused(tree.original(at), value, reason), bool(tree.lost)
    elif detail["type"] == "extra_forbidden":
        allowed = ", ".join(_keys_beside(model, place))
        yield place, f"{key_of(shown)}: unknown key; the keys here are {allowed}", False
    elif detail["type"] == "missing":
        is_consequence = tree.was_left_out(shown)
        yield place, f"{key_of(shown)}: missing; this key is required", is_consequence
    else:
        reason = detail["msg"].removeprefix("Value error, ")
        yield place, _refused(shown, detail["input"], reason), False


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
