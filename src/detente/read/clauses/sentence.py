"""A sentence as the clauses that its words of duty make: what stands in front, who, and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from detente.read.clauses.doers import subject_of
from detente.read.clauses.joined import Joined, closed
from detente.read.clauses.modals import Modal, modals_in
from detente.read.clauses.subject import Subject, phrase

_INVERTED: Final = re.compile(
    r"\b(?P<nor>nor|neither|in no (?:case|event|circumstances)|under no circumstances|at no time|on no account) $",
    re.IGNORECASE,
)
_BEFORE: Final = 26  # characters before a word of duty in which one of these may stand
_AFTER_NOR: Final = re.compile(
    r" (?:the )?(?P<who>it|they|he|she|(?:either |any |each )?[A-Z][\w-]{1,30}(?: [A-Z][\w-]{1,30}){0,3}"
    r"|[a-z][^,;:]{1,120}?(?= be )|(?<=the )[a-z]{1,20}"
    r"|(?:any|either|each|such|its|their|his|her) (?:other )?[a-z]{2,20}"
    r"(?: of (?:the |its |their )?(?:[a-z]{2,15}(?:ing|al|ed|ive|ary) )?[a-z]{2,20})?)(?= [a-z])"
)
_ASIDE: Final = re.compile(
    r"\((?:which|such|whose) (?P<noun>[a-z]{3,20}(?: [a-z]{3,20})?) (?P<rest>(?:shall|will|must|may) [^()]{1,200})\)"
)
_DUTY_OF: Final = re.compile(
    r" be the (?:duty|responsibility|obligation|task) of (?:the )?(?P<who>[^,;:]{1,80}?) to\b"
)
_OF_IT: Final = re.compile(r"[a-z]{3,} (?:it|they|he|she) (?:is|are|ha)[sve ]")
_WHICH: Final = re.compile(r"(?:[a-z]{1,8} )?(?:which|whom|that) ")
_MARK: Final = re.compile(r"[,;:]")
_NOTHING: Final = re.compile(r"nothing\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One word of duty with what belongs to it.

    Attributes:
        modal: the word.
        subject: what stands before it; that of the clause before it where the two share it.
        fronts: what stands in front of its subject, and of the one that it shares it with.
        body: from the word to the end of its clause.
        hidden: places in it of clauses that lay down nothing by themselves.
        is_shared: whether the subject and what stands in front are those of the clause before it.
    """

    modal: Modal
    subject: Subject
    fronts: tuple[tuple[int, int], ...]
    body: tuple[int, int]
    hidden: tuple[tuple[int, int], ...] = ()
    is_shared: bool = False


def clauses_of(joined: Joined) -> list[Clause]:
    """The clauses of a sentence, in order."""
    text = joined.text
    asides = list(_asides(text))
    for aside in asides:  # "(which consent shall not be withheld)" stands in the sentence of another doer
        text = (
            f"{text[: aside.fronts[0][0]]}{' ' * (aside.body[1] - aside.fronts[0][0])}{text[aside.body[1] :]}"
        )
    made: list[Clause] = []
    hidden: list[tuple[int, int]] = []
    at, begin = 0, 0
    modals = list(modals_in(text))
    for modal in modals:
        is_only = not made and modal is modals[-1]
        subject = subject_of(text, at, modal.start, is_first=at == 0, is_only=is_only)
        at = modal.end
        if subject.kind == "inner" and any(
            modal.end <= end <= modal.end + 1 for _, end, _ in joined.pieces[:-1]
        ):
            subject = _governing(text, subject, modal, made)
            begin = 0
        if subject.kind == "inner" or _OF_IT.search(text[max(0, modal.start - 30) : modal.start + 4]):
            hidden.append((subject.clause, _clause_end(text, modal.end)))
            continue
        clause = _clause(text, *_reordered(text, modal, subject), made, begin)
        if clause is None:
            continue
        if made and made[-1].body[1] > subject.cut:
            made[-1] = replace(made[-1], body=(made[-1].body[0], max(subject.cut, made[-1].body[0])))
        made.append(clause)
        begin = at
    end = closed(text, 0, len(text))
    whole = [*(_bounded(clause, end, hidden) for clause in made), *asides]
    return sorted(whole, key=lambda clause: clause.modal.start)


def _asides(text: str) -> Iterator[Clause]:
    """Clauses in brackets that say how a thing named before them is to be done."""
    for found in _ASIDE.finditer(text):
        modal = next(modals_in(found["rest"]), None)
        if modal is not None and modal.start == 0:
            at = found.start("rest")
            negated = modal.negated and (at + modal.negated[0], at + modal.negated[1])
            noun = found.start("noun")
            yield Clause(
                replace(modal, start=at, end=at + modal.end, words=at + modal.words, negated=negated),
                phrase(text, noun, found.end("noun"), noun, noun),
                ((found.start() + 1, noun),),
                (at + modal.end, found.end() - 1),
            )


def _reordered(text: str, modal: Modal, subject: Subject) -> tuple[Modal, Subject]:
    """A subject that follows its word of duty: "nor shall it", "it shall be the duty of the Bank to"."""
    duty = _DUTY_OF.match(text, modal.end)
    nor = _INVERTED.search(text[max(0, modal.start - _BEFORE) : modal.start])
    after = _AFTER_NOR.match(text, modal.end) if nor else None
    found = duty or after
    negated, force = modal.negated, modal.force
    if nor and not duty:
        at = max(0, modal.start - _BEFORE) + nor.start("nor")
        negated, force = (at, at + len(nor["nor"])), "ban" if force == "duty" else force
    if found is None:
        return replace(modal, force=force, negated=negated), subject
    start, end = found.span("who")
    modal = replace(modal, end=found.end(), force=force, negated=negated)
    return modal, replace(subject, kind="phrase", start=start, end=end, head=min(subject.cut, modal.start))


def _governing(text: str, subject: Subject, modal: Modal, made: list[Clause]) -> Subject:
    """The subject of "… the following, in which it shall:", which governs the items of its list."""
    found = _WHICH.match(text, subject.start, modal.start)
    start = found.end() if found else subject.start
    if made and text[start : modal.start].strip() in ("it", "they"):
        return replace(made[-1].subject, kind="phrase", clause=0, head=modal.start)
    return replace(subject, kind="phrase", start=start, end=modal.start - 1, head=start, clause=0)


def _clause(text: str, modal: Modal, subject: Subject, made: list[Clause], begin: int) -> Clause | None:
    if not made and subject.kind == "same":
        return None
    head = subject.head if subject.head >= 0 else subject.start
    fronts: tuple[tuple[int, int], ...] = (
        (min(begin if not made else subject.clause, subject.clause), head),
    )
    is_shared = bool(made) and _shares(text, modal, subject, made[-1])
    if is_shared:
        last = made[-1]
        subject = replace(last.subject, cut=subject.cut, kind="phrase")
        fronts = (*last.fronts[:1], (subject.cut, modal.start))
    if subject.kind == "phrase" and _NOTHING.match(text, subject.start):
        return None
    return Clause(modal, subject, fronts, (modal.end, len(text)), is_shared=is_shared)


def _shares(text: str, modal: Modal, subject: Subject, last: Clause) -> bool:
    """Whether a word of duty has the subject of the clause before it: "… and shall"."""
    if _INVERTED.search(text[max(0, modal.start - _BEFORE) : modal.start]):
        return False
    if subject.kind == "none":  # after an aside: "the Bank, which shall keep the books, shall"
        return last.subject.kind == "relative" and ": " not in text[last.modal.end : modal.start]
    return subject.kind == "same"


def _clause_end(text: str, start: int) -> int:
    found = _MARK.search(text, start)
    return found.start() if found else len(text)


def _bounded(clause: Clause, end: int, hidden: list[tuple[int, int]]) -> Clause:
    start, stop = clause.body[0], max(clause.body[0], min(clause.body[1], end))
    inside = tuple((a, min(b, stop)) for a, b in hidden if start <= a < stop)
    return replace(clause, body=(start, stop), hidden=inside)
