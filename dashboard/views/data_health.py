"""Data health."""


def show() -> None:
    """Show."""
