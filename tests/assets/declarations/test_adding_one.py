"""Adding a declaration is adding one folder: nothing else names it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module, invalidate_caches
from pathlib import Path

import pytest

import assets.declarations
from assets.lib.organisation import read_organisation
from assets.lib.organisation.declaration import discover_declarations
from assets.lib.organisation.tables import write_declarations
from assets.lib.settings import PROJECT_ROOT, Settings
from assets.lib.warehouse import open_warehouse
from pipelines.template import write_template
from tests.assets.builders import ask
from tests.assets.lib.organisation.declaring import errors_in

MODEL = """
from pathlib import Path

from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import DeclaredFile, DeclaredModel, Reference
from assets.lib.organisation.values import Name, Number
from assets.lib.stream import Column, ColumnType


class Budget(DeclaredModel):
    workflow: Name
    monthly: Number


class BudgetsFile(DeclaredFile):
    budgets: tuple[Budget, ...] = ()

    def references(self):
        for number, budget in enumerate(self.budgets):
            yield Reference(("budgets", number, "workflow"), budget.workflow, ("workflow",))


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    BudgetsFile,
    tables=(
        OrgTable[BudgetsFile](
            "budget",
            "One row per workflow with a budget.",
            ("workflow",),
            (
                Column("workflow", ColumnType.TEXT, "The workflow", required=True),
                Column("monthly", ColumnType.NUMBER, "What it may cost a month", required=True),
            ),
            lambda file: [(b.workflow, b.monthly) for b in file.budgets],
        ),
    ),
)
"""
DEFAULT = "budgets:\n  - {workflow: everything, monthly: 100}\n"
TEMPLATE = "# What each workflow may cost a month.\nbudgets: []\n"
WORKFLOWS = "workflows: [{workflow: writing}]\n"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder whose one declaration, budgets, is discovered beside the others."""
    folder = tmp_path / "package" / "budgets"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "model.py").write_text(MODEL)
    (folder / "default.yml").write_text(DEFAULT)
    (folder / "template.yml").write_text(TEMPLATE)
    path = [*assets.declarations.__path__, str(folder.parent)]
    monkeypatch.setattr(assets.declarations, "__path__", path)
    invalidate_caches()
    discover_declarations.cache_clear()
    yield folder.parent
    for name in ("assets.declarations.budgets.model", "assets.declarations.budgets"):
        sys.modules.pop(name, None)
    discover_declarations.cache_clear()


@pytest.mark.usefixtures("package")
def test_it_is_read_with_its_default_and_written_into_its_table(settings: Settings) -> None:
    """Who declares no budgets has the one of the default."""
    organisation = read_organisation(settings)
    budgets = organisation[import_module("assets.declarations.budgets.model").BudgetsFile]
    assert [(b.workflow, b.monthly) for b in budgets.budgets] == [("everything", 100)]
    with open_warehouse(settings) as connection:
        write_declarations(connection, organisation)
    assert ask(settings, "from org.budget") == [("everything", 100.0)]


@pytest.mark.usefixtures("package")
def test_its_errors_name_file_and_line(tmp_path: Path) -> None:
    """Of its own rules, and of names that another declaration has to know."""
    text = "budgets:\n  - {workflow: writing, monthly: much}\n  - {workflow: ads, monthly: 5}\n"
    assert errors_in(tmp_path, {"workflows.yml": WORKFLOWS, "budgets.yml": text}) == [
        "budgets.yml:2: budgets.0.monthly: 'much' is not allowed: Input should be a valid number",
        (
            "budgets.yml:3: budgets.1.workflow: 'ads' is not allowed: no such workflow; "
            "there are writing"
        ),
    ]


@pytest.mark.usefixtures("package")
def test_its_template_is_written(settings: Settings) -> None:
    """By `fullscore init`, in the place of the default."""
    write_template(settings)
    assert (settings.organisation_folder / "budgets.yml").read_text() == TEMPLATE


def test_its_table_is_an_asset(package: Path) -> None:
    """Dagster lists it, in a process that finds the folder when it starts."""
    program = (
        "import sys, assets.declarations as known; known.__path__.append(sys.argv[1]); "
        "from assets.org import declarations; "
        "print(*(key.to_user_string() for key in declarations.keys))"
    )
    keys = subprocess.run(
        [sys.executable, "-c", program, str(package)],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT_ROOT,
    ).stdout.split()
    assert {"org/budget", "org/agent"} <= set(keys)


def test_a_folder_without_a_declaration_is_refused(package: Path) -> None:
    """It would otherwise be read by nobody, in silence."""
    (package / "budgets" / "model.py").write_text("")
    with pytest.raises(TypeError, match=r"budgets/model.* has no DECLARATION"):
        discover_declarations()
