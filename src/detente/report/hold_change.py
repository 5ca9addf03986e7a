"""What would change the answer of `hold`: guarantees, another order, values that decide; and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.hold.explain import unit_in_words
from detente.report.content import Item, Items, Line, Paragraph, Section, table
from detente.report.saying_hold import (
    acts_in_words,
    breach_in_words,
    in_order,
    number,
    percent,
    span,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.hold.results import BestOrder, BySubgames, Flip, Hold, Need, ShareThatHolds, WithMoney
    from detente.report.content import Block, Cell

OBJECTIVES: Final = {
    "least-total": "the sum of what all parties need in guarantees",
    "least-maximum": "the largest need of any one party",
}
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
    yield Paragraph(
        "What each party would have to lose by stopping, on top of what counts already, for the order as written.",
        "faint",
    )
    headers = (
        "party",
        "least further guarantee",
        "of what size, by whom",
        "held at least, and when less will do",
    )
    sized = any(need.nominal for _, need in needs)
    rows = [_need(found, party, need) for party, need in needs]
    yield table(
        headers if sized else (*headers[:2], *headers[3:]),
        rows if sized else ([*row[:2], *row[3:]] for row in rows),
    )


def _need(found: Hold, party: str, need: Need) -> list[Cell]:
    unit = unit_in_words(need.unit) if need.unit else unit_of(found.deal, party)
    if need.least.high == 0:
        return [(Line(found.deal.call(party), "strong"),), (Line("none"),), (Line(""),), (Line(""),)]
    return [
        (Line(found.deal.call(party), "strong"),),
        (Line(span(need.least.low, need.least.high, unit)),),
        tuple(_nominal(found, need)),
        tuple(_schedule(need)),
    ]


def _nominal(found: Hold, need: Need) -> Iterator[Line]:
    unknown = (
        "not known" if need.least.high is None else "none can be named (believed 0, or not said how far)"
    )
    for who, size in need.nominal.items():
        yield Line(f"{found.deal.call(who)}: {unknown if size is None else number(size)}")


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
    if best.best != best.as_written and best.value < best.value_as_written:
        yield Paragraph(f"The order found: {acts_in_words(best.best)}.")
        needs = [f"{found.deal.call(party)} {number(need)}" for party, need in _needs(found, best)]
        if needs:
            yield Paragraph(f"In that order each would need: {', '.join(needs)}.")
    if best.with_money is not None:
        yield from _with_money(found, best.with_money)


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
    written = f"As written the order needs {number(best.value_as_written)}"
    if best.best != best.as_written and best.value < best.value_as_written:
        return f"{written}; another needs {number(best.value)}. {proof}"
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
        ("party", "value", "in the file", "turns at", "away by"),
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
    return whole[0].upper() + whole[1:]


def _played(one: BySubgames) -> str:
    if one.holds or not one.left_out:
        return "every act is performed"
    if not one.plays:
        return "no act is performed"
    return f"performed: {acts_in_words(one.plays)}; not performed: {acts_in_words(one.left_out)}"


def _break_even(found: Hold) -> Iterator[Block]:
    if found.break_even:
        yield Items(tuple(Item(sentence) for sentence in found.break_even))
