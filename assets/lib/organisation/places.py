"""Lines of keys in a YAML file, and errors that the YAML parser itself does not refuse."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

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
    elif isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                yield place, f"{line}: {key_of(place)}: a key has to be a single word"
                continue
            inside = (*place, key.value)
            if key.value in seen:
                yield inside, f"{line}: {key_of(inside)}: given twice; keep one"
            seen.add(key.value)
            yield from find_structural_errors(value, inside, (*above, node))
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            yield from find_structural_errors(item, (*place, number), (*above, node))
    elif isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:timestamp":
        try:
            SafeConstructor().construct_yaml_timestamp(node)
        except ValueError as error:
            yield place, f"{at}: {node.value} is not allowed: {error}"
