"""Reads playbooks: Markdown with YAML front matter."""

from __future__ import annotations

from pathlib import Path

from assets.lib.organisation.declarations import Playbook, PlaybookFrontMatter
from assets.lib.organisation.folders import list_files
from assets.lib.organisation.reading import OrganisationError, ReadFile, read_text, read_yaml

FOLDER = "playbooks"
README = "README.md"
_FENCE = "---"


def find_playbooks(folder: Path) -> tuple[str, ...]:
    """Return the names of all playbooks: each file `*.md` but README.md.

    Raises OrganisationError where the folder can't be listed.
    """
    found = list_files(folder / FOLDER, FOLDER)
    return tuple(p.name for p in found if p.suffix == ".md" and p.name != README)


def read_playbook(folder: Path, file: str) -> tuple[Playbook, ReadFile[PlaybookFrontMatter]]:
    """Return the playbook, and its front matter with the lines of its keys.

    Raises OrganisationError naming file, line, key, value and what is allowed.
    """
    name = f"{FOLDER}/{file}"
    front_matter, text = _split(read_text(folder / FOLDER / file, name), name)
    read = read_yaml(front_matter, name, PlaybookFrontMatter)
    words = sum(any(c.isalnum() for c in word) for word in text.split())
    if not words:
        line = front_matter.count("\n") + 1
        raise OrganisationError([f"{name}:{line}: the text is missing; write what is to be done"])
    return Playbook(file=file, front_matter=read.declared, words=words), read


def _split(text: str, name: str) -> tuple[str, str]:
    """Return front matter and text; the front matter keeps the lines that it has in the file."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        keys = ", ".join(PlaybookFrontMatter.model_fields)
        raise OrganisationError(
            [f"{name}:1: front matter is missing; begin with a line ---, then {keys}, then ---"]
        )
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(["", *lines[1:number], ""]), "\n".join(lines[number + 1 :])
    raise OrganisationError([f"{name}:1: front matter has no end; close it with a line ---"])
