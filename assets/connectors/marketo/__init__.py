"""Reads lists of people as Marketo exports them."""
