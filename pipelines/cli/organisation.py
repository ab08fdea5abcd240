"""Commands on what the organisation declares: org check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import read_places
from pipelines.cli.output import Format, Rows, Shape, print_rows

if TYPE_CHECKING:
    from assets.lib.organisation import LoadedOrganisation

app = typer.Typer(help="What the organisation declares about itself.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `check` a command of its own while it is the only one."""


@app.command()
def check(shape: Shape = Format.TABLE) -> None:
    """Validate all declarations against each other; list every error, or what is declared.

    Exit code 0: all are valid; 2: there are validation errors, one line each.
    """
    loaded = read_places(read_settings())
    print_rows(Rows(("file", "entries", "from"), tuple(_entries(loaded))), shape)
    for note in loaded.list_notes():
        typer.echo(f"note: {note}", err=True)


def _entries(loaded: LoadedOrganisation) -> Iterator[tuple[str, int, str]]:
    """Yield each declaration with the number of its entries, and whose content it is."""
    from assets.lib.organisation.declaration import discover_declarations

    for name, declaration in discover_declarations().items():
        found = loaded.declarations[name]
        yield declaration.path, declaration.count_entries(found.content), found.origin
