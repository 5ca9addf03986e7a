# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Terms that an agreement defines, and short names that it gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from detente.read.clauses.aliases import ANY_QUOTED, LIST, acronyms, aliases, plain, trimmed
from detente.read.clauses.parts import Defined, Part, Unit
from detente.read.proposals import found_in

_MEANS: Final = (
    r"(?:(?:shall|will|is\s+to|are\s+to)\s+)?(?:(?:hereinafter|equally|also|only|each|in\s+each\s+case)\s+){0,2}"
    r"(?:means?|mean|involves?|includes?|refers?\s+to|denotes?|designates?|indicates?|signifies|comprises?"
    r"|has\s+the\s+(?:same\s+)?meanings?|have\s+the\s+(?:respective\s+|same\s+)?meanings?|is\s+defined\s+as"
    r"|are\s+defined\s+as"
    r"|significa|significará|désigne|s'entend)\b(?:\s+in\s+each\s+case)?(?:\s+and\s+includes?)?"
)
_DEFINES: Final = re.compile(
    rf"{LIST}(?:\s*\([^()\n]{{0,200}}\))?(?P<between>[^“”\"„«».;:\n]{{0,120}}?)\s*(?P<verb>{_MEANS})\s*:?\s*",
    re.IGNORECASE,
)
_HEADS: Final = re.compile(rf"{LIST}\s*(?:\([^()\n]{{0,200}}\)\s*)?:\s*")
_PLAIN: Final = re.compile(
    r"(?:the\s+term\s+)?(?P<term>[A-Z][\w’'/-]*(?:\s+[\w’'/()-]+){0,8}?)(?:,\s*as\s+used\s+in\s+this\s+\w+,"
    r"|\s*,\s*when\s+used[^,.\n]{0,60},)?"
    r"\s+(?P<verb>(?:shall\s+)?means?|shall\s+mean|has\s+the\s+meaning|shall\s+have\s+the\s+meaning|includes)\b\s*:?\s*"
)
_HAS_MEANING: Final = re.compile(r"\bha(?:s|ve)\s+the\b", re.IGNORECASE)
_TO_COME: Final = re.compile(
    r"(?:something\s+)?to\s+be\s+(?:agreed|defined|decided|determined|specified)\b", re.IGNORECASE
)
_GIVEN: Final = re.compile(r"(?:that|which|to\s+be|agreed|as\s+agreed)\b", re.IGNORECASE)
_WHERE: Final = re.compile(
    r"\d|:|\b(?:as|in|under|below|above|following|herein|hereof|hereto)\b", re.IGNORECASE
)
_USED: Final = re.compile(r",\s*as\s+used\s+in\s+this\s+\w+,", re.IGNORECASE)
_DEFINITIONS: Final = re.compile(
    r"(?:as\s+used\s+(?:in|herein)|for\s+(?:the\s+)?purposes?\s+of|in\s+(?:this|the\s+present)\s+\w+"
    r"|definitions?|the\s+following\s+(?:terms|definitions))",
    re.IGNORECASE,
)
_NO_TERM: Final = re.compile(
    r"(?:does|do|did|this|that|it|nothing|which|what|the|any|such|each|no|if|for|in|a)\b", re.IGNORECASE
)


def defined_of(text: str, parts: Sequence[Part], units: Sequence[Unit]) -> tuple[Defined, ...]:
    """The terms that a text defines and the short names that it gives, in order.

    `"X" means …`, `the term "X" shall include …`, `"X": (a) Means …`; without quotation marks only in a list of
    definitions or with `as used in this clause`. Short names: `hereinafter called "X"`, `(the "X")`, `("X" or "Y")`;
    without quotation marks only initials, as in `Joint Harbour Commission (JHC)`.
    """
    made: list[Defined] = []
    for at, unit in enumerate(units):
        follower = units[at + 1].start if at + 1 < len(units) else len(text)
        made += _in_unit(text, parts, unit, follower)
    return tuple(sorted(made, key=lambda one: (one.term.start, one.meaning.start)))


def _in_unit(text: str, parts: Sequence[Part], unit: Unit, follower: int) -> Iterator[Defined]:
    has_quote = ANY_QUOTED.search(text, unit.start, unit.end) is not None
    taken: list[int] = []
    if has_quote:
        for one in [*_meanings(text, parts, unit, follower), *aliases(text, unit)]:
            if one.term.start not in taken:
                taken.append(one.term.start)
                yield one
    if not taken and not has_quote:
        yield from _unquoted(text, parts, unit, follower)
    yield from acronyms(text, unit)
    yield from plain(text, unit)


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
    meaning = trimmed(text, start, end)
    if meaning is None or _says_nothing(one["verb"] if "verb" in one.re.groupindex else "", meaning.words):
        return
    for quoted in ANY_QUOTED.finditer(text, one.start(), max(one.end("more"), one.end("term") + 1)):
        yield Defined(found_in(text, *quoted.span(1)), meaning, unit.part)


def _says_nothing(verb: str, words: str) -> bool:
    """Whether a meaning is only said to be given somewhere, without saying where: `has the meaning they give it`."""
    if not _HAS_MEANING.search(verb):
        return _TO_COME.match(words) is not None
    return _GIVEN.match(words) is not None or _WHERE.search(words) is None


def _meaning_end(text: str, parts: Sequence[Part], unit: Unit, follower: int) -> int:
    """The end of the sentence; of the part, where the sentence ends open and a list follows in it."""
    part = parts[unit.part]
    is_open = text[unit.start : unit.end].rstrip()[-1:] in (":", "—", "–", "-")
    return part.end if is_open and follower < part.end and part.own_end < part.end else unit.end


def _unquoted(text: str, parts: Sequence[Part], unit: Unit, follower: int) -> Iterator[Defined]:
    """A term without quotation marks, as contract clauses set it in italics."""
    found = _PLAIN.match(text, unit.start, unit.end)
    if found is None or _NO_TERM.match(found["term"]) or found["term"].endswith(" not"):
        return
    if not (_USED.search(found[0]) or _in_definitions(text, parts, unit)):
        return
    meaning = trimmed(text, found.end(), _meaning_end(text, parts, unit, follower))
    if meaning is not None and not _says_nothing(found["verb"], meaning.words):
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
