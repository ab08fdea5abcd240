"""Reads runs of agents from traces of OpenTelemetry."""
