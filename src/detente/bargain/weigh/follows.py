"""What follows from weights and worths, in plain words, so that people see what they said and can correct it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Final

from detente.bargain.weigh.best import best_package
from detente.bargain.weigh.judgement import TOTAL, Worths
from detente.bargain.weigh.reading import figure_of, rough
from detente.bargain.weigh.table import Table
from detente.deal.model import in_words
from detente.deal.phrases import Choice

_MOST: Final = 3  # sentences of a kind
_NEAR: Final = Fraction(15, 100)  # two steps that differ by less are still worth comparing


def package_in_words(package: Mapping[str, str]) -> str:
    """`port: open`, `mandate: none` and `flag: yes`, each in code marks."""
    return in_words([f"`{issue}: {option}`" for issue, option in package.items()])


def points(number: Fraction | Decimal | int) -> str:
    """`1 point`, `40 points`."""
    figure = rough(number)
    return f"{figure} point" if figure == "1" else f"{figure} points"


# --- issues ---


def of_issues(weights: Mapping[str, Fraction]) -> Iterator[str]:
    """What the points of issues say of each other.

    Args:
        weights: points of each issue, from its worst to its best option.
    """
    said = sorted(((size, label) for label, size in weights.items()), key=lambda one: -one[0])
    some = [(size, label) for size, label in said if size]
    nothing = [f"`{label}`" for size, label in said if not size]
    yield from _alike(some)
    yield from list(_times(some))[:_MOST]
    yield from _together(some)
    if nothing:
        yield f"How {in_words(nothing)} end{'s' if len(nothing) == 1 else ''} makes no difference."


def _alike(some: Sequence[tuple[Fraction, str]]) -> Iterator[str]:
    for size in dict.fromkeys(size for size, _ in some):
        labels = [f"`{label}`" for other, label in some if other == size]
        if len(labels) > 1:
            yield f"{in_words(labels)} count alike: {rough(size)} each, from the worst option to the best."


def _times(some: Sequence[tuple[Fraction, str]]) -> Iterator[str]:
    for (large, one), (small, other) in pairwise(some):
        if large != small:
            yield (
                f"`{one}` from its worst to its best option counts {_as_much(large / small)} `{other}` "
                f"({rough(large)} against {rough(small)})."
            )


def _as_much(times: Fraction) -> str:
    rounded = round(float(times), 1)
    if rounded == 1:
        return "a little more than"
    exact = "" if Fraction(str(rounded)) == times else "about "
    return "twice as much as" if times == 2 else f"{exact}{rough(Fraction(str(rounded)))} times as much as"


def _together(some: Sequence[tuple[Fraction, str]]) -> Iterator[str]:
    if len(some) > 2 and some[0][0] > sum(size for size, _ in some[1:]):
        yield f"`{some[0][1]}` alone counts more than all the others together."
    for (large, one), (size, second), (other, third) in combinations(some[:30], 3):
        if large == size + other:
            yield f"`{one}` counts as much as `{second}` and `{third}` together."
            return


# --- options ---


@dataclass(frozen=True, slots=True)
class Step:
    """From one option of an issue to a better one."""

    issue: str
    low: str
    high: str
    gain: Decimal

    def __str__(self) -> str:
        return f"from `{self.low}` to `{self.high}` in `{self.issue}`"


def steps(table: Table, worths: Worths, issue: str) -> list[Step]:
    """From each option to the next better one, and from the worst to the best."""
    levels: dict[Decimal, str] = {}
    for option in table.issues[issue]:
        levels.setdefault(worths.get(Choice(issue, option), Decimal(0)), option)
    ladder = sorted(levels.items())
    found = [Step(issue, low, high, top - bottom) for (bottom, low), (top, high) in pairwise(ladder)]
    if len(ladder) > 2:
        found.append(Step(issue, ladder[0][1], ladder[-1][1], ladder[-1][0] - ladder[0][0]))
    return found


def of_issue(table: Table, worths: Worths, issue: str) -> str:
    """`port`: `closed` 0, `inspected` 18, `open` 40."""
    ladder = sorted(table.issues[issue], key=lambda option: worths.get(Choice(issue, option), Decimal(0)))
    said = [f"`{option}` {rough(worths.get(Choice(issue, option), Decimal(0)))}" for option in ladder]
    return f"`{issue}`: {', '.join(said)}."


def trades(table: Table, worths: Worths, issues: Sequence[str], most: int = _MOST) -> list[str]:
    """Packages of two issues that are worth as much as each other, or nearly: each pair of issues once.

    Args:
        table: what is weighed.
        worths: points of each option.
        issues: the issues to compare.
        most: how many sentences.
    """
    return _among(table, worths, combinations(issues, 2), most)


def trades_of(table: Table, worths: Worths, issue: str, others: Sequence[str]) -> list[str]:
    """The same for one issue with each of some others: the nearest."""
    return _among(table, worths, ((other, issue) for other in others), 1)


def _among(table: Table, worths: Worths, pairs: Iterable[tuple[str, str]], most: int) -> list[str]:
    found: list[tuple[Fraction, Step, Step]] = []
    ladders: dict[str, list[Step]] = {}
    for pair in pairs:
        for issue in pair:
            if issue not in ladders:
                ladders[issue] = steps(table, worths, issue)
        near = [
            (_apart(a, b), a, b)
            for a in ladders[pair[0]]
            for b in ladders[pair[1]]
            if _apart(a, b) <= _NEAR and _can_be(table, a, b)
        ]
        found += [min(near, key=lambda pair: pair[0])] if near else []
    found.sort(key=lambda pair: pair[0])
    return [_trade(worths, a, b) for _, a, b in found[:most]]


def _apart(a: Step, b: Step) -> Fraction:
    return abs(Fraction(a.gain) - Fraction(b.gain)) / Fraction(max(a.gain, b.gain))


def _can_be(table: Table, a: Step, b: Step) -> bool:
    """Whether no option of the two packages rules out the other."""
    packages = (
        {Choice(a.issue, a.high), Choice(b.issue, b.low)},
        {Choice(a.issue, a.low), Choice(b.issue, b.high)},
    )
    return not any({one, other} in packages for one, other in table.excluded)


def _trade(worths: Worths, a: Step, b: Step) -> str:
    """Which of two moves in the other's place is worth as much, as two packages."""
    if a.gain < b.gain:
        a, b = b, a
    left = {a.issue: a.high, b.issue: b.low}
    right = {a.issue: a.low, b.issue: b.high}
    more, less = (
        sum((worths.get(Choice(*choice), Decimal(0)) for choice in package.items()), Decimal(0))
        for package in (left, right)
    )
    ours, theirs = (
        " with ".join(f"`{issue}: {option}`" for issue, option in package.items())
        for package in (left, right)
    )
    if a.gain == b.gain:
        return f"{ours} is worth as much as {theirs} ({rough(more)} each)."
    say = rough if rough(more) != rough(less) else figure_of
    return f"{ours} is worth a little more than {theirs} ({say(more)} against {say(less)})."


def exchanges(table: Table, worths: Worths, issues: Sequence[str]) -> Iterator[str]:
    """What the smallest step of each issue is worth, measured by another issue."""
    ladders = {issue: steps(table, worths, issue) for issue in issues}
    for issue, ladder in ladders.items():
        others = [step for label, found in ladders.items() if label != issue for step in found]
        if not ladder or not others:
            continue
        step = min(ladder, key=lambda one: one.gain)
        whole = max(others, key=lambda one: one.gain)
        part = Fraction(step.gain) * 100 / Fraction(whole.gain)
        said = (
            f"as much as the whole way {whole}"
            if part == 100
            else f"{rough(round(part))} % of the way {whole}"
            if 1 <= part < 100
            else f"more than the whole way {whole}"
            if part > 100
            else f"hardly any of the way {whole}"
        )
        yield f"F{str(step)[1:]} ({points(step.gain)}) trades for {said}."


def of_worths(table: Table, worths: Worths, never: Sequence[Choice] = ()) -> Iterator[str]:
    """The best package, what is worth as much as what, and what one step trades for."""
    best = best_package(table, worths, never)
    if best is None:
        yield "No package is left: what is never accepted and what options rule out leave none."
    elif best.package:
        most = sum(tops(table, worths), Decimal(0))
        whole = f" of {TOTAL}" if most == TOTAL else ""
        sure = "The best package" if best.proved else "The best package found"
        yield f"{sure} for {table.name}: {package_in_words(best.package)} ({rough(best.worth)}{whole})."
        if best.worth < most:
            yield "The best options of all issues cannot all be had together: some are ruled out or never accepted."
    issues = [issue for issue in table.weighed if steps(table, worths, issue)]
    yield from trades(table, worths, issues)
    yield from list(exchanges(table, worths, issues))[: 2 * _MOST]


def tops(table: Table, worths: Worths) -> Iterator[Decimal]:
    """What the best option of each issue is worth."""
    for issue, options in table.issues.items():
        yield max(worths.get(Choice(issue, option), Decimal(0)) for option in options)


def of_no_deal(table: Table, worths: Worths, no_deal: Decimal, never: Sequence[Choice]) -> Iterator[str]:
    """What a no-deal worth leaves to gain."""
    best = best_package(table, worths, never)
    if best is None or not best.package:
        return
    if best.worth < no_deal:
        yield f"No package is worth as much to {table.name} as no deal ({rough(no_deal)})."
    elif best.worth == no_deal:
        yield f"Only the best package is worth as much to {table.name} as no deal ({rough(no_deal)})."
    else:
        yield (
            f"No deal counts {rough(no_deal)}: a package that counts less is worth less to {table.name} than no "
            f"deal, and the best one counts {rough(best.worth)}."
        )
