"""Everything that the rules of all verbs say of a deal: what `detente check` and `detente review` print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import detente.hold.rules as of_hold
from detente.check import Check, check
from detente.check import rules as of_check
from detente.deal.loader import load
from detente.deal.model import Deal
from detente.diagnose.rule import Rule, discover


def rules() -> tuple[Rule, ...]:
    """Every rule of every verb, by code."""
    return tuple(sorted((*of_check(), *discover(of_hold)), key=lambda made: made.code))


def remarks(
    deal: Deal | Path | str, *, only: str | Iterable[str] | None = None, values: bool = True
) -> Check:
    """Check a deal with the rules of every verb.

    Args:
        deal: a deal, or the path of one.
        only: names or codes of the rules to run; all that fit the kind of deal if None.
        values: whether rules may look at the parties' private values. Findings of a few rules of `hold` then show
            sums of them.

    Raises:
        CannotRead: there is no deal file at the path.
        UnknownName: `only` names a rule that does not exist.
    """
    deal = deal if isinstance(deal, Deal) else load(deal)
    asked = deal if values or not deal.values else replace(deal, values={})
    found = check(asked, only=only, more=discover(of_hold))
    return found if asked is deal else replace(found, deal=deal)
