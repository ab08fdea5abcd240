"""What a number of audits proves."""

from __future__ import annotations

CONFIDENCE = 0.95


def pass_rate_interval(passed: int, audited: int) -> tuple[float, float]:
    """Return the Wilson interval of the pass rate; raises ValueError where nothing was audited."""
    if not audited:
        raise ValueError("no audits prove nothing")
    from scipy.stats import binomtest  # takes a second to import

    found = binomtest(passed, audited).proportion_ci(CONFIDENCE, method="wilson")
    return float(found.low), float(found.high)


def describe_proof(audited: int) -> str:
    """Say what this many audits would prove if all of them, or all but one, pass."""
    if not audited:
        return "No audits prove nothing."
    low, _ = pass_rate_interval(audited, audited)
    text = f"If all {audited} pass, the pass rate is at least {low:.1%} (with {CONFIDENCE:.0%})"
    if audited == 1:
        return f"{text}."
    low, high = pass_rate_interval(audited - 1, audited)
    return f"{text}; if one does not, it is between {low:.1%} and {high:.1%}."
