"""The files of a fifth KPI: what somebody who adds one writes, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from assets.lib.settings import PROJECT_ROOT

KPI_ID = "engaged_placement_share"

_PARTS = ("assets", "checks", "dashboard", "dbt_project", "pipelines", "pyproject.toml", "data")
_SQL = """\
with

placements as (
    select
        week_start,
        channel,
        engagements
    from {{ ref('content_placement') }}
),

weeks as (
    {{ weeks_of('engaged_placement_share') }}
),

segmented_placements as (
    {{ segmented('placements', kpi_segments('engaged_placement_share')) }}
),

sums as (
    select
        week_start,
        segment_type,
        segment,
        count(*) as placements,
        count(*) filter (where engagements > 0) as engaged_placements
    from segmented_placements
    group by week_start, segment_type, segment
),

final as (
    select
        weeks.week_start,
        sums.segment_type,
        sums.segment,
        cast(sums.engaged_placements as double) as numerator,
        cast(sums.placements as double) as denominator,
        cast(sums.engaged_placements as double) / sums.placements as value,  -- noqa: RF04
        weeks.is_complete,
        false as is_maturing,
        cast(sums.placements as double) as replaced_value
    from weeks
    inner join sums on weeks.week_start = sums.week_start
)

select * from final
"""
_YML = """\
models:
  - name: engaged_placement_share_weekly
    description: Placements with an engagement. Grain - one row per week and segment.
    constraints: [{type: primary_key, columns: [week_start, segment_type, segment]}]
    columns:
      - {name: week_start, description: "{{ doc('week_start') }}", data_type: date, constraints: [{type: not_null}]}
      - {name: segment_type, description: "{{ doc('segment_type') }}", data_type: varchar, constraints: [{type: not_null}]}
      - {name: segment, description: "{{ doc('segment') }}", data_type: varchar, constraints: [{type: not_null}]}
      - {name: numerator, description: "{{ doc('numerator') }}", data_type: double, constraints: [{type: not_null}]}
      - {name: denominator, description: "{{ doc('denominator') }}", data_type: double}
      - {name: value, description: "{{ doc('value') }}", data_type: double}
      - {name: is_complete, description: "{{ doc('is_complete') }}", data_type: boolean}
      - {name: is_maturing, description: "{{ doc('is_maturing') }}", data_type: boolean}
      - {name: replaced_value, description: "{{ doc('replaced_value') }}", data_type: double}
"""  # noqa: E501
_DEFINITION = (
    "engaged_placement_share,Engaged placement share,5,1,2026-01-01,share,ratio,higher is better,"
    "ISO week,published content,Engaged placements,Placements,1,0.01,Engaged by all,none,"
    "placements,Placements,placements,Content Systems Architect\n"
)
_SEGMENT = "engaged_placement_share,channel,1,own\n"
_VARIABLE = """\
    engaged_placement_share:
      segments: [channel]
      counter_metrics: {}
"""
_PRESENTATION = """\
    Presentation(
        kpi_id="engaged_placement_share",
        short_name="Engaged share",
        color="#445566",
        number_format=NumberFormat.SHARE,
        axis_title="Engaged among placements",
        gap="nothing was placed",
        replaced_format=NumberFormat.COUNT,
        replaced_axis_title="Reach units a week",
        replaced_gap="nothing was placed",
    ),
"""


def copy_project(folder: Path) -> Path:
    """Copy what a run and the pages need, without what was built."""
    built = shutil.ignore_patterns("__pycache__", "target", "logs", "*.duckdb*", "screenshots")
    folder.mkdir(parents=True)
    for name in _PARTS:
        source = PROJECT_ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=built)
        elif source.exists():
            shutil.copy(source, folder / name)
    return folder


def add_kpi(project: Path) -> None:
    """Add the KPI: its mart, rows of two seeds, its segments for dbt, and its presentation."""
    dbt = project / "dbt_project"
    (dbt / "models" / "marts" / "kpi" / f"{KPI_ID}_weekly.sql").write_text(_SQL)
    (dbt / "models" / "marts" / "kpi" / f"{KPI_ID}_weekly.yml").write_text(_YML)
    _insert(dbt / "seeds" / "kpi_definition.csv", _DEFINITION)
    _insert(dbt / "seeds" / "kpi_segment.csv", _SEGMENT)
    _insert(dbt / "dbt_project.yml", _VARIABLE, before="\nmodels:\n")
    presentation = project / "dashboard" / "lib" / "presentation.py"
    _insert(presentation, _PRESENTATION, before=")\n\n\ndef find_presentation")


def _insert(file: Path, text: str, before: str = "") -> None:
    """Insert the text before the only place where the other stands, or at the end."""
    content = file.read_text(encoding="utf-8")
    if before:
        assert content.count(before) == 1
        content = content.replace(before, text + before)
    else:
        content += text
    file.write_text(content, encoding="utf-8")
