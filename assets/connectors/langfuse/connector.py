"""Reads runs of agents and their reviews from traces downloaded from Langfuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assets.connectors.langfuse.documents import LISTED, Document, read_documents
from assets.connectors.langfuse.reviews import Review, to_review
from assets.connectors.langfuse.runs import UNREMARKED, to_run
from assets.connectors.langfuse.table import TRACES_TABLE, read_traces_table
from assets.connectors.langfuse.usage import add_usage, usage_of_listed
from assets.connectors.langfuse.versions import superseded
from assets.lib.ingestion.connector import (
    Account,
    Batch,
    Connector,
    Export,
    SkippedRecord,
    StreamRows,
    ValidationError,
)
from assets.lib.ingestion.json_documents.agent_run import AgentRun
from assets.lib.ingestion.json_documents.frames import to_frame
from assets.lib.ingestion.recognition import Glimpse, Recognition

BATCH_RECORDS = 10_000

_KEYS_OF_LISTED = (*LISTED, "sessionId", "release", "userId", "tags")
_OLDER = "older version of a record in the same trace"
_ERRORS_UNKNOWN = (
    "traces in a table or list say nothing of errors, and count as ok unless they are tagged "
    "escalated or cancelled, or another export says otherwise; use Download JSON for errors, "
    "tokens and scores"
)


@dataclass
class _Part:
    """What has been read since the last batch; records are numbered through the file."""

    start: int = 0
    records: int = 0
    runs: list[AgentRun] = field(default_factory=list)
    listed: list[AgentRun] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    skipped: list[SkippedRecord] = field(default_factory=list)
    errors: list[ValidationError] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, document: Document, account: Account) -> None:
        """Take in a trace, its observations and its scores, in this order."""
        row = self.start + self.records + 1
        if document.is_listed:
            self.add_listed(row, document.trace, account)
            self.records += 1
            return
        older = superseded(document.observations)
        self._add_run(row, document, older, account)
        for position, observation in enumerate(document.observations):
            row += 1
            if isinstance(observation, dict):
                reason = _OLDER if position in older else "nested observation"
                self.skipped.append(SkippedRecord(row, reason))
            else:
                self.errors.append(ValidationError(row, "observation", "a JSON object", None))
        older = superseded(document.scores)
        for position, score in enumerate(document.scores):
            row += 1
            if position in older:
                self.skipped.append(SkippedRecord(row, _OLDER))
            elif isinstance(score, dict):
                self.reviews.append(to_review(row, score, document.trace, account))
            else:
                self.errors.append(ValidationError(row, "score", "a JSON object", None))
        self.records += document.records

    def add_listed(self, row: int, trace: Mapping[str, Any], account: Account) -> None:
        """Take in a trace whose observations are not in the export."""
        self.listed.append(to_run(row, trace, (), usage_of_listed(trace), account.columns))
        self.notes[_ERRORS_UNKNOWN] = None

    def _add_run(
        self, row: int, document: Document, older: frozenset[int], account: Account
    ) -> None:
        observations = [
            observation
            for position, observation in enumerate(document.observations)
            if isinstance(observation, dict) and position not in older
        ]
        usage = add_usage(observations)
        self.runs.append(to_run(row, document.trace, observations, usage, account.columns))
        self.notes.update(dict.fromkeys(usage.notes))

    def to_batch(self) -> Batch:
        """Return what was read as a batch."""
        return Batch(
            records=self.records,
            rows=(
                StreamRows("agent_runs", to_frame(self.runs, AgentRun)),
                *self._listed_rows(),
                StreamRows("reviews", to_frame(self.reviews, Review)),
            ),
            skipped=tuple(self.skipped),
            errors=tuple(self.errors),
            notes=tuple(self.notes),
        )

    def _listed_rows(self) -> Iterator[StreamRows]:
        """That a run went well is assumed: it counts where no other export of it says anything.

        A list holds less of a trace than its download: an empty value there means unknown.
        """
        assumed = [run for run in self.listed if run.status == UNREMARKED]
        stated = [run for run in self.listed if run.status != UNREMARKED]
        if assumed:
            frame = to_frame(assumed, AgentRun)
            yield StreamRows("agent_runs", frame, assumed=("status",), partial=tuple(frame.columns))
        if stated:
            frame = to_frame(stated, AgentRun)
            yield StreamRows("agent_runs", frame, partial=tuple(frame.columns))


class Langfuse(Connector):
    """Downloaded traces, and the table or list of traces; a trace is a run, a score a review."""

    name = "langfuse"
    version = 3
    title = "Langfuse"
    streams = ("agent_runs", "reviews")
    suffixes = (".json", ".jsonl", ".csv")

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the traces; raises UnreadableExport for anything else."""
        if export.path.suffix.lower() == ".csv":
            yield from _read_table(export)
            return
        part = _Part()
        for document in read_documents(export.path):
            part.add(document, export.account)
            if part.records >= BATCH_RECORDS:
                yield part.to_batch()
                part = _Part(start=part.start + part.records)
        if not part.start and not part.records:
            part.notes["no traces"] = None
        yield part.to_batch()

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Identify the export by the beginning of the file."""
        keys = glimpse.json_keys
        header = glimpse.header(TRACES_TABLE.is_known_by)
        if header:
            return Recognition.of_header(
                self.name, TRACES_TABLE.title, header, TRACES_TABLE.headers
            )
        if "observations" in keys and not keys.isdisjoint(("trace", "projectId")):
            return Recognition(self.name, "traces", 1.0)
        if keys.issuperset(_KEYS_OF_LISTED):
            return Recognition(self.name, "list of traces", 1.0)
        return None


def _read_table(export: Export) -> Iterator[Batch]:
    for table in read_traces_table(export):
        part = _Part()
        for row, trace in table.traces:
            part.add_listed(row, trace, export.account)
        batch = part.to_batch()
        yield replace(
            batch,
            records=table.records,
            skipped=table.skipped,
            errors=table.errors,
            notes=(*batch.notes, *table.notes),
            seen=table.seen,
        )


CONNECTOR = Langfuse()
