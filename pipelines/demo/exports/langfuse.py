"""Writes traces as Langfuse lets people download them, many in one file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Any

from pipelines.demo.exports.landing import Landing
from pipelines.demo.exports.langfuse_parts import PROJECT, iso, observe, score_run
from pipelines.demo.exports.tools import is_in_langsmith
from pipelines.demo.world.agent_runs import Run
from pipelines.demo.world.chance import hexadecimal, stream
from pipelines.demo.world.timeline import exports_every, stamp


def write_traces(landing: Landing, seed: int, runs: Sequence[Run]) -> None:
    """Deliver, every two weeks, the traces that it has and that began or were reviewed since."""
    runs = [run for run in runs if not is_in_langsmith(run)]
    documents = [_document(stream(seed, f"trace {run.run_id}"), run) for run in runs]
    since = None
    for exported_at in exports_every(2):
        listed = [
            _known_at(document, exported_at)
            for run, document in zip(runs, documents, strict=True)
            if run.at <= exported_at and (since is None or _last_change(run, exported_at) > since)
        ]
        data = json.dumps(listed, separators=(",", ":")).encode()
        landing.put(f"langfuse/traces-{stamp(exported_at)}.json", data, exported_at)
        since = exported_at


def _last_change(run: Run, exported_at: datetime) -> datetime:
    return run.ruling.at if run.ruling and run.ruling.at <= exported_at else run.at


def _known_at(document: dict[str, Any], exported_at: datetime) -> dict[str, Any]:
    trace = document["trace"]
    scores = [score for score in trace["scores"] if score["timestamp"] <= iso(exported_at)]
    return document | {"trace": trace | {"scores": scores}}


def _document(random: Random, run: Run) -> dict[str, Any]:
    root = hexadecimal(random, 16)
    metadata = {
        "agent": run.agent.name,
        "workflow": run.workflow,
        "subject_id": run.subject,
        "gen_ai.provider.name": "example-models",
    }
    if run.reason:
        metadata["escalation_reason"] = run.reason
    trace = {
        "id": run.run_id,
        "projectId": PROJECT,
        "name": f"{run.agent.name} run",
        "timestamp": iso(run.at),
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
        "createdAt": iso(run.at),
        "updatedAt": iso(run.ended_at),
        "scores": score_run(random, run),
        "latency": run.seconds,
        "totalCost": None,
    }
    return {"trace": trace, "observations": observe(random, run, root)}
