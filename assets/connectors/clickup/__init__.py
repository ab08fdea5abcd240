"""Reads tasks as ClickUp exports them."""
