"""The formulas of the solution points as people read them: the parties and the worths that gains are measured from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from detente.deal.model import in_words
from detente.deal.phrases import figure

if TYPE_CHECKING:
    from detente.bargain.domain import Domain
    from detente.bargain.solutions.gains import Gains

NASH, KALAI_SMORODINSKY, EGALITARIAN = "nash", "kalai-smorodinsky", "egalitarian"
UTILITARIAN, LEXIMIN = "utilitarian", "leximin"
NAMES: Final = (NASH, KALAI_SMORODINSKY, EGALITARIAN, UTILITARIAN, LEXIMIN)


def _shown(number: Fraction) -> str:
    said = figure(float(f"{float(number):.12g}") + 0.0)
    return f"({said})" if said.startswith("-") else said


def _gain(gains: Gains, place: int) -> str:
    party = gains.domain.call(gains.numbers.parties[place])
    return f"{party} - {_shown(gains.reference[place] * gains.numbers.step[place])}"


def _share(gains: Gains, place: int) -> str:
    most = (gains.ideal[place] - gains.reference[place]) * gains.numbers.step[place]
    return f"({_gain(gains, place)}) / {_shown(most)}"


def _in_brackets(gains: Gains, place: int) -> str:
    return f"({_gain(gains, place)})"


_PARTS: Final[Mapping[str, tuple[str, Callable[[Gains, int], str], str, str]]] = {
    NASH: ("largest product of gains: ", _in_brackets, " x ", ""),
    KALAI_SMORODINSKY: (
        "largest smallest share of the best possible gain: smallest of (",
        _share,
        ", ",
        ")",
    ),
    EGALITARIAN: ("largest smallest gain: smallest of (", _gain, ", ", ")"),
    UTILITARIAN: ("largest sum of gains: ", _in_brackets, " + ", ""),
    LEXIMIN: (
        "shares of the best possible gain, sorted from the smallest up and compared from the smallest on: sorted (",
        _share,
        ", ",
        "); its value is the smallest",
    ),
}


def formula_of(name: str, gains: Gains, places: Sequence[int]) -> str:
    """The formula with the parties that count in it: `largest product of gains: (north - 10) x (south - 5)`."""
    before, part, between, after = _PARTS[name]
    return before + between.join(part(gains, place) for place in places) + after


def called(gains: Gains, places: Sequence[int]) -> str:
    """Parties in a sentence."""
    return in_words([gains.domain.call(gains.numbers.parties[place]) for place in places])


def units_in_words(domain: Domain) -> str:
    """Who counts in what: `north in euro and south in points`."""
    return in_words(
        [
            f"{domain.call(party)} in {unit}"
            if (unit := domain.unit.get(party))
            else f"{domain.call(party)} without a unit"
            for party in domain.parties
        ]
    )
