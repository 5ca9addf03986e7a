"""The formulas of the solution points as people read them: the parties and the worths that gains are measured from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Protocol

from detente.deal.model import in_words
from detente.deal.phrases import figure

if TYPE_CHECKING:
    from detente.bargain.domain import Domain
    from detente.bargain.numbers import Numbers

NASH, KALAI_SMORODINSKY, EGALITARIAN = "nash", "kalai-smorodinsky", "egalitarian"
UTILITARIAN, LEXIMIN = "utilitarian", "leximin"
NAMES: Final = (NASH, KALAI_SMORODINSKY, EGALITARIAN, UTILITARIAN, LEXIMIN)

WRITTEN_OUT: Final = 1e15
"""From here on a number is written with an exponent."""
NO_GAINS: Final = "No acceptable package gives any party a gain, so gains cannot be compared."


class Measured(Protocol):
    """What gains are measured from, and the best worth of each party, on the grid."""

    @property
    def domain(self) -> Domain:
        """Names and units."""

    @property
    def numbers(self) -> Numbers:
        """The grid."""

    @property
    def reference(self) -> tuple[int, ...]:
        """What gains are measured from."""

    @property
    def ideal(self) -> tuple[int, ...]:
        """No acceptable package is worth more."""

    @property
    def known(self) -> Sequence[int | None]:
        """The best worth that was found for each party, None where none was."""

    @property
    def who_can_gain(self) -> tuple[int, ...]:
        """The places of the parties that some acceptable package may give a gain."""


def _shown(number: Fraction) -> str:
    short = f"{float(number):.12g}"
    said = short if abs(number) >= WRITTEN_OUT else figure(float(short) + 0.0)
    return f"({said})" if said.startswith("-") else said


def _gain(gains: Measured, place: int) -> str:
    party = gains.domain.call(gains.numbers.parties[place])
    return f"{party} - {_shown(gains.reference[place] * gains.numbers.step[place])}"


def _share(gains: Measured, place: int) -> str:
    most = (gains.ideal[place] - gains.reference[place]) * gains.numbers.step[place]
    shown = _shown(most)
    return f"({_gain(gains, place)}) / {shown if _is_ideal_known(gains, place) else f'(at most {shown})'}"


def _is_ideal_known(gains: Measured, place: int) -> bool:
    known = gains.known[place]
    return known is not None and known >= gains.ideal[place]


def _in_brackets(gains: Measured, place: int) -> str:
    return f"({_gain(gains, place)})"


_PARTS: Final[Mapping[str, tuple[str, Callable[[Measured, int], str], str, str]]] = {
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


def formula_of(name: str, gains: Measured, places: Sequence[int]) -> str:
    """The formula with the parties that count in it: `largest product of gains: (north - 10) x (south - 5)`."""
    before, part, between, after = _PARTS[name]
    return before + between.join(part(gains, place) for place in places) + after


def called(gains: Measured, places: Sequence[int]) -> str:
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


def left_out(gains: Measured) -> str:
    """Who cannot gain, or ""."""
    places = [place for place in range(len(gains.reference)) if place not in gains.who_can_gain]
    if not places or not gains.who_can_gain:
        return ""
    verb = "is" if len(places) == 1 else "are"
    return (
        f"No acceptable package gives {called(gains, places)} a gain, so "
        f"{'it' if verb == 'is' else 'they'} {verb} left out of every formula but the sum."
    )


def shares_from_below(gains: Measured) -> str:
    """Whose best possible gain is known from above only, so that shares are no smaller than is said; or ""."""
    places = [place for place in gains.who_can_gain if not _is_ideal_known(gains, place)]
    if not places:
        return ""
    who = called(gains, places)
    return (
        f"The best possible gain of {who} is known only from above: shares may be larger than is said here."
    )


def rounded(gains: Measured) -> str:
    """Whose worths do not fit the grid, or ""."""
    names = [
        gains.domain.call(party)
        for party, off in zip(gains.numbers.parties, gains.numbers.rounding, strict=True)
        if off
    ]
    return f"The worths of {in_words(names)} are rounded to 60 bits and compared as rounded." if names else ""


def unlike(domain: Domain) -> str:
    """What to know of a comparison of gains that share no unit, or ""."""
    if domain.shared_unit is not None:
        return ""
    units = units_in_words(domain)
    return f"It compares gains that share no unit ({units}), so it moves if one party's worths are scaled."


def no_sum(domain: Domain) -> str:
    """Why worths are not added, or ""."""
    if domain.shared_unit is not None:
        return ""
    return (
        f"There is no utilitarian point: worths are added only where all share a unit "
        f"(here: {units_in_words(domain)})."
    )


def no_nash(gains: Measured, *, sure: bool) -> str:
    """That no package gives all who can gain a gain at once."""
    among = "" if sure else " that was found"
    return (
        f"There is no Nash point: no acceptable package{among} gives {called(gains, gains.who_can_gain)} "
        f"a gain above 0 at once."
    )
