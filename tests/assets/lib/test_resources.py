"""A step that fails says what a person can act on, and quotes nobody where people are hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg
import pytest

from assets.lib.errors import UserError
from assets.lib.resources import failing_in_words
from assets.lib.settings import Settings

QUOTED = "can't convert 'Wendeline Quastberg'"


@dataclass(frozen=True)
class FixedHome:
    """What a step sees of a home."""

    settings: Settings


def fail(settings: Settings, error: Exception) -> BaseException:
    """Return what Dagster is given where a step raises the error."""

    @failing_in_words
    def step(home: FixedHome) -> Iterator[None]:
        del home
        yield
        raise error

    with pytest.raises(Exception) as raised:  # noqa: PT011  # which one is what is tested
        list(step(home=FixedHome(settings)))
    return raised.value


def declare(settings: Settings, text: str) -> None:
    settings.organisation_folder.mkdir(parents=True, exist_ok=True)
    (settings.organisation_folder / "organisation.yml").write_text(text, encoding="utf-8")


def test_an_unforeseen_error_is_told_by_its_place_where_people_are_hidden(
    settings: Settings,
) -> None:
    """Its message, and those of its causes, may quote any value."""
    declare(settings, "people: hide\n")
    failure = fail(settings, ValueError(QUOTED))
    assert isinstance(failure, dg.Failure)
    said = str(failure.description)
    assert said.startswith("ValueError in resources.py:")
    assert said.endswith("its message is (withheld)")
    assert failure.__cause__ is None
    assert failure.__suppress_context__


def test_an_unforeseen_error_is_as_it_was_where_people_are_shown(settings: Settings) -> None:
    """Whoever mends it reads all of it in Dagster."""
    declare(settings, "people: show\n")
    assert str(fail(settings, ValueError(QUOTED))) == QUOTED


def test_what_a_person_can_act_on_is_said_in_both_cases(settings: Settings) -> None:
    """These messages are in our words."""
    for people in ("hide", "show"):
        declare(settings, f"people: {people}\n")
        failure = fail(settings, UserError("free some room"))
        assert isinstance(failure, dg.Failure)
        assert failure.description == "free some room"


def test_where_declarations_cannot_be_read_nothing_is_quoted(settings: Settings) -> None:
    """Whether people are hidden is not known then."""
    declare(settings, "people: [\n")
    failure = fail(settings, ValueError(QUOTED))
    assert isinstance(failure, dg.Failure)
    assert QUOTED not in str(failure.description)
