"""What audits prove is Wilson's interval."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.lib.governance.audit.proof import describe_proof, pass_rate_interval

Z = 1.959963984540054


@settings(deadline=None)  # the first call imports scipy
@given(audited=st.integers(1, 500), share=st.floats(0, 1))
def test_the_interval_solves_the_score_equation(audited: int, share: float) -> None:
    """At its ends the observed share lies just 1.96 standard errors of that end away."""
    passed = round(share * audited)
    for end in pass_rate_interval(passed, audited):
        error = sqrt(end * (1 - end) / audited)
        assert abs(passed / audited - end) == pytest.approx(Z * error, abs=1e-6)


def test_no_audits_are_refused_a_proof() -> None:
    """Nothing was audited: there is no rate."""
    with pytest.raises(ValueError, match="no audits"):
        pass_rate_interval(0, 0)
    assert describe_proof(0) == "No audits prove nothing."


def test_the_proof_is_said_in_words() -> None:
    """20 audits that all pass prove 83.9 %."""
    assert describe_proof(20).startswith("If all 20 pass, the pass rate is at least 83.9%")
