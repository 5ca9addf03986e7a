"""What `hold` found, in words: figures, gains, guarantees, points. The same words for every party."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.deal.course import course_of
from detente.deal.phrases import figure
from detente.deal.units import unit_in_words
from detente.hold.explain import BREACH
from detente.hold.play.acts import ENDS
from detente.hold.results import DEPENDS, EVERY, NONE
from detente.hold.signs import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from detente.deal.model import Deal
    from detente.hold.results import HeldBy, Hold, Interval, Point

DIGITS: Final = 6  # significant digits of a figure in text; JSON has them all
NOTHING: Final = "nothing"
UNKNOWN: Final = "not known"
_FEW: Final = 2  # ids on each side of an inequality in a table; `--explain` has them all


def number(value: float) -> str:
    """A figure in text: `1550000`, `2.5`, `0.333333`."""
    return figure(float(f"{value:.{DIGITS}g}") + 0.0)


def span(low: float | None, high: float | None, unit: str | None = None) -> str:
    """`15`, `15 to 25`, `15 or more`, `at most 25`, `not known`; ends that read alike are given once."""
    shown = [None if end is None else number(end) for end in (low, high)]
    if shown == [None, None]:
        return UNKNOWN
    first, last = (None if end is None else _with(end, unit) for end in shown)
    if last is None:
        return f"{first} or more"
    if first is None:
        return f"at most {last}"
    return last if shown[0] == shown[1] else f"{shown[0]} to {last}"


def _with(shown: str, unit: str | None) -> str:
    """A figure with its unit: `1 point`, `2 points`, `1 million euro`."""
    if not unit:
        return shown
    return f"{shown} {'point' if (shown, unit) == ('1', 'points') else unit}"


def unit_of(deal: Deal, party: str) -> str | None:
    """The unit of a party's values, as its file has it: `million euro` of `money: million euro`."""
    values = deal.values.get(party)
    return None if values is None else unit_in_words(values.unit)


def shared_unit(deal: Deal) -> str | None:
    """The unit of every party with values, if it is one and the same."""
    units = {unit_of(deal, party) for party in deal.values}
    return units.pop() if len(units) == 1 else None


def gain_in_words(gain: Interval, unit: str | None = None, *, exact: bool = True) -> str:
    """What a party gains by stopping: `15 to 25`, `nothing (5 to 10 worse off)`, `from 5 less to 10 more`."""
    low, high = gain.low, gain.high
    if high is not None and high <= 0:
        return _no_gain(gain, unit)
    if not exact:
        return UNKNOWN if high is None else f"at most {_with(number(high), unit)}"
    if low is not None and low >= 0:
        return span(low, high, unit) if high is not None else _no_upper_end(low, unit)
    return _uncertain(low, high, unit)


def _no_upper_end(low: float, unit: str | None) -> str:
    """A gain for certain without an upper end; what may be nothing is not known."""
    shown = f"at least {_with(number(low), unit)}"
    return shown if low > 0 else f"{UNKNOWN}, {shown}"


def _uncertain(low: float | None, high: float | None, unit: str | None) -> str:
    """A gain that may be a loss: `from 5 less to 10 more`."""
    if low is None:
        return UNKNOWN if high is None else f"{UNKNOWN}, at most {_with(number(high), unit)}"
    less = _with(number(-low), unit)
    if high is None:
        return f"{UNKNOWN}, from {less} less with no upper limit"
    return f"from {less} less to {_with(number(high), unit)} more"


def _no_gain(gain: Interval, unit: str | None) -> str:
    high = gain.high or 0.0
    low = None if gain.low is None else -gain.low
    if number(high) == "0" and low is None:
        return NOTHING
    if number(high) == "0" and low is not None and number(low) == "0":
        return f"{NOTHING} (the same either way)"
    return f"{NOTHING} ({span(-high, low, unit)} worse off)"


def without_values_in_words(point: Point) -> str:
    """Whether a party gains by stopping, by signs alone: `for none`, `depends: if keeping back ...`."""
    if point.without_values == NONE:
        return "for none"
    if point.without_values == EVERY:
        return "for every valuation"
    if point.without_values != DEPENDS:
        return UNKNOWN
    both = set(point.kept_back) & set(point.not_received)
    kept = _few(point.kept_back or (point.next or "",), both, "its part of ")
    return f"depends: if keeping back {kept} is worth more to it than {against_in_words(point, both)}"


def against_in_words(point: Point, both: Collection[str] = ()) -> str:
    """What falls away for the party, and what it would lose: `x`, `y` and 3 more and what it would lose with `z`."""
    against = [_few(point.not_received, both, "the other part of ")] if point.not_received else []
    lost = tuple(one.guarantee for one in point.held_by if one.counts)
    against += [f"what it would lose with {_few(lost)}"] if lost else []
    return " and ".join(against)


def _few(ids: tuple[str, ...], marked: Collection[str] = (), mark: str = "") -> str:
    """The first ids; all of them where only one would be left out."""
    return listed(ids, marked, mark, len(ids) if len(ids) == _FEW + 1 else _FEW)


def answer_in_words(deal: Deal, point: Point, *, with_unit: bool = True) -> str:
    """What a party gains by stopping at a point: a figure where it has values, known or not; else by signs."""
    if point.gain is None:
        return without_values_in_words(point)
    return gain_in_words(
        point.gain,
        unit_of(deal, point.party) if with_unit else None,
        exact=point.exact or point.holds is True,
    )


def held_in_words(held_by: Sequence[HeldBy], *, with_losses: bool = True) -> str:
    """The guarantees that count at a point: `coast-bond: 10`; `nothing` where none does."""
    said = []
    for one in held_by:
        if not one.counts:
            continue
        if one.loses is None or not with_losses:
            said.append(one.guarantee)
        else:
            said.append(f"{one.guarantee}: {span(one.loses.low, one.loses.high)}")
    return "; ".join(said) or NOTHING


def exposed_in_words(lost: Interval, unit: str | None = None) -> str:
    """What a party has put in beyond what it has had: `10 to 20`, `nothing`, `up to 5`."""
    low, high = lost.low, lost.high
    if high is not None and number(high).startswith(("-", "0")) and high <= 0:
        return NOTHING
    if high is not None and (low is None or low <= 0):
        return f"up to {_with(number(high), unit)}"
    if high is None and low is not None and low <= 0:
        return UNKNOWN
    return span(low, high, unit)


def point_in_words(after: Sequence[str]) -> str:
    """`at the start`, `after `pay-1``."""
    return f"after `{after[-1]}`" if after else "at the start"


def breach_in_words(form: str) -> str:
    """What follows if an act is left out, by the name of the form."""
    return BREACH.get(form, form)


def forms_of(found: Hold) -> list[str]:
    """The forms under which points were computed, in order."""
    return list(dict.fromkeys(point.if_breached for point in found.points))


def valued(found: Hold) -> list[str]:
    """The parties whose values were used, as the file sorts them."""
    used = {point.party for point in found.points if point.gain is not None}
    return [party for party in found.deal.parties if party in used]


def deciding_points(found: Hold) -> list[Point]:
    """The points that decide: those at which a party is to move; where there are values, a party with values."""
    asked = [point for point in found.points if point.mover]
    return [point for point in asked if point.gain is not None] or asked


def not_counting(deal: Deal, points: Iterable[Point]) -> list[str]:
    """A sentence for each guarantee that counts at no point of a party, for whom and why."""
    asked = [(one, point.party) for point in points for one in point.held_by]
    counting = {(one.guarantee, party) for one, party in asked if one.counts}
    why: dict[tuple[str, str], dict[str, None]] = {}
    told: set[tuple[str, str]] = set()
    for one, party in asked:
        if (one.guarantee, party) not in counting | told:
            told.add((one.guarantee, party))
            why.setdefault((one.guarantee, one.why), {})[party] = None
    return [
        f"`{guarantee}`, for {deal.call_all(in_order(deal, parties))}: {reason or 'it does not count'}."
        for (guarantee, reason), parties in why.items()
    ]


def in_order(deal: Deal, labels: Iterable[str]) -> list[str]:
    """Labels of parties as the file sorts them, then whoever else."""
    asked = list(dict.fromkeys(labels))
    return [
        *(one for one in deal.parties if one in asked),
        *(one for one in asked if one not in deal.parties),
    ]


def holds_in_words(holds: bool | None) -> str:
    """`holds`, `does not hold`, `cannot be said`."""
    return {True: "holds", False: "does not hold", None: "cannot be said"}[holds]


def acts_in_words(ids: Sequence[str], most: int = 40) -> str:
    """Ids of acts in order: `a`, `b`, `c`; the rest is counted, if it is more than one."""
    most = len(ids) if len(ids) == most + 1 else most
    shown = [f"`{label}`" for label in ids[:most]]
    return ", ".join(shown) + (f" and {len(ids) - most} more" if len(ids) > most else "")


def capital(sentence: str) -> str:
    """A sentence with a capital letter at its beginning, whatever name it begins with."""
    return sentence[:1].upper() + sentence[1:]


def leaves_order_open(found: Hold) -> bool:
    """Whether points were looked at in the order least favourable to the deal, the text giving none.

    The order matters only where an act left out ends the deal.
    """
    return ENDS in forms_of(found) and bool(course_of(found.deal).unordered)
