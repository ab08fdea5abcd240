"""What must hold of the HubSpot connector beyond its samples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assets.connectors.hubspot.connector import CONNECTOR
from assets.lib.ingestion.connector import Account, Export, UnreadableExport
from assets.lib.ingestion.tally import Tally
from assets.lib.ingestion.validate import validate_rows
from tests.assets.connectors.samples import PRIVACY
from tests.assets.connectors.tables import read_text


def _leads(tmp_path: Path, header: str, row: str, account: Account | None = None) -> pl.DataFrame:
    path = tmp_path / "contacts.csv"
    path.write_text(f"Record ID,Create Date,{header}\n1,2026-03-02 09:30,{row}\n", "utf-8")
    [batch] = CONNECTOR.read(Export(path, account or Account()))
    return batch.rows[0].frame


def test_nothing_of_a_contact_but_the_columns_of_leads_is_handed_on(tmp_path: Path) -> None:
    """Names, owners, notes and the phone of who has an e-mail stay in the file."""
    header = "First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Notes"
    row = "Given,Family,buyer.one@demo.example,+49 30 1234567,+49 170 1,Demand Lead,met at a fair"
    leads = _leads(tmp_path, header, row)
    assert set(leads.columns) == {"_row", "lead_id", "created_at", "person_key"}
    found = {v for v in leads.row(0) if v is not None}
    assert found == {2, "1", "2026-03-02 09:30", "buyer.one@demo.example"}


@pytest.mark.parametrize("header", ["lifecycle stage", "LIFECYCLE STAGE", " Lifecycle stage "])
def test_the_case_of_a_label_does_not_matter(tmp_path: Path, header: str) -> None:
    """Portals write the same label in different case."""
    assert _leads(tmp_path, header, "Lead")["stage"].to_list() == ["Lead"]


def test_a_declared_header_is_not_filled_up_from_the_usual_one(tmp_path: Path) -> None:
    """Where the declared header is missing the file lacks the column, and a note says so."""
    path = tmp_path / "contacts.csv"
    path.write_text("Record ID,Create Date,Lead intent\n1,2026-03-02,High\n", "utf-8")
    [batch] = CONNECTOR.read(Export(path, Account(columns={"intent": "AI rating"})))
    assert "intent" not in batch.rows[0].frame.columns
    assert batch.notes == ("the declared header 'AI rating' is not in the file: no intent",)


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        ("Lead qualifier", "intent-agent", "agent"),
        ("Lead qualifier", "INTENT-AGENT@v2.1", "agent"),
        ("Lead qualifier", "fit score", "rule"),
        ("Lead qualifier", "intent-agent@demo.example", "human"),
        ("Lead qualifier", "", None),
        ("Lead qualified by,Lead qualifier", "Rule,intent-agent", "rule"),
        ("Lead qualified by,Lead qualifier", ",intent-agent", "agent"),
        ("Lead qualified by", "HUMAN", "human"),
    ],
)
def test_the_kind_of_a_qualifier_is_what_is_stated_else_what_is_declared(
    tmp_path: Path, header: str, row: str, kind: str | None
) -> None:
    """A named qualifier that is no declared agent or rule is a person; no name is unknown."""
    account = Account(agents=frozenset({"Intent-Agent"}), rules=frozenset({"Fit score"}))
    assert _leads(tmp_path, header, row, account)["qualified_by"].to_list() == [kind]


def test_a_file_without_ids_says_how_to_declare_them_and_repeats_no_values(tmp_path: Path) -> None:
    """The reason names known headers alone: in the wrong folder the first line may hold names."""
    path = tmp_path / "contacts.csv"
    path.write_text("ID de registro,Correo\n1,buyer.one@demo.example\n", "utf-8")
    with pytest.raises(UnreadableExport, match=r"line 1 \(2 columns\).*lead_id: <header>"):
        list(CONNECTOR.read(Export(path)))
    path.write_text("1,buyer.one@demo.example\n2,buyer.two@demo.example\n", "utf-8")
    with pytest.raises(UnreadableExport, match="no header that is known") as error:
        list(CONNECTOR.read(Export(path)))
    assert "buyer" not in str(error.value)


def test_contacts_that_were_merged_away_name_the_one_that_stands_for_them(tmp_path: Path) -> None:
    """Two were merged into the first; the second names itself alone, the third nobody."""
    path = tmp_path / "contacts.csv"
    rows = "202,2026-03-02 09:00,101; 102\n203,2026-03-02 09:00,203\n204,2026-03-02 09:00,\n"
    path.write_text(f"Record ID,Create Date,Merged Contact IDs\n{rows}", "utf-8")
    [batch] = CONNECTOR.read(Export(path))
    leads, merged = (found.frame for found in batch.rows)
    assert leads["lead_id"].to_list() == ["202", "203", "204"]
    assert merged.columns == ["_row", "lead_id", "merged_into", "created_at"]
    assert merged.drop("created_at").rows() == [(2, "101", "202"), (2, "102", "202")]
    sources = frozenset({"hubspot"})
    validated = [validate_rows(r, "hubspot", sources, Account(), PRIVACY) for r in batch.rows]
    assert validated[1].good["merged_into"].to_list() == ["hubspot:default:202"] * 2
    tally = Tally()
    tally.add(batch, validated)
    assert (tally.read, tally.loaded, tally.rows_loaded) == (3, 3, 5)


DEALS = "Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Associated Contact IDs"


def _leads_of(folder: Path, *deals: str, **declared: Any) -> list[dict[str, Any]]:
    text = "\n".join((DEALS, *deals)) + "\n"
    leads: list[dict[str, Any]] = read_text(folder, "hubspot", text, **declared)["rows"]["leads"]
    return [lead for lead in leads if "merged_into" not in lead]


def test_a_deal_tells_of_its_first_contact(tmp_path: Path) -> None:
    """One without a contact is no lead of its own: its company's contacts may be leads already."""
    [lead] = _leads_of(
        tmp_path,
        "7,One,closedwon,10,2026-04-01,2026-03-02,101;102",
        "101,Two,qualifiedtobuy,20,2026-05-01,2026-03-03,",
    )
    assert lead["lead_id"] == "101"
    assert lead["won_at"] == "2026-04-01 00:00:00+00:00"


def test_deals_without_their_contacts_are_refused(tmp_path: Path) -> None:
    """Each would count as a lead beside its contact."""
    text = "Record ID,Deal Name,Deal Stage,Create Date\n7,One,closedwon,2026-03-02\n"
    refused = read_text(tmp_path, "hubspot", text)["failed"]
    assert refused.startswith("this is a HubSpot deals (without Associated Contact IDs) export")


def test_of_a_contacts_deals_the_won_one_counts_then_the_open_one(tmp_path: Path) -> None:
    """In whatever order they stand."""
    lost = "7,One,Closed Lost,10,2026-04-01,2026-03-02,101"
    open_deal = "8,Two,Contract Sent,20,2026-05-01,2026-03-03,101"
    won = "9,Three,Closed Won,30,2026-05-02,2026-03-04,101"
    [lead] = _leads_of(tmp_path, lost, open_deal, won)
    assert (lead["amount"], "won_at" in lead, "lost_at" in lead) == ("30.0000000000", True, False)
    [lead] = _leads_of(tmp_path, lost, open_deal)
    assert (lead["amount"], "lost_at" in lead) == ("20.0000000000", False)
    [lead] = _leads_of(tmp_path, lost)
    assert lead["lost_at"] == "2026-04-01 00:00:00+00:00"


def test_a_stage_of_the_organisations_own_is_won_where_it_says_so(tmp_path: Path) -> None:
    """And the close date of any other deal is a plan."""
    deal = "7,One,Unterschrieben,10,2026-04-01,2026-03-02,101"
    assert "won_at" not in _leads_of(tmp_path, deal)[0]
    declared = {"stage": {"unterschrieben": "won"}}
    assert "won_at" in _leads_of(tmp_path, deal, values=declared)[0]


def test_headers_that_are_declared_for_contacts_are_not_those_of_deals(tmp_path: Path) -> None:
    """A deal's number would be taken for a contact's."""
    header = "Datensatz-ID,Deal-Name,Deal-Phase,Erstelldatum,Zugeordnete Kontakt-IDs"
    text = f"{header}\n101,One,X,2026-03-02,7\n"
    result = read_text(tmp_path, "hubspot", text, columns={"lead_id": "Datensatz-ID"})
    assert result["rows"]["leads"][0]["lead_id"] == "7"


def test_what_contacts_say_goes_before_what_their_deals_say(tmp_path: Path) -> None:
    """Only when a lead was lost is no property of a contact."""
    path = tmp_path / "deals.csv"
    path.write_text(f"{DEALS}\n7,One,Closed Lost,10,2026-04-01,2026-03-02,101\n", encoding="utf-8")
    [batch] = CONNECTOR.read(Export(path))
    stated = set(batch.rows[0].frame.columns) - set(batch.rows[0].assumed)
    assert stated == {"_row", "lead_id", "entered_pipeline_at", "lost_at"}


_EMAILS = "Email name,Email ID,Send date,Campaign,Sent,Delivered,Opened,Clicked\n"
_EMAIL = "Letter,170000000017,2026-03-02 23:30,Spring,1200,1196,400,60\n"


def test_a_marketing_e_mail_is_a_campaign_of_the_day_it_was_sent_on(tmp_path: Path) -> None:
    """A delivered e-mail is an impression, and an open is no click."""
    path = tmp_path / "emails.csv"
    path.write_text(_EMAILS + _EMAIL, encoding="utf-8")
    [batch] = CONNECTOR.read(Export(path, Account(timezone="Europe/Berlin")))
    performance, campaigns = (rows.frame.row(0, named=True) for rows in batch.rows)
    assert (performance["date"], performance["impressions"], performance["clicks"]) == (
        *("2026-03-02", "1196"),
        "60",
    )
    assert (campaigns["campaign_id"], campaigns["channel"]) == ("170000000017", "email")
    assert campaigns["launched_at"] == campaigns["ended_at"] == "2026-03-02T23:30:00"


def test_headers_that_are_declared_of_contacts_are_not_those_of_e_mails(tmp_path: Path) -> None:
    """The campaign of a contact stands below `Campaign`; of e-mails that is a group of them."""
    path = tmp_path / "emails.csv"
    path.write_text(_EMAILS + _EMAIL, encoding="utf-8")
    account = Account(columns={"campaign_id": "Campaign", "lead_id": "Datensatz-ID"})
    [batch] = CONNECTOR.read(Export(path, account))
    assert batch.rows[0].frame["campaign_id"].to_list() == ["170000000017"]
    assert batch.notes == ()
