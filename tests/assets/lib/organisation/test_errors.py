"""A mistyped declaration gives an error with file, line, key, value and what is allowed."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assets.declarations.workflows.model import WorkflowsFile
from assets.lib.organisation import OrganisationError
from assets.lib.organisation.declaration import YamlDeclaration, discover_declarations
from assets.lib.organisation.reading import parse_valid_yaml, parse_yaml
from tests.assets.lib.organisation.declaring import read, write

KPIS = (
    "'content_system_throughput', 'campaign_iteration_velocity', 'strategic_decision_density' "
    "or 'pipeline_signal_to_noise'"
)
SPAN = "content_system_throughput has a target from 2026-01-01 until 2026-02-01 already"
DAY = "write a day as 2026-03-02, a time as 2026-03-02T09:00:00Z"


def errors_of(home: Path, **files: str | bytes) -> list[str]:
    """Write the declarations, and return what is wrong with them."""
    for name, text in files.items():
        data = text if isinstance(text, bytes) else text.encode()
        write(home, {f"{name}.yml": data})
    with pytest.raises(OrganisationError) as caught:
        read(home)
    assert str(caught.value) == "\n".join(caught.value.errors)
    return caught.value.errors


def target(kpi: str, start: str, end: str, value: str = "1") -> str:
    return f"  - {{kpi: {kpi}, value: {value}, from: {start}, until: {end}}}\n"


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        (
            "organisation",
            "name: A\nnmae: B\n",
            (
                "2: nmae: unknown key; the keys here are name, timezone, weekly_capacity_hours, "
                "baseline, transition_start, as_of, people, "
                "minimum_people, shown_labels"
            ),
        ),
        (
            "sources",
            "sources:\n  hubspot:\n    accounts:\n      emea:\n        curency: EUR\n",
            (
                "5: sources.hubspot.accounts.emea.curency: unknown key; "
                "the keys here are timezone, currency, country, date_order, decimal_sign, "
                "ended_on, api"
            ),
        ),
        (
            "organisation",
            "timezone: Berlin\n",
            (
                "1: timezone: 'Berlin' is not allowed: use a name of the IANA time zone database, "
                "such as Europe/Berlin or UTC"
            ),
        ),
        (
            "organisation",
            "\n\npeople: shown\n",
            "3: people: 'shown' is not allowed: Input should be 'show', 'pseudonymise' or 'hide'",
        ),
        (
            "organisation",
            "people: |\n  one\n  two\n",
            (
                r"1: people: 'one\ntwo\n' is not allowed: "
                "Input should be 'show', 'pseudonymise' or 'hide'"
            ),
        ),
        (
            "organisation",
            "weekly_capacity_hours: forty\n",
            "1: weekly_capacity_hours: 'forty' is not allowed: Input should be a valid number",
        ),
        (
            "organisation",
            "weekly_capacity_hours: yes\n",
            "1: weekly_capacity_hours: True is not allowed: Input should be a valid number",
        ),
        (
            "organisation",
            "weekly_capacity_hours: 169\n",
            (
                "1: weekly_capacity_hours: 169 is not allowed: "
                "Input should be less than or equal to 168"
            ),
        ),
        (
            "organisation",
            "baseline:\n  weeks: 8\n",
            "1: baseline.first_week: missing; this key is required",
        ),
        (
            "organisation",
            "baseline:\n  first_week: 2026-01-06\n",
            "2: baseline.first_week: 2026-01-06 is not allowed: a week is named by its Monday",
        ),
        (
            "organisation",
            "name: A\ntransition_start: 2026-02-30\n",
            "2: transition_start: 2026-02-30 is not allowed: day is out of range for month",
        ),
        ("organisation", "as_of: 20260302\n", f"1: as_of: 20260302 is not allowed: {DAY}"),
        (
            "organisation",
            "as_of: soon\n",
            (
                "1: as_of: 'soon' is not allowed: "
                "Input should be a valid datetime or date, input is too short"
            ),
        ),
        ("organisation", "name:\n", "1: name: None is not allowed: Input should be a valid string"),
        ("organisation", "name: A\nname: B\n", "2: name: given twice; keep one"),
        (
            "organisation",
            "baseline:\n  first_week: 2026-01-05\n  weeks: 1\n  weeks: 2\n",
            "4: baseline.weeks: given twice; keep one",
        ),
        (
            "organisation",
            "name: A\n\ttimezone: UTC\n",
            r"2: not valid YAML: found character '\t' that cannot start any token",
        ),
        (
            "organisation",
            "name: [a\n",
            "2: not valid YAML: expected ',' or ']', but got '<stream end>'",
        ),
        (
            "organisation",
            "name: a\n---\nname: b\n",
            "2: not valid YAML: but found another document",
        ),
        (
            "organisation",
            "name: A\ntimezone: U\x08TC\n",
            "2: not valid YAML: unacceptable character #x0008: special characters are not allowed",
        ),
        (
            "organisation",
            "name: !!python/object/apply:os.getcwd []\n",
            "1: name: write it without the tag !!python/object/apply:os.getcwd",
        ),
        ("organisation", "name: " + "[" * 9_000, "1: not valid YAML: it is nested too deeply"),
        ("organisation", "name: " + "[" * 90_000, "1: not valid YAML: it is nested too deeply"),
        ("organisation", "? [a, b]\n: c\n", "1: (file): a key has to be a single word"),
        ("organisation", "- a\n- b\n", "1: expected keys and values, found ['a', 'b']"),
        ("organisation", "just words\n", "1: expected keys and values, found 'just words'"),
        (
            "organisation",
            "name: A\ncity: München\n".encode("latin-1"),
            "2: not UTF-8; save it as UTF-8",
        ),
        ("organisation", "name: A\n".encode("utf-16"), "1: not UTF-8; save it as UTF-8"),
        ("targets", "targets: 5\n", "1: targets: 5 is not allowed: Input should be a valid tuple"),
        (
            "targets",
            "targets:\n" + target("throughput", "2026-01-01", "2026-02-01"),
            f"2: targets.0.kpi: 'throughput' is not allowed: Input should be {KPIS}",
        ),
        (
            "targets",
            "targets:\n" + target("content_system_throughput", "2026-01-01", "2026-02-01", "-1"),
            "2: targets.0.value: -1 is not allowed: Input should be greater than or equal to 0",
        ),
        (
            "targets",
            "targets:\n" + target("content_system_throughput", "2026-01-01", "2026-02-01", ".inf"),
            "2: targets.0.value: inf is not allowed: Input should be a finite number",
        ),
        (
            "targets",
            "targets:\n" + target("content_system_throughput", "2026-02-01", "2026-02-01"),
            "2: targets.0.until: 2026-02-01 is not allowed: it has to be after from (2026-02-01)",
        ),
        (
            "sources",
            "sources:\n  hubspot: {currency: eur}\n",
            (
                "2: sources.hubspot.currency: 'eur' is not allowed: "
                "String should match pattern '^[A-Z]{3}$'"
            ),
        ),
        (
            "sources",
            "sources:\n  jira:\n    columns:\n      started_at: 5\n",
            "4: sources.jira.columns.started_at: 5 is not allowed: Input should be a valid string",
        ),
        (
            "actors",
            "agents: [bid-agent]\nrules: [sync, Bid-Agent]\n",
            "2: rules.1: 'Bid-Agent' is not allowed: it is among the agents already; keep one",
        ),
        (
            "workflows",
            "workflows:\n  - {workflow: a, levels: [{level: 6, from: 2026-01-01}]}\n",
            (
                "2: workflows.0.levels.0.level: 6 is not allowed: "
                "Input should be less than or equal to 5"
            ),
        ),
        (
            "workflows",
            (
                "workflows:\n  - workflow: a\n    levels:\n"
                "      - {level: 1, from: 2026-01-01}\n      - {level: 2, from: 2026-01-01}\n"
            ),
            (
                "5: workflows.0.levels.1.from: 2026-01-01 is not allowed: "
                "there is a level for that day already"
            ),
        ),
    ],
)
def test_an_error_is_one_line_that_says_where_and_what_is_allowed(
    tmp_path: Path, name: str, text: str | bytes, error: str
) -> None:
    """File, line, key, value and what is allowed instead, in exactly one line."""
    assert errors_of(tmp_path, **{name: text}) == [f"{name}.yml:{error}"]


def test_targets_of_a_kpi_that_overlap_are_an_error_each(tmp_path: Path) -> None:
    """Every target that begins inside another one of its KPI is named; touching ones are fine."""
    kpi = "content_system_throughput"
    text = (
        "targets:\n"
        + target(kpi, "2026-01-01", "2026-02-01")
        + target(kpi, "2026-01-15", "2026-03-01")
        + target(kpi, "2026-03-01", "2026-04-01")
        + target("pipeline_signal_to_noise", "2026-01-15", "2026-03-01")
        + target(kpi, "2025-12-01", "2026-01-02")
    )
    assert errors_of(tmp_path, targets=text) == [
        f"targets.yml:3: targets.1.from: 2026-01-15 is not allowed: {SPAN}",
        f"targets.yml:6: targets.4.from: 2025-12-01 is not allowed: {SPAN}",
    ]


def test_renames_that_lead_in_a_circle_or_two_ways_are_errors(tmp_path: Path) -> None:
    """The rename that closes a circle, and a second rename of one name, are named."""
    text = """campaigns:
  - {source: ads, from: a, to: b}
  - {source: ads, from: b, to: c}
  - {source: ads, from: c, to: a}
  - {source: mail, from: c, to: a}
  - {source: ads, from: a, to: d}
  - {source: ads, from: e, to: e}
"""
    assert errors_of(tmp_path, aliases=text) == [
        (
            "aliases.yml:4: campaigns.2.to: 'a' is not allowed: c -> a -> b -> c is a circle; "
            "remove one"
        ),
        (
            "aliases.yml:6: campaigns.4.from: 'a' is not allowed: it is renamed to 'b' already; "
            "keep one"
        ),
        "aliases.yml:7: campaigns.5.to: 'e' is not allowed: e -> e is a circle; remove one",
    ]


def test_every_error_of_every_file_is_reported_at_once(tmp_path: Path) -> None:
    """One attempt shows all that is to be corrected, in the order of the names of the files."""
    write(tmp_path, {"targets.yaml": "targets: []\n", "kpis.yml": "a: 1\n"})
    errors = errors_of(
        tmp_path,
        organisation="name: A\nname: B\ntimezone: Nowhere\nweekly_capacity_hours: -1\n",
        actors="agents: [1, 2]\n",
        aliases="campaigns:\n  - {source: ads, from: a, to: a}\n",
        workflows="workflows: [",
    )
    known = [d.path for d in discover_declarations().values() if isinstance(d, YamlDeclaration)]
    assert [error.split(": ")[:2] for error in errors] == [
        ["kpis.yml", f"unknown file; the declarations are {', '.join(known)}"],
        ["targets.yaml", errors[0].split(": ")[1]],
        ["actors.yml:1", "agents.0"],
        ["actors.yml:1", "agents.1"],
        ["aliases.yml:2", "campaigns.0.to"],
        ["organisation.yml:2", "name"],
        ["organisation.yml:3", "timezone"],
        ["organisation.yml:4", "weekly_capacity_hours"],
        ["workflows.yml:1", "not valid YAML"],
    ]  # fmt: skip
    assert all("\n" not in error for error in errors)


def test_a_value_that_contains_itself_is_an_error(tmp_path: Path) -> None:
    """A YAML alias into its own anchor is an error, not followed for ever."""
    errors = errors_of(tmp_path, organisation="baseline: &a\n  first_week: *a\n")
    assert errors[0].startswith("organisation.yml:1: baseline.first_week: a value that contains")


def test_a_declaration_that_is_a_folder_is_an_error(tmp_path: Path) -> None:
    """What can't be opened is a error of that file, and no crash."""
    (tmp_path / "org" / "targets.yml").mkdir(parents=True)
    assert errors_of(tmp_path) == ["targets.yml:1: can't be opened: Is a directory"]


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-3, 9), st.text("abc:-", max_size=4), st.dates()
    ),
    lambda inside: st.one_of(
        st.lists(inside, max_size=3),
        st.dictionaries(
            st.sampled_from(["workflow", "function", "levels", "level", "from", "targets", "by"]),
            inside,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@given(st.fixed_dictionaries({"workflows": st.lists(VALUES, max_size=4)}))
def test_whatever_is_declared_is_read_or_refused_with_its_line(values: dict[str, Any]) -> None:
    """What is right is read, every error names its line, and reading always comes to an end."""
    text = yaml.safe_dump(values)
    parsed = parse_yaml(text, "workflows.yml", WorkflowsFile)
    assert (parsed.file is not None) or parsed.errors
    lines = text.count("\n")
    for error in parsed.errors:
        name, line, *_ = error.split(":")
        assert name == "workflows.yml"
        assert 1 <= int(line) <= lines
    if not parsed.errors:
        assert parse_valid_yaml(text, "workflows.yml", WorkflowsFile) is not None
