"""Adds up what the calls of models in a trace used, each of them once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assets.lib.ingestion.json_documents.agent_run import AgentRun
from assets.lib.ingestion.json_documents.run_metadata import most_frequent
from assets.lib.ingestion.json_documents.run_tree import enclosing
from assets.lib.ingestion.json_documents.values import add_up, to_name, to_number, to_object

CURRENCY = "USD"
"""LangSmith prices models in US dollars."""

_CALLS_MISSING = (
    "a trace states more tokens or cost than its calls of models in the file add up to: calls are "
    "missing from the file, and what the trace states counts"
)


@dataclass(frozen=True)
class Call:
    """What a run says that it used, and where it stands; of a chain, the sum of what is in it."""

    is_model: bool
    parent_id: str | None
    model: str | None
    provider: str | None
    input_tokens: Any
    output_tokens: Any
    cost: Any


def to_call(record: Mapping[str, Any]) -> Call:
    """Return what a run used; a total of 0 is LangSmith's way to say that it knows none."""
    metadata = to_object(to_object(record.get("extra")).get("metadata"))
    used = to_object(metadata.get("usage_metadata"))
    return Call(
        is_model=record.get("run_type") == "llm",
        parent_id=to_name(record.get("parent_run_id")),
        model=to_name(metadata.get("ls_model_name")),
        provider=to_name(metadata.get("ls_provider")),
        input_tokens=_stated(record.get("prompt_tokens"), used.get("input_tokens")),
        output_tokens=_stated(record.get("completion_tokens"), used.get("output_tokens")),
        cost=_stated(record.get("total_cost"), used.get("total_cost")),
    )


class UsageOfTraces:
    """Gives each root run what its trace used, and collects what is to be said of that."""

    def __init__(self, traces: Mapping[str, Mapping[str, Call]]) -> None:
        self._traces = traces
        self.notes: dict[str, None] = {}

    def added_to(self, run: AgentRun) -> AgentRun:
        """Return the run with tokens, cost and model.

        The calls of models are added, but not what encloses one: it repeats what is in it. Where
        the trace states more than they add up to, some are not in the file.
        """
        calls = self._traces[run.run_id or ""]
        root = calls[run.run_id or ""]
        models = [run_id for run_id, call in calls.items() if call.is_model]
        around = enclosing({run_id: call.parent_id for run_id, call in calls.items()}, models)
        leaves = [calls[run_id] for run_id in models if run_id not in around]
        cost = self._larger(root.cost, (call.cost for call in leaves))
        return replace(
            run,
            model=most_frequent(call.model for call in leaves),
            provider=most_frequent(call.provider for call in leaves),
            input_tokens=self._larger(root.input_tokens, (c.input_tokens for c in leaves)),
            output_tokens=self._larger(root.output_tokens, (c.output_tokens for c in leaves)),
            cost=cost,
            currency=CURRENCY if cost else None,
        )

    def _larger(self, stated: Any, parts: Iterable[Any]) -> str | None:
        added = add_up(part for part in parts if part is not None)
        whole, number = to_number(stated), to_number(added)
        if whole is None or (number is not None and number >= whole):
            return added if added is not None or stated is None else str(stated)
        if added is not None and number is None:
            return added  # no number: to be quarantined
        if number is not None:
            self.notes[_CALLS_MISSING] = None
        return add_up([stated])


def _stated(*values: Any) -> Any:
    return next((value for value in values if value is not None and to_number(value) != 0), None)
