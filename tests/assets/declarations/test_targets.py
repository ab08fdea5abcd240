"""Targets are of the KPIs that the project defines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assets.declarations.targets.model import TargetsFile
from assets.lib.organisation import values
from assets.lib.settings import DBT_PROJECT
from tests.assets.lib.organisation.declaring import errors_in, read

TARGETS = "targets: [{kpi: answer_rate, value: 1, from: 2026-01-01, until: 2026-02-01}]\n"
ANNOTATIONS = "annotations: [{date: 2026-01-01, text: a, concerns: [answer_rate]}]\n"


@pytest.fixture
def fifth_kpi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give a project whose seed defines one KPI more."""
    seed = Path("seeds") / "kpi_definition.csv"
    lines = (DBT_PROJECT / seed).read_text(encoding="utf-8").splitlines()
    first = lines[1].replace("content_system_throughput", "answer_rate", 1).split(",")
    copy = tmp_path / "project" / seed
    copy.parent.mkdir(parents=True)
    copy.write_text("\n".join([*lines, ",".join([*first[:2], "5", *first[3:]]), ""]))
    monkeypatch.setattr(values, "DBT_PROJECT", tmp_path / "project")
    values.list_kpi_ids.cache_clear()
    yield
    values.list_kpi_ids.cache_clear()


@pytest.mark.usefixtures("fifth_kpi")
def test_a_fifth_kpi_has_targets_and_annotations(tmp_path: Path) -> None:
    """A row of the seed is all that it takes."""
    agents = "agents: [{agent: a, workflow: b, vendor: c}]\n"
    workflows = "workflows: [{workflow: b}]\n"
    files = {"agents.yml": agents, "workflows.yml": workflows}
    assert (
        errors_in(tmp_path, files | {"targets.yml": TARGETS, "annotations.yml": ANNOTATIONS}) == []
    )
    assert read(tmp_path)[TargetsFile].targets[0].kpi == "answer_rate"


def test_an_unknown_kpi_is_refused_with_those_there_are(tmp_path: Path) -> None:
    """In the order in which they are shown."""
    [error] = errors_in(tmp_path, {"targets.yml": TARGETS})
    known = ", ".join(map(repr, values.list_kpi_ids()[:-1]))
    assert error == (
        "targets.yml:1: targets.0.kpi: 'answer_rate' is not allowed: "
        f"Input should be {known} or '{values.list_kpi_ids()[-1]}'"
    )
