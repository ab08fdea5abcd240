"""Reads executions of workflows as n8n gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from assets.connectors.n8n.usage import usage_of
from assets.lib.ingestion.connector import (
    Batch,
    Connector,
    Export,
    SkippedRecord,
    StreamRows,
    UnreadableExport,
)
from assets.lib.ingestion.json_documents.agent_run import AgentRun
from assets.lib.ingestion.json_documents.frames import to_frame
from assets.lib.ingestion.json_documents.reading import JsonValue, read_values
from assets.lib.ingestion.json_documents.run_metadata import read_metadata, stated_status
from assets.lib.ingestion.json_documents.values import to_name, to_object, to_text
from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.recognition import Glimpse, Recognition

BATCH_RECORDS = 10_000

_KEYS = ("id", "startedAt", "workflowId")
_STATUSES = {
    "success": "ok",
    "error": "error",
    "crashed": "error",
    "failed": "error",
    "canceled": "cancelled",
}
_OPEN = ("new", "running", "waiting", "unknown")
_TESTS = ("manual", "evaluation")
_NO_EXECUTION = (
    "not an execution of n8n, which has id, startedAt and workflowId; export executions as JSON"
)
_UNNAMED = (
    "executions without the name of their workflow have its id as their agent; export them with "
    "includeData=true, or declare names under n8n: values: agent in sources.yml"
)
_OTHERS = OtherObjects(
    "n8n",
    "executions: GET /api/v1/executions",
    (
        ExportedObject("workflows", ("nodes", "connections")),
        ExportedObject("credentials", ("type", "nodesAccess")),
        ExportedObject("credentials", ("type", "isManaged")),
    ),
)


class N8n(Connector):
    """Executions of the API, one page or several, or of the database; each is a run."""

    name = "n8n"
    version = 1
    title = "n8n"
    streams = ("agent_runs",)
    suffixes = (".json", ".jsonl")

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the executions; raises UnreadableExport for other JSON."""
        values = enumerate(read_values(export.path, inside=("data", "results")), start=1)
        while chunk := list(islice(values, BATCH_RECORDS)):
            yield _to_batch(chunk, export.account.columns)

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return whether the beginning of the file has the keys of an execution."""
        is_execution = glimpse.json_keys.issuperset((*_KEYS, "mode", "stoppedAt"))
        return Recognition(self.name, "executions", 1.0) if is_execution else None


def _to_batch(values: list[tuple[int, JsonValue]], declared: Mapping[str, str]) -> Batch:
    named, unnamed, skipped = [], [], []
    for row, found in values:
        record = to_object(found.value)
        if not record.keys() >= set(_KEYS):
            _OTHERS.refuse(record)
            raise UnreadableExport(found.place + _NO_EXECUTION)
        reason = _reason_to_skip(record)
        if reason:
            skipped.append(SkippedRecord(row, reason))
            continue
        run = _to_run(row, record, declared)
        if run.agent:
            named.append(run)
        else:
            unnamed.append(replace(run, agent=to_text(record.get("workflowId"))))
    return Batch(
        records=len(values),
        rows=(
            StreamRows("agent_runs", to_frame(named, AgentRun), is_plain=True),
            # An id stands for the name only until another export of the run says that one.
            *(
                [StreamRows("agent_runs", to_frame(unnamed, AgentRun), True, assumed=("agent",))]
                if unnamed
                else []
            ),
        ),
        skipped=tuple(skipped),
        notes=(_UNNAMED,) if unnamed else (),
    )


def _reason_to_skip(record: Mapping[str, Any]) -> str | None:
    if to_name(record.get("mode")) in _TESTS:
        return "test in the editor"
    if _status(record) in _OPEN:
        return "execution that has not ended"
    return None


def _to_run(row: int, record: Mapping[str, Any], declared: Mapping[str, str]) -> AgentRun:
    metadata = read_metadata({"metadata": _custom_data(record)}, declared)
    workflow = to_object(record.get("workflowData")) or to_object(record.get("workflow"))
    status = _status(record)
    usage = usage_of(record)
    return AgentRun(
        row=row,
        run_id=to_text(record.get("id")),
        agent=metadata.find("agent")
        or to_name(workflow.get("name"))
        or to_name(record.get("workflowName")),
        agent_version=metadata.find("agent_version") or to_name(workflow.get("versionId")),
        workflow=metadata.find("workflow"),
        started_at=to_text(record.get("startedAt")),
        ended_at=to_text(record.get("stoppedAt")),
        status=stated_status((), metadata) or _STATUSES.get(status, status),
        parent_run_id=metadata.find("parent_run_id") or _parent(record),
        model=usage.model,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        escalation_reason=metadata.find("escalation_reason"),
        subject_id=metadata.find("subject_id"),
    )


def _status(record: Mapping[str, Any]) -> str:
    """Return the status; older versions only say whether an execution has finished."""
    stated = to_name(record.get("status"))
    if record.get("waitTill") is not None and stated in (None, *_OPEN):
        return "waiting"
    if stated:
        return stated.lower()
    if record.get("finished") is True:
        return "success"
    return "error" if record.get("stoppedAt") else "running"


def _custom_data(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a workflow has saved of an execution: an object, or pairs of key and value."""
    saved = record.get("customData") or record.get("metadata")
    if isinstance(saved, list):
        pairs = [to_object(pair) for pair in saved]
        return {str(pair.get("key")): pair.get("value") for pair in pairs}
    return to_object(saved)


def _parent(record: Mapping[str, Any]) -> str | None:
    parent = to_object(to_object(record.get("data")).get("parentExecution"))
    return to_text(parent.get("executionId"))


CONNECTOR = N8n()
