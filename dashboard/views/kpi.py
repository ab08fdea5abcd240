"""One KPI."""


def show(kpi_id: str) -> None:
    """Show."""
