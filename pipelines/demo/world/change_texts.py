"""What the change history says about a change: a heading with a count, and details below it."""

from __future__ import annotations

from random import Random

IN_AD_GROUPS = ("keyword", "creative")
"""What is changed inside an ad group, not on the campaign itself."""

_WORDS = (
    "marketing automation",
    "campaign reporting",
    "content workflow",
    "lead scoring",
    "attribution software",
    "editorial calendar",
    "audience segments",
    "marketing dashboard",
    "agency pricing",
    "newsletter templates",
)
_WITH_SECOND_HEADING = 0.05
_MATCHES = ("exact", "phrase", "broad")


def describe(random: Random, category: str) -> str:
    """Return the cell of one record; now and then it holds a second heading."""
    text = _TEXTS[category](random)
    if category == "bid" and random.random() < _WITH_SECOND_HEADING:
        text += "\n" + _budget(random)
    return text


def _bid(random: Random) -> str:
    old = random.randrange(30, 90)
    new = old + random.choice((-6, -4, -3, 2, 3, 5))
    return f"Campaign changed\n  Target CPA changed from €{old}.00 to €{new}.00"


def _budget(random: Random) -> str:
    old = random.randrange(4, 16) * 10
    new = old + random.choice((-20, -10, 10, 20))
    direction = "increased" if new > old else "decreased"
    details = f"  Budget amount changed from €{old}.00/day to €{new}.00/day"
    return f"1 budget amount {direction}\n{details}"


def _keyword(random: Random) -> str:
    words = random.sample(_WORDS, random.randrange(1, 6))
    match = random.choice(_MATCHES)
    sign = random.choice(("", "negative "))
    plural = "s" if len(words) > 1 else ""
    return "\n  ".join([f"{len(words)} {sign}{match} match keyword{plural} added", *words])


def _audience(random: Random) -> str:
    return f"1 audience segment added\n  In-market: {random.choice(_WORDS).title()}"


def _placement(random: Random) -> str:
    count = random.randrange(2, 7)
    sites = [f"site-{random.randrange(1000):03d}.example" for _ in range(count)]
    return "\n  ".join([f"{count} placement exclusions added", *sites])


def _schedule(random: Random) -> str:
    return f"1 ad schedule changed\n  Weekdays from {random.randrange(6, 10)}:00 to 20:00"


def _creative(random: Random) -> str:
    return f"1 responsive search ad created\n  {random.choice(_WORDS).title()}, without the wait"


def _experiment(random: Random) -> str:
    return f"1 experiment created\n  Split: {random.choice((30, 50))}% of traffic"


def _status(random: Random) -> str:
    states = random.choice((("enabled", "paused"), ("paused", "enabled")))
    return f"Campaign changed\n  Status changed from {states[0]} to {states[1]}"


def _account(random: Random) -> str:
    return f"1 label created\n  {random.choice(_WORDS).title()}"


def _sync(random: Random) -> str:
    return f"Customer manager changed\n  {random.randrange(200, 900)} members updated"


_TEXTS = {
    "bid": _bid,
    "budget": _budget,
    "keyword": _keyword,
    "audience": _audience,
    "placement": _placement,
    "schedule": _schedule,
    "creative": _creative,
    "experiment": _experiment,
    "status": _status,
    "account": _account,
    "sync": _sync,
}
