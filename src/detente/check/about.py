"""Whom and what a finding about an obligation concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.deal.phrases import EACH_OTHER
from detente.diagnose.diagnostic import Subjects

if TYPE_CHECKING:
    from detente.deal.model import Deal, Obligation


def about(deal: Deal, *duties: Obligation) -> Subjects:
    """The duties, the parties that owe them or are owed them, and their stages; each in the order of the file."""
    named = {
        label for owed in duties for label in (*(owed.by or ()), *(owed.to or ())) if label != EACH_OTHER
    }
    stages = {owed.stage for owed in duties if isinstance(owed.stage, str)}
    return Subjects(
        parties=tuple(label for label in deal.parties if label in named),
        obligations=tuple(owed.id for owed in duties),
        stages=tuple(label for label in deal.stages if label in stages),
    )
