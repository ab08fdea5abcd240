"""Markup out, words in."""

from __future__ import annotations

import pytest

from assets.lib.statistics.text import (
    compile_patterns,
    count_forbidden,
    count_words,
    read_text,
    tokens,
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (None, ""),
        ("Plain, with 2 < 3 & more.", "Plain, with 2 < 3 & more."),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("un<strong>believ</strong>able<br/>yes", "unbelievable yes"),
        ('<!-- wp:paragraph {"a":1} --><p>Body</p><!-- /wp:paragraph -->', "Body"),
        ("<script>alert('x')</script><style>p{}</style>Seen", "Seen"),
        ("Tea &amp; cake &#8211; caf&eacute;", "Tea & cake \N{EN DASH} caf\u00e9"),
        ('Look: [gallery ids="1,2"] and [caption id="x"]a cat[/caption].', "Look: and a cat ."),
        ("He wrote [sic] and [see the appendix] there", "He wrote and [see the appendix] there"),
        ("<p>never closed <b>bold", "never closed bold"),
    ],
)
def test_text_is_what_a_reader_sees(body: str | None, text: str) -> None:
    """No tags, comments, scripts or shortcodes; entities are characters; blocks are apart."""
    assert read_text(body) == text


def test_tokens_are_words_and_marks() -> None:
    """Case and the value of a number say nothing of the voice; marks do."""
    assert tokens("Don't wait \N{EM DASH} 25x, NOW!!") == [
        *("don't", "wait", "\N{EM DASH}", "0x", ",", "now", "!", "!"),
    ]


def test_marks_are_no_words() -> None:
    """Rates are per words that a reader would count."""
    assert count_words("Don't wait \N{EM DASH} 25x, NOW!!") == 4


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
