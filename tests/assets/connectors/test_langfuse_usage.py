"""What the generations of a trace used: every bucket of tokens, and every observation once."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assets.connectors.langfuse.usage import add_usage
from assets.lib.ingestion.json_documents.values import parse_json
from tests.assets.connectors.test_langfuse import read_file


def used(*details: dict[str, Any], **fields: Any) -> tuple[str | None, str | None, int]:
    """Return input, output and the number of notes of generations with these usage details."""
    generations = [{"type": "GENERATION", "usageDetails": d, **fields} for d in details]
    usage = add_usage(parse_json(json.dumps(generations)))
    return usage.input_tokens, usage.output_tokens, len(usage.notes)


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        (
            {
                "input": 86,
                "cache_read_input_tokens": 17817,
                "cache_creation_input_tokens": 1253,
                "output": 120,
                "total": 19276,
            },
            ("19156", "120", 0),
        ),
        # The cache is stated by its age as well.
        (
            {
                "input": 10,
                "cache_creation_input_tokens": 30,
                "ephemeral_5m_input_tokens": 20,
                "ephemeral_1h_input_tokens": 10,
                "output": 5,
                "total": 45,
            },
            ("40", "5", 0),
        ),
        (
            {
                "input": 100,
                "input_cached_tokens": 400,
                "input_audio_tokens": 7,
                "output": 30,
                "output_reasoning_tokens": 64,
                "output_audio_tokens": 9,
                "total": 610,
            },
            ("507", "103", 0),
        ),
        # What a total proves to be parts of others is not added.
        (
            {"prompt_tokens": 1000, "completion_tokens": 50, "cached_tokens": 800, "total": 1050},
            ("1000", "50", 0),
        ),
        (
            {"input": 10, "output": 50, "output_reasoning_tokens": 40, "total": 60},
            ("10", "50", 0),
        ),
        (
            {"input": 10, "prompt_tokens": 10, "output": 5, "completion_tokens": 5, "total": 15},
            ("10", "5", 0),
        ),
        (
            {"prompt_token_count": 12, "candidates_token_count": 3, "thoughts_token_count": 90},
            ("12", "93", 0),
        ),
        ({"input": 1, "output": 2, "magic_tokens": 7}, ("1", "2", 1)),
        ({"input": 1, "output": 2, "magic_tokens": 0}, ("1", "2", 0)),
        ({"input": 1, "output": 2, "total": 50}, ("1", "2", 1)),
        ({"input": "lots", "output": 2}, ("lots", "2", 0)),
        ({}, (None, None, 0)),
        ({"total": 9}, (None, None, 1)),
    ],
)
def test_every_bucket_of_tokens_is_kept_on_its_side(
    details: dict[str, Any], expected: tuple[str | None, str | None, int]
) -> None:
    """As Langfuse adds them up; what is on neither side is a note."""
    assert used(details) == expected


def test_totals_of_older_versions_stand_in_where_there_are_no_buckets() -> None:
    """Under the names that Langfuse has given them over the years."""
    assert used({}, promptTokens=7, completionTokens=3)[:2] == ("7", "3")
    assert used({}, usage={"input": 7, "output": 3, "unit": "TOKENS"})[:2] == ("7", "3")


def _write(folder: Path, content: Any, name: str = "trace.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _generation(**fields: Any) -> dict[str, Any]:
    return {"id": "g", "traceId": "t", "type": "GENERATION"} | fields


@pytest.mark.parametrize("order", [1, -1])
def test_an_observation_in_two_versions_counts_once(tmp_path: Path, order: int) -> None:
    """The newest, in whichever order they stand; a score in two versions is one review."""
    observations = [
        _generation(updatedAt="2026-03-02T10:00:01Z", endTime=None, usageDetails={"input": 5}),
        _generation(
            updatedAt="2026-03-02T10:00:09Z",
            endTime="2026-03-02T10:00:08Z",
            usageDetails={"input": 7, "output": 2},
            totalCost=3.5e-7,
        ),
        _generation(id="h", endTime="2026-03-02T10:00:05Z", usageDetails={"input": 1}),
    ]
    score = {"id": "s", "source": "API", "name": "brand", "timestamp": "2026-03-02T11:00:00Z"}
    scores = [
        score | {"value": 0, "updatedAt": "2026-03-02T11:00:00Z"},
        score | {"value": 1, "updatedAt": "2026-03-02T12:00:00Z"},
    ]
    trace = {"id": "t", "name": "a", "timestamp": "2026-03-02T10:00:00Z", "scores": scores[::order]}
    path = _write(tmp_path, {"trace": trace, "observations": observations[::order]})
    tally, rows = read_file(path)
    [run] = rows["agent_runs"]
    assert (run["input_tokens"], run["output_tokens"]) == (8, 2)
    assert [review["score"] for review in rows["reviews"]] == [1.0]
    assert tally.skipped == {
        "nested observation": 2,
        "older version of a record in the same trace": 2,
    }


def test_a_cost_far_below_a_cent_leaves_the_connector_whole() -> None:
    """One call can cost 0.00000035 dollars; nothing is rounded."""
    generations = parse_json(json.dumps([_generation(totalCost=3.5e-7)] * 3))
    assert Decimal(str(add_usage(generations).cost)) == Decimal("0.00000105")


def _single_trace(**fields: Any) -> dict[str, Any]:
    """A trace as the API answers it: its observations and scores are fields of its own."""
    return {
        "id": "tr-1",
        "timestamp": "2026-03-02T10:00:00.000Z",
        "name": "weekly-brief",
        "version": "7",
        "metadata": {"agent": "brief-agent", "workflow": "briefing"},
        "tags": ["escalated"],
        "latency": 42.5,
        "observations": [
            {"id": "a", "traceId": "tr-1", "type": "SPAN", "name": "retrieve-context"},
            _generation(usageDetails={"input": 1000, "output": 200}, calculatedTotalCost=0.031),
        ],
        "scores": [
            {"id": "s", "traceId": "tr-1", "source": "ANNOTATION", "stringValue": "approved"}
            | {"timestamp": "2026-03-02T11:00:00Z", "dataType": "CATEGORICAL"}
        ],
    } | fields


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda trace: trace,
        lambda trace: {"data": trace},
        lambda trace: {"data": [trace], "meta": {"page": 1}},
        lambda trace: [trace],
        lambda trace: {"trace": trace},
    ],
)
def test_a_trace_of_the_api_is_read_under_its_own_name(tmp_path: Path, wrapped: Any) -> None:
    """Never as a run of an agent that is called like its first observation."""
    _, rows = read_file(_write(tmp_path, wrapped(_single_trace())))
    [run], [review] = rows["agent_runs"], rows["reviews"]
    assert (run["agent"], run["agent_version"], run["workflow"], run["status"]) == (
        "brief-agent",
        "7",
        "briefing",
        "escalated",
    )
    assert (run["input_tokens"], run["cost"]) == (1000, Decimal("0.031"))
    assert (review["verdict"], review["subject_id"]) == ("approved", "langfuse:default:tr-1")


def test_a_trace_that_pythons_sdk_has_written_is_read_alike(tmp_path: Path) -> None:
    """Its names have underscores, and so do those of its observations."""
    observation = {
        "id": "g",
        "type": "GENERATION",
        "parent_observation_id": None,
        "end_time": "2026-03-02 10:00:42+00:00",
        "usage_details": {"input": 9, "output": 4},
        "calculated_total_cost": 0.5,
    }
    trace = _single_trace(observations=[observation], timestamp="2026-03-02 10:00:00+00:00")
    [run] = read_file(_write(tmp_path, trace))[1]["agent_runs"]
    assert (run["input_tokens"], run["output_tokens"], run["cost"]) == (9, 4, Decimal("0.5"))
    assert (run["ended_at"] - run["started_at"]).total_seconds() == 42


@pytest.mark.parametrize("latency", [{}, {"latency": None}])
def test_a_run_that_is_still_open_has_no_end(tmp_path: Path, latency: dict[str, Any]) -> None:
    """Neither an open observation nor the start is the end; what ended is."""
    open_one = _generation(startTime="2026-03-02T10:00:01Z", endTime=None)
    trace = {"id": "t", "name": "a", "timestamp": "2026-03-02T10:00:00.123456789Z", **latency}
    [run] = read_file(_write(tmp_path, {"trace": trace, "observations": [open_one]}))[1][
        "agent_runs"
    ]
    assert run["ended_at"] is None
    ended = _generation(id="e", endTime="2026-03-02T10:00:09Z")
    content = {"trace": trace, "observations": [open_one, ended]}
    [run] = read_file(_write(tmp_path, content))[1]["agent_runs"]
    assert str(run["ended_at"]) == "2026-03-02 10:00:09+00:00"
