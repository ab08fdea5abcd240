"""What the organisation declares, read from its home; the declarations are discovered."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assets.lib.organisation.files import OrganisationError
from assets.lib.organisation.organisation import (
    LoadedOrganisation,
    Organisation,
    load_organisation,
)
from assets.lib.organisation.references import Validator, find_reference_errors
from assets.lib.settings import Settings

__all__ = [
    "LoadedOrganisation",
    "Organisation",
    "OrganisationError",
    "read_organisation",
    "read_validated",
]


def read_organisation(
    settings: Settings, connectors: Collection[str] | None = None
) -> Organisation:
    """Return the declarations of a home, validated against each other.

    A missing file stands for its default. Where `connectors` are given, sources.yml may name no
    others. Raises OrganisationError with every validation error of every file.
    """
    return read_validated(settings, connectors).organisation


def read_validated(
    settings: Settings,
    connectors: Collection[str] | None = None,
    validators: Mapping[str, Validator] | None = None,
) -> LoadedOrganisation:
    """Return what `read_organisation` does, with the place of every entry.

    Expressions of a language are validated where `validators` has it.
    """
    loaded = load_organisation(settings)
    names = None if connectors is None else tuple(connectors)
    errors = [*loaded.errors, *find_reference_errors(loaded, names, validators)]
    if errors:
        raise OrganisationError(errors)
    return loaded
