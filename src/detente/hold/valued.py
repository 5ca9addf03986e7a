"""What follows from uncertain values: the share of valuations that hold, which value decides, and break-even points."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.deal.model import Deal, in_words
from detente.deal.phrases import figure
from detente.hold.results import Flip, ShareThatHolds
from detente.hold.rows import MOST_WAYS, linear_tests
from detente.hold.shares.rankings import verdict_by_ranking
from detente.hold.shares.sensitivity import BreakEven, NoNominal, break_even, sensitivity
from detente.hold.shares.uncertain import Unsettled, share, why_no_share
from detente.hold.shares.valuations import Tests
from detente.hold.stopping import Stopping

MOST_TERMS = 60_000
"""Beyond so many terms in all sums, what decides is not worked out."""
TOO_LARGE = "Which value decides is not worked out for a deal of this size."
MOST_FLIPS = 12
"""So many values that decide are listed, the nearest to turning first."""


@dataclass(frozen=True, slots=True)
class Valued:
    """What was found; `verdicts` (by form) and `at` (by form, party and act) stand where rankings decide more."""

    share: ShareThatHolds | None
    flips: tuple[Flip, ...]
    break_even: tuple[str, ...]
    verdicts: Mapping[str, bool | None]
    notes: tuple[str, ...]
    at: Mapping[tuple[str, str, str], bool | None] = field(default_factory=dict)


NOTHING = Valued(None, (), (), {}, ())


def valued(asked: Mapping[str, Stopping], samples: int | None, seed: int, deadline: float | None) -> Valued:
    """Look at the values of all choosers, under every form that the text leaves open together.

    The share is that of valuations under which the deal holds under all of them.
    """
    if not any(one.play.choosers for one in asked.values()):
        return NOTHING
    if samples is None and _terms(asked) > MOST_TERMS:
        return Valued(None, (), (), {}, (TOO_LARGE,))
    gathered = {form: _tests(stopping) for form, stopping in asked.items()}
    notes: list[str] = []
    if any(tests is None for tests in gathered.values()):
        notes.append(
            f"A party can stop in more than {MOST_WAYS} ways, or time was over before they were written out: no share "
            "of valuations is given, nor which value decides."
        )
        return Valued(None, (), (), {}, tuple(notes))
    known = {form: tests for form, tests in gathered.items() if tests is not None}
    joint = _joined(list(known.values()))
    found = None
    if samples is not None:
        deal = next(iter(asked.values())).play.deal
        found, notes = _share(deal, joint, samples, seed, deadline)
    if sum(len(row.coefficients) for one in joint for row in one.rows) > MOST_TERMS:
        return Valued(found, (), (), {}, (*notes, TOO_LARGE))
    lines = dict.fromkeys(line for one in joint for line in _break_even(asked, one))
    return Valued(
        found, tuple(_flips(joint)), tuple(lines), _by_rankings(known), tuple(notes), dict(_at_points(known))
    )


def _terms(asked: Mapping[str, Stopping]) -> int:
    """About how many terms the sums of all points would have."""
    return sum(len(one.play.own(party)) for one in asked.values() for party in one.play.choosers) * max(
        len(one.play.acts) // 2 for one in asked.values()
    )


def _tests(stopping: Stopping) -> list[Tests] | None:
    found = []
    for party in stopping.play.choosers:
        tests = linear_tests(stopping, party)
        if tests is None:
            return None
        found.append(tests)
    return found


def _joined(forms: Sequence[Sequence[Tests]]) -> list[Tests]:
    """One list of tests for each party: the rows of every form, which must all hold."""
    joined = []
    for same in zip(*forms, strict=True):
        values = {value.name: value for one in same for value in one.values}
        rows = {(row.point, *sorted(row.coefficients.items())): row for one in same for row in one.rows}
        joined.append(Tests(same[0].party, tuple(values.values()), tuple(rows.values()), same[0].rankings))
    return joined


def _share(
    deal: Deal, tests: list[Tests], samples: int, seed: int, deadline: float | None
) -> tuple[ShareThatHolds | None, list[str]]:
    """The share, or sentences why there is none."""
    left = None if deadline is None else max(0.0, deadline - time.monotonic())
    found = share(tests, samples=samples, seed=seed, workers=2, deadline=left)
    if found is None:
        return None, [f"No share is given. {_named(deal, one)}" for one in why_no_share(tests)]
    return ShareThatHolds(found.holds, found.low, found.high, found.samples, found.seed, found.method), []


def _named(deal: Deal, why: Unsettled) -> str:
    """The sentence with the party's name for its label, which stands before the colon and in `whether ... gains`."""
    name = deal.call(why.party)
    said = why.sentence.removeprefix(f"{why.party}: ")
    tail = f" whether {why.party} gains by stopping."
    if said.endswith(tail):
        said = f"{said.removesuffix(tail)} whether it gains by stopping."
    return f"{name}: {said}"


def _flips(tests: list[Tests]) -> Iterator[Flip]:
    for one in tests:
        try:
            found = sensitivity(one)
        except NoNominal:
            continue  # `break_even` speaks of a party with unknown values
        for flip in found[:MOST_FLIPS]:
            relative = flip.relative if math.isfinite(flip.relative) else None
            yield Flip(
                flip.party,
                flip.value,
                flip.nominal,
                flip.turns_at,
                relative,
                flip.goes_on,
                flip.point,
                flip.within,
            )


def _by_rankings(known: Mapping[str, list[Tests]]) -> dict[str, bool | None]:
    """The verdict of a form, where parties have rankings: it holds only if it does for every chooser."""
    found: dict[str, bool | None] = {}
    for form, tests in known.items():
        if any(one.rankings for one in tests):
            answers = [verdict_by_ranking(one) for one in tests]
            found[form] = False if False in answers else True if all(answers) else None
    return found


def _at_points(known: Mapping[str, list[Tests]]) -> Iterator[tuple[tuple[str, str, str], bool | None]]:
    """What the ranking of a party says at each of its acts."""
    for form, tests in known.items():
        for one in tests:
            for act in one.points if one.rankings else ():
                here = replace(one, rows=tuple(row for row in one.rows if row.point == act))
                yield (form, one.party, act), verdict_by_ranking(here)


def _break_even(asked: Mapping[str, Stopping], tests: Tests) -> Iterator[str]:
    deal = next(iter(asked.values())).play.deal
    signs = {value.name: value.sign for value in tests.values}
    ranked = {name for ranking in tests.rankings for place in ranking.places for name in place}
    name = deal.call(tests.party)
    # A ranking says more of what it ranks than a figure taken alone.
    told = [found for found in break_even(tests) if found.value not in ranked]
    never: dict[str, list[str]] = {}
    for found in told:
        if found.possible is None:
            never.setdefault(found.point, []).append(found.value)
    for point, values in never.items():
        yield _whatever(f"{name} at `{point}`", values)
    for found in told:
        sentence = "" if found.possible is None else _worded(name, found, signs[found.value])
        if sentence:
            yield sentence


def _whatever(here: str, values: Sequence[str]) -> str:
    shown = in_words([f"`{value}`" for value in values])
    if len(values) > 1:
        return f"{here} gains by stopping whatever {shown} are."
    return f"{here} gains by stopping whatever {shown} {'is' if _is_size(values[0]) else 'is worth to it'}."


def _is_size(value: str) -> bool:
    """Whether it is an amount itself (`bond loses`, `if it walks: gets`), and not what an act is worth."""
    return " loses" in value or value.startswith("if ")


def _worded(name: str, found: BreakEven, sign: int) -> str:
    """`North at pull-back-2 goes on if end-of-war is worth at least 12 to it`; "" where there is nothing to say.

    `sign`: 1 where the value cannot be below 0, -1 where it cannot be above, else 0.
    """
    here, value = f"{name} at `{found.point}`", _Value(found.value, sign)
    sure, possible = value.said(found.sure), value.said(found.possible)
    if sure == possible:
        return f"{here} goes on if {sure}." if sure else ""
    if not sure:
        return (
            f"{here} goes on for certain for no value of `{found.value}` alone, and may go on if {possible}."
        )
    tail = f"and may go on if {possible}" if possible else "and may go on else"
    return f"{here} goes on for certain if {sure}, {tail}."


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of which a sentence says from where to where it must lie; `sign` as in `_worded`."""

    name: str
    sign: int

    def said(self, ends: tuple[float, float] | None) -> str:
        """`b is worth at least 4 to it`; "" where that says nothing: no value at all, or every one."""
        shown = "" if ends is None else self._range(*ends)
        if not shown:
            return ""
        return f"`{self.name}` is {shown}" if _is_size(self.name) else f"`{self.name}` is worth {shown} to it"

    def _range(self, low: float, high: float) -> str:
        """The ends, without those that hold anyway by the sign of the value."""
        if low == high:
            return "nothing" if low == 0 and not _is_size(self.name) else f"exactly {_short(low)}"
        least = None if math.isinf(low) or (self.sign > 0 and low <= 0) else _short(low)
        most = None if math.isinf(high) or (self.sign < 0 and high >= 0) else _short(high)
        if least is None:
            return "" if most is None else f"at most {most}"
        return f"at least {least}" if most is None else f"{least} to {most}"


def _short(number: float) -> str:
    """At most six digits that count."""
    return figure(float(f"{number:.6g}") + 0.0)
