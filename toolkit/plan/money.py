"""A sum of money as an institution prints it, to the ban."""

from __future__ import annotations

from decimal import Decimal

from toolkit.plan.institution import NumberFormat


def money_text(value: Decimal, form: NumberFormat) -> str:
    """Write a sum with two decimals after a comma: "358.225,25"."""
    whole, _, bani = f"{abs(value):.2f}".partition(".")
    if len(whole) >= form.group_from_digits:
        whole = f"{int(whole):,}".replace(",", form.group_separator)
    return f"{'-' if value < 0 else ''}{whole},{bani}"
