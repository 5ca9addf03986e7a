"""What carries a standing duty on after it ends: a later duty, or what the text says for the time between stages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.check.acts import counted_from, gate_of, is_time, performers, refs_of
from detente.check.intervals import NEAR, days_between
from detente.check.saying import quoted, same_words, ticked
from detente.check.silence import given, unsaid
from detente.deal.model import Otherwise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation, Stage


@dataclass(frozen=True, slots=True)
class Carried:
    """One way in which a standing duty goes on; `only` says in words what that hangs on, "" if on nothing."""

    by: Obligation | Stage
    only: str


def successors(deal: Deal) -> Mapping[str, Sequence[Obligation]]:
    """For each standing duty, those that carry it on: by `continues`, or by the same words of the same performers."""
    found: dict[str, list[Obligation]] = {}
    worded: dict[tuple[str, str], list[Obligation]] = {}
    for act in deal.obligations.values():
        for label in refs_of(act.continues):
            found.setdefault(label, []).append(act)
        for key in _wording(act):
            worded.setdefault(key, []).append(act)
    for acts in worded.values():
        for earlier, later in pairwise(acts):
            if later.stage != earlier.stage or str(later.until) != str(earlier.until):
                found.setdefault(earlier.id, []).append(later)
    return found


def _wording(act: Obligation) -> list[tuple[str, str]]:
    does = given(act.does)
    return [(same_words(does), who) for who in performers(act)] if does and act.is_standing else []


def by_later_duty(deal: Deal, course: Course, act: Obligation, later: Obligation) -> Carried:
    """How a later duty carries this one on: surely, or only if its stage opens or its conditions are there."""
    until = given(act.until)
    # A duty that lasts until the later stage opens leaves nothing open before it.
    opens_then = until.anchor.id if until is not None and until.kind == "stage" and until.anchor else None
    only = [f"if stage `{stage}` opens" for stage in _unsure_stage(deal, later) if stage != opens_then]
    waits = list(dict.fromkeys((*refs_of(later.after), *(given(later.on_event) or ()))))
    if waits:
        only.append(f"once {ticked(waits, 3)} {'is' if len(waits) == 1 else 'are'} there")
    days = days_between(course, until, given(later.from_))
    if days is not None and days > NEAR:
        only.append(f"{days:,.4g} day{'s' * (days != 1)} later")
    return Carried(later, f"as `{later.id}` {', '.join(only)}" if only else "")


def _unsure_stage(deal: Deal, later: Obligation) -> list[str]:
    label = given(later.stage)
    if label is None or label not in deal.stages or label == next(iter(deal.stages)):
        return []
    return [] if _opens_surely(deal, deal.stages[label]) else [label]


def _opens_surely(deal: Deal, stage: Stage) -> bool:
    """Whether a stage opens by the calendar alone."""
    gate = gate_of(stage)
    at = given(gate.at) if gate is not None and unsaid(gate.when) else None
    label = counted_from(at)
    if label is not None:
        event = deal.events.get(label)
        return event is not None and is_time(event.at)
    return is_time(at)


def by_otherwise(deal: Deal, act: Obligation, stage: Stage | None) -> Carried | None:
    """How the text carries a duty on when this stage ends and the next has not opened; None if it does not."""
    if stage is None:
        return None
    otherwise = stage.otherwise
    if isinstance(otherwise, str):
        return Carried(stage, f"as far as these words say it: {quoted(otherwise)}")
    if not isinstance(otherwise, Otherwise) or act.id not in set(refs_of(otherwise.continue_)):
        return None
    limits = []
    whiles = list(refs_of(otherwise.while_))
    if whiles:
        limits.append(f"while {ticked(whiles, 3)} last{'s' * (len(whiles) == 1)}")
    if not unsaid(otherwise.at_most):
        limits.append(f"for at most {otherwise.at_most}")
    if limits and not unsaid(otherwise.then):
        limits.append(f"then: {otherwise.then}")
    return Carried(stage, ", ".join(limits))
