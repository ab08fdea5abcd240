"""Turns the span of an agent or a workflow into a run of an agent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from assets.connectors.otel_genai.spans import MODEL, Span
from assets.lib.ingestion.json_documents.agent_run import AgentRun
from assets.lib.ingestion.json_documents.run_metadata import (
    Metadata,
    most_frequent,
    stated_status,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_DIGITS = 19


def to_run(
    span: Span,
    outer: Sequence[Span],
    calls: Sequence[Span],
    tokens: Mapping[str, str | None],
    declared: Mapping[str, str],
) -> AgentRun:
    """Return the run: `outer` are the runs that enclose it, the innermost first."""
    metadata = Metadata(span.attributes, declared)
    workflows = (Metadata(one.attributes, declared).find("workflow") for one in (span, *outer))
    stated = stated_status((), metadata)
    return AgentRun(
        row=span.row,
        run_id=span.key if span.trace_id and span.span_id else None,
        agent=_agent(span, metadata),
        agent_version=metadata.find("agent_version"),
        workflow=next(filter(None, workflows), None),
        started_at=to_time(span.started),
        ended_at=to_time(span.ended),
        status=stated or ("error" if span.has_failed else "ok"),
        parent_run_id=outer[0].key if outer else metadata.find("parent_run_id"),
        model=most_frequent(_first(call, MODEL) for call in calls) or _first(span, MODEL),
        provider=most_frequent(Metadata(one.attributes, {}).find("provider") for one in calls)
        or metadata.find("provider"),
        input_tokens=tokens["input_tokens"],
        output_tokens=tokens["output_tokens"],
        escalation_reason=metadata.find("escalation_reason"),
        subject_id=metadata.find("subject_id"),
    )


def to_time(nanoseconds: str | None) -> str | None:
    """Return the time, whole microseconds, in UTC; what is no count of nanoseconds as it stands."""
    if nanoseconds is None or not nanoseconds.isdecimal() or len(nanoseconds) > _MOST_DIGITS:
        return nanoseconds
    return (_EPOCH + timedelta(microseconds=int(nanoseconds) // 1000)).isoformat()


def _agent(span: Span, metadata: Metadata) -> str | None:
    named = metadata.find("agent") or metadata.texts.get("gen_ai.workflow.name")
    behind = (span.name or "").removeprefix(span.operation or "").strip()
    return named or metadata.texts.get("gen_ai.agent.id") or behind or None


def _first(span: Span, names: Sequence[str]) -> str | None:
    return next((span.attributes[name] for name in names if name in span.attributes), None)
