"""Forbidden patterns, counted."""

from assets.analyses.brand_voice.patterns import compile_patterns, count_forbidden


def test_matches_are_counted_without_regard_to_case() -> None:
    """Every match of every pattern counts."""
    patterns = compile_patterns(["game.changing", "!!"])
    assert count_forbidden("Game-changing!! A game changing idea.", patterns.usable) == 3


def test_a_bad_pattern_is_skipped_and_named() -> None:
    """The others are still counted."""
    patterns = compile_patterns(["(", "wow"])
    assert patterns.skipped == ("(",)
    assert count_forbidden("wow (wow)", patterns.usable) == 2


def test_an_empty_match_is_none() -> None:
    """A pattern that also matches nothing counts only where it matches something."""
    assert count_forbidden("aa b", compile_patterns(["a*"]).usable) == 1
