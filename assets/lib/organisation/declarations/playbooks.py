"""The front matter of playbooks/*.md."""

from __future__ import annotations

from assets.lib.organisation.declarations.values import Day, Name
from assets.lib.organisation.reading import Declaration


class PlaybookFrontMatter(Declaration):
    """What a playbook says about itself before its text."""

    title: Name
    owner: Name
    last_reviewed: Day
    workflows: tuple[Name, ...] = ()
    agents: tuple[Name, ...] = ()


class Playbook(Declaration):
    """A playbook: its file below data/org/playbooks, its front matter, the words of its text."""

    file: Name
    front_matter: PlaybookFrontMatter
    words: int
