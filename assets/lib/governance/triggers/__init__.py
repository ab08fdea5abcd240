"""Escalation triggers: their language, the measures they may use, their evaluation by week."""
