"""The table of points: at which point which party would gain by stopping, and what stands against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.check.saying import counted
from detente.hold.results import DEPENDS, Interval
from detente.report.content import Heading, Item, Items, Line, Paragraph, section, table
from detente.report.hold_notes import any_held, how, missing
from detente.report.saying import few
from detente.report.saying_hold import (
    NOTHING,
    answer_in_words,
    breach_in_words,
    capital,
    exposed_in_words,
    forms_of,
    held_in_words,
    in_order,
    not_counting,
    number,
    shared_unit,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.model import Deal
    from detente.hold.results import Hold, Point
    from detente.report.content import Block, Cell, Section, Table

TITLE: Final = "Point by point: would the party whose turn it is gain by stopping?"
_SIGNS: Final = ("point", "party", "still owed to it", "would lose by stopping", "gains by stopping")
_VALUES: Final = ("point", "party", "gains by stopping", "held by", "others exposed")
_HELD: Final = 3  # the place of the column on guarantees
_FEW: Final = 3
_TONES: Final = {True: "plain", False: "strong", None: "plain"}


@dataclass(frozen=True, slots=True)
class Row:
    """Consecutive points at which the same party is to move with the same answer."""

    points: tuple[Point, ...]

    @property
    def first(self) -> Point:
        """The first of them."""
        return self.points[0]

    @property
    def last(self) -> Point:
        """The last of them."""
        return self.points[-1]


def points_section(found: Hold) -> Section:
    """The points by form: one table where the forms agree, else one for each."""
    return section(TITLE, _blocks(found))


def _blocks(found: Hold) -> Iterator[Block]:
    forms = forms_of(found)
    if not any(_asked(found, form) for form in forms):
        yield Paragraph("No party has an act that it could leave out.")
        return
    yield Paragraph(how(found), "faint")
    first, *others = forms
    differing = {form: _differing(found, form, first) for form in others}
    if any(differing.values()):
        yield Heading(f"If {breach_in_words(first)}")
    yield _table(found, rows_of(found.deal, _asked(found, first)))
    for form, runs in differing.items():
        if runs:
            yield Heading(f"If {breach_in_words(form)}")
            same = len(_asked(found, form)) - sum(map(len, runs))
            if same:
                yield Paragraph(f"The same as above at {counted(same, 'point')}; where it differs:")
            yield _table(found, [row for run in runs for row in rows_of(found.deal, run)])
    yield from (Paragraph(sentence) for sentence in missing(found))
    notes = not_counting(found.deal, (point for point in found.points if point.mover))
    if notes:
        yield Paragraph("Guarantees that do not count against stopping:")
        yield Items(tuple(Item(capital(note)) for note in notes))


def _differing(found: Hold, form: str, first: str) -> list[list[Point]]:
    """The points whose row differs from that under the first form, in runs without a gap."""
    shown = {_key(point): _cells(found, Row((point,))) for point in _asked(found, first)}
    runs: list[list[Point]] = []
    open_ = False
    for point in _asked(found, form):
        differs = shown.get(_key(point)) != _cells(found, Row((point,)))
        if differs and open_:
            runs[-1].append(point)
        elif differs:
            runs.append([point])
        open_ = differs
    return runs


def _key(point: Point) -> tuple[object, ...]:
    return (point.after, point.party, point.next)


def _table(found: Hold, rows: Sequence[Row]) -> Table:
    """A table of rows; the column on guarantees is left out where nothing stands in it."""
    headers = _VALUES if found.with_values else _SIGNS
    left_out = () if any_held(found) else (_HELD,)
    return table(
        (name for place, name in enumerate(headers) if place not in left_out),
        ([cell for place, cell in enumerate(_cells(found, row)) if place not in left_out] for row in rows),
    )


def _cells(found: Hold, row: Row) -> list[Cell]:
    return (_valued_row if found.with_values else _signs_row)(found.deal, row)


def _asked(found: Hold, form: str) -> list[Point]:
    return [point for point in found.points if point.mover and point.if_breached == form]


def rows_of(deal: Deal, points: Sequence[Point]) -> list[Row]:
    """Gather points of one party with the same answer: consecutive ones, and by signs all those of one duty.

    Args:
        deal: the deal.
        points: points of one form at which the party is to move, in the order of play.
    """
    found: list[list[Point]] = []
    by_duty: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        answer = _answer(deal, point)
        duty = by_duty.get(answer) if point.gain is None else None
        if duty is not None:
            duty.append(point)
        elif point.gain is not None and found and _answer(deal, found[-1][0]) == answer:
            found[-1].append(point)
        else:
            found.append([point])
            by_duty[answer] = found[-1]
    return [Row(tuple(group)) for group in found]


def _answer(deal: Deal, point: Point) -> tuple[object, ...]:
    counting = tuple(one.guarantee for one in point.held_by if one.counts)
    if point.gain is not None:
        # How much worse off it would be may differ; that it gains nothing is the answer.
        gain = NOTHING if point.holds is True else answer_in_words(deal, point)
        return (point.party, point.holds, gain, counting)
    return (point.party, duty_of(point.next), point.holds, point.without_values, counting)


def duty_of(act: str | None) -> str | None:
    """The duty that a piece of time belongs to: `calm` for `calm since release` and `calm afterwards`."""
    return None if act is None else act.partition(" since ")[0].removesuffix(" afterwards")


def _signs_row(deal: Deal, row: Row) -> list[Cell]:
    first = row.first
    return [
        _point(row),
        (Line(deal.call(first.party), "strong"),),
        (Line(few(first.owed_to_it, _FEW) or NOTHING),),
        (Line(held_in_words(first.held_by)),),
        (Line(_gains(deal, row), _TONES[first.holds]),),
    ]


def _valued_row(deal: Deal, row: Row) -> list[Cell]:
    first = row.first
    return [
        _point(row),
        (Line(deal.call(first.party), "strong"),),
        (Line(_gains(deal, row), _TONES[first.holds]),),
        _held(row),
        tuple(_exposed(deal, row)),
    ]


def _point(row: Row) -> Cell:
    first, last = row.first, row.last
    since = f"after {first.after[-1]}" if first.after else "at the start"
    if len(row.points) == 1:
        return (Line(since, "strong"), Line(f"before {first.next}"))
    if first.gain is None:
        more = len(row.points) - 1
        return (Line(since, "strong"), Line(f"before {first.next}"), Line(f"and at {more} later"))
    return (
        Line(since, "strong"),
        Line(f"before {first.next}"),
        Line(f"to {last.next}: {counted(len(row.points), 'point')}"),
    )


def _gains(deal: Deal, row: Row) -> str:
    first = row.first
    if len(row.points) == 1:
        return answer_in_words(deal, first, with_unit=shared_unit(deal) is None)
    if first.gain is None:
        return _merged_signs(deal, row)
    if first.holds is True:
        return _merged_nothing(deal, row)
    return answer_in_words(deal, first, with_unit=shared_unit(deal) is None)


def _merged_signs(deal: Deal, row: Row) -> str:
    """The answer at the first of the points; what would fall away grows less as things are done."""
    first, last = row.first, row.last
    said = answer_in_words(deal, first)
    if first.without_values != DEPENDS or first.not_received == last.not_received:
        return said
    return f"{said}; later less would fall away"


def _merged_nothing(deal: Deal, row: Row) -> str:
    margins = [-point.gain.high for point in row.points if point.gain and point.gain.high is not None]
    least = min(margins, default=0.0)
    unit = unit_of(deal, row.first.party) if shared_unit(deal) is None else None
    if number(least) == "0":
        return NOTHING
    return f"{NOTHING} ({number(least)}{f' {unit}' if unit else ''} or more worse off)"


def _held(row: Row) -> Cell:
    """The guarantees that count, each with the least and the most that the party would lose over the points."""
    names = [one.guarantee for one in row.first.held_by if one.counts]
    said = []
    for name in names:
        lost = [one for point in row.points for one in point.held_by if one.guarantee == name]
        alike = {one.loses for one in lost}
        said.append(held_in_words(lost[:1], with_losses=len(alike) == 1))
    return tuple(Line(one) for one in said) or (Line(NOTHING),)


def _exposed(deal: Deal, row: Row) -> Iterator[Line]:
    parties = [party for point in row.points for party in point.exposed]
    for party in in_order(deal, parties):
        lost = [point.exposed[party] for point in row.points if party in point.exposed]
        unit = unit_of(deal, party) if shared_unit(deal) is None else None
        yield Line(f"{deal.call(party)} {exposed_in_words(_over(lost), unit)}")


def _over(lost: Sequence[Interval]) -> Interval:
    """From the least to the most over several points."""
    lows = [one.low for one in lost]
    highs = [one.high for one in lost]
    low = None if None in lows else min(end for end in lows if end is not None)
    high = None if None in highs else max(end for end in highs if end is not None)
    return Interval(low, high)
