"""Follows cards through the actions of their board: when each was done, and when reopened."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Progress:
    """Since when a card is done, and when it last ceased to be; None where no action says it."""

    completed_at: str | None = None
    reopened_at: str | None = None
    in_done_list: bool = False
    is_ticked: bool = False

    @property
    def is_done(self) -> bool:
        return self.in_done_list or self.is_ticked


def follow(
    actions: Sequence[Mapping[str, Any]], done_lists: Collection[str]
) -> Mapping[str, Progress]:
    """Return the progress of every card in the actions, by card id.

    A card is done while it is in a list of finished cards, or ticked as complete.
    """
    progress: dict[str, Progress] = {}
    for action in sorted(actions, key=lambda action: str(action.get("date"))):
        data = _object(action.get("data"))
        card_id = _id(data, "card")
        if card_id:
            before = progress.get(card_id) or _before(data, done_lists)
            progress[card_id] = _after(before, data, str(action.get("date")), done_lists)
    return progress


def _before(data: Mapping[str, Any], done_lists: Collection[str]) -> Progress:
    """The state that a card was in before its first recorded action."""
    return Progress(
        in_done_list=_id(data, "listBefore") in done_lists,
        is_ticked=_old(data).get("dueComplete") is True,
    )


def _after(
    before: Progress, data: Mapping[str, Any], date: str, done_lists: Collection[str]
) -> Progress:
    moved_to = _id(data, "listAfter") or (_id(data, "list") if not _old(data) else None)
    after = replace(
        before,
        in_done_list=moved_to in done_lists if moved_to else before.in_done_list,
        is_ticked=_object(data.get("card")).get("dueComplete") is True
        if "dueComplete" in _old(data)
        else before.is_ticked,
    )
    if after.is_done and not before.is_done:
        return replace(after, completed_at=date)
    if before.is_done and not after.is_done:
        return replace(after, completed_at=None, reopened_at=date)
    return after


def _id(data: Mapping[str, Any], key: str) -> str | None:
    named = _object(data.get(key)).get("id")
    return named if isinstance(named, str) else None


def _old(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return _object(data.get("old"))


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
