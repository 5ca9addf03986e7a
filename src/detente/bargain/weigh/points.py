"""100 points over the issues; then the options of each, from the worst (0) to the best (all points of the issue)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from detente.bargain.weigh.follows import of_issue, of_issues, of_worths, points, tops, trades_of
from detente.bargain.weigh.interview import Note, Question, Script
from detente.bargain.weigh.judgement import TOTAL, Weights, Worths
from detente.bargain.weigh.options import between, ends, heading
from detente.bargain.weigh.reading import figure_of, figures, rough
from detente.bargain.weigh.review import WEIGHTS, again, settled
from detente.bargain.weigh.table import Table
from detente.deal.phrases import Choice

_HELP: Final = (
    "Think of each issue going from the worst to the best option for you, and give points by how much that matters. "
    "Not how important the subject is: what counts is the difference between the options on the table. 0 if it makes "
    "no difference to you."
)
_ALIKE: Final = (
    "this issue has points, so one of its options must be better than another; if all are alike to you, go `back` and "
    "give it 0 points"
)


def by_points(table: Table) -> Script[Weights]:
    """Ask for points, then for the options of each issue."""
    issues = table.weighed
    yield Note(
        f"You have {TOTAL} points to divide over {len(issues)} issues: the more it matters to {table.name} whether an "
        "issue ends with its worst or its best option, the more points it gets."
    )
    given = yield from _divided(table)
    given = yield from _settled(table, given)
    shares: dict[Choice, Fraction] = {}
    done: list[str] = []
    while True:
        for issue in issues:
            if given[issue] and issue not in done:
                shares |= yield from _graded(table, issue)
                done.append(issue)
                yield from so_far(table, Weights(given, shares), done, "points")
        said = yield from looked_at(table, Weights(given, shares))
        if said is None:
            return Weights(given, shares)
        if said == WEIGHTS:
            given = yield from _settled(table, given)
        else:
            done = [issue for issue in done if issue not in said]
            given = given if given[said[0]] else (yield from _settled(table, given))


def looked_at(table: Table, found: Weights) -> Script[tuple[str] | str | None]:
    """Show what follows from all of it, and ask whether it is right."""
    yield Note("What follows from your answers:")
    worths = found.worths(table)
    for line in of_worths(table, worths):
        yield Note(f"- {line}")
    if found.is_rounded(worths):
        yield Note(f"- Figures are rounded: {_adding(table, worths)}")
    said: tuple[str] | str | None = yield again(table.weighed, weights=len(table.weighed) > 1)
    return said


def _adding(table: Table, worths: Worths) -> str:
    """What the best options of all issues have together, once rounded."""
    total = sum(tops(table, worths), Decimal(0))
    if total == TOTAL:
        return f"the best options of all issues have {TOTAL} points together."
    return (
        f"the best options of all issues have {rough(total)} points together and not {TOTAL}, so that issues that "
        "count alike stay alike."
    )


def _divided(table: Table) -> Script[dict[str, Fraction]]:
    given: dict[str, Fraction] = {}
    issues = table.weighed
    if len(issues) == 1:
        yield Note(f"There is one issue, `{issues[0]}`, so it has all {TOTAL} points.")
        return {issues[0]: Fraction(TOTAL)}
    for issue in issues:
        left = TOTAL - sum(given.values(), Fraction(0))
        last = issue == issues[-1] and left >= 0
        given[issue] = yield _question(table, issue, left, left if last else None)
    return given


def _question(table: Table, issue: str, left: Fraction, default: Fraction | None = None) -> Question:
    options = ", ".join(f"`{option}`" for option in table.issues[issue])
    text = f"{heading(table, issue)}: {options}. How many points?"
    text += f" {figure_of(left)} left." if left >= 0 else f" {figure_of(-left)} too many so far."
    if default is not None:
        text += f" Enter gives it the {figure_of(default)}."
    return Question(("points", issue), (text,), _HELP, figures(0, TOTAL, default))


def _settled(table: Table, given: dict[str, Fraction]) -> Script[dict[str, Fraction]]:
    if len(given) == 1:
        return given

    def ask(issue: str, others: Mapping[str, Fraction]) -> Question:
        return _question(table, issue, TOTAL - sum(others.values(), Fraction(0)))

    return (yield from settled(given, ask, of_issues, adds_to=TOTAL))


def _graded(table: Table, issue: str) -> Script[dict[Choice, Fraction]]:
    found = yield from ends(table, issue, alike=_ALIKE)
    return (yield from between(issue, found))


def so_far(table: Table, found: Weights, done: list[str], given: str) -> Script[None]:
    """What the options of the last issue are worth, and what they trade for; `given`: what the party gives."""
    worths = found.worths(table)
    yield Note(
        f"{of_issue(table, worths, done[-1])} The way from worst to best is {points(found.issues[done[-1]])}."
    )
    for line in trades_of(table, worths, done[-1], done[:-1]):
        yield Note(f"With these {given}: {line}")
