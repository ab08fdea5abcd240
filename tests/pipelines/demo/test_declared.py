"""The simulated organisation declares everybody and everything that its exports name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assets.declarations.agents.model import AgentsFile
from assets.declarations.annotations.model import AnnotationsFile
from assets.declarations.brand_voice.model import BrandVoice
from assets.declarations.functions.model import FunctionsFile
from assets.declarations.organisation.model import OrganisationFile
from assets.declarations.people.model import PeopleFile
from assets.declarations.playbooks.model import Playbooks
from assets.declarations.roles.model import RolesFile
from assets.declarations.workflows.model import WorkflowsFile
from assets.lib.organisation import Organisation, read_organisation
from assets.lib.settings import Settings
from pipelines.demo import write_demo
from pipelines.demo.organisation import write_declarations
from pipelines.demo.world.agent_runs import _version
from pipelines.demo.world.cast import AGENTS, PEOPLE, PRODUCTION_WORKFLOWS
from pipelines.demo.world.phrases import _LOUD_SENTENCES, _SENTENCES
from pipelines.demo.world.story import DIP_WEEK
from pipelines.demo.world.timeline import WEEKS, week_start
from pipelines.demo.world.work_kinds import EXCEPTION, KINDS


@pytest.fixture
def declared(tmp_path: Path) -> Organisation:
    """Give what the demo declares, as a home has it."""
    write_declarations(tmp_path / "org")
    return read_organisation(Settings(tmp_path))


def test_every_person_is_declared_with_their_role(declared: Organisation) -> None:
    """As the cast has them; all but one were trained while roles were redesigned."""
    people = {p.person: p for p in declared[PeopleFile].people}
    assert {name: p.role for name, p in people.items()} == {p.email: p.role for p in PEOPLE}
    late = [
        name
        for name, p in people.items()
        if p.trained_on is None or not date(2026, 4, 1) <= p.trained_on <= date(2026, 4, 30)
    ]
    assert late == ["brand.designer.1@demo.example"]
    assert {r.role for r in declared[RolesFile].roles} == {p.role for p in PEOPLE}


def test_every_agent_is_declared_as_it_runs(declared: Organisation) -> None:
    """Workflow, owner, and in each week the version and model that its runs state."""
    agents = {a.agent: a for a in declared[AgentsFile].agents}
    assert set(agents) == {a.name for a in AGENTS}
    for agent in AGENTS:
        registered = agents[agent.name]
        assert (registered.workflow, registered.owner) == (agent.workflow, agent.owner.email)
        for week in range(WEEKS):
            running = [v for v in registered.versions if v.from_ <= week_start(week)][-1]
            generation = 2 if week > DIP_WEEK else 1
            assert running.version == _version(week)
            assert running.model == f"{agent.model}-{generation}"


def test_one_agent_rests_on_one_person(declared: Organisation) -> None:
    """The others have a backup and a playbook, one of which nobody has reviewed for long."""
    alone = [a.agent for a in declared[AgentsFile].agents if not a.backup or not a.playbook]
    assert alone == ["nurture-agent"]
    reviewed = {p.file: p.front_matter.last_reviewed for p in declared[Playbooks].playbooks}
    assert [file for file, day in reviewed.items() if day < date(2026, 5, 5)] == [
        "reporting-agent.md"
    ]


def test_every_workflow_is_declared(declared: Organisation) -> None:
    """With function, owner, level and target, and the minutes of a person where agents work."""
    kinds = [EXCEPTION, *(kind for kinds in KINDS.values() for kind in kinds)]
    by_agents = {a.workflow for a in AGENTS} | set(PRODUCTION_WORKFLOWS)
    named = {workflow for kind in kinds for workflow in kind.workflows} | by_agents
    workflows = {w.workflow: w for w in declared[WorkflowsFile].workflows}
    assert set(workflows) == named
    assert all(w.function and w.owner_role and w.levels and w.targets for w in workflows.values())
    assert {name for name, w in workflows.items() if w.human_baseline_minutes} == by_agents
    used = {w.function for w in workflows.values()}
    assert used == {f.function for f in declared[FunctionsFile].functions}


def test_what_happened_is_annotated_in_its_week(declared: Organisation) -> None:
    """The dip has its incident, the new version its change; neither starts new limits."""
    start, incident, versions = declared[AnnotationsFile].annotations
    assert (start.date, start.concerns) == (declared[OrganisationFile].transition_start, ())
    assert (incident.kind, incident.date) == ("incident", week_start(DIP_WEEK))
    assert (versions.kind, versions.date) == ("change", week_start(DIP_WEEK + 1))
    assert [a.rebases for a in (start, incident, versions)] == [False, False, False]
    assert set(versions.concerns) == {a.name for a in AGENTS}


def test_the_brand_voice_forbids_what_the_brand_does_not_say(declared: Organisation) -> None:
    """No example and no calm sentence has a forbidden pattern; most loud ones have."""
    import re

    voice = declared[BrandVoice]
    assert voice.reference
    patterns = [p.pattern for p in voice.reference.forbidden_patterns]

    def forbidden(text: str) -> bool:
        return any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)

    texts = [example.text for example in voice.examples]
    assert all(80 <= len(text.split()) <= 150 for text in texts)
    assert not [text for text in (*texts, *_SENTENCES) if forbidden(text)]
    assert sum(map(forbidden, _LOUD_SENTENCES)) >= len(_LOUD_SENTENCES) / 2


def test_a_declared_organisation_is_left_alone(tmp_path: Path) -> None:
    """Where one declaration is there, none is written."""
    settings = Settings(tmp_path)
    settings.organisation_folder.mkdir()
    own = settings.organisation_folder / "targets.yml"
    own.write_text("targets: []\n")
    (settings.landing).mkdir()
    (settings.landing / ".keep").touch()
    assert write_demo(settings).declarations == ()
    assert [path.name for path in settings.organisation_folder.iterdir()] == ["targets.yml"]
    assert own.read_text() == "targets: []\n"
