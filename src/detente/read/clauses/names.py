# ruff: noqa: RUF001 -- agreements have curly quotes
"""Names of States, organisations and firms by their capitals, and lists of them at the head of an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from detente.read.clauses.parts import Part, Unit
from detente.read.proposals import Found, found_in

CAP: Final = r"[A-ZÀ-ÖØ-Þ](?:[\w’'&-]|[./](?=\w)){0,40}+"
_SMALL: Final = r"(?:of|the|and|for|de|del|la|y|et|du|des|von|van|al)"
_FORMS: Final = r"(?i:plc|ltd|llc|inc|corp|co|gmbh|s\.?a|b\.?v|n\.?v|l\.?p|limited)|AG|LLP"
_FIRM: Final = rf"(?:,?\s+(?:{_FORMS})\b\.?)?+"
NO_START: Final = (
    r"(?!(?:An?|Each|Every|Any|No|If|All|Both|This|That|Such|As|In|On|For|By|Having|Whereas)\b"
    r"|(?i:whereas|witnesseth|recitals?|background|now,?\s+therefore|now|therefore)\b)"
)
NAME: Final = (
    rf"(?<![\w’'])(?:[Tt]he\s+)?+{NO_START}{CAP}(?:\s+(?:{_SMALL}\s+){{0,2}}+(?:{CAP}"
    rf"|\d{{1,4}}(?=\s+[A-Z]))){{0,9}}+{_FIRM}"
)
_TAIL: Final = r"(?:\s*\([^()\n]{1,120}\)){0,2}+"
_NAMES: Final = rf"{NAME}{_TAIL}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){NAME}{_TAIL}){{0,60}}+"
_BETWEEN: Final = re.compile(rf"\b[Bb](?i:etween)\s+(?P<names>{_NAMES})")
_AGREE: Final = re.compile(
    rf"\s*(?P<names>{_NAMES})\s*(?=[,;:]|\bhave\b|\bhereby\b|\bagree\b|\bdesir|\bconsider|\brecogni|\bhaving\b|\Z)"
)
_GOVERNMENTS: Final = re.compile(r"\s*(?P<all>[Tt]he\s+Governments\s+of)\s+(?=(?:the\s+)?[A-Z])")
_SPLIT: Final = re.compile(
    rf"\s*,\s*(?!(?:{_FORMS})\b)(?:and\s+)?|\s+and\s+(?=(?:the\s+|The\s+)?[A-Z])|\s*;\s*(?:and\s+)?"
)
_RECITAL: Final = re.compile(r"\W{0,3}(?:whereas|now,?\s+therefore|recitals?|witnesseth)\b", re.IGNORECASE)
_CAPITALS: Final = re.compile(r"\bBETWEEN:?\s+")
_JOIN: Final = re.compile(r"\s+AND:?\s+")
_JOIN_THE: Final = re.compile(r"\s+AND:?\s+(?=THE\s)")
_TO_MARK: Final = re.compile(r"[^(),;:\n]{2,160}")
A_NAME: Final = re.compile(NAME)
_OPENING: Final = 4_000  # characters of the first sentence that names stand in
LONGEST: Final = 120
_REACH: Final = 100_000  # characters after a title in which its names are looked for
NO_NAME: Final = re.compile(
    r"(?:the\s+)?(?:whereas|now|therefore|this|that|such|each|any|no|if|it|in|all|article|section|paragraph"
    r"|clause|annex|agreement|convention|treaty|protocol"
    r"|contract|part|schedule|nothing|they|he|she|we|there|where|when|both|neither|either|present|provisions?"
    r"|he|failure|parties|party)\b",
    re.IGNORECASE,
)


def key_of(words: str) -> str:
    """A name without its article, in small letters: two that have the same are one."""
    return re.sub(r"^(?:the|an?)\s+", "", " ".join(words.split()), flags=re.IGNORECASE).casefold()


def stated_names(text: str, parts: Sequence[Part], units: Sequence[Unit]) -> Iterator[Found]:
    """The names at the head of the text: in its title, and in the first sentences of its preamble."""
    for part in parts[:4]:
        if part.kind == "title" and part.heading is not None:
            found = _BETWEEN.search(text, part.heading.start, part.heading.end)
            names = list(_split(text, *found.span("names"))) if found is not None else []
            names = (
                names if len(names) > 1 else list(_in_capitals(text, part.heading.start, part.heading.end))
            )
            yield from names if len(names) > 1 else ()
    end = head_end(parts)
    for unit in units[:6]:
        if unit.start < end and not _RECITAL.match(text, unit.start):
            yield from _in_opening(text, unit)


def head_end(parts: Sequence[Part]) -> int:
    """Where the head of a text ends: before its first article or clause, else with its preamble."""
    first = next((part for part in parts if part.kind in ("article", "clause")), None)
    if first is not None:
        return first.start
    return max((part.end for part in parts if part.kind == "preamble"), default=0)


def _in_capitals(text: str, start: int, end: int) -> Iterator[Found]:
    """The two of a title in capital letters: "AGREEMENT BETWEEN THE GOVERNMENT OF NORTHLAND AND THE RED FRONT"."""
    found = _CAPITALS.search(text, start, end)
    if found is None or not text[found.start() : end].isupper():
        return
    joins = list(_JOIN_THE.finditer(text, found.end(), end)) or list(_JOIN.finditer(text, found.end(), end))
    if len(joins) == 1:
        for first, last in ((found.end(), joins[0].start()), (joins[0].end(), end)):
            name = _TO_MARK.match(text, first, last)
            if name is not None and len(name[0].rstrip()) <= LONGEST:
                yield _as_written(text, first, first + len(name[0].rstrip()))


def _as_written(text: str, start: int, end: int) -> Found:
    """A name in capital letters as the text writes it elsewhere, or as it stands."""
    words = r"\s+".join(re.escape(word) for word in text[start:end].split())
    for one in re.finditer(rf"(?<!\w){words}(?!\w)", text[end : end + _REACH], re.IGNORECASE):
        if not one[0].isupper():
            return found_in(text, end + one.start(), end + one.end())
    return found_in(text, start, end)


def _in_opening(text: str, unit: Unit) -> Iterator[Found]:
    governments = _GOVERNMENTS.match(text, unit.start, unit.end)
    start = governments.end() if governments is not None else unit.start
    found = _AGREE.match(text, start, min(unit.end, start + _OPENING))
    found = found or _BETWEEN.search(text, unit.start, min(unit.end, unit.start + _OPENING))
    names = list(_split(text, *found.span("names"))) if found is not None else []
    if len(names) > 1:
        yield from names


def _split(text: str, start: int, end: int) -> Iterator[Found]:
    """The names of a list: at its commas, and at its last *and*; one within a name stays (`Great Britain and …`)."""
    signs = [
        one for one in _SPLIT.finditer(text, start, end) if _is_outside_brackets(text, start, one.start())
    ]
    commas = [one for one in signs if one[0].strip().startswith((",", ";"))]
    if not any("and" in one[0] for one in commas):
        alone = [one for one in signs if one not in commas]
        before_article = [one for one in alone if text[one.end() : one.end() + 4].lower() == "the "]
        commas += (before_article or alone)[-1:]
    at = start
    for sign in sorted(commas, key=lambda one: one.start()):
        yield from _one(text, at, sign.start())
        at = sign.end()
    yield from _one(text, at, end)


def _is_outside_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) <= text.count(")", start, at)


def _one(text: str, start: int, end: int) -> Iterator[Found]:
    named = A_NAME.match(text, start, end)
    if named is not None and len(named[0]) <= LONGEST:
        yield found_in(text, *named.span())
