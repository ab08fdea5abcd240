"""Published amounts as exact numbers, so that what reaches a threshold exactly does reach it.

A quotient in binary may miss by its last bit what its numerator and denominator reach: 2.4 hours of
3 are 0.7999999999999999.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Amount = int | float | Decimal

_DIGITS_OF_AN_AMOUNT = 15  # so many of a decimal survive being published as a double
_DIGITS_OF_A_RESULT = 12  # the others are those of the arithmetic


def exact_amount(value: Amount) -> Fraction:
    """Return a published count, sum of money or of hours as the decimal that it was."""
    return _rounded(value, _DIGITS_OF_AN_AMOUNT)


def exact_quotient(numerator: Amount | None, denominator: Amount | None) -> Fraction | None:
    """Return the quotient of two published amounts; None where one is missing, or by zero."""
    if numerator is None or not denominator:
        return None
    return exact_amount(numerator) / exact_amount(denominator)


def exact_result(value: Amount) -> Fraction:
    """Return a published number that is no quotient of published amounts, such as a difference."""
    return _rounded(value, _DIGITS_OF_A_RESULT)


def _rounded(value: Amount, digits: int) -> Fraction:
    return Fraction(format(value, f".{digits}g") if isinstance(value, float) else value)
