"""One point of an answer, written out so that it can be checked by hand: the sum, a term a line."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from detente.deal.model import in_words
from detente.deal.phrases import figure
from detente.deal.units import unit_in_words
from detente.diagnose.excerpt import cells
from detente.errors import UnknownName
from detente.hold.results import EVERY, NONE

if TYPE_CHECKING:
    from detente.hold.results import Hold, Interval, Point

START: Final = "start"
_KINDS: Final = {
    "kept back": "not performed by it",
    "not received": "not received by it",
    "released": "not performed by others",
    "lost": "lost with a guarantee",
    "exit": "had instead, walking at",
}
BREACH: Final = {
    "releases": "an act left out releases only what waits for it",
    "ends the deal": "an act left out ends the deal for everybody",
}
"""What follows if an act is left out, by `Point.if_breached`."""
_NAMED: Final = 4  # points named where one is asked for that does not exist
_WIDTH: Final = 96
_WRAP: Final[dict[str, Any]] = {"break_long_words": False, "break_on_hyphens": False}
_GLUE: Final = "\x00"  # stands for a space at which no line is parted
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
    if not found.points:
        return ("No party has an act that it could leave out.",)
    points = points_at(found, after, party)
    blocks = []
    for point in points:
        with_form = len(points) > 1 or len({one.if_breached for one in found.points}) > 1
        blocks.append([*_head(found, point, with_form=with_form), "", *_body(found, point)])
    return tuple(line for number, block in enumerate(blocks) for line in (["", *block] if number else block))


def points_at(found: Hold, after: str, party: str) -> tuple[Point, ...]:
    """The point that is meant, once for each form; see `explain` for the arguments and what is raised.

    An act may be the party's next one at one point and the last one done at another: the point at which the party is
    about to do it comes first.
    """
    mine = [point for point in found.points if point.party == _party(found, party)]
    ways = [
        [point for point in mine if point.mover and point.next == after],
        [point for point in mine if point.mover and _is_after(point, after)],
        [point for point in mine if _is_after(point, after)],
        [point for point in mine if point.next == after],
    ]
    meant = next((way for way in ways if way), None)
    if meant is None:
        raise _no_point(found, after, mine)
    by_form: dict[str, Point] = {}
    for point in meant:
        by_form.setdefault(point.if_breached, point)
    return tuple(by_form.values())


def _no_point(found: Hold, asked: str, mine: Sequence[Point]) -> UnknownName:
    """Why there is no such point: nothing is left to do after it, or nothing is called that."""
    known = {START, *(label for point in found.points for label in (*point.after, point.next) if label)}
    if asked not in known:
        return UnknownName.among("point", asked, known)
    own = list(dict.fromkeys(point.next for point in mine if point.next))
    shown = [f"`{label}`" for label in (own if len(own) == _NAMED + 1 else own[:_NAMED])]
    rest = len(own) - len(shown)
    name = found.deal.call(mine[0].party)
    acts = in_words([*shown, f"{rest} more"] if rest else shown)
    help_ = f"points of {name}: before {acts}" if own else f"{name} has no act of its own"
    return UnknownName(f"Nothing is left to do after `{asked}`.", help=help_)


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
    yield from _listed(f"Still owed to {found.deal.call(point.party)}: ", point.owed_to_it)


# --- without values ---


def _signs(found: Hold, point: Point) -> Iterator[str]:
    name = found.deal.call(point.party)
    yield from _prose(
        f"No values of {name} are given, so only signs are used: an act costs its performer nothing or more, and is "
        "worth nothing or more to whom it is owed."
    )
    yield ""
    both = set(point.kept_back) & set(point.not_received)
    yield f"If {name} leaves out `{point.next}`"
    yield from _listed("  it keeps back:        ", point.kept_back, both, "its part of ")
    yield from _listed("  it does not receive:  ", point.not_received, both, "the other part of ")
    counting = [one.guarantee for one in point.held_by if one.counts]
    yield from _listed("  it would lose with:   ", counting)
    yield from _not_counting(point)
    yield ""
    yield from _prose(f"{name[:1].upper()}{name[1:]} gains by stopping here {_by_signs(point, counting)}.")


def _by_signs(point: Point, lost: Sequence[str]) -> str:
    if point.without_values == NONE:
        return "for no valuation"
    if point.without_values == EVERY:
        return f"for every valuation in which `{point.next}` costs it anything"
    against = ["what it does not receive"] if point.not_received else []
    against += ["what it would lose"] if lost else []
    joined = ", together with ".join(against)
    return f"if what it keeps back is worth more to it than {joined}; else it goes on"


def _not_counting(point: Point) -> Iterator[str]:
    for one in point.held_by:
        if not one.counts:
            yield from _listed(
                "  does not count:       ",
                (),
                empty=f"`{one.guarantee}`: {one.why or 'it covers nothing here'}",
            )


def _listed(
    head: str, labels: Sequence[str], marked: Collection[str] = (), mark: str = "", empty: str = "nothing"
) -> Iterator[str]:
    """All the ids after a head, on as many lines as they take."""
    shown = [_whole(f"{mark if label in marked else ''}`{label}`") for label in labels]
    indent = " " * len(head)
    for text in textwrap.wrap(head + (", ".join(shown) or empty), _WIDTH, subsequent_indent=indent, **_WRAP):
        yield text.replace(_GLUE, " ")


def _whole(item: str) -> str:
    """An item that is not parted at the end of a line, unless it is long."""
    return item.replace(" ", _GLUE) if len(item) < _WIDTH // 2 else item


def _prose(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, **_WRAP)


# --- with values ---


def _sum(found: Hold, point: Point) -> Iterator[str]:
    name = found.deal.call(point.party)
    values = found.deal.values.get(point.party)
    unit = None if values is None else unit_in_words(values.unit)
    yield from _prose(
        f"What {name} gains by {_what(point)}, by its own values{f', in {unit}' if unit else ''}. "
        "A cost that it saves is added; what it does not get, or loses, is taken off."
    )
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
    # Nine digits are more than anybody adds up by hand; a discount would show sixteen.
    return _NOT_KNOWN if end is None else figure(float(f"{end + 0.0:.9g}"))


def _columns(rows: Sequence[tuple[str, str, str, str]], total: tuple[str, str]) -> Iterator[str]:
    every = [("", "", "at least", "at most"), *rows, ("gains by stopping", "", *total)]
    widths = [max(cells(row[place]) for row in every) for place in range(4)]
    room = [[" " * (width - cells(text)) for text, width in zip(row, widths, strict=True)] for row in every]
    lines = [
        f"  {kind}{gaps[0]}  {label}{gaps[1]}  {gaps[2]}{low}  {gaps[3]}{high}"
        for (kind, label, low, high), gaps in zip(every, room, strict=True)
    ]
    yield from lines[:-1]
    yield "  " + "-" * (cells(lines[0]) - 2)
    yield lines[-1]


def _result(name: str, point: Point, total: tuple[float | None, float | None]) -> Iterator[str]:
    gain = point.gain
    if gain is None:
        return
    if point.terms and (_shown(gain.low), _shown(gain.high)) != (_shown(total[0]), _shown(total[1])):
        yield "Where its values are at other ends of their ranges, leaving out other acts may pay it more or less:"
        yield f"over all of them it gains {_between(gain)}."
    if not point.exact:
        yield "The upper figure is a bound that errs on the careful side; the gain itself may be smaller."
    known = gain.low is not None and gain.high is not None
    which = "which of the values given is right" if known else "values that are not known"
    answer = {
        True: f"{name} does not gain by stopping here, for any value given.",
        False: f"{name} gains by stopping here, for every value given.",
        None: f"Whether {name} gains by stopping here depends on {which}.",
    }
    said = answer[point.holds]
    yield said[:1].upper() + said[1:]


def _between(gain: Interval) -> str:
    low, high = _shown(gain.low), _shown(gain.high)
    return low if low == high else f"from {low} to {high}"
