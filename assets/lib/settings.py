"""Where this installation keeps its files; the only reader of environment variables."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assets.lib.errors import UserError

SHORTEST_KEY = 16
"""Characters: with a shorter one the hashes of all addresses are soon computed."""
WORKING_MEMORY = "1.25GB"
"""Enough for ten million records; what needs more is spilled to the disk."""
PROJECT_ROOT = Path(__file__).resolve().parents[2]
DBT_PROJECT = PROJECT_ROOT / "dbt_project"


class SettingRefused(UserError):
    """A variable of the environment has a value that it can't have."""


@dataclass(frozen=True)
class Settings:
    """The data root and what hangs from it.

    `person_key_secret` keys the hash of personal identifiers; where it is None a random key is
    kept in `person_key_file`. `alert_url` is the webhook that alerts are posted to. `memory` is
    what the warehouse may hold in memory, as DuckDB writes sizes, before it spills to the disk.
    """

    home: Path
    person_key_secret: str | None = None
    alert_url: str | None = None
    memory: str = WORKING_MEMORY

    @property
    def organisation_folder(self) -> Path:
        return self.home / "org"

    @property
    def sign_offs_file(self) -> Path:
        return self.home / "governance" / "sign_offs.jsonl"

    @property
    def ledger_file(self) -> Path:
        return self.home / "governance" / "ledger.jsonl"

    @property
    def withdrawals_file(self) -> Path:
        return self.home / "governance" / "withdrawals.json"

    @property
    def landing(self) -> Path:
        return self.home / "landing"

    @property
    def published(self) -> Path:
        return self.home / "published"

    @property
    def warehouse_folder(self) -> Path:
        return self.home / "warehouse"

    @property
    def warehouse_file(self) -> Path:
        return self.warehouse_folder / "fullscore.duckdb"

    @property
    def person_key_file(self) -> Path:
        return self.warehouse_folder / "person.key"

    @property
    def scratch(self) -> Path:
        """Where converted copies of exports are kept while they are read."""
        return self.warehouse_folder / "scratch"

    @property
    def api_state(self) -> Path:
        """Where dlt keeps how far each API was read; without it everything is fetched again."""
        return self.warehouse_folder / "apis"

    @property
    def dagster_home(self) -> Path:
        return self.warehouse_folder / "dagster"

    @property
    def dbt_target(self) -> Path:
        return self.warehouse_folder / "dbt"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment (by default the process's) describes.

    Raises SettingRefused where a variable has a value that it can't have.
    """
    values = os.environ if environment is None else environment
    home = Path(values.get("FULLSCORE_HOME") or PROJECT_ROOT / "data").expanduser()
    secret = values.get("FULLSCORE_PERSON_KEY") or None
    if secret is not None and len(secret) < SHORTEST_KEY:
        raise SettingRefused(
            f"FULLSCORE_PERSON_KEY has {len(secret)} characters; give it at least {SHORTEST_KEY}, "
            "or unset it to have a random key kept in the home"
        )
    memory = values.get("FULLSCORE_MEMORY") or WORKING_MEMORY
    if not re.fullmatch(r"[1-9]\d*(\.\d+)?\s*[MGT]i?B", memory, re.ASCII):
        raise SettingRefused(f"FULLSCORE_MEMORY is {memory!r}; write a size such as 4GB or 800MB")
    return Settings(
        home=home.resolve(),
        person_key_secret=secret,
        alert_url=values.get("FULLSCORE_ALERT_URL") or None,
        memory=memory,
    )
