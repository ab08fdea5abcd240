"""playbooks/*.md: Markdown with YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assets.lib.organisation.declaration import DeclaredEntry, FolderDeclaration, OrgTable
from assets.lib.organisation.files import OrganisationError, read_text
from assets.lib.organisation.model import DeclaredFile, DeclaredModel, Reference
from assets.lib.organisation.reading import parse_valid_yaml
from assets.lib.organisation.values import Day, Name
from assets.lib.stream import Column, ColumnType

_FENCE = "---"


class PlaybookFrontMatter(DeclaredFile):
    """What a playbook says about itself before its text."""

    title: Name
    owner: Name
    last_reviewed: Day
    workflows: tuple[Name, ...] = ()
    agents: tuple[Name, ...] = ()

    def references(self) -> Iterator[Reference]:
        yield Reference(("owner",), self.owner, ("person",))
        for place, workflow in enumerate(self.workflows):
            yield Reference(("workflows", place), workflow, ("workflow",))
        for place, agent in enumerate(self.agents):
            yield Reference(("agents", place), agent, ("agent",))


class Playbook(DeclaredModel):
    """A playbook: its file below data/org/playbooks, its front matter, the words of its text."""

    file: Name
    front_matter: PlaybookFrontMatter
    words: int


class Playbooks(DeclaredModel):
    """All playbooks by name: each file `*.md` but README.md."""

    playbooks: tuple[Playbook, ...] = ()


class PlaybooksDeclaration(FolderDeclaration[Playbooks, Playbook]):
    """The folder of playbooks. An agent's playbook has to be there, even where there is none."""

    suffixes = (".md",)
    kind = "playbook"

    def read_entry(self, path: Path, name: str) -> DeclaredEntry[Playbook]:
        front_matter, text = _split(read_text(path, name), name)
        file = parse_valid_yaml(front_matter, name, PlaybookFrontMatter)
        words = sum(any(c.isalnum() for c in word) for word in text.split())
        if not words:
            line = front_matter.count("\n") + 1
            reason = "the text is missing; write what is to be done"
            raise OrganisationError([f"{name}:{line}: {reason}"])
        playbook = Playbook(file=path.name, front_matter=file.content, words=words)
        return DeclaredEntry(path.name, playbook, file)

    def gather(self, entries: tuple[Playbook, ...]) -> Playbooks:
        return Playbooks(playbooks=entries)

    def name_of(self, path: Path) -> str:
        return path.name


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


DECLARATION = PlaybooksDeclaration(
    Path(__file__).parent,
    Playbooks,
    tables=(
        OrgTable[Playbooks](
            "playbook",
            "One row per playbook.",
            ("playbook",),
            (
                Column(
                    "playbook", ColumnType.TEXT, "Its file in data/org/playbooks", required=True
                ),
                Column("title", ColumnType.TEXT, "Its title", required=True),
                Column("owner", ColumnType.TEXT, "Who keeps it", required=True),
                Column(
                    "last_reviewed_on", ColumnType.DAY, "When it was last reviewed", required=True
                ),
                Column("words", ColumnType.WHOLE, "Words of its text", required=True),
            ),
            lambda content: [
                (
                    p.file,
                    p.front_matter.title,
                    p.front_matter.owner,
                    p.front_matter.last_reviewed,
                    p.words,
                )
                for p in content.playbooks
            ],
        ),
        OrgTable[Playbooks](
            "playbook_workflow",
            "One row per playbook and workflow that it describes.",
            ("playbook", "workflow"),
            (
                Column("playbook", ColumnType.TEXT, "The playbook", required=True),
                Column("workflow", ColumnType.TEXT, "The workflow", required=True),
            ),
            lambda content: [
                (p.file, workflow)
                for p in content.playbooks
                for workflow in dict.fromkeys(p.front_matter.workflows)
            ],
        ),
    ),
)
