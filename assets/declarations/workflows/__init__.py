"""Every workflow with its declared and target levels."""
