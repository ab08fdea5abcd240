"""What kind of change an activity is: by the API's type of event, or by the words of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping

OTHER = "other"

_TYPES = {
    "bid": """
        update_ad_set_bidding update_ad_set_bid_strategy update_ad_set_bid_adjustments
        update_ad_bid_info update_ad_bid_type update_ad_set_optimization_goal""",
    "budget": """
        update_campaign_budget update_ad_set_budget update_campaign_group_spend_cap
        update_ad_set_spend_cap update_ad_set_min_spend_target
        update_campaign_budget_optimization_toggling_status
        update_campaign_budget_scheduling_state""",
    "audience": "update_ad_set_target_spec update_ad_targets_spec",
    "keyword": "update_ad_set_ad_keywords",
    "schedule": """
        update_campaign_duration update_campaign_schedule update_campaign_ad_scheduling
        update_campaign_group_ad_scheduling update_ad_set_duration update_campaign_delivery_type
        update_campaign_group_delivery_type update_delivery_type_cross_level_shift""",
    "creative": "update_ad_creative edit_and_update_ad_creative create_ad",
    "rename": "update_campaign_name update_ad_set_name update_ad_friendly_name",
    "label": "update_ad_labels",
    "status": """
        update_campaign_run_status update_ad_set_run_status update_ad_run_status
        update_ad_run_status_to_be_set_after_review update_adgroup_stop_delivery""",
    OTHER: "create_campaign_group create_campaign_legacy create_ad_set merge_campaigns",
}
CATEGORY_OF_TYPE: Mapping[str, str] = {
    name: category for category, names in _TYPES.items() for name in names.split()
}
"""Of every type of event that is a change of a campaign, its ad sets or its ads."""

OWN_EVENTS = frozenset(
    (
        *("ad_review_approved", "ad_review_declined", "campaign_ended", "lifetime_budget_spent"),
        *("campaign_spending_limit_reached", "first_delivery_event"),
        *("di_ad_set_learning_stage_exit", "update_ad_set_learning_stage_status"),
    )
)
"""What happens to a campaign without anybody having changed it."""

_ACCOUNT = re.compile(r"account|billing|funding|audience$|images$")
_WORDS = (
    ("billing", r"billing|payment|funding|account spending limit"),
    ("rename", r"\bnames?\b|renamed"),
    ("label", r"\blabels?\b"),
    ("bid", r"\bbid|optimi[sz]ation goal|performance goal|cost cap|\broas\b"),
    ("budget", r"budget|spend(?:ing)? (?:cap|limit|target)"),
    ("keyword", r"keyword"),
    ("placement", r"placement"),
    ("audience", r"audience|target|location|\bage\b|gender"),
    ("schedule", r"schedul|duration|(?:start|end) (?:date|time)"),
    ("landing_page", r"\burl\b|destination|website"),
    ("copy", r"headline|primary text|description"),
    ("creative", r"creative|image|video|\bads? (?:was )?(?:created|added)|created (?:an )?ad$"),
    ("status", r"status|turned o|paused|activated|deleted|archived|published"),
)
"""In order: the first that is found in the name of an activity is its category."""


def is_of_account(event_type: str) -> bool:
    """Return whether an event concerns the whole account: roles, billing, lists, images."""
    return _ACCOUNT.search(event_type) is not None and event_type not in CATEGORY_OF_TYPE


def category_of_words(activity: str) -> str:
    """Return the category of an activity as the page names it; `other` where no word is known."""
    plain = activity.lower()
    return next((name for name, words in _WORDS if re.search(words, plain)), OTHER)
