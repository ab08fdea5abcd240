"""Reads one YAML declaration into a pydantic model, with errors that a person can act on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from yaml.nodes import MappingNode, Node, SequenceNode


class Declaration(BaseModel):
    """A part of what the organisation declares: immutable, and strict about unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


Model = TypeVar("Model", bound=Declaration)


class OrganisationError(Exception):
    """One or more faults in the declarations, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_declaration(path: Path, model: type[Model]) -> Model:
    """Return the file as `model`; a missing file counts as empty.

    Raises OrganisationError naming file, line, key, value and what is allowed.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        _refuse_repeated_keys(root, path)
        values = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise OrganisationError([f"{path.name}:{line}: not valid YAML: {error.problem}"]) from error
    if values is not None and not isinstance(values, dict):
        raise OrganisationError([f"{path.name}:1: expected keys and values, found {values!r}"])
    try:
        return model.model_validate(values or {})
    except ValidationError as error:
        faults = [_fault(path, root, detail) for detail in error.errors()]
        raise OrganisationError(faults) from error


def _fault(path: Path, root: Node | None, detail: Any) -> str:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    key = ".".join(str(part) for part in location) or "(file)"
    line = _line_of(root, location)
    if detail["type"] == "extra_forbidden":
        return f"{path.name}:{line}: {key}: unknown key; remove it or correct its spelling"
    if detail["type"] == "missing":
        return f"{path.name}:{line}: {key}: missing; this key is required"
    reason = detail["msg"].removeprefix("Value error, ")
    return f"{path.name}:{line}: {key}: {detail['input']!r} is not allowed: {reason}"


def _line_of(root: Node | None, location: tuple[int | str, ...]) -> int:
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


def _refuse_repeated_keys(node: Node | None, path: Path) -> None:
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise OrganisationError([f"{path.name}:{line}: {key.value}: given twice"])
            seen.add(key.value)
            _refuse_repeated_keys(value, path)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            _refuse_repeated_keys(item, path)
