"""Commands on connectors: list, detect, make, try, fetch."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assets.lib.ingestion.connector import DEFAULT_ACCOUNT, UnreadableExport
from assets.lib.settings import Settings, read_settings
from pipelines.cli.common import FAILED, USAGE, read_declarations, stop
from pipelines.cli.output import Format, Rows, Shape, print_rows

if TYPE_CHECKING:
    import polars as pl

    from assets.lib.apis.accounts import ApiAccount
    from assets.lib.apis.fetch import Fetched
    from assets.lib.ingestion.trial import Trial

app = typer.Typer(
    help="Connectors: what is read, whose export a file is, and what it would give.",
    invoke_without_command=True,
)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An export.")]
_LOADED = """
    select
        connector,
        max_by(path, file_sequence) filter (where status = 'loaded') as last_file,
        sum(records_read) as records_read,
        sum(rows_loaded) as rows_loaded,
        sum(records_quarantined) / nullif(sum(records_read), 0) as rejected_share
    from ops.ingested_file
    group by connector
"""
_COVERED = """
    select files.connector, max(accounts.covered_until) as covered_until
    from ops.file_account as accounts
    inner join ops.ingested_file as files using (file_sequence)
    group by files.connector
"""


@app.callback()
def list_connectors(context: typer.Context, shape: Shape = Format.TABLE) -> None:
    """List the connectors: what each reads, and what has been loaded by it."""
    if context.invoked_subcommand is not None:
        return
    from assets.lib.ingestion.tables.mapping import known_connectors

    settings = read_settings()
    connectors = known_connectors(read_declarations(settings))
    loaded = _loaded(settings)
    columns = ("connector", "tool", "version", "streams", "last file", "rows", "rejected", "until")
    print_rows(
        Rows(
            columns,
            tuple(
                (c.name, c.title, c.version, ", ".join(c.streams), *loaded.get(c.name, (None,) * 4))
                for c in connectors.values()
            ),
        ),
        shape,
    )


@app.command()
def detect(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, help="Exports to look at.")
    ],
    shape: Shape = Format.TABLE,
) -> None:
    """Say whose export each file is by its content; exit code 1 where one is not clear."""
    from assets.lib.ingestion.recognition import look_at, recognise
    from assets.lib.ingestion.tables.mapping import known_connectors

    connectors = known_connectors(read_declarations(read_settings()))
    verdicts = [recognise(look_at(file), connectors) for file in files]
    print_rows(
        Rows(
            ("file", "connector", "export", "confidence", "runner-up"),
            tuple(
                (
                    file.name,
                    verdict.chosen.connector if verdict.chosen else None,
                    verdict.chosen.title if verdict.chosen else verdict.advice(),
                    f"{verdict.chosen.confidence:.0%}" if verdict.chosen else None,
                    f"{verdict.runner_up.connector} ({verdict.runner_up.confidence:.0%})"
                    if verdict.runner_up
                    else None,
                )
                for file, verdict in zip(files, verdicts, strict=True)
            ),
        ),
        shape,
    )
    if not all(verdict.chosen for verdict in verdicts):
        raise typer.Exit(FAILED)


@app.command()
def new(
    name: Annotated[
        str, typer.Argument(help="The folder of the connector, such as `spotify_ads`.")
    ],
    sample: Annotated[
        Path, typer.Option("--from", exists=True, dir_okay=False, help="An export of the tool.")
    ],
    stream: Annotated[str, typer.Option(help="The stream that it feeds.")],
) -> None:
    """Make a connector's folder from an export: its header, a guess, a sample without people."""
    import assets.connectors
    from assets.lib.ingestion.tables.scaffold import scaffold_connector
    from assets.streams import STREAM_NAMES

    if stream not in STREAM_NAMES:
        stop(f"no stream is named {stream!r}; there are {', '.join(STREAM_NAMES)}", FAILED)
    try:
        made = scaffold_connector(Path(assets.connectors.__path__[0]), name, sample, stream)
    except UnreadableExport as error:
        stop(f"{sample}: {error}", FAILED)
    for path in made:
        typer.echo(str(path))
    typer.echo(
        "answer what is asked in them, read the sample for names that are left, then run "
        f"`make golden CONNECTOR={name}` and read what it wrote",
        err=True,
    )


@app.command("try")
def try_file(
    file: File,
    connector: Annotated[
        str | None, typer.Option(help="Read it with this connector, not the recognised one.")
    ] = None,
    account: Annotated[
        str, typer.Option(help="The account that it comes from, as its folder would say.")
    ] = DEFAULT_ACCOUNT,
    rows: Annotated[int, typer.Option(min=1, help="Rows of each stream to show.")] = 5,
    *,
    propose: Annotated[
        bool, typer.Option("--propose", help="Print a first mapping of the file, as YAML.")
    ] = False,
) -> None:
    """Show what a file would give, without loading it: rows, rejects, settings, unread columns."""
    if propose:
        _print_proposal(file)
        return
    from assets.lib.ingestion.tables.mapping import known_connectors
    from assets.lib.ingestion.trial import Tried, try_export

    settings = read_settings()
    organisation = read_declarations(settings)
    if connector is not None and connector not in known_connectors(organisation):
        stop(f"no connector is named {connector!r}; `fullscore connectors` lists them", FAILED)
    try:
        trial = try_export(settings, organisation, Tried(file, connector, account), rows)
    except UnreadableExport as error:
        stop(f"{file}: {error}", FAILED)
    _print_trial(trial)
    for line in _changes_of_columns(settings, trial, account):
        typer.echo(line)


@app.command()
def fetch(
    name: Annotated[
        str | None, typer.Argument(help="The connector; by default every one with an API.")
    ] = None,
    account: Annotated[
        str | None, typer.Option(help="This account alone, as its folder in landing is named.")
    ] = None,
    *,
    again: Annotated[
        bool, typer.Option("--again", help="Fetch what was fetched before as well.")
    ] = False,
) -> None:
    """Fetch what is new from the APIs that sources.yml switches on, and land it as files.

    Exit code 1 where an account could not be fetched; the others are.
    """
    settings = read_settings()
    accounts = _choose_accounts(settings, name, account)
    from assets.lib.apis.fetch import fetch_all

    if failures := fetch_all(settings, accounts, _print_landed, again=again):
        stop("\n".join(failures), FAILED)


def _choose_accounts(settings: Settings, name: str | None, account: str | None) -> list[ApiAccount]:
    from assets.lib.apis.accounts import list_api_accounts, require_dlt

    known = list_api_accounts(read_declarations(settings))
    chosen = [a for a in known if name in (None, a.connector) and account in (None, a.name)]
    if not chosen:
        listed = ", ".join(f"{a.connector} ({a.name})" for a in known) or "none"
        stop(f"no such API is switched on; sources.yml has `api:` for {listed}", USAGE)
    require_dlt()
    return chosen


def _print_landed(fetched: Fetched) -> None:
    typer.echo(f"{fetched.path}: {fetched.records:,} records")
    for note in fetched.notes:
        typer.echo(f"  note: {note}", err=True)


def _print_proposal(file: Path) -> None:
    from assets.lib.ingestion.tables.proposal import propose_mapping

    try:
        guess, text = propose_mapping(file)
    except UnreadableExport as error:
        stop(f"{file}: {error}", FAILED)
    typer.echo(text, nl=False)
    typer.echo(
        f"save it as mappings/<tool>.yml in the organisation's folder, and try it: "
        f"{', '.join(guess.missing) or 'nothing required'} is still to be found",
        err=True,
    )


def _loaded(settings: Settings) -> dict[str, tuple[Any, ...]]:
    """Return last file, rows, share rejected and covered until, of connectors with files."""
    from assets.lib.warehouse import NoWarehouse, WarehouseBusy, open_warehouse_for_reading

    try:
        with open_warehouse_for_reading(settings) as warehouse:
            files = warehouse.execute(_LOADED).fetchall()
            covered = dict(warehouse.execute(_COVERED).fetchall())
    except NoWarehouse:
        return {}
    except WarehouseBusy:
        typer.echo("a run is writing: what was loaded is shown when it has ended", err=True)
        return {}
    return {
        name: (last, rows, f"{share:.1%}" if share is not None else None, covered.get(name))
        for name, last, _, rows, share in files
    }


def _print_trial(trial: Trial) -> None:
    typer.echo(f"read with {trial.connector}; recognised as {trial.verdict.describe()}")
    typer.echo("")
    columns = ("taken for granted", "value", "from", "changed by")
    given = ((s.name, s.value, s.origin, s.changed_by) for s in trial.settings)
    print_rows(Rows(columns, tuple(given)), Format.TABLE)
    for found in trial.streams:
        typer.echo(f"{found.stream}: {_counted(found.loaded, 'row')} would be loaded")
        if found.loaded:
            print_rows(_rows(found.first), Format.TABLE)
        if not found.errors.is_empty():
            values = _counted(found.errors.height, "value")
            typer.echo(f"{found.stream}: {values} would be quarantined")
            print_rows(_rows(found.errors), Format.TABLE)
    for line in _remarks(trial):
        typer.echo(line)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _remarks(trial: Trial) -> Iterable[str]:
    yield f"{trial.records:,} records read"
    for reason, records in trial.skipped.items():
        yield f"  {records:,} skipped: {reason}"
    for note in trial.notes:
        yield f"  note: {note}"
    for line in trial.lacking:
        yield f"  not in the file: {line}"
    if trial.unmapped:
        yield f"  columns that are not read: {', '.join(trial.unmapped)}"


def _changes_of_columns(settings: Settings, trial: Trial, account: str) -> list[str]:
    """Say what is another in the columns than in the newest loaded file of the same report."""
    from assets.lib.ingestion.drift import describe_changes, newest_table
    from assets.lib.warehouse import NoWarehouse, WarehouseBusy, open_warehouse_for_reading

    if trial.seen is None:
        return []
    try:
        with open_warehouse_for_reading(settings) as warehouse:
            before = newest_table(warehouse, trial.connector, account, trial.seen.report)
    except NoWarehouse:
        return []
    except WarehouseBusy:
        return ["a run is writing: the columns are compared with those loaded when it has ended"]
    changes = list(describe_changes(before, trial.seen)) if before else []
    return [f"columns, since {before.path}: {'; '.join(changes)}"] if before and changes else []


def _rows(frame: pl.DataFrame) -> Rows:
    return Rows(tuple(frame.columns), tuple(frame.rows()))
