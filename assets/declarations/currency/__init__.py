"""The currency of what is reported, and the rates that lead there."""
