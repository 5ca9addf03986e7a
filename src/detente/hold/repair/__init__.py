"""The smallest changes that make a deal hold, each as a patch that nobody has applied yet.

Every repair is judged by asking `hold` again of the changed deal. A repair says what would change; it does not say
what anybody should do.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from detente.deal.model import Deal
from detente.errors import CannotCount
from detente.hold.exact import exact
from detente.hold.repair.condition import conditions
from detente.hold.repair.conflicts import conflicts_of
from detente.hold.repair.guarantee import guarantees
from detente.hold.repair.joint import joint
from detente.hold.repair.judged import Judged, goal_of, judge
from detente.hold.repair.order import orders
from detente.hold.repair.parts import parts
from detente.hold.repair.payments import payments
from detente.hold.repair.proposal import Proposal, Wish, private_in
from detente.hold.results import Hold
from detente.hold.run import hold

_FIRM: Final[Mapping[bool | None, int]] = {False: 0, None: 1, True: 2}
_GRACE: Final = 2.0  # seconds that judging what needs no search may take
SECONDS: Final = 20.0
"""How long is searched at most, where no other limit is given."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One change of the text, with what would follow.

    `title` is a sentence that all parties could read in the same room. `kind`: `guarantee`, `condition`, `order`,
    `parts`, `payments` or `joint`. `patch` is a unified diff for `git apply`; `private` names the files in it that hold
    what things are worth to one party. `clauses`: the clauses of the text whose words would have to follow; `demands`:
    the demands that are met, or crossed, by duties that change: nobody has asked what their parties say. `before`
    and `after`: whether the deal holds, None where it cannot be said. `needs_before` and `needs_after`: by party, its
    largest gain by stopping, in the unit of its own file; None without a bound, and nothing at all without values.
    `every_before` and `every_after`: at how many points somebody gains by stopping for every valuation. `objective` is
    what was made least, `method` how it was found.
    """

    title: str
    kind: str
    patch: str
    private: tuple[str, ...]
    clauses: tuple[str, ...]
    demands: tuple[str, ...]
    before: bool | None
    after: bool | None
    needs_before: Mapping[str, float | None]
    needs_after: Mapping[str, float | None]
    every_before: int
    every_after: int
    objective: str
    method: str

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "title": self.title,
            "kind": self.kind,
            "patch": self.patch,
            "private": list(self.private),
            "clauses": list(self.clauses),
            "demands": list(self.demands),
            "before": self.before,
            "after": self.after,
            "needs_before": dict(self.needs_before),
            "needs_after": dict(self.needs_after),
            "every_before": self.every_before,
            "every_after": self.every_after,
            "objective": self.objective,
            "method": self.method,
        }


def repairs(
    found: Hold,
    *,
    objective: str = "least-total",
    margin: float = 0,
    weights: Mapping[str, float] | None = None,
    believed: float = 1.0,
    time_limit: float | None = None,
) -> tuple[Repair, ...]:
    """The changes that would make a deal hold, or leave less to be gained by stopping.

    Args:
        found: the answer of `hold`.
        objective: `least-total` (the sum of what all parties would still gain at most; only in a unit that they
            share, else the largest as a share of what is at stake for the party) or `least-maximum`.
        margin: by how much going on shall be better than stopping at the points that are repaired, 0 or more, in the
            unit of each party's file.
        weights: by party, what its need counts for; 1 where absent.
        believed: how far a party believes in a guarantee that nobody has given yet, above 0 and at most 1.
        time_limit: seconds; 20 where it is None.

    Returns:
        Repairs in the order conditions, order, payments, parts, guarantees, joint. Nothing where the deal holds.

    Raises:
        CannotCount: an argument cannot be computed with.
    """
    _refuse(margin, believed, time_limit)
    if found.holds is True:
        return ()
    deadline = time.monotonic() + (SECONDS if time_limit is None else time_limit)
    judged = judge(found.deal, _soon(deadline))
    if judged is None:
        return ()
    wish = Wish(goal_of(judged, objective, weights), exact(margin, "margin"), believed, deadline)
    made: list[Repair] = []
    for one in _proposals(judged, wish):
        repair = _made(found, judged, wish, one)
        made += [repair] if repair is not None else []
        if time.monotonic() > deadline + _GRACE:
            break  # judging one more may take as long as all before it
    return tuple(made)


def _refuse(margin: float, believed: float, time_limit: float | None) -> None:
    if isinstance(margin, bool) or not math.isfinite(margin) or margin < 0:
        raise CannotCount(f"a margin of {margin} cannot be kept", help="write a number from 0")
    if isinstance(believed, bool) or not 0 < believed <= 1:
        raise CannotCount(
            f"a belief of {believed} does not hold anybody", help="write a number above 0, at most 1"
        )
    if time_limit is not None and not time_limit >= 0:
        raise CannotCount(f"a time limit of {time_limit} seconds cannot be kept", help="write 0 or more")


WAYS: Final = (conditions, orders, payments, parts)
"""How changes of the text are looked for, each kind by itself."""


def _proposals(judged: Judged, wish: Wish) -> Iterator[Proposal]:
    first = []
    for way in WAYS:
        for proposal in way(judged, wish):
            first.append(proposal)
            yield proposal
    yield from guarantees(judged, wish)
    yield from joint(judged, wish, first, WAYS)


def _made(found: Hold, judged: Judged, wish: Wish, one: Proposal) -> Repair | None:
    """The proposal judged on the changed text; None where it cannot be read, or leaves no less to be gained."""
    changed = one.draft.deal()
    if changed.problems or not conflicts_of(changed) <= conflicts_of(found.deal):
        return None
    # What is proposed is always judged: a search may be cut short, a verdict is not.
    again = hold(changed, time_limit=_soon(wish.deadline) - time.monotonic())
    then = judge(changed, _soon(wish.deadline))
    better = _FIRM[again.holds] > _FIRM[found.holds]
    if then is None or not (better or _is_less(judged, then, wish)):
        return None
    private = private_in(found.deal, changed)
    return Repair(
        title=_marked(one, private),
        kind=one.kind,
        patch=one.draft.diff(),
        private=private,
        clauses=_clauses(found.deal, changed),
        demands=_demands(found.deal, changed),
        before=found.holds,
        after=again.holds,
        needs_before=_needs(found),
        needs_after=_needs(again),
        every_before=judged.every,
        every_after=then.every,
        objective=wish.goal.name,
        method=one.method,
    )


def _soon(deadline: float | None) -> float:
    """The deadline, or a second from now where that is later."""
    return max(deadline or 0.0, time.monotonic() + 1.0)


def _is_less(before: Judged, after: Judged, wish: Wish) -> bool:
    if not before.deal.values:
        return after.every < before.every
    return wish.goal.value(after.needs) < wish.goal.value(before.needs)


def _needs(found: Hold) -> dict[str, float | None]:
    return {party: need.least.high for party, need in found.guarantees.items()}


def _clauses(before: Deal, after: Deal) -> tuple[str, ...]:
    """The clauses that duties which change point at."""
    found: dict[str, None] = {}
    for label in _changed(before, after):
        clause = before.obligations[label].clause
        found.update(dict.fromkeys(clause if isinstance(clause, tuple) else ()))
    return tuple(found)


def _demands(before: Deal, after: Deal) -> tuple[str, ...]:
    """The demands, in the order of the file, that rest on duties which change."""
    changed = set(_changed(before, after))
    return tuple(
        label
        for label, demand in before.demands.items()
        if any(ref.id in changed for ref in (*(demand.met_by or ()), *(demand.crossed_by or ())))
    )


def _changed(before: Deal, after: Deal) -> list[str]:
    return [label for label, owed in before.obligations.items() if after.obligations.get(label) != owed]


def _marked(one: Proposal, private: tuple[str, ...]) -> str:
    return (
        f"{one.title}. Private: the patch also changes values in {', '.join(private)}"
        if private
        else one.title
    )
