"""Pairwise comparisons, in words: of the issues, and of the options within each issue.

The words stand for ratios on a geometric scale: about equal 1, somewhat 2, clearly 4, very much 8. Options are
compared by what they add over the worst one, so that the worst is 0 and the best has all the points of the issue.
How the answers become weights, and by whom, is in `ratios`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any, Final

from detente.bargain.weigh.follows import of_issue, of_issues
from detente.bargain.weigh.interview import Answer, Note, Question, Script
from detente.bargain.weigh.judgement import Weights, scaled
from detente.bargain.weigh.options import Ends, ways, worst_question
from detente.bargain.weigh.points import looked_at
from detente.bargain.weigh.ratios import Triple, contradictions, farthest, unlinked, weights
from detente.bargain.weigh.reading import Menu, figure, figure_of, plain, spare
from detente.bargain.weigh.review import OK, WEIGHTS
from detente.bargain.weigh.table import Table
from detente.deal.phrases import Amiss, Choice

WORDS: Final = {"somewhat": 2, "clearly": 4, "very much": 8}
"""How many times as much each word means."""

MOST: Final = 100  # times
EQUAL: Final = ("equal", "about equal", "=", "same")
SKIP, ENOUGH, REDO = "skip", "enough", "redo"
_KEPT_WORDS: Final = (*EQUAL, SKIP, ENOUGH, REDO, *OK)
_STRENGTH: Final = re.compile(
    r"(.+?)\s+(somewhat|clearly|very much|very|[-+]?[\d.,]+\s*(?:x|times)?)(?:\s+more)?\Z", re.IGNORECASE
)
_SHOWN: Final = 3  # contradictions
_HELP: Final = (
    "Write `equal`, or which of the two is more, and by how much: `somewhat` (2 times as much), `clearly` (4 times), "
    f"`very much` (8 times), or a number up to {MOST}, such as `a 3`. If you cannot say, `skip` it."
)
Pair = tuple[str, str]


def by_pairs(table: Table) -> Script[Weights]:
    """Ask for the options of each issue, then for the issues."""
    yield Note(
        "You compare two things at a time, in words: `equal`, or which is more, and whether `somewhat` (2 times as "
        "much), `clearly` (4 times) or `very much` (8 times); a number will do as well."
    )
    shares: dict[Choice, Fraction] = {}
    found: dict[str, Ends] = {}
    for issue in table.weighed:
        found[issue], shares = yield from _graded(table, issue, shares)
    given = yield from _weighed(found)
    while True:
        said = yield from looked_at(table, Weights(given, shares))
        if said is None:
            return Weights(given, shares)
        if said != WEIGHTS:
            issue = said[0]
            before = bool(found[issue].best)
            found[issue], shares = yield from _graded(table, issue, shares)
            if bool(found[issue].best) == before:
                continue
        given = yield from _weighed(found)


def _graded(
    table: Table, issue: str, shares: Mapping[Choice, Fraction]
) -> Script[tuple[Ends, dict[Choice, Fraction]]]:
    """The ends of an issue, and the shares with those of its options in place."""
    kept = {choice: share for choice, share in shares.items() if choice.issue != issue}
    worst = yield worst_question(table, issue)
    others = [option for option in table.issues[issue] if option not in worst]
    if not others:
        return Ends(worst, (), ()), kept
    sizes = yield from _compared(issue, others, "option", worst[0])
    top = max(sizes.values())
    best = tuple(option for option in others if sizes[option] == top)
    kept |= {Choice(issue, option): sizes[option] / top for option in others}
    whole = {choice: share * 100 for choice, share in kept.items() if choice.issue == issue}
    if len(others) > 1:
        yield Note(f"In percent of the way from worst to best, {_lower(table, whole, issue)}")
    return Ends(worst, best, tuple(option for option in others if option not in best)), kept


def _lower(table: Table, whole: Mapping[Choice, Fraction], issue: str) -> str:
    return of_issue(table, {choice: Decimal(figure_of(percent)) for choice, percent in whole.items()}, issue)


def _weighed(found: Mapping[str, Ends]) -> Script[dict[str, Fraction]]:
    issues = [issue for issue, one in found.items() if one.best]
    if not issues:
        yield Note("All options are alike, so that every package is worth the same.")
        return {}
    if len(issues) > 1:
        yield Note("Now the issues, each from its worst to its best option:")
        for line in ways({issue: found[issue] for issue in issues}):
            yield Note(line)
    sizes = yield from _compared("", issues, "issue", None)
    return scaled(sizes)


# --- comparing ---


def _compared(about: str, labels: Sequence[str], what: str, worst: str | None) -> Script[dict[str, Fraction]]:
    """Ask for comparisons until they link everything, show where they contradict each other, offer to change them."""
    said: dict[Pair, Fraction] = {}
    pairs = _in_order(labels)
    for left, pair in zip(reversed(range(len(pairs))), pairs, strict=True):
        enough = not unlinked(labels, said)
        answer = yield _pair(about, pair, what, worst, left, skip=len(labels) > 2, enough=enough)
        if answer == ENOUGH:
            break
        if answer != SKIP:
            said[pair] = answer
    while missing := unlinked(labels, said):
        said[_sorted(missing)] = yield _pair(about, _sorted(missing), what, worst)
    while len(said) > 1:
        for line in _shown(labels, said, what):
            yield Note(line)
        chosen = yield _look(about, labels, said)
        if chosen is None:
            break
        said[chosen] = yield _pair(about, chosen, what, worst)
    if len(said) == 1 and what == "issue":
        for line in of_issues(scaled(weights(labels, said))):
            yield Note(line)
    return weights(labels, said)


def _sorted(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def _in_order(labels: Sequence[str]) -> list[Pair]:
    """Every pair once: first a chain through all things, so that the rest may be left out."""
    chain = [_sorted(pair) for pair in pairwise(labels)]
    return list(dict.fromkeys([*chain, *map(_sorted, combinations(labels, 2))]))


def _pair(
    about: str,
    pair: Pair,
    what: str,
    worst: str | None,
    left: int = 0,
    *,
    skip: bool = False,
    enough: bool = False,
) -> Question:
    a, b = pair
    sides = Menu(pair, {a: ["a"], b: ["b"]} if not {"a", "b"} & {a.casefold(), b.casefold()} else {})

    def read(text: str) -> Answer:
        bare = spare(text)
        word = bare.casefold()
        if word in EQUAL:
            return Answer(Fraction(1), "equal")
        if word == SKIP and skip:
            return Answer(SKIP, SKIP)
        if word == ENOUGH and enough:
            return Answer(ENOUGH, ENOUGH)
        return _strength(sides, a, bare)

    over = f" over `{worst}`, the worst" if worst else ""
    lead = f"`{about}`: which gives more{over}" if about else "Which matters more"
    forms = "  `equal`, or which and how much: `a somewhat`, `b clearly`, `b very much`, `a 3`"
    forms += f"; `{SKIP}`" if skip else ""
    forms += f"; `{ENOUGH}` leaves out this and the {left} after it" if enough and left else ""
    lines = (f"{lead}, `{a}` (a) or `{b}` (b)?", forms)
    return Question(("pair", what, about, a, b), lines, _HELP, read)


def _strength(sides: Menu, first: str, text: str) -> Answer:
    """`a somewhat`, `port clearly`, `b 3`."""
    found = _STRENGTH.match(text)
    if found is None:
        raise Amiss("write `equal`, or which and how much: `a somewhat`, `a clearly`, `a very much` or `a 3`")
    label = sides.one(found[1])
    word = found[2].casefold()
    word = "very much" if word == "very" else word
    times = Fraction(WORDS[word]) if word in WORDS else figure(word.rstrip("timesx "), 0, MOST)
    if times < 1:
        raise Amiss("a number below 1 would say that the other is more; write that one, and a number from 1")
    kept = f"{plain(label, _KEPT_WORDS)} {word if word in WORDS else figure_of(times)}"
    return Answer(times if label == first else 1 / times, kept)


# --- looking back ---


def _as(first: str, second: str, number: float, verb: str = "counts") -> str:
    """`a` counts 4 times as much as `b`; the larger first."""
    if number < 1:
        first, second, number = second, first, 1 / number
    times = f"{figure_of(Fraction(str(round(number, 1))))} times " if number >= 1.05 else ""
    return f"`{first}` {verb} {times}as much as `{second}`"


def _shown(labels: Sequence[str], said: Mapping[Pair, Fraction], what: str) -> list[str]:
    """What the comparisons come to, and which contradict each other most."""
    lines = list(of_issues(scaled(weights(labels, said)))) if what == "issue" else []
    found = contradictions(labels, said)
    if not found:
        return [*lines, "Your comparisons agree with each other."]
    lines.append(
        "Some comparisons do not agree with each other; that is usual, and the figures lie between them:"
    )
    lines += [f"- {_in_words(triple)}" for triple in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"- and {len(found) - _SHOWN} more that contradict each other less.")
    return lines


def _in_words(triple: Triple) -> str:
    parts = (
        _as(triple.first, triple.middle, triple.first_over),
        _as(triple.middle, triple.last, triple.middle_over),
    )
    return (
        f"you said that {parts[0]}, and that {parts[1]}. That makes "
        f"{_as(triple.first, triple.last, triple.over, 'count')}. "
        f"You said that {_as(triple.first, triple.last, triple.said)}."
    )


def _look(about: str, labels: Sequence[str], said: Mapping[Pair, Fraction]) -> Question:
    worst = farthest(labels, said)
    agree = not contradictions(labels, said)
    menu = Menu(labels)

    def read(text: str) -> Answer:
        bare = spare(text)
        word = bare.casefold()
        if word in OK:
            return Answer(None, "")
        if word == REDO and not agree:
            return Answer(worst, REDO)
        return _two(menu, bare)

    line = "Right? Enter goes on."
    if not agree:
        line += f" `{REDO}` asks again for `{worst[0]}` and `{worst[1]}`, which fit least."
    line += f" To change another: both names, such as `{plain(labels[0])}, {plain(labels[1])}`."
    help_ = "Nothing has to agree: people's judgements rarely do. But look whether one answer was a slip."
    return Question(("review", "pairs", about), (line,), help_, read, fleeting=True)


def _two(menu: Menu, text: str) -> Answer:
    found: Any = menu.several(text)
    if len(found) != 2:
        raise Amiss("name two things to compare them again, with a comma between them, or Enter to go on")
    return Answer(_sorted(found), ", ".join(plain(label, _KEPT_WORDS) for label in found))
