"""One point of an answer, written out so that it can be checked by hand: the sum, a term a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from detente.deal.phrases import figure
from detente.errors import UnknownName
from detente.hold.results import DEPENDS, EVERY, NONE

if TYPE_CHECKING:
    from detente.hold.results import Hold, Interval, Point

START: Final = "start"
_KINDS: Final = {
    "kept back": "not performed by it",
    "not received": "not received by it",
    "released": "not performed by others",
    "lost": "lost with a guarantee",
    "exit": "had instead of the rest",
}
BREACH: Final = {
    "releases": "what waits for an act that is left out is no longer owed, and the rest goes on",
    "ends the deal": "an act that is left out ends the deal for everybody",
}
"""What follows if an act is left out, by `Point.if_breached`."""
_NOT_KNOWN: Final = "not known"


def explain(found: Hold, after: str, party: str) -> tuple[str, ...]:
    """Write one point out, by every form under which it was computed.

    Args:
        found: the answer.
        after: the id of the last act done, the id of the party's next act, or `start`.
        party: the label of a party.

    Returns:
        Lines of plain text, without ends of line; sums stand in columns.

    Raises:
        UnknownName: there is no such party or no such point.
    """
    points = points_at(found, after, party)
    blocks = []
    for point in points:
        with_form = len(points) > 1 or len({one.if_breached for one in found.points}) > 1
        blocks.append([*_head(found, point, with_form=with_form), "", *_body(found, point)])
    return tuple(line for number, block in enumerate(blocks) for line in (["", *block] if number else block))


def points_at(found: Hold, after: str, party: str) -> tuple[Point, ...]:
    """The point that is meant, once for each form; see `explain` for the arguments and what is raised.

    An act may be the last one done at one point and the party's next one at another: the point at which the party is
    to move comes first, then that after the act.
    """
    mine = [point for point in found.points if point.party == _party(found, party)]
    ways = [
        [point for point in mine if point.mover and _is_after(point, after)],
        [point for point in mine if point.mover and point.next == after],
        [point for point in mine if _is_after(point, after)],
        [point for point in mine if point.next == after],
    ]
    meant = next((way for way in ways if way), None)
    if meant is None:
        known = {START, *(label for point in found.points for label in (*point.after, point.next) if label)}
        raise UnknownName.among("point", after, known)
    by_form: dict[str, Point] = {}
    for point in meant:
        by_form.setdefault(point.if_breached, point)
    return tuple(by_form.values())


def _is_after(point: Point, after: str) -> bool:
    return point.after[-1] == after if point.after else after == START


def _party(found: Hold, asked: str) -> str:
    labels = dict.fromkeys(point.party for point in found.points)
    if asked in labels:
        return asked
    named = [label for label in labels if found.deal.call(label).casefold() == asked.casefold()]
    if len(named) == 1:
        return named[0]
    raise UnknownName.among("party", asked, labels or found.deal.parties)


def _head(found: Hold, point: Point, *, with_form: bool) -> Iterator[str]:
    name = found.deal.call(point.party)
    since = f"After `{point.after[-1]}`" if point.after else "At the start"
    turn = "whose turn it is" if point.mover else "whose turn it is not yet"
    if point.next is None:
        yield f"{since}: {name}, which has nothing left to leave out."
    else:
        yield f"{since}: {name}, {turn}; its next act is `{point.next}`."
    if with_form:
        yield f"Taken here: {BREACH.get(point.if_breached, point.if_breached)}."


def _body(found: Hold, point: Point) -> Iterator[str]:
    if point.next is None:
        yield from _left(found, point)
    elif point.gain is None:
        yield from _signs(found, point)
    else:
        yield from _sum(found, point)


def _left(found: Hold, point: Point) -> Iterator[str]:
    name = found.deal.call(point.party)
    yield f"Still owed to {name}: {_all(point.owed_to_it)}."


# --- without values ---


def _signs(found: Hold, point: Point) -> Iterator[str]:
    name = found.deal.call(point.party)
    yield f"No values of {name} are given, so only signs are used: an act costs its performer nothing or more,"
    yield "and is worth nothing or more to whom it is owed."
    yield ""
    yield f"If {name} leaves out `{point.next}`"
    yield f"  it keeps back:        {_all(point.kept_back)}"
    yield f"  it does not receive:  {_all(point.not_received)}"
    counting = [one.guarantee for one in point.held_by if one.counts]
    yield f"  it would lose:        {_all(counting)}"
    yield from _not_counting(point)
    yield ""
    answer = {
        EVERY: f"It gains by stopping for every valuation, {point.inequality}.",
        NONE: "It gains by stopping for no valuation.",
        DEPENDS: f"It gains by stopping {point.inequality}.",
    }
    yield answer.get(point.without_values or "", "Whether it gains by stopping is not known.")


def _not_counting(point: Point) -> Iterator[str]:
    for one in point.held_by:
        if not one.counts:
            yield f"  not counted:          `{one.guarantee}`, because {one.why or 'it covers nothing here'}"


def _all(labels: Sequence[str]) -> str:
    return ", ".join(f"`{label}`" for label in labels) or "nothing"


# --- with values ---


def _sum(found: Hold, point: Point) -> Iterator[str]:
    name = found.deal.call(point.party)
    values = found.deal.values.get(point.party)
    unit = f", in {values.unit}" if values is not None and isinstance(values.unit, str) else ""
    yield f"What {name} gains by {_what(point)}, by its own values{unit}."
    yield "A cost that it saves is added, what it does not get or loses is taken off."
    yield ""
    lows = [term.gain.low if term.gain else None for term in point.terms]
    highs = [term.gain.high if term.gain else None for term in point.terms]
    total = (_total(lows), _total(highs))
    rows = [
        (_KINDS.get(term.kind, term.kind), term.id, _shown(low), _shown(high))
        for term, low, high in zip(point.terms, lows, highs, strict=True)
    ]
    yield from _columns(rows, (_shown(total[0]), _shown(total[1])))
    yield ""
    yield from _not_counting(point)
    yield from _result(name, point, total)


def _what(point: Point) -> str:
    if point.walks:
        return f"leaving out `{point.next}` and walking away"
    own = [term.id for term in point.terms if term.kind == "kept back" and term.id != point.next]
    return f"leaving out `{point.next}`" + (", with what goes with it" if own else "")


def _total(ends: Sequence[float | None]) -> float | None:
    """The exact sum of decimals as they are written; None where an end is not known."""
    known = [Fraction(repr(float(end))) for end in ends if end is not None]
    return float(sum(known, Fraction(0))) if len(known) == len(ends) else None


def _shown(end: float | None) -> str:
    return _NOT_KNOWN if end is None else figure(end + 0.0)


def _columns(rows: Sequence[tuple[str, str, str, str]], total: tuple[str, str]) -> Iterator[str]:
    every = [("", "", "at least", "at most"), *rows, ("gains by stopping", "", *total)]
    widths = [max(len(row[place]) for row in every) for place in range(4)]
    lines = [
        f"  {kind:<{widths[0]}}  {label:<{widths[1]}}  {low:>{widths[2]}}  {high:>{widths[3]}}"
        for kind, label, low, high in every
    ]
    yield from lines[:-1]
    yield "  " + "-" * (len(lines[0]) - 2)
    yield lines[-1]


def _result(name: str, point: Point, total: tuple[float | None, float | None]) -> Iterator[str]:
    gain = point.gain
    if gain is None:
        return
    if point.terms and (gain.low, gain.high) != total:
        yield "Where its values are at other ends of their ranges, leaving out other acts may pay it more or less:"
        yield f"over all of them it gains {_between(gain)}."
    if not point.exact:
        yield "The upper figure is a bound that errs on the careful side; the gain itself may be smaller."
    answer = {
        True: f"{name} does not gain by stopping here, for any value given.",
        False: f"{name} gains by stopping here, for every value given.",
        None: f"Whether {name} gains by stopping here depends on which of the values given is right.",
    }
    yield answer[point.holds]


def _between(gain: Interval) -> str:
    low, high = _shown(gain.low), _shown(gain.high)
    return low if low == high else f"from {low} to {high}"
