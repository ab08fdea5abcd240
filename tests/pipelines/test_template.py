"""What `fullscore init` writes is valid, as it stands and with its examples brought to life."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assets.declarations.brand_voice.model import BrandVoiceReference
from assets.declarations.plan.model import PlanFile
from assets.declarations.playbooks.model import Playbooks
from assets.declarations.roles.model import RolesFile
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.landing import list_landed_files
from assets.lib.organisation import read_organisation
from assets.lib.organisation.declaration import YamlDeclaration, discover_declarations
from assets.lib.organisation.reading import parse_valid_yaml
from assets.lib.settings import Settings
from pipelines.template import read_templates, write_template
from tests.assets.builders import land


def test_the_templates_are_valid_declarations(tmp_path: Path) -> None:
    """They declare nothing but the defaults, which are written as they are."""
    written = write_template(Settings(tmp_path))
    declarations = discover_declarations().values()
    assert {path.name for path in written} >= {
        d.path for d in declarations if isinstance(d, YamlDeclaration)
    }
    declared = read_organisation(Settings(tmp_path))
    nothing = read_organisation(Settings(tmp_path / "missing"))
    assert declared == nothing
    assert (len(declared[RolesFile].roles), len(declared[PlanFile].phases)) == (5, 3)
    for declaration in declarations:
        if declaration.default:
            file = tmp_path / "org" / declaration.path
            assert file.read_bytes() == declaration.default.read_bytes()


def test_every_connector_has_its_folder_in_landing(tmp_path: Path) -> None:
    """A new one too; folders without files are no exports, and making them again harms nothing."""
    settings = Settings(tmp_path)
    write_template(settings)
    land(settings, "jira/agency/issues.csv", "Summary\n")
    write_template(settings)
    assert {path.name for path in settings.landing.iterdir()} == set(discover_connectors())
    [landed] = list_landed_files(settings.landing)
    assert (landed.connector, landed.account) == ("jira", "agency")


@pytest.mark.parametrize("name", ["functions", "workflows", "people", "agents", "annotations"])
def test_the_commented_examples_are_valid(name: str) -> None:
    """Whoever takes the marks of comments away has a declaration that is accepted."""
    template = read_templates()[f"{name}.yml"].replace(": []\n#", ":\n#")
    text = re.sub(r"^#  ", "  ", template, flags=re.MULTILINE)
    declaration = discover_declarations()[name]
    content = parse_valid_yaml(text, name, declaration.content_type).content
    assert declaration.count_entries(content) >= 1


def test_the_example_of_a_brand_voice_reference_is_valid() -> None:
    """It is one comment; without its marks it only has to be frozen."""
    text = read_templates()["brand_voice/reference.yml"]
    text = re.sub(r"^# ", "", text[text.index("# version") :], flags=re.MULTILINE)
    reference = parse_valid_yaml(text, "reference.yml", BrandVoiceReference).content
    assert reference.forbidden_patterns[0].pattern == r"\bgame[- ]chang"


def test_the_example_of_a_playbook_is_one(tmp_path: Path) -> None:
    """The indented text of the README can be copied into a file."""
    lines = read_templates()["playbooks/README.md"].splitlines()
    text = "\n".join(line.removeprefix("    ") for line in lines if line.startswith("    "))
    folder = tmp_path / "org" / "playbooks"
    folder.mkdir(parents=True)
    (folder / "content-agent.md").write_text(text)
    [playbook] = read_organisation(Settings(tmp_path))[Playbooks].playbooks
    assert playbook.front_matter.agents == ("content-agent",)
