"""annotations.yml."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assets.lib.organisation.declarations.values import Day, Name
from assets.lib.organisation.reading import Declaration


class Annotation(Declaration):
    """Something that happened and that a reader of the numbers has to know.

    `concerns` are KPIs, agents or workflows; empty means all. One that `rebases` starts new limits
    of the process behaviour charts it concerns. An `incident` is something that broke.
    """

    date: Day
    text: Name
    kind: Literal["note", "change", "incident"] = "note"
    concerns: tuple[Name, ...] = ()
    rebases: bool = Field(default=False, strict=True)


class AnnotationsFile(Declaration):
    """annotations.yml: what happened, and when."""

    annotations: tuple[Annotation, ...] = ()
