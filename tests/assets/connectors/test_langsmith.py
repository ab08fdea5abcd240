"""What the LangSmith connector holds beyond its samples."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assets.connectors.langsmith.connector import CONNECTOR
from tests.assets.connectors.samples import ROOT, Sample, read_sample

SAMPLES = ROOT / "langsmith" / "samples"


def run(
    run_id: str, parent: str | None = None, kind: str = "chain", **fields: Any
) -> dict[str, Any]:
    """A run of the trace `root`."""
    return {
        "id": run_id,
        "name": "brief-writer",
        "run_type": kind,
        "start_time": "2026-03-02T09:00:00.5",
        "end_time": "2026-03-02T09:00:09",
        "status": "success",
        "trace_id": "root",
        "parent_run_id": parent,
    } | fields


def used(tokens_in: int, tokens_out: int, cost: str | None) -> dict[str, Any]:
    return {"prompt_tokens": tokens_in, "completion_tokens": tokens_out, "total_cost": cost}


def read(tmp_path: Path, *runs: dict[str, Any]) -> dict[str, Any]:
    path = tmp_path / "runs.json"
    path.write_text(json.dumps(runs), encoding="utf-8")
    return read_sample(Sample("langsmith", path, path), {})


def usage(result: dict[str, Any]) -> tuple[Any, ...]:
    [row] = result["rows"]["agent_runs"]
    return tuple(row.get(name) for name in ("input_tokens", "output_tokens", "cost"))


def test_what_encloses_a_model_call_repeats_it(tmp_path: Path) -> None:
    """The root, a chain, and a wrapper around the model: each states what is in it."""
    result = read(
        tmp_path,
        run("root", **used(100, 10, "0.011")),
        run("wrapper", "root", "llm", **used(100, 10, "0.011")),
        run("chain", "wrapper", **used(100, 10, "0.011")),
        run("first", "chain", "llm", **used(60, 6, "0.006")),
        run("second", "chain", "llm", **used(40, 4, "0.005")),
    )
    assert usage(result) == (100, 10, "0.0110000000")
    assert result["skipped"] == {"run within another run": 4}
    assert result["notes"] == []


def test_order_in_the_file_and_nesting_change_nothing(tmp_path: Path) -> None:
    """The API lists the newest first; an SDK puts runs into each other."""
    root, call = run("root"), run("call", "root", "llm", **used(7, 3, "0.5"))
    flat = read(tmp_path, call, root)
    assert usage(flat) == usage(read(tmp_path, root, call)) == (7, 3, "0.5000000000")
    assert usage(read(tmp_path, root | {"child_runs": [call]})) == (7, 3, "0.5000000000")


def test_calls_that_are_missing_from_the_file_are_told(tmp_path: Path) -> None:
    """A query is limited; what the trace states as a whole is not too low then."""
    call = run("call", "root", "llm", **used(30, 3, "0.3"))
    result = read(tmp_path, run("root", **used(80, 8, "0.8")), call)
    assert usage(result) == (80, 8, "0.8000000000")
    assert "calls are missing from the file" in result["notes"][0]
    alone = read(tmp_path, run("root", **used(80, 8, "0.8")))
    assert (usage(alone), alone["notes"]) == ((80, 8, "0.8000000000"), [])


def test_zero_means_that_nothing_is_known(tmp_path: Path) -> None:
    """As for a model without prices."""
    assert usage(read(tmp_path, run("root", **used(0, 0, "0")))) == (None, None, None)


def test_a_cost_far_below_a_cent_is_kept(tmp_path: Path) -> None:
    """Costs are texts, and never become floats."""
    result = read(tmp_path, run("root", **used(1, 1, "0.00000035")))
    assert Decimal(usage(result)[2]) == Decimal("0.00000035")


def test_times_without_a_zone_are_in_utc(tmp_path: Path) -> None:
    """Whatever the zone of the account."""
    path = tmp_path / "runs.json"
    path.write_text(json.dumps([run("root")]), encoding="utf-8")
    result = read_sample(Sample("langsmith", path, path), {"timezone": "Asia/Tokyo"})
    assert result["rows"]["agent_runs"][0]["started_at"] == "2026-03-02 09:00:00.500000+00:00"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "error", "error": "ValueError('x')"}, "error"),
        ({"status": "error", "error": "GraphInterrupt((Interrupt(value='x'),))"}, "escalated"),
        ({"status": "error", "error": "CancelledError()"}, "cancelled"),
        ({"status": "error", "tags": ["cancelled"]}, "error"),
        ({"status": "error", "tags": ["escalated"]}, "escalated"),
        ({"tags": ["cancelled"]}, "cancelled"),
        ({"status": None}, "ok"),
        ({"extra": {"metadata": {"escalation_reason": "no source"}}}, "escalated"),
    ],
)
def test_a_run_ended_as_status_error_and_tags_say(
    tmp_path: Path, fields: dict[str, Any], status: str
) -> None:
    """A graph that stops to ask a person has raised an error of its own."""
    [row] = read(tmp_path, run("root", **fields))["rows"]["agent_runs"]
    assert row["status"] == status


@pytest.mark.parametrize("fields", [{"status": "pending"}, {"status": None, "end_time": None}])
def test_a_run_that_goes_on_is_skipped_with_all_that_is_in_it(
    tmp_path: Path, fields: dict[str, Any]
) -> None:
    """It is in a later export again, and its calls are not lost."""
    result = read(tmp_path, run("root", **fields), run("call", "root", "llm"))
    assert result["skipped"] == {"run that has not ended": 1, "run within another run": 1}
    assert result["notes"] == ["no rows"]


def test_a_trace_without_its_root_is_told(tmp_path: Path) -> None:
    """What it used is in no number."""
    result = read(tmp_path, run("call", "root", "llm", **used(1, 1, "1")))
    assert result["rows"]["agent_runs"] == []
    assert "no root run in the file" in result["notes"][1]


def test_a_run_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    """Pages of a query may overlap; the later one is newer."""
    call = run("call", "root", "llm", **used(7, 3, "0.5"))
    result = read(tmp_path, run("root", status="error"), call, run("root"), call)
    assert usage(result) == (7, 3, "0.5000000000")
    assert result["rows"]["agent_runs"][0]["status"] == "ok"
    assert result["skipped"]["repeated run"] == 1


def test_texts_never_leave_the_parser() -> None:
    """Inputs, outputs and errors are in no row and no fault."""
    result = str(read_sample(Sample("langsmith", SAMPLES / "runs.json", SAMPLES), {}))
    assert "seo-agent" in result
    for secret in ("@demo.example", "secret", "Done."):
        assert secret not in result


def test_what_is_no_run_is_refused_by_its_name(tmp_path: Path) -> None:
    """None of its values is quoted."""
    reason = read(tmp_path, {"id": "e", "dataset_id": "d", "inputs": {"q": "Janet"}})["failed"]
    assert (
        reason
        == "this is a LangSmith examples export; this connector reads runs, as JSON or JSON Lines"
    )
    assert CONNECTOR.streams == ("agent_runs",)
