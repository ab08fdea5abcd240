"""Brand voice drift: what agents wrote, week by week, against the frozen reference."""

from assets.analysis.analysis import Analysis
from assets.analysis.brand_voice.compute import compute
from assets.analysis.brand_voice.tables import WEEKLY

__all__ = ["ANALYSIS"]

ANALYSIS = Analysis(
    "brand_voice",
    (WEEKLY,),
    (
        "marts.agent_piece",
        "marts.reporting_week",
        "seeds.parameter",
    ),
    compute,
)
