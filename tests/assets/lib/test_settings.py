"""The environment is read in one place, and nothing else decides where files are."""

from pathlib import Path

import pytest

from assets.lib.settings import PROJECT_ROOT, SettingRefused, Settings, read_settings


def test_the_default_home_is_the_data_folder_of_the_project() -> None:
    """Without a variable, files are in `data/`; an empty variable counts as none."""
    assert read_settings({}).home == PROJECT_ROOT / "data"
    names = ("FULLSCORE_HOME", "FULLSCORE_PERSON_KEY", "FULLSCORE_ALERT_URL")
    assert read_settings(dict.fromkeys(names, "")) == read_settings({})


def test_the_home_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative home, or one below `~`, is resolved once and for all."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read_settings({"FULLSCORE_HOME": "here"}).home == tmp_path / "here"
    assert read_settings({"FULLSCORE_HOME": "~/there"}).home == tmp_path / "there"


def test_every_folder_hangs_from_the_home(tmp_path: Path) -> None:
    """Two installations with two homes share no file."""
    settings = Settings(tmp_path)
    folders = [name for name, kind in vars(Settings).items() if isinstance(kind, property)]
    assert len(folders) >= 8
    for name in folders:
        assert getattr(settings, name).is_relative_to(tmp_path), name


def test_reading_settings_makes_nothing(tmp_path: Path) -> None:
    """Asking where things are creates no folder and no key."""
    settings = read_settings({"FULLSCORE_HOME": str(tmp_path / "new")})
    assert settings.person_key_file.name == "person.key"
    assert not settings.home.exists()


def test_a_short_key_is_refused() -> None:
    """With it, the hash of every address could be computed."""
    with pytest.raises(SettingRefused, match="has 15 characters; give it at least 16"):
        read_settings({"FULLSCORE_PERSON_KEY": "x" * 15})
    assert read_settings({"FULLSCORE_PERSON_KEY": "x" * 16}).person_key_secret == "x" * 16


@pytest.mark.parametrize("size", ["4GB", "800 MB", "1.5GiB", "2TB"])
def test_memory_is_a_size_as_duckdb_writes_it(size: str) -> None:
    """The warehouse takes each of them."""
    assert read_settings({"FULLSCORE_MEMORY": size}).memory == size


@pytest.mark.parametrize("size", ["4", "much", "0GB", "-1GB", "80%", "4GB'; drop"])
def test_memory_of_another_form_is_refused(size: str) -> None:
    """Before a run starts, and with a size that would do."""
    with pytest.raises(SettingRefused, match="write a size such as 4GB"):
        read_settings({"FULLSCORE_MEMORY": size})
