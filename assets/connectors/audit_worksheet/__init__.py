"""Audit worksheets that people filled in."""
