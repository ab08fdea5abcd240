"""The rules as the project's seed states them."""

from __future__ import annotations

import csv

from assets.lib.settings import DBT_PROJECT
from assets.lib.statistics.drift import DriftRules


def _read_rules() -> DriftRules:
    with (DBT_PROJECT / "seeds" / "parameter.csv").open(encoding="utf-8") as seed:
        return DriftRules.from_seed(
            {
                r["parameter"]: float(r["value"])
                for r in csv.DictReader(seed)
                if r["subject"] == "governance"
            }
        )


RULES = _read_rules()
