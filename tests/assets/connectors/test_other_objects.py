"""What a tool exports beside the objects that its connector reads is refused by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.lib.ingestion.connector import Account, Batch, Export, UnreadableExport
from assets.lib.ingestion.discover import discover_connectors

OTHERS = {
    "hubspot": {
        "deals": (
            "Record ID,Deal Name,Pipeline,Amount,Close Date,Deal owner,Create Date",
            "record id;deal name;create date;lifecycle stage",
            "Datensatz-ID,Deal-Name,Erstelldatum",
        ),
        "companies": (
            "Record ID,Company name,Company owner,Create Date,Phone Number,Lifecycle Stage",
            "Record ID,Company Domain Name,Create Date,Became a Customer Date",
            "Record ID,Create Date,Company name",
            "Record ID,Create Date,Company Name,Lead Status,Phone Number",
        ),
        "tickets": (
            "Record ID,Ticket name,Ticket status,Pipeline,Create date",
            "Ticket ID,Ticket name,Create date",
        ),
        "calls": ("Record ID,Call Title,Call outcome,Activity date,Create Date",),
        "tasks": ("Record ID,Task Title,Task Status,Due date,Create Date",),
        "meetings": ("Record ID,Meeting name,Meeting outcome,Create Date",),
        "notes": ("Record ID,Note body,Create Date",),
        "products": ("Record ID,Name,Unit price,SKU,Create Date",),
        "line items": ("Record ID,Name,Quantity,Unit price,Create Date",),
        "form submissions": ("Conversion Date,Conversion Title,Conversion Page,Email",),
    },
    "jira": {
        "worklogs": (
            "Issue Key,Issue summary,Hours,Work date,Username,Full name,Work Description",
            "Issue key,Summary,Worklog ID,Author,Started,Time Spent",
            "Project,Type,Key,Summary,Username,Date,Time Spent (h)",
        ),
        "sprints": ("Sprint name,State,Goal,Start date,End date",),
        "users": (
            "User id,User name,email,User status,Added to org",
            "username,full_name,email,active",
        ),
        "projects": ("Name,Key,Type,Lead,Category",),
    },
    "google_ads": {
        "ad group report": (
            "Ad group status,Ad group,Campaign,Status,Cost",
            "Campaign status,Campaign,Ad group,Day,Cost",
        ),
        "keyword report": (
            "Keyword status,Keyword,Match type,Campaign,Ad group,Cost",
            "Search keyword status,Search keyword,Campaign,Ad group,Day",
        ),
        "search term report": ("Search term,Match type,Added/Excluded,Campaign,Ad group,Cost",),
        "ad report": ("Ad status,Final URL,Headline 1,Campaign,Ad group,Cost",),
        "asset group report": ("Asset group status,Asset group,Campaign,Day,Cost",),
        "audience report": ("Audience segment,Audience segment status,Campaign,Day,Cost",),
        "location report": ("Targeted location,Campaign,Day,Cost",),
        "Editor": ("Campaign,Networks,Ad Group,Max CPC,Campaign Status",),
        "weekly report": ("Campaign,Week,Cost",),
        "account report": ("Day,Cost,Clicks", "Account name,Customer ID,Cost"),
    },
}


def read(folder: Path, connector: str, name: str, text: str) -> list[Batch]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(discover_connectors()[connector].read(Export(path)))


@pytest.mark.parametrize("above", ["", "\n", "Some report\n"])
@pytest.mark.parametrize(
    ("connector", "title", "header"),
    [
        (connector, title, header)
        for connector, titles in OTHERS.items()
        for title, headers in titles.items()
        for header in headers
    ],
)
def test_another_object_of_the_tool_is_refused_by_its_name(
    tmp_path: Path, connector: str, title: str, header: str, above: str
) -> None:
    """Whatever its name; and none of its values is quoted."""
    if above.strip() and connector != "google_ads":
        return  # Google alone writes lines above its header
    width = max(header.count(","), header.count(";")) + 1
    row = ("," if "," in header else ";").join(["Janet"] * width)
    with pytest.raises(UnreadableExport, match=f"^this is a .*{title}") as refused:
        read(tmp_path, connector, "export.csv", f"{above}{header}\n{row}\n")
    assert "Janet" not in str(refused.value)
    assert "this connector reads" in str(refused.value)


@pytest.mark.parametrize(
    "header",
    [
        "Record ID,First Name,Last Name,Email,Create Date,Company Name,Associated Company IDs",
        "Record ID,Email,Create Date,Company Name,Contact owner,Recent Deal Amount",
        "Record ID,Email,Create Date,Company Name",
        "Datensatz-ID,E-Mail,Record ID,Create Date,Unternehmensname",
        "Record ID,Job Title,Create Date,Company Name,Phone Number",
        "Record ID,Last Name,Create Date,Deal Type,Ticket status",
        "Record ID,Create Date,Lead intent",
        "Record ID,Create Date,Merged Contact IDs",
    ],
)
def test_contacts_are_known_by_what_contacts_alone_have(tmp_path: Path, header: str) -> None:
    """Beside properties that bear the names of other objects', too."""
    row = ",".join("2026-03-02" if name == "Create Date" else "7" for name in header.split(","))
    [batch] = read(tmp_path, "hubspot", "all.csv", f"{header}\n{row}\n")
    assert batch.rows[0].frame.height == 1
    assert not [note for note in batch.notes if "Email" in note]


def test_a_view_without_any_sign_of_contacts_is_told_by_its_name_or_said_to_be_unproven(
    tmp_path: Path,
) -> None:
    """Companies have a lifecycle stage as well."""
    text = "Record ID,Create Date,Lifecycle Stage\n7,2026-03-02,Lead\n"
    with pytest.raises(UnreadableExport, match="this is a HubSpot companies export"):
        read(tmp_path, "hubspot", "hubspot-crm-exports-all-companies-2026-03-10.csv", text)
    [batch] = read(tmp_path, "hubspot", "my-view.csv", text)
    assert "read as contacts; include Email" in batch.notes[0]


def test_an_object_of_the_organisations_own_is_not_taken_for_contacts(tmp_path: Path) -> None:
    """It has an id and a date of creation, and nothing that a lead is made of."""
    text = "Record ID,Create Date,Vessel name,Berth\n7,2026-03-02,Anna,4\n"
    with pytest.raises(UnreadableExport, match="no header of a contact but its id and date"):
        read(tmp_path, "hubspot", "my-view.csv", text)


def test_values_that_read_like_headers_refuse_nothing(tmp_path: Path) -> None:
    """Somebody may be a company owner."""
    text = "Record ID,Email,Create Date,Job\n7,a@c.example,2026-03-02,Company owner\n"
    assert read(tmp_path, "hubspot", "all.csv", text)[0].rows[0].frame.height == 1


def test_a_declared_header_of_a_person_proves_contacts(tmp_path: Path) -> None:
    """Where the export is in another language."""
    path = tmp_path / "all.csv"
    path.write_text("Tunnus,Luotu,Postiosoite\n7,2026-03-02,a@c.example\n", encoding="utf-8")
    columns = {"lead_id": "Tunnus", "created_at": "Luotu", "person_key": "Postiosoite"}
    connector = discover_connectors()["hubspot"]
    [batch] = connector.read(Export(path, Account(columns=columns)))
    assert batch.rows[0].frame["lead_id"].to_list() == ["7"]
