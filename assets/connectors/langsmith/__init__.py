"""Reads runs of agents as LangSmith exports them."""
