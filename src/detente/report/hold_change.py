"""What would change the answer of `hold`: guarantees, another order, values that decide; and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.deal.units import unit_in_words
from detente.hold.play.acts import ENDS
from detente.report.content import Item, Items, Line, Paragraph, Section, table
from detente.report.saying import percent
from detente.report.saying_hold import (
    acts_in_words,
    breach_in_words,
    capital,
    in_order,
    leaves_order_open,
    number,
    span,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.hold.results import BestOrder, BySubgames, Flip, Hold, Need, ShareThatHolds, WithMoney
    from detente.report.content import Block, Cell

OBJECTIVES: Final = {
    "least-total": "the sum of what all parties need in guarantees",
    "least-maximum": "the largest need of any one party",
}
_TOGETHER: Final[dict[str, Callable[[list[float]], float]]] = {"least-total": sum, "least-maximum": max}
_NO_CHANCE: Final = (
    "This is a share of the valuations that the files allow, not how likely it is that the deal is kept."
)


def change_sections(found: Hold) -> list[Section]:
    """The sections in the order of the page; those without blocks have nothing to say."""
    return [
        Section("Smallest guarantees with which it would hold", tuple(_guarantees(found))),
        Section("Another order of the acts", tuple(_order(found))),
        Section("For how many valuations it holds", tuple(_share(found))),
        Section("Values that decide", tuple(_flips(found))),
        Section("If every party looks ahead", tuple(_subgames(found))),
        Section("From where on it would hold", tuple(_break_even(found))),
    ]


def _guarantees(found: Hold) -> Iterator[Block]:
    deal = found.deal
    needs = [(party, found.guarantees[party]) for party in in_order(deal, found.guarantees)]
    if not needs:
        return
    if all(need.least.high == 0 for _, need in needs):
        yield Paragraph(f"No further guarantee is needed from {deal.call_all(party for party, _ in needs)}.")
        return
    open_ = "; where the text leaves the order open, in the order that is least favourable"
    yield Paragraph(
        "What each party would have to lose by stopping, on top of what counts already, for the order as written"
        f"{open_ if leaves_order_open(found) else ''}. Less will do once the act named and all before it are done.",
        "faint",
    )
    headers = (
        "party",
        "least further guarantee",
        "of what size, by whom",
        "held at least, and when less will do",
    )
    rows = [_need(found, party, need) for party, need in needs]
    sized = any(row[2] for row in rows)
    yield table(
        headers if sized else (*headers[:2], *headers[3:]),
        rows if sized else ([*row[:2], *row[3:]] for row in rows),
    )


def _need(found: Hold, party: str, need: Need) -> list[Cell]:
    unit = unit_in_words(need.unit) if need.unit else unit_of(found.deal, party)
    if need.least.high == 0:
        return [(Line(found.deal.call(party), "strong"),), (Line("none"),), (), (Line(""),)]
    return [
        (Line(found.deal.call(party), "strong"),),
        (Line(span(need.least.low, need.least.high, unit)),),
        tuple(_nominal(found, party, need)),
        tuple(_schedule(need)),
    ]


def _nominal(found: Hold, party: str, need: Need) -> Iterator[Line]:
    """The size of it by guarantor; nothing of one in whom the party's file states no belief."""
    for who, size in need.nominal.items():
        name = found.deal.call(who)
        believed = _believed(found, party, who)
        if size is not None:
            yield Line(f"{name}: {number(size)}")
        elif believed == 0:
            yield Line(f"{name}: none, whatever its size: it is not believed")
        elif believed is not None:
            yield Line(f"{name}: not known")


def _believed(found: Hold, party: str, guarantor: str) -> float | None:
    """How far the party believes in a guarantor's guarantees that bear on it, at most; None where it is not said."""
    deal = found.deal
    views = deal.values[party].guarantees if party in deal.values else None
    bearing = {one.guarantee for point in found.points if point.party == party for one in point.held_by}
    told = [
        view.believed
        for label, view in (views.items() if isinstance(views, dict) else ())
        if isinstance(view.believed, float) and label in bearing and label in deal.guarantees
        if guarantor in (deal.guarantees[label].by or ())
    ]
    return max(told, default=None)


def _schedule(need: Need) -> Iterator[Line]:
    for after, hold in need.schedule:
        when = f"after {after}" if after else "from the start"
        yield Line(f"{when}: {'no bound is known' if hold is None else number(hold)}")


def _order(found: Hold) -> Iterator[Block]:
    best = found.order
    if best is None:
        return
    aim = OBJECTIVES.get(best.objective, best.objective)
    yield Paragraph(f"{_order_in_words(best)} What is made small: {aim}. Method: {best.method}.")
    difference = _difference(found, best)
    if difference:
        yield Paragraph(difference)
    if best.best != best.as_written and best.value < best.value_as_written:
        yield Paragraph(f"The order found: {acts_in_words(best.best)}.")
        needs = [f"{found.deal.call(party)} {number(need)}" for party, need in _needs(found, best)]
        if needs:
            yield Paragraph(f"In that order each would need: {', '.join(needs)}.")
    if best.with_money is not None:
        yield from _with_money(found, best.with_money)


def _difference(found: Hold, best: BestOrder) -> str:
    """Why the guarantees above come to more than the order of play needs, where they do."""
    together = _TOGETHER.get(best.objective)
    highs = [need.least.high for need in found.guarantees.values()]
    known = [high for high in highs if high is not None]
    least = _needed_if_it_ends(found)
    if together is None or not highs or len(known) < len(highs) or least is None:
        return ""
    above, ends = together(known), together(least)
    if not leaves_order_open(found) or not _more(ends, best.value_as_written):
        return ""
    head = "The guarantees above come to" if together is sum else "The largest of the guarantees above is"
    also = "" if not _more(above, ends) else f", {number(ends)} of it if {breach_in_words(ENDS)}"
    return (
        f"{head} {number(above)}{also}: the difference is the order that the text leaves open, "
        "and writing an order down takes it away."
    )


def _needed_if_it_ends(found: Hold) -> list[float] | None:
    """By party with values, its largest gain by stopping where an act left out ends the deal; None without a bound."""
    most = dict.fromkeys(found.guarantees, 0.0)
    for point in found.points:
        if point.if_breached == ENDS and point.mover and point.party in most and point.gain is not None:
            if point.gain.high is None:
                return None
            most[point.party] = max(most[point.party], point.gain.high)
    return list(most.values())


def _more(one: float, other: float) -> bool:
    return one > other and number(one) != number(other)


def _with_money(found: Hold, best: WithMoney) -> Iterator[Block]:
    """What instalments of the payments that may be divided would do."""
    proof = "this is proved" if best.proved else f"none needs less than {number(best.lower_bound)}"
    yield Paragraph(
        "If the payments that may be divided came in instalments between the other acts, "
        f"{number(best.value)} would be needed in all, split in any way; {proof}. "
        f"Order: {acts_in_words(best.order)}. Method: {best.method}."
    )
    if best.instalments:
        call = found.deal.call
        yield table(
            ("before", "by", "to", "amount"),
            (
                [
                    (Line(one.before or "the end", "strong"),),
                    (Line(call(one.payer)),),
                    (Line(call(one.receiver)),),
                    (Line(number(one.amount)),),
                ]
                for one in best.instalments
            ),
        )


def _needs(found: Hold, best: BestOrder) -> list[tuple[str, float]]:
    return [(party, best.needs[party]) for party in in_order(found.deal, best.needs)]


def _order_in_words(best: BestOrder) -> str:
    least = number(best.lower_bound)
    proof = (
        "No order needs less; this is proved."
        if best.proved
        else f"It is not proved that no order needs less; none needs less than {least}."
    )
    written = f"In the order of play, as it stands in the file, the acts need {number(best.value_as_written)}"
    if best.best != best.as_written and best.value < best.value_as_written:
        return f"{written}; another order needs {number(best.value)}. {proof}"
    return f"{written}. {proof}" if best.proved else f"{written}, and no better one was found. {proof}"


def _share(found: Hold) -> Iterator[Block]:
    share = found.share
    if share is None:
        return
    yield Paragraph(f"{_share_in_words(share)} {_NO_CHANCE}")
    yield Paragraph(f"How it was found: {share.method}.", "faint")


def _share_in_words(share: ShareThatHolds) -> str:
    if not share.samples:
        part = {0.0: "none", 1.0: "every one"}.get(share.holds, percent(share.holds))
        return f"It holds for {part} of the valuations that the files allow; no sample had to be drawn."
    return (
        f"It holds for {percent(share.holds)} of {share.samples:,} valuations drawn "
        f"(95 % interval: {percent(share.low)} to {percent(share.high)}; seed {share.seed})."
    )


def _flips(found: Hold) -> Iterator[Block]:
    if not found.flips:
        return
    deal = found.deal
    yield Paragraph(
        "The answer for a party turns if one value alone is that far from what its file says.", "faint"
    )
    order = in_order(deal, (flip.party for flip in found.flips))
    flips = sorted(found.flips, key=lambda flip: order.index(flip.party))
    yield table(
        ("party", "value", "point, likely or middle", "turns at", "away by"),
        (
            [
                (Line(deal.call(flip.party), "strong"),),
                (Line(flip.value),),
                (Line(number(flip.nominal)),),
                (Line(number(flip.turns_at)),),
                (Line(_off(flip)),),
            ]
            for flip in flips
        ),
    )


def _off(flip: Flip) -> str:
    if flip.turns_at == flip.nominal:
        return "it stands exactly at the turn"
    if flip.relative is None:
        return number(abs(flip.turns_at - flip.nominal))
    return percent(abs(flip.relative))


def _subgames(found: Hold) -> Iterator[Block]:
    if not found.by_subgames:
        return
    yield Paragraph(
        "Here each party also foresees what the others would do after it has left something out "
        "(subgame-perfect equilibrium), where above it takes the others to go on.",
        "faint",
    )
    for one in found.by_subgames:
        yield Paragraph(_subgame(found, one))
        yield Paragraph(f"Method: {one.method}.", "faint")


def _subgame(found: Hold, one: BySubgames) -> str:
    head = f"If {breach_in_words(one.if_breached)}: " if len(found.by_subgames) > 1 else ""
    said = _played(one)
    tail = "This differs from the answer above." if one.differs else "The answer is the same as above."
    whole = f"{head}{said}. {tail}"
    return capital(whole)


def _played(one: BySubgames) -> str:
    if one.holds or not one.left_out:
        return "every act is performed"
    if not one.plays:
        return "no act is performed"
    return f"performed: {acts_in_words(one.plays)}; not performed: {acts_in_words(one.left_out)}"


def _break_even(found: Hold) -> Iterator[Block]:
    if found.break_even and found.holds is not True:
        yield Items(tuple(Item(capital(sentence)) for sentence in found.break_even))
