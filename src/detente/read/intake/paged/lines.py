"""The lines of a page, as PDFium gives its characters, with their boxes.

PDFium puts CR and LF between lines and takes them away after a hyphen that it holds for a divided word, where it puts
U+0002 in its place. Here that is the hyphen that a person sees, and the line ends after it: words stay divided.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Final, TypeAlias

from detente.read.intake.items import mark_of
from detente.read.intake.paged.engine import pdfium

Box: TypeAlias = tuple[float, float, float, float]
Sign: TypeAlias = tuple[str, int, int]
"""A character, its place in the text of the page, and how many of PDFium's characters it takes."""

_DIVIDED: Final = 2  # what PDFium writes for the hyphen of a divided word
_RAISED: Final = 0.2  # of the height of the sign before: a figure that stands so much higher is a raised one
_SMALLER: Final = 0.9
_MARK: Final = 12  # characters of a number before a gap, at most
_FAR: Final = 1e6  # points: no page reaches so far
_WORD: Final = re.compile(r"\S+")
# A figure after a letter or figure, or a single letter after a figure: either could be the mark of a note.
_MAYBE_RAISED: Final = re.compile(r"(?<=[^\W_])\d|(?<=\d)[^\W\d_](?![^\W\d_])")
_STRANGE: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_GUTTER: Final = 3.0  # widths of a gap, in heights of a line, that may set columns apart


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a line from `start` to `end` of the page's text, one for one; equal for the reader's own."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Line:
    """A line of a page.

    Attributes:
        page: from 1.
        stretches: its characters.
        box: of all its visible characters: left, bottom, right, top in points.
        base: how high it stands on the page as shown, in points.
        left, right: where it begins and ends on the page as shown.
        size: the height of its letters.
        gaps: where wide gaps within it end, on the page as shown.
    """

    page: int
    stretches: list[Stretch] = field(default_factory=list)
    box: Box = (0.0, 0.0, 0.0, 0.0)
    base: float = 0.0
    left: float = 0.0
    right: float = 0.0
    size: float = 0.0
    gaps: list[float] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(one.text for one in self.stretches)


@dataclass(slots=True)
class Sheet:
    """A page: its number from 1, its lines, its width and height as shown, and what was met on it."""

    number: int
    lines: list[Line]
    width: float
    height: float
    characters: int
    unknown: int = 0
    raised: int = 0


def sheet_of(page: Any, number: int) -> Sheet:
    """Read the lines of a page.

    Args:
        page: a page of pypdfium2.
        number: of the page, from 1.
    """
    textpage = page.get_textpage()
    try:
        width, height = page.get_size()
        reader = _Reader(textpage.raw, page.get_rotation(), number, width, height)
        lines = [line for line in reader.lines(textpage.count_chars()) if line.text.strip()]
        return Sheet(number, lines, width, height, reader.count, reader.unknown, reader.raised)
    finally:
        textpage.close()


def words_of(page: Any, start: int, end: int) -> str:
    """Read the characters from `start` to `end` of a page's text, as they stand in the canonical text.

    Raises:
        ValueError: the page has no such characters.
    """
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if not 0 <= start <= end <= count:
            raise ValueError(f"the page has {count} characters, and no place {start} to {end}")
        codes = [
            pdfium.FPDFText_GetUnicode(textpage.raw, index) for index in range(start, min(end + 1, count))
        ]
        return "".join(text for text, at, _ in _letters(codes) if at < end - start)
    finally:
        textpage.close()


def _letters(codes: list[int]) -> Iterator[Sign]:
    """Yield each character with its place and how many of PDFium's characters it takes."""
    at = 0
    while at < len(codes):
        code, size = codes[at], 1
        if 0xD800 <= code < 0xDC00 and at + 1 < len(codes) and 0xDC00 <= codes[at + 1] < 0xE000:
            code, size = 0x10000 + ((code - 0xD800) << 10) + (codes[at + 1] - 0xDC00), 2
        yield _letter(code), at, size
        at += size


def _letter(code: int) -> str:
    if code == _DIVIDED:
        return "-"
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or (code < 32 and code not in (9, 10, 12, 13)):
        return "\ufffd"
    return chr(code)


class _Reader:
    """Reads the characters of one page into lines."""

    def __init__(self, raw: Any, rotation: int, number: int, width: float, height: float) -> None:
        self.count = self.unknown = self.raised = 0
        self._raw = raw
        self._rotation = rotation
        self._number = number
        self._width, self._height = width, height
        self._sides = (ctypes.c_double * 4)()
        double = ctypes.POINTER(ctypes.c_double)
        at = ctypes.addressof(self._sides)
        self._into = [ctypes.cast(at + 8 * side, double) for side in range(4)]
        self._loose = pdfium.FS_RECTF()

    def lines(self, count: int) -> Iterator[Line]:
        codes = [pdfium.FPDFText_GetUnicode(self._raw, index) for index in range(count)]
        start = 0
        for at, code in enumerate(codes):
            if code in (10, 13) or (code == _DIVIDED):
                end = at + 1 if code == _DIVIDED else at
                if end > start:
                    yield self._line(codes, start, end)
                start = at + 1
        if start < count:
            yield self._line(codes, start, count)

    def _line(self, codes: list[int], start: int, end: int) -> Line:
        line = Line(self._number, size=self._size(start, end, codes))
        signs = _signs(codes[start:end], start)
        letters = "".join(letter for letter, _, _ in signs)
        cuts = self._raised(signs, letters)
        line.gaps = self._gaps(signs, letters, _GUTTER * line.size)
        line.stretches = _stretches(signs, cuts)
        self.count += end - start
        self.raised += len(cuts)
        self.unknown += letters.count("\ufffd")
        self._measure(line, start, end)
        return line

    def _raised(self, signs: list[Sign], letters: str) -> set[int]:
        """The places of figures and single letters that stand raised behind what is before them."""
        cuts: set[int] = set()
        for match in _MAYBE_RAISED.finditer(letters):
            index = match.start()
            box, behind = self._box(signs[index][1]), self._box(signs[index - 1][1])
            if box and behind and _is_raised(box, letters[index - 1], behind):
                cuts.add(signs[index][1])
        return cuts

    def _gaps(self, signs: list[Sign], letters: str, wide: float) -> list[float]:
        """Where words begin after a wide gap, the number of an item aside."""
        gaps: list[float] = []
        last: Box | None = None
        for word in _WORD.finditer(letters):
            box = self._box(signs[word.start()][1])
            if box and last and box[0] - last[2] > wide and not _is_mark(letters[: word.start()]):
                gaps.append(box[0])
            last = self._box(signs[word.end() - 1][1])
        return gaps

    def _box(self, at: int) -> Box | None:
        """The box of a sign, or None where there is none that makes sense."""
        if not pdfium.FPDFText_GetCharBox(self._raw, at, *self._into):
            return None
        left, right, bottom, top = self._sides
        box = (left, bottom, right, top)
        return box if _is_sound(box) else None

    def _size(self, start: int, end: int, codes: list[int]) -> float:
        for at in range(start, end):
            if codes[at] > 32:
                if pdfium.FPDFText_GetLooseCharBox(self._raw, at, self._loose):
                    loose = self._loose
                    turned = self._rotation in (90, 270)
                    size = abs(loose.right - loose.left if turned else loose.top - loose.bottom)
                    return size if 0 < size < _FAR else 1.0
                break
        return 1.0

    def _measure(self, line: Line, start: int, end: int) -> None:
        """Put down where a line stands: in the page's own measure, and as shown where the page is turned."""
        boxes = []
        for index in range(pdfium.FPDFText_CountRects(self._raw, start, end - start)):
            if pdfium.FPDFText_GetRect(self._raw, index, *self._into):
                left, top, right, bottom = self._sides
                boxes.append((left, bottom, right, top))
        boxes = [box for box in boxes if _is_sound(box)]
        if not boxes:
            return
        left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
        line.box = (left, bottom, right, top)
        shown = {
            0: (left, right, _sound(float(self._loose.bottom), bottom)),
            90: (bottom, top, self._height - right),
            180: (self._width - right, self._width - left, self._height - top),
            270: (self._width - top, self._width - bottom, left),
        }
        line.left, line.right, line.base = shown.get(self._rotation, shown[0])


def _is_sound(box: Box) -> bool:
    return -_FAR < box[0] <= box[2] < _FAR and -_FAR < box[1] <= box[3] < _FAR


def _sound(number: float, instead: float) -> float:
    return number if -_FAR < number < _FAR else instead


def _signs(codes: list[int], start: int) -> list[Sign]:
    """The characters of a line, each with its place and how many of PDFium's characters it takes."""
    try:
        text = "".join(map(chr, codes))
    except ValueError:  # a number that is no character
        text = "\0"
    if _STRANGE.search(text):
        return [(letter, start + at, size) for letter, at, size in _letters(codes)]
    return list(zip(text, range(start, start + len(codes)), repeat(1), strict=False))


def _stretches(signs: list[Sign], cuts: set[int]) -> list[Stretch]:
    """Gather characters into stretches; what takes two of PDFium's is one of its own, a raised one has ^ before it."""
    made: list[Stretch] = []
    first = 0
    for index, (letter, at, size) in enumerate(signs):
        if at not in cuts and size == 1:
            continue
        made += _stretch(signs[first:index])
        first = index
        if at in cuts:
            made.append(Stretch("^", at, at))
        if size > 1:
            made.append(Stretch(letter, at, at + size))
            first = index + 1
    return made + _stretch(signs[first:])


def _stretch(signs: list[Sign]) -> list[Stretch]:
    if not signs:
        return []
    return [Stretch("".join(letter for letter, _, _ in signs), signs[0][1], signs[-1][1] + 1)]


def _is_mark(before: str) -> bool:
    """Whether what stands before a gap is only the number of an item."""
    text = before.strip()
    return len(text) < _MARK and mark_of(f"{text} ") == text


def _is_raised(box: Box, before: str, behind: Box) -> bool:
    """Whether a figure stands raised beside a letter or figure, like the mark of a note."""
    height, other = box[3] - box[1], behind[3] - behind[1]
    if other <= 0 or height <= 0 or box[1] - behind[1] < _RAISED * other:
        return False
    if box[0] < (behind[0] + behind[2]) / 2:  # not beside it: the line runs upwards
        return False
    tall = before.isdecimal() or before.isupper() or before in "bdfhklt"
    return height < _SMALLER * other if tall else box[3] > behind[3]
