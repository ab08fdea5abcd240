"""A fetch that fails leaves no file and no gap, and says what to do in a line."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from typing import Any

import dlt
import pytest

from assets.lib.apis.failures import FetchFailed
from assets.lib.errors import UserError
from assets.lib.settings import Settings
from tests.assets.api_server import Answer, ApiServer
from tests.assets.builders import lead_ids, take_in
from tests.assets.lib.apis.crm import (
    TOKEN,
    Crm,
    account,
    fetch_leads,
    landed_files,
)


def test_a_limit_is_waited_for(settings: Settings, crm: tuple[Crm, ApiServer]) -> None:
    """As long as Retry-After says, and the fetch goes on with the same page."""
    _, server = crm
    server.fails(Answer(status=429, headers={"Retry-After": "1"}), times=1, at=2)
    started = time.monotonic()
    [landed] = fetch_leads(settings, account(server))
    assert time.monotonic() - started >= 1
    assert landed.records == 5
    assert [asked.params.get("page") for asked in server.asked] == [None, "1", "1", "2"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer({"error": "boom"}, 500), "Demo fails (HTTP 500, boom), also when asked again"),
        (Answer({"data": ["x" * 400]}, breaks_off=True), "the API can't be reached, or broke off"),
        (Answer(status=429), "Demo was asked too often (HTTP 429), also after waiting"),
        (Answer(status=403), "Demo forbids it (HTTP 403): give the app the scopes"),
    ],
)
def test_a_failure_in_mid_run_leaves_no_file_and_no_gap(
    settings: Settings, crm: tuple[Crm, ApiServer], answer: Answer, said: str
) -> None:
    """The next fetch asks for the same again, and every record is loaded once."""
    _, server = crm
    server.fails(answer, times=9, at=2)
    with pytest.raises(FetchFailed) as failed:
        fetch_leads(settings, account(server))
    assert str(failed.value).startswith(f"canonical, account default, leads: {said}")
    assert "\n" not in str(failed.value)
    assert not landed_files(settings)
    server.recovers()
    server.asked.clear()
    [landed] = fetch_leads(settings, account(server))
    assert landed.records == 5
    assert server.asked[0].params["since"] == "2026-01-01T00:00:00Z"
    take_in(settings)
    assert lead_ids(settings) == ["L1", "L2", "L3", "L4", "L5"]


def test_what_landed_before_its_state_was_kept_is_fetched_again(
    settings: Settings, crm: tuple[Crm, ApiServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file stands, the state is that of before: nothing is lost, and nothing counts twice."""
    _, server = crm
    keep = dlt.Pipeline._save_state

    def killed(pipeline: dlt.Pipeline, state: Any) -> None:
        if landed_files(settings):
            raise KeyboardInterrupt
        keep(pipeline, state)

    with monkeypatch.context() as patch:
        patch.setattr(dlt.Pipeline, "_save_state", killed)
        with pytest.raises(KeyboardInterrupt):
            fetch_leads(settings, account(server))
    [again] = fetch_leads(settings, account(server))
    assert again.records == 5
    assert len(landed_files(settings)) == 2
    take_in(settings)
    assert sorted(set(lead_ids(settings))) == ["L1", "L2", "L3", "L4", "L5"]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_a_damaged_state_is_told(settings: Settings, crm: tuple[Crm, ApiServer], text: str) -> None:
    """With the way out, which works."""
    _, server = crm
    fetch_leads(settings, account(server))
    (settings.api_state / "canonical__default" / "state.json").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"is damaged; fetch with --again, which loses nothing"):
        fetch_leads(settings, account(server))
    [landed] = fetch_leads(settings, account(server), again=True)
    assert landed.records == 5


def test_an_answer_of_another_shape_quotes_nobody(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """It is told by its place in the code."""
    tool, server = crm
    tool.leads[2] |= {"changed": "the ninth, says lead3@demo.example"}
    with pytest.raises(FetchFailed) as failed:
        fetch_leads(settings, account(server))
    assert str(failed.value).startswith(
        "canonical, account default, leads: the API's answer is none that its documentation has: "
        "ValueError in source.py:"
    )
    assert "lead3" not in str(failed.value)
    assert not landed_files(settings)


def test_a_full_disk_is_told_as_everywhere(
    settings: Settings, crm: tuple[Crm, ApiServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no doing of the API, and leaves its state alone."""
    _, server = crm

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        fetch_leads(settings, account(server))
    monkeypatch.undo()
    monkeypatch.setenv("SOURCES__CANONICAL__TOKEN", TOKEN)
    [landed] = fetch_leads(settings, account(server))
    assert landed.records == 5


def test_two_fetches_of_one_account_exclude_each_other(
    settings: Settings, crm: tuple[Crm, ApiServer]
) -> None:
    """The second says so at once."""
    _, server = crm
    settings.api_state.mkdir(parents=True)
    with (settings.api_state / "canonical__default.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(UserError, match="another process fetches it"):
            fetch_leads(settings, account(server))
