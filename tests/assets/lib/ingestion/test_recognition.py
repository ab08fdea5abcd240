"""Every export is recognised by its content, and none is taken for another tool's."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.recognition import Recognition, Verdict, look_at, recognise
from tests.assets.connectors.samples import Sample, find_samples

SAMPLES = find_samples()
GOOD = [sample for sample in SAMPLES if not sample.export.name.startswith("bad-")]


@pytest.mark.parametrize("sample", GOOD, ids=lambda s: f"{s.connector}/{s.export.name}")
def test_no_sample_is_taken_for_another_tools(sample: Sample) -> None:
    """A bad one may be a good one of another connector."""
    chosen = recognise(look_at(sample.export), discover_connectors()).chosen
    assert chosen is None or chosen.connector == sample.connector


def test_every_connector_recognises_a_sample_of_its_own() -> None:
    """A connector that recognises nothing would leave every file of its tool waiting."""
    verdicts = (recognise(look_at(sample.export), discover_connectors()) for sample in SAMPLES)
    chosen = {verdict.chosen.connector for verdict in verdicts if verdict.chosen}
    assert chosen == set(discover_connectors())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_hide_no_header(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    """Tools and spreadsheets write all of them."""
    path = tmp_path / "export.csv"
    header = delimiter.join(("lead_id", "created_at", "stage"))
    path.write_text(f"\n{header}\n1{delimiter}2026-03-02{delimiter}\n", encoding=encoding)
    named = path.rename(tmp_path / "leads.csv")
    verdict = recognise(look_at(named), discover_connectors())
    assert verdict.chosen == Recognition("canonical", "leads", 1.0)


def test_two_that_match_alike_are_not_chosen_from() -> None:
    """The better one is, with the other as the runner-up."""
    one, other = Recognition("one", "tasks", 0.8), Recognition("other", "issues", 0.8)
    alike = Verdict((one, other))
    assert alike.chosen is None
    assert alike.advice() == (
        "it may be of one (tasks) or other (issues); "
        "put it into landing/<connector>/ of the right one"
    )
    better = Verdict((Recognition("one", "tasks", 0.9), other))
    assert better.describe() == "one, tasks (90%; then other (80%))"


def test_a_tool_that_nothing_knows_is_taken_for_no_other(tmp_path: Path) -> None:
    """A table of campaigns shares usual headers with those of other tools; it waits."""
    path = tmp_path / "campaigns.csv"
    header = "Campaign ID;Campaign Name;Subject;Sent;Delivered;Opens;Clicks;Sender;Status;Tag"
    path.write_text(f"{header}\n118;Spring;Hello;02-03-2026;1190;640;88;News;Sent;digest\n")
    assert recognise(look_at(path), discover_connectors()).chosen is None


def test_what_few_columns_are_known_of_waits_unless_it_is_declared() -> None:
    """The advice names what is nearest, and what to do."""
    verdict = Verdict((Recognition("one", "tasks", 0.2),))
    assert verdict.chosen is None
    assert "20% of its columns are those of one (tasks)" in verdict.advice()
    assert Verdict((Recognition("one", "tasks", 0.2, is_declared=True),)).chosen is not None


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"{", b"<", b"just a note\n", b'"open'])
def test_what_is_no_export_is_recognised_by_nobody(tmp_path: Path, content: bytes) -> None:
    """And stops nothing."""
    path = tmp_path / "file"
    path.write_bytes(content)
    assert recognise(look_at(path), discover_connectors()).chosen is None
