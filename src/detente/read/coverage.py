"""Which clauses may bear on a demand: candidates for a person to look at, by the words that they share.

Likeness of words finds where to look and decides nothing: "shall release" and "shall not release" are alike. So a
candidate is never written into `met by`; a person, or a rule with evidence, does that.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

K1: Final = 1.2  # how soon a word that comes again counts no more
B: Final = 0.75  # how far long clauses are held back
MOST: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]{3,}|\d+")
_ENDINGS: Final = re.compile(r"(?:ies|ing|ed|es|s)\Z")
_SHORTEST: Final = 4  # letters that are left of a word without its ending


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may bear on a demand: its place in what was given, the score, and the words in common."""

    place: int
    score: float
    shared: tuple[str, ...]


class Clauses:
    """Clauses made ready to be asked.

    Scores are those of BM25 (S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond,
    Foundations and Trends in Information Retrieval 3, 2009) with the endings of English plurals and participles off,
    and with the weight of a word that half of the clauses have set to nothing rather than below it.

    Args:
        texts: the words of each clause.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(map(stem, words_of(text))) for text in texts]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._mean = sum(self._lengths) / len(self._lengths) if self._lengths else 0.0
        self._holding: Mapping[str, list[int]] = _holding(self._counts)

    def candidates(self, text: str, most: int = MOST) -> list[Candidate]:
        """The clauses that share most with a text, the best first.

        Args:
            text: the words of a demand.
            most: how many at most; those that share nothing are none.
        """
        score: defaultdict[int, float] = defaultdict(float)
        said = {stem(word): word for word in words_of(text)}
        for root in said:
            weight = self._weight(root)
            for place in self._holding.get(root, ()):
                score[place] += weight * self._share(place, root)
        best = sorted(score.items(), key=lambda item: (-item[1], item[0]))[:most]
        return [Candidate(place, worth, self._shared(place, said)) for place, worth in best if worth > 0]

    def _weight(self, root: str) -> float:
        """How much a word says; nothing where half of the clauses or more have it, such as "the"."""
        holding = len(self._holding.get(root, ()))
        return max(0.0, math.log((len(self._counts) - holding + 0.5) / (holding + 0.5)))

    def _share(self, place: int, root: str) -> float:
        count = self._counts[place][root]
        long = self._lengths[place] / self._mean if self._mean else 1.0
        return count * (K1 + 1) / (count + K1 * (1 - B + B * long))

    def _shared(self, place: int, said: Mapping[str, str]) -> tuple[str, ...]:
        shared = [(self._weight(root), word) for root, word in said.items() if root in self._counts[place]]
        return tuple(
            word for weight, word in sorted(shared, key=lambda pair: (-pair[0], pair[1])) if weight > 0
        )


def words_of(text: str) -> list[str]:
    """The words of a text that can be compared, in small letters."""
    return [word.casefold() for word in _WORD.findall(text)]


def stem(word: str) -> str:
    """A word without the ending of a plural or participle; short words stay whole."""
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) >= _SHORTEST else word


def _holding(counts: Sequence[Counter[str]]) -> Mapping[str, list[int]]:
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for place, count in enumerate(counts):
        for root in count:
            holding[root].append(place)
    return holding
