# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Short names that an agreement gives (`hereinafter called "X"`, `(the "X")`), and the words that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.read.clauses.names import A_NAME
from detente.read.clauses.parts import Defined, Unit
from detente.read.clauses.shorts import acronym_start
from detente.read.proposals import Found, found_in

_OPEN: Final = '[“"„«]'
_QUOTED: Final = rf"{_OPEN}(?P<%s>[^“”\"„«»\n]{{1,150}})[”\"“»]"
ANY_QUOTED: Final = re.compile(r"[“\"„«]([^“”\"„«»\n]{1,150})[”\"“»]")
_ALSO: Final = rf"\s*(?:,|and|or|y|et|,\s*and|,\s*or)\s+(?:the\s+)?{_OPEN}[^“”\"„«»\n]{{1,150}}[”\"“»]"
LIST: Final = rf"{_QUOTED % 'term'}(?P<more>(?:{_ALSO}){{0,12}})"
_ALIAS: Final = re.compile(
    r"(?P<open>[(,]?)\s*(?:(?:which|who|such|these|this|that|both|each|all)\b[^().;\n]{0,60}?\s+)?"
    r"(?:are\s+|is\s+)?(?P<cue>hereinafter|hereafter|hereinbelow)\s*(?:(?:also|each|together|jointly"
    r"|collectively|individually)\s+)*"
    r"(?:called|referred\s+to(?:\s+(?:collectively|together|individually|respectively|jointly))?(?:\s+as)?"
    r"|termed|known\s+as|designated(?:\s+as)?|named|styled|:)?"
    rf"[\s,]*(?:respectively,?\s*)?(?:as\s+)?(?:(?:the|an?)\s+)?{LIST}",
    re.IGNORECASE,
)
_ROUND: Final = re.compile(
    r"\(\s*(?:(?:the|each,?\s+an?|an?|together,?(?:\s+with\s+[^()“\"]{0,60},)?\s+(?:the)?"
    r"|collectively,?\s*(?:the)?|or|in\s+short,?|also|“?)\s*)?"
    rf"{LIST}\s*\)",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(
    r"[(,]\s*(?i:hereinafter|hereafter)\s+(?:(?i:also|each|together|jointly|collectively)\s+)?"
    r"(?i:called|referred\s+to\s+as|termed|known\s+as|designated|named|styled)\s+(?i:the\s+)?"
    r"(?P<term>[A-Z][\w’'-]{1,30}(?:\s+[A-Z][\w’'-]{1,30}){0,3})(?=\s*[,;.)])"
)
_ACRONYM: Final = re.compile(
    r"\(\s?(?:the\s+)?(?P<term>(?=[^()\s]{0,10}[A-Z][^()\s]{0,9}[A-Z])[A-Z][A-Za-z&/-]{1,10})\s?\)"
)
_BOUNDARY: Final = re.compile(
    r"[,;:.(]\s+|\)\s*,?\s*(?:and|or)\s+|[,;:](?=[^\s\d])|—\s*|\b(?:shall|will|may|must|is|are|was|were|has"
    r"|have|by|between|among|amongst|and\s+that|that|which|whereas|with|notes?|recalling|appoint(?:s|ed)?|establish(?:es|ed)?|subject|under|agree[sd]?|undertakes?)\s+",
    re.IGNORECASE,
)
_DUTY: Final = re.compile(r"(?:shall|will|may|must)\b", re.IGNORECASE)
_DETERMINER: Final = re.compile(r"\b(?:an?|the|its|their|his|her|all|each|any)\s", re.IGNORECASE)
_TOGETHER: Final = re.compile(r"\b(?:together|collectively|jointly)\b", re.IGNORECASE)
_NO_PHRASE: Final = re.compile(
    r"\b(?:it|they|them|this|that|these|those|he|she|we|not|so|then|there|here|be|been|and|or|of|to|in|by|for"
    r"|with|from)\Z",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(r",|;|\band\b|\bboth\b|s\Z")
_NEW_LINE: Final = re.compile(r"\||[\r\n][^\S\r\n]*[-*+•·‣▪◦●–—][^\S\r\n]")
_LEADS: Final = re.compile(
    r"[\s,;]*(?:(?:and|between|by|the\s+parties\s+are)\s+){0,2}(?:\([^()\s]{1,4}\)\s*)?", re.IGNORECASE
)
_LED: Final = re.compile(
    r"\b(?:between|among|amongst|and|by|from|to|with|BETWEEN|AND:)\s+(?:\([^()\s]{1,4}\)\s*)?"
)
_DESCRIBES: Final = re.compile(
    r",\s+(?:an?|whose|with|having|incorporated|organi[sz]ed|registered|established|acting|being|of)\b"
)
_VERB: Final = re.compile(r"\b(?:shall|will|may|must|agrees?|undertakes?)\b|[.:;]\s")
_JOINS: Final = re.compile(r"(?:and|or|as|of|to|in|on|from|with)\s+", re.IGNORECASE)
_NAME: Final = re.compile(r"(?<!\S)(?:[A-Z][\w’'-]*\s+){0,6}$")
_NAME_OF: Final = re.compile(r"(?<!\S)(?:[A-Z][\w’'-]*\s+(?:of\s+(?:the\s+)?)?){0,6}$")
_ARTICLE: Final = re.compile(r"(?<!\w)[Tt]he\s+\Z")
_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_BACK: Final = 260


def aliases(text: str, unit: Unit) -> Iterator[Defined]:
    """The short names in quotation marks that a sentence gives."""
    for pattern in (_ALIAS, _ROUND):
        for found in pattern.finditer(text, unit.start, unit.end):
            terms = [
                one.span(1) for one in ANY_QUOTED.finditer(text, found.start("term") - 1, found.end("more"))
            ]
            together = _TOGETHER.search(text, found.start(), found.start("term")) is not None
            meaning = (
                _words_before(text, unit.start, found.start(), text[slice(*terms[0])], together=together)
                if terms
                else None
            )
            if meaning is not None:
                for start, end in terms:
                    yield Defined(found_in(text, start, end), meaning, unit.part, is_alias=True)


def plain(text: str, unit: Unit) -> Iterator[Defined]:
    """Short names without quotation marks after words that give them: `(hereinafter called the Bank)`."""
    for found in _PLAIN.finditer(text, unit.start, unit.end):
        meaning = _words_before(text, unit.start, found.start(), found["term"], together=False)
        if meaning is not None:
            yield Defined(found_in(text, *found.span("term")), meaning, unit.part, is_alias=True)


def acronyms(text: str, unit: Unit) -> Iterator[Defined]:
    """Short names without quotation marks: `Joint Harbour Commission (JHC)`, where the initials are those."""
    for found in _ACRONYM.finditer(text, unit.start, unit.end):
        first = max(unit.start, found.start() - _BACK)
        start = acronym_start(text[first : found.start()], found["term"])
        if start is None:
            continue
        article = _ARTICLE.search(text, first, first + start)
        start = first + start if article is None else article.start()
        meaning = trimmed(text, start, found.start())
        if meaning is not None:
            yield Defined(found_in(text, *found.span("term")), meaning, unit.part, is_alias=True)


def _words_before(text: str, start: int, end: int, term: str, *, together: bool) -> Found | None:
    """The words that a short name stands for: back to those that it repeats, else to a sign or a verb.

    None where these are no noun phrase, or one thing of many where the name is for them `together`.
    """
    first = _own_start(text, max(start, end - _BACK), end)
    stretch = text[first:end].rstrip()
    quoted = re.search(r"[“\"„«]([^“”\"„«»]{1,150})[”\"“»]$", stretch)
    if quoted is not None:
        return found_in(text, first + quoted.start(1), first + quoted.end(1))
    cut, after_verb = 0, False
    for one in _BOUNDARY.finditer(stretch):
        if one.end() < len(stretch) and not _in_brackets(stretch, one.start()):
            cut, after_verb = one.end(), _DUTY.match(one[0]) is not None
    repeated = _repeated(stretch, term, cut)
    if repeated is None:
        begins = cut if (joined := _JOINS.match(stretch, cut)) is None else joined.end()
        beside = stretch[:cut].rstrip().endswith(",") and A_NAME.fullmatch(stretch, begins) is not None
        named = None if beside or together else _described(text, start, first + len(stretch))
        if named is not None:
            return named
        if after_verb:
            article = _DETERMINER.search(stretch, cut)
            if article is None:
                return None
            cut = article.start()
    else:
        cut = repeated
    while (joined := _JOINS.match(stretch, cut)) is not None:
        cut = joined.end()
    found = trimmed(text, first + cut, first + len(stretch))
    if found is None or repeated is not None:
        return found
    is_phrase = len(found.words.split()) > 1 or not found.words[0].islower()
    is_phrase = is_phrase and _NO_PHRASE.search(found.words) is None
    return found if is_phrase and (not together or _SEVERAL.search(found.words)) else None


def _own_start(text: str, first: int, end: int) -> int:
    """Where the words begin that stand in one cell of a table, or in one item of a list, with a short name."""
    return max(first, *(one.end() for one in _NEW_LINE.finditer(text, first, end)), first)


def _described(text: str, start: int, end: int) -> Found | None:
    """The name at the head of a sentence that only descriptions follow (`Harbour Ltd, a company of …`)."""
    start = max(start, end - 2 * _BACK)
    begin = max(start, text.rfind(")", start, end) + 1)
    lead = _LEADS.match(text, begin, end)
    starts = [
        lead.end() if lead is not None else begin,
        *(one.end() for one in _LED.finditer(text, begin, end)),
    ]
    for at in reversed(starts):
        named = A_NAME.match(text, at, end)
        if named is not None and _DESCRIBES.match(text, named.end(), end):
            return None if _VERB.search(text, named.end(), end) else found_in(text, *named.span())
    return None


def _in_brackets(stretch: str, at: int) -> bool:
    return stretch.rfind("(", 0, at + 1) > stretch.rfind(")", 0, at + 1) and ")" in stretch[at:]


def _repeated(stretch: str, term: str, cut: int) -> int | None:
    """Where the words begin that a short name is taken from, with an article or a capital word before them."""
    words = [word for word in _WORD.findall(term) if len(word) > 3]
    if not words:
        return None
    places = [one.start() for one in re.finditer(rf"\b{re.escape(words[-1])}\b", stretch, re.IGNORECASE)]
    if not places:
        return None
    at = max((place for place in places if place >= cut), default=places[-1])
    # Of "the Republic of Northland" the short name repeats the end; of "the Court of Trade" the beginning.
    is_end = _WORD.match(stretch, at) is not None and not _WORD.search(stretch, at + len(words[-1]))
    before = _NAME_OF if is_end else _NAME
    named = before.search(stretch[:at])
    at = named.start() if named is not None else at
    article = re.search(r"(?<!\S)(?:the|an?|each|any)\s+$", stretch[:at], re.IGNORECASE)
    return article.start() if article is not None else at


def trimmed(text: str, start: int, end: int) -> Found | None:
    """The words between two places without the space and the commas around them, or None."""
    while start < end and text[start] in " \t\r\n,:":
        start += 1
    while end > start and text[end - 1] in " \t\r\n,;":
        end -= 1
    return found_in(text, start, end) if start < end else None
