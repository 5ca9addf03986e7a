"""What a values file that is there says of the issues, in the same words as after weighing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from detente.bargain.weigh.follows import of_issue, of_issues, of_no_deal, of_worths
from detente.bargain.weigh.table import Table
from detente.deal.model import Values, in_words
from detente.deal.phrases import Choice
from detente.deal.worth import Worth


def shown_lines(table: Table, values: Values) -> Iterator[str]:
    """What a party's values imply, line by line.

    A range is taken at its likely value, or half-way; what is unknown or not given is named and counts nothing here.
    """
    given = values.worth if isinstance(values.worth, dict) else {}
    worths, ranges, missing = {}, [], []
    for choice in table.choices():
        worth = given.get(str(choice))
        if worth is None or worth.is_unknown:
            missing.append(f"`{choice}`")
            continue
        if not worth.is_point:
            ranges.append(f"`{choice}`")
        worths[choice] = _middle(worth)
    if worths:
        yield from _of_figures(table, values, worths)
    for ranking in values.ranking or ():
        yield f"Ranking: {ranking}."
    if values.never:
        yield f"Never accepted: {in_words([f'`{choice[0]}: {choice[1]}`' for choice in values.never])}."
    if ranges:
        yield f"A range is taken at its likely value, or half-way: {in_words(ranges)}."
    if missing:
        yield f"Without a figure, and counted as 0 here: {in_words(missing)}."


def _middle(worth: Worth) -> Decimal:
    number = worth.likely if worth.likely is not None else (worth.low + worth.high) / 2
    return Decimal(repr(number))


def _of_figures(table: Table, values: Values, worths: dict[Choice, Decimal]) -> Iterator[str]:
    if isinstance(values.unit, str):
        yield f"In {values.unit}."
    for issue in table.issues:
        yield of_issue(table, worths, issue)
    yield from of_issues({issue: _swing(table, worths, issue) for issue in table.weighed})
    never = tuple(Choice(*choice) for choice in values.never or ())
    yield from of_worths(table, worths, never)
    if isinstance(values.no_deal, Worth) and not values.no_deal.is_unknown:
        yield from of_no_deal(table, worths, _middle(values.no_deal), never)


def _swing(table: Table, worths: dict[Choice, Decimal], issue: str) -> Fraction:
    sizes = [Fraction(worths.get(Choice(issue, option), Decimal(0))) for option in table.issues[issue]]
    return max(sizes) - min(sizes)
