"""Reads a text as a connector's export, for tests of what is special to a tool."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.assets.connectors.samples import Sample, read_sample


def read_text(
    folder: Path, connector: str, text: str, *, name: str = "export.csv", **declared: Any
) -> dict[str, Any]:
    """Return what ingestion makes of a text that a connector reads, as for a sample."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_sample(Sample(connector, path, path), declared)
