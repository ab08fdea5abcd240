"""What kind of change the words of a change history tell.

A line says what was changed, and then how: `2 assets in asset group added`, `Max CPC changed from
...`. The noun that ends the first part is looked up in `vocabulary.py`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assets.connectors.google_ads.vocabulary import (
    LONGEST,
    OTHER,
    PRECEDENCE,
    QUALIFIERS,
    STATUS,
    TERMS,
    Kind,
    Term,
    singular,
)

LONGEST_LINE = 400
"""The category is decided by the first characters of a line; what follows is ignored."""

_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|\([^()]*\)|\[[^\[\]]*\]')
_RECOMMENDATION = re.compile(r"^(?:auto-?)?(?:applied|apply) recommendations?: *", re.IGNORECASE)
_SPELLINGS = (
    (re.compile(r"\bcall to action\b"), "call-to-action"),
    (re.compile(r"\breturn on ad spend\b"), "roas"),
    (re.compile(r"\b(?:automatically|auto)[ -]created\b"), "automatic"),
    (re.compile(r"\bmax\."), "max"),
    (re.compile(r"\bpoints? of interest\b"), "landmark"),
)
"""Phrases in which a word would be taken for a verb or a preposition."""

_ADDED = "added|created|removed|deleted|applied|attached|detached|linked|unlinked|excluded|included"
_MOVED = "joined|left|moved|assigned|unassigned|associated|copied"
_SWITCHED = "paused|enabled|activated|resumed|reactivated|unpaused|disabled|active$|turned"
_CHANGED = (
    "changed|edited|updated|modified|replaced|increased|decreased|raised|lowered|adjusted"
    "|is|was|are|were|set(?= to| as| at|$)|started|ended|scheduled|launched|graduated|expanded"
)
_VERB = re.compile(rf"\b(?P<verb>{_ADDED}|{_MOVED}|{_SWITCHED}|{_CHANGED})(?![\w-])")
_IMPERATIVE = re.compile(r"^(?:add|remove|create|use|set|raise|adjust|try|apply|improve)\b")
_PREPOSITION = re.compile(r" (?:in|of|for|from|to|on|at|by|with|within|under|across)(?= |$)")
_REMOVED = ("removed", "deleted")
_SWITCHES = tuple(_SWITCHED.replace("$", "").split("|"))
_ADDITIONS = tuple(f"{_ADDED}|{_MOVED}".split("|"))


@dataclass(frozen=True)
class Clause:
    """What was changed, and how: the noun looked up, the verb, and what stands behind it.

    `is_whole` where there is nothing but the noun.
    """

    subject: Term | None
    verb: str = ""
    rest: str = ""
    is_whole: bool = False


def category(lines: Sequence[str]) -> str:
    """Return the category of a change: its heading is the first of the lines."""
    heading = _known_clause(lines[0]) if lines else None
    details = lines[1:]
    if heading is None or heading.subject is None:
        return _of_details(details, frozenset(Kind)) or OTHER
    if heading.subject.kind is Kind.SETTING:
        return heading.subject.category
    if heading.subject.kind is Kind.CONTAINER:
        return _of_container(heading, details)
    return _of_thing(heading.subject, heading.verb, details)


def _of_thing(thing: Term, verb: str, details: Sequence[str]) -> str:
    if verb in _SWITCHES:
        return STATUS
    kinds = frozenset({Kind.SETTING})
    if verb in _ADDITIONS:
        # What is new comes with all its settings, and they are no changes.
        kinds = frozenset({Kind.THING} if thing.kind is Kind.COLLECTIVE else ())
    elif thing.kind is Kind.COLLECTIVE:
        kinds = frozenset(Kind)
    return _of_details(details, kinds) or thing.category


def _of_container(heading: Clause, details: Sequence[str]) -> str:
    joined = _noun(heading.rest)
    if joined is not None and joined.kind is not Kind.CONTAINER:
        return joined.category  # `Campaign joined bid strategy ...`
    if heading.verb in (*_SWITCHES, *_REMOVED):
        return STATUS
    if heading.verb in _ADDITIONS:
        return OTHER
    return _of_details(details, frozenset(Kind)) or OTHER


def _of_details(details: Sequence[str], kinds: frozenset[Kind]) -> str | None:
    found = set()
    for line in details:
        clause = _known_clause(line)
        term = clause and (clause.subject or _noun(clause.rest))
        if clause and not (clause.verb or clause.is_whole):
            continue  # the name of a keyword, say
        if term and term.kind in kinds and term.kind is not Kind.CONTAINER:
            found.add(term.category)
    return min(found, key=PRECEDENCE.index, default=None)


def _known_clause(line: str) -> Clause | None:
    """Return the last clause of a line that names something: what is before is an item's name."""
    clauses = [clause for clause in _clauses(line) if clause.subject or _noun(clause.rest)]
    spoken = [clause for clause in clauses if clause.verb]
    return next(reversed(spoken or clauses), None)


def _clauses(line: str) -> Iterator[Clause]:
    # What stands in quotes is somebody's text, and says nothing about the kind of change.
    plain = _QUOTED.sub("", _RECOMMENDATION.sub("", line[:LONGEST_LINE])).lower()
    for spelling, ours in _SPELLINGS:
        plain = spelling.sub(ours, plain)
    for part in plain.split(":"):
        yield _clause(_IMPERATIVE.sub("", part.strip()).strip())


def _clause(text: str) -> Clause:
    verb = _VERB.search(text)
    if verb is None:
        return Clause(_noun(text), is_whole=_is_whole(text))
    before, after = text[: verb.start()].strip(), text[verb.end() :].strip()
    if not before and after:
        later = _clause(after)  # `Removed keywords`, `Excluded placements added`
        return Clause(later.subject or _noun(after), later.verb or verb["verb"], "")
    return Clause(_noun(before), verb["verb"], after)


def _noun(text: str) -> Term | None:
    """Return what the phrase is: `bid strategy` in `to portfolio bid strategy of campaign`."""
    phrase = f" {text}"
    opening = _PREPOSITION.match(phrase)
    phrase = phrase[opening.end() :] if opening else phrase
    return _ending(_words(_PREPOSITION.split(phrase, maxsplit=1)[0]))


def _ending(words: list[str]) -> Term | None:
    """The longest words of ours at the end; before a collective one may stand what it is of."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        term = TERMS.get(tuple(words[-length:]))
        if term and term.kind is Kind.COLLECTIVE:
            of = _ending(words[:-length])  # `placement exclusion`
            return of if of and of.kind is not Kind.CONTAINER else term
        if term:
            return term
    return None


def _is_whole(text: str) -> bool:
    words = _words(text)
    own = itertools.dropwhile(lambda word: word in QUALIFIERS, words)
    return tuple(words) in TERMS or tuple(own) in TERMS


def _words(phrase: str) -> list[str]:
    return [singular(word) for word in re.findall(r"[^\W\d_][\w'-]*", phrase)]
