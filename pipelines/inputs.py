"""Tells whether anything that a run reads has changed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from assets.lib.dbt.runner import project_fingerprint
from assets.lib.ingestion.inputs import list_inputs
from assets.lib.organisation import Organisation
from assets.lib.settings import PROJECT_ROOT, Settings


def fingerprint_inputs(
    settings: Settings, organisation: Organisation, as_of: datetime | None
) -> str:
    """Return a hash of exports, declarations, models, code and the as-of that was asked for."""
    digest = hashlib.sha256()
    for item in list_inputs(settings, organisation):
        digest.update(f"{item.landed.path}|{item.file_id}|{item.parser_fingerprint}|".encode())
        digest.update(f"{item.landed.dated_at}|{item.refusal}\n".encode())
    for part in (organisation.fingerprint(), project_fingerprint(), _code(), str(as_of)):
        digest.update(f"{part}\n".encode())
    return digest.hexdigest()


def _code() -> str:
    digest = hashlib.sha256()
    for room in ("assets", "checks"):
        for path in sorted((PROJECT_ROOT / room).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
