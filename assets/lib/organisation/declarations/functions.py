"""functions.yml."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from assets.lib.organisation.declarations.values import Name
from assets.lib.organisation.reading import Declaration, refuse_repeated


class Function(Declaration):
    """A marketing function: a group of workflows."""

    function: Name
    name: Name


class FunctionsFile(Declaration):
    """functions.yml: the marketing functions that workflows belong to."""

    functions: tuple[Function, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        refuse_repeated(("functions",), "function", [f.function for f in self.functions])
        return self
