"""Reads one YAML declaration into a pydantic model, with errors that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


class Declaration(BaseModel):
    """A part of what the organisation declares: immutable, and strict about unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Declaration)
Place = tuple[int | str, ...]


class OrganisationError(Exception):
    """One or more faults in the declarations, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


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


def read_declaration(path: Path, model: type[Model]) -> Model:
    """Return the file as `model`; a missing file counts as empty.

    Raises OrganisationError naming file, line, key, value and what is allowed.
    """
    text = _read_text(path)
    faults: list[str] = []
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        faults += _structural_faults(root)
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        faults = faults or [_not_yaml(text, error)]
    else:
        if values is not None and not isinstance(values, dict):
            faults.append(f"1: expected keys and values, found {values!r}")
        else:
            try:
                read = model.model_validate(values or {})
            except ValidationError as error:
                faults += [f for d in error.errors() for f in _faults(model, root, d)]
    if faults:
        raise OrganisationError([f"{path.name}:{fault}" for fault in faults])
    return read


def _not_yaml(text: str, error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError):
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return f"{line}: not valid YAML: {error.problem}"
    line = text.count("\n", 0, getattr(error, "position", 0)) + 1
    return f"{line}: not valid YAML: {str(error).splitlines()[0]}"


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise OrganisationError([f"{path.name}:1: can't be opened: {error.strerror}"]) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OrganisationError([f"{path.name}:{line}: not UTF-8; save it as UTF-8"]) from error


def _faults(model: type[Declaration], root: Node | None, detail: Any) -> Iterator[str]:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    if detail["type"] == "entries":
        for place, reason in detail["ctx"]["found"]:
            value = detail["input"]
            for part in place:
                value = value[part]
            yield _refused(root, location + place, value, reason)
        return
    key = _key(location)
    line = _line_of(root, location)
    if detail["type"] == "extra_forbidden":
        allowed = ", ".join(_keys_beside(model, location))
        yield f"{line}: {key}: unknown key; the keys here are {allowed}"
    elif detail["type"] == "missing":
        yield f"{line}: {key}: missing; this key is required"
    else:
        reason = detail["msg"].removeprefix("Value error, ")
        yield _refused(root, location, detail["input"], reason)


def _refused(root: Node | None, location: Place, value: Any, reason: str) -> str:
    shown = repr(value) if isinstance(value, str) else str(value)
    return f"{_line_of(root, location)}: {_key(location)}: {shown} is not allowed: {reason}"


def _key(place: Place) -> str:
    return ".".join(str(part) for part in place) or "(file)"


def _keys_beside(model: type[Declaration], location: Place) -> list[str]:
    """Return the keys that are known where `location` ends."""
    for part in location[:-1]:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        if part in fields:
            model = _declaration_in(fields[str(part)].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _declaration_in(annotation: Any) -> type[Declaration] | None:
    if isinstance(annotation, type) and issubclass(annotation, Declaration):
        return annotation
    return next((d for a in get_args(annotation) if (d := _declaration_in(a))), None)


def _line_of(root: Node | None, location: Place) -> int:
    """Return the line of the deepest part of `location` that the file has."""
    node, line = root, 1
    for part in location:
        if isinstance(node, MappingNode):
            found = [(k, v) for k, v in node.value if k.value == str(part)]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def _structural_faults(
    node: Node | None, place: Place = (), above: tuple[Node, ...] = ()
) -> Iterator[str]:
    """Tell of keys given twice and of what YAML itself can't turn into values."""
    at = f"{node.start_mark.line + 1}: {_key(place)}" if node else ""
    if node in above:
        yield f"{at}: a value that contains itself; write it out"
    elif isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                yield f"{line}: {_key(place)}: a key has to be a single word"
                continue
            inside = (*place, key.value)
            if key.value in seen:
                yield f"{line}: {_key(inside)}: given twice; keep one"
            seen.add(key.value)
            yield from _structural_faults(value, inside, (*above, node))
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            yield from _structural_faults(item, (*place, number), (*above, node))
    elif isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:timestamp":
        try:
            SafeConstructor().construct_yaml_timestamp(node)
        except ValueError as error:
            yield f"{at}: {node.value} is not allowed: {error}"
