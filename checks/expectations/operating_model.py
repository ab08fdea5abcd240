"""What the Collaboration Spectrum, the roles and the claims have to look like."""

from checks.expectations.suite import Suite, among, between, shares

_LEVELS = (1, 2, 3, 4, 5)

SUITES = (
    Suite("marts.spectrum_weekly", shares("stuck_share")),
    Suite(
        "marts.workflow_level_weekly",
        (
            *(
                among(level, *_LEVELS)
                for level in ("declared_level", "observed_level", "target_level")
            ),
            *shares("agent_share", "reviewed_share", "changed_share", "escalated_share"),
        ),
    ),
    Suite(
        "marts.role_weekly",
        (
            between("logged_hours", 0),
            *shares(
                "judgment_time_share",
                "oversight_time_share",
                "execution_time_share",
                "agent_executed_share",
            ),
            between("moved_share", None, 1),
        ),
    ),
    Suite(
        "marts.arrival_weekly",
        shares("judgment_time_share", "oversight_time_share", "execution_time_share"),
    ),
    Suite("marts.claim_multiple_weekly", (between("own_multiple", 0),)),
)
