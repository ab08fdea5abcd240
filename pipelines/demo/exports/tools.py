"""Which tool keeps what, where two tools of the organisation do the same."""

from __future__ import annotations

from pipelines.demo.world.agent_runs import Run
from pipelines.demo.world.chance import as_uuid
from pipelines.demo.world.work_items import WorkItem

LANGSMITH_AGENT = "reporting-agent"
"""Its runs are traced by LangSmith, those of all other agents by Langfuse."""
ASANA_WORKFLOW = "design_production"
"""Its work is planned in Asana, that of all other workflows in Jira."""


def is_in_langsmith(run: Run) -> bool:
    """Tell whether LangSmith traced the run."""
    return run.agent.name == LANGSMITH_AGENT


def run_key(run: Run) -> str:
    """Return the run as other tools refer to it: connector, account and the tool's own id."""
    if is_in_langsmith(run):
        return f"langsmith:default:{as_uuid(run.run_id)}"
    return f"langfuse:default:{run.run_id}"


def is_in_asana(item: WorkItem) -> bool:
    """Tell whether the item is kept in Asana; what field marketing did is not."""
    return item.workflow == ASANA_WORKFLOW and not item.is_late
