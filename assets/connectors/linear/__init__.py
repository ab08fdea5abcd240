"""Reads issues as Linear exports them."""
