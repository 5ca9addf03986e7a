# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Terms that an agreement defines, and short names that it gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from detente.read.clauses.parts import Defined, Part, Unit
from detente.read.proposals import Found, found_in

_OPEN: Final = '[“"„«]'
_QUOTED: Final = rf"{_OPEN}(?P<%s>[^“”\"„«»\n]{{1,150}})[”\"“»]"
_ANY_QUOTED: Final = re.compile(r"[“\"„«]([^“”\"„«»\n]{1,150})[”\"“»]")
_ALSO: Final = rf"\s*(?:,|and|or|y|et|,\s*and|,\s*or)\s+(?:the\s+)?{_OPEN}[^“”\"„«»\n]{{1,150}}[”\"“»]"
_LIST: Final = rf"{_QUOTED % 'term'}(?P<more>(?:{_ALSO}){{0,12}})"
_MEANS: Final = (
    r"(?:(?:shall|will|is\s+to|are\s+to)\s+)?(?:(?:hereinafter|equally|also|only|each|in\s+each\s+case)\s+){0,2}"
    r"(?:means?|mean|involves?|includes?|refers?\s+to|denotes?|designates?|indicates?|signifies|comprises?"
    r"|has\s+the\s+(?:same\s+)?meanings?|have\s+the\s+(?:respective\s+|same\s+)?meanings?|is\s+defined\s+as|are\s+defined\s+as"
    r"|significa|significará|désigne|s'entend)\b(?:\s+in\s+each\s+case)?(?:\s+and\s+includes?)?"
)
_DEFINES: Final = re.compile(
    rf"{_LIST}(?:\s*\([^()\n]{{0,200}}\))?(?P<between>[^“”\"„«».;:\n]{{0,120}}?)\s*(?P<verb>{_MEANS})\s*:?\s*",
    re.IGNORECASE,
)
_HEADS: Final = re.compile(rf"{_LIST}\s*(?:\([^()\n]{{0,200}}\)\s*)?:\s*")
_ALIAS: Final = re.compile(
    r"(?P<open>[(,]?)\s*(?:(?:which|who|such|these|this|that|both|each|all)\b[^().;\n]{0,60}?\s+)?"
    r"(?:are\s+|is\s+)?(?P<cue>hereinafter|hereafter|hereinbelow)\s*(?:(?:also|each|together|jointly|collectively|individually)\s+)*"
    r"(?:called|referred\s+to(?:\s+(?:collectively|together|individually|respectively|jointly))?(?:\s+as)?|termed|known\s+as|designated(?:\s+as)?|named|styled|:)?"
    rf"[\s,]*(?:respectively,?\s*)?(?:as\s+)?(?:(?:the|an?)\s+)?{_LIST}",
    re.IGNORECASE,
)
_ROUND: Final = re.compile(
    r"\(\s*(?:(?:the|each,?\s+an?|an?|together,?(?:\s+with\s+[^()“\"]{0,60},)?\s+(?:the)?|collectively,?\s*(?:the)?|or|in\s+short,?|also|“?)\s*)?"
    rf"{_LIST}\s*\)",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(
    r"(?:the\s+term\s+)?(?P<term>[A-Z][\w’'/-]*(?:\s+[\w’'/()-]+){0,8}?)(?:,\s*as\s+used\s+in\s+this\s+\w+,|\s*,\s*when\s+used[^,.\n]{0,60},)?"
    r"\s+(?P<verb>(?:shall\s+)?means?|shall\s+mean|has\s+the\s+meaning|shall\s+have\s+the\s+meaning|includes)\b\s*:?\s*"
)
_USED: Final = re.compile(r",\s*as\s+used\s+in\s+this\s+\w+,", re.IGNORECASE)
_DEFINITIONS: Final = re.compile(
    r"(?:as\s+used\s+(?:in|herein)|for\s+(?:the\s+)?purposes?\s+of|in\s+(?:this|the\s+present)\s+\w+|definitions?|the\s+following\s+(?:terms|definitions))",
    re.IGNORECASE,
)
_NO_TERM: Final = re.compile(
    r"(?:does|do|did|this|that|it|nothing|which|what|the|any|such|each|no|if|for|in|a)\b", re.IGNORECASE
)
_BOUNDARY: Final = re.compile(
    r"[,;:.(]\s+|\)\s*,?\s*(?:and|or)\s+|[,;:](?=[^\s\d])|—\s*|\b(?:shall|will|may|must|is|are|was|were|has|have|by|between|and\s+that|that|which|whereas|with|notes?|recalling|appoint(?:s|ed)?|establish(?:es|ed)?|subject|under|agree[sd]?|undertakes?)\s+",
    re.IGNORECASE,
)
_JOINS: Final = re.compile(r"(?:and|or|as|of|to|in|on|from|with)\s+", re.IGNORECASE)
_NAME: Final = re.compile(r"(?<!\S)(?:[A-Z][\w’'-]*\s+){0,6}$")
_NAME_OF: Final = re.compile(r"(?<!\S)(?:[A-Z][\w’'-]*\s+(?:of\s+(?:the\s+)?)?){0,6}$")
_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_BACK: Final = 260


def defined_of(text: str, parts: Sequence[Part], units: Sequence[Unit]) -> tuple[Defined, ...]:
    """The terms that a text defines and the short names that it gives, in order.

    `"X" means …`, `the term "X" shall include …`, `"X": (a) Means …`; without quotation marks only in a list of
    definitions or with `as used in this clause`. Short names: `hereinafter called "X"`, `(the "X")`, `("X" or "Y")`.
    """
    made: list[Defined] = []
    for at, unit in enumerate(units):
        follower = units[at + 1].start if at + 1 < len(units) else len(text)
        made += _in_unit(text, parts, unit, follower)
    return tuple(sorted(made, key=lambda one: (one.term.start, one.meaning.start)))


def _in_unit(text: str, parts: Sequence[Part], unit: Unit, follower: int) -> Iterator[Defined]:
    has_quote = _ANY_QUOTED.search(text, unit.start, unit.end) is not None
    taken: list[int] = []
    if has_quote:
        for one in [*_meanings(text, parts, unit, follower), *_aliases(text, unit)]:
            if one.term.start not in taken:
                taken.append(one.term.start)
                yield one
    if not taken and not has_quote:
        yield from _unquoted(text, parts, unit, follower)


def _meanings(text: str, parts: Sequence[Part], unit: Unit, follower: int) -> Iterator[Defined]:
    found = list(_DEFINES.finditer(text, unit.start, unit.end))
    starts = [one.start() for one in found]
    for one in found:
        place = bisect_right(starts, one.start())
        end = _meaning_end(text, parts, unit, follower)
        if place < len(starts) and starts[place] < unit.end:
            end = starts[place]
        yield from _terms(text, one, unit, one.end(), end)
    if not found and (head := _HEADS.match(text, unit.start, unit.end)) and head.end() >= unit.end - 1:
        yield from _terms(text, head, unit, unit.end, _meaning_end(text, parts, unit, follower))


def _terms(text: str, one: re.Match[str], unit: Unit, start: int, end: int) -> Iterator[Defined]:
    """One entry for each of the terms that are defined together."""
    meaning = _trimmed(text, start, end)
    if meaning is None:
        return
    for quoted in _ANY_QUOTED.finditer(text, one.start(), max(one.end("more"), one.end("term") + 1)):
        yield Defined(found_in(text, *quoted.span(1)), meaning, unit.part)


def _meaning_end(text: str, parts: Sequence[Part], unit: Unit, follower: int) -> int:
    """The end of the sentence; of the part, where the sentence ends open and a list follows in it."""
    part = parts[unit.part]
    is_open = text[unit.start : unit.end].rstrip()[-1:] in (":", "—", "–", "-")
    return part.end if is_open and follower < part.end and part.own_end < part.end else unit.end


def _aliases(text: str, unit: Unit) -> Iterator[Defined]:
    for pattern in (_ALIAS, _ROUND):
        for found in pattern.finditer(text, unit.start, unit.end):
            terms = [
                one.span(1) for one in _ANY_QUOTED.finditer(text, found.start("term") - 1, found.end("more"))
            ]
            meaning = (
                _words_before(text, unit.start, found.start(), text[slice(*terms[0])]) if terms else None
            )
            if meaning is not None:
                for start, end in terms:
                    yield Defined(found_in(text, start, end), meaning, unit.part, is_alias=True)


def _words_before(text: str, start: int, end: int, term: str) -> Found | None:
    """The words that a short name stands for: back to those that it repeats, else to a sign or a verb."""
    first = max(start, end - _BACK)
    stretch = text[first:end].rstrip()
    quoted = re.search(r"[“\"„«]([^“”\"„«»]{1,150})[”\"“»]$", stretch)
    if quoted is not None:
        return found_in(text, first + quoted.start(1), first + quoted.end(1))
    cut = 0
    for one in _BOUNDARY.finditer(stretch):
        if one.end() < len(stretch) and not _in_brackets(stretch, one.start()):
            cut = one.end()
    repeated = _repeated(stretch, term, cut)
    cut = repeated if repeated is not None else cut
    while (joined := _JOINS.match(stretch, cut)) is not None:
        cut = joined.end()
    return _trimmed(text, first + cut, first + len(stretch))


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


def _unquoted(text: str, parts: Sequence[Part], unit: Unit, follower: int) -> Iterator[Defined]:
    """A term without quotation marks, as contract clauses set it in italics."""
    found = _PLAIN.match(text, unit.start, unit.end)
    if found is None or _NO_TERM.match(found["term"]) or found["term"].endswith(" not"):
        return
    if not (_USED.search(found[0]) or _in_definitions(text, parts, unit)):
        return
    meaning = _trimmed(text, found.end(), _meaning_end(text, parts, unit, follower))
    if meaning is not None:
        yield Defined(found_in(text, *found.span("term")), meaning, unit.part)


def _in_definitions(text: str, parts: Sequence[Part], unit: Unit) -> bool:
    if any(_DEFINITIONS.match(one.words) for one in unit.lead):
        return True
    at: int | None = unit.part
    while at is not None:
        part = parts[at]
        if part.heading is not None and _DEFINITIONS.match(part.heading.words):
            return True
        if part.body < unit.start <= part.own_end and _DEFINITIONS.match(text[part.body : part.body + 60]):
            return True
        at = part.parent
    return False


def _trimmed(text: str, start: int, end: int) -> Found | None:
    while start < end and text[start] in " \t\r\n,:":
        start += 1
    while end > start and text[end - 1] in " \t\r\n,;":
        end -= 1
    return found_in(text, start, end) if start < end else None
