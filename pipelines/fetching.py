"""The daily fetch from the APIs that are switched on; what it lands, the landing sensor runs on."""

import dagster as dg

from assets.landing import export_key
from assets.lib.apis.accounts import ApisNotInstalled, list_api_accounts, require_dlt
from assets.lib.organisation import OrganisationError, read_organisation
from assets.lib.settings import read_settings


@dg.op(description="Land what is new in every API that sources.yml switches on.")
def fetch_apis(context: dg.OpExecutionContext) -> None:
    """Fail with a line for each account that could not be fetched, when the others are.

    The home is not locked: what lands while a run reads is read by the next one.
    """
    settings = read_settings()
    accounts = list_api_accounts(read_organisation(settings))
    try:
        require_dlt()
    except ApisNotInstalled as error:
        raise dg.Failure(description=str(error), allow_retries=False) from None
    from assets.lib.apis.fetch import Fetched, fetch_all

    def tell(fetched: Fetched) -> None:
        for note in fetched.notes:
            context.log.warning("%s: %s", fetched.path, note)
        context.log_event(
            dg.AssetMaterialization(
                export_key(fetched.connector), metadata={"records_fetched": fetched.records}
            )
        )

    if failures := fetch_all(settings, accounts, tell):
        raise dg.Failure(description="\n".join(failures), allow_retries=False)


@dg.job(
    executor_def=dg.in_process_executor,
    description="Land what is new in the APIs that sources.yml switches on.",
)
def fetch() -> None:
    """Fetch alone: it computes nothing."""
    fetch_apis()


def build_fetch_schedule(timezone: str | None) -> dg.ScheduleDefinition:
    """Return the daily schedule, which does nothing where no API is switched on."""

    @dg.schedule(
        job=fetch,
        name="every_morning",
        cron_schedule="0 5 * * *",
        execution_timezone=timezone or "UTC",
        description="05:00 in reporting time: what is new in the APIs lands before Monday's run.",
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )
    def every_morning() -> dg.RunRequest | dg.SkipReason:
        try:
            accounts = list_api_accounts(read_organisation(read_settings()))
        except OrganisationError as error:
            return dg.SkipReason(str(error))
        return dg.RunRequest() if accounts else dg.SkipReason("no API is switched on")

    return every_morning
