"""Fetches from the APIs of tools what their connectors read, by dlt."""
