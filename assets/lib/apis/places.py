"""dlt's places: where its secrets are found, and where it keeps how far was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import dlt
from dlt.common.configuration.resolve import resolve_configuration
from dlt.common.configuration.specs import RuntimeConfiguration
from dlt.common.runtime.run_context import RunContext, switched_run_context

from assets.lib.apis.accounts import ApiAccount
from assets.lib.errors import UserError
from assets.lib.settings import Settings


class SecretMissing(UserError):
    """A secret is in none of dlt's places."""


class _Home(RunContext):
    """Secrets below the home, beside the environment; nothing is reported to anybody.

    dlt's own log is off: it may quote addresses and values, and every failure is raised anyway.
    """

    def __init__(self, home: Path, state: Path) -> None:
        super().__init__(str(home))
        self._state = state

    @property
    def data_dir(self) -> str:
        return str(self._state)

    def initialize_runtime(self, runtime_config: RuntimeConfiguration | None = None) -> None:
        config = runtime_config or resolve_configuration(RuntimeConfiguration())
        config.dlthub_telemetry = False
        config.dlthub_dsn = config.sentry_dsn = config.slack_incoming_hook = None
        config.log_level = "CRITICAL"
        super().initialize_runtime(config)


@contextmanager
def in_home(settings: Settings) -> Iterator[RuntimeConfiguration]:
    """Let dlt find its places in and beside the home; gives how it is set up there."""
    with switched_run_context(_Home(settings.home, settings.api_state)) as context:
        yield context.runtime_config


def read_secrets(account: ApiAccount) -> Mapping[str, str]:
    """Return the secrets of the account: its own, or else those of all accounts of the tool.

    Raises SecretMissing with the names under which dlt looks for one.
    """
    found = {}
    for name in account.api.secrets:
        value = _read(f"{_section(account)}.{name}") or _read(f"sources.{account.connector}.{name}")
        if not value:
            raise SecretMissing(
                f"{account.connector}, account {account.name}: the secret {name} "
                f"({account.api.secrets[name]}) is missing; {where_to_set(account, name)}"
            )
        found[name] = value
    return found


def where_to_set(account: ApiAccount, *names: str) -> str:
    """Say under which names a secret is looked for."""
    variables = (f"SOURCES__{account.connector}__{name}".upper() for name in names)
    section = f"[sources.{account.connector}]"
    own = f"for this account alone: [{_section(account)}]"
    return (
        f"set {', '.join(variables)}, or {', '.join(names)} under {section} in .dlt/secrets.toml "
        f"in the home ({own})"
    )


def _section(account: ApiAccount) -> str:
    return f"sources.{account.connector}.{account.section}"


def _read(key: str) -> str | None:
    value = dlt.secrets.get(key, str)
    return str(value) if value else None
