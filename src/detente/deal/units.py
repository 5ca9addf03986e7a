"""Units of values files as people say them."""

from __future__ import annotations


def unit_in_words(unit: object) -> str | None:
    """`million euro` of `money: million euro`; None where no unit is given."""
    return " ".join(unit.split()).removeprefix("money:").strip() or None if isinstance(unit, str) else None
