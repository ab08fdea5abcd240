"""Reads time entries as Harvest exports them."""
