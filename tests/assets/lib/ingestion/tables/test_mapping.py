"""A table is read as an organisation declares it, without a line of code."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.tables.proposal import propose_mapping
from assets.lib.organisation import OrganisationError, read_organisation
from assets.lib.settings import Settings
from tests.assets.builders import ask, declare, land, statuses, take_in

MAPPING = """
title: Audio ads
header: [Campaign id, [Date, Datum]]
preamble: true
empty: ["-"]
rows:
  - stream: campaign_performance
    summed: [impressions, cost]
    columns:
      campaign_id: Campaign id
      date: [Date, Datum]
      impressions: {header: Impressions, read: number}
      cost: {header: Micros, read: number, divided_by: 1000000}
      currency: {constant: EUR}
  - stream: campaigns
    columns:
      campaign_id: Campaign id
      name: Campaign name
      channel: {constant: audio}
      status: {header: State, values: {"ON": live}, otherwise: paused}
skip:
  - {reason: total, header: Campaign name, begins: Total}
"""
EXPORT = """Report Name: Ads

Campaign id,Campaign name,Ad,Datum,Impressions,Micros,State
c1, Summer,a1,2026/06/24,"1,200",220000,on
c1, Summer,a2,2026/06/24,800,1100000,on
c2, Autumn,a3,2026/06/25,-,500000,off
,Total of 3,,,2000,1820000,
"""


@pytest.fixture
def mapped(settings: Settings) -> Settings:
    (settings.organisation_folder / "mappings").mkdir(parents=True)
    declare(settings, "mappings/audio_ads.yml", MAPPING)
    return settings


def test_a_mapped_table_is_recognised_and_read(mapped: Settings) -> None:
    """Sums, constants, translations, skipped records: as a connector in code has them."""
    organisation = declare(mapped, "organisation.yml", "timezone: Europe/Berlin\n")
    land(mapped, "report.csv", EXPORT)
    [result] = take_in(mapped, organisation)
    assert (result.status, result.connector) == ("loaded", "audio_ads")
    days = (
        "select campaign_id, cast(date as varchar), impressions, cost "
        "from raw.campaign_performance order by 1"
    )
    assert [
        (campaign, day, shown, float(cost)) for campaign, day, shown, cost in ask(mapped, days)
    ] == [
        ("audio_ads:default:c1", "2026-06-24", 2000, 1.32),
        ("audio_ads:default:c2", "2026-06-25", None, 0.5),
    ]
    campaigns = "select campaign_id, name, channel, status from raw.campaigns order by 1"
    assert ask(mapped, campaigns) == [
        ("c1", "Summer", "audio", "live"),
        ("c2", "Autumn", "audio", "paused"),
    ]
    assert ask(mapped, "select reason, records from ops.skipped_record order by 1") == [
        ("added to the row of the same campaign_id and date", 1),
        ("preamble", 1),
        ("total", 1),
    ]


def test_the_columns_of_a_mapped_table_are_in_the_organisations_words(mapped: Settings) -> None:
    """They are seen as those of any table, and hashed where people are hidden, as its title is."""
    land(mapped, "report.csv", EXPORT)
    take_in(mapped, declare(mapped, "organisation.yml", "timezone: Europe/Berlin\n"))
    seen = ask(
        mapped,
        "select report, column_name, kind, is_read, is_known from ops.file_column order by 2",
    )
    assert seen[0] == ("table", "ad", "text", False, False)
    assert ("table", "datum", "time", True, False) in seen
    assert not any(is_known for *_, is_known in seen)


def test_a_changed_mapping_reads_its_files_again(mapped: Settings) -> None:
    """And an unchanged one does not."""
    organisation = declare(mapped, "organisation.yml", "timezone: UTC\n")
    land(mapped, "audio_ads/report.csv", EXPORT)
    assert statuses(take_in(mapped, organisation)) == {"audio_ads/report.csv": "loaded"}
    assert statuses(take_in(mapped, organisation)) == {"audio_ads/report.csv": "unchanged"}
    changed = declare(mapped, "mappings/audio_ads.yml", MAPPING.replace("audio}", "radio}"))
    assert statuses(take_in(mapped, changed)) == {"audio_ads/report.csv": "loaded"}
    assert ask(mapped, "select distinct channel from raw.campaigns") == [("radio",)]


@pytest.mark.parametrize(("declared", "loaded"), [("", 1), ("ends_lines: false\n", 2)])
def test_a_last_line_without_an_end_is_cut_off_unless_the_tool_writes_it_so(
    mapped: Settings, declared: str, loaded: int
) -> None:
    """Where it does, a note says that nothing tells a whole file from one that was cut off."""
    organisation = declare(mapped, "mappings/audio_ads.yml", MAPPING + declared)
    header, rows = EXPORT.splitlines()[2], EXPORT.splitlines()[5:7]
    text = "\n".join([header, rows[0], rows[0].replace("c2", "c3").replace("Autumn", "Winter")])
    land(mapped, "audio_ads/report.csv", text)
    take_in(mapped, organisation)
    assert ask(mapped, "select count(*) from raw.campaigns") == [(loaded,)]
    [(notes,)] = ask(mapped, "select notes::varchar from ops.ingested_file")
    assert ("no line end" in (notes or "")) == (loaded == 2)


@pytest.mark.parametrize(
    ("wrong", "right", "reason"),
    [
        ("nam: Campaign name", "name: Campaign name", "campaigns has no column 'nam'"),
        ("", "      campaign_id: Campaign id\n      date", "needs campaign_id, date"),
        ("stream: campaign\n", "stream: campaigns\n", "rows.1.stream"),
        ("read: count,", "read: number,", "read"),
        ("{constant: EUR, header: Currency}", "{constant: EUR}", "either a header or a constant"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_line(
    settings: Settings, wrong: str, right: str, reason: str
) -> None:
    """Before any file is read by it."""
    (settings.organisation_folder / "mappings").mkdir(parents=True)
    text = MAPPING.replace(right, wrong, 1)
    if not wrong:
        text = MAPPING.replace("      campaign_id: Campaign id\n      date: [Date, Datum]\n", "", 1)
    with pytest.raises(OrganisationError) as error:
        declare(settings, "mappings/audio_ads.yml", text)
    assert reason in str(error.value)
    assert str(error.value).startswith("mappings/audio_ads.yml:")


def test_a_mapping_is_named_like_a_folder(settings: Settings) -> None:
    """Its name stands in ids, so it has neither blanks nor colons."""
    (settings.organisation_folder / "mappings").mkdir(parents=True)
    with pytest.raises(OrganisationError, match="name it after the tool"):
        declare(settings, "mappings/Audio ads.yml", MAPPING)


def test_a_mapping_is_not_named_like_a_connector(mapped: Settings) -> None:
    """The files of the one would be read as the other's."""
    declare(mapped, "mappings/jira.yml", MAPPING)
    with pytest.raises(OrganisationError) as error:
        read_organisation(mapped, ("audio", "jira"))
    assert error.value.errors == [
        "mappings/jira.yml:1: there is a connector jira; rename the mapping"
    ]


def test_a_first_mapping_is_proposed_from_known_headers(tmp_path: Path) -> None:
    """What is required and was not found is named."""
    path = tmp_path / "tasks.csv"
    path.write_text("Name,Created At,Assignee,Hours\nPlan,2026-03-02,Kim,1\n", encoding="utf-8")
    guess, text = propose_mapping(path)
    assert guess.stream == "work_items"
    assert guess.missing == ("work_item_id",)
    for line in ("title: name", "created_at: created at", "read: person", "(which header?)"):
        assert line in text


@pytest.mark.parametrize("content", ["", "just a note\n", '{"a": 1}', "alpha,beta\n1,2\n"])
def test_nothing_is_proposed_of_what_is_not_known(tmp_path: Path, content: str) -> None:
    """The reason says what to do."""
    path = tmp_path / "file.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableExport):
        propose_mapping(path)
