"""Takes a Langfuse export apart into traces, each with its observations and scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.json_documents.reading import read_values
from assets.lib.ingestion.json_documents.values import to_text
from assets.lib.ingestion.objects import ExportedObject, OtherObjects

OTHER_OBJECTS = OtherObjects(
    "Langfuse",
    "traces: open the trace and use Download JSON, or export the table of traces",
    (
        ExportedObject("observations", ("traceId", "startTime")),
        ExportedObject("scores", ("value",), ("traceId", "sessionId", "dataType")),
        ExportedObject("sessions", (), ("countTraces", "traceCount", "userIds", "traces")),
        ExportedObject("prompts", ("prompt",), ("labels", "type", "version")),
        ExportedObject("dataset items", ("datasetId",)),
        ExportedObject("dataset items", ("expectedOutput",)),
    ),
)
"""What else Langfuse exports."""

LISTED = ("id", "timestamp", "name")
"""What a trace in a table or a list has, and no other object."""

_UNDERSCORE = re.compile(r"(?<=[a-z])_([a-z])")
_NO_TRACE = (
    "not a trace of Langfuse, which is an object with trace and observations, or one with id, "
    "timestamp and name; open the trace and use Download JSON"
)


@dataclass(frozen=True)
class Document:
    """One trace. One that `is_listed` comes from a table or a list: without its observations."""

    trace: Mapping[str, Any]
    observations: Sequence[Any] = ()
    scores: Sequence[Any] = ()
    is_listed: bool = False

    @property
    def records(self) -> int:
        """The trace itself, its observations and its scores."""
        return 1 + len(self.observations) + len(self.scores)


def read_documents(path: Path) -> Iterator[Document]:
    """Yield the traces of a JSON file; raises UnreadableExport for another shape."""
    for found in read_values(path, inside=("data",)):
        yield _to_document(found.value, found.place)


def _to_document(content: Any, place: str) -> Document:
    """Return the trace of a download, or of the API, whose trace holds its observations itself."""
    whole = _in_camel_case(content)
    whole = _in_camel_case(whole.get("data")) or whole  # the answer of the API wraps the trace
    stated = whole.get("trace")
    trace = _in_camel_case(stated)
    observations = whole.get("observations", trace.get("observations"))
    ids_alone = bool(observations) and all(isinstance(one, str) for one in observations or ())
    if stated is None and (observations is None or ids_alone):
        return _to_listed(whole, place)
    scores = trace.get("scores") or whole.get("scores") or []
    if not isinstance(observations, list) or not isinstance(scores, list):
        raise UnreadableExport(place + _NO_TRACE)
    observations = [_in_camel_case(one) or one for one in observations]
    if stated is None:
        is_trace = "id" in whole and "timestamp" in whole
        trace = whole if is_trace else _trace_of([o for o in observations if isinstance(o, dict)])
    if not trace:
        raise UnreadableExport(place + _NO_TRACE)
    return Document(trace, observations, [_in_camel_case(score) or score for score in scores])


def _to_listed(whole: Mapping[str, Any], place: str) -> Document:
    _refuse(whole, place)
    if not whole.keys() >= set(LISTED):
        raise UnreadableExport(place + _NO_TRACE)
    return Document(whole, is_listed=True)


def _refuse(whole: Mapping[str, Any], place: str) -> None:
    try:
        OTHER_OBJECTS.refuse(whole)
    except UnreadableExport as error:
        raise UnreadableExport(f"{place}{error}") from None


def _in_camel_case(value: Any) -> dict[str, Any]:
    """Return a record under the names of the API, which Python's SDK writes with underscores.

    Empty where the value is no JSON object.
    """
    if not isinstance(value, dict):
        return {}
    return {_UNDERSCORE.sub(lambda m: m[1].upper(), key): held for key, held in value.items()}


def _trace_of(observations: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the trace that a newer download (observations and scores) only implies."""
    if not observations:
        return {}
    roots = [o for o in observations if not o.get("parentObservationId")]
    first = min(roots or observations, key=lambda o: to_text(o.get("startTime")) or "~")
    return {
        "id": first.get("traceId"),
        "name": first.get("traceName") or first.get("name"),
        "timestamp": first.get("startTime"),
        "version": first.get("version"),
        "release": first.get("release"),
        "tags": first.get("tags"),
        "metadata": first.get("metadata"),
    }
