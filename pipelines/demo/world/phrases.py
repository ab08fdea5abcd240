"""The words that titles and texts of the simulated organisation are made of."""

from __future__ import annotations

from random import Random

_OPENINGS = (
    "How finance teams plan",
    "What changes when you measure",
    "A field guide to",
    "Five questions to ask about",
    "Why operations leaders rethink",
    "Getting started with",
    "The hidden cost of",
    "Lessons from a year of",
    "A checklist for",
    "When not to automate",
    "The short history of",
    "Before you buy:",
)
_SUBJECTS = (
    "campaign reporting",
    "content approvals",
    "lead qualification",
    "marketing budgets",
    "customer interviews",
    "attribution models",
    "editorial calendars",
    "partner programmes",
    "brand guidelines",
    "webinar follow-up",
    "pricing pages",
    "event planning",
    "newsletter segments",
    "sales handovers",
    "data quality",
)
_ANGLES = (
    "in regulated markets",
    "for small teams",
    "across three regions",
    "without another meeting",
    "in the first ninety days",
    "when the budget is flat",
    "for the second half of the year",
    "after a product launch",
)
_SENTENCES = (
    "Most teams begin with {subject}, because that is where the delays are easiest to see.",
    "We asked {number} customers how they handle {subject}, and no two answers were alike.",
    "The first step is to write down who decides, and by when.",
    "A shared definition of {subject} saves more time than any tool we have tried.",
    "Start with one market, keep the old process running beside it, and compare after a month.",
    "Numbers help, but only when somebody is allowed to act on them.",
    "In our own team the change took {number} weeks, two of which went into naming things.",
    "If {subject} depends on one person, it is a risk before it is a process.",
    "Automation pays where the rules are stable; judgment pays where they are not.",
    "The teams that moved fastest reviewed a small sample every week.",
    "Nobody misses the spreadsheet, although everybody misses the coffee that went with it.",
    "A good brief for {subject} fits on one page and names what is out of scope.",
    "We dropped {number} reports and received one complaint.",
    "What surprised us was how much of {subject} had never been written down.",
    "Ask what would have to be true for the opposite decision to be right.",
    "The cost of {subject} is rarely in the tool and mostly in the waiting.",
    "Customers notice consistency sooner than they notice speed.",
    "Review the exceptions first: they tell you where the rules are wrong.",
)
_AGENT_SENTENCES = (
    "Write down how {subject} works today before anything is changed.",
    "In {number} of the cases that we looked at, {subject} waited for one approval.",
    "The list of steps for {subject} is short; the list of exceptions is not.",
    "Compare {subject} with the month before, and keep the comparison where all can see it.",
    "A team of {number} can run {subject} if each of them may stop it.",
)
_LOUD_SENTENCES = (
    "Unlock the full power of {subject} with our revolutionary next-generation platform!!",
    "Imagine a world where {subject} supercharges growth at lightning speed, every single day!",
    "Our game-changing synergies turbocharge {subject} and skyrocket your success!!",
    "Don't miss out: {number}x your results and dominate your market with stunning {subject}!",
    "It's time to reimagine {subject} and unleash limitless, best-in-class innovation!",
    "Get ready to be amazed: cutting-edge {subject} that truly delights, inspires and wins!!",
)
_AGENT_SHARE = {"human": 0.0, "hybrid": 0.2, "agent": 0.4}
_LOUD_SHARE = {"human": 0.0, "hybrid": 0.4, "agent": 0.75}


def compose_title(random: Random, taken: set[str]) -> str:
    """Return a title that is not taken yet."""
    while True:
        title = f"{random.choice(_OPENINGS)} {random.choice(_SUBJECTS)} {random.choice(_ANGLES)}"
        if title not in taken:
            return title


def compose_body(random: Random, produced_by: str, *, is_loud: bool = False) -> str:
    """Return 60 to 200 words in the block markup of WordPress; agents have sentences of their own.

    The more an agent had to do with a text, the more alike it is to others; where agents have
    become loud, the louder it is.
    """
    subject = random.choice(_SUBJECTS)
    paragraphs = []
    for _ in range(random.randrange(2, 5)):
        sentences = [_sentence(random, produced_by, subject, is_loud=is_loud) for _ in range(3)]
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(
        f"<!-- wp:paragraph -->\n<p>{paragraph}</p>\n<!-- /wp:paragraph -->"
        for paragraph in paragraphs
    )


def _sentence(random: Random, produced_by: str, subject: str, *, is_loud: bool) -> str:
    drawn = random.random()
    sentences: tuple[str, ...]
    if is_loud and drawn < _LOUD_SHARE[produced_by]:
        sentences = _LOUD_SENTENCES
    elif drawn > 1 - _AGENT_SHARE[produced_by]:
        sentences = _AGENT_SENTENCES
    else:
        sentences = _SENTENCES
    return random.choice(sentences).format(subject=subject, number=random.randrange(3, 40))
