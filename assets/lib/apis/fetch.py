"""Fetches what is new in an account's API, and lands it as files of its connector."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import dlt

from assets.lib.apis.accounts import ApiAccount
from assets.lib.apis.declaration import File
from assets.lib.apis.endpoints import list_values, with_more_columns
from assets.lib.apis.failures import FetchFailed, describe_fetch_failure
from assets.lib.apis.landing_file import land
from assets.lib.apis.places import in_home, read_secrets
from assets.lib.apis.source import Source
from assets.lib.errors import UserError
from assets.lib.home import prepare_home
from assets.lib.settings import Settings


@dataclass(frozen=True)
class Fetched:
    """A landed file below landing: how many records it holds, and what is remarkable of them."""

    connector: str
    path: str
    records: int
    notes: tuple[str, ...] = ()


class StateDamaged(UserError):
    """dlt can't read how far an account was fetched."""


def fetch_all(
    settings: Settings,
    accounts: Iterable[ApiAccount],
    on_landed: Callable[[Fetched], None],
    *,
    again: bool = False,
) -> list[str]:
    """Fetch every account; return in one line each why some could not be fetched."""
    failures = []
    for account in accounts:
        try:
            fetch(settings, account, on_landed, again=again)
        except UserError as error:
            failures.append(str(error))
    return failures


def fetch(
    settings: Settings,
    account: ApiAccount,
    on_landed: Callable[[Fetched], None],
    *,
    again: bool = False,
) -> None:
    """Land the files of an account, each with what is new since it was last landed.

    dlt's state of a file is kept once the file stands: what fails or is killed before that is
    asked for again. With `again` everything is asked for, as at the first time. Raises FetchFailed
    in the words of describe_fetch_failure; files that were landed before stay.
    """
    prepare_home(settings)
    with in_home(settings) as runtime, _locked(settings, account):
        name = f"{account.connector}__{account.section}"
        if again:
            shutil.rmtree(settings.api_state / name, ignore_errors=True)
        now = datetime.now(UTC)
        values = list_values(account, read_secrets(account), now)
        source = Source(account, values, now, runtime)
        pipeline = _open_pipeline(settings, account, name)
        for file in account.api.files:
            with _failing_in_words(account, file), pipeline.managed_state():
                fetched = _fetch_file(settings, source, with_more_columns(file, account))
            on_landed(fetched)


def _open_pipeline(settings: Settings, account: ApiAccount, name: str) -> dlt.Pipeline:
    """Return the keeper of the state, which dlt writes whole, but which a disk may damage."""
    try:
        return dlt.pipeline(name, pipelines_dir=str(settings.api_state))
    except (ValueError, LookupError, TypeError):
        raise StateDamaged(
            f"{account.connector}, account {account.name}: the state of what was fetched "
            f"({settings.api_state / name}) is damaged; fetch with --again, which loses nothing"
        ) from None


def _fetch_file(settings: Settings, source: Source, file: File) -> Fetched:
    path = f"{source.account.folder}/{_file_name(file, source.now)}"
    source.notes.clear()
    records = land(source.records_of(file), file, settings.landing / path, source.now)
    return Fetched(source.account.connector, path, records, tuple(source.notes))


def _file_name(file: File, now: datetime) -> str:
    """The time in it is that of the export: all that happened before is in it."""
    return f"{file.name}.{now:%Y-%m-%dT%H-%M-%S.%fZ}{file.suffix}"


@contextmanager
def _failing_in_words(account: ApiAccount, file: File) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        said = describe_fetch_failure(account, file.name, error)
        if said is None:
            raise
        raise FetchFailed(said) from None


@contextmanager
def _locked(settings: Settings, account: ApiAccount) -> Iterator[None]:
    """Two fetches of one account would land the same twice, and lose one of the states."""
    settings.api_state.mkdir(parents=True, exist_ok=True)
    path = settings.api_state / f"{account.connector}__{account.section}.lock"
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                f"{account.connector}, account {account.name}: another process fetches it; "
                "wait until that has ended"
            ) from None
        yield
