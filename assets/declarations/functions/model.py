"""functions.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import model_validator

from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import DeclaredFile, DeclaredModel, Names, refuse_repeated
from assets.lib.organisation.values import Name
from assets.lib.stream import Column, ColumnType


class Function(DeclaredModel):
    """A marketing function: a group of workflows."""

    function: Name
    name: Name


class FunctionsFile(DeclaredFile):
    """functions.yml: the marketing functions that workflows belong to."""

    functions: tuple[Function, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        refuse_repeated(("functions",), "function", [f.function for f in self.functions])
        return self

    def declared_names(self) -> Names:
        return Names("function", tuple(function.function for function in self.functions))


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    FunctionsFile,
    tables=(
        OrgTable[FunctionsFile](
            "marketing_function",
            "One row per function.",
            ("function_id",),
            (
                Column("function_id", ColumnType.TEXT, "The function", required=True),
                Column("name", ColumnType.TEXT, "Its name", required=True),
            ),
            lambda file: [(f.function, f.name) for f in file.functions],
        ),
    ),
)
