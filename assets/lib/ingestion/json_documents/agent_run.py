"""A run of an agent, as a connector of JSON reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AgentRun:
    """One record in the columns of agent_runs, as text; what a tool doesn't know is None."""

    row: int
    run_id: str | None
    agent: str | None
    agent_version: str | None = None
    workflow: str | None = None
    started_at: str | None
    ended_at: str | None
    status: str
    parent_run_id: str | None = None
    model: str | None = None
    provider: str | None = None
    input_tokens: str | None = None
    output_tokens: str | None = None
    cost: str | None = None
    currency: str | None = None
    escalation_reason: str | None = None
    subject_id: str | None = None
