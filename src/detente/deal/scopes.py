# ruff: noqa: RUF001 -- agreements have dashes
"""Numbers inside an article: `1.` under a line `Article IV` is IV.1, and `(a)` under that IV.1.a."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from detente.deal.nesting import Ahead, Nesting, Sure
from detente.deal.numbering import ANNEXES, ARTICLES, DIVISIONS, SECTIONS, Mark, keyword_mark, plain_mark
from detente.deal.whole_numbers import Numbered, numbers_of

_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})(?:\s|\Z)")
_CLOSED: Final = re.compile(
    r"[.:;!?,\u2014\u2013-][\"')\]\u00bb\u2019\u201d*_]{0,4}\s*\Z|\b(?:and|or|et|ou|y|o)\s*\Z"
)
_WORD: Final = re.compile(r"[^\W\d_]")
_INDENT: Final = 12
_TITLED: Final = ANNEXES + DIVISIONS  # they head a part only as a heading
_ANNEX_ALONE: Final = re.compile(
    rf"\s{{0,3}}#{{1,6}}\s+(?P<word>(?i:{'|'.join(word for word in ANNEXES if word.isalpha())}))\s*"
)
_NO_HEADING: Final = 7
_IN_LIST: Final = 99

Cuts = dict[int, tuple[str, int]]


@dataclass(slots=True)
class _Scope:
    """What is open at a line: for each frame of the nesting the place of its part, or None, and its depth.

    The depth is that of its heading; items have one below all headings. `cuts`: by line, the place of its part, and
    where its words begin. `within`: the lines that lie in an article. `before`: the last words so far.
    `titled`, `dividing`: the words whose numbers are written with them, and those that divide what is counted on.
    """

    nesting: Nesting
    parts: list[Numbered] = field(default_factory=list)
    open: list[int | None] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    cuts: dict[int, tuple[int, int]] = field(default_factory=dict)
    within: set[int] = field(default_factory=set)
    before: str = ""
    titled: tuple[str, ...] = ANNEXES + DIVISIONS
    dividing: tuple[str, ...] = DIVISIONS

    def close(self, depth: int) -> None:
        """Close what is as deep as a heading, or deeper."""
        keep = next((at for at, one in enumerate(self.depths) if one >= depth), len(self.depths))
        self.nesting.cut(keep)
        self.keep(keep)

    def keep(self, count: int) -> None:
        """Forget the frames from a depth on."""
        del self.open[count:], self.depths[count:], self.words[count:]

    def add(self, at: int, mark: Mark, part: Numbered, depth: int) -> None:
        """Enter a part that has been opened."""
        self.open.append(len(self.parts))
        self.depths.append(depth)
        self.words.append(mark.keyword)
        self.cuts[at] = (len(self.parts), mark.after)
        self.parts.append(part)

    @property
    def parent(self) -> int | None:
        """The innermost open part."""
        return next((one for one in reversed(self.open) if one is not None), None)


def numbers_under_articles(lines: Sequence[tuple[int, str]]) -> tuple[Cuts, frozenset[int]]:
    """The numbers of articles and of what lies in them, by line.

    Args:
        lines: the lines of a text, each with the place of its first character.

    Returns:
        For each line that opens a part: its whole number, and where its words begin in the line; and the lines that
        lie in an article, so that no other number is looked for there.
    """
    keyed = {at: mark for at, (_, line) in enumerate(lines) if (mark := article_mark(line)) is not None}
    if not keyed:
        return {}, frozenset()
    first = min(keyed)
    plain = {at: mark for at in range(first, len(lines)) if at not in keyed and (mark := _plain(*lines[at]))}
    sure = {at: _sure(lines, keyed, at) for at in plain}
    walls = [lines[at][0] for at in sorted(keyed)]
    scope = _Scope(Nesting(Ahead(((mark, sure[at]) for at, mark in plain.items()), walls)))
    if _sections_divide(lines, keyed):
        scope.titled, scope.dividing = scope.titled + SECTIONS, scope.dividing + SECTIONS
    for at in range(first, len(lines)):
        line = lines[at][1]
        if at in keyed:
            _open_article(scope, keyed[at], at, line)
        else:
            _read_line(scope, plain.get(at), sure.get(at, Sure.BLOCK), at, line)
        scope.before = line.strip() or scope.before
    numbers = numbers_of(scope.parts)
    return {at: (numbers[place], cut) for at, (place, cut) in scope.cuts.items()}, frozenset(scope.within)


def items_under_numbers(lines: Sequence[tuple[int, str]], numbered: Cuts, within: frozenset[int]) -> Cuts:
    """The numbers of lettered items outside articles, by line: `(a)` under `2.2` is 2.2.a.

    Only items that are paragraphs of their own, where at least two follow one another; at the top only in a text that
    has no other number.

    Args:
        lines: the lines of a text, each with the place of its first character.
        numbered: the numbers found outside items, by line.
        within: the lines that lie in an article; none of them is looked at.
    """
    outside = [at for at in range(len(lines)) if at not in within and at not in numbered]
    marks = {
        at: mark
        for at in outside
        if (mark := _lettered(*lines[at])) is not None and _sure(lines, numbered, at) == Sure.BLOCK
    }
    walls = [lines[at][0] for at in sorted(numbered)]
    scope = _Scope(Nesting(Ahead(((mark, Sure.WRAPPED) for mark in marks.values()), walls)))
    for at, (_, line) in enumerate(lines):
        if at in numbered or at in within or _HEADING.match(line):
            scope.close(0)
        if at in numbered and at not in within:
            scope.nesting.wall(0)
            scope.open, scope.depths, scope.words = [len(scope.parts)], [_IN_LIST], [""]
            scope.parts.append(Numbered(numbered[at][0], None))
        elif at in marks and (scope.open or not numbered):
            _open_item(scope, marks[at], Sure.LINE, at, _NO_HEADING)
        scope.before = line.strip() or scope.before
    numbers = numbers_of(scope.parts)
    return {at: (numbers[place], cut) for at, (place, cut) in scope.cuts.items()}


def article_mark(line: str) -> Mark | None:
    """The number of an article or section with its word at the head of a line; of an annex only in a heading."""
    if (alone := _ANNEX_ALONE.fullmatch(line)) is not None:
        span = alone.span("word")
        return Mark(0, *span, span[1], "keyword", (("digit", 1),), "", (), alone["word"].lower())
    mark = keyword_mark(line, 0, len(line)) if len(line) - len(line.lstrip()) < 4 else None
    if mark is None or (mark.keyword in _TITLED and not _HEADING.match(line)):
        return None
    return None if mark.is_bare and line[mark.after : mark.after + 1].islower() else mark


def _plain(start: int, line: str) -> Mark | None:
    mark = plain_mark(line, 0, len(line)) if len(line) - len(line.lstrip()) <= _INDENT else None
    if mark is None or (mark.is_bare and not line[mark.after : mark.after + 1].isupper()):
        return None
    return replace(mark, own=start + mark.own)


def _lettered(start: int, line: str) -> Mark | None:
    mark = _plain(start, line)
    return mark if mark is not None and mark.form in ("paren", "half") else None


def _sure(lines: Sequence[tuple[int, str]], keyed: Container[int], at: int) -> Sure:
    before = lines[at - 1][1] if at else ""
    if not before.strip() or at - 1 in keyed or _HEADING.match(before) or _HEADING.match(lines[at][1]):
        return Sure.BLOCK
    return Sure.LINE if _CLOSED.search(before[-60:]) else Sure.WRAPPED


def _depth(line: str) -> int:
    heading = _HEADING.match(line)
    return len(heading[1]) if heading is not None else _NO_HEADING


def _open_article(scope: _Scope, mark: Mark, at: int, line: str) -> None:
    depth = _depth(line)
    scope.close(depth)
    while scope.words and not _may_hold(scope, mark.keyword, depth):
        scope.close(scope.depths[-1])
    word = f"{mark.keyword.rstrip('.').capitalize()} " if mark.keyword in scope.titled else ""
    label, parent, divides = (word + mark.label).strip(), scope.parent, mark.keyword in scope.dividing
    scope.nesting.wall(len(scope.open), mark)
    part = Numbered(label, parent, mark.path, ("keyword", mark.keyword), mark.readings[-1][1], divides)
    scope.add(at, mark, part, depth)


def _sections_divide(lines: Sequence[tuple[int, str]], keyed: dict[int, Mark]) -> bool:
    """Whether sections stand above articles: a lower heading of an article is the next after one of a section."""
    order = sorted(keyed)
    return any(
        keyed[one].keyword in SECTIONS
        and keyed[two].keyword in ARTICLES
        and _depth(lines[one][1]) < _depth(lines[two][1]) < _NO_HEADING
        for one, two in pairwise(order)
    )


def _may_hold(scope: _Scope, inner: str, depth: int) -> bool:
    """Whether a part may lie in the innermost open one: anything in an annex or chapter, a section in an article."""
    outer = scope.words[-1]
    if outer in scope.titled or not outer:
        return True
    return depth < _NO_HEADING and outer in ARTICLES and inner in SECTIONS


def _read_line(scope: _Scope, mark: Mark | None, sure: Sure, at: int, line: str) -> None:
    depth = _depth(line)
    if depth < _NO_HEADING:
        scope.close(depth)
    if not scope.open:
        return
    scope.within.add(at)
    if mark is not None and _open_item(scope, mark, sure, at, depth):
        return
    if depth < _NO_HEADING:
        scope.nesting.wall(len(scope.open), shares=True)
        scope.open.append(None)
        scope.depths.append(depth)
        scope.words.append("")


def _open_item(scope: _Scope, mark: Mark, sure: Sure, at: int, depth: int) -> bool:
    fit = scope.nesting.fit(mark, sure, is_open=scope.before[-1:] in (":", "—", "–", "-"))
    if fit is None:
        return False
    scope.nesting.open(fit, mark)
    scope.keep(fit.keep)
    divides = mark.form == "dot" and fit.style[1].isupper() and depth < _NO_HEADING
    part = Numbered(mark.label, scope.parent, mark.path, fit.style, fit.value, divides)
    scope.add(at, mark, part, depth if depth < _NO_HEADING else _IN_LIST)
    return True
