"""What `fullscore init` writes is valid, as it stands and with its examples brought to life."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assets.lib.organisation import DEFAULTS, FILES, Organisation, read_organisation
from assets.lib.organisation.declarations import BrandVoiceFile
from assets.lib.organisation.reading import read_yaml
from assets.lib.settings import Settings
from pipelines.template import TEMPLATES, read_templates, write_template


def test_the_templates_are_valid_declarations(tmp_path: Path) -> None:
    """They declare nothing but the defaults, which are written as they are."""
    written = write_template(Settings(tmp_path))
    assert {path.name for path in written} >= {f"{name}.yml" for name in FILES}
    read = read_organisation(tmp_path / "org")
    assert read == Organisation(organisation=read.organisation, roles=read.roles, plan=read.plan)
    assert (len(read.roles.roles), len(read.plan.phases)) == (5, 3)
    for name, default in DEFAULTS.items():
        assert (tmp_path / "org" / f"{name}.yml").read_bytes() == default.read_bytes()


@pytest.mark.parametrize("name", ["functions", "workflows", "people", "agents", "annotations"])
def test_the_commented_examples_are_valid(name: str) -> None:
    """Whoever takes the marks of comments away has a declaration that is accepted."""
    text = re.sub(
        r"^#  ",
        "  ",
        read_templates()[f"{name}.yml"].replace(": []\n#", ":\n#"),
        flags=re.MULTILINE,
    )
    declared = read_yaml(text, name, FILES[name]).declared
    assert len(getattr(declared, name)) >= 1


def test_the_example_of_a_brand_voice_reference_is_valid() -> None:
    """It is one comment; without its marks it only has to be frozen."""
    text = TEMPLATES["brand_voice/reference.yml"]
    text = re.sub(r"^# ", "", text[text.index("# version") :], flags=re.MULTILINE)
    reference = read_yaml(text, "reference.yml", BrandVoiceFile).declared
    assert reference.forbidden_patterns[0].pattern == r"\bgame[- ]chang"


def test_the_example_of_a_playbook_is_one(tmp_path: Path) -> None:
    """The indented text of the README can be copied into a file."""
    lines = TEMPLATES["playbooks/README.md"].splitlines()
    text = "\n".join(line.removeprefix("    ") for line in lines if line.startswith("    "))
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "content-agent.md").write_text(text)
    [playbook] = read_organisation(tmp_path).playbooks
    assert playbook.front_matter.agents == ("content-agent",)
