"""annotations.yml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import DeclaredFile, DeclaredModel, Reference
from assets.lib.organisation.values import Day, Name
from assets.lib.stream import Column, ColumnType, Wording


class Annotation(DeclaredModel):
    """Something that happened and that a reader of the numbers has to know.

    `concerns` are KPIs, agents, workflows or functions; empty means all. One that `rebases` starts
    new limits of the process behaviour charts of what it names. An `incident` is what broke.
    """

    date: Day
    text: Name
    kind: Literal["note", "change", "incident"] = "note"
    concerns: tuple[Name, ...] = ()
    rebases: bool = Field(default=False, strict=True)


class AnnotationsFile(DeclaredFile):
    """annotations.yml: what happened, and when."""

    annotations: tuple[Annotation, ...] = ()

    def references(self) -> Iterator[Reference]:
        for number, annotation in enumerate(self.annotations):
            for place, concern in enumerate(annotation.concerns):
                at = ("annotations", number, "concerns", place)
                yield Reference(at, concern, ("KPI", "agent", "workflow", "function"))


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    AnnotationsFile,
    tables=(
        OrgTable[AnnotationsFile](
            "annotation",
            "One row per annotation.",
            ("annotation_number",),
            (
                Column(
                    "annotation_number", ColumnType.WHOLE, "Its place in the file", required=True
                ),
                Column("annotated_on", ColumnType.DAY, "When it happened", required=True),
                Column(
                    "text",
                    ColumnType.TEXT,
                    "What happened",
                    required=True,
                    wording=Wording.FREE,
                ),
                Column("kind", ColumnType.TEXT, "note, change or incident", required=True),
                Column("rebases", ColumnType.FLAG, "True where limits begin anew", required=True),
            ),
            lambda file: [
                (number, a.date, a.text, a.kind, a.rebases)
                for number, a in enumerate(file.annotations, start=1)
            ],
        ),
        OrgTable[AnnotationsFile](
            "annotation_concern",
            "One row per annotation and thing it concerns; an annotation without one concerns all.",
            ("annotation_number", "concern"),
            (
                Column("annotation_number", ColumnType.WHOLE, "The annotation", required=True),
                Column(
                    "concern",
                    ColumnType.TEXT,
                    "A KPI, an agent, a workflow or a function",
                    required=True,
                ),
            ),
            lambda file: [
                (number, concern)
                for number, a in enumerate(file.annotations, start=1)
                for concern in dict.fromkeys(a.concerns)
            ],
        ),
    ),
)
