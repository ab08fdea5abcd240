"""What holds on a day: the level of a workflow, the role of a person."""

from __future__ import annotations

from datetime import date

from assets.declarations.people.model import PeopleFile
from assets.declarations.workflows.model import WorkflowsFile
from tests.dbt_project.organisation import RandomOrganisation


def level_on(organisation: RandomOrganisation, workflow: str | None, day: date) -> str | None:
    """Return the level that is declared for a workflow on that day; None where none is."""
    levels = [
        (declared.from_, declared.level)
        for known in organisation.declared[WorkflowsFile].workflows
        for declared in known.levels
        if known.workflow == workflow and declared.from_ <= day
    ]
    return str(max(levels)[1]) if levels else None


def role_on(
    organisation: RandomOrganisation, person: str | None, day: date, stated: str | None
) -> str | None:
    """Return the role that a person holds on that day; the stated one where none is declared."""
    for known in organisation.declared[PeopleFile].people:
        if (
            person is not None
            and known.person.lower() == person.lower()
            and (known.from_ is None or known.from_ <= day)
            and (known.until is None or day <= known.until)
        ):
            return known.role
    return stated
