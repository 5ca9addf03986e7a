"""Swing weights: each issue from its worst to its best option; the swing that matters most is 100.

Source: von Winterfeldt & Edwards, Decision Analysis and Behavioral Research, Cambridge University Press, 1986.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from detente.bargain.weigh.follows import of_issues
from detente.bargain.weigh.interview import Answer, Note, Question, Script
from detente.bargain.weigh.judgement import Weights, scaled
from detente.bargain.weigh.options import PERCENT, Ends, between, ends, ways
from detente.bargain.weigh.points import looked_at, so_far
from detente.bargain.weigh.reading import Menu, figures, plain
from detente.bargain.weigh.review import WEIGHTS, settled
from detente.bargain.weigh.table import Table
from detente.deal.phrases import Choice

_MOST: Final = (
    "Imagine that every issue stands at its worst option, and that you may move one of them to its best. Which one "
    "would you move? Write its name or its number; if two matter alike, either."
)
_SWING: Final = (
    "100 if moving this issue from its worst to its best option is worth as much to you as moving the one that "
    "matters most; 50 if half as much; 0 if it makes no difference."
)


def by_swings(table: Table) -> Script[Weights]:
    """Ask for the worst and best options, then for the swings, then for the options between."""
    yield Note(
        f"First the worst and the best option of each issue for {table.name}; then how much it matters to get from "
        "the one to the other."
    )
    found: dict[str, Ends] = {}
    for issue in table.weighed:
        found[issue] = yield from ends(table, issue)
    given = yield from _swung(found)
    given = yield from _settled(found, given)
    shares: dict[Choice, Fraction] = {}
    done: list[str] = []
    while True:
        for issue in table.weighed:
            if given.get(issue) and issue not in done:
                shares |= yield from between(issue, found[issue])
                done.append(issue)
                yield from so_far(table, Weights(scaled(given), shares), done, "weights")
        said = yield from looked_at(table, Weights(scaled(given), shares))
        if said is None:
            return Weights(scaled(given), shares)
        if said == WEIGHTS:
            given = yield from _settled(found, given)
            continue
        issue = said[0]
        done = [other for other in done if other != issue]
        shares = {choice: share for choice, share in shares.items() if choice.issue != issue}
        found[issue] = yield from ends(table, issue)
        given = yield from _changed(found, given, issue)


def _swung(found: Mapping[str, Ends]) -> Script[dict[str, Fraction]]:
    """How much each issue counts against the one that counts most; issues whose options are alike count nothing."""
    issues = [issue for issue, one in found.items() if one.best]
    if len(issues) < 2:
        yield Note(
            f"Only `{issues[0]}` makes a difference, so it has all the weight."
            if issues
            else "All options are alike, so that every package is worth the same."
        )
        return {issue: Fraction(PERCENT) for issue in issues}
    most = yield _which(issues, found)
    given = {most: Fraction(PERCENT)}
    for issue in issues:
        if issue != most:
            given[issue] = yield _swing(issue, found, most)
    return {issue: given[issue] for issue in issues}


def _which(issues: list[str], found: Mapping[str, Ends]) -> Question:
    menu = Menu(issues)

    def read(text: str) -> Answer:
        label = menu.one(text)
        return Answer(label, plain(label))

    lines = menu.lines({issue: found[issue].way for issue in issues})
    return Question(("most",), ("Which of these ways matters most?", *lines), _MOST, read)


def _swing(issue: str, found: Mapping[str, Ends], most: str | None) -> Question:
    against = (
        f"if `{most}` {found[most].way} counts 100" if most else "if the one that matters most counts 100"
    )
    text = f"`{issue}` {found[issue].way}: how much does it count, {against}?"
    return Question(("swing", issue), (text,), _SWING, figures(0, PERCENT))


def _settled(found: Mapping[str, Ends], given: dict[str, Fraction]) -> Script[dict[str, Fraction]]:
    if len(given) < 2:
        return given
    for line in ways({issue: found[issue] for issue in given}):
        yield Note(line)
    return (yield from settled(given, lambda issue, _: _swing(issue, found, None), of_issues))


def _changed(
    found: Mapping[str, Ends], given: dict[str, Fraction], issue: str
) -> Script[dict[str, Fraction]]:
    """The swings once the ends of one issue were asked for again."""
    if not found[issue].best:
        left = {other: size for other, size in given.items() if other != issue}
        return left if any(left.values()) else (yield from _swung(found))
    if len([one for one in found.values() if one.best]) < 2:
        return {issue: Fraction(PERCENT)}
    given = dict(given)
    given[issue] = yield _swing(issue, found, None)
    return (yield from _settled(found, {label: given[label] for label in found if label in given}))
