"""Headlines in words: against the week before, the target and the baseline."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard.lib import theme
from dashboard.lib.formats import (
    LEVEL,
    NumberFormat,
    format_change,
    format_day,
    format_difference,
    format_full_day,
    format_multiple,
    format_relative,
    format_value,
    is_level,
)
from dashboard.lib.records import Definition, Headline, Info


def describe_week(info: Info) -> str:
    """Name the week that headlines are about."""
    if info.last_complete_week is None:
        return "No complete week yet"
    return f"Week of {format_full_day(info.last_complete_week)}"


@dataclass(frozen=True)
class TargetState:
    """Where a KPI is against the path to its target; it is settled once the two are compared."""

    text: str
    color: str
    is_settled: bool = True


def describe_target(headline: Headline, number_format: NumberFormat) -> TargetState:
    """Return where the KPI is against the path to its target."""
    if headline.target_gap is None or headline.complete_without:
        return TargetState(_why_not_compared(headline), theme.MUTED, is_settled=False)
    if is_level(headline.target_gap, number_format):
        return TargetState("on the path", theme.GOOD)
    size = format_difference(headline.target_gap, number_format)
    if headline.target_gap > 0:
        return TargetState(f"{size} above the path", theme.GOOD)
    return TargetState(f"{size} below the path", theme.ATTENTION)


def _why_not_compared(headline: Headline) -> str:
    if headline.target_value is None:
        return "no target declared"
    if headline.complete_without:
        return f"without {headline.complete_without}: not compared"
    if headline.is_maturing:
        return "maturing: not compared yet"
    if headline.is_small_n:
        return "small n: not compared"
    return "no value to compare"


def describe_final_target(headline: Headline, number_format: NumberFormat) -> str:
    """Return what the target is, and until when."""
    if headline.final_target_value is None or headline.target_until is None:
        return format_value(None, number_format)
    until = headline.target_until
    end = format_value(headline.final_target_value, number_format)
    return f"{end} by {format_day(until)} {until.year}"


def describe_baseline(headline: Headline, number_format: NumberFormat) -> str:
    """Return the baseline and the multiple of it."""
    if headline.baseline_value is None:
        return "none declared" if not headline.baseline_weeks else format_value(None, number_format)
    value = format_value(headline.baseline_value, number_format)
    return f"{value} (now {format_multiple(headline.multiple)})"


def describe_change(headline: Headline, number_format: NumberFormat) -> str:
    """Return the change against the week before; shares need no percentage of a percentage."""
    text = format_change(headline.change, number_format)
    if (
        headline.change_share is None
        or number_format is NumberFormat.SHARE
        or text.startswith(LEVEL)
    ):
        return text
    return f"{text} ({format_relative(headline.change_share)})"


def describe_counts(headline: Headline) -> str:
    """Return what was divided by what, for a ratio."""
    if headline.denominator is None or headline.numerator is None:
        return ""
    return f"{headline.numerator:,.0f} of {headline.denominator:,.0f}"


def describe_caveats(headline: Headline, definition: Definition) -> list[str]:
    """Return the reasons to read the value with care."""
    caveats = [f"without {headline.complete_without}"] if headline.complete_without else []
    caveats += ["maturing"] if headline.is_maturing else []
    if headline.is_small_n:
        caveats.append(
            f"small n: {headline.denominator:,.0f} of at least {definition.min_denominator:,.0f}"
        )
    return caveats


def describe_checks(checks: pl.DataFrame) -> tuple[str, str]:
    """Return how many checks passed, and the style of the line; what blocks is named."""
    failed = checks.filter(~pl.col("passed"))
    if checks.is_empty():
        return "not checked", "fs-warned"
    if failed.is_empty():
        return f"{len(checks)} checks passed", ""
    text = f"{len(checks) - len(failed)} of {len(checks)} checks passed"
    errors = failed.filter(severity="error")["check_name"].unique().sort().to_list()
    if errors:
        return f"{text}; failed: {', '.join(errors)}", "fs-failed"
    return f"{text}, {len(failed)} {'warning' if len(failed) == 1 else 'warnings'}", "fs-warned"
