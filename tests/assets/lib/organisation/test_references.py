"""Declarations are validated against each other: what one names, another has to declare."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.declarations.agents.model import ESCALATION_TRIGGER
from assets.declarations.plan.model import EVIDENCE_QUERY
from assets.lib.organisation.organisation import load_organisation
from assets.lib.organisation.references import Validator, find_reference_errors
from assets.lib.settings import Settings
from tests.assets.lib.organisation.declaring import errors_in, write

LANGUAGES = (ESCALATION_TRIGGER, EVIDENCE_QUERY)
FUNCTIONS = "functions:\n  - {function: content, name: Content}\n"
WORKFLOWS = """workflows:
  - workflow: writing
    function: content
    owner_role: Editor
    levels:
      - {level: 3, from: 2026-01-05}
      - {level: 4, from: 2026-03-02}
    targets:
      - {level: 4, by: 2026-06-01}
"""
ROLES = """roles:
  - {role: Editor, was: Writer, old_focus: texts, new_focus: systems, leverage_level: 3}
"""
PEOPLE = """people:
  - person: One@demo.example
    role: Editor
  - {person: two@demo.example, role: Editor}
"""
AGENTS = """agents:
  - agent: writer
    workflow: writing
    vendor: somebody
    versions:
      - {version: "1", model: m, from: 2026-01-05}
      - {version: "2", model: m, from: 2026-03-02}
    owner: one@demo.example
    backup: two@demo.example
    operators: [TWO@demo.example]
    playbook: writer.md
    escalation_triggers:
      - {trigger: errors, when: error_rate > 0.05}
"""
PLAN = """phases:
  - {phase: audit, name: Audit, first_day: 1, last_day: 30}
milestones:
  - milestone: mapped
    phase: audit
    name: Mapped
    owner_role: Editor
    evidence: select 1
"""
ANNOTATIONS = """annotations:
  - date: 2026-03-02
    text: Start
    concerns: [writer, writing, content, pipeline_signal_to_noise]
"""
PLAYBOOK = """---
title: Writer
owner: ONE@demo.example
last_reviewed: 2026-06-15
workflows: [writing]
agents: [writer]
---
Read it twice.
"""
ALL = {
    "functions.yml": FUNCTIONS,
    "workflows.yml": WORKFLOWS,
    "roles.yml": ROLES,
    "people.yml": PEOPLE,
    "agents.yml": AGENTS,
    "plan.yml": PLAN,
    "annotations.yml": ANNOTATIONS,
    "playbooks/writer.md": PLAYBOOK,
}


def changed(path: str, old: str, new: str) -> dict[str, str]:
    """Return all declarations, one of them with a change."""
    assert old in ALL[path]
    return ALL | {path: ALL[path].replace(old, new)}


def test_declarations_that_agree_are_valid(tmp_path: Path) -> None:
    """People may be written in upper and lower case."""
    assert errors_in(tmp_path, ALL) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "error"),
    [
        (
            "workflows.yml",
            "function: content",
            "function: contnt",
            (
                "3: workflows.0.function: 'contnt' is not allowed: no such function; "
                "there are content"
            ),
        ),
        (
            "workflows.yml",
            "owner_role: Editor",
            "owner_role: Writer",
            "4: workflows.0.owner_role: 'Writer' is not allowed: no such role; there are Editor",
        ),
        (
            "people.yml",
            "    role: Editor",
            "    role: Writer",
            "3: people.0.role: 'Writer' is not allowed: no such role; there are Editor",
        ),
        (
            "agents.yml",
            "workflow: writing",
            "workflow: wrting",
            "3: agents.0.workflow: 'wrting' is not allowed: no such workflow; there are writing",
        ),
        (
            "agents.yml",
            "owner: one",
            "owner: three",
            (
                "8: agents.0.owner: 'three@demo.example' is not allowed: no such person; "
                "there are One@demo.example, two@demo.example"
            ),
        ),
        (
            "agents.yml",
            "backup: two",
            "backup: three",
            (
                "9: agents.0.backup: 'three@demo.example' is not allowed: no such person; "
                "there are One@demo.example, two@demo.example"
            ),
        ),
        (
            "agents.yml",
            "[TWO",
            "[three",
            (
                "10: agents.0.operators.0: 'three@demo.example' is not allowed: no such person; "
                "there are One@demo.example, two@demo.example"
            ),
        ),
        (
            "agents.yml",
            "backup: two",
            "backup: ONE",
            (
                "9: agents.0.backup: 'ONE@demo.example' is not allowed: it is the owner; "
                "name somebody else, or nobody"
            ),
        ),
        (
            "agents.yml",
            "2026-03-02",
            "2026-01-05",
            (
                "7: agents.0.versions.1.from: 2026-01-05 is not allowed: "
                "there is a version from that day already"
            ),
        ),
        (
            "agents.yml",
            "playbook: writer.md",
            "playbook: writer",
            "11: agents.0.playbook: 'writer' is not allowed: no such playbook; there are writer.md",
        ),
        (
            "plan.yml",
            "owner_role: Editor",
            "owner_role: Writer",
            "7: milestones.0.owner_role: 'Writer' is not allowed: no such role; there are Editor",
        ),
        (
            "annotations.yml",
            "[writer,",
            "[reader,",
            (
                "4: annotations.0.concerns.0: 'reader' is not allowed: no such KPI, agent, "
                "workflow or function; there are content_system_throughput, "
                "campaign_iteration_velocity, strategic_decision_density, "
                "pipeline_signal_to_noise, writer, writing, content"
            ),
        ),
        (
            "playbooks/writer.md",
            "ONE",
            "three",
            (
                "3: owner: 'three@demo.example' is not allowed: no such person; "
                "there are One@demo.example, two@demo.example"
            ),
        ),
        (
            "playbooks/writer.md",
            "[writing]",
            "[writing, reading]",
            "5: workflows.1: 'reading' is not allowed: no such workflow; there are writing",
        ),
        (
            "playbooks/writer.md",
            "[writer]",
            "[reader]",
            "6: agents.0: 'reader' is not allowed: no such agent; there are writer",
        ),
    ],
)
def test_a_name_that_is_declared_nowhere_is_an_error(
    tmp_path: Path, path: str, old: str, new: str, error: str
) -> None:
    """File, line, key, value, and which names there are, in one line."""
    assert errors_in(tmp_path, changed(path, old, new)) == [f"{path}:{error}"]


@pytest.mark.parametrize(
    ("missing", "path", "old", "new"),
    [
        ("functions.yml", "workflows.yml", "function: content", "function: anything"),
        ("roles.yml", "people.yml", "role: Editor", "role: Anybody"),
        ("roles.yml", "workflows.yml", "owner_role: Editor", "owner_role: Anybody"),
        ("people.yml", "agents.yml", "owner: one", "owner: anybody"),
        ("people.yml", "playbooks/writer.md", "ONE", "anybody"),
        ("workflows.yml", "agents.yml", "workflow: writing", "workflow: anything"),
        ("workflows.yml", "annotations.yml", "writing", "anything"),
        ("agents.yml", "annotations.yml", "[writer,", "[anything,"),
        ("agents.yml", "playbooks/writer.md", "[writer]", "[anything]"),
    ],
)
def test_any_name_is_valid_where_the_list_is_not_declared(
    tmp_path: Path, missing: str, path: str, old: str, new: str
) -> None:
    """Neither where the file is missing nor where it has no entry; a default is no declaration."""
    files = changed(path, old, new)
    assert errors_in(tmp_path / "empty", files | {missing: "# nothing yet\n"}) == []
    del files[missing]
    assert errors_in(tmp_path / "missing", files) == []


def test_a_playbook_has_to_be_there_even_where_there_is_none(tmp_path: Path) -> None:
    """A missing file helps nobody when the agent stops."""
    files = {path: text for path, text in ALL.items() if path != "playbooks/writer.md"}
    [error] = errors_in(tmp_path, files)
    assert error.endswith("'writer.md' is not allowed: no such playbook; there are none")


def test_an_invalid_entry_causes_no_errors_where_it_is_referred_to(tmp_path: Path) -> None:
    """One mistake is one line, and mistakes elsewhere are still reported."""
    files = changed("people.yml", "person: two", "persn: two") | {
        "playbooks/writer.md": PLAYBOOK.replace("title", "titel"),
        "annotations.yml": ANNOTATIONS.replace("[writer,", "[reader,"),
    }
    assert [error.split(": ")[:2] for error in errors_in(tmp_path, files)] == [
        ["people.yml:4", "people.1.person"],
        ["people.yml:4", "people.1.persn"],
        ["playbooks/writer.md:1", "title"],
        ["playbooks/writer.md:2", "titel"],
        ["annotations.yml:4", "annotations.0.concerns.0"],
    ]


def test_a_default_is_not_validated_against_own_roles(tmp_path: Path) -> None:
    """Whoever renames roles has not to write a plan for that."""
    files = {path: text for path, text in ALL.items() if path != "plan.yml"}
    assert errors_in(tmp_path, files) == []


def test_triggers_and_evidence_are_validated_where_validators_are_given(tmp_path: Path) -> None:
    """The reason is theirs, the place is the file's."""
    write(tmp_path, ALL)
    seen: list[str] = []

    def refuse(text: str) -> str | None:
        seen.append(text)
        return "too hard"

    loaded = load_organisation(Settings(tmp_path))
    assert find_reference_errors(loaded) == []
    accept: dict[str, Validator] = dict.fromkeys(LANGUAGES, lambda _: None)
    assert find_reference_errors(loaded, validators=accept) == []
    assert find_reference_errors(loaded, validators=dict.fromkeys(LANGUAGES, refuse)) == [
        (
            "agents.yml:13: agents.0.escalation_triggers.0.when: 'error_rate > 0.05' is not "
            "allowed: too hard"
        ),
        "plan.yml:8: milestones.0.evidence: 'select 1' is not allowed: too hard",
    ]
    assert seen == ["error_rate > 0.05", "select 1"]


def test_sources_have_to_be_connectors_where_these_are_given(tmp_path: Path) -> None:
    """A misspelt connector would declare its time zone to nobody."""
    write(tmp_path, {"sources.yml": "sources:\n  jra: {timezone: UTC}\n"})
    loaded = load_organisation(Settings(tmp_path))
    assert find_reference_errors(loaded) == []
    assert find_reference_errors(loaded, connectors=("jira", "hubspot")) == [
        (
            "sources.yml:2: sources.jra: 'jra' is not allowed: no such connector or mapping; "
            "there are jira, hubspot"
        )
    ]


def test_a_target_below_the_declared_level_is_a_note(tmp_path: Path) -> None:
    """A workflow may be meant to go down, from the level of that day; it is no error."""
    write(tmp_path, changed("workflows.yml", "- {level: 4, by", "- {level: 3, by"))
    loaded = load_organisation(Settings(tmp_path))
    assert find_reference_errors(loaded) == []
    assert loaded.list_notes() == [
        "workflows.yml:9: workflows.0.targets.0.level: 3 is below level 4, declared for then"
    ]
    write(tmp_path, changed("workflows.yml", "4, by: 2026-06-01", "3, by: 2026-02-01"))
    assert load_organisation(Settings(tmp_path)).list_notes() == []


def test_a_person_who_leaves_before_coming_is_an_error(tmp_path: Path) -> None:
    """The days of a role are in order."""
    text = "people:\n  - {person: a, role: b, from: 2026-02-01, until: 2026-01-31}\n"
    assert errors_in(tmp_path, {"people.yml": text}) == [
        "people.yml:2: people.0.until: 2026-01-31 is not allowed: it is before from (2026-02-01)"
    ]


def test_an_error_hides_no_other_one(tmp_path: Path) -> None:
    """A wrong value, an entry without a required key, and names that are nowhere: all at once."""
    errors = errors_in(
        tmp_path,
        {
            "functions.yml": FUNCTIONS,
            "workflows.yml": """workflows:
  - workflow: writing
    function: contnt
    levels:
      - {level: 3, from: 2026-01-05}
      - {level: 9, from: 2026-13-02}
  - {function: content, owner_role: Editor}
  - {workflow: ads, function: content, owner_role: Nobody}
""",
            "roles.yml": ROLES.replace("leverage_level: 3", "leverage_level: 7"),
            "people.yml": PEOPLE.replace("role: Editor}", "rle: Editor}"),
            "agents.yml": AGENTS.replace("workflow: writing", "workflow: writng")
            .replace("    vendor: somebody\n", "")
            .replace("    playbook: writer.md\n", ""),
            "annotations.yml": ANNOTATIONS.replace("[writer,", "[writer, reader, "),
        },
    )
    assert [error.split(": ")[:2] for error in errors] == [
        ["agents.yml:2", "agents.0.vendor"],
        ["people.yml:4", "people.1.role"],
        ["people.yml:4", "people.1.rle"],
        ["roles.yml:2", "roles.0.leverage_level"],
        ["workflows.yml:6", "workflows.0.levels.1.from"],
        ["workflows.yml:6", "workflows.0.levels.1.level"],
        ["workflows.yml:7", "workflows.1.workflow"],
        ["annotations.yml:4", "annotations.0.concerns.1"],
        ["workflows.yml:3", "workflows.0.function"],
        ["workflows.yml:8", "workflows.2.owner_role"],
    ]


def test_what_stands_after_an_invalid_entry_keeps_its_place(tmp_path: Path) -> None:
    """Position and line are those in the file, though the entry before was left out."""
    people = """people:
  - {person: one@demo.example}
  - {person: two@demo.example, role: Editor}
  - {person: three@demo.example, role: Edtor}
"""
    errors = errors_in(tmp_path, {"roles.yml": ROLES, "people.yml": people})
    assert errors == [
        "people.yml:2: people.0.role: missing; this key is required",
        "people.yml:4: people.2.role: 'Edtor' is not allowed: no such role; there are Editor",
    ]


def test_every_reference_is_of_a_kind_that_is_declared_somewhere(tmp_path: Path) -> None:
    """A misspelt kind would let any name pass, in silence."""
    write(tmp_path, ALL | {"sources.yml": "sources: {jira: {lead_workflow: writing}}\n"})
    loaded = load_organisation(Settings(tmp_path))
    used = {kind for f in loaded.files for r in f.content.references() for kind in r.kinds}
    declared = {d.names.kind for d in loaded.declarations.values() if d.names}
    assert used == declared | {"KPI", "connector"}
