"""Only orders: of the options of each issue, and of the issues by what lies between their worst and best options."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise, product
from typing import Final

from detente.bargain.weigh.interview import Answer, Note, Question, Script
from detente.bargain.weigh.judgement import Orders, Places
from detente.bargain.weigh.options import heading, menu_lines
from detente.bargain.weigh.reading import Menu, ordered
from detente.bargain.weigh.review import WEIGHTS, again
from detente.bargain.weigh.table import Table
from detente.deal.model import in_words
from detente.deal.phrases import Choice
from detente.errors import CannotWrite

_HELP: Final = (
    "Write all of them from the first to the last, by name or number, with `>` or commas between: `open > inspected > "
    "closed`, or `3, 2, 1`. Those that are alike: `open > inspected = closed`."
)
_UNWRITABLE: Final = (">", "+")


def by_order(table: Table) -> Script[Orders]:
    """Ask for the orders.

    Raises:
        CannotWrite: an option has a name that cannot stand in a ranking.
    """
    for choice in table.choices():
        if any(mark in choice.option for mark in _UNWRITABLE):
            raise CannotWrite(
                f"`{choice}` cannot stand in a ranking, because of `>` or `+` in its name.",
                help="rename the option, or weigh by points",
            )
    yield Note(
        "You are asked only for orders, never for a figure: first the options of each issue from best to worst, then "
        "the issues."
    )
    options: dict[str, Places] = {}
    for issue in table.weighed:
        options[issue] = yield from _options(table, issue)
    issues = yield from _issues(options)
    while True:
        found = Orders(issues, options)
        yield Note("What follows from your answers:")
        for line in of_orders(found):
            yield Note(f"- {line}")
        said = yield again(table.weighed, weights=len(table.weighed) > 1)
        if said is None:
            return found
        if said == WEIGHTS:
            issues = yield from _issues(options)
            continue
        alike = len(options[said[0]]) == 1
        options[said[0]] = yield from _options(table, said[0])
        if alike != (len(options[said[0]]) == 1):
            issues = yield from _issues(options)


def _options(table: Table, issue: str) -> Script[Places]:
    menu = Menu(table.issues[issue])
    text = f"{heading(table, issue)}: the options from best to worst for {table.name}?"
    found: Places = yield Question(
        ("order", issue), (text, *menu_lines(table, issue, menu)), _HELP, _reader(menu)
    )
    for place in open_ties(found):
        labels = in_words([f"`{option}`" for option in place])
        yield Note(
            f"That {labels} in `{issue}` are alike cannot be written in a ranking, which has no sign for it: the "
            "file leaves open which of them is better, and figures that are made of it later may differ between "
            "them. To keep them alike, weigh by figures: --method points or --method swing."
        )
    return found


def _reader(menu: Menu) -> Callable[[str], Answer]:
    def read(text: str) -> Answer:
        found = menu.order(text)
        return Answer(found, ordered(found))

    return read


def _issues(options: dict[str, Places]) -> Script[Places]:
    """The order of the issues whose options are not all alike."""
    some = {issue: places for issue, places in options.items() if len(places) > 1}
    if len(some) < 2:
        return tuple((issue,) for issue in some)
    menu = Menu(some)
    ways = {issue: f"from `{places[-1][0]}` to `{places[0][0]}`" for issue, places in some.items()}
    text = "Which of these ways from the worst to the best option matters most, and so on down?"
    found: Places = yield Question(("order",), (text, *menu.lines(ways)), _HELP, _reader(menu))
    return found


# --- what follows ---


def of_orders(found: Orders) -> Iterator[str]:
    """What the orders say, in packages of two issues."""
    for issue, places in found.options.items():
        yield f"`{issue}`: {' > '.join(' = '.join(f'`{option}`' for option in place) for place in places)}."
    for first, second in pairwise(found.issues):
        one, other = first[0], second[0]
        yield (
            f"{_pair(found, one, other)} is worth more than {_pair(found, other, one)}: `{one}` matters more than "
            f"`{other}`."
        )
    for place in found.issues:
        if len(place) > 1:
            labels = in_words([f"`{issue}`" for issue in place])
            yield f"{labels} matter alike; a ranking has no sign for that, so it says nothing of it."


def _pair(found: Orders, best: str, worst: str) -> str:
    return f"`{best}: {found.options[best][0][0]}` with `{worst}: {found.options[worst][-1][0]}`"


# --- as a values file says it ---


def open_ties(places: Places) -> list[tuple[str, ...]]:
    """What is alike and has something above or below it: a ranking has no sign for that."""
    return [place for place in places if len(place) > 1 and len(places) > 1]


def left_open(found: Orders) -> Iterator[str]:
    """What was said to be alike, and a ranking does not say."""
    for issue, places in found.options.items():
        for place in open_ties(places):
            yield in_words([str(Choice(issue, option)) for option in place])
    for place in found.issues:
        if len(place) > 1:
            yield f"how much {in_words(place)} matter"


def rankings(found: Orders) -> list[str]:
    """The orders as the `ranking` of a values file, without figures.

    An order of two issues is one of two packages: the best of the one with the worst of the other is worth more than
    the other way round. What is alike has no sign of its own there, and is left out.
    """
    lines = [
        " > ".join(str(Choice(issue, option)) for option in row)
        for issue, places in found.options.items()
        for row in _rows(places)
    ]
    for first, second in pairwise(found.issues):
        for one, other in product(first, second):
            up, down = found.options[one], found.options[other]
            more = f"{Choice(one, up[0][0])} + {Choice(other, down[-1][0])}"
            less = f"{Choice(one, up[-1][0])} + {Choice(other, down[0][0])}"
            lines.append(f"{more} > {less}")
    return lines


def _rows(places: Places) -> Iterator[tuple[str, ...]]:
    """Chains that together say of every two places which is higher."""
    if len(places) < 2:
        return
    first = tuple(place[0] for place in places)
    yield first
    said = set(pairwise(first))
    for high, low in pairwise(places):
        for pair in product(high, low):
            if pair not in said:
                yield pair


def alike(table: Table, found: Orders) -> list[Choice]:
    """Options that no order can tell anything of: alone in their issue, or all alike."""
    return [choice for choice in table.choices() if len(found.options.get(choice.issue, ())) < 2]
