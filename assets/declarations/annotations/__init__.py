"""What happened that a reader of the numbers has to know."""
