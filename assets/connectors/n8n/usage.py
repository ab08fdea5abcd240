"""Adds up what the models of an execution used, where its data are in the export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assets.lib.ingestion.json_documents.run_metadata import most_frequent
from assets.lib.ingestion.json_documents.values import add_up, to_name, to_object

_MODEL_OUTPUT = "ai_languageModel"


@dataclass(frozen=True)
class Usage:
    """Tokens of all model nodes, None where none states them, and the most frequent model."""

    model: str | None
    input_tokens: str | None
    output_tokens: str | None


def usage_of(record: Mapping[str, Any]) -> Usage:
    """Return what was used; what a node only estimates is not."""
    calls = list(_calls(record))
    used = [to_object(call.get("tokenUsage")) for call in calls]
    return Usage(
        model=most_frequent(_model(call) for call in calls),
        input_tokens=add_up(u["promptTokens"] for u in used if "promptTokens" in u),
        output_tokens=add_up(u["completionTokens"] for u in used if "completionTokens" in u),
    )


def _calls(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield what each model node gave back, for each time that it ran."""
    result = to_object(to_object(record.get("data")).get("resultData"))
    for runs in to_object(result.get("runData")).values():
        for run in runs if isinstance(runs, list) else ():
            outputs = to_object(to_object(run).get("data")).get(_MODEL_OUTPUT)
            for output in outputs if isinstance(outputs, list) else ():
                for item in output if isinstance(output, list) else ():
                    yield to_object(to_object(item).get("json"))


def _model(call: Mapping[str, Any]) -> str | None:
    generations = to_object(call.get("response")).get("generations")
    while isinstance(generations, list) and generations:
        generations = generations[0]
    info = to_object(to_object(generations).get("generationInfo"))
    return to_name(info.get("model_name")) or to_name(call.get("model"))
