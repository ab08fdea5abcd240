"""Days and times are read as tools and spreadsheets write them; nothing is guessed."""

import unicodedata

import polars as pl
import pytest

from assets.lib.ingestion.dates import (
    _MONTHS,
    iso_text,
    prove_order,
    prove_order_of_mondays,
)


def _iso(*written: str | None) -> list[str | None]:
    frame = pl.DataFrame({"written": written}, schema={"written": pl.String})
    return frame.select(iso_text(pl.col("written"), None)).to_series().to_list()


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("22/Sep/25 9:26 AM", "2025-09-22T09:26:00"),
        ("05/août/25 2:47 PM", "2025-08-05T14:47:00"),
        ("15/juil./25", "2025-07-15"),
        ("14/sept./25", "2025-09-14"),
        ("10/nov/25 4:51 PM", "2025-11-10T16:51:00"),
        ("10/nov/25 4:51 p. m.", "2025-11-10T16:51:00"),
        ("05/Dez/25", "2025-12-05"),
        ("Dec 5, 2025", "2025-12-05"),
        ("22/Sep/25 24:00", "2025-09-23T00:00:00"),
        ("6/21/2025 16:14", "2025-06-21T16:14:00"),
        ("46083.5", "2026-03-02T12:00:00"),
        ("22/Mar/14 07:59", "2014-03-22T07:59:00"),
        ("05/Sep/25 12:00 AM", "2025-09-05T00:00:00"),
        ("05/Sep/25 12:59 PM", "2025-09-05T12:59:00"),
        ("05/Sep/25 9:26\u202fAM", "2025-09-05T09:26:00"),
        ("05-Sep-2025, 09:26:31", "2025-09-05T09:26:31"),
        (unicodedata.normalize("NFD", "05/août/25 2:47 PM"), "2025-08-05T14:47:00"),
    ],
)
def test_a_date_is_read_in_whatever_language_it_was_exported(written: str, iso: str) -> None:
    """Short month names of seven languages, with dots, on 12 and 24 hours, become ISO times."""
    assert _iso(written) == [iso]


@pytest.mark.parametrize(
    "written",
    [
        "22/Sep/25 24:30",
        "1758526000",
        "2025-W10-1",
        "31/Feb/25 9:26 AM",
        "22/Sep/25 13:00 PM",
        "until 22/Sep/25",
        "22/Foo/25 9:26 AM",
        "05/08/25 9:26 AM",
        None,
    ],
)
def test_what_is_no_such_date_is_handed_on_as_it_is(written: str | None) -> None:
    """ISO times pass; days that no calendar has and months as numbers are left to ingestion."""
    assert _iso(written) == [written]


def test_every_language_names_twelve_months_and_no_name_means_two() -> None:
    """A month's name has one number, whatever the language."""
    numbers: dict[str, set[int]] = {}
    for language, months in _MONTHS.items():
        assert len(months.split()) == 12, language
        for number, names in enumerate(months.split(), 1):
            for name in names.split("|"):
                numbers.setdefault(name, set()).add(number)
    assert {name for name, found in numbers.items() if len(found) > 1} == set()


def test_an_order_is_proven_by_a_part_above_twelve_or_by_mondays() -> None:
    """Contradictions prove nothing, nor does a day that is the same in both orders."""
    assert prove_order(["03/02/2026", "13/02/2026"]) == "dmy"
    assert prove_order(["03/02/2026", "02/13/2026"]) == "mdy"
    assert prove_order(["13/02/2026", "02/13/2026"]) is None
    assert prove_order(["03/02/2026", "x"]) is None
    assert prove_order_of_mondays(["3/2/2026"]) == "mdy"
    assert prove_order_of_mondays(["2.3.2026", "9.3.2026"]) == "dmy"
    assert prove_order_of_mondays(["3/2/2026", "2/3/2026"]) is None


def test_an_order_that_is_none_is_refused() -> None:
    """Read as another one, every day would be another day."""
    with pytest.raises(ValueError, match="'dmy' or 'mdy', not 'DMY'"):
        iso_text(pl.col("day"), "DMY")  # type: ignore[arg-type]
