"""What one declaration names and another one has to declare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from assets.lib.organisation.declarations import KpiId, PlaybookFrontMatter
from assets.lib.organisation.declared import Declared
from assets.lib.organisation.places import Place

KPIS: tuple[str, ...] = get_args(KpiId)


@dataclass(frozen=True)
class Names:
    """The names that are declared of a kind; None where the organisation declares none."""

    kind: str
    declared: tuple[str, ...] | None
    ignores_case: bool = False

    def refuse(self, name: str) -> str | None:
        """Return why the name is refused and which there are, or None where it is known."""
        fold = str.lower if self.ignores_case else str
        if self.declared is None or fold(name) in {fold(known) for known in self.declared}:
            return None
        return f"no such {self.kind}; there are {', '.join(self.declared) or 'none'}"


Reference = tuple[Place, str | None, Names]
"""Where a name stands, the name, and those that it has to be among."""


def reference_faults(declared: Declared) -> Iterator[str]:
    """Tell of every name that is declared nowhere."""
    known = _Known(declared)
    for name, references in (
        ("sources", _of_sources(declared, known)),
        ("workflows", _of_workflows(declared, known)),
        ("people", _of_people(declared, known)),
        ("agents", _of_agents(declared, known)),
        ("plan", _of_plan(declared, known)),
        ("annotations", _of_annotations(declared, known)),
    ):
        if name in declared.files:
            yield from _refused(declared.files[name].refuse, references)
    for playbook in declared.playbooks.values():
        yield from _refused(playbook.refuse, _of_playbook(playbook.declared, known))


def _refused(
    refuse: Callable[[Place, str, str], str], references: Iterable[Reference]
) -> Iterator[str]:
    for place, name, known in references:
        if name is not None and (reason := known.refuse(name)):
            yield refuse(place, name, reason)


class _Known:
    """Every list that names are held against."""

    def __init__(self, declared: Declared) -> None:
        read = declared.organisation

        def own(file: str, names: Iterable[str]) -> tuple[str, ...] | None:
            read = declared.files.get(file)
            return ((*names, *read.lost) or None) if read else None

        workflows = own("workflows", (w.workflow for w in read.workflows.workflows))
        agents = own("agents", (a.agent for a in read.agents.agents))
        people = own("people", (p.person for p in read.people.people))
        self.functions = Names(
            "function", own("functions", (f.function for f in read.functions.functions))
        )
        self.workflows = Names("workflow", workflows)
        self.roles = Names("role", own("roles", (r.role for r in read.roles.roles)))
        self.people = Names("person", people, ignores_case=True)
        self.agents = Names("agent", agents)
        self.playbooks = Names("playbook", declared.found_playbooks)
        both = (*KPIS, *agents, *workflows) if agents and workflows else None
        self.concerns = Names("KPI, agent or workflow", both)


def _of_sources(declared: Declared, known: _Known) -> Iterator[Reference]:
    for name, source in declared.organisation.sources.sources.items():
        yield ("sources", name, "lead_workflow"), source.lead_workflow, known.workflows


def _of_workflows(declared: Declared, known: _Known) -> Iterator[Reference]:
    for number, workflow in enumerate(declared.organisation.workflows.workflows):
        at: Place = ("workflows", number)
        yield (*at, "function"), workflow.function, known.functions
        yield (*at, "owner_role"), workflow.owner_role, known.roles


def _of_people(declared: Declared, known: _Known) -> Iterator[Reference]:
    for number, person in enumerate(declared.organisation.people.people):
        yield ("people", number, "role"), person.role, known.roles


def _of_agents(declared: Declared, known: _Known) -> Iterator[Reference]:
    for number, agent in enumerate(declared.organisation.agents.agents):
        at: Place = ("agents", number)
        yield (*at, "workflow"), agent.workflow, known.workflows
        yield (*at, "owner"), agent.owner, known.people
        yield (*at, "backup"), agent.backup, known.people
        for place, operator in enumerate(agent.operators):
            yield (*at, "operators", place), operator, known.people
        yield (*at, "playbook"), agent.playbook, known.playbooks


def _of_plan(declared: Declared, known: _Known) -> Iterator[Reference]:
    for number, milestone in enumerate(declared.organisation.plan.milestones):
        yield ("milestones", number, "owner_role"), milestone.owner_role, known.roles


def _of_annotations(declared: Declared, known: _Known) -> Iterator[Reference]:
    for number, annotation in enumerate(declared.organisation.annotations.annotations):
        for place, concern in enumerate(annotation.concerns):
            yield ("annotations", number, "concerns", place), concern, known.concerns


def _of_playbook(front_matter: PlaybookFrontMatter, known: _Known) -> Iterator[Reference]:
    yield ("owner",), front_matter.owner, known.people
    for place, workflow in enumerate(front_matter.workflows):
        yield ("workflows", place), workflow, known.workflows
    for place, agent in enumerate(front_matter.agents):
        yield ("agents", place), agent, known.agents
