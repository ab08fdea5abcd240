"""How alike the texts of a group are to each other."""

from __future__ import annotations

from typing import Any

import numpy as np


def measure_homogeneity(profiles: Any) -> float | None:
    """Return the mean cosine similarity of all pairs, 1 for copies; None for fewer than two."""
    from sklearn.preprocessing import normalize

    texts = profiles.shape[0]
    if texts < 2:  # noqa: PLR2004  # a pair
        return None
    total = np.asarray(normalize(profiles).sum(axis=0)).ravel()
    # the squared sum of unit vectors holds every pair twice, and each text with itself once
    return float((total @ total - texts) / (texts * (texts - 1)))
