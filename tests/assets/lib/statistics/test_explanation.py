"""What explains the change of a KPI between two weeks, and how it is said."""

from __future__ import annotations

from assets.lib.statistics.decomposition import Fraction, Part
from assets.lib.statistics.explanation import (
    KpiWeek,
    describe_change,
    explain_change,
    find_obstacle,
)


def throughput(pieces: float, variants: float, channels: float) -> KpiWeek:
    value = pieces * variants * channels
    return KpiWeek(
        total=Fraction(value),
        factors={
            "pieces": pieces,
            "variants_per_piece": variants or None,
            "channels_per_variant": channels or None,
        },
        segments={"workflow": {"seo": Fraction(value / 2), "content": Fraction(value / 2)}},
    )


def velocity(by_actor: dict[str, float], by_channel: dict[str, Fraction]) -> KpiWeek:
    campaigns = sum(f.denominator or 0 for f in by_channel.values())
    return KpiWeek(
        total=Fraction(sum(by_actor.values()), campaigns),
        factors={},
        segments={
            "actor_type": {k: Fraction(v, campaigns) for k, v in by_actor.items()},
            "channel": by_channel,
        },
        shared_denominators=frozenset({"actor_type"}),
    )


def kinds(parts: list[Part], part_type: str) -> set[str]:
    return {p.kind for p in parts if p.part_type == part_type}


def test_throughput_is_explained_by_factors_and_differences() -> None:
    """Variants halved, the rest as it was: all of the change is theirs."""
    parts = explain_change(throughput(4, 2, 3), throughput(4, 1, 3))
    assert kinds(parts, "factor") == {"factor", "residual"}
    assert kinds(parts, "workflow") == {"difference", "residual"}
    assert (
        describe_change(parts, "count")
        == "12 against 24: -12 = pieces 0.0, variants -12.0, channels 0.0"
    )


def test_a_week_of_zero_has_no_factors_and_says_so() -> None:
    """Segments still differ by what they differ by."""
    before, after = throughput(0, 0, 0), throughput(4, 2, 3)
    parts = explain_change(before, after)
    assert not kinds(parts, "factor")
    assert kinds(parts, "workflow") == {"difference", "residual"}
    said = describe_change(parts, "count", find_obstacle(before, after))
    assert said == "24 against 0: 24; no decomposition into factors: the earlier week is 0"


def test_actor_types_share_the_campaigns_and_channels_do_not() -> None:
    """By who acted the numerators differ over all campaigns; by channel there is mix and rate."""
    before = velocity({"human": 6, "agent": 2}, {"search": Fraction(4, 2), "video": Fraction(4, 2)})
    after = velocity({"agent": 15}, {"search": Fraction(15, 5)})
    parts = explain_change(before, after)
    by_actor = {p.part: p.contribution for p in parts if p.part_type == "actor_type"}
    assert by_actor == {"human": -1.5, "agent": 2.5, "residual": 0}
    assert kinds(parts, "channel") == {"mix", "rate", "residual"}
    assert describe_change(parts, "ratio").startswith(
        "3.00 against 2.00: 1.00 = agent 2.50, human -1.50"
    )


def test_a_week_without_a_denominator_has_no_change() -> None:
    """Nothing is divided by zero, and nothing is made up."""
    empty = KpiWeek(Fraction(0, 0), {}, {})
    parts = explain_change(empty, KpiWeek(Fraction(1, 2), {}, {}))
    assert parts == [Part("total", "all", "total", None, None, 0.5)]
    assert "its denominator is 0" in describe_change(parts, "share", find_obstacle(empty, empty))


def test_every_part_type_adds_up_to_the_total() -> None:
    """Residual included."""
    before = velocity({"human": 6, "agent": 1}, {"search": Fraction(3, 2), "video": Fraction(4, 9)})
    after = velocity({"agent": 15}, {"search": Fraction(11, 5), "display": Fraction(4, 3)})
    parts = explain_change(before, after)
    for part_type in ("actor_type", "channel"):
        added = sum(p.contribution or 0 for p in parts if p.part_type == part_type)
        assert abs(added - (parts[0].contribution or 0)) < 1e-12
