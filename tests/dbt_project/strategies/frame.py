"""The frame of a random organisation: clock, sources and the moments that are worth trying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.dbt_project.organisation import Row

# Each zone with an instant at which its clocks change; a plain one where they don't.
_TURNS = (
    ("UTC", datetime(2026, 1, 1)),
    ("Europe/Berlin", datetime(2026, 3, 29, 1)),
    ("Europe/Berlin", datetime(2025, 10, 26, 1)),
    ("America/New_York", datetime(2026, 3, 8, 7)),
    ("America/New_York", datetime(2025, 11, 2, 6)),
    ("Asia/Kolkata", datetime(2026, 2, 1, 18, 30)),
    ("Pacific/Auckland", datetime(2026, 4, 4, 14)),
    ("Pacific/Auckland", datetime(2025, 9, 27, 14)),
)
_TICK = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_STEPS = (
    *(timedelta(0),) * 3,
    _TICK,
    -_TICK,
    10 * _MINUTE,
    29 * _MINUTE,
    30 * _MINUTE,
    30 * _MINUTE + _TICK,
    31 * _MINUTE,
    -15 * _MINUTE,
    60 * _MINUTE,
    -60 * _MINUTE,
    _DAY,
    -_DAY,
    2 * _DAY + 90 * _MINUTE,
    7 * _DAY,
    7 * _DAY + _TICK,
    7 * _DAY - 60 * _MINUTE,
    8 * _DAY,
    14 * _DAY,
    14 * _DAY + _TICK,
    21 * _DAY,
    -7 * _DAY,
)


@dataclass(frozen=True)
class Delivery:
    """One file that arrived."""

    source: str
    sequence: int
    exported_at: datetime

    def origin(self, row: int) -> Row:
        """Return the origin columns of a row of the file."""
        return {
            "_source": self.source,
            "_file_id": f"file{self.sequence}",
            "_file_sequence": self.sequence,
            "_row": row,
            "_exported_at": self.exported_at,
            "_loaded_at": self.exported_at,
        }


@dataclass(frozen=True)
class Frame:
    """The time in which an organisation lives: few moments, so that records meet in them."""

    timezone: str
    marks: tuple[datetime, ...]
    pool: tuple[datetime, ...]

    def instants(self) -> st.SearchStrategy[datetime]:
        """Return a moment of the pool, or one that a rule's limit puts beside it."""
        return st.builds(
            lambda moment, step: moment + step,
            st.sampled_from(self.pool),
            st.sampled_from(_STEPS),
        )

    def days(self) -> st.SearchStrategy[date]:
        """Return a day on which something may happen."""
        return self.instants().map(lambda moment: moment.date())

    def mondays(self) -> st.SearchStrategy[date]:
        """Return the Monday of a week around the marks."""
        return st.builds(
            lambda moment, weeks: _monday(moment) + timedelta(weeks=weeks),
            st.sampled_from(self.pool),
            st.integers(-2, 3),
        )

    def deliveries(self, *sources: str) -> st.SearchStrategy[tuple[Delivery, ...]]:
        """Return files of these sources: some exported at once, one perhaps before the events."""
        late = max(self.pool) + 40 * _DAY
        exported = st.sampled_from((late, late, late + _DAY, late + 9 * _DAY, self.pool[0]))
        return st.lists(st.tuples(st.sampled_from(sources), exported), min_size=2, max_size=4).map(
            lambda files: tuple(
                Delivery(source, sequence, moment)
                for sequence, (source, moment) in enumerate(files, start=1)
            )
        )


def _monday(moment: datetime) -> date:
    return moment.date() - timedelta(days=moment.weekday())


def _midnight(day: date, timezone: str) -> datetime:
    local = datetime.combine(day, time(), ZoneInfo(timezone))
    return local.astimezone(UTC).replace(tzinfo=None)


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """Return a time zone with a few moments around a change of its clocks and its weeks' ends."""
    timezone, turn = draw(st.sampled_from(_TURNS))
    monday = _monday(turn)
    marks = (
        *(_midnight(monday + timedelta(weeks=weeks), timezone) for weeks in range(-2, 3)),
        turn,
        turn + 60 * _MINUTE,
        _midnight(turn.date(), timezone),
        turn + 3 * _DAY + 91 * _MINUTE,
    )
    pool = draw(st.lists(st.sampled_from(marks), min_size=3, max_size=6, unique=True))
    return Frame(timezone, marks, tuple(pool))


@st.composite
def delivered(
    draw: st.DrawFn,
    deliveries: tuple[Delivery, ...],
    key: str,
    values: st.SearchStrategy[Row],
    max_records: int,
) -> list[Row]:
    """Return records of a stream: each delivered once, again unchanged, or restated."""
    rows: list[Row] = []
    for number in range(draw(st.integers(0, max_records))):
        versions = draw(st.lists(values, min_size=1, max_size=draw(st.sampled_from((1, 1, 1, 3)))))
        if len(versions) == 1:
            versions *= draw(st.sampled_from((1, 1, 2)))
        for version in versions:
            origin = draw(st.sampled_from(deliveries)).origin(row=len(rows) + 1)
            rows.append({key: f"{key[0]}{number}", **version, **origin})
    return draw(st.permutations(rows)) if len(rows) > 1 else rows


def fields(**columns: st.SearchStrategy[object]) -> st.SearchStrategy[Row]:
    """Return rows with these columns."""
    return st.fixed_dictionaries(columns)


def maybe(values: st.SearchStrategy[datetime]) -> st.SearchStrategy[datetime | None]:
    """Return a value, or none in a third of the cases."""
    return st.sampled_from((True, True, False)).flatmap(
        lambda is_given: values if is_given else st.none()
    )


def one_of(*values: str | None) -> st.SearchStrategy[str | None]:
    """Return one of these values."""
    return st.sampled_from(values)


Values = Callable[[Frame], st.SearchStrategy[Row]]
