"""The stream contracts hold what they say, and the models read nothing else."""

import re
from typing import Any

import pandera.errors
import polars as pl
import pytest
import yaml

from assets.lib.dbt.build import build_tables
from assets.lib.dbt.project import read_project
from assets.lib.organisation import Organisation
from assets.lib.organisation.tables import write_declarations
from assets.lib.settings import DBT_PROJECT, Settings
from assets.lib.stream import Column, ColumnType, Stream, Wording
from assets.lib.warehouse import open_warehouse
from assets.streams import ORIGIN_COLUMNS, STREAM_NAMES, all_streams, get_stream

STAGING = DBT_PROJECT / "models" / "staging"
OF_FILES = (
    *("account_coverage", "covered_days", "file_columns", "files"),
    *("performance_by_grain", "replaced_performance"),
)
OF_DECLARATIONS = ("campaign_aliases", "reporting")
"""What staging says of files and of what they cover, and of declarations."""
STAGED = {f"stg_{name}" for name in (*STREAM_NAMES, *OF_FILES, *OF_DECLARATIONS)}
REQUIRED = {
    "agent_runs": {"run_id", "agent", "started_at", "status"},
    "campaign_changes": {"change_id", "campaign_id", "changed_at", "category"},
    "campaign_performance": {"campaign_id", "date"},
    "campaigns": {"campaign_id", "name"},
    "content_pieces": {"piece_id", "title"},
    "content_publications": {"publication_id", "piece_id", "channel", "published_at"},
    "leads": {"lead_id", "created_at"},
    "page_engagement": {"engagement_id", "page", "period_end"},
    "reviews": {"review_id", "subject_type", "subject_id", "reviewed_at"},
    "work_items": {"work_item_id", "title"},
}
ALLOWED = {
    ("agent_runs", "status"): {"ok", "error", "escalated", "cancelled"},
    ("campaign_changes", "actor_type"): {"human", "agent", "rule", "unknown"},
    ("campaign_performance", "grain"): {"campaign", "ad"},
    ("content_pieces", "produced_by"): {"human", "agent", "hybrid"},
    ("content_publications", "variant_kind"): {"persona", "segment", "locale", "test"},
    ("leads", "intent"): {"high", "medium", "low"},
    ("leads", "qualified_by"): {"agent", "human", "rule"},
    ("reviews", "reviewer_type"): {"human", "agent", "rule"},
    ("reviews", "subject_type"): {"agent_run", "content_piece", "decision"},
    ("reviews", "verdict"): {"approved", "edited", "rejected"},
    ("work_items", "assignee_type"): {"human", "agent"},
}
NOT_NEGATIVE = {
    ("agent_runs", "input_tokens"),
    ("agent_runs", "output_tokens"),
    ("agent_runs", "cost"),
    ("campaign_performance", "impressions"),
    ("campaign_performance", "clicks"),
    ("campaign_performance", "conversions"),
    ("campaigns", "budget"),
    ("content_publications", "engagements"),
    ("page_engagement", "engagements"),
    ("reviews", "minutes"),
    ("work_items", "hours"),
}
GOOD: dict[ColumnType, Any] = {
    ColumnType.TEXT: "a",
    ColumnType.INSTANT: "2026-03-02T08:00:00Z",
    ColumnType.DAY: "2026-03-02",
    ColumnType.MONEY: "1.50",
    ColumnType.NUMBER: "0.5",
    ColumnType.COUNT: "3",
    ColumnType.FLAG: "true",
}
EVERY_COLUMN = [(stream, column) for stream in all_streams() for column in stream.columns]


def name_of(value: object) -> str:
    return value.name if isinstance(value, Stream | Column) else str(value)


def good_value(column: Column) -> str:
    text: str = column.allowed[0] if column.allowed else GOOD[column.type]
    return "EUR" if column.pattern else text


def good_row(stream: Stream) -> pl.DataFrame:
    """Return one row that holds, every column filled."""
    columns = []
    for column in stream.columns:
        text = pl.Series(column.name, [good_value(column)])
        if column.type is ColumnType.INSTANT:
            text = text.str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us", time_zone="UTC")
        elif column.type is ColumnType.DAY:
            text = text.str.to_date()
        elif column.type is ColumnType.FLAG:
            text = text == "true"
        columns.append(text.cast(column.polars_type))
    return pl.DataFrame(columns)


def rules_broken(stream: Stream, column: Column, value: object) -> set[str]:
    """Return the rules that the value breaks where every other value is good."""
    frame = good_row(stream).with_columns(pl.lit(value, column.polars_type).alias(column.name))
    try:
        stream.to_pandera().validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        return {str(rule) for rule in pl.DataFrame(error.failure_cases).get_column("check")}
    return set()


def read_sql(stream: str) -> str:
    return (STAGING / f"stg_{stream}.sql").read_text(encoding="utf-8")


def test_what_is_required_is_what_the_streams_promise() -> None:
    """The required columns are those that the contract between connectors and models names."""
    found = {s.name: {c.name for c in s.columns if c.required} for s in all_streams()}
    assert found == REQUIRED


def test_what_is_allowed_is_what_the_streams_promise() -> None:
    """Closed lists of words are those that the models tell apart."""
    found = {(s.name, c.name): set(c.allowed) for s, c in EVERY_COLUMN if c.allowed}
    assert found == ALLOWED


def test_what_can_not_be_negative() -> None:
    """Counts, costs and times have a floor; amounts that tools correct downwards have none."""
    assert {(s.name, c.name) for s, c in EVERY_COLUMN if c.at_least == 0} == NOT_NEGATIVE


@pytest.mark.parametrize("stream", all_streams(), ids=name_of)
def test_a_good_row_holds(stream: Stream) -> None:
    """A row whose every column is filled rightly passes, and so does one of the least."""
    stream.to_pandera().validate(good_row(stream), lazy=True)
    least = good_row(stream).with_columns(
        pl.lit(None, c.polars_type).alias(c.name) for c in stream.columns if not c.required
    )
    stream.to_pandera().validate(least, lazy=True)


@pytest.mark.parametrize(("stream", "column"), EVERY_COLUMN, ids=name_of)
def test_every_rule_of_a_column_is_held(stream: Stream, column: Column) -> None:
    """Missing, unknown, negative and misspelt values each break just their own rule."""
    assert rules_broken(stream, column, None) == ({"not_nullable"} if column.required else set())
    if column.allowed:
        assert rules_broken(stream, column, column.allowed[0].upper()) == {
            "one of " + ", ".join(column.allowed)
        }
    if column.at_least is not None:
        assert rules_broken(stream, column, -1) == {"at least 0"}
        assert rules_broken(stream, column, 0) == set()
    if column.pattern:
        for wrong in ("eur", "EURO", "€", "EUR ", " EUR", "EUR\n"):
            assert rules_broken(stream, column, wrong), wrong


@pytest.mark.parametrize(("stream", "column"), EVERY_COLUMN, ids=name_of)
def test_a_column_of_another_type_is_refused(stream: Stream, column: Column) -> None:
    """The types are part of the contract: a list never stands for a value."""
    wrong = good_row(stream).with_columns(pl.lit([[1]]).alias(column.name))
    with pytest.raises(pandera.errors.SchemaErrors, match=r"expected column '\w+' to have type"):
        stream.to_pandera().validate(wrong, lazy=True)


@pytest.mark.parametrize("stream", all_streams(), ids=name_of)
def test_a_stream_is_well_formed(stream: Stream) -> None:
    """Named by its file, keyed by required columns, every column once and with a meaning."""
    names = [column.name for column in stream.columns]
    assert stream == get_stream(stream.name)
    assert len(set(names)) == len(names)
    assert not set(names) & (set(ORIGIN_COLUMNS) | {"_row"})
    assert all(stream.column(name).required for name in stream.key)
    assert stream.meaning.endswith(".")
    assert all(column.meaning for column in stream.columns)
    assert stream.version >= 1
    references = {column.reference for column in stream.columns} - {None}
    assert references <= {*STREAM_NAMES, *names}


def test_personal_columns_are_named() -> None:
    """Exactly these are hashed always, and these where staff are to be pseudonyms."""
    assert {(s.name, c.name) for s, c in EVERY_COLUMN if c.personal} == {("leads", "person_key")}
    assert {(s.name, c.name) for s, c in EVERY_COLUMN if c.identity} == {
        ("campaign_changes", "actor"),
        ("campaigns", "owner"),
        ("content_pieces", "author"),
        ("leads", "qualifier"),
        ("reviews", "reviewer"),
        ("work_items", "assignee"),
    }


def test_a_key_that_is_no_column_is_refused() -> None:
    """A contract that can't hold is refused when it is written, not when a file arrives."""
    with pytest.raises(ValueError, match=r"stream s: key \['b'\] is not among its columns"):
        Stream("s", 1, "m", ("b",), (Column("a", ColumnType.TEXT, "m"),))


def test_a_stream_that_does_not_exist_is_refused_with_those_that_do() -> None:
    """A misspelt name is answered by the right ones."""
    with pytest.raises(KeyError, match="no stream named 'lead'; there are agent_runs, campaign"):
        get_stream("lead")


def test_the_sources_of_dbt_are_the_streams() -> None:
    """sources.yml lists the raw tables, all of them and no other."""
    declared = yaml.safe_load((STAGING / "sources.yml").read_text(encoding="utf-8"))["sources"]
    tables = {s["name"]: [table["name"] for table in s["tables"]] for s in declared}
    assert sorted(tables["raw"]) == list(STREAM_NAMES)
    assert {path.stem for path in STAGING.glob("stg_*.sql")} == STAGED


def test_the_staging_models_bind_to_the_warehouse(settings: Settings) -> None:
    """DuckDB finds every column of every staging query in the tables that ingestion makes."""
    project = read_project()
    staging = {model.full_name for model in project.models if model.schema_name == "staging"}
    assert staging == {f"staging.{name}" for name in STAGED}
    seeds = {seed.full_name for seed in project.seeds}
    with open_warehouse(settings) as connection:
        write_declarations(connection, Organisation())
        list(build_tables(connection, project, staging | seeds))
        for name in sorted(staging):
            assert connection.execute(f"describe {name}").fetchall(), name


def test_a_text_that_nothing_is_stated_of_is_free_text() -> None:
    """Whoever adds a column and forgets to say whose words it holds has it withheld."""
    assert Column("remark", ColumnType.TEXT, "m").worded is Wording.FREE
    assert Column("remark_id", ColumnType.TEXT, "m").worded is Wording.KEY
    assert Column("intent", ColumnType.TEXT, "m", allowed=("high",)).worded is Wording.FIXED
    assert Column("hours", ColumnType.NUMBER, "m").worded is Wording.FIXED


@pytest.mark.parametrize("stream", all_streams(), ids=lambda stream: stream.name)
def test_staging_gives_each_text_as_its_wording_allows(stream: Stream) -> None:
    """Where people are hidden: keys, labels and free text go through the macros that hide them."""
    name = _SHOWN_BY.get(stream.name, stream.name)
    sql = (STAGING / f"stg_{name}.sql").read_text(encoding="utf-8")
    final = sql[sql.index("final as (") :]
    in_the_clear = re.sub(r"\{\{.*?\}\}", "", final, flags=re.DOTALL)
    hidden = {c.name for c in stream.columns if c.worded in _HIDDEN}
    given = re.findall(r"^        versions\.(\w+)", in_the_clear, re.MULTILINE)
    assert hidden.isdisjoint(given)


_SHOWN_BY = {"campaign_performance": "performance_by_grain"}
"""The staging model that gives the texts of a stream, where another one reads them from it."""
_HIDDEN = (Wording.KEY, Wording.LABEL, Wording.FREE)
