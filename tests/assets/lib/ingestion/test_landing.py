"""What has landed is listed whole and in order; what must not be opened is refused."""

import hashlib
import os
from pathlib import Path

import pytest

import assets.lib.ingestion.landing
from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.file_hashes import FileHash, HashCache
from assets.lib.ingestion.landing import LandedFile, hash_landed, list_landed_files
from assets.lib.settings import Settings
from tests.assets.builders import land, lead_ids, leads, statuses, take_in


def listed(settings: Settings) -> list[str]:
    return [landed.path for landed in list_landed_files(settings.landing)]


def only(settings: Settings) -> LandedFile:
    [landed] = list_landed_files(settings.landing)
    return landed


def hash_only(settings: Settings) -> FileHash:
    return hash_landed(only(settings), settings.landing, HashCache(settings))


def refusal(settings: Settings) -> str:
    """Return why the only landed is refused."""
    with pytest.raises(UnreadableExport) as caught:
        hash_only(settings)
    return str(caught.value)


def test_a_file_is_known_by_its_bytes(settings: Settings) -> None:
    """SHA-256 and size are those of the file."""
    land(settings, "canonical/leads.csv", "abc")
    known = hash_only(settings)
    assert (known.sha256, known.state.size) == (hashlib.sha256(b"abc").hexdigest(), 3)


def test_the_folders_say_connector_and_account(settings: Settings) -> None:
    """landing/<connector>/<account>/...: without account it is the default one."""
    for path in ("top.csv", "ads/a.csv", "ads/emea/b.csv", "ads/emea/2026/c.csv"):
        land(settings, path, "x")
    found = {d.path: (d.connector, d.account) for d in list_landed_files(settings.landing)}
    assert found == {
        "top.csv": (None, "default"),
        "ads/a.csv": ("ads", "default"),
        "ads/emea/b.csv": ("ads", "emea"),
        "ads/emea/2026/c.csv": ("ads", "emea"),
    }


def test_unfinished_and_hidden_files_wait(settings: Settings) -> None:
    """A transfer that is not complete, and what programs hide, is neither read nor refused."""
    for name in (
        "canonical/leads.csv.part",
        "canonical/leads.csv.tmp",
        "canonical/leads.csv.crdownload",
        "canonical/leads.csv.partial",
        "canonical/.leads.csv",
        ".DS_Store",
        "canonical/.trash/leads.csv",
        ".stversions/canonical/leads.csv",
    ):
        land(settings, name, leads("L"))
    assert listed(settings) == []
    (settings.landing / "canonical/leads.csv.part").rename(settings.landing / "canonical/leads.csv")
    assert listed(settings) == ["canonical/leads.csv"]


def test_there_may_be_no_landing_at_all(settings: Settings) -> None:
    """Nothing delivered is no error, and reading it makes no folder."""
    assert listed(settings) == []
    assert take_in(settings) == []
    assert not settings.landing.exists()


def test_links_out_of_landing_are_refused(settings: Settings, tmp_path: Path) -> None:
    """A link to a file elsewhere is not followed, nor is one to a folder or to nothing."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "leads.csv").write_text(leads("SECRET"))
    inside = settings.landing / "canonical"
    inside.mkdir(parents=True)
    (inside / "leads.csv").symlink_to(outside / "leads.csv")
    assert refusal(settings) == "a link that leads out of landing; put the file itself here"
    (inside / "leads.csv").unlink()
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    assert listed(settings) == ["canonical/folder"]
    assert refusal(settings) == "a link that leads out of landing; put the file itself here"
    assert statuses(take_in(settings)) == {"canonical/folder": "failed"}
    assert lead_ids(settings) == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("missing.csv", "can't be opened: No such file or directory"),
        ("leads.csv", "a link that leads to itself; put the file itself here"),
        (".", "not a regular file; put the export itself here"),
    ],
)
def test_links_that_lead_nowhere_are_refused(settings: Settings, target: str, reason: str) -> None:
    """A dangling link, one to itself and one to a folder are reported; the other files load."""
    folder = settings.landing / "canonical"
    folder.mkdir(parents=True)
    (folder / "leads.csv").symlink_to(target)
    assert refusal(settings) == reason
    land(settings, "canonical/leads.2.csv", leads("L"))
    assert statuses(take_in(settings)) == {
        "canonical/leads.csv": "failed",
        "canonical/leads.2.csv": "loaded",
    }


def test_a_link_within_landing_is_read(settings: Settings) -> None:
    """It leads to the same bytes, which load once."""
    file = land(settings, "canonical/leads.1.csv", leads("L"))
    (file.parent / "leads.2.csv").symlink_to("leads.1.csv")
    assert sorted(statuses(take_in(settings)).values()) == ["duplicate", "loaded"]


def test_special_files_are_not_opened(settings: Settings) -> None:
    """A pipe would block the run for ever."""
    folder = settings.landing / "canonical"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "leads.csv")
    assert refusal(settings) == "not a regular file; put the export itself here"


def test_an_oversized_file_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is named, and what to do; a file of just that size is read."""
    monkeypatch.setattr(assets.lib.ingestion.landing, "MAXIMUM_BYTES", 1000)
    land(settings, "canonical/leads.csv", "x" * 1001)
    assert refusal(settings) == "1,001 bytes are more than 1,000; split the export"
    land(settings, "canonical/leads.csv", "x" * 1000)
    assert hash_only(settings).state.size == 1000


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_refused(settings: Settings) -> None:
    """The reason is the system's own; the file is read once permissions allow it."""
    file = land(settings, "canonical/leads.csv", leads("L"))
    file.chmod(0)
    assert refusal(settings) == "can't be opened: Permission denied"


def test_a_file_that_the_system_refuses_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the disk answers is the reason; the run goes on."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    land(settings, "canonical/leads.csv", leads("L"))
    with monkeypatch.context() as patched:
        patched.setattr("hashlib.file_digest", refuse)
        assert refusal(settings) == "can't be opened: Permission denied"
        assert statuses(take_in(settings)) == {"canonical/leads.csv": "failed"}
    assert statuses(take_in(settings)) == {"canonical/leads.csv": "loaded"}


def test_a_name_that_is_no_text_is_told(settings: Settings) -> None:
    """A name in an old encoding, as some archives give, stops neither listing nor the run."""
    land(settings, "canonical/leads.csv", leads("L"))
    old = os.fsencode(settings.landing / "canonical") + b"/leads.M\xe4rz.csv"
    Path(os.fsdecode(old)).write_text(leads("M"))
    assert statuses(take_in(settings)) == {
        "canonical/leads.csv": "loaded",
        "canonical/leads.M\ufffdrz.csv": "failed",
    }


def test_a_file_that_is_taken_away_meanwhile_is_not_listed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the listing of a folder and the look at its file, others may move it."""
    file = land(settings, "canonical/leads.csv", leads("L"))
    land(settings, "canonical/work_items.csv", "x")
    walked = list(os.walk(settings.landing))
    file.unlink()
    monkeypatch.setattr("os.walk", lambda _: iter(walked))
    assert listed(settings) == ["canonical/work_items.csv"]
