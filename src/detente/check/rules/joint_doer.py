"""X004: an act that "the parties" owe together, though each could owe its own part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.check.prose import question, sentences_of
from detente.check.saying import quoted
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.check.prose import Sentence
    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Remark
    from detente.text.words import Hit

# Acts that nobody can carry out alone, and declarations: there is no part for each.
_JOINT = re.compile(
    r"\W*(?:(?:also|jointly|then|further|hereby|immediately|promptly|not)\s+)*(?:agree|meet|consult|negotiate|co-?operate|"
    r"discuss|conclude|exchange|establish|form|convene|appoint|designate|choose|sign|remain|continue|recogni[sz]e|affirm|be|have|"
    r"convenir|rencontrer|consulter|négocier|coopérer|discuter|conclure|échanger|établir|nommer|désigner|"
    r"acordar|reunir|consultar|negociar|cooperar|discutir|concluir|intercambiar|establecer|nombrar|designar)\w*",
    re.IGNORECASE,
)
# Owed by each to the other: both are named as doer and as receiver.
_MUTUAL = re.compile(
    r"\b(?:each\s+other|one\s+another|l'une?\s+à\s+l'autre|mutuellement|mutuamente|entre\s+sí)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"[,;:]|\b(?:and|or|et|ou|y|o)\b", re.IGNORECASE)
# "The Meeting of the parties shall": somebody else owes it.
_OBJECT = re.compile(
    r"\b(?:of|to|by|for|with|between|among|from|des?|du|aux?|par|pour|avec|entre|del?|por|para|con)\s+"
    r"(?:the|all|all\s+the|les|los|las|both|two)?\s*\Z",
    re.IGNORECASE,
)
_NEAR = 12
"""How many characters may stand between the doers and the word of duty."""


@rule(code="X004", severity="note", basis="text")
def joint_doer(deal: Deal, course: Course) -> Iterator[Remark]:
    """An act is owed by "the parties" together, though each could owe its own part.

    What it finds:
        "The parties shall", "both sides must" and the like before an act in a numbered clause, outside quotation
        marks. Acts that need both (to meet, agree, consult, exchange, appoint) are left out, and so is what is owed
        to each other. On five treaty texts of 1949 to 1997 it found 14; of these, one reader judged 7 to deserve the
        question.

    Why it matters:
        If a part is missing, each side can say that its own part was done and that the rest was the other's. Nothing
        in the text shows who owed what.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. The parties shall remove the mines by day 30.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall remove the mines in zone 1 by day 30.

          2. Southland shall remove the mines in zone 2 by day 30.

    When to allow:
        When each owes the whole act in the same way, and the deal file says so (`each: yes`).
    """
    for sentence in sentences_of(deal):
        is_split = not sentence.is_duty or _MUTUAL.search(sentence.body)
        duties = [] if is_split else list(sentence.find("duty-modal"))
        for hit in sentence.find("joint-doer") if duties else ():
            duty = _duty_of(sentence, hit, duties)
            if duty is not None and not _JOINT.match(sentence.text, duty.end):
                doers = quoted(sentence.text[hit.start : hit.end])
                message = f"clause {sentence.clause.number} lays an act on {doers} together, and not which part on whom"
                yield question(sentence, hit, message)


def _duty_of(sentence: Sentence, doers: Hit, duties: list[Hit]) -> Hit | None:
    """The word of duty that follows the doers at once, if there is one."""
    for duty in duties:
        if 0 <= duty.start - doers.end <= _NEAR and not _APART.search(sentence.text[doers.end : duty.start]):
            return (
                None
                if _OBJECT.search(sentence.text[max(sentence.start, doers.start - 40) : doers.start])
                else duty
            )
    return None
