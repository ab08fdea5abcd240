"""Reads entries as Contentful exports a space."""
