"""What is shown holds no address and no phone, and takes no longer than its length."""

import time

import pytest

from assets.lib.ingestion.masking import MASK, SHOWN_CHARACTERS, mask_text, mask_value


@pytest.mark.parametrize(
    "written",
    [
        "a.b@example.com",
        "a.b (at) example.com",
        "a.b[at]example.com",
        "a.b\uff20example.com",
        "a.b%40example.com",
        "a.b&#64;example.com",
        "a.b%2540example.com",
        "+49 (30) 555-0101",
        "0151-23456789",
        "0151 234 567 89",
        "(0151) 23456789",
        "+49-151-23456789",
        "+49 (0)151 23456789",
        "0049-151-23456789",
        "0049 (0) 151 23456789",
        "0151/2345678",
        "030 1234567",
        "(030) 1234567",
        "0049 30 1234567",
        "0049301234567",
        "(415) 555-0101",
        "415-555-0101",
        "\uff10\uff11\uff15\uff11-\uff12\uff13\uff14\uff15\uff16\uff17",
        "%2B49%2030%205550101",
    ],
)
def test_addresses_and_phones_are_hidden_however_they_are_written(written: str) -> None:
    """Alone, and in a sentence."""
    assert mask_value(written) == MASK
    for text in (mask_text(f"call {written} now"), mask_value(f"call {written} now")):
        assert text == f"call {MASK} now"


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02T10:00:00+01:00",
        "10:00:00+0100",
        "1,200.50",
        "02.03.2026 09:30",
        "01/10/2026",
        "2026-03-02 09:30:00",
        "29/Mar/26 2:30 AM",
        "0.0000103",
        "2.04156E+10",
        "20000000101",
        "9223372036854775808",
        "look at example.com",
        "50%",
    ],
)
def test_what_is_needed_to_correct_a_file_stays_readable(text: str) -> None:
    """Dates, times, amounts and ids are neither."""
    assert mask_text(text) == mask_value(text) == text


def test_an_id_is_shown_though_it_looks_like_a_phone() -> None:
    """Ids are not personal; an address in their column is."""
    assert mask_value("0049301234567", is_id=True) == "0049301234567"
    assert mask_value("a@example.com", is_id=True) == MASK


@pytest.mark.parametrize("piece", ["a", "a@", "0151-", "+1", "(at)", "%40", "0 ", "\uff20"])
def test_a_cell_of_a_megabyte_is_masked_at_once_and_shown_in_part(piece: str) -> None:
    """No expression goes back over what it has read."""
    text = piece * (2**20 // len(piece))
    started = time.perf_counter()
    assert len(mask_value(text)) <= SHOWN_CHARACTERS + 3
    assert len(mask_text(text)) < 5000
    assert time.perf_counter() - started < 1


def test_every_spelling_is_hidden_in_a_text_that_mixes_them() -> None:
    """The one that is found first does not keep another from being looked for."""
    mixed = "a@example.com, b%40example.com, c\uff20example.com, \uff10\uff11\uff15\uff11-2345678"
    assert mask_text(mixed) == mask_value(mixed) == ", ".join([MASK] * 4)


def test_an_address_is_hidden_where_the_text_is_cut_off_within_it() -> None:
    """Masking comes before cutting."""
    assert "robin" not in mask_value("x" * (SHOWN_CHARACTERS - 8) + " robin.doe@example.com")
