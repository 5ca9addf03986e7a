"""The answer of `hold` in short: whether the deal holds and why, by which consequence, with whose values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.saying import counted
from detente.report.content import Item, Items, section
from detente.report.saying_hold import (
    answer_in_words,
    breach_in_words,
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
    said = [verdict_in_words(found), *_where(found), _form_in_words(found), _values_in_words(found)]
    return section(
        "In short", [Items(tuple(Item(one, "plain" if n else "strong") for n, one in enumerate(said)))]
    )


def verdict_in_words(found: Hold) -> str:
    """Whether the deal holds, and why, in a sentence that both sides could read in the same room."""
    if found.holds is True:
        return (
            "The deal holds: at no point would a party gain by leaving out what it still owes, "
            "as long as the others go on."
        )
    said = "The deal does not hold" if found.holds is False else "It cannot be said whether the deal holds"
    counts = {_counts(found, form) for form in forms_of(found)}
    return f"{said}: {counts.pop()}." if len(counts) == 1 else f"{said}."


def _where(found: Hold) -> Iterator[str]:
    """What is found under each form where they differ; the first point at which a party gains; what it depends on."""
    if found.holds is True:
        return
    counts = {form: _counts(found, form) for form in forms_of(found)}
    if len(set(counts.values())) > 1:
        yield from (f"If {breach_in_words(form)}: {said}." for form, said in counts.items())
    yield from _firsts(found)
    if any(point.holds is None for point in deciding_points(found)):
        yield _on_what(found)


def _counts(found: Hold, form: str) -> str:
    """`at 3 of 11 points the party whose turn it is gains by stopping, and at 2 it depends`."""
    mine = [point for point in deciding_points(found) if point.if_breached == form]
    gains = sum(point.holds is False for point in mine)
    depends = sum(point.holds is None for point in mine)
    of = counted(len(mine), "point")
    if gains:
        also = f", and at {depends} more it depends" if depends else ""
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
    return f"{head}{under}: by leaving out `{point.next}` it would {would}."


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
