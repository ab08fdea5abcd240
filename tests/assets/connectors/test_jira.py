"""What must hold of the Jira connector beyond its samples."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from assets.connectors.jira.connector import CONNECTOR
from assets.lib.ingestion.connector import Account, Export
from tests.assets.connectors.samples import Sample, read_sample

FIXTURES = Path(__file__).resolve().parents[4] / "shared" / "fixtures"
REAL_EXPORT = FIXTURES / "jira_cloud_csv" / "Jira.csv"


def _items(tmp_path: Path, text: str, account: Account | None = None) -> pl.DataFrame:
    path = tmp_path / "Jira.csv"
    path.write_text(text, encoding="utf-8")
    [batch] = CONNECTOR.read(Export(path, account or Account()))
    return batch.rows[0].frame


def test_an_agent_run_is_handed_on_as_it_is_written(tmp_path: Path) -> None:
    """Whose run it is, is ingestion's to say: with a prefix or without, the connector adds none."""
    items = _items(
        tmp_path,
        "Summary,Issue id,Custom field (Agent run)\nRule,1,langfuse:run-7\nRule,2,run-8\n",
    )
    assert items["agent_run_id"].to_list() == ["langfuse:run-7", "run-8"]


def test_a_declared_custom_field_holds_hours_and_jiras_own_field_seconds(tmp_path: Path) -> None:
    """The unit follows the field, because one header may hold either."""
    text = "Summary,Issue id,Custom field (Logged hours),Temps consacré\nRule,1,1.5,5400\n"
    for field in ("Custom field (Logged hours)", "Temps consacré"):
        items = _items(tmp_path, text, Account(columns={"hours": field}))
        assert items["hours"].to_list() == ["1.5"], field


def test_a_declared_completion_is_not_filled_up_from_the_status(tmp_path: Path) -> None:
    """What the organisation names as completion is the only one."""
    text = (
        "Summary,Issue id,Resolved,Status Category,Status Category Changed,Custom field (Live)\n"
        "Rule,1,04/Mar/26 9:00 AM,Done,04/Mar/26 9:00 AM,\n"
    )
    declared = Account(columns={"completed_at": "Custom field (Live)"})
    assert _items(tmp_path, text, declared)["completed_at"].to_list() == [None]
    assert _items(tmp_path, text)["completed_at"].to_list() == ["04/Mar/26 9:00 AM"]


def test_a_header_of_hundreds_of_fields_is_read(tmp_path: Path) -> None:
    """Repeated and similarly named fields don't get in each other's way."""
    fields = ["Custom field (X)", "custom field (x)", "Labels", "Comment", ""] * 100
    values = ["", "", "label", "02/Mar/26 9:00 AM;712020:1a;personal", ""] * 100
    text = f"Summary,Issue id,{','.join(fields)}\nRule,1,{','.join(values)}\n"
    items = _items(tmp_path, text)
    assert items["labels"].to_list() == [";".join(["label"] * 100)]
    assert set(items.columns) == {"_row", "work_item_id", "title", "labels", "ai_assisted"}


@pytest.mark.skipif(not REAL_EXPORT.exists(), reason=f"{REAL_EXPORT} is not here")
def test_a_real_export_of_jira_cloud_loads_to_the_last_issue() -> None:
    """22 issues: 10 done, 11 assigned, nothing quarantined, nothing skipped, nobody's comment."""
    declared = {"timezone": "America/New_York"}
    result = read_sample(Sample("jira", REAL_EXPORT, REAL_EXPORT), declared)
    items = result["rows"]["work_items"]
    assert (result["records"], len(items)) == (22, 22)
    assert (result["quarantined"], result["skipped"], result["notes"]) == ([], {}, [])
    assert Counter(item["kind"] for item in items) == {"Story": 15, "Task": 7}
    assert {item["project"] for item in items} == {"TES"}
    assert [int(item["work_item_id"]) for item in items[:3]] == [10814, 10813, 10780]
    assert len({item["work_item_id"] for item in items}) == 22
    assert sum("assignee" in item for item in items) == 11
    assert Counter(item.get("assignee_type") for item in items) == {"human": 11, None: 11}
    done = {item["work_item_id"]: item["completed_at"] for item in items if "completed_at" in item}
    assert len(done) == 10
    assert (done["10678"], done["10571"]) == (
        "2025-09-12 13:05:00+00:00",
        "2025-09-08 12:06:00+00:00",
    )
    assert not any("hours" in item or "labels" in item for item in items)
    assert items[0]["created_at"] == "2025-09-22 13:26:00+00:00"
