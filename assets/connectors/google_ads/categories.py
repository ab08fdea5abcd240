"""What kind of change the words of a change history tell: the one table that decides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

OTHER = "other"

_VERBS = r"(?:changed|is|was|set|added|removed|increased|decreased|enabled|disabled|turned)"
_ITEM = r"(?:^|: )(?:[\w-]+ ){0,4}"
"""What may stand before an attribute: the name of an item, the kind of thing it belongs to."""


@dataclass(frozen=True)
class Rule:
    """A category and the words that tell it.

    `heading`: anywhere in the heading. `line`: at the beginning of any line, or of what follows
    an item's name (`Name: Budget amount changed ...`). `attribute`: the same, with a verb behind.
    """

    category: str
    where: Literal["heading", "line", "attribute"]
    words: str

    @property
    def pattern(self) -> str:
        """The regular expression that finds the words in the lines of a change."""
        return {
            "heading": rf"(?im)\A[^\n]*(?:{self.words})",
            "line": rf"(?im){_ITEM}(?:{self.words})",
            "attribute": rf"(?im){_ITEM}(?:{self.words})\b[^\n:]*\b{_VERBS}\b",
        }[self.where]


RULES = (
    # What is new comes with all its settings, and they are no changes; nor are listed keywords.
    Rule(OTHER, "heading", r"\A(?:\d+ )?(?:campaign|ad group|asset group)s? created\b"),
    Rule(
        "experiment",
        "heading",
        r"\A[\w -]*\b(?:experiments?|ad variations?)"
        r" (?:created|added|removed|changed|applied|started|ended|launched|scheduled)\b",
    ),
    Rule("creative", "heading", r"\b(?:ads?|assets?) (?:created|added|removed)\b"),
    Rule("keyword", "heading", r"\b(?:keywords?|search themes?) (?:added|removed)\b"),
    # An attribute of something that was there before.
    Rule("billing", "attribute", r"billing|account budget|payments?|invoices?"),
    Rule(
        "bid",
        "attribute",
        r"bids?|bidding|(?:target|max\.?|maximum) (?:cpa|cpc|cpm|cpv|roas)"
        r"|target impression share|enhanced cpc",
    ),
    Rule("budget", "attribute", r"budget (?:amount|type|delivery)"),
    Rule("audience", "attribute", r"targeting setting|optimi[sz]ed targeting|audience expansion"),
    Rule("copy", "attribute", r"headlines?|descriptions?|path \d|call to action"),
    Rule("landing_page", "line", rf"final (?:mobile )?urls?(?: expansion)? {_VERBS}\b"),
    Rule("placement", "attribute", r"networks?|search partners"),
    Rule("schedule", "attribute", r"start date|end date|ad schedules?|frequency cap"),
    Rule("rename", "line", r"\b(?:campaign|ad group|asset group|budget) name changed\b"),
    Rule("status", "line", r"status changed\b"),
    Rule("creative", "attribute", r"images?|videos?|logos?|sitelinks?|ad rotation"),
    Rule(OTHER, "attribute", r"tracking template|final url suffix|custom parameters?"),
    # The kind of thing that was added, removed or changed.
    Rule("status", "heading", r"\b(?:paused|enabled|activated|active)$"),
    Rule("billing", "heading", r"\b(?:billing|account budgets?|payments?)\b"),
    Rule("label", "heading", r"\blabels?\b"),
    Rule("keyword", "heading", r"\b(?:keywords?|search themes?)\b"),
    Rule("schedule", "heading", r"\bad schedules?\b"),
    Rule("bid", "heading", r"\b(?:bids?|cpc)\b"),
    Rule("budget", "heading", r"\bbudgets?\b"),
    Rule(
        "audience",
        "heading",
        r"\b(?:audiences?|segments?|remarketing|user lists?|customer lists?|age ranges?|genders?"
        r"|parental status(?:es)?|household incomes?|languages?|locations?|countr(?:y|ies)"
        r"|cit(?:y|ies)|regions?|states?|postal codes?|radius|proximit(?:y|ies)"
        r"|dynamic ad targets?|product groups?|listing groups?)\b",
    ),
    Rule(
        "placement",
        "heading",
        r"\b(?:placements?|networks?|topics?|platforms?|devices?|mobile apps?|youtube channels?"
        r"|content exclusions?)\b",
    ),
    Rule(OTHER, "heading", r"\b(?:ad|asset) groups?\b"),
    Rule(
        "creative",
        "heading",
        r"\b(?:ads?|assets?|extensions?|sitelinks?|callouts?|snippets?|images?|videos?|logos?)\b",
    ),
)
"""Tried from first to last; the first that fits gives the category."""


def category(lines: pl.Expr) -> pl.Expr:
    """Return the category of a change: a list of lines, its heading first."""
    # What stands in quotes is somebody's text, and says nothing about the kind of change.
    words = lines.list.join("\n").str.replace_all(r'"[^"\n]*"', '""')
    found = [
        pl.when(words.str.contains(rule.pattern)).then(pl.lit(rule.category)) for rule in RULES
    ]
    return pl.coalesce(*found, pl.lit(OTHER))
