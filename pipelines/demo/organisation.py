"""Declares the simulated organisation, unless one is declared already."""

from __future__ import annotations

from pathlib import Path

_DECLARED = Path(__file__).parent / "declared"


def write_declarations(folder: Path) -> tuple[str, ...]:
    """Write the declarations and return their paths; none where the folder holds any of them."""
    if any(folder.glob("*.yml")):
        return ()
    written = []
    for source in sorted(path for path in _DECLARED.rglob("*") if path.is_file()):
        path = source.relative_to(_DECLARED)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(source.read_bytes())
        written.append(path.as_posix())
    return tuple(written)
