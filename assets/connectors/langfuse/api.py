"""Langfuse's API: traces put together from their observations, and the scores given to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from assets.lib.apis.declaration import Api, Ask, Cursor, File, Option, Record, at

_BY_CURSOR = {"type": "cursor", "cursor_path": "meta.cursor", "cursor_param": "cursor"}
_KEYS = "agent,workflow,subject_id,parent_run_id,escalation_reason,attributes,resourceAttributes"
"""Metadata that is read; other values are cut off at 200 characters, and are not read anyway."""

_LATE = timedelta(days=1)
"""An observation is listed from its start on; its cost is known once it has ended."""


def _observations(fields: str, **params: str) -> dict[str, Any]:
    return {
        "path": "api/public/v2/observations",
        "params": {"fields": fields, "limit": "1000", **params},
        "data_selector": "data",
        "paginator": _BY_CURSOR,
    }


def _whole_trace(trace_id: str) -> dict[str, Any]:
    return _observations(
        "core,basic,time,metadata,model,usage,trace_context",
        expandMetadata=f"{_KEYS}$and_metadata_keys",
        traceId=trace_id.replace("$", "$$"),
    )


def _traces(observations: Iterable[Record], ask: Ask) -> Iterator[Record]:
    """Give each trace of the observations once, with all of its observations."""
    for trace_id in dict.fromkeys(observation["traceId"] for observation in observations):
        if trace_id:
            yield from _documents(trace_id, [], ask)


def _scored_traces(scores: Iterable[Record], ask: Ask) -> Iterator[Record]:
    """Give each trace that was scored, with these scores."""
    by_trace = defaultdict(list)
    for score in scores:
        if trace_id := _trace_of(score):
            by_trace[trace_id].append(_to_score(score, trace_id))
    for trace_id, scored in by_trace.items():
        yield from _documents(trace_id, scored, ask)


def _documents(trace_id: str, scores: list[Record], ask: Ask) -> Iterator[Record]:
    observations = [_to_observation(one) for one in ask.records(_whole_trace(trace_id))]
    if observations:
        yield {"observations": observations, "scores": scores}
    elif scores:
        ask.note(f"{len(scores)} score(s) of a trace without observations were left out")


def _to_observation(observation: Record) -> Record:
    """The download calls the model otherwise."""
    return {**observation, "model": observation.get("providedModelName")}


def _trace_of(score: Record) -> str | None:
    """Scores of sessions and experiments are of no run."""
    subject = score.get("subject") or {}
    of_trace = subject.get("id") if subject.get("kind") == "trace" else None
    found: str | None = of_trace or subject.get("traceId")
    return found


def _to_score(score: Record, trace_id: str) -> Mapping[str, Any]:
    """The download has a label apart from the number; comments are not landed."""
    value = score.get("value")
    kept = {key: held for key, held in score.items() if key not in ("comment", "subject")}
    return {**kept, "traceId": trace_id, "stringValue": value if isinstance(value, str) else None}


TRACES = File(
    "traces",
    _observations("core", fromStartTime="$since"),
    cursor=Cursor("instant", at("startTime"), _LATE),
    expand=_traces,
)
SCORES = File(
    "scores",
    {
        "path": "api/public/v3/scores",
        "params": {
            "fields": "details,subject,annotation",
            "limit": "100",
            "fromTimestamp": "$since",
        },
        "data_selector": "data",
        "paginator": _BY_CURSOR,
    },
    cursor=Cursor("instant", at("timestamp"), _LATE),
    expand=_scored_traces,
)

API = Api(
    connector="langfuse",
    title="Langfuse",
    base_url="https://cloud.langfuse.com",
    auth={"type": "http_basic", "username": "$public_key", "password": "$secret_key"},
    secrets={"public_key": "the public key of the project", "secret_key": "its secret key"},
    options={"metadata_keys": Option("keys of metadata that sources.yml names as columns", "")},
    files=(TRACES, SCORES),
)
