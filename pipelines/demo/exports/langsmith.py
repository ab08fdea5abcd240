"""Writes the runs of one agent as a script takes them from LangSmith: one run a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from pipelines.demo.exports.landing import Landing
from pipelines.demo.exports.tools import is_in_langsmith
from pipelines.demo.world.agent_runs import Call, Run
from pipelines.demo.world.chance import as_uuid, stream, uuid
from pipelines.demo.world.prices import cost_of
from pipelines.demo.world.timeline import exports_every, stamp

_PROJECT = "6c1d9f00-0000-4000-8000-000000000001"
_PROVIDER = "example-models"
_NO_ANSWER = "TimeoutError('the model did not answer in time')"


def write_runs(landing: Landing, seed: int, runs: Sequence[Run]) -> None:
    """Deliver, every five weeks, the traces that ended since, each with its calls of models."""
    traced = [run for run in runs if is_in_langsmith(run)]
    since = None
    for exported_at in exports_every(5):
        lines = [
            json.dumps(record, separators=(",", ":"))
            for run in traced
            if run.ended_at <= exported_at and (since is None or run.ended_at > since)
            for record in _records(stream(seed, f"trace {run.run_id}"), run)
        ]
        data = "".join(f"{line}\n" for line in lines).encode()
        landing.put(f"langsmith/runs-{stamp(exported_at)}.jsonl", data, exported_at)
        since = exported_at


def _records(random: Random, run: Run) -> Iterator[dict[str, Any]]:
    """Give the root, which repeats what all its calls used, and then the calls."""
    root = as_uuid(run.run_id)
    place = _place(run.at, root)
    ended = _record(run, root, place, run.at, run.ended_at)
    yield (
        ended
        | _used(run.calls)
        | {
            "name": run.agent.name,
            "run_type": "chain",
            "status": "error" if run.failed else "success",
            "error": _NO_ANSWER if run.failed else None,
            "extra": {"metadata": _metadata(run)},
            "tags": ["escalated"] if run.reason else [],
            "parent_run_id": None,
        }
    )
    step = timedelta(seconds=run.seconds) / (len(run.calls) + 1)
    for number, call in enumerate(run.calls, start=1):
        start, call_id = run.at + step * number, uuid(random)
        within = f"{place}.{_place(start, call_id)}"
        yield (
            _record(run, call_id, within, start, start + step * 0.8)
            | _used([call])
            | {
                "name": "ChatModel",
                "run_type": "llm",
                "status": "success",
                "error": None,
                "extra": {"metadata": {"ls_provider": _PROVIDER, "ls_model_name": call.model}},
                "tags": [],
                "parent_run_id": root,
            }
        )


def _metadata(run: Run) -> dict[str, str]:
    metadata = {
        "agent": run.agent.name,
        "gen_ai.agent.version": run.version,
        "workflow": run.workflow,
        "subject_id": run.subject,
    }
    return metadata | ({"escalation_reason": run.reason} if run.reason else {})


def _record(run: Run, run_id: str, place: str, start: datetime, end: datetime) -> dict[str, Any]:
    """Return what every run of a trace has."""
    return {
        "id": run_id,
        "trace_id": as_uuid(run.run_id),
        "dotted_order": place,
        "start_time": _shown(start),
        "end_time": _shown(end),
        "inputs": {},
        "outputs": {},
        "events": [],
        "child_run_ids": None,
        "feedback_stats": {},
        "reference_example_id": None,
        "first_token_time": None,
        "session_id": _PROJECT,
    }


def _used(calls: Sequence[Call]) -> dict[str, Any]:
    """Return tokens, and costs as texts, as the API writes them."""
    costs = [cost_of(call) for call in calls]
    read, written = sum(c.input_tokens for c in calls), sum(c.output_tokens for c in calls)
    return {
        "prompt_tokens": read,
        "completion_tokens": written,
        "total_tokens": read + written,
        "prompt_cost": f"{sum(cost.read for cost in costs):.7f}",
        "completion_cost": f"{sum(cost.written for cost in costs):.7f}",
        "total_cost": f"{sum(cost.total for cost in costs):.7f}",
    }


def _place(at: datetime, run_id: str) -> str:
    return f"{at:%Y%m%dT%H%M%S%f}Z{run_id}"


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S.%f}"
