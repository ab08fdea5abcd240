"""Reads leads and deals as Pipedrive exports them."""
