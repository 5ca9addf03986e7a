"""Whether a key says anything; the two ways in which it may not are told apart in `saying.lacking`."""

from __future__ import annotations

from typing import TypeVar

from detente.deal.phrases import Silence

T = TypeVar("T")


def given(value: T | Silence | None) -> T | None:
    """The value of a key, or None where it is missing in either way."""
    return None if isinstance(value, Silence) else value


def unsaid(value: object) -> bool:
    """Say whether a value is missing: not filled in, `not stated`, or an empty list or text."""
    return value is None or isinstance(value, Silence) or value in ((), "")
