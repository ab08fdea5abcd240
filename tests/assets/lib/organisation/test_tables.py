"""What is declared reaches the models as tables."""

from dataclasses import replace
from datetime import UTC, date, datetime

import duckdb
import pytest

from assets.declarations.aliases.model import AliasesFile, resolve_aliases
from assets.declarations.organisation.model import standing_at
from assets.lib.organisation import Organisation
from assets.lib.organisation.declaration import discover_declarations
from assets.lib.organisation.tables import list_org_tables, write_declarations
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from tests.assets.builders import ask, declare


def write(settings: Settings, organisation: Organisation, as_of: datetime | None = None) -> None:
    with open_warehouse(settings) as connection:
        write_declarations(connection, standing_at(organisation, as_of))


def test_every_table_is_there_when_nothing_is_declared(settings: Settings) -> None:
    """The models find one row of reporting, and empty tables beside it."""
    write(settings, Organisation())
    names = [table.name for table in list_org_tables()]
    counts = {name: ask(settings, f"select count(*) from org.{name}")[0][0] for name in names}
    assert counts == dict.fromkeys(names, 0) | {"reporting": 1}
    assert ask(settings, "from org.reporting") == [
        ("Our organisation", "UTC", 40.0, None, None, None, None, False, 5)
    ]


def test_declarations_become_rows(settings: Settings) -> None:
    """Each entry of each file is one row, in the types of the tables."""
    declare(
        settings,
        "organisation.yml",
        "name: O'Neill's\ntimezone: Europe/Berlin\ntransition_start: 2026-03-02\n"
        "baseline: {first_week: 2026-01-05, weeks: 8}\nas_of: 2026-03-09T00:00:00+01:00\n",
    )
    declare(
        settings,
        "workflows.yml",
        "workflows: [{workflow: a, levels: [{level: 3, from: 2026-01-05}]}]\n",
    )
    organisation = declare(
        settings,
        "targets.yml",
        "targets: [{kpi: pipeline_signal_to_noise, value: 0.5, from: 2026-01-05, "
        "until: 2026-03-02}]\n",
    )
    write(settings, organisation)
    assert ask(settings, "from org.reporting") == [
        (
            "O'Neill's",
            "Europe/Berlin",
            40.0,
            date(2026, 1, 5),
            8,
            date(2026, 3, 2),
            datetime(2026, 3, 8, 23),  # noqa: DTZ001  # as the warehouse keeps it
            False,
            5,
        )
    ]
    assert ask(settings, "from org.workflow_level") == [("a", 3, date(2026, 1, 5))]
    assert ask(settings, "from org.target") == [
        ("pipeline_signal_to_noise", 0.5, None, date(2026, 1, 5), date(2026, 3, 2))
    ]


def test_the_instant_of_a_run_goes_before_the_declared_one(settings: Settings) -> None:
    """`--as-of` wins over organisation.yml, and is kept in UTC."""
    organisation = declare(settings, "organisation.yml", "as_of: 2026-01-01\n")
    write(settings, organisation, datetime.fromisoformat("2026-03-02T01:00:00+01:00"))
    assert ask(settings, "select as_of from org.reporting") == [
        (datetime(2026, 3, 2, tzinfo=UTC).replace(tzinfo=None),)
    ]


def test_what_is_no_longer_declared_is_gone(settings: Settings) -> None:
    """Writing anew replaces every table; nothing piles up."""
    aliases = "campaigns: [{source: ads, from: a, to: b}]\n"
    write(settings, declare(settings, "aliases.yml", aliases))
    assert ask(settings, "from org.campaign_alias") == [("ads:default:a", "ads:default:b")]
    write(settings, declare(settings, "aliases.yml", ""))
    assert ask(settings, "from org.campaign_alias") == []


def test_a_failed_write_leaves_the_tables_as_they_were(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All tables change together, or none does."""
    write(settings, declare(settings, "organisation.yml", "name: Before\n"))
    after = declare(settings, "organisation.yml", "name: After\n")
    declarations = discover_declarations()
    workflows = declarations["workflows"]
    broken = replace(workflows.tables[-1], rows=lambda _: [("too", "few")])
    monkeypatch.setitem(declarations, "workflows", replace(workflows, tables=(broken,)))
    with pytest.raises(duckdb.Error):
        write(settings, after)
    assert ask(settings, "select organisation_name from org.reporting") == [("Before",)]


def test_renames_are_followed_to_the_name_of_today(settings: Settings) -> None:
    """Chains end at their last name; sources do not share names."""
    text = """campaigns:
  - {source: ads, from: b, to: c}
  - {source: ads, from: a, to: b}
  - {source: mail, from: c, to: a}
"""
    assert resolve_aliases(declare(settings, "aliases.yml", text)[AliasesFile]) == {
        "ads:default:a": "ads:default:c",
        "ads:default:b": "ads:default:c",
        "mail:default:c": "mail:default:a",
    }
