"""What stands around a verb of speech: when it was said, where, to whom, and in what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from detente.read.claims.tokens import Sentence, ends
from detente.read.claims.verbs import is_adverb
from detente.read.claims.wordset import wordset

_DAY: Final = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_YEAR: Final = r"(?:1[5-9]|20|21)\d\d"
_CALENDAR: Final = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"
    rf"|{_MONTH}\s\d{{1,2}}(?:,?\s{_YEAR})?)"
)
_PART: Final = "(?:morning|afternoon|evening|night)"
_SPAN: Final = "(?:week|weekend|month|year|spring|summer|autumn|winter)"
_IN_DATES: Final = wordset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sep sept oct nov dec today yesterday tonight week"
    " weekend month year spring summer autumn winter ago earlier day morning afternoon evening night weeks months"
    " years days"
)
_DATE: Final = re.compile(
    rf"\b(?:"
    rf"(?:(?:[Ll]ate|[Ee]arly|[Ee]arlier)\s)?(?:(?:[Oo]n|[Ll]ast|[Tt]his|[Nn]ext|[Ss]ince|[Bb]y)\s)?"
    rf"(?:the\s{_PART}\sof\s)?(?:(?:late|early)\s)?{_DAY}(?:\s{_PART})?(?:,?\s{_CALENDAR})?"
    rf"|(?:[Oo]n\s)?(?:the\s{_PART}\sof\s)?{_CALENDAR}"
    rf"|[Ii]n\s(?:(?:early|late|mid)[\s-])?(?:{_MONTH}(?:\s{_YEAR})?|{_YEAR})"
    rf"|(?:[Ee]arlier\s|[Ll]ate\s)?(?:[Tt]oday|[Yy]esterday|[Tt]onight)(?:\s{_PART})?"
    rf"|(?:(?:[Ee]arlier|[Ll]ate)\s)?(?:[Ll]ast|[Tt]his|[Nn]ext)\s(?:{_SPAN}|{_PART})"
    rf"|[Aa]t\sthe\sweekend|(?:[Oo]n\s)?[Tt]he\s(?:same|next|following)\sday"
    rf"|(?:\d{{1,3}}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Tt]en|[Aa])\s"
    rf"(?:day|week|month|year)s?\s(?:ago|earlier)"
    rf")(?![\w])"
)
# Ways of saying: "in a statement", "during an interview", "by telephone", "at a news conference".
_WAYS: Final = frozenset(
    ("in", "at", "during", "after", "through", "via", "by", "before", "on", "from", "under")
)
_OUTLETS: Final = wordset(
    "statement interview speech letter message conference briefing telegram note report broadcast address"
    " remarks comments communique release telephone phone email post tweet television radio article memo"
    " declaration announcement response reply condition conversation call summit meeting anonymity press"
    " visit session talks comment court parliament text tv interviews statements video blog column rally podcast"
)
_TO_WHOM: Final = frozenset(
    ("reporters", "journalists", "newsmen", "lawmakers", "parliament", "viewers", "delegates")
)
_REACH: Final = 9


def dates(sentence: Sentence) -> dict[int, tuple[int, int]]:
    """Where a sentence says when, outside what is quoted: token places to the first and last place of the date."""
    found: dict[int, tuple[int, int]] = {}
    if not any(token.kind == "number" or token.low.rstrip(".") in _IN_DATES for token in sentence.tokens):
        return found
    for match in _DATE.finditer(sentence.text, sentence.start, sentence.end):
        first, last = sentence.place(match.start()), sentence.place(match.end())
        if sentence.at(first).start != match.start():
            continue  # it stands in a quotation
        for place in range(first, last):
            found[place] = (first, last)
    return found


def way_ends(sentence: Sentence, place: int) -> int:
    """Where a way of saying ends that begins at a place, such as "in a statement on its website"; else the place."""
    if sentence.at(place).low == "," and sentence.at(place + 1).low in _WAYS:
        inner = way_ends(sentence, place + 1)
        closed = inner > place + 1 and sentence.at(inner).low == ","
        return inner + 1 if closed else place
    if sentence.at(place).low not in _WAYS:
        return place
    for at in range(place + 1, place + _REACH):
        token = sentence.at(at)
        if token.low in _OUTLETS and sentence.at(at + 1).low not in _OUTLETS:
            return _with_detail(sentence, at + 1)
        if token.kind not in ("word", "number") or token.low in ("that", "which", "who", "and"):
            return place
    return place


def _with_detail(sentence: Sentence, place: int) -> int:
    """Take in "to Harbour Wire", "published on its website", "of anonymity", up to what must be something else."""
    if sentence.at(place).low in ("published", "posted", "issued", "broadcast", "released", "carried"):
        place += 1
    if sentence.at(place).low in ("with", "to", "of", "by", "on", "in", "from", "for", "at"):
        at = place + 1
        while at < place + 6 and (sentence.at(at).capital or sentence.at(at).low in _DETAIL):
            at += 1
        if at > place + 1:
            return at
    return place


_DETAIL: Final = wordset(
    "the a an its his her their state local reporters journalists anonymity website facebook twitter"
    " online newspaper daily television radio news agency ministry here"
)


def to_whom(sentence: Sentence, place: int) -> int:
    """Where an addressee ends that begins at a place with "to": "to reporters", "to Harbour Wire"; else the place."""
    if sentence.at(place).low != "to":
        return place
    at = place + 1
    while sentence.at(at).low in ("the", "a", "state", "local") and at < place + 3:
        at += 1
    named = at
    while sentence.at(at).capital and at < place + 6:
        at += 1
    if at > named or sentence.at(at).low in _TO_WHOM:
        return max(at, named + 1)
    return place


@dataclass(frozen=True, slots=True)
class Past:
    """The place after what stands between a verb and the words that are said; the places of a date and an addressee."""

    place: int
    date: tuple[int, int] | None = None
    to: tuple[int, int] | None = None


def past_frame(sentence: Sentence, place: int, when: Mapping[int, tuple[int, int]], *, told: bool) -> Past:
    """Go past what stands between a verb of speech and the words that are said.

    Args:
        sentence: the sentence.
        place: the place after the verb.
        when: the dates of the sentence.
        told: whether the verb takes the name of whoever is told.
    """
    at, date = place, None
    to: tuple[int, int] | None = None
    if told and (end := _addressee(sentence, at, when)) > at:
        to, at = (at, end), end
    while True:
        if at in when:
            date, at = date or when[at], when[at][1]
            continue
        way, addressed = way_ends(sentence, at), to_whom(sentence, at)
        if addressed > at:
            to, at = (at + 1, addressed), addressed
        elif way > at:
            to, at = to or _interviewer(sentence, at, way), way
        elif _is_apart(sentence, at, when):
            at += 1
        else:
            return Past(at, date, to)


def _is_apart(sentence: Sentence, at: int, when: Mapping[int, tuple[int, int]]) -> bool:
    """Whether an adverb belongs to the verb before it, and not to the words that are said: "said later that"."""
    low, following = sentence.at(at).low, sentence.at(at + 1)
    if low in _LATER:
        return True
    if low in ("there", "all", "both") or not (is_adverb(low) or low in ("only", "afterwards")):
        return False
    clause = following.low in ("that", "it", "they", "he", "she", "we", ":") and low != "only"
    return (
        clause
        or following.low == "that"
        or at + 1 in when
        or following.quotation is not None
        or ends(following)
    )


_LATER: Final = wordset("later afterwards again also meanwhile earlier then here")


def _interviewer(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """The words after "with" or "to" in "in an interview with Harbour Wire"."""
    at = next((one for one in range(first, last) if sentence.at(one).low in ("with", "to")), None)
    return (at + 1, last) if at is not None and at + 1 < last else None


def _addressee(sentence: Sentence, place: int, when: Mapping[int, tuple[int, int]]) -> int:
    """Where the words end that name who is told: a pronoun, names, or words up to "that" or a quotation."""
    if sentence.at(place).low in ("him", "her", "them", "it", "us", "me", "reporters", "journalists"):
        return place + 1
    for at in range(place, place + 12):
        token = sentence.at(at)
        if token.low in _AFTER_ADDRESSEE or token.quotation is not None or at in when or ends(token):
            return at
        if token.kind == "mark":
            return place
    at = place
    while sentence.at(at).capital or sentence.at(at).low in ("the", "a"):
        at += 1
    return at


_AFTER_ADDRESSEE: Final = frozenset(
    (
        *("that", "to", "not", ":", ",", "of", "against", "about", "in", "during", "at"),
        *("without", "while", "after", "before", "when", "as", "by", "on", "ahead"),
    )
)
