"""Renames of campaigns whose export carries no id."""
