"""Questions about the options of one issue: which is worst, which is best, and where the others lie between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from detente.bargain.weigh.interview import Answer, Question, Script
from detente.bargain.weigh.reading import Menu, figures, listed
from detente.bargain.weigh.table import Table
from detente.deal.phrases import Amiss, Choice

PERCENT: Final = 100
_WORST: Final = (
    "The worst option is the zero of this issue: it is what you would have to give up everything in it for. "
    "Write its name or its number. Options that are equally bad: write all of them, with commas between."
)
_BEST: Final = (
    "The best option brings all the points of this issue. Write its name or its number; options that are equally "
    "good: all of them, with commas between."
)
_BETWEEN: Final = (
    "0 is as bad as the worst option, 100 as good as the best, 50 half-way between them. Ask yourself: is the way "
    "from the worst option to this one as much as the way from this one to the best? Then it is 50."
)


@dataclass(frozen=True, slots=True)
class Ends:
    """The worst and the best options of an issue, and the others. All alike: `best` and `between` are empty."""

    worst: tuple[str, ...]
    best: tuple[str, ...]
    between: tuple[str, ...]

    @property
    def way(self) -> str:
        """`from closed to open`, in code marks."""
        return f"from `{self.worst[0]}` to `{self.best[0]}`" if self.best else "all options alike"


def heading(table: Table, issue: str) -> str:
    """The issue, and in the file's own words what it is about."""
    said = table.says.get((issue,))
    return f"`{issue}`" + (f" ({said})" if said else "")


def menu_lines(table: Table, issue: str, menu: Menu) -> list[str]:
    """The options with their marks, the file's own words, and what each brings."""
    words = {}
    for option in menu.labels:
        brings = table.brings.get(Choice(issue, option), ())
        parts = [table.says.get((issue, option), ""), f"brings {', '.join(brings)}" if brings else ""]
        words[option] = "; ".join(part for part in parts if part)
    return menu.lines(words)


def ends(table: Table, issue: str, *, alike: str | None = None) -> Script[Ends]:
    """Ask for the worst and the best options of an issue.

    Args:
        table: what is weighed.
        issue: one of its issues, with two options or more.
        alike: why not all of them may be named as worst; None where they may.
    """
    options = table.issues[issue]
    worst = yield worst_question(table, issue, alike)
    others = [option for option in options if option not in worst]
    best = tuple(others)
    if len(others) > 1:
        best = yield _best(table, issue, others)
    return Ends(worst, best, tuple(option for option in others if option not in best))


def worst_question(table: Table, issue: str, alike: str | None = None) -> Question:
    """Which option is worst; `alike` as in `ends`."""
    menu = Menu(table.issues[issue])

    def read(text: str) -> Answer:
        found = menu.several(text)
        if alike is not None and len(found) == len(menu.labels):
            raise Amiss(alike)
        return Answer(found, listed(found))

    text = f"{heading(table, issue)}: which option is worst for {table.name}?"
    return Question(("worst", issue), (text, *menu_lines(table, issue, menu)), _WORST, read)


def _best(table: Table, issue: str, others: Sequence[str]) -> Question:
    menu = Menu(others, of=Menu(table.issues[issue]))

    def read(text: str) -> Answer:
        found = menu.several(text)
        return Answer(found, listed(found))

    text = f"`{issue}`: which option is best for {table.name}?"
    return Question(("best", issue), (text, *menu_lines(table, issue, menu)), _BEST, read)


def between(issue: str, found: Ends) -> Script[dict[Choice, Fraction]]:
    """Ask how far each other option is from the worst to the best: the share of the points of each option."""
    shares = {Choice(issue, option): Fraction(0) for option in found.worst}
    shares |= {Choice(issue, option): Fraction(1) for option in found.best}
    for option in found.between:
        text = (
            f"`{issue}`: how far is `{option}` on the way from `{found.worst[0]}` (0) to `{found.best[0]}` (100)? "
            "In percent."
        )
        part: Fraction = yield Question(("share", issue, option), (text,), _BETWEEN, figures(0, PERCENT))
        shares[Choice(issue, option)] = part / PERCENT
    return shares


def ways(found: Mapping[str, Ends]) -> list[str]:
    """A line for each issue: from its worst to its best option."""
    return [f"  `{issue}`: {one.way}" for issue, one in found.items()]
