"""A sign-off is for a review that there is, by a person that there is, and is kept for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from assets.lib.governance.sign_offs import (
    Review,
    SignOffRefused,
    append_sign_off,
    check_sign_off,
    make_sign_off,
)
from assets.lib.settings import Settings

REVIEW = Review("writer", date(2026, 3, 2))


@pytest.fixture
def reviews() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a snapshot with two weeks of one agent, the second still running."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table agent_review_weekly as select * from (values "
            "('writer', date '2026-03-02', true), ('writer', date '2026-03-09', false)) "
            "as reviews(agent, week_start, is_complete)"
        )
        yield connection


def test_a_complete_review_can_be_signed(reviews: duckdb.DuckDBPyConnection) -> None:
    """By a declared person; by anybody where nobody is declared."""
    check_sign_off(reviews, REVIEW, "lead", ["lead"])
    check_sign_off(reviews, REVIEW, "somebody", [])


@pytest.mark.parametrize(
    ("review", "person", "reason"),
    [
        (Review("nobody", date(2026, 3, 2)), "lead", "the agents are writer"),
        (
            Review("writer", date(2026, 3, 9)),
            "lead",
            "not complete yet .* 2026-03-02 to 2026-03-02",
        ),
        (Review("writer", date(2026, 2, 23)), "lead", "has no review"),
        (REVIEW, "stranger", "not in people.yml; those who are: editor, lead"),
    ],
)
def test_what_is_refused_names_what_is_allowed(
    reviews: duckdb.DuckDBPyConnection, review: Review, person: str, reason: str
) -> None:
    """Unknown agents, weeks and people, and a running week."""
    with pytest.raises(SignOffRefused, match=reason):
        check_sign_off(reviews, review, person, ["lead", "editor"])


def test_sign_offs_are_only_ever_added(tmp_path: Path) -> None:
    """The file is made if it is missing, and each sign-off is a line after those before it."""
    path = Settings(tmp_path).sign_offs_file
    for person in ("first", "second"):
        append_sign_off(path, make_sign_off(REVIEW, person, "snapshot.duckdb", None))
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["signed_by"] for line in lines] == ["first", "second"]
    assert set(lines[0]) == {
        "agent",
        "week_start",
        "signed_by",
        "signed_at",
        "snapshot",
        "note",
    }
    assert (lines[0]["agent"], lines[0]["week_start"]) == ("writer", "2026-03-02")
