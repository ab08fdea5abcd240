"""The commented declarations that `fullscore init` writes into an empty home."""

from __future__ import annotations

from pathlib import Path

from assets.settings import Settings

TEMPLATES = {
    "organisation.yml": """\
# Who reports, in which time, against which weeks.
name: Our organisation
timezone: UTC                # a name of the IANA database, such as Europe/Berlin; weeks follow it
weekly_capacity_hours: 40    # of one person; team utilization is logged hours by capacity
people: show                 # or pseudonymise: names of staff are hashed when files are read

# Every multiple is measured against these weeks. A week is named by its Monday.
# baseline:
#   first_week: 2026-01-05
#   weeks: 8

# transition_start: 2026-03-02    # day 1 of the 90-day plan
# as_of: 2026-08-03T00:00:00Z     # stand at this instant, not at the newest event of the data
""",
    "targets.yml": """\
# Where each KPI is to be, and when: a straight path from start_value (by default the baseline).
# kpi: content_system_throughput, campaign_iteration_velocity, strategic_decision_density or
#      pipeline_signal_to_noise; shares are written as 0.5, not 50 %.
targets: []
#  - kpi: strategic_decision_density
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
}


def write_template(settings: Settings) -> list[Path]:
    """Write the templates and the folders of a home; return the files, none where some exist."""
    folder = settings.organisation_folder
    settings.landing.mkdir(parents=True, exist_ok=True)
    if any(folder.glob("*.yml")):
        return []
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TEMPLATES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in TEMPLATES]
