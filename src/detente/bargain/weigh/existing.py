"""What a values file that is there says of the issues, in the same words as after weighing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from detente.bargain.weigh.follows import (
    exchanges,
    of_issue,
    of_issues,
    of_no_deal,
    of_worths,
    package_in_words,
    trades,
)
from detente.bargain.weigh.ranked import Ranked
from detente.bargain.weigh.reading import rough
from detente.bargain.weigh.table import Table
from detente.deal.model import Values, in_words
from detente.deal.phrases import Choice
from detente.deal.worth import Worth


@dataclass(frozen=True, slots=True)
class _Told:
    """What a file tells of each option: a figure, only a place in a ranking, or nothing."""

    table: Table
    values: Values
    worths: Mapping[Choice, Decimal]
    ranges: tuple[Choice, ...]
    ranked: Ranked
    only_ranked: tuple[Choice, ...]
    missing: tuple[Choice, ...]
    never: tuple[Choice, ...]

    @property
    def in_figures(self) -> list[str]:
        """The issues of which no option is only ranked."""
        without = {choice.issue for choice in self.only_ranked}
        return [issue for issue in self.table.issues if issue not in without]


def shown_lines(table: Table, values: Values) -> Iterator[str]:
    """What a party's values imply, line by line.

    A range is taken at its likely value, or half-way; what is not given, or unknown and not ranked, is named and counts
    nothing here. No figure is made of what is only ranked: of that, only what every figure that agrees would give.
    """
    told = _told(table, values)
    if told.worths:
        yield from _of_figures(told)
    for ranking in values.ranking or ():
        yield f"Ranking: {ranking}."
    if told.only_ranked:
        yield from _of_ranks(told)
    if told.never:
        yield f"Never accepted: {_named(told.never)}."
    if told.ranges:
        yield f"A range is taken at its likely value, or half-way: {_named(told.ranges)}."
    if told.missing:
        yield f"Without a figure, and counted as 0 here: {_named(told.missing)}."


def _named(choices: Sequence[Choice]) -> str:
    return in_words([f"`{choice}`" for choice in choices])


def _told(table: Table, values: Values) -> _Told:
    given = values.worth if isinstance(values.worth, dict) else {}
    ranked = Ranked.of(table, tuple(values.ranking or ()))
    worths: dict[Choice, Decimal] = {}
    ranges: list[Choice] = []
    only_ranked: list[Choice] = []
    missing: list[Choice] = []
    for choice in table.choices():
        worth = given.get(str(choice))
        if worth is None or worth.is_unknown:
            (only_ranked if choice in ranked.named else missing).append(choice)
            continue
        if not worth.is_point:
            ranges.append(choice)
        worths[choice] = _middle(worth)
    never = tuple(Choice(*choice) for choice in values.never or ())
    return _Told(table, values, worths, tuple(ranges), ranked, tuple(only_ranked), tuple(missing), never)


def _middle(worth: Worth) -> Decimal:
    number = worth.likely if worth.likely is not None else (worth.low + worth.high) / 2
    return Decimal(repr(number))


def _of_figures(told: _Told) -> Iterator[str]:
    table, values, worths = told.table, told.values, told.worths
    if isinstance(values.unit, str):
        yield f"In {values.unit}."
    for issue in told.in_figures:
        yield of_issue(table, worths, issue)
    for choice in told.table.choices():
        if choice.issue not in told.in_figures and choice in worths:
            yield f"`{choice}`: {rough(worths[choice])}."
    weighed = [issue for issue in table.weighed if issue in told.in_figures]
    yield from of_issues({issue: _swing(table, worths, issue) for issue in weighed})
    if told.only_ranked:
        moving = [issue for issue in weighed if _swing(table, worths, issue)]
        yield from trades(table, worths, moving)
        yield from exchanges(table, worths, moving)
        if isinstance(values.no_deal, Worth) and not values.no_deal.is_unknown:
            yield f"No deal counts {rough(_middle(values.no_deal))}."
        return
    yield from of_worths(table, worths, told.never)
    if isinstance(values.no_deal, Worth) and not values.no_deal.is_unknown:
        yield from of_no_deal(table, worths, _middle(values.no_deal), told.never)


def _swing(table: Table, worths: Mapping[Choice, Decimal], issue: str) -> Fraction:
    sizes = [Fraction(worths.get(Choice(issue, option), Decimal(0))) for option in table.issues[issue]]
    return max(sizes) - min(sizes)


# --- what is only ranked ---


def _of_ranks(told: _Told) -> Iterator[str]:
    """What follows from the rankings, whatever the figures."""
    table = told.table
    for issue in table.weighed:
        if issue not in told.in_figures:
            best, worst = told.ranked.best(issue), told.ranked.worst(issue)
            ends = f"the best is {_either(best)}, the worst {_either(worst)}"
            yield f"`{issue}`: {ends if best and worst else 'the rankings contradict each other'}."
    for one, other in told.ranked.issues():
        yield f"`{one}` from its worst to its best option counts more than `{other}`."
    yield "No figures here for what is only ranked: a ranking says which is more, not how much."
    tops = {issue: _tops(told, issue) for issue in table.issues}
    if any(len(options) != 1 for options in tops.values()):
        return
    package = {issue: options[0] for issue, options in tops.items()}
    chosen = {Choice(*choice) for choice in package.items()}
    if chosen & set(told.never) or any({one, other} <= chosen for one, other in table.excluded):
        yield "The best options of all issues cannot all be had together: some are ruled out or never accepted."
    else:
        yield f"The best package for {table.name}: {package_in_words(package)}."


def _either(options: Sequence[str]) -> str:
    said = " or ".join(f"`{option}`" for option in options)
    return said if len(options) == 1 else f"{said} (the rankings do not say which)"


def _tops(told: _Told, issue: str) -> list[str]:
    """The options of an issue that may be its best."""
    if issue not in told.in_figures:
        return told.ranked.best(issue)
    sizes = {
        option: told.worths.get(Choice(issue, option), Decimal(0)) for option in told.table.issues[issue]
    }
    return [option for option, size in sizes.items() if size == max(sizes.values())]
