"""Declarations are read once, whole, and mean the same everywhere."""

import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from assets.declarations.organisation.model import OrganisationFile
from assets.declarations.plan.model import PlanFile
from assets.declarations.roles.model import RolesFile
from assets.declarations.targets.model import TargetsFile
from assets.lib.organisation import Organisation
from assets.lib.organisation.declaration import YamlDeclaration, discover_declarations
from assets.lib.organisation.reading import parse_yaml
from assets.lib.organisation.values import Day, Timezone
from assets.lib.settings import PROJECT_ROOT
from pipelines.demo.organisation import write_declarations
from tests.assets.lib.organisation.declaring import read, write

TARGETS = """targets:
  - {kpi: content_system_throughput, value: 1, from: 2026-01-01, until: 2026-02-01}
"""


@pytest.mark.parametrize("text", ["", "\n# nothing yet\n", "---\n", "\ufeff"])
def test_an_empty_file_stands_for_its_defaults(tmp_path: Path, text: str) -> None:
    """Missing, empty and commented-out files declare nothing, and that is allowed."""
    write(tmp_path, {"organisation.yml": text})
    declared = read(tmp_path)
    assert declared == read(tmp_path / "missing")
    for declaration in discover_declarations().values():
        if declaration.default is None:
            content_type = declaration.content_type
            assert declared[content_type] == content_type()


def test_roles_and_plan_have_the_defaults_of_the_guide(tmp_path: Path) -> None:
    """Five remaps that nobody has accepted yet, and three phases of thirty days."""
    declared = read(tmp_path)
    roles = {r.role: (r.was, r.leverage_level, r.accepted_on) for r in declared[RolesFile].roles}
    assert roles == {
        "Content Systems Architect": ("Content Marketing Manager", 3, None),
        "Pipeline Orchestrator": ("Demand Generation Manager", 4, None),
        "Community Intelligence Lead": ("Social Media Manager", 4, None),
        "AI Ops Architect": ("Marketing Operations Manager", 5, None),
        "Creative Director": ("Creative Director", 2, None),
    }
    plan = declared[PlanFile]
    assert [(p.first_day, p.last_day) for p in plan.phases] == [(1, 30), (31, 60), (61, 90)]
    owners = {milestone.owner_role for milestone in plan.milestones}
    assert owners - {None} <= set(roles)


def test_a_file_of_its_own_goes_before_a_default(tmp_path: Path) -> None:
    """An organisation that declares no plan in a plan.yml has none."""
    write(tmp_path, {"plan.yml": "# no plan\n"})
    assert read(tmp_path)[PlanFile] == PlanFile()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02", "2026-03-02T00:00:00+00:00"),
        ("2026-03-02 10:00:00", "2026-03-02T10:00:00+00:00"),
        ("2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00+00:00"),
        ("'2026-03-02T10:00:00Z'", "2026-03-02T10:00:00+00:00"),
    ],
)
def test_as_of_is_utc(tmp_path: Path, text: str, expected: str) -> None:
    """An instant without zone is UTC; any other is turned into it."""
    write(tmp_path, {"organisation.yml": f"as_of: {text}\n"})
    as_of = read(tmp_path)[OrganisationFile].as_of
    assert as_of is not None
    assert as_of.isoformat() == expected


def test_the_fingerprint_changes_with_every_file(tmp_path: Path) -> None:
    """A run can tell by it that a declaration is new."""
    texts = {
        "organisation": "name: B\n",
        "targets": TARGETS,
        "sources": "sources: {jira: {timezone: Europe/Berlin}}\n",
        "actors": "agents: [a]\n",
        "aliases": "campaigns: [{source: ads, from: a, to: b}]\n",
        "currency": "reporting_currency: EUR\n",
        "functions": "functions: [{function: a, name: A}]\n",
        "roles": "roles: [{role: a, was: b, old_focus: c, new_focus: d, leverage_level: 3}]\n",
        "people": "people: [{person: a, role: a}]\n",
        "agents": "agents: [{agent: a, workflow: a, vendor: c}]\n",
        "plan": "phases: [{phase: a, name: A, first_day: 1, last_day: 30}]\n",
        "annotations": "annotations: [{date: 2026-03-02, text: a}]\n",
        "workflows": "workflows: [{workflow: a, levels: [{level: 1, from: 2026-01-01}]}]\n",
    }
    declarations = discover_declarations()
    assert set(texts) == {n for n, d in declarations.items() if isinstance(d, YamlDeclaration)}
    seen = {read(tmp_path).fingerprint()}
    for name, text in texts.items():
        write(tmp_path, {f"{name}.yml": text})
        seen.add(read(tmp_path).fingerprint())
    assert len(seen) == 1 + len(texts)
    assert read(tmp_path).fingerprint() in seen


def test_declarations_can_not_be_changed_in_memory() -> None:
    """What was read is what holds for the whole run."""
    with pytest.raises(ValueError, match="frozen"):
        Organisation()[OrganisationFile].name = "B"  # type: ignore[misc]


def test_every_time_zone_that_may_be_declared_is_known_to_the_frames() -> None:
    """A zone that passes here never fails a file later: Polars knows each of them."""
    from zoneinfo import available_timezones

    from pydantic import TypeAdapter, ValidationError

    adapter = TypeAdapter(Timezone)
    moment = pl.Series(["2026-03-02T10:00:00"]).str.to_datetime()
    allowed = 0
    for name in sorted(available_timezones()):
        try:
            adapter.validate_python(name)
        except ValidationError:
            continue
        moment.dt.replace_time_zone(name, ambiguous="earliest")
        allowed += 1
    assert allowed > 400


def test_a_day_is_no_number() -> None:
    """86400 would otherwise be the second of January 1970."""
    from pydantic import TypeAdapter

    with pytest.raises(ValueError, match="write a day as"):
        TypeAdapter(Day).validate_python(86400)


def test_the_declarations_of_the_demo_are_valid(tmp_path: Path) -> None:
    """What new users are shown is read without a validation error."""
    write_declarations(tmp_path / "org")
    organisation = read(tmp_path)
    assert organisation[OrganisationFile].name == "Demo organisation"
    assert {target.kpi for target in organisation[TargetsFile].targets} >= {
        "content_system_throughput",
        "pipeline_signal_to_noise",
    }


def test_reading_waits_for_no_database_and_no_frames(tmp_path: Path) -> None:
    """Every command reads the declarations first; these take longer to import than all of them."""
    program = (
        "import pathlib, sys; from assets.lib.organisation import read_organisation; "
        "from assets.lib.settings import Settings; "
        "read_organisation(Settings(pathlib.Path(sys.argv[1]))); "
        "print(*{'duckdb', 'polars', 'pandas', 'dagster'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT_ROOT)
    assert result.stdout.split() == []


@pytest.mark.parametrize("kind", ["[{}]", "{{{}}}"])
def test_aliases_of_aliases_are_refused_at_once(kind: str) -> None:
    """A few hundred bytes stand for a thousand million values: none of them is looked at."""
    lines = ["a0: &a0 x"]
    for level in range(1, 10):
        parts = (
            f"k{i}: *a{level - 1}" if kind == "{{{}}}" else f"*a{level - 1}" for i in range(10)
        )
        lines.append(f"a{level}: &a{level} {kind.format(', '.join(parts))}")
    begun = time.monotonic()
    parsed = parse_yaml("\n".join(lines), "organisation.yml", OrganisationFile)
    assert time.monotonic() - begun < 5
    [error] = parsed.errors
    assert "aliases" in error
    assert "write them out" in error


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system [x]",
        "!!python/name:os.system x",
        "!!bool maybe",
        "!!timestamp soon",
        '!!int ""',
        "!!binary aGk=",
        "!!set {a, b}",
        "!!omap [a: 1]",
        "!own x",
        '"\\ud800"',
        '"a\\udfffb"',
    ],
)
@pytest.mark.parametrize("line", ["name: {}", "baseline: {}", "name: ok\nfunctions: [{}]"])
def test_odd_tags_and_halves_of_characters_are_one_error(line: str, value: str) -> None:
    """With the line, and no traceback; what could be printed or stored nowhere is refused."""
    parsed = parse_yaml(line.format(value), "organisation.yml", OrganisationFile)
    odd = [error for error in parsed.errors if "tag" in error or "surrogate" in error]
    assert len(odd) == 1
    odd[0].encode()


def test_a_key_of_half_a_character_is_one_error() -> None:
    """It is left out, and the rest is read."""
    parsed = parse_yaml('name: ok\n"\\ud800": 1\n', "organisation.yml", OrganisationFile)
    [error] = parsed.errors
    assert error == "organisation.yml:2: (file): a key has half of a surrogate pair"
