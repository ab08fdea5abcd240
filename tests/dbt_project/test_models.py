"""Rules that hold across models, on small organisations in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from assets.declarations.organisation.model import OrganisationFile
from assets.lib.dbt.build import ModelFailed
from assets.lib.dbt.project import read_project
from assets.lib.organisation import Organisation
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation, Row

_EXPORTED = datetime(2026, 3, 16, 12, 0)


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    """Give a warehouse of its own: these tests change seeds."""
    own = Warehouse(read_project())
    yield own
    own.connection.close()


def _origin(source: str, row: int) -> Row:
    return {
        "_source": source,
        "_file_id": "a",
        "_file_sequence": 1,
        "_row": row,
        "_exported_at": _EXPORTED,
        "_loaded_at": _EXPORTED,
    }


def _organisation(**streams: list[Row]) -> RandomOrganisation:
    moment = datetime(2026, 3, 16, 12, 0, tzinfo=UTC)
    declared = Organisation((OrganisationFile(as_of=moment, timezone="UTC"),))
    return RandomOrganisation(declared=declared, streams=streams)


def test_an_unknown_parameter_fails_the_query(warehouse: Warehouse) -> None:
    """A model whose parameter the seed lost is an error that names it, not a null."""
    warehouse.connection.execute("delete from seeds.parameter where parameter = 'multiple_weeks'")
    with pytest.raises(ModelFailed, match="kpi multiple_weeks: 0 parameters"):
        warehouse.build(_organisation(), "kpi_baseline")


def test_an_agent_is_one_however_its_runs_write_it(warehouse: Warehouse) -> None:
    """Versions and accounts of an agent share its registry row, its review and its risk."""
    names = ("Writer@1", "writer@2", "writer@example.com")
    runs = [
        {
            "run_id": name,
            "agent": name,
            "status": "ok",
            "started_at": datetime(2026, 3, 9, 9, number),
            **_origin("canonical", number),
        }
        for number, name in enumerate(names)
    ]
    registry, review, dependency = warehouse.build(
        _organisation(agent_runs=runs), "agent_registry", "agent_review_weekly", "agent_dependency"
    )
    assert [row["agent"] for row in registry] == ["Writer@1"]
    assert [(row["agent"], row["runs"]) for row in registry] == [("Writer@1", 3)]
    assert {row["agent"] for row in (*review, *dependency)} == {"Writer@1"}


def test_an_agents_verdict_on_a_piece_is_no_audit(warehouse: Warehouse) -> None:
    """The latest verdict of a person stands, whatever an agent says after it."""
    piece = {
        "piece_id": "p",
        "title": "A piece",
        "channel": "web",
        "status": "published",
        "created_at": datetime(2026, 3, 9, 9),
        "published_at": datetime(2026, 3, 9, 9),
        **_origin("canonical", 1),
    }
    reviews = [
        {
            "review_id": reviewer_type,
            "subject_type": "content_piece",
            "subject_id": "canonical:default:p",
            "reviewer": "somebody",
            "reviewer_type": reviewer_type,
            "verdict": verdict,
            "reviewed_at": datetime(2026, 3, day, 9),
            **_origin("canonical", day),
        }
        for reviewer_type, verdict, day in (("human", "edited", 10), ("agent", "approved", 11))
    ]
    (rows,) = warehouse.build(
        _organisation(content_pieces=[piece], reviews=reviews), "content_system_throughput_weekly"
    )
    [total] = [r for r in rows if r["segment_type"] == "total" and r["pieces"] == 1]
    assert (total["reviewed_pieces"], total["approved_pieces"]) == (1, 0)
