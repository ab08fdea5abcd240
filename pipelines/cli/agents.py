"""Commands on agents: the weekly review, and its sign-off."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.lib.settings import read_settings
from assets.snapshot.reader import read_published
from pipelines.cli.common import USAGE, read_declarations, snapshot, stop
from pipelines.cli.output import Format, Shape, answer, print_rows
from pipelines.cli.weeks import GivenWeek, Week, monday_of, reported_week

app = typer.Typer()


@app.callback(invoke_without_command=True)
def agents(context: typer.Context, week: Week = None, shape: Shape = Format.TABLE) -> None:
    """Print every agent's review of a week, against the four weeks before.

    Changes are in brackets; drift names what left its usual range. Escalation triggers follow.
    """
    if context.invoked_subcommand:
        return
    from pipelines.cli.agent_reviews import print_reviews

    with snapshot(read_settings()) as connection:
        monday = reported_week(answer(connection, "agents/weeks"), week)
        reviews = answer(connection, "agents/reviews_of_week", week=monday)
        if shape is Format.TABLE:
            triggers = answer(connection, "agents/triggers_of_week", week=monday)
            print_reviews(monday, reviews, triggers)
        else:
            print_rows(reviews, shape)


@app.command("sign-off")
def sign_off(
    agent: Annotated[str, typer.Option(help="The agent, as the review names it.")],
    week: GivenWeek,
    by: Annotated[str, typer.Option(metavar="PERSON", help="Who has read the review.")],
    note: Annotated[str | None, typer.Option(help="A note to keep with it.")] = None,
) -> None:
    """Sign an agent's weekly review; the next run publishes who signed what, and when.

    Exit code 2 where there is no such review to sign, or people.yml does not name the person.
    """
    from assets.declarations.people.model import PeopleFile
    from assets.lib.governance.sign_offs import (
        Review,
        SignOffRefused,
        append_sign_off,
        check_sign_off,
        make_sign_off,
    )

    settings = read_settings()
    people = [person.person for person in read_declarations(settings)[PeopleFile].people]
    day = monday_of(week)
    published = read_published(settings.published)
    with snapshot(settings) as connection:
        assert published is not None
        review = Review(agent, day)
        try:
            check_sign_off(connection, review, by, people)
        except SignOffRefused as error:
            stop(str(error), USAGE)
    path = settings.sign_offs_file
    append_sign_off(path, make_sign_off(review, by, published.file, note))
    typer.echo(f"signed: {agent}, week of {day}, by {by} ({path})")
