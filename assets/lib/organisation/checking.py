"""Holds the declarations against each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from assets.lib.organisation.declared import Declared
from assets.lib.organisation.references import reference_faults

Check = Callable[[str], str | None]
"""Returns what is wrong with an expression or a query and what to do, or None."""


def check_organisation(
    declared: Declared,
    check_trigger: Check | None = None,
    check_evidence: Check | None = None,
    connectors: Collection[str] | None = None,
) -> list[str]:
    """Return the faults of entries that miss or contradict each other, one line each.

    A list that the organisation does not declare is not held against: without a person in
    people.yml anybody may be named, and so it is with functions, workflows, roles and agents; a
    playbook has to be there. What a default says is not checked, nor what refers to a file that
    can't be read at all; an entry that has faults of its own still has its name. People are the
    same in upper and lower case, as exports differ in that.

    Triggers, evidence queries and the connectors of sources.yml are checked where a check or the
    connectors are given.
    """
    return [
        *_source_faults(declared, connectors),
        *reference_faults(declared),
        *_trigger_faults(declared, check_trigger),
        *_evidence_faults(declared, check_evidence),
    ]


def find_lowered_targets(declared: Declared) -> list[str]:
    """Return each target below the level that is declared for its day: allowed, yet worth a look.

    A workflow may be meant to go down, as when its output got out of limits.
    """
    notes = []
    for number, workflow in enumerate(declared.organisation.workflows.workflows):
        for place, target in enumerate(workflow.targets):
            until_then = [x for x in workflow.levels if x.from_ <= target.by]
            level = max(until_then, key=lambda x: x.from_).level if until_then else target.level
            if "workflows" in declared.files and target.level < level:
                line = declared.files["workflows"].at(
                    ("workflows", number, "targets", place, "level")
                )
                notes.append(f"{line}: {target.level} is below level {level}, declared for then")
    return notes


def _source_faults(declared: Declared, connectors: Collection[str] | None) -> Iterator[str]:
    if connectors is None or "sources" not in declared.files:
        return
    file = declared.files["sources"]
    for name in declared.organisation.sources.sources:
        if name not in connectors:
            yield f"{file.at(('sources', name))}: no such connector; use {', '.join(connectors)}"


def _trigger_faults(declared: Declared, check: Check | None) -> Iterator[str]:
    if check is None or "agents" not in declared.files:
        return
    for number, agent in enumerate(declared.organisation.agents.agents):
        for place, trigger in enumerate(agent.escalation_triggers):
            if reason := check(trigger.when):
                at = ("agents", number, "escalation_triggers", place, "when")
                yield declared.files["agents"].refuse(at, trigger.when, reason)


def _evidence_faults(declared: Declared, check: Check | None) -> Iterator[str]:
    if check is None or "plan" not in declared.files:
        return
    for number, milestone in enumerate(declared.organisation.plan.milestones):
        if reason := check(milestone.evidence):
            at = ("milestones", number, "evidence")
            yield declared.files["plan"].refuse(at, milestone.evidence, reason)
