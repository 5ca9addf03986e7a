"""How often each pattern was right where it was measured; one half stands where nothing was measured yet."""

from __future__ import annotations

from typing import Final

NOT_MEASURED: Final = 0.5
RANKS: Final[dict[str, float]] = {
    "obligation: doer": 0.5,
    "obligation: passive with doer": 0.5,
    "obligation: passive without doer": 0.5,
    "obligation: pronoun": 0.5,
    "obligation: relative": 0.5,
    "obligation: of a thing": 0.5,
    "obligation: will": 0.5,
    "obligation: other language": 0.5,
    "prohibition": 0.5,
    "power": 0.5,
    "stage": 0.5,
    "guarantee": 0.5,
    "precedent": 0.5,
    "definition": 0.5,
    "reference": 0.5,
    "heading": 0.5,
    "party": 0.5,
    "placeholder": 0.5,
}


def rank_of(pattern: str) -> float:
    """The rank of a pattern."""
    return RANKS.get(pattern, NOT_MEASURED)
