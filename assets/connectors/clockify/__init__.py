"""Reads time entries as Clockify exports them."""
