"""The ladder: the differences between a quote and a text that are let pass, each named, and nothing beyond them.

Each step keeps those before it. Letters in capitals stay apart from small ones, and a full-width or superscript
figure from a plain one: there is no case folding and no compatibility form (NFKC).
Source: Unicode Standard Annex 15 (normal form C), and the chapter on punctuation of the Unicode Standard (6.2).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LADDER: Final = ("exact", "nfc", "quotes", "dashes", "invisible", "white space")
"""The steps in order.

`nfc`: accents composed or apart. `quotes`: single quotation marks and apostrophes are one sign, double ones another,
straight, curly, low or angled. `dashes`: hyphens, dashes and the minus sign are one. `invisible`: soft hyphens and
characters without width are left out. `white space`: a run of it, line ends included, is one space, and none at the
ends of the quote counts.
"""

SAID: Final = {
    "exact": "",
    "nfc": "The quote stands in the document with accents written otherwise.",
    "quotes": "The quote stands in the document with other quotation marks or apostrophes.",
    "dashes": "The quote stands in the document with other hyphens or dashes.",
    "invisible": "The quote stands in the document with invisible characters in it.",
    "white space": "The quote stands in the document with other spaces or line ends.",
}
"""What a person is told of a quote that passed at a step."""

SINGLE: Final = "'\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u05f3"
DOUBLE: Final = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u05f4'
HYPHENS: Final = "-\u2010\u2011\u05be"
DASHES: Final = HYPHENS + "\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"
INVISIBLE: Final = (
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # ranges of a class
)

_QUOTES_TO: Final = {**dict.fromkeys(SINGLE[1:], "'"), **dict.fromkeys(DOUBLE[1:], '"')}
_DASHES_TO: Final = dict.fromkeys(DASHES[1:], "-")
_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]+")
_SPACES: Final = re.compile(" {2,}")
_MOST_ACCENTS: Final = 200
_SPARE: Final = re.compile(rf"[\s{INVISIBLE}]*")


@dataclass(frozen=True, slots=True)
class Layer:
    """Where one rewriting of a text changed its length: ordered edits, before and after."""

    before_start: array[int]
    before_end: array[int]
    after_start: array[int]
    after_end: array[int]

    def start(self, offset: int) -> int | None:
        """Where a start in the rewritten text stands before it; None within a replacement."""
        at = bisect_right(self.after_start, offset) - 1
        if at < 0:
            return offset
        if offset >= self.after_end[at]:
            return self.before_end[at] + offset - self.after_end[at]
        return self.before_start[at] if offset == self.after_start[at] else None

    def end(self, offset: int) -> int | None:
        """Where an end in the rewritten text stands before it; None within a replacement."""
        at = bisect_left(self.after_start, offset) - 1
        if at < 0:
            return offset
        return self.before_end[at] + offset - self.after_end[at] if offset >= self.after_end[at] else None

    def inward(self, offset: int) -> int:
        """Where an offset before the rewriting stands after it; within an edit, at its start."""
        at = bisect_right(self.before_start, offset) - 1
        if at < 0:
            return offset
        if offset >= self.before_end[at]:
            return self.after_end[at] + offset - self.before_end[at]
        return self.after_start[at]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text after the last step, and the way back to the offsets of the original."""

    text: str
    layers: tuple[Layer, ...]

    def outward(self, start: int, end: int) -> tuple[int, int] | None:
        """The original offsets of a stretch; None where it begins or ends within a character of the original."""
        for layer in reversed(self.layers):
            first, last = layer.start(start), layer.end(end)
            if first is None or last is None:
                return None
            start, end = first, last
        return start, end

    def inward(self, offset: int) -> int:
        """The offset after the last step of one of the original."""
        for layer in self.layers:
            offset = layer.inward(offset)
        return offset


def climb(text: str, step: int) -> str:
    """A text after the steps of the ladder up to one of them, by its place in `LADDER`."""
    if step >= 1 and not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = _one_sign(text, _QUOTES_TO) if step >= 2 else text
        text = _one_sign(text, _DASHES_TO) if step >= 3 else text
        text = _INVISIBLE.sub("", text) if step >= 4 else text
    return _SPACES.sub(" ", _plain_spaces(text)) if step >= 5 else text


def mapped(text: str) -> Mapped:
    """A text after the last step, with the way back. Linear in the text."""
    layers: list[Layer | None] = []
    if not text.isascii():
        if runs := _composing(text):
            text, layer = _rewritten(text, runs, _composed)
            layers.append(layer)
        text = _one_sign(_one_sign(text, _QUOTES_TO), _DASHES_TO)
        text, layer = _rewritten(text, _INVISIBLE, lambda _: "")
        layers.append(layer)
    text, layer = _rewritten(_plain_spaces(text), _SPACES, lambda _: " ")
    layers.append(layer)
    return Mapped(text, tuple(layer for layer in layers if layer is not None))


def step_between(quote: str, words: str) -> int | None:
    """The first step, by its place in `LADDER`, at which a quote is the same as some words; None if none is."""
    for step in range(len(LADDER)):
        if climb(quote, step) == climb(words, step):
            return step
    return None


def core(quote: str) -> str:
    """A quote without white space and invisible characters at its ends."""
    first = _SPARE.match(quote)
    start = first.end() if first else 0
    last = len(quote)
    while last > start and (quote[last - 1].isspace() or _INVISIBLE.match(quote[last - 1])):
        last -= 1
    return quote[start:last]


def visible(text: str) -> str:
    """A text without its invisible characters."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def _one_sign(text: str, signs: dict[str, str]) -> str:
    for sign in signs.keys() & set(text):
        text = text.replace(sign, signs[sign])
    return text


def _plain_spaces(text: str) -> str:
    for char in set(text):
        if char != " " and char.isspace():
            text = text.replace(char, " ")
    return text


def _composing(text: str) -> re.Pattern[str] | None:
    """Runs outside which normal form C changes nothing: a character and all that may join it; None without any."""
    joining = {
        char
        for char in set(text)
        if unicodedata.category(char).startswith("M")
        or "\u1160" <= char <= "\u11ff"  # the second and third part of a Korean syllable
        or unicodedata.normalize("NFC", char) != char
    }
    some = "".join(map(re.escape, sorted(joining)))
    return re.compile(f"[^{some}]?[{some}]+", re.DOTALL) if some else None


def _composed(run: str) -> str:
    # Putting very many accents on one letter in order takes the square of their number.
    return unicodedata.normalize("NFC", run) if len(run) <= _MOST_ACCENTS else run


def _rewritten(text: str, runs: re.Pattern[str], by: Callable[[str], str]) -> tuple[str, Layer | None]:
    kept: list[str] = []
    layer = Layer(array("q"), array("q"), array("q"), array("q"))
    at = shift = 0
    for run in runs.finditer(text):
        start, end = run.span()
        new = by(run.group())
        if len(new) == end - start and new == run.group():
            continue
        kept += (text[at:start], new)
        layer.before_start.append(start)
        layer.before_end.append(end)
        layer.after_start.append(start + shift)
        layer.after_end.append(start + shift + len(new))
        shift += len(new) - (end - start)
        at = end
    if not kept:
        return text, None
    kept.append(text[at:])
    return "".join(kept), layer
