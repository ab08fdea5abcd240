"""What the vendor of the models charges, in US dollars."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.demo.world.agent_runs import Call

_DOLLARS_PER_TOKEN = {
    "demo-large-1": (0.000003, 0.000015),
    "demo-large-2": (0.0000025, 0.0000125),
    "demo-small-1": (0.0000005, 0.0000025),
    "demo-small-2": (0.0000004, 0.000002),
}


@dataclass(frozen=True)
class Cost:
    """What a call cost: the tokens that the model read, and those that it wrote."""

    read: float
    written: float

    @property
    def total(self) -> float:
        """Both together, without the noise of binary fractions."""
        return round(self.read + self.written, 7)


def cost_of(call: Call) -> Cost:
    """Return what the call cost."""
    per_input, per_output = _DOLLARS_PER_TOKEN[call.model]
    return Cost(round(call.input_tokens * per_input, 7), round(call.output_tokens * per_output, 7))
