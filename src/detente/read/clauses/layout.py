# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""What stands around a line: whether it is a heading by its place, and which convention of headings a text follows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from detente.read.clauses.headings import LONGEST, is_heading, is_signature, signs_for, stands_apart
from detente.read.clauses.lines import Line
from detente.read.clauses.marks import Marks, class_of
from detente.read.clauses.tree import ARTICLE, SECTION, UNDER_ARTICLE

_MOST_LINES: Final = 3  # a heading is not longer
_NEAR: Final = (
    300  # characters between a section and the first article in it, where sections stand above articles
)
_ORDINALS: Final = (
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
)
_ORDINAL: Final = re.compile(rf"({'|'.join(_ORDINALS)})(?:ly)?(?:,|:|\.|\s[-–—])\s")
_OPEN: Final = ":;,—–-"


class Layout:
    """Answers about the lines of one text."""

    def __init__(self, text: str, lines: Sequence[Line], marks: Marks) -> None:
        self._text, self._lines, self._marks = text, lines, marks
        self.keyed_lines = sorted(marks.keyed)
        classes = {class_of(mark.keyword) for mark in marks.keyed.values()}
        self.has_articles = bool(classes - {"annex"})
        self._headings: dict[int, bool] = {}
        self._ends = self._paragraph_ends()
        self.section_rank = self._section_rank() if "article" in classes else ARTICLE
        self._last_words = max((at for at, line in enumerate(lines) if not line.note), default=-1)
        self._ordinals = self._ordinal_lines()
        self._before = self._headings_before()

    def _paragraph_ends(self) -> list[int]:
        ends = [len(self._lines)] * len(self._lines)
        for at in range(len(self._lines) - 2, -1, -1):
            ends[at] = ends[at + 1] if self._lines[at].paragraph == self._lines[at + 1].paragraph else at + 1
        return ends

    def paragraph_end(self, at: int) -> int:
        """The line after the paragraph of a line."""
        return self._ends[at]

    def words(self, at: int) -> str:
        """The words of a line."""
        return self._text[self._lines[at].start : self._lines[at].end]

    def depth(self, at: int) -> int:
        """The level of a heading as the document gives it, or 0."""
        line = self._lines[at]
        if line.kind == "heading" and line.level:
            return line.level
        head = self._text[line.start : line.start + 7]
        signs = len(head) - len(head.lstrip("#"))
        return signs if head[signs : signs + 1] in (" ", "\t") else 0

    def indent(self, at: int) -> int:
        """How far a line is set in, in characters."""
        start = self._lines[at].start
        before = self._text[max(0, start - 40) : start]
        return len(before) - len(before.rstrip(" \t\u00a0"))

    # --- headings by their place ---

    def is_heading(self, at: int) -> bool:
        """Whether a line is a heading without a number."""
        if at not in self._headings:
            self._headings[at] = self._is_heading(at)
        return self._headings[at]

    def _is_heading(self, at: int) -> bool:
        line = self._lines[at]
        if at in self._marks.keyed or line.kind == "cell" or line.note:
            return False
        if line.kind == "heading" or self.depth(at):
            return at not in self._marks.heads and line.is_first and line.end - line.start <= LONGEST * 2
        if at in self._marks.heads or not (line.is_first or line.follows_end):
            return False
        if line.kind == "item" and line.is_first:
            return False
        end = self._ends[at]
        if end - at > _MOST_LINES or (not line.is_first and end - at > 1 and at + 1 not in self._marks.heads):
            return False
        return self._is_set_apart(at, end)

    def _is_set_apart(self, at: int, end: int) -> bool:
        last = end if self._lines[at].is_first else at + 1
        words = " ".join(self.words(one) for one in range(at, last))
        if last == len(self._lines) or not is_heading(words) or is_signature(words) or signs_for(words):
            return False
        if any(one in self._marks.heads or one in self._marks.keyed for one in range(at + 1, last)):
            return False
        before = self._text[max(0, self._lines[at].start - LONGEST) : self._lines[at].start].rstrip()[-1:]
        follows = self._text[self._lines[last].start]
        if follows.islower() or self._lines[last].kind == "cell":
            return False
        return before not in _OPEN or not before or words.isupper() or last in self._marks.keyed

    def heading_close(self, at: int) -> int:
        """The line after a heading that begins at a line."""
        line = self._lines[at]
        if line.kind == "heading":
            return self._ends[at]
        return self._ends[at] if line.is_first and not self.depth(at) else at + 1

    # --- headings of keywords ---

    def has_heading_after(self, at: int) -> bool:
        """Whether the line after a line that holds nothing but `Article 5` is its heading."""
        after = at + 1
        if after >= len(self._lines) or after in self._marks.keyed or after in self._marks.heads:
            return False
        line = self._lines[after]
        if line.kind == "heading":
            return True
        end = self.title_end(after) + 1
        if end >= len(self._lines) or line.kind in ("cell", "item") or line.note:
            return False
        words = " ".join(self.words(one) for one in range(after, end))
        return is_heading(words) and (
            end in self._marks.heads or self._lines[end].is_first or not self._wraps(after)
        )

    def _wraps(self, at: int) -> bool:
        """Whether a line goes on in the next one, as far as capitals and length tell."""
        line, after = self._lines[at], self._lines[at + 1]
        return line.end - line.start > 55 or not self._text[after.start].isupper()

    def title_end(self, at: int) -> int:
        """The last line of a title that begins at a line: its paragraph where that is short, else the line."""
        end = self._ends[at]
        if (
            self._lines[at].is_first
            and end - at <= _MOST_LINES
            and not any(one in self._marks.heads or one in self._marks.keyed for one in range(at, end))
        ):
            joined = " ".join(self.words(one) for one in range(at, end))
            if is_heading(joined):
                return end - 1
        return at

    def heading_end(self, at: int) -> int:
        """The last line of a heading that begins on a line with a number, where it runs on in small letters."""
        last = at
        while (
            last + 1 < self._ends[at]
            and last - at < _MOST_LINES - 1
            and self._text[self._lines[last + 1].start].islower()
            and self._lines[last + 1].end - self._lines[at].start < LONGEST
        ):
            last += 1
        return last

    def heading_before(self, at: int) -> tuple[int, int] | None:
        """The heading before the line of an article, where it is that of this article alone."""
        return self._before.get(at)

    def _headings_before(self) -> dict[int, tuple[int, int]]:
        articles = [
            at for at in self.keyed_lines if class_of(self._marks.keyed[at].keyword) in ("article", "section")
        ]
        after = sum(self._has_own_heading(at) for at in articles)
        if not articles or after * 2 >= len(articles):
            return {}
        found = {at: span for at in articles if (span := self._span_before(at)) is not None}
        return {at: span for at, span in found.items() if self._is_alone(at, found)}

    def _has_own_heading(self, at: int) -> bool:
        rest = self._text[self._marks.keyed[at].after : self._lines[at].end].strip("*_ ")
        return is_heading(rest, may_close=True) if rest else self.has_heading_after(at)

    def _span_before(self, at: int) -> tuple[int, int] | None:
        last = at - 1
        if last < 1 or self._lines[at].paragraph == self._lines[last].paragraph or self.depth(last):
            return None
        first = last
        while first and self._lines[first - 1].paragraph == self._lines[last].paragraph:
            first -= 1
        if (
            not first
            or first - 1 in self._marks.keyed
            or self.depth(first)
            or not self.is_heading(first)
            or self._ends[first] != at
            or stands_apart(self.words(first))
        ):
            return None
        return self._lines[first].start, self._lines[last].end

    def _is_alone(self, at: int, found: dict[int, tuple[int, int]]) -> bool:
        """Whether a heading is followed by one article before the next heading or division."""
        place = bisect_right(self.keyed_lines, at)
        if place == len(self.keyed_lines):
            return True
        following = self.keyed_lines[place]
        return following in found or class_of(self._marks.keyed[following].keyword) in ("annex", "division")

    def _section_rank(self) -> int:
        """Sections stand above articles where an article follows a section at once."""
        above = under = 0
        for at, after in zip(self.keyed_lines, self.keyed_lines[1:], strict=False):
            one, two = self._marks.keyed[at], self._marks.keyed[after]
            if class_of(one.keyword) == "section":
                between = self._text[one.after : min(two.own, one.after + _NEAR)]
                near = class_of(two.keyword) == "article" and two.own - one.own_end < _NEAR
                near = near and len(one.path) < 2 and not re.search(r"[.;:]\s", between)
                above, under = above + near, under + (not near)
        return SECTION if above >= under and above else UNDER_ARTICLE

    # --- lists and the end ---

    def is_listed(self, at: int) -> bool:
        """Whether a line with a bullet has another beside it, or follows the opening words of a list."""
        sign = self.words(at)[:2]
        beside = range(max(0, at - 3), min(len(self._lines), at + 4))
        if any(one != at and self.words(one).startswith(sign) for one in beside):
            return True
        start = self._lines[at].start
        return self._text[max(0, start - 60) : start].rstrip()[-1:] == ":"

    def _ordinal_lines(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, line in enumerate(self._lines):
            if line.is_first and (match := _ORDINAL.match(self._text, line.start, line.end)):
                found.setdefault(match[1], []).append(at)
        return found

    def has_ordinal_beside(self, at: int, word: str) -> bool:
        """Whether a paragraph that opens with `Second` follows one that opens with `First`, or the other way."""
        place = _ORDINALS.index(word.removesuffix("ly"))
        before = self._ordinals.get(_ORDINALS[place - 1], []) if place else []
        after = self._ordinals.get(_ORDINALS[place + 1], []) if place + 1 < len(_ORDINALS) else []
        return bool(before and before[0] < at) or bool(after and after[-1] > at and not place)

    def only_notes_from(self, at: int) -> bool:
        """Whether nothing but notes follows, from a line on."""
        return at > self._last_words

    def is_inner(self, at: int) -> bool:
        """Whether the numbers after a heading go on from before it."""
        after = self._ends[at]
        mark = self._marks.heads.get(after, (None,))[0]
        return mark is not None and all(value != 1 for _, value in mark.readings)

    def is_signed_near(self, at: int) -> bool:
        """Whether a line that says for whom somebody signs stands among signatures: a blank, a colon, or another."""
        words = self.words(at)
        if words.endswith(":") or "___" in words:
            return True
        beside = range(max(0, at - 6), min(len(self._lines), at + 7))
        return any(
            one != at
            and (signs_for(self.words(one)) or is_signature(self.words(one)) or "___" in self.words(one))
            for one in beside
        )
