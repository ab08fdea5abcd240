"""A file is read for its hash when its bytes may have changed, and only then."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assets.lib.ingestion import file_hashes
from assets.lib.ingestion.connector import Batch, Export
from assets.lib.ingestion.file_hashes import HashCache
from assets.lib.settings import Settings
from tests.assets.builders import Stub, land, lead_batch, lead_ids, leads, statuses, take_in


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that were read for their hash, as they are read."""
    names: list[str] = []
    read = file_hashes.hash_file

    def note(file: Path) -> file_hashes.FileHash:
        names.append(file.name)
        return read(file)

    monkeypatch.setattr(file_hashes, "hash_file", note)
    monkeypatch.setattr(file_hashes, "_SETTLED_NANOSECONDS", -(10**9))
    return names


def look(settings: Settings, file: Path) -> str:
    cache = HashCache(settings)
    found = cache.hash(file.name, file)
    cache.save()
    return found.sha256


def test_a_file_that_did_not_change_is_read_once(settings: Settings, hashed: list[str]) -> None:
    """Also for other processes: the hashes are kept in the warehouse folder."""
    file = land(settings, "canonical/a.csv", "abc")
    assert {look(settings, file) for _ in range(3)} == {hashlib.sha256(b"abc").hexdigest()}
    assert hashed == ["a.csv"]


@pytest.mark.parametrize("change", ["bytes", "times set back", "replaced"])
def test_a_file_that_changed_is_read_again(
    settings: Settings, hashed: list[str], change: str
) -> None:
    """Whatever the change leaves alike: size, name, the time of the last change."""
    file = land(settings, "canonical/a.csv", "abc")
    before = file.stat()
    look(settings, file)
    if change == "replaced":
        other = land(settings, "canonical/other", "xyz")
        other.replace(file)
    else:
        file.write_text("xyz")
    if change != "bytes":
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look(settings, file) == hashlib.sha256(b"xyz").hexdigest()
    assert hashed == ["a.csv", "a.csv"]


def test_a_file_that_has_just_been_written_is_not_trusted(
    settings: Settings, hashed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two changes within one tick of the clock have the same times."""
    monkeypatch.setattr(file_hashes, "_SETTLED_NANOSECONDS", 10**12)
    file = land(settings, "canonical/a.csv", "abc")
    look(settings, file)
    look(settings, file)
    assert hashed == ["a.csv", "a.csv"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a.csv": 1}', '{"a.csv": ["x"]}', "\xff"])
def test_a_damaged_cache_is_an_empty_one(
    settings: Settings, hashed: list[str], damage: str
) -> None:
    """It only saves time: files are read again, and the cache is whole again."""
    file = land(settings, "canonical/a.csv", "abc")
    look(settings, file)
    (settings.warehouse_folder / "file_hashes.json").write_bytes(damage.encode("latin-1"))
    look(settings, file)
    look(settings, file)
    assert hashed == ["a.csv", "a.csv"]


@pytest.mark.parametrize("then", ["changed", "taken away"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    """Its rows are not kept under the hash of other bytes, and the next run reads it."""

    class Meddling(Stub):
        def exported_at(self, export: object) -> None:
            del export
            if then == "changed":
                file.write_text("y")
            else:
                file.unlink()

    file = land(settings, "stub/a.txt", "x")
    known = {"stub": Meddling(lead_batch("A"))}
    with monkeypatch.context() as patched:
        for module in ("tables.mapping", "parse"):
            patched.setattr(f"assets.lib.ingestion.{module}.discover_connectors", lambda: known)
        [result] = take_in(settings)
        assert result.status == "failed"
        assert "while it was read" in str(result.reason)
        assert lead_ids(settings) == []
        known["stub"] = Stub(lead_batch("B"))  # type: ignore[assignment]
        file.write_text("x")
        assert statuses(take_in(settings)) == {"stub/a.txt": "loaded"}
    assert lead_ids(settings) == ["B"]


@pytest.mark.parametrize("back", [False, True])
def test_rows_that_are_appended_in_mid_read_are_not_lost(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    """Neither what grows while its batches are read, nor what is put back by their end, stays."""

    class Growing(Stub):
        def read(self, export: Export) -> Iterator[Batch]:
            before = export.path.read_text()
            yield from super().read(export)
            export.path.write_text("grown")
            if back:
                export.path.write_text(before)

    land(settings, "stub/a.txt", "x")
    known = {"stub": Growing(lead_batch("A"))}
    for module in ("tables.mapping", "parse"):
        monkeypatch.setattr(f"assets.lib.ingestion.{module}.discover_connectors", lambda: known)
    [result] = take_in(settings)
    assert (result.status, lead_ids(settings)) == ("failed", [])
    known["stub"] = Stub(lead_batch("A", "B"))  # type: ignore[assignment]
    assert statuses(take_in(settings)) == {"stub/a.txt": "loaded"}
    assert lead_ids(settings) == ["A", "B"]


def test_a_file_is_hashed_once_in_a_run(settings: Settings, hashed: list[str]) -> None:
    """What was hashed to name it is not hashed again to confirm it."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    take_in(settings)
    assert hashed == ["leads.csv"]
