"""The last questions: what is never accepted, what no deal is worth, whose judgement it is, and the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from detente.bargain.weigh.best import best_package
from detente.bargain.weigh.follows import of_no_deal, package_in_words
from detente.bargain.weigh.interview import Answer, Note, Question, Script
from detente.bargain.weigh.judgement import Worths
from detente.bargain.weigh.reading import Menu, figure, figure_of, plain, spare
from detente.bargain.weigh.table import Table
from detente.deal.model import in_words
from detente.deal.phrases import Amiss, Choice

_FARTHEST: Final = 1000  # points from 0 that no deal may be worth
_LONGEST: Final = 300  # characters of a name
_NUMBER: Final = re.compile(r"[+-]?\.?\d")
_NEVER: Final = (
    "An option that you name here is left out of every package, however good the rest is. Do not name what you only "
    "dislike: its low worth says that already. Enter if there is none."
)
_NO_DEAL: Final = (
    "What do you have if there is no deal? Name the package that would be just as good for you, one option for each "
    "issue, or write its points. Packages below it are worth less to you than no deal. Enter leaves it out."
)


@dataclass(frozen=True, slots=True)
class Closing:
    """What was said beside the worths."""

    never: tuple[Choice, ...]
    no_deal: Decimal | None
    as_good: Mapping[str, str] | None
    judged_by: str | None
    on: date | None


def closing(table: Table, worths: Worths, today: date) -> Script[Closing]:
    """Ask the last questions.

    Args:
        table: what is weighed.
        worths: points of each option; empty where only orders were asked for, and then no deal is not asked for.
        today: the date that is offered.
    """
    never: tuple[Choice, ...] = yield _never(table)
    if never:
        yield Note(f"Never accepted: {in_words([f'`{choice}`' for choice in never])}.")
    no_deal: Decimal | None = None
    as_good: Mapping[str, str] | None = None
    if worths:
        no_deal, as_good = yield _worth_of_no_deal(table, worths)
        if as_good is not None:
            yield Note(f"No deal is as good as {package_in_words(as_good)}.")
        if no_deal is not None:
            for line in of_no_deal(table, worths, no_deal, never):
                yield Note(line)
    judged_by: str | None = yield Question(
        ("judged by",),
        ("Whose judgement is this? A name or an office, as it will stand in the file; Enter leaves it out.",),
        f"Such as `the head of the delegation` or `the mediator's analyst`: who says so, not only who typed it. Values "
        f"of {table.name} may be judged by others.",
        _name,
    )
    on: date = yield Question(
        ("on",),
        (f"The day of the judgement? Enter: {today.isoformat()}.",),
        "As YYYY-MM-DD. What things are worth changes; the day says when this was so.",
        _day(today),
    )
    return Closing(never, no_deal, as_good, judged_by, on)


def _all(table: Table) -> Menu:
    """Every option of every issue; by its own name where only one issue has it."""
    choices = list(table.choices())
    options = [choice.option for choice in choices]
    alone = {str(choice): [choice.option] for choice in choices if options.count(choice.option) == 1}
    return Menu([str(choice) for choice in choices], alone)


def _never(table: Table) -> Question:
    menu = _all(table)
    by_name = {str(choice): choice for choice in table.choices()}

    def read(text: str) -> Answer:
        if not text.strip():
            return Answer((), "")
        names = menu.several(text)
        never = tuple(by_name[name] for name in names)
        if best_package(table, {}, never) is None:
            raise Amiss("that would leave no package at all; leave something that could be accepted")
        return Answer(never, ", ".join(plain(name) for name in names))

    text = f"Is there an option that {table.name} would never accept, whatever else is in the package? Enter: none."
    lines = menu.lines() if len(menu.labels) <= 30 else []
    return Question(("never",), (text, *lines), _NEVER, read)


# --- no deal ---


def _worth_of_no_deal(table: Table, worths: Worths) -> Question:
    menu = _all(table)
    by_name = {str(choice): choice for choice in table.choices()}
    package = ", ".join(str(Choice(issue, options[0])) for issue, options in table.issues.items())

    def read(text: str) -> Answer:
        bare = spare(text)
        if not bare:
            return Answer((None, None), "")
        if _is_number(menu, bare):
            number = figure(bare, -_FARTHEST, _FARTHEST)
            return Answer((Decimal(figure_of(number)), None), figure_of(number))
        chosen = _package(table, menu, by_name, bare)
        worth = sum((worths.get(Choice(*choice), Decimal(0)) for choice in chosen.items()), Decimal(0))
        return Answer((worth, chosen), ", ".join(plain(str(Choice(*choice))) for choice in chosen.items()))

    lines = (
        "Which package would be just as good as no deal? Its options with commas between, such as",
        f"  {package}",
        "or points, from 0 (the worst package) to 100 (the best), or less than 0; Enter leaves it out.",
    )
    return Question(("no deal",), lines, _NO_DEAL, read)


def _is_number(menu: Menu, text: str) -> bool:
    """Whether a text begins as a number does, and names no option."""
    names = (text, *(part.strip() for part in text.split(",")))
    return bool(_NUMBER.match(text)) and not any(menu.is_name(name) for name in names)


def _package(table: Table, menu: Menu, by_name: Mapping[str, Choice], text: str) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for name in menu.several(text):
        issue, option = by_name[name]
        if issue in chosen:
            raise Amiss(f"`{issue}` has two options there; a package has one for each issue")
        chosen[issue] = option
    for issue, options in table.issues.items():
        if len(options) == 1:
            chosen[issue] = options[0]
    missing = [f"`{issue}`" for issue in table.issues if issue not in chosen]
    if missing:
        raise Amiss(f"a package has an option for each issue; add one for {in_words(missing)}")
    return {issue: chosen[issue] for issue in table.issues}


# --- who and when ---


def _name(text: str) -> Answer:
    name = " ".join(text.split())
    if len(name) > _LONGEST:
        raise Amiss(f"that is {len(name)} characters long; at most {_LONGEST}")
    if not name.isprintable():
        raise Amiss("there are characters in it that cannot be shown; write it again")
    return Answer(name or None, name)


def _day(today: date) -> Callable[[str], Answer]:
    def read(text: str) -> Answer:
        bare = spare(text)
        try:
            day = date.fromisoformat(bare) if bare else today
        except ValueError:
            raise Amiss("a day is written YYYY-MM-DD, such as 2031-03-02") from None
        return Answer(day, day.isoformat())

    return read
