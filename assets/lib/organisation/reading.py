"""Parses YAML into pydantic models, with errors that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

import yaml
from pydantic import ValidationError
from yaml.nodes import Node

from assets.lib.organisation.files import OrganisationError
from assets.lib.organisation.model import DeclaredModel
from assets.lib.organisation.places import (
    Place,
    describe_yaml_error,
    find_structural_errors,
    key_of,
    refuse_expansion,
)
from assets.lib.organisation.tree import Tree

_LIBYAML_SIZE = 16_000
"""Characters that libyaml is given: its recursion is not limited, and a level takes a character."""

Model = TypeVar("Model", bound=DeclaredModel)
Content_co = TypeVar("Content_co", bound=DeclaredModel, covariant=True)


@dataclass(frozen=True)
class YamlFile(Generic[Content_co]):
    """A YAML file as it was parsed: its name, its content, and where each key stands.

    Of a file with errors the content is what is valid; `lost` are the texts of invalid entries.
    """

    name: str
    content: Content_co
    tree: Tree

    @property
    def lost(self) -> tuple[str, ...]:
        return tuple(self.tree.lost)

    def locate(self, place: Place) -> str:
        """Return file, line and key of the place."""
        return f"{self.name}:{self.tree.line(place)}: {key_of(self.tree.original(place))}"

    def refuse(self, place: Place, value: Any, reason: str) -> str:
        """Return the validation error of a value in this file."""
        original = self.tree.original(place)
        return f"{self.name}:{self.tree.line(place)}: {_refused(original, value, reason)}"


@dataclass(frozen=True)
class ParsedYaml(Generic[Model]):
    """What could be parsed of a file, None where nothing could, and every validation error."""

    file: YamlFile[Model] | None
    errors: tuple[str, ...]


def parse_valid_yaml(text: str, name: str, model: type[Model]) -> YamlFile[Model]:
    """Return the text as `model`; an empty one stands for the model's defaults.

    Raises OrganisationError naming file, line, key, value and what is allowed.
    """
    parsed = parse_yaml(text, name, model)
    if parsed.errors or parsed.file is None:
        raise OrganisationError(list(parsed.errors))
    return parsed.file


def parse_yaml(text: str, name: str, model: type[Model]) -> ParsedYaml[Model]:
    """Return what is valid in the text as `model`, with every error of the rest.

    An invalid value is left out, and an entry that needs it too.
    """
    try:
        root = _compose(text)
        refuse_expansion(root)
        structural = list(find_structural_errors(root))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return ParsedYaml(None, (f"{name}:{describe_yaml_error(text, error)}",))
    tree = Tree(root)
    errors = [error for _, error in structural]
    tree.leave_out(place for place, _ in structural)
    content = _validate(tree, model, errors)
    found = tuple(f"{name}:{error}" for error in errors)
    return ParsedYaml(YamlFile(name, content, tree) if content else None, found)


def _compose(text: str) -> Node | None:
    """Return the nodes of a document, by libyaml where it is there: ten times as fast."""
    if yaml.__with_libyaml__ and len(text) <= _LIBYAML_SIZE:
        try:
            return yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            pass  # the parser in Python says it in better words
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _validate(tree: Tree, model: type[Model], errors: list[str]) -> Model | None:
    """Return what is left once `model` refuses nothing more; add what it refused to `errors`."""
    while True:
        try:
            values = tree.values()
            if values is not None and not isinstance(values, dict):
                errors.append(f"1: expected keys and values, found {values!r}")
                return None
            return model.model_validate(values or {})
        except ValidationError as error:
            refused = [r for detail in error.errors() for r in _refusals(model, detail, tree)]
            errors += [
                f"{tree.line(refusal.place)}: {refusal.text}"
                for refusal in refused
                if not refusal.is_consequence
            ]
            if not tree.leave_out([refusal.place for refusal in refused]):
                return None
        except (yaml.YAMLError, ValueError) as error:
            if not errors:
                errors.append(describe_yaml_error("", error))
            return None


def describe_invalid(model: type[DeclaredModel], error: ValidationError, line: int) -> list[str]:
    """Return the errors of values on one line that `model` refuses, each beginning with it."""
    refused = (r for detail in error.errors() for r in _refusals(model, detail, Tree(None)))
    return [f"{line}: {refusal.text}" for refusal in refused]


@dataclass(frozen=True)
class _Refusal:
    """What `model` refuses; `is_consequence` where that follows from what was left out before."""

    place: Place
    text: str
    is_consequence: bool = False


def _refusals(model: type[DeclaredModel], detail: Any, tree: Tree) -> Iterator[_Refusal]:
    """Yield what one of pydantic's errors says, in words that name the key and what is allowed."""
    place = tuple(part for part in detail["loc"] if part != "[key]")
    shown = tree.original(place)
    if detail["type"] == "entries":
        for inside, reason in detail["ctx"]["found"]:
            at = place + inside
            text = f"{key_of(tree.original(at))}: {reason}"
            if detail["ctx"]["quotes"]:
                value = _value_at(detail["input"], inside)
                text = _refused(tree.original(at), value, reason)
            yield _Refusal(at, text, bool(tree.lost))
    elif detail["type"] == "extra_forbidden":
        allowed = ", ".join(_keys_beside(model, place))
        yield _Refusal(place, f"{key_of(shown)}: unknown key; the keys here are {allowed}")
    elif detail["type"] == "missing":
        text = f"{key_of(shown)}: missing; this key is required"
        yield _Refusal(place, text, is_consequence=tree.was_left_out(shown))
    else:
        reason = detail["msg"].removeprefix("Value error, ")
        yield _Refusal(place, _refused(shown, detail["input"], reason))


def _value_at(value: Any, place: Place) -> Any:
    for part in place:
        value = value[part]
    return value


def _refused(place: Place, value: Any, reason: str) -> str:
    shown = repr(value) if isinstance(value, str) else str(value)
    return f"{key_of(place)}: {shown} is not allowed: {reason}"


def _keys_beside(model: type[DeclaredModel], place: Place) -> list[str]:
    """Return the keys that are known where `place` ends."""
    for part in place[:-1]:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        if part in fields:
            model = _model_in(fields[str(part)].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[DeclaredModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, DeclaredModel):
        return annotation
    return next((d for a in get_args(annotation) if (d := _model_in(a))), None)
