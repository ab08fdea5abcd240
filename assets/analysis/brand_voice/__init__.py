"""Brand voice drift: what agents wrote, week by week, against the frozen reference."""

from assets.analysis.analysis import Analysis
from assets.analysis.brand_voice.compute import compute
from assets.analysis.brand_voice.tables import WEEKLY

__all__ = ["ANALYSIS"]

ANALYSIS = Analysis(
    "brand_voice",
    (WEEKLY,),
    (
        "intermediate.int_agent_pieces_published",
        "intermediate.int_weeks",
        "seeds.risk_parameter",
    ),
    compute,
)
