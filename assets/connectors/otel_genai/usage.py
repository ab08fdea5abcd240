"""Adds up the tokens of runs that stand in each other, each call of a model once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assets.connectors.otel_genai.spans import USAGE, Span
from assets.lib.ingestion.json_documents.values import add_up, to_number

_STATES_MORE = (
    "a run states more tokens than the calls of models within it: calls are missing from the file, "
    "and what the run states counts"
)


@dataclass
class Usage:
    """The tokens of every run of a file, and what is to be said of them.

    A run counts its own calls and not those of the runs within it, so that runs can be added. What
    it states itself repeats all that is within it, and counts as far as it is more than that.
    """

    calls: Mapping[str, Sequence[Span]]
    within: Mapping[str, Sequence[Span]]
    notes: dict[str, None] = field(default_factory=dict)

    def tokens(self, run: Span, column: str) -> str | None:
        """Return the tokens of a run without those of the runs within it.

        A value that is no number is returned as it stands, to be quarantined.
        """
        own = self._own_calls(run, column)
        stated = stated_tokens(run, column)
        for text in (own, stated):
            if text is not None and to_number(text) is None:
                return text
        inner = sum((self._total(one, column) for one in self.within.get(run.key, ())), Decimal(0))
        counted = (to_number(own) or 0) + inner
        missing = max((to_number(stated) or 0) - counted, Decimal(0))
        if missing and counted:
            self.notes[_STATES_MORE] = None
        if own is None and not missing:
            return None if stated is None or inner else stated
        return f"{(to_number(own) or 0) + missing:f}"

    def _own_calls(self, run: Span, column: str) -> str | None:
        stated = (stated_tokens(call, column) for call in self.calls.get(run.key, ()))
        return add_up(tokens for tokens in stated if tokens is not None)

    def _total(self, run: Span, column: str) -> Decimal:
        """Return what was used in a run and in all that is within it."""
        own = to_number(self._own_calls(run, column)) or Decimal(0)
        inner = sum((self._total(one, column) for one in self.within.get(run.key, ())), Decimal(0))
        return max(own + inner, to_number(stated_tokens(run, column)) or Decimal(0))


def stated_tokens(span: Span, column: str) -> str | None:
    """Return the tokens that a span states, under the current name or the deprecated one."""
    return next((span.attributes[n] for n in USAGE[column] if n in span.attributes), None)
