"""The command that compares claims and targets with the organisation's own pace."""

from __future__ import annotations

from typing import Any

from assets.lib.settings import read_settings
from pipelines.cli.common import snapshot
from pipelines.cli.formats import NOTHING, format_change, format_multiple, format_value
from pipelines.cli.output import Format, Rows, Shape, answer, print_rows, print_table


def multiples(shape: Shape = Format.TABLE) -> None:
    """Print the own multiples beside the guide's claims, and when each KPI reaches its target."""
    with snapshot(read_settings()) as connection:
        claims = answer(connection, "claims/multiples")
        forecasts = answer(connection, "claims/forecasts")
        definitions = answer(connection, "kpi/definitions").records
    if shape is not Format.TABLE:
        print_rows(_join(claims, forecasts), shape)
        return
    headings = ["claim", "own", "claimed", "baseline", "now", "unit", "missing"]
    lines = [_claim(row) for row in claims.records]
    print_table(headings, lines, title="Multiples of the own baseline")
    headings = ["KPI", "level", "pace a week", "target", "due", "at this pace"]
    by_id = {row["kpi_id"]: row for row in definitions}
    lines = [_forecast(row, by_id[row["kpi_id"]]) for row in forecasts.records]
    print_table(headings, lines, title="Targets, at the pace of the last weeks")


def _join(claims: Rows, forecasts: Rows) -> Rows:
    """Return claims and forecasts as rows of one shape; `kind` names which a row is."""
    columns = tuple(dict.fromkeys((*claims.columns[1:], *forecasts.columns[1:])))
    rows = [
        (kind, record[answer_rows.columns[0]], *(record.get(column) for column in columns))
        for kind, answer_rows in (("claim", claims), ("forecast", forecasts))
        for record in answer_rows.records
    ]
    return Rows(("kind", "id", *columns), tuple(rows))


def _claim(row: dict[str, Any]) -> list[str]:
    is_share = row["unit"].startswith("share")
    return [
        row["name"],
        NOTHING if is_share else format_multiple(row["own_multiple"]),
        NOTHING if row["reference_multiple"] is None else f"{row['reference_multiple']:g}x",
        *(
            format_value(row[name], "share" if is_share else row["unit"])
            for name in ("baseline_value", "recent_value")
        ),
        row["unit"],
        row["missing"] or "",
    ]


def _forecast(row: dict[str, Any], definition: dict[str, Any]) -> list[str]:
    unit = definition["unit"]
    return [
        definition["name"],
        format_value(row["level"], unit),
        format_change(row["pace_per_week"], unit),
        format_value(row["target_value"], unit),
        NOTHING if row["target_until"] is None else str(row["target_until"]),
        row["statement"] or f"not enough data: {row['missing']}",
    ]
