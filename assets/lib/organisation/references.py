"""Validates what the declarations say of each other and of the published tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from assets.lib.organisation.model import DeclaredFile, Names
from assets.lib.organisation.organisation import LoadedOrganisation
from assets.lib.organisation.reading import YamlFile
from assets.lib.organisation.values import list_kpi_ids

Validator = Callable[[str], str | None]
"""Returns what is wrong with an expression and what to do, or None."""


def find_reference_errors(
    loaded: LoadedOrganisation,
    connectors: tuple[str, ...] | None = None,
    validators: Mapping[str, Validator] | None = None,
) -> list[str]:
    """Return the errors of entries that name or ask what is not there, one line each.

    A name of a kind that the organisation does not declare is not refused: without a person in
    people.yml anybody may be named. Neither defaults are validated, nor what refers to a file
    that can't be read at all; an entry that has errors of its own still has its name.

    Names of connectors are validated where `connectors` are given, expressions of a language
    where `validators` has it.
    """
    known = _known_names(loaded, connectors)
    return [
        *_clashes(known),
        *(
            error
            for file in loaded.files
            for error in (*_name_errors(file, known), *_expression_errors(file, validators or {}))
        ),
    ]


def _clashes(known: Mapping[str, Names]) -> Iterator[str]:
    """A mapping is a connector of its name, of which there may be no other."""
    connectors = known["connector"].known if "connector" in known else ()
    for name in known["mapping"].known if "mapping" in known else ():
        if name in connectors:
            yield f"mappings/{name}.yml:1: there is a connector {name}; rename the mapping"


def _name_errors(file: YamlFile[DeclaredFile], known: Mapping[str, Names]) -> Iterator[str]:
    for reference in file.content.references():
        names = _names_of(reference.kinds, known)
        if names and reference.name is not None and (reason := names.refuse(reference.name)):
            yield file.refuse(reference.place, reference.name, reason)


def _expression_errors(
    file: YamlFile[DeclaredFile], validators: Mapping[str, Validator]
) -> Iterator[str]:
    for expression in file.content.expressions():
        validate = validators.get(expression.language)
        if validate and (reason := validate(expression.text)):
            yield file.refuse(expression.place, expression.text, reason)


def _known_names(
    loaded: LoadedOrganisation, connectors: tuple[str, ...] | None
) -> Mapping[str, Names]:
    known = [Names("KPI", list_kpi_ids())]
    known += [d.names for d in loaded.declarations.values() if d.names]
    if connectors is not None:
        known.append(Names("connector", connectors))
    return {names.kind: names for names in known}


def _names_of(kinds: tuple[str, ...], known: Mapping[str, Names]) -> Names | None:
    """Return the names of all these kinds; None where the organisation declares none of one."""
    found = [known[kind] for kind in kinds if kind in known]
    if len(found) < len(kinds):
        return None
    *others, last = kinds
    return Names(
        kind=f"{', '.join(others)} or {last}" if others else last,
        known=tuple(name for names in found for name in names.known),
        ignores_case=any(names.ignores_case for names in found),
    )
