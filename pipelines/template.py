"""What `fullscore init` makes of an empty home: commented declarations, folders for exports."""

from __future__ import annotations

from pathlib import Path

from assets.lib.ingestion.discover import discover_connectors
from assets.lib.organisation.declaration import discover_declarations
from assets.lib.settings import Settings


def read_templates() -> dict[str, str]:
    """Return the text of every file by its path below data/org."""
    found = {d.template_path: d.read_template() for d in discover_declarations().values()}
    return {path: text for path, text in found.items() if text is not None}


def write_template(settings: Settings) -> list[Path]:
    """Write the templates and the folders of a home; return the files, none where some exist."""
    folder = settings.organisation_folder
    for connector in discover_connectors():
        (settings.landing / connector).mkdir(parents=True, exist_ok=True)
    if any(folder.glob("*.yml")):
        return []
    templates = read_templates()
    for name, text in templates.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [folder / name for name in templates]
