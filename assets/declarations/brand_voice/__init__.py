"""The frozen reference that agents' texts are measured against."""
