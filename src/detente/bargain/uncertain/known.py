"""What a party tells of each worth that a package can change: a figure, a range, or only a place in a ranking."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from detente.bargain.domain import NOTHING, Choice, Domain, written
from detente.bargain.exact import fraction_of
from detente.deal.worth import Ranking, Worth
from detente.errors import CannotCount

REST: Final = "the rest of the deal"
NO_DEAL: Final = "no deal"
_HELP: Final = "give it a number or a range, or name it in the party's ranking"


@dataclass(frozen=True, slots=True)
class Known:
    """One party's worths by their names, in the order of the file.

    Names are `port: open` for an option's own worth, the label of an obligation that options bring, `the rest of the
    deal` and `no deal`. `given[name]` is None where only a ranking says something. `rankings` name nothing else and
    have two places or more. `uncounted`: options without a worth that nobody can choose.
    """

    party: str
    called: str
    given: Mapping[str, Worth | None]
    rankings: tuple[Ranking, ...]
    uncounted: tuple[str, ...] = ()

    @property
    def has_scale(self) -> bool:
        """Whether some figure is not 0: then worths have a scale, else 0 to 1 is as good as any."""
        return any(worth is not None and worth != NOTHING for worth in self.given.values())

    @property
    def only_ranked(self) -> tuple[str, ...]:
        """The names without a figure."""
        return tuple(name for name, worth in self.given.items() if worth is None)


def middle(worth: Worth) -> Fraction:
    """The point, the likely value, or the middle of a plain range."""
    if worth.likely is not None:
        return fraction_of(worth.likely)
    return (fraction_of(worth.low) + fraction_of(worth.high)) / 2


def known_of(domain: Domain, party: str) -> Known:
    """What a party tells of each worth.

    Places of a ranking that name anything that no package changes are left out.

    Raises:
        CannotCount: an option that can be chosen has no worth, brings nothing that has one, and is not ranked; an
            obligation is unknown and not ranked; a number is not finite or a range runs downwards.
    """
    rankings = tuple(_tidy(ranking) for ranking in domain.rankings.get(party, ()))
    ranked = {item for ranking in rankings for place in ranking.places for item in place}
    given: dict[str, Worth | None] = {}
    uncounted = []
    for choice in domain.choices():
        name, worth = written(choice), domain.own[party].get(choice)
        if worth is not None and not worth.is_unknown:
            given[name] = _checked(domain, party, f"`{name}`", worth)
        elif name in ranked:
            given[name] = None
        elif worth is not None or not _brings(domain, party, choice, ranked):
            if not _is_never(domain, choice):
                raise CannotCount(
                    f"{domain.call(party)}: {_why(worth)} for `{name}`.",
                    help=f"{_HELP}; 0 if it is nothing",
                )
            uncounted.append(name)
    given |= dict(_besides(domain, party, ranked))
    return Known(party, domain.call(party), given, tuple(_within(rankings, given)), tuple(uncounted))


def _besides(domain: Domain, party: str, ranked: set[str]) -> Iterator[tuple[str, Worth | None]]:
    """The worths that are no option's own."""
    for one in domain.brought:
        worth = one.worth.get(party)
        if worth is not None and not worth.is_unknown:
            yield one.obligation, _checked(domain, party, f"the obligation `{one.obligation}`", worth)
        elif one.obligation in ranked:
            yield one.obligation, None
        elif worth is not None:
            raise CannotCount(
                f"{domain.call(party)}: {_why(worth)} for the obligation `{one.obligation}`.", help=_HELP
            )
    rest = domain.rest.get(party)
    if rest is not None:
        if rest.is_unknown:
            raise CannotCount(f"{domain.call(party)}: {_why(rest)} for {REST}.", help=_HELP)
        yield REST, _checked(domain, party, REST, rest)
    no_deal = domain.no_deal.get(party)
    if no_deal is not None and not no_deal.is_unknown:
        yield NO_DEAL, _checked(domain, party, NO_DEAL, no_deal)
    elif NO_DEAL in ranked:
        yield NO_DEAL, None


def _tidy(ranking: Ranking) -> Ranking:
    """Items with one space after the colon."""
    return Ranking(tuple(tuple(_name(item) for item in place) for place in ranking.places))


def _name(item: str) -> str:
    return ": ".join(part.strip() for part in item.split(":", 1))


def _within(rankings: tuple[Ranking, ...], given: Mapping[str, object]) -> Iterator[Ranking]:
    for ranking in rankings:
        places = tuple(place for place in ranking.places if all(item in given for item in place))
        if len(places) > 1:
            yield Ranking(places)


def _brings(domain: Domain, party: str, choice: Choice, ranked: set[str]) -> bool:
    """Whether something with a worth hangs on a choice."""
    return any(
        choice in (*one.by_any, *one.only_if) and (party in one.worth or one.obligation in ranked)
        for one in domain.brought
    )


def _is_never(domain: Domain, choice: Choice) -> bool:
    """Whether no package may have it, nor the draft has."""
    issue, option = choice
    return domain.draft.get(issue) != option and any(one.choices == (choice,) for one in domain.excluded)


def _why(worth: Worth | None) -> str:
    """What keeps a worth from being counted."""
    return "no worth is given" if worth is None else "`unknown`, which cannot be counted, is given"


def _checked(domain: Domain, party: str, what: str, worth: Worth) -> Worth:
    numbers = (worth.low, worth.high, worth.low if worth.likely is None else worth.likely)
    if not all(math.isfinite(number) for number in numbers):
        raise CannotCount(
            f"{domain.call(party)}: the worth of {what} is `{worth}`, which is not a finite number.",
            help=_HELP,
        )
    if not worth.low <= numbers[2] <= worth.high:
        raise CannotCount(
            f"{domain.call(party)}: the worth of {what} runs from {worth.low:g} to {worth.high:g}, with {numbers[2]:g} "
            "as likely.",
            help="write the smaller number first, and the likely value between them",
        )
    return worth
