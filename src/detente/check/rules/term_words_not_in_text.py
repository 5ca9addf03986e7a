"""T009: the words of a term that do not stand in the agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.saying import quoted, same_words, ticked
from detente.deal.model import in_words
from detente.diagnose.diagnostic import Remark, Subjects
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="T009", severity="note")
def term_words_not_in_text(deal: Deal, course: Course) -> Iterator[Remark]:
    """The words of a term do not stand in the agreement's text.

    What it finds:
        A term none of whose `words` stands in the text of the agreement (capitals and spaces aside).

    Why it matters:
        What a party reads into a word cannot be settled in a text that does not use it. Either the text has another
        word for it, or the matter is outside the text.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms: {calm: {words: permanent ceasefire, agreed: no military act, used in: [pause]}}
        obligations: {pause: {by: north, to: south, does: pause, from: D+0, until: for good, clause: "1"}}
        text: |
          1. Northland shall carry out no military act.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms: {calm: {words: military act, agreed: any shot or any move of troops, used in: [pause]}}
        obligations: {pause: {by: north, to: south, does: pause, from: D+0, until: for good, clause: "1"}}
        text: |
          1. Northland shall carry out no military act.

    When to allow:
        When the term is disputed because the text leaves it out, or the text here is a summary in other words.
    """
    if not deal.clauses:
        return
    text = same_words(" ".join(clause.text for clause in deal.clauses))
    for term in deal.terms.values():
        words = term.words if isinstance(term.words, tuple) else ()
        if words and not any(same_words(each) in text for each in words):
            verb = "does" if len(words) == 1 else "do"
            yield Remark(
                span=deal.place(term, "words"),
                message=f"{in_words([quoted(each) for each in words])} {verb} not stand in the text of the agreement",
                help=f"write the words that the text has, or record that it has none for {ticked([term.id])}",
                subjects=Subjects(terms=(term.id,)),
            )
