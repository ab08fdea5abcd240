"""Golden files: each sample export of a connector beside the `.expected.json` it has to give."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assets.connectors
from assets.lib.ingestion.connector import Account, Export, UnreadableExport
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.parse import parse_export
from assets.lib.ingestion.tally import Tally
from assets.lib.ingestion.validate import Privacy

ROOT = Path(assets.connectors.__path__[0])
PRIVACY = Privacy(key=b"a key for tests", pseudonymise=False)


@dataclass(frozen=True)
class Sample:
    """One sample export and the file that says what it has to give."""

    connector: str
    export: Path
    expected: Path


def find_samples() -> list[Sample]:
    """Return every sample of every connector; those named `*.expected.json` are the answers."""
    return [
        Sample(name, export, export.with_name(f"{export.name}.expected.json"))
        for name in discover_connectors()
        for export in sorted((ROOT / name / "samples").glob("*"))
        if not export.name.endswith(".expected.json")
    ]


def read_sample(sample: Sample, declared: dict[str, Any]) -> dict[str, Any]:
    """Return what ingestion makes of the sample: records, skips, rows by stream, errors."""
    connector = discover_connectors()[sample.connector]
    fields = {k: frozenset(v) if k in ("agents", "rules") else v for k, v in declared.items()}
    export = Export(sample.export, Account(**fields))
    tally, rows, errors = Tally(), {}, []
    try:
        for parsed in parse_export(connector, export, PRIVACY):
            tally.add(parsed.batch, parsed.validated)
            for result in parsed.validated:
                rows.setdefault(result.stream, []).extend(result.good.drop("_account").to_dicts())
            for rejected in parsed.rejected:
                errors += [[f[0], rejected.stream, *f[1:]] for f in rejected.errors.rows()]
    except UnreadableExport as error:
        return {"failed": str(error)}
    exported_at = connector.exported_at(export)
    return {
        "exported_at": exported_at.isoformat() if exported_at else None,
        "records": tally.read,
        "skipped": dict(sorted(tally.skipped.items())),
        "notes": sorted(tally.all_notes),
        "quarantined": sorted(errors, key=str),
        "rows": {name: [_plain(row) for row in found] for name, found in sorted(rows.items())},
    }


def write_expected(sample: Sample, declared: dict[str, Any], result: dict[str, Any]) -> None:
    """Write what the sample gives as what it has to give; read the difference before committing."""
    text = json.dumps({"account": declared} | result, indent=1, ensure_ascii=False)
    sample.expected.write_text(text + "\n", encoding="utf-8")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str | int | float | bool) else str(value)
        for name, value in row.items()
        if value is not None
    }
