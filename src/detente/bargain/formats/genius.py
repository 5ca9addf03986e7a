"""GENIUS XML: a domain (`negotiation_template`) and profiles (`utility_space`) with additive utilities.

The rule is that of GENIUS 10.4 (R. Lin, S. Kraus, T. Baarslag, D. Tykhonov, K. Hindriks and C. M. Jonker, Genius: an
integrated environment for supporting the design of generic automated negotiators, Computational Intelligence 30, 2014):
the utility of a package is the sum over issues of weight x evaluation / largest evaluation of the issue (0 for all
options where the largest is below 0.00001); of an integer issue, weight x (offset + slope x (value - lower bound)), the
bracket held between 0 and 1. Issues are told apart by their number, options by their value. Weights are taken as
written. GENIUS gives 1 to sums above 1; here the sum is kept, so that such packages are told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from detente.bargain.domain import Choice, Domain
from detente.bargain.formats.assembling import Mine, assembled, names_of, scale_of
from detente.bargain.formats.genius_files import Issue, Space
from detente.deal.model import in_words
from detente.deal.phrases import figure
from detente.errors import CannotCount
from detente.text.problem import quoted

SMALLEST: Final = Fraction(1, 100_000)
"""Where the largest evaluation of an issue is below, GENIUS gives every option 0."""
RULE: Final = (
    "Utilities are those of GENIUS 10.4, each party's on its own scale{scale}: the sum over issues of "
    "weight x evaluation / largest evaluation of the issue."
)


def genius_domain(
    template: Space | None,
    profiles: Sequence[Space],
    *,
    title: str,
    source: str,
    assumptions: Sequence[str] = (),
    warnings: Sequence[str] = (),
) -> Domain:
    """The domain of a template and its profiles, each of which has to tell the utility of every option.

    Args:
        template: the domain; None takes the issues of the first profile, of which there has to be one then.
        profiles: one for each party, named by its file.
        title: what to call the domain.
        source: where it is from, for people.
        assumptions: sentences to add.
        warnings: sentences to add.

    Raises:
        CannotCount: profiles that do not fit together, or with something missing.
    """
    frame, *_ = (*([] if template is None else [template]), *profiles)
    issues = {one.name: one.options for one in frame.issues.values()}
    said = list(warnings)
    mine = []
    for name, space in zip(names_of([one.file for one in profiles]), profiles, strict=True):
        utilities = dict(_utilities(space, frame, said))
        mine.append(Mine(name, utilities, space.reservation or Fraction(0)))
        said += [*space.warnings, *_above_one(name, utilities)]
    return assembled(
        mine,
        issues,
        title=title,
        source=source,
        assumptions=(
            RULE.format(scale=scale_of(mine)),
            *_on_a_line(frame),
            *assumptions,
            *_reservations(mine, profiles),
            *_discounts(mine, profiles),
        ),
        warnings=(*(template.warnings if template else ()), *said),
    )


def _utilities(space: Space, frame: Space, said: list[str]) -> Iterator[tuple[Choice, Fraction]]:
    _refuse_other_issues(space, frame)
    for place, known in frame.issues.items():
        own = space.issues[place]
        if own.weight is None:
            raise _missing(space, own, f"gives no weight to the issue {quoted(own.name)}")
        shares = _shares(space, own, said)
        for option in known.options:
            if option not in shares:
                raise _missing(
                    space, own, f"has no evaluation of the option {quoted(option)} of {quoted(own.name)}"
                )
            yield (known.name, option), own.weight * shares[option]
        more = [quoted(option) for option in own.options if option not in set(known.options)]
        if more:
            said.append(
                f"{space.file.name}: {in_words(more[:5])} of {quoted(own.name)} "
                f"{'is' if len(more) == 1 else 'are'} not in {frame.file.name} and left out; "
                "the largest evaluation counts them, as in GENIUS."
            )


def _shares(space: Space, own: Issue, said: list[str]) -> Mapping[str, Fraction]:
    """Evaluations as GENIUS weighs them: divided by the largest of the issue, as they are for whole numbers."""
    if own.kind == "integer" or not own.evaluations:
        return own.evaluations
    largest = max(own.evaluations.values())
    if largest < SMALLEST:
        if any(own.evaluations.values()):
            said.append(
                f"{space.file.name}: no evaluation of {quoted(own.name)} is 0.00001 or more, so that GENIUS gives "
                "every option 0, and so does this."
            )
        return dict.fromkeys(own.evaluations, Fraction(0))
    return {option: evaluation / largest for option, evaluation in own.evaluations.items()}


def _refuse_other_issues(space: Space, frame: Space) -> None:
    for place in sorted({*space.issues, *frame.issues}):
        known, own = frame.issues.get(place), space.issues.get(place)
        if known is None or own is None:
            here, there = (space, frame) if known is None else (frame, space)
            one = here.issues[place]
            raise _missing(
                space,
                own,
                f"does not fit `{frame.source.name}`: issue number {place}, {quoted(one.name)}, is in "
                f"`{here.source.name}` and not in `{there.source.name}`",
            )
        if known.name != own.name:
            raise _missing(
                space,
                own,
                f"calls issue number {place} {quoted(own.name)}, and `{frame.source.name}` calls it "
                f"{quoted(known.name)}",
                "number and name the issues alike in all files",
            )
        if known.kind != own.kind:
            raise _missing(
                space,
                own,
                f"has {quoted(own.name)} as {own.kind}, and `{frame.source.name}` as {known.kind}",
            )


def _missing(space: Space, own: Issue | None, what: str, advice: str | None = None) -> CannotCount:
    name = space.source.name
    line, column = (None, None) if own is None else (own.at.line, own.at.column)
    return CannotCount(f"`{name}` {what}.", help=advice, file=name, line=line, column=column)


def _above_one(name: str, utilities: Mapping[Choice, Fraction]) -> Iterator[str]:
    """A sentence where sums go beyond 1, at which GENIUS would cut them off."""
    best: dict[str, Fraction] = {}
    for (issue, _), utility in utilities.items():
        best[issue] = max(best.get(issue, utility), utility)
    highest = sum(best.values(), Fraction(0))
    if highest > 1 + Fraction(1, 10**9):
        yield (
            f"{name}: utilities go up to {float(highest):.10g}. GENIUS gives 1 to everything above 1; here the sum is "
            "kept, so that such packages are told apart."
        )


def _on_a_line(frame: Space) -> Iterator[str]:
    if any(one.kind == "integer" for one in frame.issues.values()):
        yield (
            "The share of a whole number is offset + slope x (number - the lower bound), held between 0 and 1 and not "
            "divided by the largest, as in GENIUS."
        )


def _reservations(mine: Sequence[Mine], profiles: Sequence[Space]) -> Iterator[str]:
    written = [
        f"{one.name} {figure(float(one.no_deal or 0))}"
        for one, space in zip(mine, profiles, strict=True)
        if space.reservation is not None
    ]
    if written:
        yield f"Reservation values are on that scale, as they are written: {', '.join(written)}."
    without = [one.name for one, space in zip(mine, profiles, strict=True) if space.reservation is None]
    if without:
        yield f"{in_words(without)}: no reservation value is written, and GENIUS takes 0 for it."


def _discounts(mine: Sequence[Mine], profiles: Sequence[Space]) -> Iterator[str]:
    names = [
        f"{one.name} {figure(float(space.discount))}"
        for one, space in zip(mine, profiles, strict=True)
        if space.discount is not None and 0 < space.discount < 1
    ]
    if names:
        yield f"Discount factors are written and not applied, so that utilities are those at once: {', '.join(names)}."
