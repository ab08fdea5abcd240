"""Tells whether anything that a run reads has changed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from assets.lib.dbt.project import project_fingerprint
from assets.lib.ingestion.inputs import list_inputs
from assets.lib.ingestion.withdrawals import read_withdrawn
from assets.lib.organisation import Organisation
from assets.lib.settings import PROJECT_ROOT, Settings
from assets.snapshot.reader import (
    RunInputs,
    SnapshotDamaged,
    StateDamaged,
    read_last_run,
    read_published,
    verify_snapshot,
)


def fingerprint_inputs(
    settings: Settings, organisation: Organisation, as_of: datetime | None = None
) -> RunInputs:
    """Return hashes of the exports, the declarations and the code that a run started now reads."""
    landing = hashlib.sha256()
    for item in list_inputs(settings, organisation):
        landing.update(f"{item.landed.path}|{item.file_id}|{item.parser_fingerprint}|".encode())
        landing.update(f"{item.landed.modified_at}|{item.refusal}\n".encode())
    landing.update("\n".join(sorted(read_withdrawn(settings))).encode())
    return RunInputs(
        landing=landing.hexdigest(),
        organisation=hashlib.sha256(organisation.fingerprint().encode()).hexdigest(),
        code=_fingerprint_code(),
        as_of=as_of.isoformat() if as_of else None,
    )


def is_published(settings: Settings, inputs: RunInputs) -> bool:
    """Tell whether what is published is whole, and of these inputs, by a run that held."""
    try:
        published = read_published(settings.published)
        last = read_last_run(settings.published)
        if not published or published.inputs != inputs or not last or last.state != "published":
            return False
        verify_snapshot(settings.published, published)
    except (StateDamaged, SnapshotDamaged):  # a run publishes anew
        return False
    return True


def _fingerprint_code() -> str:
    digest = hashlib.sha256(project_fingerprint().encode())
    for room in ("assets", "checks"):
        for path in sorted((PROJECT_ROOT / room).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
