"""T002: one word for two terms, or two terms that mean the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.saying import quoted, same_words
from detente.diagnose.diagnostic import Related, Remark, Subjects
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Term


@rule(code="T002", severity="warning")
def terms_overlap(deal: Deal, course: Course) -> Iterator[Remark]:
    """One word stands for two terms, or two terms are agreed to mean the same.

    What it finds:
        Two terms that share one of their `words`, or whose `agreed` meaning is the same to the letter (capitals,
        spaces and the final stop aside).

    Why it matters:
        Readers take two words for two things, and one word for one thing. A clause that uses the other word is then
        read as meaning something else, or a clause about one thing is applied to the other.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms:
          strip: {words: the zone, agreed: the land within 5 km of the road, used in: [leave]}
          harbour: {words: The Zone, agreed: the port and its two piers, used in: [leave]}
        obligations: {leave: {by: north, to: south, does: leave the zone, due: D+7}}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms:
          strip: {words: the road zone, agreed: the land within 5 km of the road, used in: [leave]}
          harbour: {words: the port zone, agreed: the port and its two piers, used in: [leave]}
        obligations: {leave: {by: north, to: south, does: leave the road zone, due: D+7}}

    When to allow:
        When the text says which of the two meanings holds in which part.
    """
    by_words: dict[str, Term] = {}
    by_meaning: dict[str, Term] = {}
    for term in deal.terms.values():
        for place, words in enumerate(term.words or ()):
            first = by_words.setdefault(same_words(words), term)
            if first is not term:
                message = f"{quoted(words)} stands for two terms, `{first.id}` and `{term.id}`"
                yield _remark(
                    deal, first, term, ("words", place), message, "give each its own word in the text"
                )
        if isinstance(term.agreed, str):
            first = by_meaning.setdefault(same_words(term.agreed), term)
            if first is not term:
                message = f"the terms `{first.id}` and `{term.id}` are agreed to mean the same"
                yield _remark(deal, first, term, ("agreed",), message, "use one of the two words throughout")


def _remark(
    deal: Deal, first: Term, term: Term, keys: tuple[str | int, ...], message: str, advice: str
) -> Remark:
    return Remark(
        span=deal.place(term, *keys),
        message=message,
        help=advice,
        related=(Related(f"`{first.id}` stands here", deal.place(first)),),
        subjects=Subjects(terms=(first.id, term.id)),
    )
