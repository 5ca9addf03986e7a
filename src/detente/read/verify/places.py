"""Where a quote stands in a text: exactly, or up to the declared ladder, and never by likeness."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from detente.read.verify.borders import UNSPACED, cut
from detente.read.verify.ladder import LADDER, climb, core, mapped, step_between

_TOKEN: Final = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
_SCANNED: Final = 60_000
"""Up to so many characters a stretch is searched from end to end; beyond it, by its words."""
_BEFORE_INDEX: Final = 8
"""So many searches of a whole text are made without an index of its words."""
_KEPT: Final = 10_000
MOST_PLACES: Final = 10_000
"""So many places of one quote are looked at; of a quote with more of them, nothing decides which is meant."""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A place of a quote, in code points, the end not included, and the step of the ladder by its place there."""

    start: int
    end: int
    step: int


@dataclass(frozen=True, slots=True)
class Matches:
    """The places of a quote in order, and whether it stands inside other words or numbers too, where it counts not."""

    places: tuple[Match, ...]
    in_words: bool


@dataclass(frozen=True, slots=True)
class Located:
    """What `locate` found.

    Attributes:
        quote: what was looked for.
        step: the first step of `LADDER` at which it was found, or "".
        places: where it stands at that step: start and end in code points, the end not included, in order; the first
            10,000 of them.
        place: the one place that is meant; None where there is none, or where nothing decides between several.
        also: where it stands at later steps of the ladder only.
        in_words: whether it stands inside other words or numbers, which does not count ("1" in "14").
    """

    quote: str
    step: str
    places: tuple[tuple[int, int], ...]
    place: tuple[int, int] | None
    also: tuple[tuple[int, int], ...] = ()
    in_words: bool = False

    @property
    def ambiguous(self) -> bool:
        """Whether it stands at several places and nothing decides between them."""
        return self.place is None and len(self.places) > 1


class Text:
    """A text made ready to look for many quotes. Making it is linear in the text; its words are indexed when needed.

    Args:
        text: the canonical text.
    """

    __slots__ = ("_index", "_known", "_mapped", "_searches", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._mapped = mapped(text)
        self._index: dict[str, list[int]] | None = None
        self._known: dict[tuple[str, int, int], Matches] = {}
        self._searches = 0

    def find(self, quote: str, start: int = 0, end: int | None = None) -> Matches:
        """All places of a quote between two offsets of the text, at any step of the ladder."""
        end = len(self.text) if end is None else end
        key = (quote, start, end)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = self._find(quote, start, end)
        return self._known[key]

    def has(self, quote: str, start: int = 0, end: int | None = None) -> bool:
        """Say whether a quote stands between two offsets, at word borders."""
        return self.first(quote, start, end) is not None

    def first(self, quote: str, start: int = 0, end: int | None = None) -> Match | None:
        """The first place of a quote between two offsets, without looking for the others."""
        found = self._matches(quote, start, len(self.text) if end is None else end)
        return next((match for match in found if match is not None), None)

    def _find(self, quote: str, start: int, end: int) -> Matches:
        found = list(islice(self._matches(quote, start, end), MOST_PLACES))
        places = tuple(match for match in found if match is not None)
        return Matches(places, in_words=len(places) < len(found))

    def _matches(self, quote: str, start: int, end: int) -> Iterator[Match | None]:
        """The places of a quote in order, with None for each that lies inside a longer word or number."""
        inner = climb(core(quote), len(LADDER) - 1)
        if not inner:
            return
        for at in self._starts(inner, self._mapped.inward(start), self._mapped.inward(end)):
            place = self._mapped.outward(at, at + len(inner))
            if place is None or not start <= place[0] <= place[1] <= end:
                continue
            if cut(self.text, *place):
                yield None
            elif match := self._match(quote, *place):
                yield match

    def _match(self, quote: str, start: int, end: int) -> Match | None:
        lead = quote.find(core(quote))
        if self.text.startswith(quote, start - lead) if start >= lead else False:
            return Match(start - lead, start - lead + len(quote), 0)
        step = step_between(core(quote), self.text[start:end])
        if step is None:
            return None
        return Match(start, end, step if core(quote) == quote else len(LADDER) - 1)

    def _starts(self, inner: str, start: int, end: int) -> Iterator[int]:
        """Where the folded quote stands in the folded text."""
        if end - start > _SCANNED:
            self._searches += 1
            rarest = self._rarest(inner) if self._searches > _BEFORE_INDEX else None
            if rarest is not None:
                offset, places = rarest
                for at in places[bisect_left(places, start + offset) :]:
                    if at - offset + len(inner) > end:
                        return
                    if self._mapped.text.startswith(inner, at - offset):
                        yield at - offset
                return
        at = self._mapped.text.find(inner, start, end)
        while at >= 0:
            yield at
            at = self._mapped.text.find(inner, at + 1, end)

    def _rarest(self, inner: str) -> tuple[int, list[int]] | None:
        """The word of a quote that the text has least often: its offset in the quote, and its places."""
        if self._index is None:
            self._index = {}
            for token in _TOKEN.finditer(self._mapped.text):
                self._index.setdefault(token.group(), []).append(token.start())
        best: tuple[int, list[int]] | None = None
        for token in _TOKEN.finditer(inner):
            places = self._index.get(token.group(), [])
            if best is None or len(places) < len(best[1]):
                best = token.start(), places
        return best


@functools.lru_cache(maxsize=2)
def text_of(text: str) -> Text:
    """The text made ready, kept for the next question about it."""
    return Text(text)


def locate(text: str, quote: str, *, near: int | None = None, prefix: str = "", suffix: str = "") -> Located:
    """Find a quote in a text.

    It must begin and end at borders of words and numbers. Where it stands at several places, those count before which
    `prefix` and after which `suffix` stand, up to the ladder; of several of those, the one nearest to `near`.

    Args:
        text: the canonical text.
        quote: the words.
        near: an offset in code points that the place should be nearest to.
        prefix: words that stand just before it.
        suffix: words that stand just after it.

    Returns:
        Its places at the first step of `LADDER` that has any, and the one that is meant.
    """
    found = text_of(text).find(quote)
    if not found.places:
        return Located(quote, "", (), None, in_words=found.in_words)
    step = min(match.step for match in found.places)
    first = tuple(match for match in found.places if match.step == step)
    meant = decided(text, first, near, prefix, suffix)
    return Located(
        quote,
        LADDER[step],
        tuple((match.start, match.end) for match in first),
        None if meant is None else (meant.start, meant.end),
        tuple((match.start, match.end) for match in found.places if match.step != step),
        found.in_words,
    )


def decided(
    text: str, places: tuple[Match, ...], near: int | None = None, prefix: str = "", suffix: str = ""
) -> Match | None:
    """The one of some places that is meant, or None where nothing decides."""
    if len(places) >= MOST_PLACES:
        return None
    if len(places) > 1 and (prefix or suffix):
        fitting = tuple(match for match in places if _stands_between(text, match, prefix, suffix))
        places = fitting or places
    if len(places) > 1 and near is not None:
        far = [abs(match.start - near) for match in places]
        places = tuple(match for match, away in zip(places, far, strict=True) if away == min(far))
    return places[0] if len(places) == 1 else None


def _stands_between(text: str, match: Match, prefix: str, suffix: str) -> bool:
    last = len(LADDER) - 1
    before = text[max(0, match.start - 2 * len(prefix) - 40) : match.start]
    after = text[match.end : match.end + 2 * len(suffix) + 40]
    return climb(core(before), last).endswith(climb(core(prefix), last)) and climb(
        core(after), last
    ).startswith(climb(core(suffix), last))
