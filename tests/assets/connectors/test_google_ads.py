"""What the samples of Google Ads can't show: wordings, overlaps, batches, other people's files."""

import shutil
from pathlib import Path

import polars as pl
import pytest

import assets.lib.ingestion.tabular
from assets.connectors.google_ads.categories import category
from assets.connectors.google_ads.connector import CONNECTOR
from assets.lib.ingestion.connector import Account, Batch, Export, UnreadableExport
from assets.lib.ingestion.tally import Tally
from assets.lib.ingestion.validate import Privacy, ValidatedRows, validate_rows

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "assets" / "connectors" / "google_ads" / "samples"
FIXTURES = ROOT.parent / "shared" / "fixtures" / "fivetran_ads_google_meta_ms"
UNDECLARED = Account()
CHANGES = "Date & time,User,Campaign,Ad group,Changes\n"
DAYS = "Campaign,Day,Device,Cost,Impr.\n"


def read(path: Path, account: Account = UNDECLARED) -> Batch:
    [batch] = CONNECTOR.read(Export(path, account))
    return batch


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "export.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def changes_of(path: Path, account: Account = UNDECLARED) -> pl.DataFrame:
    return read(path, account).rows[0].frame


def validated(batch: Batch) -> list[ValidatedRows]:
    privacy = Privacy(key=b"a key for tests", pseudonymise=False)
    return [
        validate_rows(rows, CONNECTOR.name, frozenset({CONNECTOR.name}), UNDECLARED, privacy)
        for rows in batch.rows
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Campaign changed", "Status changed from enabled to paused"], "status"),
        (["1 campaign paused", "Status changed from active to paused"], "status"),
        (["Status changed from Enabled to Removed"], "status"),
        (["1 campaign active"], "status"),
        (["2 broad match keywords paused", "bid tool: Status changed from on to off"], "status"),
        (["1 video ad changed", "Status changed from enabled to paused"], "status"),
        (["Campaign changed", 'Campaign name changed from "A" to "B"'], "rename"),
        (["Ad group changed", 'Ad group name changed from "A" to "B"'], "rename"),
        (["Budget changed", 'Budget name changed from "A" to "B"'], "rename"),
        (["1 budget amount decreased"], "budget"),
        (["12 budget amount increased", "A: Budget amount changed from 60 to 40"], "budget"),
        (["Video ads: Budget amount is €300.00"], "budget"),
        (["Budget changed"], "budget"),
        (['Bid strategy type is "Maximize clicks"'], "bid"),
        (['Campaign bid strategy type changed from "A" to "B"'], "bid"),
        (["Ad group changed", "Max CPC changed from €0.10 to €0.20"], "bid"),
        (["Campaign changed", "Target CPA changed from €10.00 to €12.00"], "bid"),
        (["3 keyword max. CPC increased"], "bid"),
        (["1 bid adjustment added"], "bid"),
        (["5 negative exact match keywords added"], "keyword"),
        (["4 broad match keywords added", "how bids are set"], "keyword"),
        (["2 phrase match keywords removed"], "keyword"),
        (['Negative keyword list "Image labels" applied'], "keyword"),
        (["1 responsive search ad changed", 'Headline is "Bid is set"'], "copy"),
        (["1 responsive search ad changed", 'Description was "A"', 'Final URL is "b"'], "copy"),
        (["1 responsive search ad changed", 'Final URL is "https://a.example"'], "landing_page"),
        (['Final URL is "https://a.example"'], "landing_page"),
        (["1 responsive search ad changed", 'Final URL suffix is "x=1"'], "other"),
        (["1 responsive search ad created", 'Headline is "A"', 'Final URL is "b"'], "creative"),
        (["Campaign asset created", "Status is Enabled", "Extension type is Sitelink"], "creative"),
        (["Applied recommendation: Price extension"], "creative"),
        (["1 image ad changed"], "creative"),
        (["1 country added", "India"], "audience"),
        (["27 negative cities added"], "audience"),
        (["1 language added", "English"], "audience"),
        (["Ad group changed", 'Ad group targeting setting changed to "Observation"'], "audience"),
        (["1 placement removed"], "placement"),
        (["4 platforms added"], "placement"),
        (["Campaign changed", "Networks changed from Search to Search, Display"], "placement"),
        (["2 ad schedules added"], "schedule"),
        (["Campaign changed", "End date changed from none to Mar 31, 2026"], "schedule"),
        (["1 experiment created"], "experiment"),
        (["1 label added"], "label"),
        (["Billing setup changed"], "billing"),
        (["Account budget amount increased"], "billing"),
        (["Campaign created", "Budget amount is €5.00", "Max CPC is €0.01"], "other"),
        (["Ad group created", "Max CPC is €0.01", "Status is paused"], "other"),
        (["4 ad groups created"], "other"),
        (["Ad group changed"], "other"),
        (["Standard goals changed", "Sign-ups (Website) added"], "other"),
        (["Customer manager created"], "other"),
        ([""], "other"),
    ],
)
def test_a_change_has_the_category_that_its_words_tell(lines: list[str], expected: str) -> None:
    """The wordings of real histories fall into the categories that the KPI counts by."""
    assert pl.DataFrame({"lines": [lines]}).select(category(pl.col("lines"))).item() == expected


def test_overlapping_change_histories_give_the_same_ids(tmp_path: Path) -> None:
    """A change has one id in every download, whatever came before it and however it is written."""
    older = '"Jan 30, 2026, 4:33:20\u202fPM",a,C,,1 label added\n'
    first = changes_of(written(tmp_path, CHANGES + older))
    later = changes_of(
        written(tmp_path, CHANGES + '"Feb 1, 2026, 1:00:00 AM",a,C,,1 label added\n' + older)
    )
    british = '"30 Jan 2026, 16:33:20"\ta\tC\t\t1 label added\n'
    tabs = written(tmp_path, CHANGES.replace(",", "\t") + british, "utf-16")
    assert later["change_id"][1] == first["change_id"][0]
    assert changes_of(tabs)["change_id"].to_list() == first["change_id"].to_list()


def test_equal_changes_keep_ids_of_their_own(tmp_path: Path) -> None:
    """Records that are alike, and headings that are alike in one record, are changes each."""
    record = '"Jan 30, 2026, 4:33:20 PM",a,C,,"1 label added\n1 label added"\n'
    changes = changes_of(written(tmp_path, CHANGES + record + record))
    assert changes["change_id"].n_unique() == 4
    assert changes["_row"].to_list() == [2, 2, 4, 4]


def test_the_same_change_in_two_accounts_has_two_ids(tmp_path: Path) -> None:
    """Accounts don't share changes, even where campaigns share names."""
    path = written(tmp_path, CHANGES + '"Jan 30, 2026, 4:33:20 PM",a,C,,1 label added\n')
    ids = [changes_of(path, Account(name=name))["change_id"][0] for name in ("one", "two")]
    assert ids[0] != ids[1]


def test_the_header_decides_and_not_the_file_name(tmp_path: Path) -> None:
    """A change history that is named like a campaign report is read as a change history."""
    path = tmp_path / "Campaign report.csv"
    shutil.copy(SAMPLES / "change_history.csv", path)
    assert [rows.stream for rows in read(path).rows] == ["campaign_changes"]


def test_segments_add_up_across_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A campaign's day is one sum, even where its rows come in different batches of the file."""
    monkeypatch.setattr(assets.lib.ingestion.tabular, "BATCH_ROWS", 2048)
    rows = [f"C,2026-01-01,device {i},0.10,1\n" for i in range(5000)]
    batch = read(written(tmp_path, DAYS + "".join(rows)))
    [row] = batch.rows[0].frame.to_dicts()
    assert (row["_row"], str(row["cost"]), row["impressions"]) == (2, "500.0000000000", 5000)
    assert row["clicks"] is None
    assert (batch.records, len(batch.skipped)) == (5000, 4999)
    tally = Tally()
    tally.add(batch, validated(batch))
    assert (tally.loaded, tally.quarantined) == (1, 0)


def test_a_row_that_cannot_be_read_is_not_added(tmp_path: Path) -> None:
    """The unreadable row is quarantined with its value, and the readable ones are summed."""
    text = DAYS + "C,2026-01-01,a,1.00,1\nC,2026-01-01,b,a lot,1\nC,2026-01-01,c,2.00,1\n"
    summed, broken = validated(read(written(tmp_path, text)))
    assert summed.good.select(pl.col("cost").cast(pl.String)).to_series().to_list() == [
        "3.0000000000"
    ]
    assert broken.errors.select("_row", "column", "value").rows() == [(3, "cost", "a lot")]


def test_a_declared_header_that_is_missing_is_noted(tmp_path: Path) -> None:
    """A misspelt declaration shows on the file, and only where its stream is concerned."""
    account = Account(columns={"workflow": "Workflow", "actor": "Who"})
    path = written(tmp_path, "Campaign status,Campaign\nEnabled,C\n")
    assert read(path, account).notes == ("no column 'Workflow', which is declared as workflow",)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Campaign,Week,Cost\nC,2026-01-05,1.00\n", "line 1 (3 columns) holds Campaign;"),
        (
            "Keyword status,Keyword,Match type,Campaign,Ad group\nEnabled,a,Broad,C,G\n",
            "line 1 (5 columns) holds Keyword, Campaign, Ad group;",
        ),
        ('{"campaign": "C"}\n', "holds no header that is known"),
        ("Janet Sample,Berlin,secret note\nJo Doe,Bonn,x\n", "holds no header that is known"),
    ],
)
def test_what_is_no_report_of_ours_is_refused_with_its_header(
    tmp_path: Path, text: str, seen: str
) -> None:
    """The message shows the known headers, no other field, and names the three reports."""
    with pytest.raises(
        UnreadableExport, match=r"campaign report.*daily report.*change history"
    ) as e:
        read(written(tmp_path, text))
    assert seen in str(e.value)
    assert "Janet" not in str(e.value)


@pytest.mark.skipif(not FIXTURES.exists(), reason=f"no fixtures in {FIXTURES.name}")
def test_tables_of_the_api_are_refused_with_their_header() -> None:
    """The fixtures hold tables of the API and no download: all are refused, none is guessed."""
    files = sorted(FIXTURES.glob("google_ads_*.csv"))
    assert len(files) == 11
    for path in files:
        with pytest.raises(UnreadableExport, match="no header of one of the three reports"):
            read(path)
