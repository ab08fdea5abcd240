"""What a file gave can be taken out; what is gone from landing stays, and is listed."""

from __future__ import annotations

import pytest

from assets.lib.ingestion.replay import request_replay
from assets.lib.ingestion.withdraw import NothingToWithdraw, undo_withdrawal, withdraw_file
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from tests.assets.builders import ask, land, lead_ids, leads, statuses, take_in


def presence(settings: Settings) -> dict[str, str]:
    return dict(ask(settings, "select path, status || ' ' || presence from ops.ingested_file"))


def waiting(settings: Settings) -> list[tuple[str, int, str | None]]:
    """Return file, row and resolution of every quarantined value."""
    return ask(settings, "select path, row_number, resolution from ops.quarantine order by all")


def test_a_withdrawn_file_stays_out(settings: Settings) -> None:
    """Its rows go at once, the next runs leave it alone, and others keep theirs."""
    land(settings, "canonical/leads.1.csv", leads("A", "B"))
    land(settings, "canonical/leads.2.csv", leads("C"))
    take_in(settings)
    withdrawal = withdraw_file(settings, "canonical/leads.1.csv")
    assert (withdrawal.paths, withdrawal.rows) == (("canonical/leads.1.csv",), {"leads": 2})
    assert lead_ids(settings) == ["C"]
    for _ in range(2):
        assert statuses(take_in(settings)) == {
            "canonical/leads.1.csv": "withdrawn",
            "canonical/leads.2.csv": "unchanged",
        }
    assert lead_ids(settings) == ["C"]


@pytest.mark.parametrize("path", ["landing/canonical/leads.csv", "canonical/leads.csv", None])
def test_the_file_may_be_named_as_a_shell_completes_it(
    settings: Settings, path: str | None
) -> None:
    """Below landing, with landing before it, or absolute."""
    file = land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    assert withdraw_file(settings, path or str(file)).rows == {"leads": 1}


def test_a_withdrawal_outlives_the_warehouse(settings: Settings) -> None:
    """A warehouse that is built anew from landing does not bring the rows back."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    withdraw_file(settings, "canonical/leads.csv")
    settings.warehouse_file.unlink()
    assert statuses(take_in(settings)) == {"canonical/leads.csv": "withdrawn"}
    assert lead_ids(settings) == []


def test_a_copy_of_a_withdrawn_file_is_withdrawn(settings: Settings) -> None:
    """Of the same account; other bytes under its name are a new export."""
    land(settings, "canonical/leads.csv", leads("A"))
    land(settings, "canonical/leads.copy.csv", leads("A"))
    take_in(settings)
    assert withdraw_file(settings, "canonical/leads.csv").rows == {"leads": 1}
    land(settings, "canonical/leads.again.csv", leads("A"))
    land(settings, "canonical/emea/leads.csv", leads("A"))
    assert set(statuses(take_in(settings)).items()) == {
        ("canonical/leads.csv", "withdrawn"),
        ("canonical/leads.copy.csv", "withdrawn"),
        ("canonical/leads.again.csv", "withdrawn"),
        ("canonical/emea/leads.csv", "loaded"),
    }
    land(settings, "canonical/leads.csv", leads("B"))
    assert statuses(take_in(settings))["canonical/leads.csv"] == "loaded"


def test_a_withdrawal_can_be_undone(settings: Settings) -> None:
    """The next run reads the file again."""
    land(settings, "canonical/leads.csv", leads("A"))
    take_in(settings)
    withdraw_file(settings, "canonical/leads.csv")
    undo_withdrawal(settings, "canonical/leads.csv")
    assert statuses(take_in(settings)) == {"canonical/leads.csv": "loaded"}
    with pytest.raises(NothingToWithdraw, match="the withdrawn files are none"):
        undo_withdrawal(settings, "canonical/leads.csv")


def test_what_can_not_be_withdrawn_is_told(settings: Settings) -> None:
    """A path that nobody knows, with those that are like it; a file without rows."""
    land(settings, "canonical/emea/leads.csv", leads("A"))
    land(settings, "canonical/broken.csv", "x\n")
    take_in(settings)
    with pytest.raises(NothingToWithdraw, match=r"did you mean canonical/emea/leads\.csv"):
        withdraw_file(settings, "canonical/leads.csv")
    with pytest.raises(NothingToWithdraw, match="has no rows to take out: it is failed"):
        withdraw_file(settings, "canonical/broken.csv")


def test_a_file_that_is_gone_stays_loaded_until_it_is_withdrawn(settings: Settings) -> None:
    """The wrong export was taken out of landing: that alone takes nothing back."""
    wrong = land(settings, "canonical/leads.wrong.csv", leads("A", "X"))
    land(settings, "canonical/leads.right.csv", leads("A"))
    take_in(settings)
    wrong.unlink()
    take_in(settings)
    assert presence(settings) == {
        "canonical/leads.wrong.csv": "loaded gone",
        "canonical/leads.right.csv": "loaded present",
    }
    assert lead_ids(settings) == ["A", "A", "X"]
    withdraw_file(settings, "canonical/leads.wrong.csv")
    take_in(settings)
    assert lead_ids(settings) == ["A"]


def test_a_moved_or_overwritten_file_is_not_gone(settings: Settings) -> None:
    """The same bytes elsewhere are present, other bytes at its place have replaced it."""
    moved = land(settings, "canonical/leads.moved.csv", leads("A"))
    land(settings, "canonical/leads.csv", leads("B"))
    take_in(settings)
    moved.rename(moved.with_name("leads.elsewhere.csv"))
    land(settings, "canonical/leads.csv", leads("C"))
    take_in(settings)
    found = ask(settings, "select path, presence from ops.ingested_file order by file_sequence")
    assert sorted(found) == [
        ("canonical/leads.csv", "present"),
        ("canonical/leads.csv", "replaced"),
        ("canonical/leads.elsewhere.csv", "present"),
        ("canonical/leads.moved.csv", "present"),
    ]


def test_a_newer_version_of_a_file_supersedes_its_quarantine(settings: Settings) -> None:
    """Where it loads; where it fails, what was wrong with the older one still waits."""
    land(settings, "canonical/leads.csv", "lead_id,created_at\n1,yesterday\n,2026-03-02\n")
    take_in(settings)
    assert [row[2] for row in waiting(settings)] == [None, None]
    land(settings, "canonical/leads.csv", "nothing\n1\n")
    take_in(settings)
    assert [row[2] for row in waiting(settings)] == [None, None]
    land(settings, "canonical/leads.csv", leads("7"))
    take_in(settings)
    assert [row[2] for row in waiting(settings)] == [
        "the file was replaced by a newer version",
        "the file was replaced by a newer version",
    ]


@pytest.mark.parametrize(
    ("stream", "bad", "good"),
    [
        (
            "leads",
            "lead_id,created_at\n1,yesterday\n2,yesterday\n",
            "lead_id,created_at\n1,2026-03-02\n",
        ),
        ("work_items", "work_item_id,title\n1,\n2,\n", "work_item_id,title\n1,One\n"),
        (
            "campaign_performance",
            "campaign_id,date,cost,account\n1,2026-03-02,many,a\n2,2026-03-02,many,a\n",
            "campaign_id,date,cost,account\n1,2026-03-02,5,a\n",
        ),
    ],
)
def test_a_record_that_came_in_since_waits_no_longer(
    settings: Settings, stream: str, bad: str, good: str
) -> None:
    """Of the same account, from another file; the other record of the file still waits."""
    land(settings, f"canonical/{stream}.2026-03-09.csv", bad)
    take_in(settings)
    assert [row[2] for row in waiting(settings)] == [None, None]
    corrected = f"canonical/{stream}.2026-03-10.csv"
    land(settings, corrected, good)
    take_in(settings)
    assert [row[2] for row in waiting(settings)] == [f"the record came in from {corrected}", None]
    withdraw_file(settings, corrected)
    assert [row[2] for row in waiting(settings)] == [None, None]


def test_a_replay_leaves_nothing_stale_behind(settings: Settings) -> None:
    """Files that are gone are not asked for; those that are read again keep one line each."""
    land(settings, "canonical/leads.1.csv", "lead_id,created_at\n1,yesterday\n")
    gone = land(settings, "canonical/leads.2.csv", "lead_id,created_at\n2,yesterday\n")
    take_in(settings)
    gone.unlink()
    take_in(settings)
    before = waiting(settings)
    with open_warehouse(settings) as connection:
        assert request_replay(connection) == ["canonical/leads.1.csv"]
    assert statuses(take_in(settings)) == {"canonical/leads.1.csv": "loaded"}
    assert waiting(settings) == before
