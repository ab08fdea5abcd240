"""Writes traces as Langfuse lets people download them, many in one file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from pipelines.demo.agent_runs import Call, Ruling, Run
from pipelines.demo.chance import hexadecimal, stream, uuid
from pipelines.demo.delivery import Landing
from pipelines.demo.timeline import exports_every, stamp

_PROJECT = "demo-organisation"
_VERDICT_VALUES = {"approved": 1, "edited": 0.5, "rejected": 0}
_DOLLARS_PER_TOKEN = {
    "demo-large-1": (0.000003, 0.000015),
    "demo-large-2": (0.0000025, 0.0000125),
    "demo-small-1": (0.0000005, 0.0000025),
    "demo-small-2": (0.0000004, 0.000002),
}
_UNFINISHED = 0.02
_REPEATS_USAGE = 0.5


def write_traces(landing: Landing, seed: int, runs: Sequence[Run]) -> None:
    """Deliver, every two weeks, the traces that began or were reviewed since."""
    documents = [_document(stream(seed, f"trace {run.run_id}"), run) for run in runs]
    since = None
    for exported_at in exports_every(2):
        listed = [
            _known_at(document, exported_at)
            for run, document in zip(runs, documents, strict=True)
            if run.at <= exported_at and (since is None or _last_change(run, exported_at) > since)
        ]
        data = json.dumps(listed, separators=(",", ":")).encode()
        landing.deliver(f"langfuse/traces-{stamp(exported_at)}.json", data, exported_at)
        since = exported_at


def _last_change(run: Run, exported_at: datetime) -> datetime:
    return run.ruling.at if run.ruling and run.ruling.at <= exported_at else run.at


def _known_at(document: dict[str, Any], exported_at: datetime) -> dict[str, Any]:
    trace = document["trace"]
    scores = [score for score in trace["scores"] if score["timestamp"] <= _iso(exported_at)]
    return document | {"trace": trace | {"scores": scores}}


def _document(random: Random, run: Run) -> dict[str, Any]:
    root = hexadecimal(random, 16)
    metadata = {
        "agent": run.agent.name,
        "workflow": run.agent.workflow,
        "subject_id": run.subject,
        "gen_ai.provider.name": "example-models",
    }
    if run.reason:
        metadata["escalation_reason"] = run.reason
    trace = {
        "id": run.run_id,
        "projectId": _PROJECT,
        "name": f"{run.agent.name} run",
        "timestamp": _iso(run.at),
        "environment": "production",
        "tags": ["escalated"] if run.reason else [],
        "bookmarked": False,
        "release": None,
        "version": run.version,
        "userId": None,
        "sessionId": None,
        "public": False,
        "input": None,
        "output": None,
        "metadata": json.dumps(metadata, separators=(",", ":")),
        "createdAt": _iso(run.at),
        "updatedAt": _iso(run.at + timedelta(seconds=run.seconds)),
        "scores": _scores(random, run),
        "latency": run.seconds,
        "totalCost": None,
    }
    return {"trace": trace, "observations": _observations(random, run, root)}


def _observations(random: Random, run: Run, root: str) -> list[dict[str, Any]]:
    """Return the agent's span and its calls; some spans repeat what the calls used."""
    end = run.at + timedelta(seconds=run.seconds)
    total = Call(
        "", sum(c.input_tokens for c in run.calls), sum(c.output_tokens for c in run.calls)
    )
    repeated = _usage(total) if random.random() < _REPEATS_USAGE else {}
    agent = _observation(root, run, "AGENT", run.agent.name, run.at, end)
    agent |= {
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
        generation = _observation(hexadecimal(random, 16), run, "GENERATION", "chat", start, stop)
        cost = _cost(call)
        observations.append(
            generation
            | {
                "parentObservationId": root,
                "model": call.model,
                "usageDetails": _usage(call),
                "costDetails": cost,
                "totalCost": cost["total"],
            }
        )
    return observations


def _observation(  # noqa: PLR0913  # what differs between observations
    observation_id: str, run: Run, kind: str, name: str, start: datetime, end: datetime | None
) -> dict[str, Any]:
    """Return what every observation has; its latency is in milliseconds, the trace's in seconds."""
    return {
        "id": observation_id,
        "traceId": run.run_id,
        "projectId": _PROJECT,
        "type": kind,
        "environment": "production",
        "startTime": _iso(start),
        "endTime": _iso(end) if end else None,
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
    per_input, per_output = _DOLLARS_PER_TOKEN[call.model]
    read = round(call.input_tokens * per_input, 7)
    written = round(call.output_tokens * per_output, 7)
    return {"input": read, "output": written, "total": round(read + written, 7)}


def _scores(random: Random, run: Run) -> list[dict[str, Any]]:
    scores = []
    if run.quality is not None:
        at = run.at + timedelta(seconds=run.seconds + 30)
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
        "timestamp": _iso(at),
        "projectId": _PROJECT,
        "environment": "production",
        "name": name,
        "source": source,
        "authorUserId": None,
        "comment": None,
        "metadata": "{}",
        "createdAt": _iso(at),
        "updatedAt": _iso(at),
        "traceId": run.run_id,
        "observationId": None,
        "value": None,
        "stringValue": None,
        "dataType": "NUMERIC",
    }


def _iso(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
