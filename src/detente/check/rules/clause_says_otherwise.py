"""T005: a number in the deal file that its clause gives otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.entries import clauses_named
from detente.check.figures import Figure, figures
from detente.check.prose import words_of
from detente.check.references import numbers_of
from detente.check.saying import quoted
from detente.deal.phrases import Amount, Duration
from detente.diagnose.diagnostic import Related, Remark, Subjects
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.deal.course import Course
    from detente.deal.model import Clause, Deal, Noun, Obligation


@rule(code="T005", severity="warning")
def clause_says_otherwise(deal: Deal, course: Course) -> Iterator[Remark]:
    """A number in the deal file is not the one that its clause gives.

    What it finds:
        A stage whose clause gives one length of time, and it is not that of `lasts`; a duty whose clause counts the
        same thing as `amount` (the same word after the number), and never as many. Numbers in words are read too.
        Nothing is said where the clause gives no such number, or several lengths.

    Why it matters:
        42 days in one place and 45 in another give each side a date of its own. Both places are signed.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        stages: {one: {lasts: 42 days, clause: "1"}}
        text: |
          1. The first stage lasts forty-five days.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        stages: {one: {lasts: 45 days, clause: "1"}}
        text: |
          1. The first stage lasts forty-five days.

    When to allow:
        When the clause speaks of something else; then point the entry at the clause that gives its number.
    """
    if not deal.clauses:
        return
    words = words_of(deal)
    cache: dict[str, list[tuple[Clause, Figure]]] = {}

    def figures_of(entry: Noun) -> list[tuple[Clause, Figure]]:
        found = []
        for number in clauses_named(entry):
            if number not in cache:
                clauses = numbers_of(deal).clauses.get(number, ())
                cache[number] = [
                    (clause, figure) for clause in clauses for figure in figures(clause.text, words)
                ]
            found += cache[number]
        return found

    yield from _stages(deal, figures_of)
    for owed in deal.obligations.values():
        yield from _amount(deal, owed, figures_of)


def _stages(deal: Deal, figures_of: Callable[[Noun], list[tuple[Clause, Figure]]]) -> Iterator[Remark]:
    for stage in deal.stages.values():
        if not isinstance(stage.lasts, Duration):
            continue
        lengths = [(clause, figure) for clause, figure in figures_of(stage) if figure.days is not None]
        if len(lengths) == 1 and abs((lengths[0][1].days or 0) - stage.lasts.days) > _NEAR:
            yield Remark(
                span=deal.place(stage, "lasts"),
                message=f"stage `{stage.id}` lasts {stage.lasts} here and {_said(lengths[0])}",
                help="write one length in both places",
                related=(_related(lengths[0]),),
                subjects=Subjects(stages=(stage.id,)),
            )


def _amount(
    deal: Deal, owed: Obligation, figures_of: Callable[[Noun], list[tuple[Clause, Figure]]]
) -> Iterator[Remark]:
    amount = owed.amount
    if not (isinstance(amount, Amount) and amount.unit and owed.clause):
        return
    noun = _stem(amount.unit.split()[0])
    counts = [(clause, figure) for clause, figure in figures_of(owed) if _stem(figure.noun) == noun]
    if counts and not {figure.value for _, figure in counts} & _numbers(owed, amount):
        yield Remark(
            span=deal.place(owed, "amount"),
            message=f"the amount of `{owed.id}` is {amount} here and {_said(counts[0])}",
            help="write one number in both places",
            related=(_related(counts[0]),),
            subjects=about(deal, owed),
        )


_NEAR = 1e-6
"""Lengths in days differ by less than this through rounding alone."""


def _numbers(owed: Obligation, amount: Amount) -> set[float]:
    """The numbers that a clause may rightly give: the amount, its parts, its categories, the ends of ranges."""
    parts = [part.amount for part in owed.parts or ()]
    return {number for one in (amount, *parts, *(owed.of_which or ())) for number in (one.low, one.high)}


def _stem(noun: str) -> str:
    return noun.casefold().rstrip(".,;").removesuffix("s")


def _said(found: tuple[Clause, Figure]) -> str:
    clause, figure = found
    return f"{quoted(clause.text[figure.start : figure.end])} in clause {clause.number}"


def _related(found: tuple[Clause, Figure]) -> Related:
    clause, figure = found
    return Related(f"clause {clause.number}", clause.span(figure.start, figure.end))
