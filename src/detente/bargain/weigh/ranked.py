"""What follows from rankings alone, whatever figures agree with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from detente.bargain.weigh.table import Table
from detente.deal.phrases import Choice
from detente.deal.worth import Ranking

_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Ranked:
    """The options that rankings name, and what they put above what.

    `below[choice]`: the options of the same issue that rankings put below it, also by way of others. `sums`: each time
    two options together, above two others.
    """

    table: Table
    named: frozenset[Choice]
    below: dict[Choice, frozenset[Choice]]
    sums: tuple[tuple[frozenset[Choice], frozenset[Choice]], ...]

    @classmethod
    def of(cls, table: Table, rankings: Sequence[Ranking]) -> Ranked:
        """Read rankings as far as they are about the options of a table."""
        choices = {str(choice): choice for choice in table.choices()}
        named: set[Choice] = set()
        direct: dict[Choice, set[Choice]] = {}
        sums: list[tuple[frozenset[Choice], frozenset[Choice]]] = []
        for ranking in rankings:
            places = [
                frozenset(choices[name] for item in place if (name := _tidy(item)) in choices)
                for place in ranking.places
            ]
            named.update(*places)
            whole = [
                place for place, said in zip(places, ranking.places, strict=True) if len(place) == len(said)
            ]
            for at, above in enumerate(whole):
                for under in whole[at + 1 :]:
                    if len(above) == len(under) == 1:
                        direct.setdefault(next(iter(above)), set()).update(under)
                    elif len(above) == len(under) == _TWO:
                        sums.append((above, under))
        return cls(table, frozenset(named), {one: _all_below(one, direct) for one in direct}, tuple(sums))

    def best(self, issue: str) -> list[str]:
        """The options of an issue that nothing is put above."""
        here = self._of(issue)
        under = {low for high in here for low in self.below.get(high, ())}
        return [choice.option for choice in here if choice not in under]

    def worst(self, issue: str) -> list[str]:
        """The options of an issue that are put above nothing in it."""
        here = self._of(issue)
        return [choice.option for choice in here if not self.below.get(choice, frozenset()) & set(here)]

    def issues(self) -> Iterator[tuple[str, str]]:
        """Issues of which the first counts more, each from its worst to its best option."""
        found = []
        for above, under in self.sums:
            gains = [(high, low) for high in above for low in under if high.issue == low.issue]
            more = [(high, low) for high, low in gains if low in self.below.get(high, ())]
            less = [(high, low) for low, high in gains if low in self.below.get(high, ())]
            if len(more) == len(less) == 1 and self._is_whole(*less[0]):
                found.append((more[0][0].issue, less[0][0].issue))
        yield from dict.fromkeys(found)

    def _is_whole(self, high: Choice, low: Choice) -> bool:
        """Whether two options are the only best and the only worst one of their issue."""
        return [high.option] == self.best(high.issue) and [low.option] == self.worst(low.issue)

    def _of(self, issue: str) -> list[Choice]:
        return [Choice(issue, option) for option in self.table.issues[issue]]


def _tidy(item: str) -> str:
    issue, colon, option = item.partition(":")
    return f"{issue.strip()}: {option.strip()}" if colon else item


def _all_below(one: Choice, direct: dict[Choice, set[Choice]]) -> frozenset[Choice]:
    found: set[Choice] = set()
    ahead = [one]
    while ahead:
        new = direct.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return frozenset(found)
