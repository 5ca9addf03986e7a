"""Sentences of a paragraph as tokens, with each quotation as one token, so that what is quoted is never taken apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple, TypeAlias

from detente.read.claims.quotes import Quotation
from detente.text.words.sentences import sentences

TokenKind: TypeAlias = Literal["word", "number", "mark", "quote"]

_TOKEN: Final = re.compile(
    r"((?:[A-Z]\.){2,8}|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Maj|Capt|Sen|Rep|Prof|St|Gov|Adm|Brig|Hon)\.(?=\s)"
    r"|[^\W\d_]+(?:['\u2019./&\-\u2011][^\W_]+){0,8}(?:['\u2019](?=\s))?)"
    r"|(\d[\d.,:]*(?:[^\W_]{0,20})(?:-[^\W_]{1,30}){0,6})|(--|\S)"
)
# A stop after a whole word and then a quotation; a quotation that ends a sentence and then a capital.
_STOPPED: Final = re.compile(r"[^\W\d_]{3,24}[.!?]\s{1,4}\Z")
_FOLLOWS: Final = re.compile(r"\s{1,4}(?=[A-Z])")
_CLOSED_LOUDLY: Final = re.compile(r"[!?\u2026]\W{1,4}\Z")
_ENDS: Final = frozenset(".!?\u2026")
_DASHES: Final = frozenset(("\u2013", "\u2014", "--"))


class Token(NamedTuple):
    """A word, number, mark or whole quotation, at offsets in code points; `low` is in small letters, plain quotes."""

    text: str
    low: str
    start: int
    end: int
    kind: TokenKind
    quotation: Quotation | None = None

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()

    @property
    def breaks(self) -> bool:
        """Whether it is a mark other than a comma: a bracket, dash, colon or stop."""
        return self.kind == "mark" and self.low != ","


NOTHING: Final = Token("", "", 0, 0, "mark")


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence and its tokens, final stop included; quotations inside quotations belong to the outer one."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    starts: tuple[int, ...] = field(repr=False)

    def at(self, place: int) -> Token:
        """The token at a place, or a mark without characters where there is none."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else NOTHING

    def place(self, offset: int) -> int:
        """The place of the first token that begins at an offset or after it."""
        return bisect_left(self.starts, offset)

    def words(self, first: int, last: int) -> str:
        """The characters from one token to another, the second not included."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    @property
    def asks(self) -> bool:
        """Whether it is a question, what is quoted in it aside."""
        return bool(self.tokens) and self.tokens[-1].low in ("?", "\u061f")

    @property
    def only_quoted(self) -> bool:
        """Whether it consists of quotations."""
        return all(token.kind != "word" and token.kind != "number" for token in self.tokens)

    @property
    def quoted(self) -> Iterator[tuple[int, Quotation]]:
        """Its quotations with the places of their tokens."""
        for place, token in enumerate(self.tokens):
            if token.quotation is not None:
                yield place, token.quotation


def sentences_of(text: str, start: int, end: int, quoted: tuple[Quotation, ...]) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph; one does not end inside a quotation that is closed.

    Args:
        text: the text.
        start: where the paragraph begins.
        end: where it ends.
        quoted: its quotations, of any depth.
    """
    outer = _Outer.of(quoted)
    whole = (part for one in _whole(text, start, end, outer) for part in _parted(text, *one, outer))
    for first, last in whole:
        tokens = tuple(_tokens(text, first, last, outer.within(first, last)))
        if tokens:
            yield Sentence(text, first, last, tokens, tuple(token.start for token in tokens))


@dataclass(frozen=True, slots=True)
class _Outer:
    """The quotations of a paragraph that stand in no other, in order."""

    all: tuple[Quotation, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, quoted: tuple[Quotation, ...]) -> _Outer:
        outer = tuple(one for one in quoted if one.depth == 0)
        return cls(outer, tuple(one.outer_start for one in outer))

    def before(self, offset: int) -> Quotation | None:
        """The last quotation that opens before an offset."""
        at = bisect_left(self.starts, offset)
        return self.all[at - 1] if at else None

    def within(self, first: int, last: int) -> tuple[Quotation, ...]:
        return self.all[bisect_left(self.starts, first) : bisect_left(self.starts, last)]


def _whole(text: str, start: int, end: int, outer: _Outer) -> Iterator[tuple[int, int]]:
    """Join what was split inside a quotation, and an attribution to the quotation that ends loudly before it."""
    held: tuple[int, int] | None = None
    for at, stop in sentences(text[start:end]):
        last = stop + start
        first = _with_marks(at + start, outer, held[1] if held else start)
        if held is not None and (_inside(held[1], outer) or _loud(text, held, outer)):
            held = held[0], max(held[1], last)
            continue
        if held is not None:
            yield held
        held = first, last
    if held is not None:
        yield held


def _parted(text: str, first: int, last: int, outer: _Outer) -> Iterator[tuple[int, int]]:
    """Part a sentence at a quotation that stands for itself: `… the talks. “we will go”, said A`.

    The writer's sentence before a quotation, and the one after it, are never those of whoever is quoted.
    """
    for one in outer.within(first, last):
        if one.outer_start > first and _STOPPED.search(
            text, max(first, one.outer_start - 24), one.outer_start
        ):
            yield first, _stripped(text, first, one.outer_start)
            first = one.outer_start
        led = bool(text[first : one.outer_start].strip())
        if led and one.closed and one.outer_end < last and text[one.end - 1] in ".!?":
            follower = _FOLLOWS.match(text, one.outer_end, last)
            if follower is not None:
                yield first, one.outer_end
                first = follower.end()
    yield first, last


def _stripped(text: str, first: int, last: int) -> int:
    while last > first and text[last - 1].isspace():
        last -= 1
    return last


def _with_marks(first: int, outer: _Outer, least: int) -> int:
    at = outer.before(first)
    return max(at.outer_start, least) if at and first <= at.start else first


def _inside(offset: int, outer: _Outer) -> bool:
    at = outer.before(offset)
    return at is not None and at.closed and offset < at.outer_end


def _loud(text: str, held: tuple[int, int], outer: _Outer) -> bool:
    """Whether what is held is a quotation that ends with ! or ?, so that "A said." may belong to it."""
    at = outer.before(held[1])
    if at is None or at.outer_end != held[1] or text[held[0] : at.outer_start].strip():
        return False
    return _CLOSED_LOUDLY.search(text[max(held[0], held[1] - 6) : held[1]]) is not None


def _tokens(text: str, start: int, end: int, quoted: tuple[Quotation, ...]) -> Iterator[Token]:
    at = start
    for one in quoted:
        if one.outer_start < at:
            continue
        yield from _plain(text, at, one.outer_start)
        stop = min(one.outer_end, end)
        # Where an open one ends is not known: at the latest where its first sentence does.
        known = one if one.closed else replace(one, end=stop, outer_end=stop)
        yield Token(text[one.outer_start : stop], "", one.outer_start, stop, "quote", known)
        at = stop
    yield from _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word, number, _ = match.groups()
        kind: TokenKind = "word" if word else "number" if number else "mark"
        low = match.group().lower().replace("\u2019", "'")
        low = "-" if low in _DASHES else low
        stop = match.end()
        if number and low[-1] in ".,:":  # the stop after "in 2014." is no part of the number
            cut = len(low) - len(low.rstrip(".,:"))
            yield Token(match.group()[:-cut], low[:-cut], match.start(), stop - cut, kind)
            yield Token(text[stop - cut], low[-cut], stop - cut, stop - cut + 1, "mark")
            continue
        yield Token(match.group(), low, match.start(), stop, kind)


def ends(token: Token) -> bool:
    """Whether a token is the stop at the end of a sentence."""
    return token.kind == "mark" and (not token.text or token.text in _ENDS)
