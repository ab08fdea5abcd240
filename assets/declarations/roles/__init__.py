"""The roles and what each of them becomes."""
