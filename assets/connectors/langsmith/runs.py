"""Turns a run at the root of a trace into a run of an agent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assets.lib.ingestion.json_documents.agent_run import AgentRun
from assets.lib.ingestion.json_documents.run_metadata import (
    Metadata,
    read_metadata,
    stated_status,
)
from assets.lib.ingestion.json_documents.tags import named_in, read_tags
from assets.lib.ingestion.json_documents.values import text_in_utc, to_name, to_object

_STATUSES = {"success": "ok", "error": "error", "interrupted": "escalated"}
_OPEN = "pending"
_ASKS_FOR_A_PERSON = re.compile(r"\W*GraphInterrupt\b")
_CANCELLED = re.compile(r"\W*(?:asyncio\.)?CancelledError\b")


def to_run(row: int, record: Mapping[str, Any], declared: Mapping[str, str]) -> AgentRun | None:
    """Return the run; None where it has not ended."""
    metadata = read_metadata(to_object(record.get("extra")), declared)
    tags = read_tags(record)
    status = _status(record, stated_status(tags, metadata))
    if status is None:
        return None
    return AgentRun(
        row=row,
        run_id=to_name(record.get("id")),
        agent=metadata.find("agent") or to_name(record.get("name")),
        agent_version=_version(metadata),
        workflow=metadata.find("workflow") or named_in(tags, "workflow"),
        started_at=text_in_utc(record.get("start_time")),
        ended_at=text_in_utc(record.get("end_time")),
        status=status,
        parent_run_id=metadata.find("parent_run_id"),
        escalation_reason=metadata.find("escalation_reason"),
        subject_id=metadata.find("subject_id"),
    )


def _version(metadata: Metadata) -> str | None:
    return metadata.find("agent_version") or metadata.texts.get("revision_id")


def _status(record: Mapping[str, Any], stated: str | None) -> str | None:
    """Return how the run ended, None where it has not; the error's text stays behind."""
    status, error = to_name(record.get("status")), to_name(record.get("error"))
    if error and _ASKS_FOR_A_PERSON.match(error):
        return "escalated"
    if error and _CANCELLED.match(error):
        return "cancelled"
    if status == _OPEN or (status is None and record.get("end_time") is None and not error):
        return None
    ended = _STATUSES.get(status or "", status) or ("error" if error else "ok")
    return (stated or ended) if ended != "error" or stated == "escalated" else ended
