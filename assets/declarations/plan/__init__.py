"""The transition plan."""
