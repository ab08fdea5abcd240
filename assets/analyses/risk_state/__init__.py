"""The three risks: their measures week by week, the state that follows, and the next step."""

from assets.analyses.analysis import Analysis
from assets.analyses.risk_state.compute import compute
from assets.analyses.risk_state.tables import MEASURE, STATE

__all__ = ["ANALYSIS"]

ANALYSIS = Analysis(
    "risk_state",
    (STATE, MEASURE),
    (
        "analysis.brand_voice_weekly",
        "marts.strategic_atrophy_weekly",
        "marts.agent_dependency_weekly",
        "marts.agent_management_weekly",
        "seeds.parameter",
        "seeds.risk_rule",
        "seeds.risk_mitigation",
    ),
    compute,
)
