"""A warehouse of an older version is rebuilt from landing, and nothing is lost in silence."""

from __future__ import annotations

import duckdb
import pytest

from assets.lib.settings import Settings
from assets.lib.warehouse import (
    NoWarehouse,
    open_warehouse,
    open_warehouse_for_reading,
    prepare_warehouse,
)
from assets.lib.warehouse_schema import WAREHOUSE_VERSION, WarehouseTooNew
from tests.assets.builders import ask, land, lead_ids, leads, statuses, take_in

OLDER = """
alter table ops.ingested_file rename parser_fingerprint to reader;
drop table ops.warehouse_version;
insert into ops.alert values
    ('a', 't', date '2026-03-02', 'open', 'x > 1', 'd', null, 'run', now(), now());
create table ops.notice as from ops.alert;
drop table ops.alert;
"""


def make_older(settings: Settings, statements: str = OLDER) -> None:
    """Turn the warehouse into one as versions before the first number wrote it."""
    with duckdb.connect(str(settings.warehouse_file)) as connection:
        connection.execute(statements)


def test_an_older_warehouse_is_read_again_from_landing(settings: Settings) -> None:
    """The message says so once; every file is read, and alerts that went out are remembered."""
    land(settings, "canonical/leads.csv", leads("A", "B"))
    take_in(settings)
    make_older(settings)
    assert prepare_warehouse(settings) == (
        "the warehouse was written by an older version: all 1 files are read again from landing"
    )
    assert prepare_warehouse(settings) is None
    assert statuses(take_in(settings)) == {"canonical/leads.csv": "loaded"}
    assert lead_ids(settings) == ["A", "B"]
    assert statuses(take_in(settings)) == {"canonical/leads.csv": "unchanged"}
    assert ask(settings, "select agent, delivered_at is not null from ops.alert") == [("a", True)]


def test_rows_whose_file_is_gone_are_kept_and_named(settings: Settings) -> None:
    """They can't be read again, so they stay as they were read."""
    land(settings, "canonical/leads.1.csv", leads("A"))
    gone = land(settings, "canonical/leads.2.csv", leads("B"))
    take_in(settings)
    gone.unlink()
    make_older(settings)
    said = str(prepare_warehouse(settings))
    assert "1 are no longer there, and what they gave before was kept" in said
    assert "canonical/leads.2.csv" in said
    assert statuses(take_in(settings)) == {"canonical/leads.1.csv": "loaded"}
    assert lead_ids(settings) == ["A", "B"]


def test_what_can_not_be_carried_over_is_named(settings: Settings) -> None:
    """A record of files that lacks what must be known of them starts anew, and its rows with it."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    make_older(settings, OLDER + "alter table ops.ingested_file drop rows_loaded;")
    said = str(prepare_warehouse(settings))
    assert said.endswith("not carried over: ops.ingested_file, raw")
    assert ask(settings, "select count(*) from raw.leads") == [(0,)]
    assert statuses(take_in(settings)) == {"canonical/leads.csv": "loaded"}
    assert lead_ids(settings) == ["A"]


def test_a_rebuilding_that_fails_leaves_the_older_warehouse(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is one transaction: the next attempt finds everything as it was."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    make_older(settings)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("assets.lib.warehouse_schema._renew_raw_tables", fail)
        with pytest.raises(ZeroDivisionError):
            prepare_warehouse(settings)
    assert "older version" in str(prepare_warehouse(settings))
    assert lead_ids(settings) == ["A"]


def test_a_newer_warehouse_is_refused(settings: Settings) -> None:
    """Neither read nor written: what a newer version put there is not ours to judge."""
    ask(settings, "select 1")
    make_older(settings, "update ops.warehouse_version set version = version + 1")
    expected = f"version {WAREHOUSE_VERSION + 1}, and this program knows {WAREHOUSE_VERSION}"
    for opening in (open_warehouse, open_warehouse_for_reading):
        with pytest.raises(WarehouseTooNew, match=expected), opening(settings):
            pass


def test_reading_does_not_rebuild(settings: Settings) -> None:
    """A reading command says that the next run will."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    make_older(settings)
    with (
        pytest.raises(NoWarehouse, match="the next run rebuilds it"),
        open_warehouse_for_reading(settings),
    ):
        pass


def test_files_of_an_older_version_have_columns_too(settings: Settings) -> None:
    """They are read again, so that the next export has one to be held against."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    make_older(settings, "drop table ops.file_column; update ops.warehouse_version set version = 2")
    assert "older version" in str(prepare_warehouse(settings))
    take_in(settings)
    assert ask(settings, "select count(*) from ops.file_column") == [(4,)]
