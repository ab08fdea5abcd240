"""Takes the spans out of OTLP JSON, with those attributes alone that runs are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.json_documents.reading import JsonValue
from assets.lib.ingestion.json_documents.values import to_name, to_object, to_text
from assets.lib.ingestion.objects import ExportedObject, OtherObjects

RUNS = ("invoke_agent", "invoke_workflow")
MODEL_CALLS = ("chat", "generate_content", "text_completion", "embeddings")
TOOL_CALL = "execute_tool"

USAGE = {
    "input_tokens": ("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"),
    "output_tokens": ("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"),
}
"""The attributes of tokens, the current name and the deprecated one."""
MODEL = ("gen_ai.response.model", "gen_ai.request.model")

_OPERATION = "gen_ai.operation.name"
_WANTED = frozenset(
    (
        *(name for names in USAGE.values() for name in names),
        *(*MODEL, _OPERATION, "gen_ai.provider.name", "gen_ai.system", "error.type"),
        *("gen_ai.agent.name", "gen_ai.agent.id", "gen_ai.agent.version", "gen_ai.workflow.name"),
        *("agent", "workflow", "subject_id", "parent_run_id", "escalation_reason"),
    )
)
_FAILED = ("2", "STATUS_CODE_ERROR", "ERROR")
_NO_TRACES = "no traces in OTLP JSON, which have resourceSpans; export traces as OTLP JSON"
_OTHERS = OtherObjects(
    "telemetry",
    "traces in OTLP JSON",
    (
        ExportedObject("logs", (), ("resourceLogs", "resource_logs")),
        ExportedObject("metrics", (), ("resourceMetrics", "resource_metrics")),
        ExportedObject("standard output (of Go)", ("SpanContext", "StartTime")),
        ExportedObject("standard output (of Python)", ("context", "start_time", "kind")),
    ),
)


@dataclass(frozen=True)
class Span:
    """One span: what was done, within what, and when, in nanoseconds since 1970."""

    row: int
    trace_id: str | None
    span_id: str | None
    parent_id: str | None
    name: str | None
    operation: str | None
    started: str | None
    ended: str | None
    has_failed: bool
    attributes: Mapping[str, str]

    @property
    def key(self) -> str:
        """The id of the span among all traces, or its place where it has none."""
        if not self.trace_id or not self.span_id:
            return f"record {self.row}"
        return f"{self.trace_id}-{self.span_id}"

    @property
    def parent_key(self) -> str | None:
        return f"{self.trace_id}-{self.parent_id}" if self.parent_id else None

    @property
    def is_open(self) -> bool:
        """Whether it goes on: exporters that write such spans give 0 as their end."""
        return self.ended in (None, "0")

    @property
    def is_run(self) -> bool:
        return self.operation in RUNS

    @property
    def is_model_call(self) -> bool:
        """Whether a model was called; older instruments name no operation, only the model."""
        named = self.operation is None and any(name in self.attributes for name in MODEL)
        return named or self.operation in MODEL_CALLS


def read_spans(values: Iterator[JsonValue], declared: Mapping[str, str]) -> Iterator[Span]:
    """Yield the spans, numbered through the file; raises UnreadableExport for other JSON."""
    wanted = _WANTED | set(declared.values())
    row = 0
    for document in values:
        for record in _records(document):
            row += 1
            yield _to_span(row, to_object(record), wanted)


def _records(document: JsonValue) -> Iterator[Any]:
    whole = document.value
    resources = _either(whole, "resourceSpans") if isinstance(whole, dict) else None
    if not isinstance(resources, list):
        if isinstance(whole, dict):
            _OTHERS.refuse(whole)
        raise UnreadableExport(document.place + _NO_TRACES)
    for resource in resources:
        scopes = _either(to_object(resource), "scopeSpans", "instrumentationLibrarySpans")
        for scope in scopes or ():
            yield from to_object(scope).get("spans") or ()


def _to_span(row: int, record: Mapping[str, Any], wanted: frozenset[str]) -> Span:
    attributes = _attributes(record.get("attributes"), wanted)
    name = to_name(record.get("name"))
    return Span(
        row=row,
        trace_id=to_name(_either(record, "traceId")),
        span_id=to_name(_either(record, "spanId")),
        parent_id=to_name(_either(record, "parentSpanId")),
        name=name,
        operation=attributes.get(_OPERATION) or _operation_in(name),
        started=to_text(_either(record, "startTimeUnixNano")),
        ended=to_text(_either(record, "endTimeUnixNano")),
        has_failed=to_object(record.get("status")).get("code") in _FAILED
        or "error.type" in attributes,
        attributes=attributes,
    )


def _operation_in(name: str | None) -> str | None:
    """Return the operation with which the convention lets the name of its span begin."""
    first = (name or "").partition(" ")[0]
    return first if first in (*RUNS, *MODEL_CALLS, TOOL_CALL) else None


def _attributes(listed: Any, wanted: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for attribute in listed if isinstance(listed, list) else ():
        key = to_object(attribute).get("key")
        if isinstance(key, str) and key in wanted:
            value = to_object(attribute.get("value"))
            text = next((to_text(held) for held in value.values() if held is not None), None)
            if text and text.strip():
                found[key] = text.strip()
    return found


def _either(record: Mapping[str, Any], *names: str) -> Any:
    """Return a value under its name, which some writers part with underscores."""
    for name in names:
        value = record.get(name)
        if value is None:
            value = record.get(_with_underscores(name))
        if value is not None:
            return value
    return None


@cache
def _with_underscores(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
