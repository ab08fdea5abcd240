"""Commands on agents: the weekly review, and its sign-off."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.settings import read_settings
from assets.snapshot import read_published
from pipelines.cli.common import USAGE, read_declarations, snapshot, stop
from pipelines.cli.output import Format, print_rows
from pipelines.cli.weeks import monday

app = typer.Typer()

_WEEK = typer.Option(metavar="MONDAY", help="The week; by default the last complete one.")


@app.callback(invoke_without_command=True)
def agents(
    context: typer.Context,
    week: Annotated[str | None, _WEEK] = None,
    shape: Annotated[Format, typer.Option("--format", help="How rows come out.")] = Format.TABLE,
) -> None:
    """Print every agent's review of a week, against the four weeks before.

    In brackets the change; drift names what left its usual range, and signed who has read it.
    """
    if context.invoked_subcommand:
        return
    from pipelines.cli.agent_review import find_week, print_review, read_review

    with snapshot(read_settings()) as connection:
        found = find_week(connection, monday(week, "--week"))
        columns, rows = read_review(connection, found)
    if shape is Format.TABLE:
        print_review(found, columns, rows)
    else:
        print_rows(columns, rows, shape)


@app.command("sign-off")
def sign_off(
    agent: Annotated[str, typer.Option(help="The agent, as the review names it.")],
    week: Annotated[str, typer.Option(metavar="MONDAY", help="A complete week.")],
    by: Annotated[str, typer.Option(metavar="PERSON", help="Who has read the review.")],
    note: Annotated[str | None, typer.Option(help="What is to be remembered.")] = None,
) -> None:
    """Sign an agent's weekly review; the next run publishes who signed what, and when.

    Exit code 2 where there is no such review to sign, or people.yml does not name the person.
    """
    from assets.audit.sign_off import (
        Review,
        SignOffRefused,
        append_sign_off,
        check_sign_off,
        make_sign_off,
    )

    settings = read_settings()
    people = [person.person for person in read_declarations(settings).people.people]
    day = monday(week, "--week")
    published = read_published(settings.published)
    with snapshot(settings) as connection:
        assert day is not None
        assert published is not None
        review = Review(agent, day)
        try:
            check_sign_off(connection, review, by, people)
        except SignOffRefused as error:
            stop(str(error), USAGE)
    path = append_sign_off(settings.home, make_sign_off(review, by, published.file, note))
    typer.echo(f"signed: {agent}, week of {day}, by {by} ({path})")
