"""Who is to do it: the words before "shall" that name a doer, or those after "by" in the passive.

A doer is the last noun phrase before the word of duty, without what stands in front of it (conditions, times) and
without relative clauses. Nothing is guessed: where no phrase can be made out, there is no doer, and a doubt says so.
"""

from __future__ import annotations

import re
from typing import Final

from detente.read.clauses.grammar import ADVERB, DETERMINER, NOT_A_SUBJECT
from detente.read.clauses.subject import Subject, of_a_vow, phrase, trimmed

_JOIN: Final = r"(?:and|or|but|nor|while|whereas|provided(?:,? however,?)? that|except that|save that)"
_ENDS_IN_JOIN: Final = re.compile(rf"(?:^|[ ,;]){_JOIN}[ ,]*$", re.IGNORECASE)
_LEADING_JOIN: Final = re.compile(rf" *(?:{_JOIN}\b[ ,]*|(?:then|however|that) ){{1,3}}", re.IGNORECASE)
_INSIDE_JOIN: Final = re.compile(rf" {_JOIN} (?={DETERMINER} |[A-Z]|it |they )")
_ANY_JOIN: Final = re.compile(r",? (?:and|but|or) |, ")
_TRAILING: Final = re.compile(rf"(?:(?:^|[ ,]+)(?:{ADVERB})\b){{1,3}} *,? *$")
_RESTART: Final = re.compile(
    r"[;:] |(?<=[a-z0-9)\"'])\. +(?=[A-Z(])|(?<=[a-z])\.(?=[A-Z][a-z]+ )|(?<=[a-z]) ?[\u2013\u2014] "
    r"|(?<=[IVX])\. +(?=[A-Z][a-z]+ [a-z])|(?<=[)\"])-? +(?=(?:Such|This|These|The|Each|It|They|Every"
    r"|No) [a-z])"
)
_COMMA: Final = re.compile(
    r",(?! ?\d{4}\b)(?!\d{3}\b)(?! (?:sub-?){0,2}(?:paragraphs?|articles?|sections?|parts?|clauses?) )",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(r"(?:(?:in|of|to|by|for|from|on|at|with) )?(?:who|which|that|whose|whom)\b")
_LAST_PRONOUN: Final = re.compile(r" (?P<word>who|which|that)(?P<rest>(?: [^ ,]{1,40}){0,12})$")
_NOUN_FIRST: Final = re.compile(rf" ?(?:{DETERMINER}\b|it\b|they\b|he\b|she\b|[A-Z\d\"'(])")
_NAMED_FIRST: Final = re.compile(rf"(?:(?i:{DETERMINER} |it\b|they\b|he\b|she\b|we\b)|[A-Z\d\"'(])")
_INNER: Final = re.compile(
    r" (?:(?P<place>(?:in|on|at|to|by|under|from|for|of|with|through) which|where)|(?P<that>that|which"
    r"|whom)|as|(?<!less )(?<!more )(?<!fewer )(?<!later )(?<!earlier )than|if|unless|until|whether|because"
    r"|what|whatever) (?=(?P<noun>[^,]{1,200})$)"
)
_DONE: Final = re.compile(
    r"\b(?:may|might|can|could|deems?|considers?|feels?|requires?|decides?|requests?|needs?|wish(?:es)?"
    r"|finds?|has|have|is|are|was|were)\b"
)
_AGREED: Final = re.compile(
    r"\b(?:agree[sd]?|understood|decide[sd]?|provide[sd]?|stipulates?|confirms?|declares?|accepts?"
    r"|undertakes?|warrants?|acknowledges?|recogni[sz]es?|promises?|pledges?|covenants?"
    r"|resolve[sd]?|except"
    r"|save|condition|effect)(?: further| hereby| also)?$",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(
    r"(?:if|when|whenever|where|unless|until|whether|as|because|than|while)\b(?! of| to| from)", re.IGNORECASE
)
_WITHIN: Final = re.compile(
    rf"(?<=[a-z\d)A-Z] )(?:(?P<determined>(?!that (?:any|the|an?|each|such|no|all"
    rf"|it)\b){DETERMINER} [A-Za-z]|\d{{1,6}} [a-z]|(?:it|they|he|she)$)|[A-Z][\w'-]*)"
)
_PREPOSITION: Final = re.compile(
    r"\b(?:of|to|in|for|on|by|with|from|under|at|after|upon|before|between|against|during|into|and|or"
    r"|within|through|outside|inside|across|along|behind|beyond|near"
    r"|following|as|per|than|without|among|over|towards?|concerning|regarding) $"
)
_PREPOSITIONS: Final = re.compile(r"\b(?:to|in|for|on|by|with|from|under|at|upon|into|through|as) ")
_OF: Final = re.compile(r"\b(?:of|and|or) $")
_NAME_GOES_ON: Final = re.compile(r"(?:\b(?:the|an?|each|such|any|no|all|every)|[A-Z][\w'-]{0,30}) $")
_GERUND: Final = re.compile(r"[A-Za-z]{3,20}ing\b")
_LIST: Final = re.compile(r" (?:and|or|nor|as well as) ")
_IF: Final = re.compile(r"(?:if|when|where|unless|once)\b", re.IGNORECASE)
_FINITE: Final = re.compile(r"\b(?:is|are|was|were|has|have|had|does|do|did|fails?)\b")
_TAKES: Final = re.compile(r"\b(?:is|are|was|were|be|been|that|by|to) $")
LONGEST: Final = 700  # characters before the word of duty that are looked at


def subject_of(text: str, start: int, end: int, *, is_first: bool, is_only: bool = False) -> Subject:
    """Read the subject of a word of duty.

    Args:
        text: the sentence.
        start: where the words before it begin: those of the sentence, or those after the last word of duty.
        end: where the word of duty begins.
        is_first: whether no other word of duty stands before it.
        is_only: whether it is the only one, so that it cannot stand in an inner clause alone.
    """
    low = max(start, end - LONGEST)
    for restart in _RESTART.finditer(text, low, end):
        if _is_open(text, low, restart.start()):
            low, is_first = restart.end(), True
    adverbs = _TRAILING.search(text[low:end])
    high = end if adverbs is None else low + adverbs.start()
    while high > low and text[high - 1] == " ":
        high -= 1
    subject = _Walk(text, low, high, is_first=is_first, is_only=is_only).subject()
    return of_a_vow(text, low, subject) if subject.kind == "phrase" else subject


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a place lies outside all brackets that open after `start`."""
    return text.count("(", start, end) <= text.count(")", start, end)


def _is_inner(clause: re.Match[str]) -> bool:
    is_noun = clause["place"] or _NOUN_FIRST.match(clause["noun"])
    return bool(is_noun) and _DONE.search(clause["noun"]) is None


class _Walk:
    """From the word of duty to the left, from comma to comma, until a subject is met."""

    def __init__(self, text: str, low: int, high: int, *, is_first: bool, is_only: bool) -> None:
        self.text, self.low, self.high = text, low, high
        self.is_first, self.is_only = is_first, is_only
        self.chunks = list(self._between_commas())

    def _between_commas(self) -> list[tuple[int, int]]:
        chunks, at = [], self.low
        for comma in _COMMA.finditer(self.text, self.low, self.high):
            if _is_open(self.text, self.low, comma.start()):
                chunks.append((at, comma.start()))
                at = comma.end()
        return [*chunks, (at, self.high)]

    def subject(self) -> Subject:
        is_next = True  # whether nothing but the chunk stands before the word of duty
        goes_on = False  # whether it is the end of a list: "…, clearance, or training shall"
        for at in range(len(self.chunks) - 1, -1, -1):
            start, stop = self.chunks[at]
            words = self.text[start:stop]
            if not words.strip():
                is_next = False
                continue
            join = _ENDS_IN_JOIN.search(words)
            if join is not None:
                cut = start + join.start()
                return Subject("none" if self.is_first else "same", stop, stop, cut, cut)
            if self.is_first and at > 0 and (goes_on or is_next) and self._ends_a_list(start, stop, goes_on):
                goes_on = True
                continue
            found = self._in_chunk(at, is_next)
            if found is not None and goes_on and found.kind == "phrase":
                return phrase(self.text, max(found.head, start), self.high, found.clause, found.cut)
            if found is not None:
                return found
            is_next = False
        return self._nothing()

    def _nothing(self) -> Subject:
        text, high = self.text, self.high
        if not self.is_first:
            if not text[self.low : high].strip(" ,"):
                return Subject("same", high, high, high, self.low)
            joins = list(_ANY_JOIN.finditer(text, self.low, high))
            if joins and " " in joins[-1][0].strip(",") and NOT_A_SUBJECT.match(text, joins[-1].end(), high):
                return Subject("same", high, high, joins[-1].start(), joins[-1].start())
            cut = joins[-1].start() if joins else high
            return Subject("none", high, high, cut, cut)
        start, stop = trimmed(text, *self.chunks[-1])
        if _GERUND.match(text, start, stop):  # "testing of the first unit shall be completed"
            return phrase(text, start, stop, self.low, self.low)
        start, stop = trimmed(text, *self.chunks[0])
        return self._last_noun(start, stop) or Subject("none", high, high, self.low, self.low)

    def _in_chunk(self, at: int, is_next: bool) -> Subject | None:
        """The subject in a chunk, or None where it is an aside or an adverbial."""
        text = self.text
        start, stop = self.chunks[at]
        join = _LEADING_JOIN.match(text, start, stop)
        head, _ = trimmed(text, join.end() if join else start, stop)
        pronoun = _PRONOUN.match(text, head, stop)
        if pronoun is not None:
            return self._pronoun(head, pronoun.end(), stop) if is_next else None
        if is_next:
            inner = self._inner(head, stop) or self._relative(head, stop)
            if inner is not None:
                return inner
        elif _LAST_PRONOUN.search(text, head, stop) and text[start:stop].split()[-1] in (
            "who",
            "which",
            "that",
        ):
            return self._relative(head, stop)
        if NOT_A_SUBJECT.match(text, head, stop):
            if not is_next:
                return None
            if _CONDITION.match(text, head, stop):
                return self._after_condition(head, stop) or Subject("inner", head, stop, head, start)
            return self._last_noun(head, stop)
        return self._noun(at, head, is_next)

    def _pronoun(self, head: int, after: int, stop: int) -> Subject | None:
        """Read "which" just before the word of duty as its subject; it stands for the words before it."""
        rest = self.text[after:stop]
        if rest.strip() and not NOT_A_SUBJECT.match(rest.strip()):
            return Subject("inner", head, stop, head, head) if _NOUN_FIRST.match(rest) else None
        return self._antecedent(head, self.text[head:after].split()[-1])

    def _relative(self, head: int, stop: int) -> Subject | None:
        """A chunk that ends in "which", or in "which" and an adverbial."""
        found = _LAST_PRONOUN.search(self.text, head, stop)
        if found is None or _AGREED.search(self.text[max(0, found.start() - 40) : found.start()]):
            return None
        if found["rest"] and not NOT_A_SUBJECT.match(found["rest"].strip()):
            return None
        return self._antecedent(found.start(), found["word"])

    def _antecedent(self, head: int, word: str) -> Subject:
        text = self.text
        start, end = trimmed(text, self.low, head)
        if text.endswith(" of", start, end):  # "the first of which shall": no doer
            return Subject("relative", head, head, head, head, pronoun=word)
        begin = start
        for noun in _WITHIN.finditer(text, start, end):
            before = text[max(start, noun.start() - 40) : noun.start()]
            goes_on = not noun["determined"] and _NAME_GOES_ON.search(before)
            if not goes_on and (word == "who" or not _OF.search(before)):
                begin = noun.start()
        if begin == start and not self.is_first:
            begin = start + max((one.end() for one in _PREPOSITIONS.finditer(text[start:end])), default=0)
        comma = text.rfind(", ", begin, end)
        found = phrase(text, comma + 2 if comma >= 0 else begin, end, head, head)
        return Subject("relative", found.start, found.end, head, head, pronoun=word)

    def _inner(self, head: int, stop: int) -> Subject | None:
        """A clause within the clause: "as the Council may decide", "that the Council may request"."""
        text = self.text
        if text.endswith(" as", head, stop):
            return Subject("inner", stop - 2, stop, stop - 2, stop - 2)
        inner = next(
            (one for one in reversed(list(_INNER.finditer(text, head, stop))) if _is_inner(one)), None
        )
        if inner is None:
            return None  # "a party that receives a request": it narrows the subject
        is_head = self.is_only and _NAMED_FIRST.match(text, head) is not None
        if is_head and not inner["place"] and not self._is_agreed(inner):
            return None  # nothing else could be the doer's clause
        if self._is_agreed(inner):
            return phrase(text, inner.end(), stop, inner.end(), inner.start())
        return Subject("inner", inner.start(), stop, inner.start(), inner.start())

    def _is_agreed(self, inner: re.Match[str]) -> bool:
        before = self.text[max(0, inner.start() - 40) : inner.start()]
        return inner["that"] == "that" and _AGREED.search(before) is not None

    def _last_noun(self, head: int, stop: int) -> Subject | None:
        """A subject that follows its adverbial without a comma: "After the transfer Northland shall"."""
        text = self.text
        for noun in reversed(list(_WITHIN.finditer(text, head, stop))):
            before = text[max(head, noun.start() - 40) : noun.start()]
            if not _PREPOSITION.search(before) and (noun["determined"] or not _NAME_GOES_ON.search(before)):
                cut = self.low if self.is_first else head
                return phrase(text, noun.start(), stop, cut, cut)
        return None

    def _after_condition(self, head: int, stop: int) -> Subject | None:
        """The subject that follows a condition without a comma: "If it is not settled the Bank shall"."""
        if not self.is_first or not _IF.match(self.text, head, stop):
            return None
        found = self._last_noun(head, stop)
        if found is None or not _FINITE.search(self.text, head, found.head - 1):
            return None
        return None if _TAKES.search(self.text[max(head, found.head - 16) : found.head]) else found

    def _noun(self, at: int, head: int, is_next: bool) -> Subject | None:
        text = self.text
        start, stop = self.chunks[at]
        is_list = _LIST.search(text[head:stop]) is not None and _NAMED_FIRST.match(text, head) is not None
        is_named = _NAMED_FIRST.match(text, head) is not None
        if (
            not is_next
            and at > 0
            and not is_list
            and (self._is_noun(at - 1) or (self.is_first and not is_named))
        ):
            return None  # an aside after the subject: "the Bank, the depositary of the fund, shall"
        if not self.is_first and (at == 0 or not _NAMED_FIRST.match(text, head)):
            return self._after_join(head, stop)
        cut = self.low if self.is_first else start
        first = at
        while first > (0 if self.is_first else 1) and is_list and self._is_noun(first - 1):
            first -= 1
        if first < at:
            head, _ = trimmed(text, *self.chunks[first])
            cut = self.low if self.is_first else self.chunks[first][0]
        return phrase(text, head, stop, cut, cut)

    def _after_join(self, head: int, stop: int) -> Subject | None:
        """The subject of a second clause: "… and the Bank shall"."""
        joins = list(_INSIDE_JOIN.finditer(self.text, max(self.low, head - 1), stop))
        if not joins:
            return None
        return phrase(self.text, joins[-1].end(), stop, joins[-1].end(), joins[-1].start())

    def _ends_a_list(self, start: int, stop: int, goes_on: bool) -> bool:
        """Whether a chunk is a later member of a list, without an article: ", or training"."""
        text = self.text
        join = _LEADING_JOIN.match(text, start, stop)
        head, _ = trimmed(text, join.end() if join else start, stop)
        if NOT_A_SUBJECT.match(text, head, stop) or _PRONOUN.match(text, head, stop):
            return False
        return (goes_on or join is not None) and _NAMED_FIRST.match(text, head) is None

    def _is_noun(self, at: int) -> bool:
        """Whether a chunk can be a member of a list of doers."""
        head, stop = trimmed(self.text, *self.chunks[at])
        if (
            stop - head > 120
            or NOT_A_SUBJECT.match(self.text, head, stop)
            or _PRONOUN.match(self.text, head, stop)
        ):
            return False
        return _NAMED_FIRST.match(self.text, head, stop) is not None and not _LEADING_JOIN.match(
            self.text, head, stop
        )
