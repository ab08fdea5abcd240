"""The way up in a tree of runs ends, whatever the records say."""

from __future__ import annotations

from assets.lib.ingestion.json_documents.run_tree import enclosing, way_up

TREE = {"root": None, "agent": "root", "tool": "agent", "call": "agent", "lost": "elsewhere"}


def test_the_way_up_begins_with_the_innermost() -> None:
    """What is not there encloses nothing."""
    assert way_up(TREE, "call") == ["agent", "root"]
    assert way_up(TREE, "root") == way_up(TREE, "lost") == []


def test_what_encloses_several_is_there_once() -> None:
    """The inner ones are not, unless one of them is in another."""
    assert enclosing(TREE, ("tool", "call")) == {"agent", "root"}


def test_in_a_circle_nothing_encloses_anything() -> None:
    """Damaged records may name each other, or themselves."""
    circle = {"a": "b", "b": "a", "c": "a", "d": "d"}
    assert [way_up(circle, name) for name in circle] == [[], [], [], []]
