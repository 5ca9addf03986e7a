# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Words that point at parts of an agreement ("paragraph 2 (a) of Article IV"), taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_WORDS: Final = (
    r"articles?|arts?\.|paragraphs?|paras?\.|sub-?(?:sub-?)?paragraphs?|clauses?|sub-?clauses?|sections?|sub-?sections?|sec\."
    r"|items?|points?|parts?|chapters?|annex(?:es)?|appendi(?:x|ces)|schedules?|exhibits?|attachments?|rules?|§{1,2}"
    r"|cláusulas?|artículos?|secci(?:ón|ones)|párrafos?|anexos?|alinéas?|paragraphes?"
)
_BARE: Final = (
    r"\d{1,6}(?:\.\d{1,4}){0,6}(?:[^\S\r\n]?(?:bis|ter)\b|[a-z](?![\w(]))?|(?:[IVXLC]{1,9}|[A-Z])(?![\w'’])"
)
_ROUND: Final = r"\((?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,7}|[A-Z]|[IVXLC]{1,5})\)"
_INNER: Final = rf"(?:\s?{_ROUND}|\s[a-z]\))"
_NUMBER: Final = rf"(?:(?:{_BARE}){_INNER}{{0,5}}|{_ROUND}(?:\s?{_ROUND}){{0,4}})"
_JOINER: Final = (
    r"(?:\s*,\s*(?:and\s+|or\s+|y\s+|et\s+|ou\s+)?|\s+(?:and|or|y|o|et|ou|to|through|a|à)\s+|\s*[-–]\s*)"
)
_GROUP: Final = re.compile(
    rf"(?<![\w-])(?P<word>(?i:{_WORDS}))(?!\(s\))(?:(?<=[Aa]rticle),)?\s?(?P<numbers>{_NUMBER}(?:{_JOINER}{_NUMBER}){{0,30}})(?![\w%]|[.,:/·'’]\d)"
)
_ONE: Final = re.compile(_NUMBER)
_GLUED: Final = re.compile(r"\d,\d")
_RANGE: Final = re.compile(r"\s+(?:to|through|a|à)\s+|\s*[-–]\s*")
_OF: Final = re.compile(r",?\s+(?:of|in|to|under|de|del|du)\s+(?:the\s+)?", re.IGNORECASE)
_THIS: Final = re.compile(
    rf"\b(?P<which>this|that|the\s+present|the\s+preceding|the\s+previous|the\s+following|the\s+foregoing)\s+(?P<word>{_WORDS})(?![\w-])"
    r"(?!\s*\d)",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"(?<![\w.])(?P<words>(?:(?:FAR|DFARS|CFR|U\.S\.C\.|USC|UCC|Pub\.\s?L\.|Public\s+Law)\s+(?:(?:sub)?part\s+|section\s+|clause\s+|§+\s?)?"
    r"(?P<number>\d{1,4}(?:[.-]\d{1,5}){0,4}(?:\([a-z0-9]{1,3}\)){0,3})"
    r"|(?:subpart)\s+\d{1,3}(?:\.\d{1,3}){0,2}))(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer taken apart.

    Attributes:
        start: where its words begin, in code points.
        end: where they end, not included.
        steps: from the outermost part in, each with its kind ("article", "paragraph", "annex", "any") and its label.
        which: of `this Article` and the like, the word before it in small letters; else "".
        word: the word before the outermost number, in small letters, such as `paragraphs`.
        until: of a range, the label that it runs to; else "".
        until_end: where that ends.
        after: where the words end that say all of it, numbers beside it included: what follows says of which document.
    """

    start: int
    end: int
    steps: tuple[tuple[str, str], ...]
    which: str = ""
    word: str = ""
    until: str = ""
    until_end: int = 0
    after: int = 0


def pointers(text: str, start: int, end: int) -> Iterator[Pointer]:
    """The pointers between two places of a text, in order."""
    groups = list(_GROUP.finditer(text, start, end))
    at = 0
    while at < len(groups):
        chain = [groups[at]]
        while at + 1 < len(groups) and _joins(text, chain[-1], groups[at + 1], len(chain)):
            at += 1
            chain.append(groups[at])
        yield from _of_chain(text, chain)
        at += 1


def whole_parts(text: str, start: int, end: int) -> Iterator[Pointer]:
    """Pointers without a number: `this Article`, `the preceding paragraph`."""
    for found in _THIS.finditer(text, start, end):
        yield Pointer(
            found.start(),
            found.end(),
            ((kind_of(found["word"]), ""),),
            " ".join(found["which"].lower().split()),
        )


def outside(text: str, start: int, end: int) -> Iterator[Pointer]:
    """Pointers at codes and statutes by their usual short names (`FAR 52.243-1`)."""
    for found in _OTHER.finditer(text, start, end):
        number = found["number"] or found["words"].split()[-1]
        yield Pointer(*found.span("words"), (("any", number),), after=found.end())


def kind_of(word: str) -> str:
    """`article`, `paragraph`, `item`, `part` or `annex`: what a word points at."""
    word = word.lower().replace("-", "").rstrip(".")
    if word.startswith(("art", "§", "sec", "rule")) or word in ("clause", "clauses", "cláusula", "cláusulas"):
        return "article"
    if word.startswith(("annex", "append", "sched", "exhib", "attach", "anexo")):
        return "annex"
    if word.startswith(("part", "chap")):
        return "part"
    return "item" if word.startswith(("sub", "item", "point", "alin")) else "paragraph"


def _joins(text: str, one: re.Match[str], two: re.Match[str], length: int) -> bool:
    """Whether two groups are one pointer: `Article III, paragraph 1 (a)`, `paragraph 2 of Article IV`."""
    between = text[one.end() : two.start()]
    if length > 3 or len(between) > 40:
        return False
    first, second = kind_of(one["word"]), kind_of(two["word"])
    if _OF.fullmatch(between):
        return _HEIGHT[second] < _HEIGHT[first] or (
            second == first and one["word"].lower() != two["word"].lower()
        )
    return between.strip() in (",", "") and _HEIGHT[first] < _HEIGHT[second]


_HEIGHT: Final = {"annex": 0, "part": 1, "article": 2, "paragraph": 3, "item": 4, "any": 5}


def _of_chain(text: str, chain: list[re.Match[str]]) -> Iterator[Pointer]:
    """One pointer for each number of the group that holds the innermost part; the others say where it lies."""
    inner = max(chain, key=lambda group: _HEIGHT[kind_of(group["word"])])
    outer = sorted(
        (group for group in chain if group is not inner), key=lambda group: _HEIGHT[kind_of(group["word"])]
    )
    lead = tuple(step for group in outer for step in _steps(group["word"], _ONE.match(group["numbers"])[0]))  # type: ignore[index]
    numbers = list(_ONE.finditer(text, *inner.span("numbers")))
    spans = _unglued(text, [number.span() for number in numbers])
    after = max(group.end() for group in chain)
    last: tuple[tuple[str, str], ...] = ()
    word = (outer or [inner])[0]["word"].lower()
    for at, number in enumerate(numbers):
        start, end = spans[at]
        if start == numbers[0].start():
            start = min(inner.start(), chain[0].start())
        if end == numbers[-1].end():
            end = after
        steps = _steps(inner["word"], number[0])
        if at and number[0].lstrip().startswith("(") and len(steps) < len(last):
            steps = (*last[: len(last) - len(steps)], *steps)
        until, until_end = "", 0
        if at + 1 < len(numbers) and _RANGE.fullmatch(text, number.end(), numbers[at + 1].start()):
            until, until_end = numbers[at + 1][0], spans[at + 1][1]
        yield Pointer(start, end, (*lead, *steps), "", word, until, until_end, after)
        last = steps


def _unglued(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places of numbers; those that a comma alone sets apart (`2,3`) share one, as they read as one number."""
    made = list(spans)
    first = 0
    for at in range(1, len(spans) + 1):
        if at == len(spans) or not _GLUED.fullmatch(text, spans[at - 1][1] - 1, spans[at][0] + 1):
            made[first:at] = [(spans[first][0], spans[at - 1][1])] * (at - first)
            first = at
    return made


def _steps(word: str, number: str) -> tuple[tuple[str, str], ...]:
    """`5.2 (b)` to its parts: the number in figures whole, then each number in brackets."""
    bare = re.match(_BARE, number)
    steps: list[tuple[str, str]] = [(kind_of(word), re.sub(r"\s", " ", bare[0]))] if bare else []
    rounds = re.findall(r"(?:\(|\s)([^()\s]{1,8})\)", number[bare.end() if bare else 0 :])
    if bare and rounds and kind_of(word) == "part" and re.fullmatch("[A-Z]", rounds[0]):
        steps = [("part", f"{steps[0][1]}({rounds.pop(0)})")]
    if bare is None and rounds:
        steps.append((kind_of(word), rounds.pop(0)))
    return (*steps, *(("item", one) for one in rounds))
