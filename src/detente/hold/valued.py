"""What follows from uncertain values: the share of valuations that hold, which value decides, and break-even points."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.deal.phrases import figure
from detente.hold.rankings import verdict_by_ranking
from detente.hold.results import Flip, ShareThatHolds
from detente.hold.rows import MOST_WAYS, linear_tests
from detente.hold.sensitivity import BreakEven, NoNominal, break_even, sensitivity
from detente.hold.stopping import Stopping
from detente.hold.uncertain import share, why_no_share
from detente.hold.valuations import Tests

MOST_TERMS = 60_000
"""Beyond so many terms in all sums, what decides is not worked out."""
TOO_LARGE = "Which value decides is not worked out for a deal of this size."
MOST_FLIPS = 12
"""So many values that decide are listed, the nearest to turning first."""


@dataclass(frozen=True, slots=True)
class Valued:
    """What was found; `verdicts` goes by form, where rankings decide what signs and ranges do not."""

    share: ShareThatHolds | None
    flips: tuple[Flip, ...]
    break_even: tuple[str, ...]
    verdicts: Mapping[str, bool | None]
    notes: tuple[str, ...]


NOTHING = Valued(None, (), (), {}, ())


def valued(asked: Mapping[str, Stopping], samples: int | None, seed: int, deadline: float | None) -> Valued:
    """Look at the values of all choosers, under the form that is named last (the one that ends the deal, if both).

    The share is that of valuations under which the deal holds under every form that the text leaves open.
    """
    if not any(one.play.choosers for one in asked.values()):
        return NOTHING
    if samples is None and _terms(asked) > MOST_TERMS:
        return Valued(None, (), (), {}, (TOO_LARGE,))
    gathered = {form: _tests(stopping) for form, stopping in asked.items()}
    notes: list[str] = []
    if any(tests is None for tests in gathered.values()):
        notes.append(
            f"A party can stop in more than {MOST_WAYS} ways: no share of valuations is given, nor which value decides."
        )
        return Valued(None, (), (), {}, tuple(notes))
    known = {form: tests for form, tests in gathered.items() if tests is not None}
    joint = _joined(list(known.values()))
    found = None
    if samples is not None:
        found = _share(joint, samples, seed, deadline, notes)
    if sum(len(row.coefficients) for one in joint for row in one.rows) > MOST_TERMS:
        return Valued(found, (), (), {}, (*notes, TOO_LARGE))
    lines = dict.fromkeys(line for one in joint for line in _break_even(asked, one))
    return Valued(found, tuple(_flips(joint)), tuple(lines), _by_rankings(known), tuple(notes))


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
    tests: list[Tests], samples: int, seed: int, deadline: float | None, notes: list[str]
) -> ShareThatHolds | None:
    left = None if deadline is None else max(0.0, deadline - time.monotonic())
    found = share(tests, samples=samples, seed=seed, workers=2, deadline=left)
    if found is None:
        notes += [f"No share is given. {one.sentence}" for one in why_no_share(tests)]
        return None
    return ShareThatHolds(found.holds, found.low, found.high, found.samples, found.seed, found.method)


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


def _break_even(asked: Mapping[str, Stopping], tests: Tests) -> Iterator[str]:
    deal = next(iter(asked.values())).play.deal
    ranked = {name for ranking in tests.rankings for place in ranking.places for name in place}
    for found in break_even(tests):
        if found.value in ranked:
            continue  # the ranking says more of it than a figure taken alone
        yield _worded(deal.call(tests.party), found)


def _worded(name: str, found: BreakEven) -> str:
    """`north at pull-back-2 goes on if end-of-war is worth at least 12 to it, and may from 4 on`."""
    here = f"{name} at `{found.point}`"
    if found.possible is None:
        return f"{here} gains by stopping whatever `{found.value}` is worth to it."
    sure, possible = _range(found.sure), _range(found.possible)
    if sure == possible:
        return f"{here} goes on if `{found.value}` is worth {sure} to it."
    told = "for no value of it alone" if found.sure is None else f"if `{found.value}` is worth {sure} to it"
    return f"{here} goes on for certain {told}, and may go on if `{found.value}` is worth {possible}."


def _range(ends: tuple[float, float] | None) -> str:
    if ends is None:
        return "nothing"
    low, high = ends
    if math.isinf(low) and math.isinf(high):
        return "anything"
    if math.isinf(high):
        return f"at least {_short(low)}"
    return f"at most {_short(high)}" if math.isinf(low) else f"{_short(low)} to {_short(high)}"


def _short(number: float) -> str:
    """At most six digits that count."""
    return figure(float(f"{number:.6g}"))
