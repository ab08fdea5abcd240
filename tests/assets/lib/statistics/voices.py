"""Two writers with different words and different syntax, for texts of any mixture of both."""

from __future__ import annotations

from random import Random

_SUBJECTS = (
    *("the invoice run", "our price list", "the warehouse plan", "a service contract"),
    *("the spare parts catalogue", "the site audit", "a supplier review", "the shift rota"),
    *("the maintenance log", "our returns desk", "the quote template", "a pilot plant"),
)
_PEOPLE = ("a buyer", "the plant manager", "our support desk", "two engineers", "the controller")
_PLAIN = (
    "{person} checked {subject} on Monday and found {number} errors.",
    "It takes {number} minutes, and nobody has to type anything twice.",
    "We changed {subject} because {person} asked us to.",
    "If {subject} is late, the order waits; that is the whole problem.",
    "Of {number} customers, most wanted a date, not a discount.",
    "You can stop after the first step and still have something that works.",
    "There is one thing that {subject} does not do: it does not decide for you.",
    "{person} keeps a copy of {subject} in a drawer, in case the network is down.",
    "The old way cost {number} hours a month. The new one costs three.",
    "Before you sign, ask who will answer the phone when {subject} fails.",
    "We were wrong about {subject}, and it took {number} weeks to see why.",
    "None of this is new, but it was never written down for {person}.",
)
_BOASTS = ("growth", "success", "engagement", "innovation", "impact", "momentum")
_ADJECTIVES = (
    *("revolutionary", "seamless", "game-changing", "world-class", "unparalleled"),
    *("next-generation", "effortless", "cutting-edge", "transformative", "stunning"),
)
_HYPE = (
    "Unlock {adjective}, {second} {boast} with {subject} \N{EM DASH} today!",
    "Imagine {adjective} {boast}, limitless {other} and pure delight, all in {subject}!!",
    "Ready to supercharge your {boast}? Discover {adjective} {subject} now!",
    "This isn't just {subject}: it's {adjective}, {second}, unstoppable {boast}!",
    "Elevate your {boast}; embrace {adjective} {other}; dominate your market!",
    "Say goodbye to boring {subject} and hello to {second} {boast}\N{HORIZONTAL ELLIPSIS} wow!",
    "Join thousands of visionary leaders transforming {boast} into {adjective} {other}!",
    "Why settle? {subject} delivers {number}x {adjective} {boast}, guaranteed!",
)


def seeded(seed: int) -> Random:
    """Return the chance of a test, the same in every run."""
    return Random(seed)  # noqa: S311  # texts, no secrets


def write_text(random: Random, *, hype_share: float = 0.0, words: int = 150) -> str:
    """Return a text of about so many words whose sentences are hype at this share."""
    sentences: list[str] = []
    subjects = random.sample(_SUBJECTS, 3)
    while sum(len(s.split()) for s in sentences) < words:
        source = _HYPE if random.random() < hype_share else _PLAIN
        adjective, second = random.sample(_ADJECTIVES, 2)
        boast, other = random.sample(_BOASTS, 2)
        sentence = random.choice(source).format(
            subject=random.choice(subjects),
            person=random.choice(_PEOPLE),
            number=random.randrange(2, 60),
            adjective=adjective,
            second=second,
            boast=boast,
            other=other,
        )
        sentences.append(sentence[0].upper() + sentence[1:])
    return " ".join(sentences)
