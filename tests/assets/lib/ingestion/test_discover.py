"""A connector is there because its folder is; nothing else is edited to add one."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import assets.connectors
from assets.lib.ingestion.connector import Connector
from assets.lib.ingestion.discover import discover_connectors
from assets.streams import STREAM_NAMES

SOURCE = """
from tests.assets.builders import Stub

class Named(Stub):
    name = {name!r}

CONNECTOR = {made}
"""


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for connector folders beside the real ones, found in this test only."""
    paths = [*assets.connectors.__path__, str(tmp_path)]
    monkeypatch.setattr(assets.connectors, "__path__", paths)
    discover_connectors.cache_clear()
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("assets.connectors."):
            del sys.modules[name]
    discover_connectors.cache_clear()


def add(folders: Path, folder: str, text: str) -> None:
    (folders / folder).mkdir()
    (folders / folder / "__init__.py").touch()
    (folders / folder / "connector.py").write_text(text, encoding="utf-8")


def test_every_folder_of_connectors_is_one() -> None:
    """No folder is passed over: not for want of an `__init__.py`, nor of anything else."""
    [root] = assets.connectors.__path__
    present = {
        path.name for path in Path(root).iterdir() if path.is_dir() and path.name != "__pycache__"
    }
    assert set(discover_connectors()) == present
    assert "canonical" in present


@pytest.mark.parametrize("connector", discover_connectors().values(), ids=lambda c: c.name)
def test_a_connector_says_what_it_reads(connector: Connector) -> None:
    """Name, version, title, streams that exist and suffixes that files end in."""
    assert connector.version >= 1
    assert connector.title
    assert connector.streams
    assert set(connector.streams) <= set(STREAM_NAMES)
    assert connector.suffixes
    assert all(s.startswith(".") and s == s.lower() for s in connector.suffixes)


def test_a_new_folder_is_a_new_connector(folders: Path) -> None:
    """A folder with a CONNECTOR of its name is found without a word elsewhere."""
    add(folders, "brand_new", SOURCE.format(name="brand_new", made="Named()"))
    assert discover_connectors()["brand_new"].title == "Stub"


@pytest.mark.parametrize(
    "text",
    [
        "",
        SOURCE.format(name="another", made="Named()"),
        SOURCE.format(name="odd", made="Named"),
        SOURCE.format(name="odd", made="None"),
    ],
    ids=["empty", "another name", "a class", "none"],
)
def test_a_folder_without_its_connector_is_told(folders: Path, text: str) -> None:
    """The error names the file and the name that it should have."""
    add(folders, "odd", text)
    with pytest.raises(TypeError, match=r"connectors/odd/connector\.py has no CONNECTOR named 'o"):
        discover_connectors()
