"""What the n8n connector holds beyond its samples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assets.connectors.n8n import connector as n8n
from assets.lib.ingestion.connector import Export
from tests.assets.connectors.samples import ROOT, Sample, read_sample

SAMPLES = ROOT / "n8n" / "samples"


def execution(**fields: Any) -> dict[str, Any]:
    return {
        "id": "1",
        "mode": "trigger",
        "status": "success",
        "startedAt": "2026-03-02T09:00:00.000Z",
        "stoppedAt": "2026-03-02T09:00:09.000Z",
        "workflowId": "w1",
        "waitTill": None,
    } | fields


def read(tmp_path: Path, *executions: dict[str, Any], **declared: Any) -> dict[str, Any]:
    path = tmp_path / "executions.json"
    path.write_text(json.dumps({"data": executions, "nextCursor": None}), encoding="utf-8")
    return read_sample(Sample("n8n", path, path), declared)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "success"}, "ok"),
        ({"status": "crashed"}, "error"),
        ({"status": "canceled"}, "cancelled"),
        ({"status": "success", "waitTill": "2026-03-02T09:00:05.000Z"}, "ok"),
        ({"status": None, "finished": True}, "ok"),
        ({"status": None, "finished": False}, "error"),
        ({"customData": {"escalation_reason": "no source"}}, "escalated"),
        ({"metadata": [{"key": "escalation_reason", "value": "no source"}]}, "escalated"),
    ],
)
def test_an_execution_ended_as_its_status_says(
    tmp_path: Path, fields: dict[str, Any], status: str
) -> None:
    """Older versions only say whether it has finished."""
    [row] = read(tmp_path, execution(**fields))["rows"]["agent_runs"]
    assert row["status"] == status


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "waiting", "waitTill": "2026-03-02T18:00:00.000Z", "stoppedAt": None},
        {"status": "running", "stoppedAt": None},
        {"status": None, "finished": False, "stoppedAt": None},
        {"status": None, "finished": False, "waitTill": "2026-03-02T18:00:00.000Z"},
    ],
)
def test_an_execution_that_goes_on_is_skipped(tmp_path: Path, fields: dict[str, Any]) -> None:
    """One that waits has a time at which it was laid aside."""
    result = read(tmp_path, execution(**fields))
    assert result["skipped"] == {"execution that has not ended": 1}


def test_tests_in_the_editor_are_no_runs(tmp_path: Path) -> None:
    """They would count as output, or as errors, of an agent at work."""
    result = read(tmp_path, execution(mode="manual"), execution(id="2", mode="evaluation"))
    assert result["skipped"] == {"test in the editor": 2}


def test_a_status_that_is_unknown_is_quarantined(tmp_path: Path) -> None:
    """It is not taken for success."""
    [error] = read(tmp_path, execution(status="paused"))["quarantined"]
    assert (error[2], error[-1]) == ("status", "paused")


def test_tokens_are_added_over_all_times_that_a_model_ran(tmp_path: Path) -> None:
    """Of the nodes that state them; an estimate is none."""

    def ran(**said: Any) -> dict[str, Any]:
        return {"data": {"ai_languageModel": [[{"json": said}]]}}

    tokens = {"promptTokens": 500, "completionTokens": 60}
    run_data = {
        "Agent": [{"data": {"main": [[{"json": {"tokenUsage": tokens}}]]}}],
        "Model": [ran(tokenUsage=tokens), ran(tokenUsage=tokens)],
        "Other model": [ran(tokenUsageEstimate=tokens)],
    }
    data = {"resultData": {"runData": run_data}, "parentExecution": {"executionId": "77"}}
    [row] = read(tmp_path, execution(data=data))["rows"]["agent_runs"]
    assert (row["input_tokens"], row["output_tokens"]) == (1000, 120)
    assert row["parent_run_id"] == "n8n:default:77"


def test_the_agent_is_the_workflow_by_name_or_as_declared(tmp_path: Path) -> None:
    """A list without data has its id alone, and says so."""
    named = execution(workflowData={"name": "Brief writer"})
    assert read(tmp_path, named)["rows"]["agent_runs"][0]["agent"] == "Brief writer"
    unnamed = read(tmp_path, execution(), values={"agent": {"w1": "brief-writer"}})
    assert unnamed["rows"]["agent_runs"][0]["agent"] == "brief-writer"
    assert "includeData=true" in unnamed["notes"][0]


def test_the_id_of_a_workflow_replaces_no_name(tmp_path: Path) -> None:
    """A later export without data would rename the agent of every run."""
    path = tmp_path / "executions.json"
    path.write_text(json.dumps([execution()]), encoding="utf-8")
    [batch] = n8n.CONNECTOR.read(Export(path))
    assert [rows.assumed for rows in batch.rows if rows.frame.height] == [("agent",)]


def test_batches_number_executions_through_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small batches give the same as one."""
    sample = Sample("n8n", SAMPLES / "executions.json", SAMPLES)
    whole = read_sample(sample, {})
    monkeypatch.setattr(n8n, "BATCH_RECORDS", 2)
    assert read_sample(sample, {}) == whole


def test_what_went_through_the_nodes_never_leaves_the_parser() -> None:
    """Nor do the texts of models."""
    result = str(read_sample(Sample("n8n", SAMPLES / "executions.json", SAMPLES), {}))
    assert "Brief writer" in result
    assert "@demo.example" not in result
