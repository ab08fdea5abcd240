"""What a week gives to compare: counts for a share, values of runs for a level."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Literal, Protocol, Self

Summary = Literal["mean", "median"]


class Observations(Protocol):
    """Observations of one measure that were made together, and how likely they are as others."""

    @property
    def size(self) -> int:
        """How many there are."""

    @property
    def value(self) -> float | None:
        """Their share or level; None where there are none."""

    def pooled_with(self, others: Sequence[Self]) -> Self:
        """Return all of them as if made together."""

    def p_value_against(self, reference: Self) -> float:
        """Return the two-sided probability of such a difference if nothing had changed."""


@dataclass(frozen=True)
class Counted:
    """`hits` of `size` trials."""

    hits: int
    size: int

    @property
    def value(self) -> float | None:
        return self.hits / self.size if self.size else None

    def pooled_with(self, others: Sequence[Self]) -> Counted:
        return Counted(
            self.hits + sum(o.hits for o in others), self.size + sum(o.size for o in others)
        )

    def p_value_against(self, reference: Self) -> float:
        """Fisher's exact test."""
        from scipy.stats import fisher_exact  # takes a second to import

        table = [[s.hits, s.size - s.hits] for s in (self, reference)]
        return float(fisher_exact(table).pvalue)


@dataclass(frozen=True)
class Sampled:
    """One value per run; `summary` is what makes a level of them."""

    values: tuple[float, ...]
    summary: Summary = "mean"

    @property
    def size(self) -> int:
        return len(self.values)

    @property
    def value(self) -> float | None:
        if not self.values:
            return None
        return fmean(self.values) if self.summary == "mean" else median(self.values)

    def pooled_with(self, others: Sequence[Self]) -> Sampled:
        return Sampled(sum((o.values for o in others), self.values), self.summary)

    def p_value_against(self, reference: Self) -> float:
        """Mann-Whitney's test, which a few extreme runs don't sway."""
        from scipy.stats import mannwhitneyu  # as above

        found = mannwhitneyu(self.values, reference.values, method="asymptotic")
        return 1.0 if math.isnan(found.pvalue) else float(found.pvalue)
