"""What must hold of the HubSpot connector beyond its samples."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from assets.connectors.hubspot.connector import CONNECTOR
from assets.lib.ingestion.connector import Account, Export, UnreadableExport


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


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1234.5", "1234.5"),
        ('"1,234.50"', "1234.50"),
        ('"-12,345,678"', "-12345678"),
        ('"1,234"', "1,234"),
        ('"1.234,50"', "1.234,50"),
        ('"12,34.50"', "12,34.50"),
        ("€ 12", "€ 12"),
    ],
)
def test_thousands_separators_are_dropped_only_where_nothing_else_is_meant(
    tmp_path: Path, written: str, amount: str
) -> None:
    """What may be a decimal comma is handed on as it is, for ingestion to quarantine."""
    assert _leads(tmp_path, "Total Revenue", written)["amount"].to_list() == [amount]


def test_a_file_without_ids_says_how_to_declare_them_and_repeats_no_values(tmp_path: Path) -> None:
    """The reason names the headers found, but never a line of personal values."""
    path = tmp_path / "contacts.csv"
    path.write_text("ID de registro,Correo\n1,buyer.one@demo.example\n", "utf-8")
    with pytest.raises(UnreadableExport, match=r"ID de registro, Correo.*lead_id: <header>"):
        list(CONNECTOR.read(Export(path)))
    path.write_text("1,buyer.one@demo.example\n2,buyer.two@demo.example\n", "utf-8")
    with pytest.raises(UnreadableExport, match="values, not headers") as error:
        list(CONNECTOR.read(Export(path)))
    assert "buyer" not in str(error.value)
