"""Reads tasks as Asana exports them."""
