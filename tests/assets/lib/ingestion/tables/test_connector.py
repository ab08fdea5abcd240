"""A declared table is found, read and accounted for, record by record."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from assets.lib.ingestion.connector import Account, Batch, Export, UnreadableExport
from assets.lib.ingestion.parse import parse_export
from assets.lib.ingestion.recognition import Recognition, look_at
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Advised, Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    Value,
    cell,
    currency,
    divided,
    filled_up,
    instant,
    is_true,
    number,
    one_of,
    total_of,
    when,
)
from tests.assets.connectors.samples import PRIVACY

DAYS = Table(
    title="ads by day",
    known_by=(("Day", "Tag"), ("Campaign ID",)),
    rows=(
        Rows(
            "campaign_performance",
            {
                "campaign_id": cell("Campaign ID"),
                "date": cell("Day", "Tag"),
                "clicks": number("Clicks"),
                "cost": number("Cost"),
                "currency": currency("Currency"),
            },
            summed=("clicks", "cost"),
        ),
        Rows("campaigns", {"campaign_id": cell("Campaign ID"), "name": cell("Campaign")}),
    ),
    skips=(Skip("summary", ("Campaign",), lambda campaign: campaign == "Summary"),),
    nulls=("-",),
    below_preamble=True,
    also=("Note",),
    advised=(Advised("name", ("Campaign",), "no Campaign: campaigns have no name"),),
)


class Tool(TableConnector):
    """A tool that exports days of ads."""

    name = "tool"
    version = 1
    title = "Tool"
    streams = ("campaigns", "campaign_performance")
    tables = (DAYS,)


DEFAULT = Account()


def batch_of(tmp_path: Path, text: str, account: Account = DEFAULT) -> Batch:
    path = tmp_path / "days.csv"
    path.write_text(text, encoding="utf-8")
    [batch] = Tool().read(Export(path, account))
    return batch


TEXT = """Report of days
Day,Campaign ID,Campaign,Ad,Clicks,Cost,Note
2026-03-02,1,Spring,A,3,0.10,x
2026-03-02,1,Spring,B,-,0.20,y
2026-03-02,2,Brand,C,5,many,z
2026/03/03,1,Spring,A,1,.1,
,,Summary,,9,0.40,
"""


def test_finer_records_are_added_up_exactly_and_each_is_accounted_for(tmp_path: Path) -> None:
    """Two ads of a day are one row; a number that can't be read stops its row alone."""
    batch = batch_of(tmp_path, TEXT)
    summed, campaigns = (rows.frame for rows in batch.rows)
    assert summed.select("_row", "date", "clicks", "cost").rows() == [
        (3, "2026-03-02", "3", "0.3000000000"),
        (6, "2026-03-03", "1", "0.1000000000"),
    ]
    [error] = batch.errors
    assert (error.row, error.column, error.value) == (5, "cost", "many")
    assert campaigns.rows() == [(5, "2", "Brand"), (6, "1", "Spring")]
    assert [(s.row, s.reason) for s in batch.skipped] == [
        (1, "preamble"),
        (7, "summary"),
        (4, "added to the row of the same campaign_id and date"),
    ]
    assert batch.records == 6
    assert batch.unmapped == ("ad", "note")


def test_a_day_that_another_one_explains_is_added_to_its_own(tmp_path: Path) -> None:
    """Days with two readings are those of the only order that all of the file's days allow."""
    header = "Day,Campaign ID,Clicks\n"
    text = f"{header}02/03/2026,1,3\n2026-03-02,1,4\n13/03/2026,1,1\n"
    days = batch_of(tmp_path, text).rows[0].frame.select("date", "clicks").rows()
    assert days == [("2026-03-02", "7"), ("2026-03-13", "1")]


def test_a_column_that_the_file_lacks_is_left_out(tmp_path: Path) -> None:
    """Nulls would say that it is empty; the currency may be the account's, and is then assumed."""
    batch = batch_of(tmp_path, "Tag,Campaign ID,Clicks\n2026-03-02,1,3\n")
    assert batch.rows[0].frame.columns == ["_row", "campaign_id", "date", "clicks"]
    declared = batch_of(
        tmp_path, "Tag,Campaign ID,Clicks\n2026-03-02,1,3\n", Account(currency="EUR")
    )
    assert declared.rows[0].frame["currency"].to_list() == ["EUR"]
    assert declared.rows[0].assumed == ("currency",)


def test_a_declared_header_stands_for_the_usual_one(tmp_path: Path) -> None:
    """Where the file lacks it, a note says so."""
    account = Account(columns={"clicks": "Taps", "name": "Kampagne"})
    batch = batch_of(tmp_path, "Day,Campaign ID,Taps\n2026-03-02,1,3\n", account)
    assert batch.rows[0].frame["clicks"].to_list() == ["3"]
    assert batch.notes == ("the declared header 'Kampagne' is not in the file: no name",)


def test_a_note_tells_what_is_weaker_without_a_header(tmp_path: Path) -> None:
    """Unless the organisation calls it by a name of its own."""
    text = "Day,Campaign ID,Title\n2026-03-02,1,Spring\n"
    assert batch_of(tmp_path, text).notes == ("no Campaign: campaigns have no name",)
    assert batch_of(tmp_path, text, Account(columns={"name": "Title"})).notes == ()


def test_another_table_is_refused_without_a_word_of_its_content(tmp_path: Path) -> None:
    """The reason says what is read."""
    with pytest.raises(UnreadableExport) as error:
        batch_of(tmp_path, "name,city\nJo,Oslo\n")
    assert str(error.value) == (
        "no header of what is read: ads by day (Day or Tag, Campaign ID); "
        "line 1 (2 columns) holds no header that is known; export one of them"
    )


def test_a_table_is_recognised_by_the_share_of_its_header(tmp_path: Path) -> None:
    """Whatever stands above it."""
    path = tmp_path / "x.csv"
    path.write_text(TEXT, encoding="utf-8")
    assert Tool().recognise(look_at(path)) == Recognition("tool", "ads by day", 6 / 7)  # all but Ad
    path.write_text("name,city\nJo,Oslo\n", encoding="utf-8")
    assert Tool().recognise(look_at(path)) is None


def test_usual_headers_that_are_not_read_count_for_recognition(tmp_path: Path) -> None:
    """A tool is known by all that it usually writes."""
    table = replace(DAYS, also=("Ad", "Note"))
    path = tmp_path / "days.csv"
    path.write_text(TEXT, encoding="utf-8")
    tool = Tool()
    tool.tables = (table,)
    assert tool.recognise(look_at(path)) == Recognition("tool", "ads by day", 1.0)
    assert Tool().recognise(look_at(path)) == Recognition("tool", "ads by day", 6 / 7)


class Crm(TableConnector):
    """A tool that exports deals of leads."""

    name = "crm"
    version = 1
    title = "CRM"
    streams = ("leads",)
    tables = (
        Table(
            title="deals",
            known_by=(("Deal",), ("Lead",)),
            rows=(
                Rows(
                    "leads",
                    {
                        "lead_id": cell("Lead"),
                        "created_at": cell("Created"),
                        "won_at": when(is_true, "Won", cell("Closed")),
                    },
                    assumed=("created_at",),
                    first_by=(pl.col("won_at").is_null(), pl.col("_row")),
                ),
            ),
            skips=(Skip("deleted", ("Deleted",), is_true, and_empty=(("Merged",),)),),
        ),
    )


def deals_of(tmp_path: Path, text: str) -> Batch:
    path = tmp_path / "deals.csv"
    path.write_text(text, encoding="utf-8")
    [batch] = Crm().read(Export(path))
    return batch


def test_one_record_of_a_key_stays_and_the_others_are_accounted_for(tmp_path: Path) -> None:
    """The best by what is declared, wherever it stands."""
    text = "Deal,Lead,Created,Won,Closed\n1,7,d1,no,d4\n2,7,d2,yes,d5\n3,8,d3,no,d6\n"
    batch = deals_of(tmp_path, text)
    assert batch.rows[0].frame.rows() == [(3, "7", "d2", "d5"), (4, "8", "d3", None)]
    assert [record.row for record in batch.skipped] == [2]
    assert batch.rows[0].assumed == ("created_at",)


def test_a_value_is_left_out_where_its_condition_has_no_column(tmp_path: Path) -> None:
    """Nulls would say that nothing was won."""
    batch = deals_of(tmp_path, "Deal,Lead,Created,Closed\n1,7,d1,d4\n")
    assert "won_at" not in batch.rows[0].frame.columns


def test_a_record_that_is_no_data_may_be_some_all_the_same(tmp_path: Path) -> None:
    """Where another column says so."""
    text = "Deal,Lead,Deleted,Merged\n1,7,true,\n2,8,true,7\n3,9,false,\n"
    batch = deals_of(tmp_path, text)
    assert batch.rows[0].frame["lead_id"].to_list() == ["8", "9"]
    assert [(record.row, record.reason) for record in batch.skipped] == [(2, "deleted")]


COMMAS = "Day;Campaign ID;Clicks;Cost\n2026-03-02;1;1.200;0,934\n2026-03-03;1;3;12,345\n"


@pytest.mark.parametrize("account", [Account(), Account(decimal_sign=",")])
@pytest.mark.parametrize("summed", [(), ("clicks", "cost")])
def test_a_number_is_read_once_in_the_sign_of_its_file(
    tmp_path: Path, account: Account, summed: tuple[str, ...]
) -> None:
    """A comma that was made a point is no separator; 0,934 proves what 12,345 is."""
    path = tmp_path / "days.csv"
    path.write_text(COMMAS, encoding="utf-8")
    rows = replace(DAYS.rows[0], summed=summed)
    connector = Tool()
    connector.tables = (replace(DAYS, rows=(rows,)),)
    [parsed] = parse_export(connector, Export(path, account), PRIVACY)
    [validated] = parsed.validated
    assert validated.good.select("clicks", "cost").rows() == [
        (1200, Decimal("0.934")),
        (3, Decimal("12.345")),
    ]


@pytest.mark.parametrize(
    ("value", "cost"),
    [
        (number("Cost"), "12.345"),
        (total_of("Cost", "Fee"), "12.345"),
        (filled_up(number("Cost"), number("Fee")), "12.345"),
        (divided(10, number("Cost")), "1.2345"),
        (divided(10, cell("Cost")), "1.2345"),
        (when(lambda text: text.is_not_null(), "Day", number("Cost")), "12.345"),
        (one_of(number("Cost"), number("Fee")), "12.345"),
    ],
    ids=["number", "total", "filled up", "divided", "divided cell", "when", "one of"],
)
def test_no_number_is_read_twice(tmp_path: Path, value: Value, cost: str) -> None:
    """What a value has made plain has a decimal point, although the account declares a comma."""
    path = tmp_path / "days.csv"
    path.write_text(
        "Day;Campaign ID;Cost;Fee\n2026-03-02;1;12,345;\n2026-03-03;1;12.3.4;\n",
        encoding="utf-8",
    )
    rows = replace(DAYS.rows[0], summed=(), columns={**DAYS.rows[0].columns, "cost": value})
    connector = Tool()
    connector.tables = (replace(DAYS, rows=(rows,)),)
    [parsed] = parse_export(connector, Export(path, Account(decimal_sign=",")), PRIVACY)
    assert parsed.validated[0].good["cost"].to_list() == [Decimal(cost)]
    assert parsed.validated[0].errors["column"].to_list() == ["cost"]


def test_what_can_not_be_divided_is_no_number(tmp_path: Path) -> None:
    """Read undivided it would be a million times too large."""
    path = tmp_path / "days.csv"
    path.write_text("Day,Campaign ID,Micros\n2026-03-02,1,12%\n", encoding="utf-8")
    value = divided(1_000_000, number("Micros"))
    rows = replace(DAYS.rows[0], summed=(), columns={**DAYS.rows[0].columns, "cost": value})
    connector = Tool()
    connector.tables = (replace(DAYS, rows=(rows,)),)
    [parsed] = parse_export(connector, Export(path), PRIVACY)
    assert parsed.validated[0].errors["value"].to_list() == ["12% / 1e+06"]


def test_days_prove_their_order_against_the_rule_of_the_tool(tmp_path: Path) -> None:
    """A tool that writes the month first does not, where somebody set another language."""
    value = instant("Day", order="mdy")
    rows = replace(DAYS.rows[0], columns={**DAYS.rows[0].columns, "date": value})
    connector = Tool()
    connector.tables = (replace(DAYS, rows=(rows,)),)
    path = tmp_path / "days.csv"
    for second, first_read in (("3/13/2026", "2026-03-02"), ("13/3/2026", "2026-02-03")):
        path.write_text(f"Day,Campaign ID,Clicks\n3/2/2026,1,3\n{second},1,3\n", encoding="utf-8")
        [batch] = connector.read(Export(path))
        assert batch.rows[0].frame["date"].to_list() == [first_read, "2026-03-13"]


def test_a_header_that_names_any_currency_is_known() -> None:
    """It counts when a file is recognised."""
    spent = Rows("campaign_performance", {"cost": number("Spent ({currency})")})
    table = replace(DAYS, rows=(spent,))
    assert table.knows("spent (aud)")
    assert not table.knows("spent (a lot)")


def test_equal_records_are_added_with_a_note(tmp_path: Path) -> None:
    """They may be two ads of one name, or one that was joined twice; zeros make no difference."""
    header, row = "Day,Campaign ID,Campaign,Ad,Clicks", "2026-03-02,1,Spring,A"
    batch = batch_of(tmp_path, f"{header}\n{row},3\n{row},3\n{row},0\n{row},0\n")
    assert batch.rows[0].frame["clicks"].to_list() == ["6"]
    [note] = batch.notes
    assert note.startswith("1 record(s) equal another one")
    assert batch_of(tmp_path, f"{header}\n{row},3\n{row},4\n").notes == ()
