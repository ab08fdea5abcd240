"""The parts of a Langfuse trace: observations, scores, and how it writes time."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from random import Random
from typing import Any

from pipelines.demo.world.agent_runs import Call, Ruling, Run
from pipelines.demo.world.chance import hexadecimal, uuid
from pipelines.demo.world.prices import cost_of

PROJECT = "demo-organisation"
_VERDICT_VALUES = {"approved": 1, "edited": 0.5, "rejected": 0}
_UNFINISHED = 0.02
_REPEATS_USAGE = 0.5


def observe(random: Random, run: Run, root: str) -> list[dict[str, Any]]:
    """Return the agent's span and its calls; some spans repeat what the calls used."""
    total = Call(
        "", sum(c.input_tokens for c in run.calls), sum(c.output_tokens for c in run.calls)
    )
    repeated = _usage(total) if random.random() < _REPEATS_USAGE else {}
    agent = _observation(run, "AGENT", run.agent.name, run.at, run.ended_at)
    agent |= {
        "id": root,
        "parentObservationId": None,
        "model": None,
        "usageDetails": repeated,
        "costDetails": {},
        "totalCost": 0,
    }
    if run.failed:
        agent |= {"level": "ERROR", "statusMessage": "the model did not answer in time"}
    observations = [agent]
    step = timedelta(seconds=run.seconds) / (len(run.calls) + 1)
    for number, call in enumerate(run.calls, start=1):
        start = run.at + step * number
        stop = None if random.random() < _UNFINISHED else start + step * 0.8
        generation = _observation(run, "GENERATION", "chat", start, stop)
        cost = _cost(call)
        observations.append(
            generation
            | {
                "id": hexadecimal(random, 16),
                "parentObservationId": root,
                "model": call.model,
                "usageDetails": _usage(call),
                "costDetails": cost,
                "totalCost": cost["total"],
            }
        )
    return observations


def _observation(
    run: Run, kind: str, name: str, start: datetime, end: datetime | None
) -> dict[str, Any]:
    """Return what every observation has; its latency is in milliseconds, the trace's in seconds."""
    return {
        "traceId": run.run_id,
        "projectId": PROJECT,
        "type": kind,
        "environment": "production",
        "startTime": iso(start),
        "endTime": iso(end) if end else None,
        "name": name,
        "metadata": {},
        "level": "DEFAULT",
        "statusMessage": None,
        "latency": round((end - start).total_seconds() * 1000) if end else None,
    }


def _usage(call: Call) -> dict[str, int]:
    total = call.input_tokens + call.output_tokens
    return {"input": call.input_tokens, "output": call.output_tokens, "total": total}


def _cost(call: Call) -> dict[str, float]:
    cost = cost_of(call)
    return {"input": cost.read, "output": cost.written, "total": cost.total}


def score_run(random: Random, run: Run) -> list[dict[str, Any]]:
    """Return what an evaluator and a person said of the run."""
    scores = []
    if run.quality is not None:
        at = run.ended_at + timedelta(seconds=30)
        scores.append(_score(random, run, "quality", "EVAL", at) | {"value": run.quality})
    if run.ruling:
        scores.append(_verdict(random, run, run.ruling))
    return scores


def _verdict(random: Random, run: Run, ruling: Ruling) -> dict[str, Any]:
    return _score(random, run, "verdict", "ANNOTATION", ruling.at) | {
        "value": _VERDICT_VALUES[ruling.verdict],
        "stringValue": ruling.verdict,
        "dataType": "CATEGORICAL",
        "authorUserId": ruling.reviewer,
        "metadata": json.dumps({"minutes": ruling.minutes}),
    }


def _score(random: Random, run: Run, name: str, source: str, at: datetime) -> dict[str, Any]:
    return {
        "id": uuid(random),
        "timestamp": iso(at),
        "projectId": PROJECT,
        "environment": "production",
        "name": name,
        "source": source,
        "authorUserId": None,
        "comment": None,
        "metadata": "{}",
        "createdAt": iso(at),
        "updatedAt": iso(at),
        "traceId": run.run_id,
        "observationId": None,
        "value": None,
        "stringValue": None,
        "dataType": "NUMERIC",
    }


def iso(at: datetime) -> str:
    """Return the instant as Langfuse writes it."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
