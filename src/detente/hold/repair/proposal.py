"""One change that is looked at as a repair, before it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Final

from detente.deal.model import Deal
from detente.deal.phrases import figure
from detente.hold.play.acts import Act
from detente.hold.repair.draft import Draft
from detente.hold.repair.judged import Goal

_DECIMALS: Final = 6

NAMED: Final = 6
"""So many acts or amounts are named in a title before the rest is counted."""

MOST_SEARCHED: Final = 400
"""So many changes of one kind are tried at most, where no time limit ends the search before."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: the goal, the margin that a repaired point shall have, how far a new guarantee is believed."""

    goal: Goal
    margin: Fraction
    believed: float
    deadline: float | None


@dataclass(frozen=True)
class Proposal:
    """A change, as a draft of the texts."""

    kind: str
    title: str
    draft: Draft = field(repr=False)
    method: str


def private_in(before: Deal, after: Deal) -> tuple[str, ...]:
    """The files with values that changed: what things are worth to somebody is private."""
    return tuple(
        dict.fromkeys(
            values.home.file for party, values in before.values.items() if after.values.get(party) != values
        )
    )


def refs_of(act: Act, party: str | None = None) -> tuple[str, ...]:
    """The references of the deal file that name an act; of a joint act, those that the party has a part in."""
    found: dict[str, None] = {}
    for member in act.members:
        tail = f".{member.part}" if member.part is not None else f".{member.who}" if member.who else ""
        if party is None or member.who in (None, party):
            found[f"{member.obligation}{tail}"] = None
    return tuple(found)


def cut_short(shown: Sequence[str]) -> str:
    """The first of many, as `a, b and 54 more`; all of them where only one would be left out."""
    most = len(shown) if len(shown) <= NAMED + 1 else NAMED
    rest = len(shown) - most
    return ", ".join(shown[:most]) + (f" and {rest} more" if rest else "")


def up(number: Fraction, decimals: int = _DECIMALS) -> Fraction:
    """A number rounded up to so many decimals."""
    scale = 10**decimals
    return Fraction(ceil(number * scale), scale)


def said(number: Fraction) -> str:
    """A number as people write it."""
    return figure(float(number))


def money_of(unit: str | None) -> str | None:
    """The unit of an amount, where the values are in money: `money: million euro` is counted in `million euro`."""
    kind, colon, what = (unit or "").partition(":")
    return what.strip() if colon and kind.strip() == "money" and what.strip() else None
