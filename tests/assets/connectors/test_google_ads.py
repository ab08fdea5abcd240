"""What the samples of Google Ads can't show: wordings, overlaps, batches, other people's files."""

import shutil
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

import assets.lib.ingestion.tabular
from assets.connectors.google_ads.connector import CONNECTOR
from assets.lib.ingestion.connector import Account, Batch, Export, UnreadableExport
from assets.lib.ingestion.tally import Tally
from assets.lib.ingestion.validate import Privacy, ValidatedRows, validate_rows
from assets.lib.settings import Settings
from tests.assets.builders import ask, declare, land, take_in

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
    summed, broken, _ = validated(read(written(tmp_path, text)))
    assert summed.good.select(pl.col("cost").cast(pl.String)).to_series().to_list() == [
        "3.0000000000"
    ]
    assert broken.errors.select("_row", "column", "value").rows() == [(3, "cost", "a lot")]


def test_namesakes_with_equal_figures_are_both_counted(tmp_path: Path) -> None:
    """Without an id two equal rows may be two campaigns; a note says so."""
    row = "Instagram post,2026-01-01,mobile,5.00,10\n"
    batch = read(written(tmp_path, DAYS + row + row))
    [day] = batch.rows[0].frame.to_dicts()
    assert (str(day["cost"]), day["impressions"]) == ("10.0000000000", 20)
    [note] = batch.notes
    assert note.startswith("1 row(s) equal another one and have no id")


def test_a_row_that_is_repeated_with_its_id_counts_once(tmp_path: Path) -> None:
    """The id says that it is the same campaign."""
    head = "Campaign,Campaign ID,Day,Cost\n"
    batch = read(written(tmp_path, head + "C,77,2026-01-01,5.00\n" * 2))
    assert [str(day["cost"]) for day in batch.rows[0].frame.to_dicts()] == ["5.0000000000"]
    assert [skip.reason for skip in batch.skipped] == ["repeated row"]
    assert batch.notes == ()


def test_a_daily_report_alone_makes_its_campaigns_known(tmp_path: Path) -> None:
    """Each once, in those columns alone that the report has: it says nothing of their start."""
    head = "Campaign type,Campaign,Day,Currency code,Cost\n"
    text = (
        head + "Search,A,2026-01-01,EUR,1\nDisplay,B,2026-01-01,EUR,1\nSearch,A,2026-01-02,EUR,2\n"
    )
    batch = read(written(tmp_path, text))
    campaigns = next(rows.frame for rows in batch.rows if rows.stream == "campaigns")
    assert campaigns.columns == [
        "_row",
        "campaign_id",
        "id_is_derived",
        "name",
        "channel",
    ]
    assert sorted(campaigns.select("name", "channel").rows()) == [("A", "search"), ("B", "display")]
    tally = Tally()
    tally.add(batch, validated(batch))
    assert (tally.read, tally.loaded) == (3, 3)


def test_a_campaign_report_tells_only_of_the_columns_that_it_has(tmp_path: Path) -> None:
    """What is not in the view is not empty."""
    path = written(tmp_path, "Campaign status,Campaign,Start date\nEnabled,C, --\n")
    [campaign] = read(path).rows[0].frame.to_dicts()
    assert campaign["launched_at"] is None
    assert not {"ended_at", "budget", "owner", "channel"} & set(campaign)


@pytest.mark.parametrize(
    "text",
    [
        "Campaign status,Campaign,Day,Cost\n,C,2026-01-01,1\nTotal: Account, --, --,1\n",
        "Day,Campaign,Cost\n2026-01-01,C,1\nTotal: Campaigns, --,1\n",
        "Campaign,Day,Cost\nC,2026-01-01,1\nTotal, --,1\n",
        "Cost,Day,Campaign\n1,2026-01-01,C\n1, --,Total: Account\n",
    ],
)
def test_a_total_is_no_campaign_wherever_it_stands(tmp_path: Path, text: str) -> None:
    """Columns are the user's own, so that the total may stand in any of them."""
    batch = read(written(tmp_path, text))
    assert [skip.reason for skip in batch.skipped][-1] == "total"
    assert [row["campaign_id"] for row in batch.rows[0].frame.to_dicts()] == ["C"]
    assert batch.rows[1].frame.is_empty()


def test_a_campaign_may_be_called_total(tmp_path: Path) -> None:
    """A row that names a campaign of its own is no total."""
    text = "Campaign type,Campaign,Day,Cost\nSearch,Total war,2026-01-01,1\n"
    assert read(written(tmp_path, text)).rows[0].frame["campaign_id"].to_list() == ["Total war"]


def test_a_declared_header_that_is_missing_is_noted(tmp_path: Path) -> None:
    """A misspelt declaration shows on the file, and only where its stream is concerned."""
    account = Account(columns={"workflow": "Workflow", "actor": "Who"})
    path = written(tmp_path, "Campaign status,Campaign\nEnabled,C\n")
    assert read(path, account).notes == ("no column 'Workflow', which is declared as workflow",)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Campaign,Cost\nC,1.00\n", "line 1 (2 columns) holds Campaign;"),
        ('{"campaign": "C"}\n', "holds no header that is known"),
        ("Janet Sample,Berlin,secret note\nJo Doe,Bonn,x\n", "holds no header that is known"),
    ],
)
def test_what_is_no_report_of_ours_is_refused_with_its_header(
    tmp_path: Path, text: str, seen: str
) -> None:
    """The message shows the known headers, no other field, and names what is read."""
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
        with pytest.raises(UnreadableExport, match="no header of a report that is read"):
            read(path)


@pytest.mark.parametrize(
    ("rows", "declared", "expected"),
    [
        # Proven by the file: a comma, a point, and by neither Google's own English.
        ('"1.250,00",1.250\nA,Mobile,{day},"12,50",3', {}, ("1262.50", 1253)),
        ('"1,250.00","1,250"\nA,Mobile,{day},12.50,3', {}, ("1262.50", 1253)),
        ('"1,250","1,250"\nA,Mobile,{day},12.50,3', {}, ("1262.50", 1253)),
        # As declared, where the file proves nothing.
        ('"1,250",2\nA,Mobile,{day},"2,500",3', {"decimal_sign": ","}, ("3.75", 5)),
    ],
)
@pytest.mark.parametrize("day", ["2026-03-25", "25/03/2026", "Mar 25, 2026"])
def test_segments_add_up_in_whatever_format_the_account_writes_them(
    settings: Settings, rows: str, declared: dict[str, str], expected: tuple[str, int], day: str
) -> None:
    """Language and number format are two settings of Google Ads."""
    listed = "".join(f", {name}: '{value}'" for name, value in declared.items())
    organisation = declare(
        settings, "sources.yml", f"sources: {{google_ads: {{currency: EUR{listed}}}}}\n"
    )
    quoted = f'"{day}"'
    text = f"Campaign,Device,Day,Cost,Clicks\nA,Desktop,{quoted}," + rows.format(day=quoted) + "\n"
    land(settings, "google_ads/daily.csv", text)
    take_in(settings, organisation)
    assert ask(settings, "select date::varchar, cost, clicks from raw.campaign_performance") == [
        ("2026-03-25", Decimal(expected[0]), expected[1])
    ]


def test_a_campaign_ends_with_its_last_day_where_another_row_proves_the_order(
    settings: Settings,
) -> None:
    """And its budget is what the number format of the account makes of it."""
    organisation = declare(settings, "sources.yml", "sources: {google_ads: {currency: EUR}}\n")
    text = (
        "Campaign status,Campaign,Start date,End date,Budget\n"
        'Enabled,A,05/08/2025,05/09/2025,"1.250,00"\nEnabled,B,25/08/2025,,"1,250"\n'
    )
    land(settings, "google_ads/report.csv", text)
    take_in(settings, organisation)
    assert ask(
        settings, "select launched_at::varchar, ended_at::varchar, budget from raw.campaigns"
    ) == [
        ("2025-08-05 00:00:00", "2025-09-05 23:59:59", Decimal(1250)),
        ("2025-08-25 00:00:00", None, Decimal("1.25")),
    ]


def test_a_large_report_without_ids_is_read(tmp_path: Path) -> None:
    """From some size on rows are read by several threads, and all of them are there."""
    days = "".join(f"C{row},2026-03-02,phone,1.50,10\n" for row in range(40_000))
    batch = read(written(tmp_path, DAYS + days))
    assert batch.errors == ()
    assert batch.rows[0].frame.height == 40_000
