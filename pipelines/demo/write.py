"""Writes the simulated organisation: thirty weeks of exports, and what it declares of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assets.lib.settings import Settings
from pipelines.demo.exports.asana import write_tasks
from pipelines.demo.exports.audits import write_audits
from pipelines.demo.exports.canonical import write_publications, write_reviews
from pipelines.demo.exports.ga4 import write_pages
from pipelines.demo.exports.google_ads_campaigns import write_campaign_reports
from pipelines.demo.exports.google_ads_changes import write_change_histories
from pipelines.demo.exports.google_ads_daily import write_daily_reports
from pipelines.demo.exports.hubspot import PARTNERS, write_contacts
from pipelines.demo.exports.jira import write_issues
from pipelines.demo.exports.landing import Landing
from pipelines.demo.exports.langfuse import write_traces
from pipelines.demo.exports.langsmith import write_runs
from pipelines.demo.exports.run_reviews import write_run_reviews
from pipelines.demo.exports.tools import ASANA_WORKFLOW, LANGSMITH_AGENT
from pipelines.demo.exports.wordpress import write_blog
from pipelines.demo.organisation import write_declarations
from pipelines.demo.sign_offs import write_sign_offs
from pipelines.demo.world.agent_runs import run_agents
from pipelines.demo.world.campaigns import NEW_NAME, OLD_NAME, run_campaigns
from pipelines.demo.world.changes import change_campaigns
from pipelines.demo.world.leads import win_leads
from pipelines.demo.world.performance import perform
from pipelines.demo.world.pieces import produce_pieces
from pipelines.demo.world.story import plan_weeks
from pipelines.demo.world.timeline import WEEKS
from pipelines.demo.world.work_items import do_work


class DemoRefused(Exception):
    """Landing holds files already; the simulated organisation is not mixed with a real one."""


@dataclass(frozen=True)
class DemoTruth:
    """What ingestion has to find in the files.

    `bad_rows` counts, per path, the records to be quarantined; all other files have none.
    `renamed_campaign` is the old and the new name, `duplicate` are two paths with the same bytes.
    `late` came long after it was taken, `narrow` shows few columns of records that an older export
    shows whole. `second_account` is the source and the account that give the ids of another one.
    `told_by_one_tool` is the workflow or the agent that the tool tells of and no other one does.
    """

    bad_rows: Mapping[str, int]
    renamed_campaign: tuple[str, str]
    duplicate: tuple[str, str]
    truncated: str
    late: str
    narrow: str
    second_account: tuple[str, str]
    told_by_one_tool: Mapping[str, str]


@dataclass(frozen=True)
class DemoReport:
    """What was written: paths in landing, declarations, and the truth about them."""

    files: tuple[str, ...]
    declarations: tuple[str, ...]
    weeks: int
    truth: DemoTruth


def write_demo(settings: Settings, seed: int = 7) -> DemoReport:
    """Write the exports into an empty landing, the same bytes for the same seed.

    Declarations are written where there are none. Raises DemoRefused where landing holds a file.
    """
    _refuse_occupied(settings)
    landing = Landing(settings.landing)
    weeks = plan_weeks(seed)
    campaigns = run_campaigns(seed, weeks)
    pieces = produce_pieces(seed, weeks)
    runs = run_agents(seed, weeks, pieces, campaigns)
    days = perform(seed, weeks, campaigns)

    write_campaign_reports(landing, campaigns, days)
    write_daily_reports(landing, days)
    write_change_histories(landing, change_campaigns(seed, weeks, campaigns))
    truncated = write_blog(landing, seed, pieces)
    write_pages(landing, seed, pieces)
    write_publications(landing, pieces)
    write_reviews(landing, seed, pieces)
    write_audits(landing, seed, pieces, runs)
    contacts = write_contacts(landing, win_leads(seed, weeks, campaigns))
    items = do_work(seed, weeks, runs)
    late = write_issues(landing, seed, items)
    write_tasks(landing, items)
    write_traces(landing, seed, runs)
    write_runs(landing, seed, runs)
    write_run_reviews(landing, runs)

    bad_rows = landing.bad_rows
    truth = DemoTruth(
        bad_rows,
        (OLD_NAME, NEW_NAME),
        contacts.twice,
        truncated,
        late,
        contacts.narrow,
        ("hubspot", PARTNERS),
        {"asana": ASANA_WORKFLOW, "langsmith": LANGSMITH_AGENT},
    )
    declarations = write_declarations(settings.organisation_folder)
    if declarations:
        write_sign_offs(settings.sign_offs_file)
    return DemoReport(tuple(sorted(landing.files)), declarations, WEEKS, truth)


def _refuse_occupied(settings: Settings) -> None:
    """Refuse where a file has landed; hidden files don't count, as in ingestion."""
    present = sorted(settings.landing.rglob("*")) if settings.landing.exists() else []
    found = next((p for p in present if p.is_file() and not p.name.startswith(".")), None)
    if found:
        raise DemoRefused(
            f"landing holds {found.relative_to(settings.landing)} already; the demo organisation "
            f"is written into an empty {settings.landing} only, so set FULLSCORE_HOME to a new "
            "folder for it"
        )
