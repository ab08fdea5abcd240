"""Commands on what the organisation declares: org check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import read_places
from pipelines.cli.output import Format, Rows, Shape, print_rows

if TYPE_CHECKING:
    from assets.lib.organisation import Declared
    from assets.lib.organisation.reading import Declaration

app = typer.Typer(help="What the organisation declares about itself.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `check` a command of its own while it is the only one."""


@app.command()
def check(shape: Shape = Format.TABLE) -> None:
    """Validate all declarations together; list every error, or what is declared.

    Exit code 0: all are valid; 2: there are errors, one line each.
    """
    from assets.lib.organisation.checking import find_lowered_targets

    declared = read_places(read_settings())
    print_rows(Rows(("file", "entries", "from"), tuple(_entries(declared))), shape)
    for note in find_lowered_targets(declared):
        typer.echo(f"note: {note}", err=True)


def _entries(declared: Declared) -> Iterator[tuple[str, int, str]]:
    """Give each file with the number of its entries, and whether it is the organisation's own."""
    from assets.lib.organisation import DEFAULTS, FILES

    organisation = declared.organisation
    for name in FILES:
        origin = "default" if name in DEFAULTS else "missing"
        entries = _count(getattr(organisation, name))
        yield f"{name}.yml", entries, "own" if name in declared.files else origin
    voice = organisation.brand_voice
    for name, entries in (
        ("playbooks", len(organisation.playbooks)),
        ("brand_voice", len(voice.examples) if voice else 0),
        ("sign_offs.jsonl", len(organisation.sign_offs)),
    ):
        yield name, entries, "own" if entries else "missing"


def _count(declaration: Declaration) -> int:
    """Return how many entries the lists of a file have, a single value being one entry."""
    values = [getattr(declaration, key) for key in declaration.model_fields_set]
    return sum(len(v) if isinstance(v, tuple | list | dict) else 1 for v in values)
