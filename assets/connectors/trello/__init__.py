"""Reads cards as Trello exports them."""
