"""Small questions about guarantees that several rules ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.acts import refs_of
from detente.check.silence import given, unsaid
from detente.diagnose.diagnostic import Subjects

if TYPE_CHECKING:
    from detente.deal.model import Deal, Guarantee


def guarantors_of(guarantee: Guarantee) -> tuple[str, ...]:
    """Who gives it; empty where that is not said."""
    return given(guarantee.by) or ()


def says_act(guarantee: Guarantee) -> bool:
    """Say whether it states what the guarantor pays or does."""
    return not (unsaid(guarantee.pays) and unsaid(guarantee.does))


def about_guarantee(deal: Deal, *guarantees: Guarantee) -> Subjects:
    """The guarantees, what they cover, and the parties that they secure or that give them."""
    people = {
        label
        for guarantee in guarantees
        for label in (
            *guarantors_of(guarantee),
            *(given(guarantee.secures) or ()),
            *(given(guarantee.to) or ()),
        )
    }
    covered = dict.fromkeys(label for guarantee in guarantees for label in refs_of(guarantee.covers))
    return Subjects(
        parties=tuple(label for label in deal.parties if label in people),
        obligations=tuple(label for label in covered if label in deal.obligations),
        guarantees=tuple(guarantee.id for guarantee in guarantees),
    )
