"""What stands above and below the table of points: how it is to be read, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.hold.results import EVERY
from detente.report.saying import few
from detente.report.saying_hold import in_order, leaves_order_open, shared_unit, valued

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.hold.results import Hold, Point

_NAMED: Final = 6


def how(found: Hold) -> str:
    """How the table is to be read: only what matters for this answer."""
    said = "Each row is a party about to act, and whether it would gain by leaving that act out."
    if not any_held(found):
        said += " At none of these points would it lose anything with a guarantee."
    if any(point.mover and point.gain is None and point.without_values == EVERY for point in found.points):
        said += " For every valuation: if the act costs it anything, since nothing owed to it falls away."
    if found.with_values:
        used = valued(found)
        others = in_order(found.deal, (p.party for p in found.points if p.mover and p.party not in used))
        if others:
            said += (
                f" For {found.deal.call_all(others)} no values are given: taken to go on, and shown by signs."
            )
        unit = shared_unit(found.deal)
        said += " What it would lose with guarantees is taken off already." if any_held(found) else ""
        said += f" Figures in {unit}." if unit else " Figures in the unit of each party's own file."
        said += " Exposed: what another party has put in beyond what it has had, if things stop there."
        if leaves_order_open(found):
            said += (
                " Gains are those in the order least favourable to the deal; exposed is in the order of play."
            )
    return said + _pieces(found)


def _pieces(found: Hold) -> str:
    """Why a standing duty has several points."""
    acts = (point.next for point in found.points if point.mover and point.next)
    piece = next((act for act in acts if " since " in act), None)
    if piece is None:
        return ""
    return (
        " A standing duty can be given up after each act of another party: "
        f"`{piece}` is the time after `{piece.partition(' since ')[2]}`."
    )


def missing(found: Hold) -> Iterator[str]:
    """For each party whose gain is not known at a point of its own, the values of its file that are missing."""
    gaps: dict[str, dict[str, None]] = {}
    for point in found.points:
        if point.mover and point.gain is not None and None in (point.gain.low, point.gain.high):
            gaps.setdefault(point.party, {}).update(dict.fromkeys(_unknown(point)))
    for party in in_order(found.deal, gaps):
        names = few([f"`{name}`" for name in gaps[party]], _NAMED)
        tail = f": {names}" if names else ""
        yield f"What {found.deal.call(party)} would gain is not known where its file gives no figure{tail}."


def _unknown(point: Point) -> Iterator[str]:
    """The terms of a sum of which an end is not known, as the values file calls them."""
    for term in point.terms:
        if term.gain is None or None in (term.gain.low, term.gain.high):
            yield "if it walks" if term.kind == "exit" else term.id


def any_held(found: Hold) -> bool:
    """Whether a guarantee counts at any point at which a party is to move."""
    return any(one.counts for point in found.points if point.mover for one in point.held_by)
