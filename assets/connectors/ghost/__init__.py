"""Reads posts as Ghost exports them."""
