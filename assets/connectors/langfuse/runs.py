"""Turns a trace into a run of an agent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from assets.connectors.langfuse.usage import Observation, Usage
from assets.connectors.langfuse.versions import in_utc
from assets.lib.ingestion.json_documents.agent_run import AgentRun
from assets.lib.ingestion.json_documents.run_metadata import (
    Metadata,
    most_frequent,
    read_metadata,
    stated_status,
)
from assets.lib.ingestion.json_documents.tags import named_in, read_tags
from assets.lib.ingestion.json_documents.values import to_name, to_number, to_text, to_time

CURRENCY = "USD"
"""Langfuse prices models in US dollars."""

UNREMARKED = "ok"
"""The status of a run of which nothing else is said."""


def to_run(
    row: int,
    trace: Mapping[str, Any],
    observations: Sequence[Observation],
    usage: Usage,
    declared: Mapping[str, str],
) -> AgentRun:
    """Return the run; what can't be read is passed on as it stands."""
    metadata = read_metadata(trace, declared)
    tags = read_tags(trace)
    return AgentRun(
        row=row,
        run_id=to_name(trace.get("id")),
        agent=metadata.find("agent") or to_name(trace.get("name")),
        agent_version=_agent_version(trace, metadata),
        workflow=metadata.find("workflow") or named_in(tags, "workflow"),
        started_at=to_text(trace.get("timestamp")),
        ended_at=_ended_at(trace, observations),
        status=_status(tags, metadata, observations),
        parent_run_id=metadata.find("parent_run_id"),
        model=most_frequent(to_name(one.get("model")) for one in usage.generations),
        provider=metadata.find("provider") or _provider(usage.generations, declared),
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cost=usage.cost,
        currency=None if usage.cost is None else CURRENCY,
        escalation_reason=metadata.find("escalation_reason"),
        subject_id=metadata.find("subject_id"),
    )


def _agent_version(trace: Mapping[str, Any], metadata: Metadata) -> str | None:
    return (
        metadata.declared_value("agent_version")
        or to_name(trace.get("version"))
        or to_name(trace.get("release"))
        or metadata.find("agent_version")
    )


def _ended_at(trace: Mapping[str, Any], observations: Sequence[Observation]) -> str | None:
    """Return the latest end of an observation, or else start plus latency."""
    ends = [o["endTime"] for o in observations if o.get("endTime") is not None]
    readable = [(in_utc(moment), end) for end in ends if (moment := to_time(end))]
    if len(readable) < len(ends):
        return to_text(next(end for end in ends if to_time(end) is None))
    if readable:
        return to_text(max(readable)[1])
    started, latency = to_time(trace.get("timestamp")), trace.get("latency")
    if started is None or latency is None:
        return None
    seconds = to_number(latency)  # of a trace; the latency of an observation is milliseconds
    if seconds is None:
        return to_text(latency)
    try:
        return (started + timedelta(seconds=float(seconds))).isoformat()
    except OverflowError:
        return to_text(latency)


def _status(tags: Sequence[str], metadata: Metadata, observations: Sequence[Observation]) -> str:
    stated = stated_status(tags, metadata)
    has_failed = any(o.get("level") == "ERROR" for o in _roots(observations))
    if has_failed and stated != "escalated":
        return "error"
    return stated or UNREMARKED


def _roots(observations: Sequence[Observation]) -> list[Observation]:
    """Return what stands at the top: an error further down may have been handled there."""
    ids = {to_text(o.get("id")) for o in observations}
    return [o for o in observations if to_text(o.get("parentObservationId")) not in ids - {None}]


def _provider(generations: Sequence[Observation], declared: Mapping[str, str]) -> str | None:
    found = (read_metadata(one, declared).find("provider") for one in generations)
    return next((name for name in found if name), None)
