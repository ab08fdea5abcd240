"""The words that Google Ads has for what can be changed, and the category of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

OTHER = "other"
STATUS = "status"


class Kind(Enum):
    """How much a word alone says about a change.

    CONTAINER: holds the rest; what was changed stands in the details.
    COLLECTIVE: stands for several kinds of things; the details name them.
    THING: is added and removed; where it is changed, the details say in what.
    SETTING: says all there is to say.
    """

    CONTAINER = 1
    COLLECTIVE = 2
    THING = 3
    SETTING = 4


@dataclass(frozen=True)
class Term:
    """A word of Google Ads: its category, and how much it says alone."""

    category: str
    kind: Kind


_CONTAINERS = "campaign; campaign group; ad group; asset group"

_COLLECTIVES = {"audience": "signal; criterion; criteria; target; exclusion; targeting"}

_THINGS = {
    "audience": """
        audience; audience list; segment; audience signal; remarketing list; user list;
        customer list; customer match; lookalike; interest; affinity; life event; demographic; age;
        age range;
        gender; parental status; household income; income range; language; ip address; ip block;
        ip exclusion; dynamic ad target; dynamic search ad target; webpage; product group;
        product partition; listing group; inventory filter; brand list; brand exclusion;
        brand inclusion; brand;
        location; location group; geo target; geographic target; radius; radius target; proximity;
        country; territory; state; province; region; prefecture; department; canton; county;
        governorate; autonomous community; metro; metro area; metropolitan area; dma; dma region;
        market area; tv region; nielsen region; congressional district; district; sub-district;
        municipality; borough; city; city region; town; village; neighborhood; neighbourhood;
        barrio; ward; sub-ward; okrug; postal code; postcode; zip code; airport; university;
        national park;
        island; landmark""",
    "placement": """
        placement; placement list; placement exclusion list; topic; platform; device; device model;
        operating system; mobile carrier; mobile app; app category; mobile app category; app;
        website; youtube channel; youtube video; content exclusion; content label; content;
        inventory type; content suitability; channel""",
    "keyword": "keyword; keyword list; negative list; search theme; search term",
    "schedule": "ad schedule; schedule",
    "creative": """
        ad; asset; asset set; extension; sitelink; callout; snippet; structured snippet; image;
        video; logo; lead form; promotion; price; business logo; creative; feed item; call;
        brand guideline""",
    "landing_page": "landing page; page feed; url exclusion; url",
    "budget": "budget; shared budget; campaign budget",
    "bid": """
        bid; bid strategy; bidding strategy; portfolio bid strategy; portfolio strategy;
        seasonality adjustment; data exclusion""",
    "experiment": "experiment; experiment arm; ad variation; draft; campaign draft; trial",
    "label": "label",
    "billing": "billing; billing setup; account budget; payment; invoice; payments profile",
    OTHER: """
        goal; conversion; conversion action; conversion goal; customer manager; manager; customer;
        account; user; link; linked account; conversion value rule; value rule""",
}

_SETTINGS = {
    "billing": """
        account budget amount; payment setting; payment method; billing setting; spending limit""",
    "bid": """
        bid adjustment; bid modifier; bid limit; bid amount; bid cap; bid strategy type;
        bidding strategy type; bidding; bidding focus; bid strategy setting; bid strategy target;
        cpc; cpm; cpv; cpa; roas; ecpc; enhanced cpc; manual cpc; impression share; target cost;
        cost per action; cost per acquisition; cost per conversion; cost per click;
        return on ad spend; cpc bid limit; cpc limit; cpc cap; impression share location""",
    "budget": """
        budget amount; budget type; budget delivery; budget delivery method; delivery method;
        daily budget; total budget; total amount; budget period""",
    "audience": """
        targeting setting; targeting method; optimized targeting; optimised targeting;
        targeting expansion; audience expansion; audience targeting; location option;
        location targeting; location setting; geo target type; geographic targeting;
        geo targeting; location targeting method; target location; language targeting;
        new customer acquisition; customer acquisition; observation setting; flexible reach""",
    "copy": """
        headline; description; description line; title; path; display url; display path;
        call-to-action; business name; ad text; text asset; headline asset; description asset""",
    "keyword": "match type; broad match",
    "landing_page": """
        final url; final mobile url; mobile final url; final url expansion; url expansion;
        destination url; landing page url""",
    "placement": """
        network; network setting; search partner; search network; display network;
        display expansion; content suitability setting; inventory setting; device targeting""",
    "schedule": """
        start date; end date; start time; end time; frequency cap; frequency capping;
        ad scheduling; delivery schedule""",
    "creative": """
        ad rotation; ad rotation setting; asset optimization; automatic asset; asset automation""",
    "rename": "name",
    STATUS: "status",
    OTHER: """
        tracking template; final url suffix; url suffix; custom parameter; url option; url template;
        conversion setting; attribution model; auto-tagging""",
}

PRECEDENCE = (
    "billing",
    "bid",
    "budget",
    "audience",
    "keyword",
    "copy",
    "landing_page",
    "placement",
    "schedule",
    "creative",
    "experiment",
    "rename",
    STATUS,
    "label",
    OTHER,
)
"""Which category a change has whose details tell several: the first of them."""


def singular(word: str) -> str:
    """Return a word in lower case without the ending of its plural."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "uses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def _terms() -> dict[tuple[str, ...], Term]:
    listed = [(_CONTAINERS, Term(OTHER, Kind.CONTAINER))]
    kinds = {Kind.COLLECTIVE: _COLLECTIVES, Kind.THING: _THINGS, Kind.SETTING: _SETTINGS}
    for kind, categories in kinds.items():
        listed += [(names, Term(category, kind)) for category, names in categories.items()]
    return {
        tuple(singular(word) for word in name.split()): term
        for names, term in listed
        for name in names.split(";")
    }


TERMS: Mapping[tuple[str, ...], Term] = _terms()
"""Every word in the singular, by its parts: the longest that ends a phrase says what it is."""

QUALIFIERS = frozenset({"campaign", "ad", "group", "default", "target", "max", "maximum"})
"""Words that may stand before one of ours without making it another one."""

LONGEST = max(len(words) for words in TERMS)
