"""What the connector of OpenTelemetry traces holds beyond its samples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.assets.connectors.samples import ROOT, Sample, read_sample

SAMPLES = ROOT / "otel_genai" / "samples"
SECOND = 1_000_000_000
START = 1_772_442_000 * SECOND  # 2026-03-02 09:00 in UTC


def span(
    span_id: str, parent: str = "", operation: str | None = None, **attributes: Any
) -> dict[str, Any]:
    """A span of one trace; names of attributes have their dots as double underscores."""
    named = {"gen_ai.operation.name": operation} if operation else {}
    named |= {name.replace("__", "."): value for name, value in attributes.items()}
    return {
        "traceId": "t1",
        "spanId": span_id,
        "parentSpanId": parent,
        "name": operation or "POST",
        "startTimeUnixNano": str(START),
        "endTimeUnixNano": str(START + SECOND),
        "attributes": [
            {"key": key, "value": {kind: str(value)}}
            for key, value in named.items()
            for kind in ("intValue" if isinstance(value, int) else "stringValue",)
        ],
        "status": {},
    }


def agent(span_id: str, parent: str = "", **attributes: Any) -> dict[str, Any]:
    return span(span_id, parent, "invoke_agent", gen_ai__agent__name=span_id, **attributes)


def call(span_id: str, parent: str, tokens_in: int, tokens_out: int) -> dict[str, Any]:
    return span(span_id, parent, "chat", **used(tokens_in, tokens_out))


def used(tokens_in: int, tokens_out: int) -> dict[str, int]:
    return {"gen_ai__usage__input_tokens": tokens_in, "gen_ai__usage__output_tokens": tokens_out}


def read(tmp_path: Path, *spans: dict[str, Any], **declared: Any) -> dict[str, Any]:
    path = tmp_path / "traces.json"
    document = {"resourceSpans": [{"resource": {}, "scopeSpans": [{"spans": spans}]}]}
    path.write_text(json.dumps(document), encoding="utf-8")
    return read_sample(Sample("otel_genai", path, path), declared)


def tokens(result: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {
        row["agent"]: (row.get("input_tokens"), row.get("output_tokens"))
        for row in result["rows"]["agent_runs"]
    }


def test_an_agent_that_repeats_its_calls_does_not_count_them_twice(tmp_path: Path) -> None:
    """It states the first of its two calls only."""
    result = read(
        tmp_path,
        agent("a", **used(600, 66)),
        call("c1", "a", 600, 66),
        call("c2", "a", 60, 35),
    )
    assert tokens(result) == {"a": (660, 101)}
    assert result["notes"] == []


def test_runs_within_runs_add_up_to_what_was_used(tmp_path: Path) -> None:
    """Each counts its own calls; a call may stand below spans that are none of ours."""
    result = read(
        tmp_path,
        agent("outer", **used(60, 6)),
        agent("inner", "outer", **used(50, 5)),
        span("http", "inner"),
        call("c1", "http", 50, 5),
        call("c2", "outer", 10, 1),
    )
    assert tokens(result) == {"outer": (10, 1), "inner": (50, 5)}
    assert result["rows"]["agent_runs"][1]["parent_run_id"] == "otel_genai:default:t1-outer"
    assert result["notes"] == []


def test_what_an_agent_states_counts_where_its_calls_are_missing(tmp_path: Path) -> None:
    """All of it without any call, and the rest with a note beside some."""
    assert tokens(read(tmp_path, agent("a", **used(70, 7)))) == {"a": (70, 7)}
    whole = read(tmp_path, agent("a", **used(70, 7)), agent("b", "a", **used(70, 7)))
    assert tokens(whole) == {"a": (None, None), "b": (70, 7)}
    partly = read(tmp_path, agent("a", **used(70, 7)), call("c", "a", 20, 2))
    assert tokens(partly) == {"a": (70, 7)}
    assert "calls are missing from the file" in partly["notes"][0]


def test_of_a_call_that_two_instruments_report_the_inner_one_counts(tmp_path: Path) -> None:
    """The inner one may bear the deprecated names, and no operation."""
    inner = span(
        "i",
        "c",
        gen_ai__system="openai",
        gen_ai__request__model="gpt-4o",
        gen_ai__usage__prompt_tokens=9,
        gen_ai__usage__completion_tokens=4,
    )
    result = read(tmp_path, agent("a"), call("c", "a", 9, 4), inner)
    assert tokens(result) == {"a": (9, 4)}
    [row] = result["rows"]["agent_runs"]
    assert (row["model"], row["provider"]) == ("gpt-4o", "openai")


def test_spans_may_stand_in_any_order_and_twice(tmp_path: Path) -> None:
    """Children end first, and an exporter may send again what was not confirmed."""
    spans = [call("c", "a", 9, 4), agent("a")]
    result = read(tmp_path, *spans, *spans)
    assert tokens(result) == {"a": (9, 4)}
    assert result["skipped"] == {"call of a model within a run": 1, "repeated span": 2}


def test_agents_have_the_workflow_of_what_encloses_them(tmp_path: Path) -> None:
    """A workflow is a run under its own name."""
    around = span("w", "", "invoke_workflow", gen_ai__workflow__name="landing-page")
    result = read(tmp_path, around, agent("a", "w"), agent("b", "a", workflow="blog"))
    found = {row["agent"]: row["workflow"] for row in result["rows"]["agent_runs"]}
    assert found == {"landing-page": "landing-page", "a": "landing-page", "b": "blog"}


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, "ok"),
        ({"status": {"code": 2}}, "error"),
        ({"status": {"code": "STATUS_CODE_ERROR"}}, "error"),
        ({"status": {"code": 1}}, "ok"),
    ],
)
def test_the_status_is_that_of_the_span(
    tmp_path: Path, changed: dict[str, Any], status: str
) -> None:
    """As a number, or as its name."""
    [row] = read(tmp_path, agent("a") | changed)["rows"]["agent_runs"]
    assert row["status"] == status


def test_a_run_that_goes_on_is_skipped(tmp_path: Path) -> None:
    """Its end is 0."""
    result = read(tmp_path, agent("a") | {"endTimeUnixNano": "0"})
    assert result["skipped"] == {"run that has not ended": 1}


def test_an_attribute_can_be_declared(tmp_path: Path) -> None:
    """The organisation's own name for an agent."""
    result = read(tmp_path, agent("a", crew="brief-agent"), columns={"agent": "crew"})
    assert list(tokens(result)) == ["brief-agent"]


def test_spans_without_ids_are_quarantined_each(tmp_path: Path) -> None:
    """None is taken for the repetition of another."""
    nameless = agent("a") | {"spanId": ""}
    result = read(tmp_path, nameless, nameless)
    assert [error[2] for error in result["quarantined"]] == ["run_id", "run_id"]


def test_messages_never_leave_the_parser() -> None:
    """They are in attributes that are not read."""
    result = str(read_sample(Sample("otel_genai", SAMPLES / "traces.json", SAMPLES), {}))
    assert "brief-writer" in result
    assert "@demo.example" not in result
