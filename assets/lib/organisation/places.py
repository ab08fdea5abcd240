"""Lines of keys in a YAML file, and errors that the YAML parser itself does not refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_STANDARD = "tag:yaml.org,2002:"
_SCALARS = frozenset(("str", "int", "float", "bool", "null", "timestamp", "merge", "value"))
_COLLECTIONS = frozenset((f"{_STANDARD}map", f"{_STANDARD}seq"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_VALUES = 200_000

Place = tuple[int | str, ...]
"""The keys and positions that lead to a value, from the top of its file."""


def key_of(place: Place) -> str:
    """Return the place as a person reads it."""
    return ".".join(str(part) for part in place) or "(file)"


def line_of(root: Node | None, place: Place) -> int:
    """Return the line of the deepest part of `place` that the file has."""
    node, line = root, 1
    for part in place:
        if isinstance(node, MappingNode):
            found = [(k, v) for k, v in node.value if k.value == str(part)]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def describe_yaml_error(text: str, error: Exception) -> str:
    """Return the line of the syntax error and what is wrong there."""
    if isinstance(error, RecursionError):
        return "1: not valid YAML: it is nested too deeply"
    if isinstance(error, yaml.MarkedYAMLError):
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return f"{line}: not valid YAML: {error.problem}"
    line = text.count("\n", 0, getattr(error, "position", 0)) + 1
    return f"{line}: not valid YAML: {str(error).splitlines()[0]}"


def find_structural_errors(
    node: Node | None, place: Place = (), above: tuple[Node, ...] = ()
) -> Iterator[tuple[Place, str]]:
    """Yield keys given twice and values that YAML can't construct, each with its place."""
    at = f"{node.start_mark.line + 1}: {key_of(place)}" if node else ""
    if node in above:
        yield place, f"{at}: a value that contains itself; write it out"
    elif isinstance(node, MappingNode | SequenceNode) and node.tag not in _COLLECTIONS:
        yield place, f"{at}: write it without the tag {node.tag.replace(_STANDARD, '!!')}"
    elif isinstance(node, MappingNode):
        yield from _errors_of_keys(node, place, above)
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            yield from find_structural_errors(item, (*place, number), (*above, node))
    elif isinstance(node, ScalarNode) and (reason := _why_not_a_value(node)):
        yield place, f"{at}: {ascii(node.value)[1:-1]} is not allowed: {reason}"


def _errors_of_keys(
    node: MappingNode, place: Place, above: tuple[Node, ...]
) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            yield place, f"{line}: {key_of(place)}: a key has to be a single word"
            continue
        inside = (*place, key.value)
        if _SURROGATE.search(key.value):
            yield inside, f"{line}: {key_of(place)}: a key has half of a surrogate pair"
            continue
        if key.value in seen:
            yield inside, f"{line}: {key_of(inside)}: given twice; keep one"
        seen.add(key.value)
        yield from find_structural_errors(value, inside, (*above, node))


def _why_not_a_value(node: ScalarNode) -> str | None:
    if node.tag.removeprefix(_STANDARD) not in _SCALARS:
        return f"write it without the tag {node.tag.replace(_STANDARD, '!!')}"
    if _SURROGATE.search(node.value):
        return "half of a surrogate pair is no character"
    try:
        SafeConstructor().construct_object(node)
    except ValueError as error:
        return str(error)
    except (yaml.YAMLError, LookupError, AttributeError, TypeError, ArithmeticError):
        return f"it is not what the tag {node.tag.replace(_STANDARD, '!!')} says"
    return None


def refuse_expansion(root: Node | None) -> None:
    """Raise ValueError where aliases repeat values beyond what a declaration can hold.

    A few aliases of aliases are millions of values, each of which would be looked at.
    """
    if root and _expanded_size(root, {}) > _MOST_VALUES:
        raise ValueError(f"its aliases stand for more than {_MOST_VALUES:,} values; write them out")


def _expanded_size(node: Node, sizes: dict[int, int]) -> int:
    if id(node) not in sizes:
        sizes[id(node)] = 1  # a value that contains itself is refused elsewhere
        children: list[Node] = []
        if isinstance(node, MappingNode):
            children = [child for pair in node.value for child in pair]
        elif isinstance(node, SequenceNode):
            children = node.value
        sizes[id(node)] = 1 + sum(_expanded_size(child, sizes) for child in children)
    return sizes[id(node)]
