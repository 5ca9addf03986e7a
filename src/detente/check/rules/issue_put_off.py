"""D005: a matter is put off with no forum, no last day or no fallback."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.check.about import about
from detente.deal.model import Otherwise
from detente.deal.phrases import When
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Issue, Obligation

# What a duty to talk is called, in the languages of our word lists.
_TALKS = re.compile(
    r"\b(?:talks|negotiat\w+|agree\s+(?:on|about|upon)|discuss\w*|"
    r"négoci\w+|pourparlers|convenir|negoci\w+|conversaciones|acordar)\b",
    re.IGNORECASE,
)


@rule(code="D005", severity="warning")
def issue_put_off(deal: Deal, course: Course) -> Iterator[Remark]:
    """A matter is put off, with no forum, no last day or no fallback.

    What it finds:
        A duty to talk (something runs `while` it lasts, it `answers` an issue, or its words say so) that has no last
        day (`due` or `until`), or for which nothing says what follows if nothing is agreed (`if missed`, an act `on
        breach of` it, or `otherwise` of its stage). And an issue without a draft answer (`draft`) that no duty takes
        up: a duty takes up an issue by naming it under `answers`.

    Why it matters:
        "Other matters will be addressed" binds nobody to come, to finish, or to anything if they do not finish. Who
        gains by waiting can wait.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations:
          talks:
            by: [north, south]
            to: each other
            does: hold talks on the port
            from: D+16
            until: not stated

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations:
          talks:
            by: [north, south]
            to: each other
            does: hold talks on the port
            from: D+16
            until: D+42
            if missed: {then: the port stays open under inspection by the mission}

    When to allow:
        When the parties chose to leave it open and neither can use the delay.
    """
    fallbacks = _with_fallback(deal)
    waited_for = _waited_for(deal)
    taken_up: set[str] = set()
    for owed in deal.obligations.values():
        answered = {label for label in owed.answers or () if label in deal.issues}
        taken_up |= answered
        if answered or owed.id in waited_for or (isinstance(owed.does, str) and _TALKS.search(owed.does)):
            yield from _open_talks(deal, owed, fallbacks)
    for issue in deal.issues.values():
        if issue.id not in taken_up and not issue.draft:
            yield _open_issue(deal, issue)


def _open_talks(deal: Deal, owed: Obligation, fallbacks: set[str]) -> Iterator[Remark]:
    last_days = [owed.due, owed.until]
    lacks: list[tuple[str, object]] = []
    if not any(
        isinstance(when, When) and when.kind not in ("words", "while", "for good") for when in last_days
    ):
        silent = next((when for when in last_days if when is not None), None)
        lacks.append(("a last day", silent))
    if owed.id not in fallbacks:
        lacks.append(("what follows if nothing is agreed", owed.if_missed))
    if lacks:
        yield Remark(
            span=deal.place(owed),
            message=f"`{owed.id}` puts a matter off: {lacking_all(lacks)}",
            help="write the last day (`due` or `until`) and what holds if nothing is agreed by then (`if missed`)",
            subjects=about(deal, owed),
        )


def _open_issue(deal: Deal, issue: Issue) -> Remark:
    return Remark(
        span=deal.place(issue),
        message=f"the issue `{issue.id}` is put off: it has no draft answer, and no duty takes it up",
        help=f"add a duty to talk with `answers: [{issue.id}]`, a last day and a fallback, or write a `draft`",
    )


def _with_fallback(deal: Deal) -> set[str]:
    """The obligations for which something says what follows if they are not carried out."""
    found = {ref.id for owed in deal.obligations.values() for ref in owed.on_breach_of or ()}
    for owed in deal.obligations.values():
        stage = deal.stages.get(owed.stage) if isinstance(owed.stage, str) else None
        if owed.if_missed or (stage is not None and stage.otherwise):
            found.add(owed.id)
    return found | _in_otherwise(deal)


def _in_otherwise(deal: Deal) -> set[str]:
    clauses = [stage.otherwise for stage in deal.stages.values() if isinstance(stage.otherwise, Otherwise)]
    return {ref.id for otherwise in clauses for ref in otherwise.while_ or ()}


def _waited_for(deal: Deal) -> set[str]:
    """The duties that something else lasts as long as: `until: while TALKS last`, or `otherwise` of a stage."""
    until = [owed.until for owed in deal.obligations.values()]
    found = {
        when.anchor.id for when in until if isinstance(when, When) and when.kind == "while" and when.anchor
    }
    return found | _in_otherwise(deal)
