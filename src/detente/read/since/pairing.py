"""Which sentence of a new draft is which of the old: the same words first, then the most alike.

Words that few sentences share say most, so that candidates are found by them (inverse document frequency: K. Sparck
Jones, A statistical interpretation of term specificity, Journal of Documentation 28, 1972); they are then judged by
the share of words that stand in both in the same order (J. W. Ratcliff and D. E. Metzener, 1988, as in difflib).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from detente.read.proposals import Proposal

ALIKE: Final = 0.55  # from here two sentences are one, worded otherwise
_SAME_PLACE: Final = 0.15  # the same number of clause counts for so much
_CANDIDATES: Final = 6
_WORD: Final = re.compile(r"[^\W_]+")
# Double and single quotation marks, and dashes, of several scripts.
_TABLE: Final = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2018\u2019\u201a", "'")
    | dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "-")
)

Pair = tuple[Proposal | None, Proposal | None]


def plain(words: str) -> str:
    """Words without what is form only: white space, kinds of quotation marks and dashes, soft hyphens."""
    return " ".join(words.replace("\u00ad", "").translate(_TABLE).split())


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
    left = {at: _words(one) for at, one in enumerate(old) if at not in taken}
    weights = _weights([*left.values(), *(_words(one) for at, one in enumerate(new) if at not in mate)])
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for at, words in left.items():
        for word in set(words):
            holding[word].append(at)
    found: list[tuple[float, int, int]] = []
    for at, one in enumerate(new):
        if at not in mate:
            words = _words(one)
            for other in _candidates(words, holding, weights):
                near = _SAME_PLACE if one.clause and one.clause == old[other].clause else 0.0
                found.append((-_alike(left[other], words) - near, at, other))
    for alike, at, other in sorted(found):
        if -alike >= ALIKE and at not in mate and other not in taken:
            mate[at] = other
            taken.add(other)


def _words(one: Proposal) -> tuple[str, ...]:
    return tuple(_WORD.findall(one.quote.casefold()))


def _weights(texts: Sequence[tuple[str, ...]]) -> Mapping[str, float]:
    counts = Counter(word for words in texts for word in set(words))
    return {word: math.log((1 + len(texts)) / count) for word, count in counts.items()}


def _candidates(
    words: Iterable[str], holding: Mapping[str, list[int]], weights: Mapping[str, float]
) -> Iterator[int]:
    score: Counter[int] = Counter()
    rare = sorted(set(words), key=lambda word: (-weights.get(word, 0.0), word))[:24]
    for word in rare:
        for at in holding.get(word, ())[:200]:
            score[at] += weights[word]  # type: ignore[assignment]  # a Counter of weights
    return (at for at, _ in sorted(score.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES])


def _alike(one: Sequence[str], two: Sequence[str]) -> float:
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE - _SAME_PLACE:
        return 0.0
    return matcher.ratio()
