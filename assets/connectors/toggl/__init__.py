"""Reads time entries as Toggl Track exports them."""
