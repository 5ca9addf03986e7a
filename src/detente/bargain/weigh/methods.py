"""The four ways to weigh, by name, and the whole interview of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from detente.bargain.weigh.closing import closing
from detente.bargain.weigh.interview import Note, Script
from detente.bargain.weigh.judgement import Judgement, Orders, Weights
from detente.bargain.weigh.pairs import by_pairs
from detente.bargain.weigh.points import by_points
from detente.bargain.weigh.ranking import by_order
from detente.bargain.weigh.swing import by_swings
from detente.bargain.weigh.table import Table
from detente.deal.model import in_words
from detente.errors import UnknownName

_SCRIPTS: Final[dict[str, Callable[[Table], Script[Weights] | Script[Orders]]]] = {
    "points": by_points,
    "swing": by_swings,
    "pairs": by_pairs,
    "ranking": by_order,
}
METHODS: Final = {
    "points": "100 points over the issues, and each option in percent of the way from the worst to the best",
    "swing": "swing weights, each issue from its worst to its best option against the one that matters most",
    "pairs": "pairwise comparisons in words (about equal 1, somewhat 2, clearly 4, very much 8), as geometric means",
    "ranking": "only orders, no figures",
}
"""Each method, and how it came to its figures."""


def script_of(method: str, table: Table, today: date) -> Callable[[], Script[Judgement]]:
    """The whole interview by one method, ready to be run.

    Args:
        method: one of `METHODS`.
        table: what is weighed.
        today: the date that is offered as the day of the judgement.

    Raises:
        UnknownName: there is no such method.
    """
    if method not in _SCRIPTS:
        raise UnknownName.among("method", method, _SCRIPTS)

    def script() -> Script[Judgement]:
        yield from map(Note, _before(table))
        found = yield from _SCRIPTS[method](table)
        worths = found.worths(table) if isinstance(found, Weights) else {}
        last = yield from closing(table, worths, today)
        return Judgement(
            method=method,
            worths=worths,
            rounded=isinstance(found, Weights) and found.is_rounded(worths),
            orders=found if isinstance(found, Orders) else None,
            never=last.never,
            no_deal=last.no_deal,
            as_good=last.as_good,
            judged_by=last.judged_by,
            on=last.on,
        )

    return script


def _before(table: Table) -> Iterator[str]:
    """What is left out, and what an option is taken to be."""
    alone = [f"`{issue}`" for issue in table.issues if issue not in table.weighed]
    if alone:
        yield f"With one option only, and so nothing to weigh: {in_words(alone)}."
    if table.left_out:
        left_out = in_words([f"`{issue}`" for issue in table.left_out])
        yield f"Without options filled in, and so left out: {left_out}."
    if table.brings:
        yield "Weigh an option with all that it brings."
    if table.apart:
        apart = in_words([f"`{label}`" for label in table.apart])
        yield f"But without {apart}, which the values file gives a worth apart; both are added."
