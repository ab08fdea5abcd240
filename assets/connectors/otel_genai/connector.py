"""Reads runs of agents from traces of OpenTelemetry, as OTLP JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assets.connectors.otel_genai.runs import to_run
from assets.connectors.otel_genai.spans import TOOL_CALL, USAGE, Span, read_spans
from assets.connectors.otel_genai.usage import Usage
from assets.lib.ingestion.connector import Batch, Connector, Export, SkippedRecord, StreamRows
from assets.lib.ingestion.json_documents.agent_run import AgentRun
from assets.lib.ingestion.json_documents.frames import to_frame
from assets.lib.ingestion.json_documents.reading import read_values
from assets.lib.ingestion.json_documents.run_tree import enclosing, way_up
from assets.lib.ingestion.recognition import Glimpse, Recognition


class OtelGenAi(Connector):
    """Traces that follow the conventions for generative AI: the span of an agent is a run."""

    name = "otel_genai"
    version = 1
    title = "OpenTelemetry (generative AI)"
    streams = ("agent_runs",)
    suffixes = (".json", ".jsonl")

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the spans in one batch: those of a trace may stand anywhere in the file."""
        spans: dict[str, Span] = {}
        skipped = []
        for span in read_spans(read_values(export.path), export.account.columns):
            if span.key in spans:
                skipped.append(SkippedRecord(spans[span.key].row, "repeated span"))
            spans[span.key] = span
        yield _to_batch(spans, skipped, export.account.columns)

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Identify traces; with more confidence where they contain spans of agents."""
        if glimpse.json_keys.isdisjoint(("resourceSpans", "resource_spans")):
            return None
        return Recognition(self.name, "traces", 1.0 if "gen_ai." in glimpse.text else 0.5)


def _to_batch(
    spans: Mapping[str, Span], skipped: list[SkippedRecord], declared: Mapping[str, str]
) -> Batch:
    parents = {key: span.parent_key for key, span in spans.items()}
    outer = {key: [spans[up] for up in way_up(parents, key) if spans[up].is_run] for key in spans}
    around = enclosing(parents, (key for key, span in spans.items() if span.is_model_call))
    calls: dict[str, list[Span]] = {}
    within: dict[str, list[Span]] = {}
    for key, span in spans.items():
        if outer[key] and span.is_run:
            within.setdefault(outer[key][0].key, []).append(span)
        elif outer[key] and span.is_model_call and key not in around:
            calls.setdefault(outer[key][0].key, []).append(span)
    usage = Usage(calls, within)
    runs = [
        to_run(
            span,
            outer[key],
            calls.get(key, ()),
            {column: usage.tokens(span, column) for column in USAGE},
            declared,
        )
        for key, span in spans.items()
        if span.is_run and not span.is_open
    ]
    others = [
        SkippedRecord(span.row, _reason(span, has_run=bool(outer[key])))
        for key, span in spans.items()
        if not span.is_run or span.is_open
    ]
    return Batch(
        records=len(spans) + len(skipped),
        rows=(StreamRows("agent_runs", to_frame(runs, AgentRun), is_plain=True),),
        skipped=(*skipped, *others),
        notes=tuple(usage.notes),
    )


def _reason(span: Span, *, has_run: bool) -> str:
    if span.is_run:
        return "run that has not ended"
    if span.is_model_call:
        return "call of a model within a run" if has_run else "call of a model outside any run"
    return "call of a tool" if span.operation == TOOL_CALL else "other span"


CONNECTOR = OtelGenAi()
