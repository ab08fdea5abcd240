"""Random numbers that are the same for the same seed, on every machine."""

from __future__ import annotations

import math
from random import Random


def stream(seed: int, name: str) -> Random:
    """Return the random numbers of one part of the simulation, apart from those of the others."""
    return Random(f"demo organisation {seed} {name}")  # noqa: S311  # a simulation, not a secret


def vary(random: Random, value: float, share: float) -> float:
    """Return the value with noise of this relative size."""
    return value * min(max(random.gauss(1, share), 0.25), 1.75)


def whole(random: Random, value: float) -> int:
    """Return a whole number next to the value that equals it on average."""
    below = math.floor(value)
    return below + (random.random() < value - below)


def hexadecimal(random: Random, digits: int) -> str:
    """Return an id of so many hexadecimal digits."""
    return f"{random.getrandbits(4 * digits):0{digits}x}"


def uuid(random: Random) -> str:
    """Return an id in the form of a UUID."""
    return as_uuid(hexadecimal(random, 32))


def as_uuid(digits: str) -> str:
    """Return 32 hexadecimal digits in the form of a UUID."""
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
