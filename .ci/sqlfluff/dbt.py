"""Stands in for dbt's own macros where the SQL linter renders a model."""


def dateadd(part: str, amount: object, column: str) -> str:
    """Render a date moved by an amount."""
    return f"({column} + interval '1 {part}' * ({amount}))"


def datediff(first: str, second: str, part: str) -> str:
    """Render the distance between two dates."""
    return f"date_diff('{part}', {first}, {second})"


def generate_series(upper: int) -> str:
    """Render a query of numbers."""
    return f"select 1 as generated_number where 1 <= {upper}"


def type_string() -> str:
    """Render the type of text."""
    return "varchar"
