"""What the Langfuse connector holds beyond its samples."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assets.connectors.langfuse import connector as langfuse
from assets.connectors.langfuse.connector import CONNECTOR
from assets.lib.ingestion.connector import Account, Batch, Export, UnreadableExport
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.json_documents.values import add_up
from assets.lib.ingestion.tally import Tally
from assets.lib.ingestion.validate import validate_rows
from tests.assets.connectors.samples import PRIVACY, ROOT

FIXTURES = Path(__file__).resolve().parents[4] / "shared" / "fixtures" / "langfuse_traces"
SAMPLES = ROOT / "langfuse" / "samples"
with_fixtures = pytest.mark.skipif(
    not FIXTURES.exists(), reason="the shared fixtures are not on this machine"
)

# Added up by hand from the generations of each file: input, output, dollars.
BY_HAND = {
    # Four generations, two of them right above the other two: 663 + 163, 225 + 20.
    "agno-2025-06-11.json": (2936, 903, "0.0009822"),
    "autogen-2025-06-06.json": (41, 3, "0.000025"),
    # 39 + 28, 6 + 3; a tool stands below the second generation.
    "google-adk-2025-08-28.json": (67, 9, "0.0000103"),
    "google-gemini-2025-08-01.json": (6, 2055, "0.0051393"),
    # 60 + 108, 15 + 51
    "langgraph-2025-08-22.json": (168, 66, "0.000234"),
    # 85 + 55, 29 + 15
    "openai-agents-2025-09-30.json": (140, 44, "0.000632"),
    "openai-assistants-2024-05-29.json": (49, 40, "0.003870"),
}


def read_file(path: Path) -> tuple[Tally, dict[str, list[dict[str, Any]]]]:
    """Return what ingestion counts in the file, and the rows that it would load."""
    tally, rows = Tally(), {"agent_runs": [], "reviews": []}
    sources = frozenset(discover_connectors())
    for batch in CONNECTOR.read(Export(path)):
        validated = [
            validate_rows(found, "langfuse", sources, Account(), PRIVACY) for found in batch.rows
        ]
        tally.add(batch, validated)
        for verdict in validated:
            rows[verdict.stream] += verdict.good.to_dicts()
    return tally, rows


@with_fixtures
def test_every_record_of_the_real_traces_is_accounted_for() -> None:
    """Seven downloads hold 7 traces, 32 observations and 8 scores; nothing is quarantined."""
    counted = [read_file(path) for path in sorted(FIXTURES.glob("*.json"))]
    assert [tally.read for tally, _ in counted] == [7, 3, 8, 4, 12, 8, 5]
    assert sum(tally.quarantined for tally, _ in counted) == 0
    assert sum(tally.skipped["nested observation"] for tally, _ in counted) == 32
    assert sum(len(rows["agent_runs"]) for _, rows in counted) == 7
    reviews = [review for _, rows in counted for review in rows["reviews"]]
    assert len(reviews) == 8
    assert {review["reviewer_type"] for review in reviews} == {"agent"}
    assert {review["reviewer"] for review in reviews} == {"hallucination", "toxicity"}


@with_fixtures
@pytest.mark.parametrize("name", BY_HAND)
def test_tokens_and_cost_of_the_real_traces_are_those_added_up_by_hand(name: str) -> None:
    """Parents that repeat what is below them are not counted."""
    _, rows = read_file(FIXTURES / name)
    [run] = rows["agent_runs"]
    found = (run["input_tokens"], run["output_tokens"], run["cost"])
    expected = BY_HAND[name]
    assert found == (expected[0], expected[1], Decimal(expected[2]))
    assert run["currency"] == "USD"


@with_fixtures
@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_runs_of_the_real_traces_end_when_the_trace_says_that_they_took_so_long(
    name: str,
) -> None:
    """The trace's latency, in seconds, is the time from its start to the last end."""
    latency = json.loads((FIXTURES / name).read_text("utf-8"))["trace"]["latency"]
    [run] = read_file(FIXTURES / name)[1]["agent_runs"]
    took = (run["ended_at"] - run["started_at"]).total_seconds()
    assert took == pytest.approx(latency, abs=0.002)


def test_texts_about_people_never_leave_the_parser() -> None:
    """Inputs, outputs, user ids, comments and text scores are in no row and no error."""
    for name in ("trace-campaign-brief.json", "trace-newer-download.json"):
        _, rows = read_file(SAMPLES / name)
        text = json.dumps(rows, default=str)
        assert "brief-writer" in text
        for secret in ("@demo.example", "buyer", "call the customer", "u-1", "Done."):
            assert secret not in text


def test_records_are_numbered_through_the_file_across_batches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Small batches give the same rows, with the same numbers, as one."""
    sample = SAMPLES / "traces-good-and-bad.json"
    whole = read_file(sample)
    monkeypatch.setattr(langfuse, "BATCH_RECORDS", 3)
    assert len(list(CONNECTOR.read(Export(sample)))) > 5
    assert read_file(sample) == whole


@pytest.mark.parametrize(
    "content",
    ["null", "3", '"trace"', "{}", '{"trace": {}}', '{"trace": 1, "observations": []}', "\x00"],
)
def test_other_json_is_refused(tmp_path: Path, content: str) -> None:
    """Whatever is not a downloaded trace is unreadable, not empty."""
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableExport):
        list(CONNECTOR.read(Export(path)))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        (["1568", "423"], "1991"),
        (["826.0"], "826"),
        (["0.1", "0.2"], "0.3"),
        (["3.645e-05", "0.000234449999"], "0.000270899999"),
        (["1", "NaN", "2"], "NaN"),
        (["1", "-2"], "-2"),
        (["1e999999999"], "1e999999999"),
        (["9" * 5000], "9" * 5000),
        ([True], "true"),
    ],
)
def test_sums_are_exact_and_keep_what_can_not_be_added(
    values: list[Any], expected: str | None
) -> None:
    """No float is involved, and no number of any size takes the memory."""
    assert add_up(values) == expected


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({"id": "o", "trace_id": "t", "start_time": "2026-03-02 10:00:00.1"}, "observations"),
        ({"id": "o", "traceId": "t", "startTime": "2026-03-02T10:00:00Z"}, "observations"),
        ({"id": "s", "traceId": "t", "name": "brand", "value": 1, "source": "API"}, "scores"),
        ({"id": "x", "createdAt": "2026-03-02T10:00:00Z", "countTraces": 3}, "sessions"),
        ({"name": "brief", "prompt": "Write", "labels": ["production"]}, "prompts"),
        ({"id": "i", "input": {}, "expectedOutput": {}}, "dataset items"),
    ],
)
def test_other_exports_of_langfuse_are_refused_by_name(
    tmp_path: Path, content: dict[str, Any], named: str
) -> None:
    """As an array and line by line; none of their values is repeated."""
    array, lines = tmp_path / "export.json", tmp_path / "export.jsonl"
    array.write_text(json.dumps([content]), encoding="utf-8")
    lines.write_text(json.dumps(content), encoding="utf-8")
    for path in (array, lines):
        with pytest.raises(UnreadableExport, match=rf"this is a Langfuse {named} export"):
            list(CONNECTOR.read(Export(path)))


def _listed(**fields: Any) -> dict[str, Any]:
    """A trace as the API lists it."""
    trace = {"id": "t", "timestamp": "2026-03-02T10:00:00Z", "name": "a", "tags": []}
    return trace | {"observations": ["o"], "scores": ["s"]} | fields


def _read_listed(tmp_path: Path, trace: dict[str, Any]) -> tuple[Batch, list[dict[str, Any]]]:
    path = tmp_path / "list.json"
    path.write_text(json.dumps({"data": [trace]}), encoding="utf-8")
    [batch] = CONNECTOR.read(Export(path))
    return batch, read_file(path)[1]["agent_runs"]


def test_that_a_listed_run_went_well_is_assumed_and_said(tmp_path: Path) -> None:
    """A list has no errors; where the whole trace was exported too, its status counts."""
    batch, [run] = _read_listed(tmp_path, _listed())
    assert run["status"] == "ok"
    assert [rows.assumed for rows in batch.rows if rows.frame.height] == [("status",)]
    assert "say nothing of errors" in batch.notes[0]
    batch, [run] = _read_listed(tmp_path, _listed(tags=["escalated"]))
    assert run["status"] == "escalated"
    assert [rows.assumed for rows in batch.rows if rows.frame.height] == [()]


@pytest.mark.parametrize(("total", "cost"), [(0.25, Decimal("0.25")), (0, None), (None, None)])
def test_the_cost_of_a_listed_run_is_its_total(
    tmp_path: Path, total: float | None, cost: Decimal | None
) -> None:
    """A total of 0 means that Langfuse knows none; tokens are not in a list, so not null either."""
    batch, [run] = _read_listed(tmp_path, _listed(totalCost=total))
    assert run["cost"] == cost
    assert not {"input_tokens", "output_tokens"} & set(batch.rows[1].frame.columns)


def test_cells_of_the_table_of_traces_hold_json(tmp_path: Path) -> None:
    """Times in quotes of their own among them; a score's column makes no review."""
    header = "id,timestamp,name,sessionId,release,tags,input,metadata,brand"
    cells = ('"""2026-03-02T10:00:00Z"""', "a", "", "", '"[""workflow:blog""]"', "secret", "{}")
    path = tmp_path / "traces.csv"
    path.write_text(f"{header}\nt,{','.join(cells)},[0.8]\n", encoding="utf-8")
    _, rows = read_file(path)
    [run] = rows["agent_runs"]
    assert (run["run_id"], run["workflow"], run["status"]) == ("t", "blog", "ok")
    assert str(run["started_at"]) == "2026-03-02 10:00:00+00:00"
    assert rows["reviews"] == []
    assert "secret" not in str(run)
