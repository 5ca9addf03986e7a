"""What stands around a verb of speech: when it was said, where, to whom, and in what."""

from __future__ import annotations

import re
from typing import Final

from detente.read.claims.tokens import Sentence
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
