"""The marketing functions that workflows belong to."""
