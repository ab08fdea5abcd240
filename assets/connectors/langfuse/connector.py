"""Reads runs of agents and their reviews from traces downloaded from Langfuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

import polars as pl

from assets.connectors.langfuse.documents import Document, read_documents
from assets.connectors.langfuse.reviews import Review, to_review
from assets.connectors.langfuse.runs import Run, to_run
from assets.connectors.langfuse.usage import add_usage
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
from assets.lib.ingestion.recognition import Glimpse, Recognition

BATCH_RECORDS = 10_000

_OLDER = "older version of a record in the same trace"


@dataclass
class _Part:
    """What has been read since the last batch; records are numbered through the file."""

    start: int = 0
    records: int = 0
    runs: list[Run] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    skipped: list[SkippedRecord] = field(default_factory=list)
    errors: list[ValidationError] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, document: Document, account: Account) -> None:
        """Take in a trace, its observations and its scores, in this order."""
        row = self.start + self.records + 1
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
                StreamRows("agent_runs", _to_frame(self.runs, Run)),
                StreamRows("reviews", _to_frame(self.reviews, Review)),
            ),
            skipped=tuple(self.skipped),
            errors=tuple(self.errors),
            notes=tuple(self.notes),
        )


class Langfuse(Connector):
    """One downloaded trace, an array of them, or one a line; a trace is a run, a score a review."""

    name = "langfuse"
    version = 2
    title = "Langfuse"
    streams = ("agent_runs", "reviews")
    suffixes = (".json", ".jsonl")

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the traces; raises UnreadableExport for broken JSON and for other JSON."""
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
        """Return what the beginning of the file tells."""
        keys = glimpse.json_keys
        if "observations" not in keys or keys.isdisjoint(("trace", "projectId")):
            return None
        return Recognition(self.name, "traces", 1.0)


def _to_frame(rows: Sequence[Run | Review], kind: type[Run | Review]) -> pl.DataFrame:
    """Return the rows without the columns of which no record says anything: JSON has no cells."""
    schema = {f.name: pl.Int64 if f.name == "row" else pl.String for f in fields(kind)}
    frame = pl.DataFrame(rows, schema=schema).rename({"row": "_row"})
    silent = [name for name in frame.columns if frame[name].null_count() == frame.height]
    return frame.drop(silent) if rows else frame


CONNECTOR = Langfuse()
