"""Reads posts on Facebook and Instagram as Meta Business Suite exports them."""
