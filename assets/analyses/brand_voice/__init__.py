"""Brand voice drift: what agents wrote, week by week, against the frozen reference."""

from assets.analyses.analysis import Analysis
from assets.analyses.brand_voice.compute import compute
from assets.analyses.brand_voice.tables import WEEKLY

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
