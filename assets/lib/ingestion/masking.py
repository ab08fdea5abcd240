"""Hides e-mail addresses and phone numbers in whatever is shown, in time that is linear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

MASK = "(masked)"
SHOWN_CHARACTERS = 200
SHOWN_MESSAGE_CHARACTERS = 2000
_MARGIN = 600
"""What is cut off may begin with the rest of an address, so the cut comes after masking."""

_PART = r"[^\s,;:<>\"'|()\[\]{}]{1,254}"
_EMAIL = rf"{_PART} ?(?:@|\ufe6b|\uff20|[(\[{{] ?at ?[)\]}}]) ?{_PART}"
_PHONE = (
    r"\+\d[\d ()/.-]{5,24}\d"
    r"|(?<![\w.,-])00[1-9]\d[\d ()/.-]{6,20}\d"
    r"|\(0?\d{2,5}\) ?\d[\d /.-]{3,16}\d"
    r"|(?<![\w.,:/-])0[1-9]\d{1,4}(?: ?[-/] ?| )\d(?:[ -]?\d){3,12}(?![\w:])"
    r"|(?<![\w.,:/-])\d{3}[-. ]\d{3}[-. ]\d{4}(?![\w:-])"
)
_ADDRESSES = re.compile(_EMAIL, re.IGNORECASE)
_ALL = re.compile(f"{_EMAIL}|{_PHONE}", re.IGNORECASE)


def mask_text(text: str) -> str:
    """Return a message without the addresses and phones that it quotes, at a bounded length."""
    masked = _mask(text[: SHOWN_MESSAGE_CHARACTERS + _MARGIN], _ALL)
    return _bounded(masked, SHOWN_MESSAGE_CHARACTERS)


def mask_value(value: str, *, is_id: bool = False) -> str:
    """Return a value without addresses and phones, at a bounded length.

    The number of an id is one, whatever it looks like.
    """
    masked = _mask(value[: SHOWN_CHARACTERS + _MARGIN], _ADDRESSES if is_id else _ALL)
    return _bounded(masked, SHOWN_CHARACTERS)


def _mask(text: str, pattern: re.Pattern[str]) -> str:
    """Mask the text, and what it stands for where that shows more."""
    masked = pattern.sub(MASK, text)
    for spelled_out in _SPELLED_OUT:
        shown = spelled_out(masked)
        if pattern.search(shown):
            masked = pattern.sub(MASK, shown)
    return masked


def _in_plain_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _without_percent_codes(text: str) -> str:
    return unquote(unquote(text))  # an address in an address is coded twice


_SPELLED_OUT: tuple[Callable[[str], str], ...] = (
    _in_plain_width,
    unescape,
    _without_percent_codes,
)
"""Other writings of a character: full width, as an entity of HTML, as a percent code."""


def _bounded(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[:characters] + "..."
