"""Which sentence of a new draft is which of the old: the same words first, then the most alike.

Words that few sentences share say most, so that candidates are found by them (inverse document frequency: K. Sparck
Jones, A statistical interpretation of term specificity, Journal of Documentation 28, 1972); they are then judged by
the share of words that stand in both in the same order (J. W. Ratcliff and D. E. Metzener, 1988, as in difflib).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from detente.read.proposals import Proposal
from detente.read.verify.ladder import DASHES, DOUBLE, SINGLE

ALIKE: Final = 0.55  # from here two sentences are one, worded otherwise
_SAME_PLACE: Final = 0.15  # the same number of clause counts for so much
_CANDIDATES: Final = 6
_RARE: Final = 24  # words of a sentence that are looked up, the rarest first
_HOLDING: Final = 200  # sentences that are looked at for a word
_WORD: Final = re.compile(r"[^\W_]+")
# Signs that are another form of one sign are one; marks that turn the order of what is shown (bidi) are kept.
_TABLE: Final = str.maketrans(
    {**dict.fromkeys(DOUBLE, '"'), **dict.fromkeys(SINGLE, "'"), **dict.fromkeys(DASHES, "-")}
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
)

Pair = tuple[Proposal | None, Proposal | None]


def plain(words: str) -> str:
    """Words without what is form only: white space, accents apart, kinds of quotation marks and dashes, no width."""
    return " ".join(unicodedata.normalize("NFC", words).translate(_TABLE).split())


def pairs(old: Sequence[Proposal], new: Sequence[Proposal]) -> list[Pair]:
    """Pair the proposals of two drafts, each at most once.

    Returns:
        Pairs in the order of the new draft, then what only the old one has, in its order.
    """
    mate: dict[int, int] = {}  # place in new: place in old
    _pair_alike(
        old, new, mate, lambda one: (plain(one.quote), one.clause, one.kind, plain(one.words("does")))
    )
    _pair_alike(old, new, mate, lambda one: (plain(one.quote), one.kind, plain(one.words("does"))))
    _pair_nearest(old, new, mate)
    taken = set(mate.values())
    made: list[Pair] = [(old[mate[at]] if at in mate else None, one) for at, one in enumerate(new)]
    return [*made, *((one, None) for at, one in enumerate(old) if at not in taken)]


def _pair_alike(
    old: Sequence[Proposal], new: Sequence[Proposal], mate: dict[int, int], key: Callable[[Proposal], object]
) -> None:
    """Pair what has the same key, in the order of both."""
    waiting: defaultdict[object, list[int]] = defaultdict(list)
    taken = set(mate.values())
    for at in range(len(old) - 1, -1, -1):
        if at not in taken:
            waiting[key(old[at])].append(at)
    for at, one in enumerate(new):
        if at not in mate and waiting.get(key(one)):
            mate[at] = waiting[key(one)].pop()


def _pair_nearest(old: Sequence[Proposal], new: Sequence[Proposal], mate: dict[int, int]) -> None:
    """Pair the rest by likeness, the most alike first."""
    taken = set(mate.values())
    left = _Left({at: one for at, one in enumerate(old) if at not in taken})
    found: list[tuple[float, int, int]] = []
    for at, one in enumerate(new):
        if at not in mate:
            found += ((-alike, at, other) for alike, other in left.nearest(one))
    for _, at, other in sorted(found):
        if at not in mate and other not in taken:
            mate[at] = other
            taken.add(other)


class _Left:
    """Proposals of the old draft that still have no counterpart, by their places."""

    def __init__(self, old: Mapping[int, Proposal]) -> None:
        self._old = old
        self._words = {at: _words(one) for at, one in old.items()}
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_clause: defaultdict[str, list[int]] = defaultdict(list)
        for at, words in self._words.items():
            self._by_clause[old[at].clause].append(at)
            for word in dict.fromkeys(words):
                self._by_word[word].append(at)

    def nearest(self, one: Proposal) -> Iterator[tuple[float, int]]:
        """How alike those are that may be its counterpart, and their places."""
        words = _words(one)
        matcher = SequenceMatcher(None, (), words, autojunk=False)
        for at in dict.fromkeys([*self._sharing(words), *self._in_clause(one.clause)]):
            near = _SAME_PLACE if one.clause and one.clause == self._old[at].clause else 0.0
            matcher.set_seq1(self._words[at])
            if near + matcher.real_quick_ratio() >= ALIKE and near + (ratio := matcher.ratio()) >= ALIKE:
                yield near + ratio, at

    def _in_clause(self, number: str) -> Sequence[int]:
        return self._by_clause.get(number, ())[:_CANDIDATES] if number else ()

    def _sharing(self, words: Iterable[str]) -> Iterator[int]:
        """Those that share most of the words that few have."""
        weight = {
            word: math.log((1 + len(self._old)) / (1 + len(self._by_word.get(word, ())))) for word in words
        }
        score: defaultdict[int, float] = defaultdict(float)
        for word in sorted(weight, key=lambda word: (-weight[word], word))[:_RARE]:
            for at in self._by_word.get(word, ())[:_HOLDING]:
                score[at] += weight[word]
        best = sorted(score.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]
        return (at for at, _ in best)


def _words(one: Proposal) -> tuple[str, ...]:
    return tuple(_WORD.findall(one.quote.casefold()))
