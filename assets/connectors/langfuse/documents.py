"""Takes a Langfuse download apart into traces, each with its observations and scores."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets.connectors.langfuse.values import parse_json, to_text
from assets.lib.ingestion.connector import UnreadableExport

_NO_TRACE = (
    "not a trace downloaded from Langfuse, which is an object with trace and observations; "
    "open the trace and use Download JSON (exports of the traces table hold no costs)"
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
    if isinstance(content, list):
        for number, element in enumerate(content, start=1):
            yield _to_document(element, f"element {number} is ")
    else:
        yield _to_document(content, "")


def _read_lines(path: Path) -> Iterator[Document]:
    empty = True
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                empty = False
                yield _to_document(_parse(line, number), f"line {number} is ")
    if empty:
        raise UnreadableExport("the file is empty; download it again")


def _parse(data: bytes, line: int = 1) -> Any:
    if not data.strip():
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
    if not isinstance(content, dict) or not isinstance(content.get("observations"), list):
        raise UnreadableExport(place + _NO_TRACE)
    observations = content["observations"]
    trace, scores = content.get("trace"), content.get("scores")
    if isinstance(trace, dict):
        scores = trace.get("scores") or scores or []
    elif trace is None:
        trace = _trace_of([o for o in observations if isinstance(o, dict)])
    if not isinstance(trace, dict) or not isinstance(scores, list):
        raise UnreadableExport(place + _NO_TRACE)
    return Document(trace, observations, scores)


def _trace_of(observations: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return the trace that a newer download (observations and scores) only implies."""
    if not observations:
        return None
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
