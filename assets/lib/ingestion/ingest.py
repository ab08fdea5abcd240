"""Takes in everything that landing holds and the warehouse does not, one transaction a file."""

from __future__ import annotations

import hashlib
import json
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assets.declarations.actors.model import ActorsFile
from assets.declarations.organisation.model import OrganisationFile
from assets.declarations.sources.model import SourcesFile
from assets.lib.ingestion.connector import Account, Batch, Connector, Export, UnreadableExport
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.landing import Delivery, fingerprint_file, list_deliveries
from assets.lib.ingestion.load import (
    Manifest,
    RecordsLost,
    Tally,
    forget,
    load_export,
    record_file,
)
from assets.lib.ingestion.privacy import KeyUnusable, mask_text, read_person_key
from assets.lib.organisation import Organisation
from assets.lib.settings import Settings
from assets.lib.warehouse import transaction
from assets.streams import get_stream

if TYPE_CHECKING:
    import duckdb

    from assets.lib.ingestion.validate import Privacy, Verdict

Status = Literal["loaded", "unchanged", "duplicate", "failed"]


@dataclass(frozen=True)
class FileResult:
    """What became of one delivered file in this run."""

    path: str
    status: Status
    reason: str | None = None
    records_read: int = 0
    records_quarantined: int = 0
    records_skipped: int = 0
    rows_loaded: int = 0


@dataclass(frozen=True)
class Input:
    """A delivered file, identified: its bytes, and how they would be read."""

    delivery: Delivery
    file_id: str
    bytes: int
    account: Account
    reader: str
    refusal: str | None = None


def list_inputs(settings: Settings, organisation: Organisation) -> list[Input]:
    """Return every delivered file with the hash of its bytes, older exports first."""
    return [
        _identify(delivery, settings, organisation)
        for delivery in list_deliveries(settings.landing)
    ]


def ingest(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    organisation: Organisation,
    on_file: Callable[[FileResult], None] | None = None,
) -> list[FileResult]:
    """Load what is new or is to be read anew, and return what became of every file.

    A file that can't be read is recorded as failed, and the others are loaded all the same.
    """
    results = []
    items = list_inputs(settings, organisation)
    _drop_withdrawn(connection, items)
    for item in items:
        result = _ingest_file(connection, settings, organisation, item)
        if on_file:
            on_file(result)
        results.append(result)
    return results


def _drop_withdrawn(connection: duckdb.DuckDBPyConnection, items: list[Input]) -> None:
    """Strike failed files that were taken away or replaced: nothing of them is anywhere."""
    delivered = {(item.delivery.path, item.file_id) for item in items}
    failed = connection.execute(
        "select path, file_id from ops.ingested_file where status = 'failed'"
    ).fetchall()
    for path, file_id in set(failed) - delivered:
        connection.execute(
            "delete from ops.ingested_file where path = ? and file_id = ?", [path, file_id]
        )


def declared_account(organisation: Organisation, connector: str, account: str) -> Account:
    """Return what the organisation declares about an account of a connector's exports."""
    source = organisation[SourcesFile].sources.get(connector)
    own = source.accounts.get(account) if source else None
    return Account(
        name=account,
        timezone=(own and own.timezone)
        or (source and source.timezone)
        or organisation[OrganisationFile].timezone,
        currency=(own and own.currency) or (source and source.currency) or None,
        columns=dict(source.columns) if source else {},
        agents=frozenset(organisation[ActorsFile].agents),
        rules=frozenset(organisation[ActorsFile].rules),
    )


def _identify(delivery: Delivery, settings: Settings, organisation: Organisation) -> Input:
    account = declared_account(organisation, delivery.connector or "", delivery.account)
    connector = discover_connectors().get(delivery.connector or "")
    reader = _reader(connector, account, settings, organisation)
    try:
        file_id, size = fingerprint_file(delivery, settings.landing)
    except UnreadableExport as error:
        return Input(delivery, f"unreadable:{delivery.path}", 0, account, reader, str(error))
    return Input(delivery, file_id, size, account, reader, _refusal(delivery, connector))


def _reader(
    connector: Connector | None,
    account: Account,
    settings: Settings,
    organisation: Organisation,
) -> str:
    """Return a hash of everything but the bytes that decides what a file gives."""
    parts = {
        "connector": [connector.name, connector.version] if connector else None,
        "streams": {s: get_stream(s).version for s in connector.streams} if connector else {},
        "account": asdict(account)
        | {"agents": sorted(account.agents), "rules": sorted(account.rules)},
        "pseudonymises": organisation[OrganisationFile].people == "pseudonymise",
        "person_key": hashlib.sha256((settings.person_key_secret or "").encode()).hexdigest(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _refusal(delivery: Delivery, connector: Connector | None) -> str | None:
    known = discover_connectors()
    if connector is None:
        return (
            f"no connector is named {delivery.connector or '(none)'!r}; put the file into "
            f"landing/<connector>/, with one of {', '.join(known)}"
        )
    if not delivery.file.name.lower().endswith(connector.suffixes):
        return f"{connector.name} reads {', '.join(connector.suffixes)} files; export it as one"
    return None


def _ingest_file(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    organisation: Organisation,
    item: Input,
) -> FileResult:
    path = item.delivery.path
    known = connection.execute(
        "select path, reader, status, reason, file_sequence from ops.ingested_file "
        "where file_id = ? order by file_sequence",
        [item.file_id],
    ).fetchall()
    here = next((line for line in known if line[0] == path), None)
    if here and here[1] == item.reader:
        status: Status = "failed" if here[2] == "failed" else "unchanged"
        return FileResult(path, status, here[3])
    elsewhere = next(
        (
            line
            for line in known
            if line[0] != path and line[1] == item.reader and line[2] == "loaded"
        ),
        None,
    )
    manifest = _manifest(connection, item, here[4] if here else None, read_before=bool(known))
    if elsewhere:
        reason = f"the same bytes as {elsewhere[0]}"
        with transaction(connection):
            record_file(connection, manifest, "duplicate", reason, Tally())
        return FileResult(path, "duplicate", reason)
    try:
        tally = _load(connection, settings, organisation, item, manifest)
    except KeyUnusable:
        raise
    except (UnreadableExport, RecordsLost) as error:
        return _fail(connection, manifest, str(error))
    except Exception as error:  # noqa: BLE001  # one file's surprise must not stop the others
        return _fail(connection, manifest, _describe_surprise(error))
    return FileResult(
        path,
        "loaded",
        None,
        tally.read,
        tally.quarantined,
        sum(tally.skipped.values()),
        tally.rows_loaded,
    )


def _manifest(
    connection: duckdb.DuckDBPyConnection, item: Input, sequence: int | None, *, read_before: bool
) -> Manifest:
    if sequence is None:
        [(sequence,)] = connection.execute(
            "select coalesce(max(file_sequence), 0) + 1 from ops.ingested_file"
        ).fetchall()
    return Manifest(
        path=item.delivery.path,
        file_id=item.file_id,
        file_sequence=int(sequence or 1),
        connector=item.delivery.connector or "",
        account=item.account.name,
        reader=item.reader,
        bytes=item.bytes,
        exported_at=item.delivery.dated_at,
        read_before=read_before,
    )


def _load(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    organisation: Organisation,
    item: Input,
    manifest: Manifest,
) -> Tally:
    from assets.lib.ingestion.validate import (
        Privacy,
    )  # imports Pandera, for which one needs a new file

    if item.refusal:
        raise UnreadableExport(item.refusal)
    connector = discover_connectors()[manifest.connector]
    export = Export(item.delivery.file, item.account)
    privacy = Privacy(
        read_person_key(settings), organisation[OrganisationFile].people == "pseudonymise"
    )
    exported_at: datetime = connector.exported_at(export) or manifest.exported_at
    dated = Manifest(**(manifest.__dict__ | {"exported_at": exported_at}))
    return load_export(connection, dated, _judge(connector, export, privacy))


def _judge(
    connector: Connector, export: Export, privacy: Privacy
) -> Iterator[tuple[Batch, list[Verdict]]]:
    from assets.lib.ingestion.validate import validate_rows

    sources = frozenset(discover_connectors())
    for batch in connector.read(export):
        yield (
            batch,
            [
                validate_rows(rows, connector.name, sources, export.account, privacy)
                for rows in batch.rows
            ],
        )


def _describe_surprise(error: Exception) -> str:
    """Say what was raised and where; its message may quote any value of the file."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/assets/" in frame.filename]
    place = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "?"
    return f"{type(error).__name__} in {place}; this is a fault in the connector"


def _fail(connection: duckdb.DuckDBPyConnection, manifest: Manifest, reason: str) -> FileResult:
    """Record the failure, and take back what the file gave when it could be read.

    Where another delivery of the same bytes is loaded, those rows are not this one's to take.
    """
    masked = mask_text(reason)
    with transaction(connection):
        others = connection.execute(
            "select path from ops.ingested_file "
            "where file_id = ? and path <> ? and status = 'loaded'",
            [manifest.file_id, manifest.path],
        ).fetchall()
        if not others:
            forget(connection, manifest.file_id)
        record_file(connection, manifest, "failed", masked, Tally())
    return FileResult(manifest.path, "failed", masked)
