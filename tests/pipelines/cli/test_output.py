"""Tables for people: nothing is cut, whatever the terminal's width."""

from __future__ import annotations

import pytest

from pipelines.cli.output import _rigid, print_table

COLUMNS = ["workflow", "target", "because"]
ROWS = [["ad_budget_optimization", "5 by 2026-05-29", "agents do most of the work on their own"]]


@pytest.mark.parametrize(
    ("width", "rigid"),
    [(200, [True, True, False]), (58, [True, True, False]), (50, [True, False, False])],
)
def test_sentences_wrap_before_phrases_and_these_before_names(
    width: int, rigid: list[bool]
) -> None:
    """Where there is less room, cells of fewer words give way."""
    assert _rigid(COLUMNS, ROWS, width) == rigid


def test_without_room_everything_folds() -> None:
    """A name longer than the terminal goes on in the next line."""
    assert _rigid(COLUMNS, ROWS, 20) == [False, False, False]


@pytest.mark.parametrize("width", [20, 50, 80, 200])
def test_every_letter_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    """In a terminal of any width, all that a table holds can be read."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    print_table(COLUMNS, ROWS)
    printed = capsys.readouterr().out
    for cell in ROWS[0]:
        for letter in set(cell) - {" "}:
            assert printed.count(letter) >= cell.count(letter)
    assert "\N{HORIZONTAL ELLIPSIS}" not in printed
