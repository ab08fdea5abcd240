"""Declares the simulated organisation, unless one is declared already."""

from __future__ import annotations

from pathlib import Path

from assets.organisation import FILES

_DECLARED = Path(__file__).parent / "declared"


def write_declarations(folder: Path) -> tuple[str, ...]:
    """Write the declarations and return their names; none where the folder holds any of them."""
    if any((folder / f"{name}.yml").exists() for name in FILES):
        return ()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sorted(_DECLARED.glob("*.yml")):
        (folder / source.name).write_bytes(source.read_bytes())
        written.append(source.name)
    return tuple(written)
