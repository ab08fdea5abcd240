"""The page of every connector names each setting that decides what its files give."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assets.lib.ingestion.connector import Account, Export
from assets.lib.ingestion.dates import iso_time
from assets.lib.ingestion.numbers import plain_number, without_currency
from tests.assets.connectors.samples import ROOT
from tests.assets.connectors.suite import DOCUMENTS, INPUTS, TABLE_INPUTS, TABLES, Input

Declared = dict[str, Any]
ASKED = ("columns", "values")
"""Settings of which a connector asks for what is in them."""


def _with_cells(given: Input, change: Callable[[str], str]) -> str:
    """Return a table with every cell of its records changed, and any other file as it is."""
    if given.suffix not in TABLES:
        return given.text
    records = [[change(cell) for cell in record] for record in given.grid.records]
    return replace(given.grid, records=records).text()


def _ambiguous_day(cell: str) -> str:
    iso = iso_time(cell, "dmy") or iso_time(cell, "mdy")
    if iso is None:
        return cell
    return "03/02/2026 10:00" if "T" in iso else "03/02/2026"


def _ambiguous_number(cell: str) -> str:
    return "1,234" if plain_number(without_currency(cell), ".") else cell


def _phone(cell: str) -> str:
    return "0171 2345678" if "@" in cell else cell


def _without_code(cell: str) -> str:
    is_code = len(cell) == len("EUR") and cell.isupper()
    return "" if is_code else cell


PROBES: dict[str, tuple[Callable[[str], str], Declared, Declared]] = {
    "timezone": (
        _ambiguous_day,
        {"timezone": "Asia/Tokyo", "date_order": "dmy"},
        {"timezone": "America/Lima", "date_order": "dmy"},
    ),
    "date_order": (_ambiguous_day, {"date_order": "dmy"}, {"date_order": "mdy"}),
    "decimal_sign": (_ambiguous_number, {"decimal_sign": "."}, {"decimal_sign": ","}),
    "currency": (_without_code, {"currency": "USD"}, {"currency": "CHF"}),
    "country": (_phone, {"country": "DE"}, {"country": "FR"}),
}
"""For each setting what makes cells depend on it, and two declarations that then differ."""


class _Asked(dict[str, Any]):
    """A declared mapping that knows whether anybody asked for what is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked = False

    def _ask(self) -> None:
        self.is_asked = True

    def get(self, key: str, default: Any = None) -> Any:
        self._ask()
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._ask()
        return super().__contains__(key)

    def items(self) -> Any:
        self._ask()
        return super().items()

    def values(self) -> Any:
        self._ask()
        return super().values()


@pytest.mark.parametrize("given", INPUTS, ids=lambda given: given.connector.name)
def test_the_page_names_every_setting_that_decides_what_a_file_gives(
    tmp_path: Path, given: Input
) -> None:
    """Whoever has a file that needs one must not have to read the code to find it."""
    page = _on_settings((ROOT / given.connector.name / "README.md").read_text(encoding="utf-8"))
    samples = [i for i in (*TABLE_INPUTS, *DOCUMENTS) if i.connector is given.connector]
    unnamed = {name for name in (*PROBES, *ASKED) if not re.search(rf"\b{name}\b", page)}
    found = {name for name in unnamed if any(_is_read(name, i, tmp_path) for i in samples)}
    assert found == set(), f"its README.md has to name these settings of sources.yml: {found}"


def _on_settings(page: str) -> str:
    """Return the paragraphs of a page that tell of settings."""
    parts = re.split(r"\n\s*\n", page)
    return "\n".join(p for p in parts if re.search(r"[Ss]ettings|sources\.yml|sources:|declare", p))


def _is_read(setting: str, given: Input, folder: Path) -> bool:
    if setting in ASKED:
        return _is_asked(setting, given, folder)
    change, one, other = PROBES[setting]
    text = _with_cells(given, change)
    return _rows(given.read(folder, text, **one)) != _rows(given.read(folder, text, **other))


def _rows(result: Declared) -> Any:
    """Return the rows: the rule of a quarantined value names the zone, whatever else is in it."""
    return result.get("rows")


def _is_asked(setting: str, given: Input, folder: Path) -> bool:
    path = folder / given.name
    path.write_text(given.text, encoding="utf-8")
    asked = _Asked()
    account = replace(Account(), **{setting: asked})
    asked.is_asked = False
    list(given.connector.read(Export(path, account)))
    return asked.is_asked
