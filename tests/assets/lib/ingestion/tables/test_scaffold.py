"""A new connector begins with what its export shows, and asks for the rest."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from assets.lib.ingestion.connector import Account, Export
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.proposal import OPEN_QUESTION
from assets.lib.ingestion.tables.scaffold import ConnectorExists, scaffold_connector

EXPORT = """Report: all tasks

Key,Title,Folder,Assigned To,Completed Date,Created Date,Created By,Kind
W-1,"Plan, spring",Marketing,Robin Real,2026-03-05,2026-03-01,robin@real.example,strategy
W-2,Write the page,Marketing,,,2026-03-02,robin@real.example,task
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Give the folder of a connector that was made from the export."""
    export = tmp_path / "export.csv"
    export.write_text(EXPORT, encoding="utf-8")
    scaffold_connector(tmp_path / "connectors", "new_tool", export, "work_items")
    return tmp_path / "connectors" / "new_tool"


def load(folder: Path) -> TableConnector:
    spec = importlib.util.spec_from_file_location("made", folder / "connector.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    connector: TableConnector = module.CONNECTOR
    return connector


def test_the_connector_reads_its_sample_at_once(made: Path) -> None:
    """With what was guessed: header below a preamble, key, times, and columns of like names."""
    connector = load(made)
    assert (connector.name, connector.streams) == ("new_tool", ("work_items",))
    [batch] = connector.read(Export(made / "samples" / "work_items.csv", Account()))
    [rows] = batch.rows
    assert set(rows.frame.columns) == {
        "_row",
        "work_item_id",
        "title",
        "kind",
        "created_at",
        "completed_at",
    }
    assert rows.frame["work_item_id"].to_list() == ["W-1", "W-2"]
    assert batch.unmapped == ("folder", "assigned to", "created by")


def test_nobody_of_the_export_is_in_the_sample(made: Path) -> None:
    """The same person is the same made-up one."""
    sample = (made / "samples" / "work_items.csv").read_text(encoding="utf-8")
    assert "Real" not in sample
    assert "real.example" not in sample
    assert sample.count("person.2@demo.example") == 2
    assert '"Plan, spring"' in sample


def test_what_is_not_known_is_asked(made: Path, tmp_path: Path) -> None:
    """Also of a stream of which nothing was found."""
    assert OPEN_QUESTION in (made / "README.md").read_text(encoding="utf-8")
    folder = tmp_path / "connectors"
    scaffold_connector(folder, "other", tmp_path / "export.csv", "agent_runs")
    text = (folder / "other" / "connector.py").read_text(encoding="utf-8")
    assert f'"agent": cell("{OPEN_QUESTION}")' in text
    compile(text, "connector.py", "exec")


@pytest.mark.parametrize("name", ["new_tool", "New Tool", "1st", ""])
def test_a_name_that_is_taken_or_none_is_refused(made: Path, tmp_path: Path, name: str) -> None:
    """Nothing is overwritten."""
    with pytest.raises(ConnectorExists):
        scaffold_connector(made.parent, name, tmp_path / "export.csv", "work_items")
