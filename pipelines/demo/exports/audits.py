"""The audit worksheets of the simulated organisation, as its people filled them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from datetime import datetime, timedelta
from random import Random

from assets.lib.governance.audit.sampling import Candidate, Draw, draw_sample
from assets.lib.governance.audit.worksheet import COLUMNS, FILLED_IN, Task
from pipelines.demo.exports.landing import Landing, table_bytes
from pipelines.demo.exports.tools import run_key
from pipelines.demo.world.agent_runs import Run
from pipelines.demo.world.cast import AGENTS, CONTENT_AGENT, PEOPLE
from pipelines.demo.world.chance import stream
from pipelines.demo.world.pieces import Piece
from pipelines.demo.world.timeline import WEEKS, at_local, week_of, week_start
from pipelines.demo.world.verdicts import draw_verdict

FIRST_AUDITED_WEEK = 16
"""The first week that ends in the last phase of the plan: samples are audited from then on."""
_SAMPLE_SIZE = 12
_LEFT_OPEN = 2
"""Outputs of the newest sample that nobody has audited yet."""
_SCORES = {"approved": (0.8, 1.0), "edited": (0.5, 0.8), "rejected": (0.1, 0.4)}
_AGENTS = {agent.name: agent for agent in AGENTS}


def write_audits(landing: Landing, seed: int, pieces: Sequence[Piece], runs: Sequence[Run]) -> None:
    """Write a worksheet per week, audited in the week after; of the last week there is none."""
    random = stream(seed, "audits")
    people = [person.email for person in PEOPLE]
    for week in range(FIRST_AUDITED_WEEK, WEEKS - 1):
        draw = Draw("Demo organisation", week_start(week), _SAMPLE_SIZE)
        tasks = draw_sample(draw, list(_candidates(week, pieces, runs)), people)
        open_from = len(tasks) - (_LEFT_OPEN if week == WEEKS - 2 else 0)
        audited = [
            (task, _audited_at(random, week) if place < open_from else None)
            for place, task in enumerate(tasks)
        ]
        rows = [_row(random, week, task, at) for task, at in audited]
        year, number, _ = week_start(week).isocalendar()
        newest = max(at for _, at in audited if at)
        path = f"audit_worksheet/audit-{year}-W{number:02}.csv"
        landing.put(path, table_bytes([COLUMNS, *rows]), newest + timedelta(hours=1))


def _candidates(week: int, pieces: Sequence[Piece], runs: Sequence[Run]) -> Iterator[Candidate]:
    """Give what agents put out: pieces that they had a part in, and what else their runs made."""
    for piece in pieces:
        if piece.agent and piece.placements and week_of(piece.published_at) == week:
            yield Candidate(
                *(piece.agent, piece.workflow, "blog", "content_piece", piece.key, piece.title),
                author=piece.author,
            )
    for run in runs:
        is_output = run.agent is not CONTENT_AGENT and not run.failed and not run.reason
        if is_output and week_of(run.at) == week:
            yield Candidate(
                *(run.agent.name, run.workflow, "none", "agent_run", run_key(run), run.subject)
            )


def _audited_at(random: Random, week: int) -> datetime:
    day = week_start(week + 1) + timedelta(days=random.randrange(1, 4))
    return at_local(day, random.randrange(9, 17), random.randrange(60))


def _row(random: Random, week: int, task: Task, at: datetime | None) -> list[str]:
    drawn = ["" if value is None else str(value) for value in astuple(task)]
    if at is None:
        return [*drawn, *("" for _ in FILLED_IN)]
    verdict = draw_verdict(random, _AGENTS[task.agent], week)
    score = round(random.uniform(*_SCORES[verdict]), 2)
    minutes = random.randrange(4, 16)
    return [*drawn, verdict, str(score), str(minutes), f"{at:%Y-%m-%dT%H:%M:%SZ}", ""]
