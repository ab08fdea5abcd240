"""Langfuse's API: observations and scores land as traces of the download that is read."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest

from assets.lib.apis.failures import FetchFailed
from assets.lib.settings import Settings
from tests.assets.api_server import Answer, ApiServer, Asked, fetch_all, load, serving, switch_on
from tests.assets.builders import ask

SECRETS = {"public_key": "pk-lf-demo", "secret_key": "sk-lf-demo"}
RUNS = """
    select run_id, agent, workflow, status, model, input_tokens, output_tokens, cost::varchar
    from raw.agent_runs qualify row_number() over (partition by run_id order by _loaded_at desc) = 1
    order by run_id
"""


def root(trace: str, start: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"{trace}-root",
        "traceId": trace,
        "type": "SPAN",
        "parentObservationId": None,
        "startTime": start,
        "endTime": start.replace(":00.", ":30."),
        "name": "brief",
        "level": "DEFAULT",
        "traceName": "content-agent",
        "tags": ["workflow:blog"],
        "release": "v3",
        "metadata": {},
    } | more


def generation(trace: str, start: str, number: int = 1) -> dict[str, Any]:
    return {
        "id": f"{trace}-call-{number}",
        "traceId": trace,
        "type": "GENERATION",
        "parentObservationId": f"{trace}-root",
        "startTime": start,
        "endTime": start.replace(":00.", ":20."),
        "providedModelName": "small-model",
        "usageDetails": {"input": 100, "output": 20, "total": 120},
        "totalCost": 0.01,
    }


def score(
    number: int, trace: str, at: str, value: Any, kind: str = "CATEGORICAL"
) -> dict[str, Any]:
    return {
        "id": f"score-{number}",
        "name": "verdict",
        "source": "ANNOTATION",
        "dataType": kind,
        "value": value,
        "timestamp": at,
        "authorUserId": "editor",
        "comment": "said by Content Lead",
        "metadata": {"minutes": 4},
        "subject": {"kind": "trace", "id": trace},
    }


class Langfuse:
    """Observations and scores in pages of two, from a time on or of one trace."""

    def __init__(self) -> None:
        first, second = "2026-03-02T08:00:00.000Z", "2026-03-04T08:00:00.000Z"
        self.observations = [
            *(root("t1", first), generation("t1", first), generation("t1", first, 2)),
            *(root("t2", second), generation("t2", second)),
        ]
        self.scores = [score(1, "t1", "2026-03-02T09:00:00.000Z", "approved")]

    def __call__(self, asked: Asked) -> Answer:
        key = base64.b64encode(b"pk-lf-demo:sk-lf-demo").decode()
        if asked.headers.get("authorization") != f"Basic {key}":
            return Answer({"message": "Invalid credentials", "error": "LangfuseAuthError"}, 401)
        if asked.path == "/api/public/v3/scores":
            assert asked.params["fields"] == "details,subject,annotation"
            since = asked.params["fromTimestamp"].removesuffix("Z")
            return page(asked, [s for s in self.scores if s["timestamp"] >= since])
        assert asked.path == "/api/public/v2/observations"
        found = [o for o in self.observations if self.is_wanted(o, asked)]
        if asked.params["fields"] == "core":
            core = ("id", "traceId", "startTime", "endTime", "parentObservationId", "type")
            found = [{name: one[name] for name in core} for one in found]
        return page(asked, found)

    def is_wanted(self, observation: dict[str, Any], asked: Asked) -> bool:
        since = asked.params.get("fromStartTime", "").removesuffix("Z")
        trace = asked.params.get("traceId", observation["traceId"])
        return bool(observation["startTime"] >= since and observation["traceId"] == trace)


def page(asked: Asked, records: list[dict[str, Any]]) -> Answer:
    start = int(asked.params.get("cursor", "0"))
    is_last = start + 2 >= len(records)
    meta = {} if is_last else {"cursor": str(start + 2)}
    return Answer({"data": records[start : start + 2], "meta": {"limit": 2, **meta}})


@pytest.fixture
def langfuse(settings: Settings) -> Iterator[tuple[Langfuse, ApiServer]]:
    tool = Langfuse()
    with serving(tool) as server:
        switch_on(settings, "langfuse", server, {}, SECRETS)
        yield tool, server


@pytest.mark.usefixtures("langfuse")
def test_traces_and_scores_are_loaded(settings: Settings) -> None:
    """A trace with the sums of its calls; a label is the verdict of who gave it."""
    traces, scores = fetch_all(settings)
    assert (traces.records, scores.records) == (2, 1)
    assert load(settings) == [("loaded", 0)] * 2
    assert ask(settings, RUNS) == [
        ("t1", "content-agent", "blog", "ok", "small-model", 200, 40, "0.0200000000"),
        ("t2", "content-agent", "blog", "ok", "small-model", 100, 20, "0.0100000000"),
    ]
    reviews = "select review_id, subject_id, reviewer, verdict, minutes from raw.reviews"
    assert ask(settings, reviews) == [("score-1", "langfuse:default:t1", "editor", "approved", 4)]
    assert not any("Content Lead" in path.read_text("utf-8") for path in landed(settings))


def test_a_trace_that_goes_on_is_landed_as_a_whole(
    settings: Settings, langfuse: tuple[Langfuse, ApiServer]
) -> None:
    """Its new call alone would stand for all of its tokens."""
    tool, server = langfuse
    fetch_all(settings)
    server.asked.clear()
    tool.observations.append(generation("t1", "2026-03-05T08:00:00.000Z", 3))
    traces, _ = fetch_all(settings)
    assert server.asked[0].params["fromStartTime"] == "2026-03-03T08:00:00Z"
    assert traces.records == 2  # that of the last day, and the one that goes on
    load(settings)
    assert ask(settings, RUNS)[0][5:7] == (300, 60)


def test_a_score_that_comes_later_finds_its_trace(
    settings: Settings, langfuse: tuple[Langfuse, ApiServer]
) -> None:
    """One of a session is of no run, and one of a deleted trace is told."""
    tool, _ = langfuse
    fetch_all(settings)
    of_session = score(3, "s", "2026-04-02T09:00:00.000Z", 1, "NUMERIC")
    of_session["subject"] = {"kind": "session", "id": "s"}
    tool.scores += [
        score(2, "t1", "2026-04-01T09:00:00.000Z", "rejected"),
        of_session,
        score(4, "gone", "2026-04-02T09:00:00.000Z", 0.5, "NUMERIC"),
    ]
    _, scores = fetch_all(settings)
    assert scores.records == 1
    assert scores.notes == ("1 score(s) of a trace without observations were left out",)
    load(settings)
    verdicts = "select distinct review_id, verdict from raw.reviews order by 1"
    assert ask(settings, verdicts) == [("score-1", "approved"), ("score-2", "rejected")]


def test_a_project_without_traces_is_loaded(
    settings: Settings, langfuse: tuple[Langfuse, ApiServer]
) -> None:
    """An empty list is no failure."""
    tool, _ = langfuse
    tool.observations, tool.scores = [], []
    assert [landed.records for landed in fetch_all(settings)] == [0, 0]
    assert [status for status, _ in load(settings)] == ["loaded", "loaded"]


def test_keys_that_were_taken_back_are_one_line(
    settings: Settings, langfuse: tuple[Langfuse, ApiServer]
) -> None:
    """Both keys are named."""
    _, server = langfuse
    switch_on(settings, "langfuse", server, {}, SECRETS | {"secret_key": "0ld"})
    with pytest.raises(FetchFailed, match=r"refuses the secret \(HTTP 401, LangfuseAuthError\)"):
        fetch_all(settings)


def landed(settings: Settings) -> list[Any]:
    return list(settings.landing.rglob("*.jsonl"))
