"""Whether somebody who is asked to act on a breach would do it, by its own values file.

A guarantor that is called, or a party that is to react, compares what doing so is worth to it with what it loses by not
doing so: by its file, under the id of what it is asked, and under guarantees that secure it for the same acts; a
guarantor also with what it gets if it walks. Whoever has no file, or does not name the act in it, is taken to do what
it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.deal.course import Course
from detente.deal.model import Guarantee, Values
from detente.deal.phrases import Ref
from detente.deal.worth import Worth
from detente.hold.play.acts import Act
from detente.hold.play.belief import believed_loss, middle
from detente.hold.play.stakes import exact, plus


def margins(
    course: Course, performers: Iterable[str], label: str, acts: Sequence[Act], place: int
) -> dict[str, Worth]:
    """What each performer with values has by doing what is asked, less what it has by leaving that undone.

    Args:
        course: the course of the deal.
        performers: the ids of those who are asked to act.
        label: the id of the guarantee, or of the duty owed on a breach.
        acts: the acts of the deal in the order of play.
        place: the place of the act that is left out; everything before it is done.

    Returns:
        By performer, in the unit of its file: it acts where this is 0 or more. Nobody whose file has no worth for it.
    """
    found = {}
    for who in performers:
        values = course.deal.values.get(who)
        if values is None or not isinstance(values.worth, dict) or label not in values.worth:
            continue
        # A party that does not react may go on with the deal all the same.
        instead = Worth(0.0, 0.0) if who in course.deal.parties else _instead(values, acts, place)
        found[who] = _sum(_sum(values.worth[label], _losses(course, values, who, label)), -instead)
    return found


def _losses(course: Course, values: Values, who: str, label: str) -> Worth:
    """What its file says that it loses with this entry, and under guarantees that secure it for the same acts."""
    deal = course.deal
    views = values.guarantees if isinstance(values.guarantees, dict) else {}
    entry = deal.guarantees.get(label)
    acts = {label} if entry is None else {ref.id for ref in entry.covers or () if isinstance(ref, Ref)}
    own = entry is None or who not in (entry.secures or ())
    total = believed_loss(views[label]) if own and label in views else Worth(0.0, 0.0)
    for guarantee in deal.guarantees.values():
        if guarantee.id != label and _secures(guarantee, who, acts):
            total = _sum(total, believed_loss(views.get(guarantee.id)))
    return total


def _secures(guarantee: Guarantee, who: str, acts: set[str]) -> bool:
    secures = guarantee.secures if isinstance(guarantee.secures, tuple) else ()
    covers = guarantee.covers if isinstance(guarantee.covers, tuple) else ()
    return who in secures and any(ref.id in acts for ref in covers)


def _instead(values: Values, acts: Sequence[Act], place: int) -> Worth:
    """What it gets if it walks when everything before the place is done."""
    total = Worth(0.0, 0.0, 0.0)
    walks = values.if_it_walks if isinstance(values.if_it_walks, dict) else {}
    for key, worth in walks.items():
        if key == "gets" or _holds(key, acts, place):
            total = _sum(total, worth)
    return total


def _holds(key: str, acts: Sequence[Act], place: int) -> bool:
    if key.startswith("in stage"):
        return acts[place].stage == key.removeprefix("in stage").strip()
    name, _, part = key.removeprefix("after").strip().partition(".")
    places = [
        at
        for at, act in enumerate(acts)
        for member in act.members
        if member.obligation == name and part in ("", str(member.part), member.who)
    ]
    return bool(places) and places[-1] < place


def _sum(one: Worth, two: Worth) -> Worth:
    low, high = (plus(exact(a), exact(b)) for a, b in ((one.low, two.low), (one.high, two.high)))
    first, second = middle(one), middle(two)
    likely = None if first is None or second is None else float(first + second)
    return Worth(float(low), float(high), likely)
