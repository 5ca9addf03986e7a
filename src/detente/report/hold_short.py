"""The answer of `hold` in short: whether the deal holds and why, by which consequence, with whose values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.saying import counted
from detente.hold.results import EVERY
from detente.hold.signs import listed
from detente.report.content import Item, Items, section
from detente.report.saying import few
from detente.report.saying_hold import (
    answer_in_words,
    breach_in_words,
    capital,
    deciding_points,
    forms_of,
    in_order,
    point_in_words,
    valued,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.hold.results import Hold, Point
    from detente.report.content import Section


def short_section(found: Hold) -> Section:
    """The answer, with which consequence of a breach, and with whose values."""
    if not any(point.mover for point in found.points):
        said = ["There is nothing to ask: no party has an act that it could leave out."]
    else:
        said = [verdict_in_words(found), *_where(found), _form_in_words(found), _values_in_words(found)]
    return section(
        "In short",
        [Items(tuple(Item(capital(one), "plain" if n else "strong") for n, one in enumerate(said)))],
    )


def verdict_in_words(found: Hold) -> str:
    """Whether the deal holds, and why, in a sentence that both sides could read in the same room."""
    if found.holds is True:
        return _holds(found)
    does_not = "The deal does not hold" if found.with_values else "By its text alone the deal does not hold"
    said = does_not if found.holds is False else "It cannot be said whether the deal holds"
    if found.holds is False and not any(point.holds is False for point in deciding_points(found)):
        return (
            f"{said}: for every valuation there is a point at which a party would gain by stopping, not always the "
            "same one."
        )
    counts = {_counts(found, form) for form in forms_of(found)}
    return f"{said}: {counts.pop()}." if len(counts) == 1 else f"{said}."


def _holds(found: Hold) -> str:
    used = valued(found)
    others = [party for party in found.deal.parties if party not in used]
    if not used or not others:
        return (
            "The deal holds: at no point would a party gain by leaving out what it still owes, "
            "as long as the others go on."
        )
    return (
        f"The deal holds as far as {found.deal.call_all(used)} {'is' if len(used) == 1 else 'are'} concerned: at no "
        "point would it be better to leave out what is still owed, as long as the others go on. No values are given "
        f"for {found.deal.call_all(others)}, taken to go on."
    )


def _where(found: Hold) -> Iterator[str]:
    """What is found under each form where they differ; the first point at which a party gains; what it depends on."""
    if found.holds is True:
        return
    counts = {form: _counts(found, form) for form in forms_of(found)}
    if len(set(counts.values())) > 1:
        yield from (f"If {breach_in_words(form)}: {said}." for form, said in counts.items())
    yield from _firsts(found)
    yield from _from_then_on(found)
    if any(point.holds is None for point in deciding_points(found)):
        yield _on_what(found)


def _counts(found: Hold, form: str) -> str:
    """`at 3 of 11 points the party whose turn it is gains by stopping, and at 2 it depends`."""
    mine = [point for point in deciding_points(found) if point.if_breached == form]
    gains = sum(point.holds is False for point in mine)
    depends = sum(point.holds is None for point in mine)
    of = counted(len(mine), "point")
    also = f", and at {depends} more it depends" if depends else ""
    if gains and not found.with_values:
        return (
            f"at {gains} of {of} nothing owed to the party whose turn it is, and no guarantee, hangs on its act, so "
            f"that it would gain by stopping if the act costs it anything{also}"
        )
    if gains:
        return f"at {gains} of {of} the party whose turn it is would gain by stopping{also}"
    if depends:
        return f"at {depends} of {of} it depends whether the party whose turn it is would gain by stopping"
    return "at no point would the party whose turn it is gain by stopping"


def _firsts(found: Hold) -> Iterator[str]:
    """For each party, as the file sorts them, the first point at which it gains."""
    firsts: dict[str, Point] = {}
    for point in deciding_points(found):
        if point.holds is False:
            firsts.setdefault(point.party, point)
    for party in in_order(found.deal, firsts):
        yield _first(found, firsts[party])


def _first(found: Hold, point: Point) -> str:
    deal = found.deal
    head = f"The first such point of {deal.call(point.party)} is {point_in_words(point.after)}"
    under = f", if {breach_in_words(point.if_breached)}" if len(forms_of(found)) > 1 else ""
    would = (
        "lose nothing that is owed to it, and no guarantee"
        if point.gain is None
        else f"gain {answer_in_words(deal, point)}"
    )
    return f"{head}{under}: by leaving out {_left_out(point)} it would {would}."


def _left_out(point: Point) -> str:
    """The next act, and what else is left out with it for the gain that is named."""
    acts = point.left_out if point.gain is not None and point.left_out else (point.next,)
    return listed(tuple(act for act in acts if act))


def _from_then_on(found: Hold) -> Iterator[str]:
    """By signs, for each party: from where on nothing that is owed to it, and no guarantee, hangs on its acts."""
    if found.with_values:
        return
    said: dict[str, list[str]] = {}
    for form in forms_of(found):
        mine = [point for point in deciding_points(found) if point.if_breached == form]
        for party in in_order(found.deal, (point.party for point in mine)):
            point = _last_run(party, mine)
            if point is not None:
                said.setdefault(_nothing_hangs(found, point), []).append(form)
    for sentence, forms in said.items():
        under = f", if {breach_in_words(forms[0])}" if len(forms) < len(forms_of(found)) else ""
        yield f"{sentence}{under}."


def _nothing_hangs(found: Hold, point: Point) -> str:
    since = point_in_words(point.after) if point.after else "from the start"
    return (
        f"{since[0].upper()}{since[1:]}, nothing that is owed to {found.deal.call(point.party)}, and no guarantee, "
        f"hangs on what it still owes ({few([f'`{label}`' for label in point.owes or (point.next,)], 4)})"
    )


def _last_run(party: str, points: list[Point]) -> Point | None:
    """The first of the party's last points at all of which it gains for every valuation."""
    found = None
    for point in reversed([point for point in points if point.party == party]):
        if point.without_values != EVERY:
            break
        found = point
    return found


def _on_what(found: Hold) -> str:
    if not found.with_values:
        return "Where it depends, it is on what the acts are worth to the party whose turn it is."
    return "Where it depends, it is on values that are not known, or not known closely enough."


def _form_in_words(found: Hold) -> str:
    forms = forms_of(found)
    if len(forms) == 1:
        return f"By the text, {breach_in_words(forms[0])}."
    both = ", and as if ".join(breach_in_words(form) for form in forms)
    return f"The text does not settle what follows if an act is left out: computed as if {both}."


def _values_in_words(found: Hold) -> str:
    deal, used = found.deal, valued(found)
    if not used:
        return (
            "Nobody's values were used: from signs alone, an act costs its performer nothing or more, "
            "and is worth nothing or more to whom it is owed."
        )
    others = [party for party in deal.parties if party not in used]
    said = f"With the values of {deal.call_all(used)}"
    if not others:
        return f"{said}."
    return f"{said}. For {deal.call_all(others)} no values are given."
