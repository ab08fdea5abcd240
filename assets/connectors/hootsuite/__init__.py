"""Reads posts as Hootsuite's post performance exports them."""
