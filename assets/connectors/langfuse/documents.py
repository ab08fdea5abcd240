"""Takes a Langfuse download apart into traces, each with its observations and scores."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets.connectors.langfuse.values import in_camel_case, parse_json, to_text
from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.encoding import decoded_lines
from assets.lib.ingestion.objects import ExportedObject, OtherObjects

OTHER_OBJECTS = OtherObjects(
    "Langfuse",
    "traces with their observations: open the trace and use Download JSON",
    (
        ExportedObject("observations", ("traceId", "startTime")),
        ExportedObject("scores", ("value",), ("traceId", "sessionId", "dataType")),
        ExportedObject("sessions", (), ("countTraces", "traceCount", "userIds", "traces")),
        ExportedObject("prompts", ("prompt",), ("labels", "type", "version")),
        ExportedObject("dataset items", ("datasetId",)),
        ExportedObject("dataset items", ("expectedOutput",)),
        ExportedObject("traces table", ("timestamp", "name")),
    ),
)
"""What else Langfuse exports as JSON; the traces table holds neither costs nor observations."""

_NO_TRACE = (
    "not a trace downloaded from Langfuse, which is an object with trace and observations; "
    "open the trace and use Download JSON"
)
_IDS_ALONE = (
    "a list of traces with the ids of their observations, without tokens and costs; "
    "fetch each trace by its id"
)


@dataclass(frozen=True)
class Document:
    """One downloaded trace."""

    trace: Mapping[str, Any]
    observations: Sequence[Any]
    scores: Sequence[Any]

    @property
    def records(self) -> int:
        """The trace itself, its observations and its scores."""
        return 1 + len(self.observations) + len(self.scores)


def read_documents(path: Path) -> Iterator[Document]:
    """Yield the traces of a .json or .jsonl file; raises UnreadableExport for another shape."""
    if path.suffix.lower() == ".jsonl":
        yield from _read_lines(path)
        return
    content = _parse(path.read_bytes())
    listed = content.get("data") if isinstance(content, dict) else content
    if isinstance(listed, list):
        for number, element in enumerate(listed, start=1):
            yield _to_document(element, f"element {number}: ")
    else:
        yield _to_document(content, "")


def _read_lines(path: Path) -> Iterator[Document]:
    empty = True
    for number, line in enumerate(decoded_lines(path), start=1):
        if line.strip():
            empty = False
            yield _to_document(_parse(line, number), f"line {number}: ")
    if empty:
        raise UnreadableExport("the file is empty; download it again")


def _parse(data: bytes | str, line: int = 1) -> Any:
    if isinstance(data, bytes) and not data.removeprefix(codecs.BOM_UTF8).strip():
        raise UnreadableExport("the file is empty; download it again")
    try:
        return parse_json(data)
    except json.JSONDecodeError as error:
        place = f"line {line + error.lineno - 1}, column {error.colno}"
        reason = f"not well-formed JSON at {place}: {error.msg}"
        raise UnreadableExport(f"{reason}; download it again") from error
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}, counted from line {line}"
        reason = f"{place}, is not {error.encoding.upper()}"
        raise UnreadableExport(f"{reason}; download it again") from error
    except RecursionError as error:
        raise UnreadableExport(
            "it is nested too deeply to be a trace; download it again"
        ) from error


def _to_document(content: Any, place: str) -> Document:
    """Return the trace of a download, or of the API, whose trace holds its observations itself."""
    whole = in_camel_case(content)
    data = in_camel_case(whole.get("data"))
    whole = data or whole  # the answer of the API wraps the trace
    stated = whole.get("trace")
    trace = in_camel_case(stated)
    observations = whole.get("observations", trace.get("observations"))
    if not isinstance(observations, list):
        _refuse(whole, place)
        raise UnreadableExport(place + _NO_TRACE)
    if stated is None and observations and all(isinstance(one, str) for one in observations):
        raise UnreadableExport(place + _IDS_ALONE)
    observations = [in_camel_case(one) or one for one in observations]
    scores = trace.get("scores") or whole.get("scores") or []
    if stated is None:
        is_trace = "id" in whole and "timestamp" in whole
        trace = whole if is_trace else _trace_of([o for o in observations if isinstance(o, dict)])
    if not trace or not isinstance(scores, list):
        raise UnreadableExport(place + _NO_TRACE)
    return Document(trace, observations, [in_camel_case(score) or score for score in scores])


def _refuse(whole: Mapping[str, Any], place: str) -> None:
    try:
        OTHER_OBJECTS.refuse(whole)
    except UnreadableExport as error:
        raise UnreadableExport(f"{place}{error}") from None


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
