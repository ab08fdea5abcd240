"""Reads posts as Buffer's reports of posts export them."""
