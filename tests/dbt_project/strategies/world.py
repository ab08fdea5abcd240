"""What all streams of a random organisation share: chance, a clock, deliveries, how rows arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from assets.lib.stream import Stream
from assets.streams import all_streams
from tests.dbt_project.organisation import FileAge, Row

TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

# Each zone with an instant at which its clocks change, or a plain one where they don't.
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
_STEPS = (
    *(TICK, -TICK, 10 * MINUTE, 30 * MINUTE, -15 * MINUTE, HOUR, -HOUR),
    *(DAY, DAY + TICK, 30 * HOUR, -DAY, 2 * DAY + 90 * MINUTE, 5 * DAY, 8 * DAY, -7 * DAY),
)

Value = TypeVar("Value")


@dataclass(frozen=True)
class Delivery:
    """One file that arrived."""

    source: str
    account: str
    age: FileAge
    lacks: float

    def origin(self, row: int, columns: Iterable[str]) -> Row:
        """Return the origin columns of a row of the file, which has these columns."""
        written = self.age.exported_at or self.age.modified_at
        return {
            "_source": self.source,
            "_account": self.account,
            "_file_id": f"file {self.age.sequence}",
            "_file_sequence": self.age.sequence,
            "_row": row,
            "_columns": f",{','.join(columns)},",
            "_exported_at": written,
            "_loaded_at": written,
            "_file": self.age,
        }

    def columns_of(self, stream: Stream, made: Row) -> list[str]:
        """Return the columns of a narrower view: those that must be there, and some others.

        The same ones for every row of the file.
        """
        chance = Random(f"{self.age.sequence} {stream.name}")
        needed = {column.name for column in stream.columns if column.required}
        return [name for name in made if name in needed or chance.random() >= self.lacks]


class World:
    """The time in which an organisation lives: few moments, so that records meet in them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.timezone, turn = self.pick(*_TURNS)
        self.weeks = [self.midnight(monday_of(turn) + timedelta(weeks=n)) for n in range(-2, 3)]
        marks = (*self.weeks, turn, turn + HOUR, turn - HOUR, turn + 3 * DAY + 91 * MINUTE)
        # just before the change, so that what follows may come earlier by the clock on the wall
        self.pool = [turn - 20 * MINUTE, *random.sample(marks, 4)]
        self.size = self.pick(0.1, 1, 1, 1)
        self.sequences = count(1)

    def pick(self, *values: Value) -> Value:
        """Return one of these values."""
        return self.random.choice(values)

    def maybe(self, value: Value, share: float = 0.7) -> Value | None:
        """Return the value, or none where chance has it."""
        return value if self.random.random() < share else None

    def moment(self) -> datetime:
        """Return a moment of the pool, or one near it."""
        moment = self.pick(*self.pool)
        return moment + self.pick(*_STEPS) if self.random.random() < 0.6 else moment

    def midnight(self, day: date) -> datetime:
        """Return the instant at which a day begins in the reporting zone."""
        local = datetime.combine(day, time(), ZoneInfo(self.timezone))
        return local.astimezone(UTC).replace(tzinfo=None)

    def day(self) -> date:
        """Return the day of a moment in the reporting zone."""
        return self.moment().replace(tzinfo=UTC).astimezone(ZoneInfo(self.timezone)).date()

    def deliveries(self, *sources: str) -> tuple[Delivery, ...]:
        """Return files of these sources: some exported at once, one perhaps before the events.

        Some are downloads that a browser numbered, some are views of fewer columns.
        """
        late = max(self.pool) + 40 * DAY
        moments = (late, late, late + DAY, self.pool[0], max(self.pool))
        name = f"download {next(self.sequences)}"
        written: list[datetime] = []
        made = []
        for number in range(4):
            modified = self.pick(*moments)
            is_numbered = self.random.random() < 0.5
            written += [modified] * is_numbered
            sequence = next(self.sequences)
            age = FileAge(
                sequence,
                self.pick(modified, self.pick(*moments), None),
                self.pick(None, self.moment()),
                modified,
                max(written) if is_numbered else modified,
                name if is_numbered else f"file {sequence}",
                number if is_numbered else 0,
            )
            account = self.pick("main", "main", "other")
            made.append(Delivery(self.pick(*sources), account, age, self.pick(0, 0, 0.3, 0.8)))
        return tuple(made)


def monday_of(moment: datetime) -> date:
    """Return the Monday before a moment, by its date as it stands."""
    return moment.date() - timedelta(days=moment.weekday())


def land(
    world: World,
    deliveries: tuple[Delivery, ...],
    key: str,
    records: int,
    make: Callable[[], Row],
) -> list[Row]:
    """Return records of a stream: each delivered once, again unchanged, or restated in part."""
    rows: list[Row] = []
    stream = next(stream for stream in all_streams() if stream.key == (key,))
    for number in range(round(records * world.size)):
        versions = [make()]
        for share in world.pick((), (), (), (0.0,), (0.3,), (1.0, 0.3)):
            versions.append(_restated(world, versions[-1], make(), share))
        source = world.pick(*deliveries).source
        own = [delivery for delivery in deliveries if delivery.source == source]
        for version in versions:
            delivery = world.pick(*own)
            columns = delivery.columns_of(stream, version)
            shown = {name: value if name in columns else None for name, value in version.items()}
            origin = delivery.origin(len(rows) + 1, [key, *columns])
            rows.append({key: f"{key[0]}{number}", **shown, **origin})
    world.random.shuffle(rows)
    return rows


def _restated(world: World, version: Row, other: Row, share: float) -> Row:
    """Return the version with about this share of its values taken from the other."""
    return {
        name: other[name] if world.random.random() < share else value
        for name, value in version.items()
    }
