"""The subject of a word of duty: a noun phrase and where its clause begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from detente.read.clauses.grammar import NOT_A_SUBJECT, NUMBER

SubjectKind: TypeAlias = Literal["phrase", "same", "relative", "inner", "none"]
_RELATIVE: Final = re.compile(
    r",? (?:(?:(?:(?:in|on|at|of|to|by|for|from|with|under) )?(?:which|whom)|who|which|whose|whom|where|when"
    r"|(?<!with )(?<!of )(?<!in )(?<!to )(?<!for )(?<!by )(?<!from )(?<!on )(?<!at )(?<!under )that)\b"
    r"|in a position to\b|not being\b|if any\b|(?<=[a-z] )(?:having|owning"
    r"|possessing|wishing|receiving|giving|seeking|desiring|intending) |as (?:the|it|they)\b"
    r"|(?:upon|before|after|when|while|once) (?:[a-z]{3,20}(?:ing|ed))\b)"
)
_COUNTED: Final = re.compile(
    rf"(?:{NUMBER}|[IVX]{{1,5}}|[A-Z]) (?=(?:the|each|both|all|either|neither|every) )", re.IGNORECASE
)
_VOWS_IT: Final = re.compile(
    r",? (?:hereby )?(?:agrees?|undertakes?|promises?|pledges?|covenants?|warrants?|acknowledges?|confirms?"
    r"|understands?)"
    r"(?: and [a-z]{4,15})? (?:that )?(?:it|they|he|she)$"
)
_NO: Final = re.compile(r"(?:no|neither|none of|not (?:one|any) of) +(?!later|longer)", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"(?:the|an?) +", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What stands before a word of duty.

    Attributes:
        kind: a noun `phrase`; the `same` as before ("… and shall"); a `relative` pronoun, with the words that it stands
            for; an `inner` clause, which lays down nothing by itself; or `none` that could be made out.
        start: where it begins, a leading article or "no" left out.
        end: where it ends.
        clause: where its clause begins, with what stands in front of the subject.
        cut: where the clause before it ends.
        negated: the "no" or "neither" at its head, or None.
        narrowed: the relative clause that narrows it, or None.
        head: where it begins with its article.
        pronoun: the relative pronoun, or "".
    """

    kind: SubjectKind
    start: int
    end: int
    clause: int
    cut: int
    negated: tuple[int, int] | None = None
    narrowed: tuple[int, int] | None = None
    pronoun: str = ""
    head: int = -1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A place without the white space and commas around it."""
    while start < end and text[start] in " ,;:":
        start += 1
    while start < end and text[end - 1] in " ,;:":
        end -= 1
    return start, end


def without_article(text: str, start: int, end: int) -> tuple[int, int]:
    """A noun phrase without its article."""
    article = _ARTICLE.match(text, start, end)
    return (article.end() if article else start), end


def phrase(text: str, start: int, end: int, clause: int, cut: int) -> Subject:
    """A noun phrase as a subject: without its article, its "no" and the relative clauses in it."""
    head, end = trimmed(text, start, end)
    counted = _COUNTED.match(text, head, end)
    if counted is not None:
        head = counted.end()  # "In stage three the Parties": the number belongs to what stands before
    start, negated, narrowed = head, None, None
    relative = _RELATIVE.search(text, start + 1, end)
    if relative is not None:
        narrowed = trimmed(text, relative.start(), end)
        end = relative.start()
    no = _NO.match(text, start, end)
    if no is not None:
        negated = (start, start + len(no[0].rstrip()))
        start = no.end()
    start, end = trimmed(text, *without_article(text, start, end))
    return Subject("phrase" if start < end else "none", start, end, clause, cut, negated, narrowed, head=head)


def of_a_vow(text: str, low: int, subject: Subject) -> Subject:
    """The doer of "the Union agrees that it will" is the Union: what it says of itself binds it."""
    comma = text.rfind(", ", low, subject.start)
    at = comma + 2 if comma >= 0 else low
    found = _VOWS_IT.search(text, at, subject.end)
    named = None if found is None else phrase(text, at, found.start(), subject.clause, subject.cut)
    if named is None or named.kind == "none" or NOT_A_SUBJECT.match(text, named.head):
        return subject
    return replace(named, cut=subject.cut)
