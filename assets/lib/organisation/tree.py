"""A YAML file as a tree of which parts can be left out, so that the rest can still be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from assets.lib.organisation.places import Place, line_of


class Tree:
    """The nodes of a file; places are those of what is left of it, lines those of the file."""

    def __init__(self, root: Node | None) -> None:
        self._root = root
        self._left_out: set[int] = set()
        self._places_left_out: set[Place] = set()
        self.lost: list[str] = []
        """The texts of entries that were left out as a whole: their names are still known."""

    def values(self) -> Any:
        """Return what is left, as Python's own values; raises ValueError or yaml.YAMLError."""
        left = self._copy(self._root) if self._root else None
        return yaml.SafeLoader("").construct_document(left) if left else None

    def original(self, place: Place) -> Place:
        """Return where a place of what is left stands in the file."""
        return self._walk(place)[0]

    def line(self, place: Place) -> int:
        """Return the line of a place of what is left."""
        return line_of(self._root, self.original(place))

    def was_left_out(self, place: Place) -> bool:
        """Return whether the value at this place of the file was left out before."""
        return place in self._places_left_out

    def leave_out(self, places: Iterable[Place]) -> bool:
        """Leave out the values at these places, or the entries that lack them.

        Return False where one belongs to no entry of a list. What is left has other places then.
        """
        targets = [self._target(place) for place in places]
        for target in targets:
            if target:
                original, node, is_entry = target
                if is_entry and id(node) not in self._left_out:
                    self.lost += _texts(node)
                self._places_left_out.add(original)
                self._left_out.add(id(node))
        return all(targets)

    def _target(self, place: Place) -> tuple[Place, Node, bool] | None:
        """Return what is to be left out: the value itself, or the entry around a missing one."""
        original, nodes = self._walk(place)
        if len(nodes) == len(place) and nodes:
            return original, nodes[-1], False
        for depth in range(len(nodes), 0, -1):
            if isinstance(place[depth - 1], int):
                return original[:depth], nodes[depth - 1], True
        return None

    def _walk(self, place: Place) -> tuple[Place, list[Node]]:
        """Return the place in the file, and the node of each of its parts that there is."""
        node, original, nodes = self._root, list(place), []
        for depth, part in enumerate(place):
            found = self._child(node, part)
            if found is None:
                break
            original[depth], node = found
            nodes.append(node)
        return tuple(original), nodes

    def _child(self, node: Node | None, part: int | str) -> tuple[int | str, Node] | None:
        if isinstance(node, MappingNode):
            values = [value for key, value in node.value if key.value == str(part)]
            left = [value for value in values if id(value) not in self._left_out]
            return (part, left[-1]) if left else None
        if isinstance(node, SequenceNode) and isinstance(part, int):
            items = [(i, n) for i, n in enumerate(node.value) if id(n) not in self._left_out]
            return items[part] if part < len(items) else None
        return None

    def _copy(self, node: Node) -> Node:
        if isinstance(node, MappingNode):
            pairs = [(k, self._copy(v)) for k, v in node.value if id(v) not in self._left_out]
            return MappingNode(node.tag, pairs, node.start_mark, node.end_mark)
        if isinstance(node, SequenceNode):
            items = [self._copy(item) for item in node.value if id(item) not in self._left_out]
            return SequenceNode(node.tag, items, node.start_mark, node.end_mark)
        return node


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, ScalarNode):
        yield str(node.value)
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            yield from _texts(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _texts(item)
