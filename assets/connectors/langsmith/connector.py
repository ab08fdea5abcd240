"""Reads runs of agents as LangSmith exports them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assets.connectors.langsmith.runs import to_run
from assets.connectors.langsmith.usage import Call, UsageOfTraces, to_call
from assets.lib.ingestion.connector import (
    Batch,
    Connector,
    Export,
    SkippedRecord,
    StreamRows,
    UnreadableExport,
    ValidationError,
)
from assets.lib.ingestion.json_documents.agent_run import AgentRun
from assets.lib.ingestion.json_documents.frames import to_frame
from assets.lib.ingestion.json_documents.reading import read_values
from assets.lib.ingestion.json_documents.values import to_name
from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.recognition import Glimpse, Recognition

_KEYS = ("id", "run_type", "start_time")
_NO_RUN = "not a run of LangSmith, which has id, run_type and start_time; export runs as JSON"
_OTHERS = OtherObjects(
    "LangSmith",
    "runs, as JSON or JSON Lines",
    (
        ExportedObject("feedback", ("run_id", "key"), ("score", "value")),
        ExportedObject("examples", ("dataset_id",)),
        ExportedObject("projects", ("reference_dataset_id",)),
    ),
)
_WITHOUT_ROOT = (
    "runs whose trace has no root run in the file, and which are therefore in no number: {}; "
    "export whole traces"
)


class LangSmith(Connector):
    """Runs as the API and the SDK write them: a run at the root of a trace is a run of an agent."""

    name = "langsmith"
    version = 1
    title = "LangSmith"
    streams = ("agent_runs",)
    suffixes = (".json", ".jsonl")

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the runs in one batch: what one used may stand anywhere in the file."""
        found = _Found(export.account.columns)
        for value in read_values(export.path, inside=("runs", "data")):
            found.add(value.value, value.place)
        yield found.to_batch()

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return whether the beginning of the file has the keys of a run."""
        is_run = glimpse.json_keys.issuperset((*_KEYS, "trace_id"))
        return Recognition(self.name, "runs", 1.0) if is_run else None


class _Found:
    """What has been read of a file, without the texts that went in and out of the runs."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self._declared = declared
        self._records = 0
        self._roots: dict[str, AgentRun] = {}
        self._open: set[str] = set()
        self._traces: dict[str, dict[str, Call]] = {}
        self._skipped: list[SkippedRecord] = []
        self._errors: list[ValidationError] = []

    def add(self, record: Any, place: str) -> None:
        """Take in a run, and those that an SDK has put into it."""
        if not isinstance(record, dict) or not record.keys() >= set(_KEYS):
            if isinstance(record, dict):
                _OTHERS.refuse(record)
            raise UnreadableExport(place + _NO_RUN)
        self._records += 1
        row, run_id = self._records, to_name(record["id"])
        if run_id is None:
            self._errors.append(ValidationError(row, "run_id", "required: not empty", None))
        elif to_name(record.get("parent_run_id")) is None:
            self._add_root(row, run_id, record)
        else:
            self._add_nested(row, run_id, record)
        for nested in record.get("child_runs") or ():
            self.add(nested, place)

    def _add_root(self, row: int, run_id: str, record: Mapping[str, Any]) -> None:
        run = to_run(row, record, self._declared)
        if run is None:
            self._open.add(run_id)
            self._skipped.append(SkippedRecord(row, "run that has not ended"))
            return
        if run_id in self._roots:
            self._skipped.append(SkippedRecord(self._roots[run_id].row, "repeated run"))
        self._roots[run_id] = run
        self._traces.setdefault(run_id, {})[run_id] = to_call(record)

    def _add_nested(self, row: int, run_id: str, record: Mapping[str, Any]) -> None:
        self._skipped.append(SkippedRecord(row, "run within another run"))
        trace = to_name(record.get("trace_id")) or _root_in(record) or run_id
        self._traces.setdefault(trace, {})[run_id] = to_call(record)

    def to_batch(self) -> Batch:
        """Return the runs with what was used in their traces."""
        usage = UsageOfTraces(self._traces)
        runs = [usage.added_to(run) for run in self._roots.values()]
        known = self._roots.keys() | self._open
        lost = sum(len(calls) for trace, calls in self._traces.items() if trace not in known)
        notes = (
            *usage.notes,
            *([_WITHOUT_ROOT.format(lost)] if lost else ()),
        )
        return Batch(
            records=self._records,
            rows=(StreamRows("agent_runs", to_frame(runs, AgentRun), is_plain=True),),
            skipped=tuple(self._skipped),
            errors=tuple(self._errors),
            notes=notes,
        )


def _root_in(record: Mapping[str, Any]) -> str | None:
    """Return the id of the root in `<time>Z<id>.<time>Z<id>`, the way from the root to a run."""
    way = to_name(record.get("dotted_order"))
    return way.partition(".")[0].rpartition("Z")[2] or None if way else None


CONNECTOR = LangSmith()
