"""The commented declarations that `fullscore init` writes into an empty home."""

from __future__ import annotations

import csv
from pathlib import Path

from assets.lib.organisation import DEFAULTS
from assets.lib.settings import DBT_PROJECT, Settings

TEMPLATES = {
    "organisation.yml": """\
# Who reports, in which time, against which weeks.
name: Our organisation
timezone: UTC                # a name of the IANA database, such as Europe/Berlin; weeks follow it
weekly_capacity_hours: 40    # of one person; team utilization is logged hours by capacity
people: show                 # or pseudonymise: names of staff are hashed when files are read;
                             # or hide: nobody is named, and small groups are not shown
# minimum_people: 5          # the smallest group that is shown then

# Every multiple is measured against these weeks. A week is named by its Monday.
# baseline:
#   first_week: 2026-01-05
#   weeks: 8

# transition_start: 2026-03-02    # day 1 of the 90-day plan
# as_of: 2026-08-03T00:00:00Z     # stand at this instant, not at the newest event of the data
""",
    "targets.yml": """\
# Where each KPI is to be, and when: a straight path from start_value (by default the baseline).
# Shares are written as 0.5, not 50 %. kpi is one of
# <kpi ids>
targets: []
#  - kpi: <kpi id>
#    value: 0.5
#    from: 2026-03-02
#    until: 2026-08-31
""",
    "sources.yml": """\
# What an export does not say about itself, per connector (`fullscore connectors` lists them).
sources: {}
#  google_ads:
#    timezone: Europe/Berlin    # of times that state no zone; by default the organisation's
#    currency: EUR
#    accounts:                  # exports in landing/google_ads/<account>/
#      north_america: {timezone: America/New_York, currency: USD}
#  hubspot:
#    lead_workflow: lead_qualification    # the workflow in which its leads are rated
#    columns:                   # stream column -> the header in your exports
#      intent: Lead intent
""",
    "actors.yml": """\
# Names in the exports that are agents or static rules; everybody else is a person.
agents: []
#  - bid-agent@example.com
rules: []
#  - Automatically applied recommendations
""",
    "aliases.yml": """\
# Renames of campaigns whose export carries no id: account/name it had, account/name it has.
campaigns: []
#  - {source: google_ads, from: default/Spring sale, to: default/Spring sale 2026}
""",
    "workflows.yml": """\
# Every workflow, with the Collaboration Spectrum level (1-5) declared for it, from a day on; add a
# line when it changes. Items of workflows at level 1 or 2 are judgment unless a rule says
# otherwise.
workflows: []
#  - workflow: brand_strategy
#    function: strategy              # of functions.yml
#    owner_role: Creative Director   # of roles.yml
#    human_baseline_minutes: 240     # what one output took a person, before agents
#    levels:
#      - {level: 1, from: 2026-01-01}
#    targets:
#      - {level: 2, by: 2026-06-30}
""",
    "functions.yml": """\
# The marketing functions that workflows belong to.
functions: []
#  - {function: strategy, name: Strategy}
#  - {function: content, name: Content}
""",
    "people.yml": """\
# Who holds which role, each as the exports name them (upper and lower case are the same).
# trained_on: the day on which they had learnt to manage agents, that is prompts, judging output and
# escalation. Once somebody is listed here, everybody named in agents.yml and playbooks has to be.
people: []
#  - person: content.architect@example.com
#    role: Content Systems Architect    # of roles.yml
#    from: 2026-01-01
#    until: 2026-12-31
#    trained_on: 2026-04-15
""",
    "agents.yml": """\
# The agent registry: every agent as the exports name it, its versions, and the people behind it.
# playbook is a file of playbooks/, whose README.md shows how one begins.
agents: []
#  - agent: content-agent
#    workflow: content_production    # of workflows.yml
#    vendor: example-vendor
#    versions:                       # add a line when version or model changes
#      - {version: "1.0", model: example-model-1, from: 2026-01-01}
#    owner: content.architect@example.com
#    backup: ai.ops.architect@example.com
#    operators: []                   # who else can run the workflow if the agent stops
#    playbook: content-agent.md
#    escalation_triggers:            # when people are called, over its weekly review (or
#                                     # table.column, such as spectrum_weekly.stuck_share)
#      - {trigger: errors, when: error_rate > 0.05 for 2 weeks, renotify_weeks: 4}
""",
    "annotations.yml": """\
# What happened that a reader of the numbers has to know.
# kind: note, change, or incident (something broke). concerns: KPIs, agents or workflows; without
# any, all. rebases: true starts new limits of the charts it concerns.
annotations: []
#  - date: 2026-03-02
#    text: The transition starts
#    kind: change
#    concerns: [<kpi id>]
#    rebases: false
""",
    "brand_voice/reference.yml": """\
# The frozen reference that agents' texts are held against; its texts are the files .md or .txt of
# examples/ beside this file, at least three. Write sha256 as 64 zeros at first: `fullscore org
# check` then names the right one. To change the reference, raise version and freeze it again.
# version: 1
# frozen_on: 2026-03-01
# sha256: "0000000000000000000000000000000000000000000000000000000000000000"
# forbidden_patterns:    # regular expressions, without regard to case
#   - {pattern: '\\bgame[- ]chang', reason: A claim that nobody can check}
""",
    "playbooks/README.md": """\
# Playbooks

Each other file `.md` in this folder is a playbook. It begins like this:

    ---
    title: Content agent
    owner: content.architect@example.com
    last_reviewed: 2026-06-15
    workflows: [content_production]
    agents: [content-agent]
    ---

    ## Purpose
    What the agent is there for, and what it is not.

    ## Prompts and guardrails
    Where its prompts are kept, who may change them, what it must never do.

    ## Judging output
    What is looked at in a review, and what makes a piece be rejected.

    ## Escalation
    When a person is called, who, and how soon they answer.

    ## Stopping the agent
    How it is stopped, who may do so, and who does the work meanwhile.
""",
}


def read_templates() -> dict[str, str]:
    """Return the text of every file by its path: templates, and the defaults as they are."""
    kpi_ids = _read_kpi_ids()
    templates = {
        name: text.replace("<kpi ids>", ", ".join(kpi_ids)).replace("<kpi id>", kpi_ids[0])
        for name, text in TEMPLATES.items()
    }
    defaults = {f"{name}.yml": file.read_text(encoding="utf-8") for name, file in DEFAULTS.items()}
    return templates | defaults


def _read_kpi_ids() -> list[str]:
    with (DBT_PROJECT / "seeds" / "kpi_definition.csv").open(encoding="utf-8", newline="") as seed:
        return list(dict.fromkeys(row["kpi_id"] for row in csv.DictReader(seed)))


def write_template(settings: Settings) -> list[Path]:
    """Write the templates and the folders of a home; return the files, none where some exist."""
    folder = settings.organisation_folder
    settings.landing.mkdir(parents=True, exist_ok=True)
    if any(folder.glob("*.yml")):
        return []
    templates = read_templates()
    for name, text in templates.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [folder / name for name in templates]
