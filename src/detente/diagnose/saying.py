"""What a finding says of a thing that is not there."""

from __future__ import annotations

from collections.abc import Iterable

from detente.deal.model import in_words
from detente.deal.phrases import NOT_STATED


def lacking(what: str, value: object) -> str:
    """Say which of the two: the text was looked at and is silent, or nobody has filled the key in."""
    return f"the text does not state {what}" if value is NOT_STATED else f"{what} is not filled in"


def lacking_all(pairs: Iterable[tuple[str, object]]) -> str:
    """The same for several things: `the text does not state A or B; C is not filled in`."""
    listed = list(pairs)
    silent = [what for what, value in listed if value is NOT_STATED]
    empty = [what for what, value in listed if value is not NOT_STATED]
    said = []
    if silent:
        said.append(f"the text does not state {' or '.join(silent)}")
    if empty:
        said.append(f"{in_words(empty)} {'is' if len(empty) == 1 else 'are'} not filled in")
    return "; ".join(said)
