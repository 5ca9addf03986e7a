"""How well likeness of words finds the clauses that bear on a demand: ContractNLI; a part of ``read_quality.py``.

Y. Koreeda and C. D. Manning, ContractNLI: A Dataset for Document-level Natural Language Inference for Contracts,
Findings of EMNLP 2021 (CC BY 4.0). The peer is the cosine of TF-IDF, by the formulas of scikit-learn's
`TfidfVectorizer` with its own defaults, written again in a few lines, so that nothing more need be installed.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from quality_counts import Share, Table

from detente.read.coverage import Clauses

PARTS: Final = ("dev", "test")
WHERE: Final = (
    "ContractNLI: https://stanfordnlp.github.io/contract-nli, its dev.json and test.json, to lie in "
    "FOLDER/contractnli"
)
DEPTHS: Final = (3, 10)
_TOKEN: Final = re.compile(r"(?u)\b\w\w+\b")

Scores = Sequence[float]
Ranker = Callable[[str], Scores]


@dataclass(frozen=True, slots=True)
class Asked:
    """One hypothesis in one document: the scores of its spans, and which of them are evidence."""

    hypothesis: str
    scores: tuple[float, ...]
    evidence: frozenset[int]

    @property
    def ranked(self) -> list[int]:
        """The spans, the best first; of equal scores the first in the document."""
        return sorted(range(len(self.scores)), key=lambda place: (-self.scores[place], place))

    @property
    def precision(self) -> float:
        """Average precision."""
        found, total = 0, 0.0
        for rank, place in enumerate(self.ranked, 1):
            if place in self.evidence:
                found += 1
                total += found / rank
        return total / len(self.evidence)

    def recall(self, depth: int) -> float:
        """The share of the evidence among the first spans."""
        return len(self.evidence.intersection(self.ranked[:depth])) / len(self.evidence)


def ours(texts: Sequence[str]) -> Ranker:
    """Scores of `detente.read.coverage`."""
    clauses = Clauses(texts)

    def scores(text: str) -> Scores:
        made = [0.0] * len(texts)
        for candidate in clauses.candidates(text, most=len(texts)):
            made[candidate.place] = candidate.score
        return made

    return scores


def tfidf(texts: Sequence[str]) -> Ranker:
    """The cosine of TF-IDF, fitted on the spans of the document, as ours is."""
    counts = [Counter(_TOKEN.findall(text.lower())) for text in texts]
    holding = Counter(word for count in counts for word in count)
    idf = {word: math.log((1 + len(texts)) / (1 + number)) + 1 for word, number in holding.items()}
    vectors = [_unit({word: number * idf[word] for word, number in count.items()}) for count in counts]

    def scores(text: str) -> Scores:
        said = Counter(_TOKEN.findall(text.lower()))
        query = _unit({word: number * idf[word] for word, number in said.items() if word in idf})
        return [
            math.fsum(worth * vector.get(word, 0.0) for word, worth in query.items()) for vector in vectors
        ]

    return scores


def _unit(vector: dict[str, float]) -> dict[str, float]:
    size = math.sqrt(math.fsum(worth * worth for worth in vector.values()))
    return {word: worth / size for word, worth in vector.items()} if size else {}


RANKERS: Final = {"ours, BM25": ours, "peer, TF-IDF cosine": tfidf}


def asked(folder: Path, part: str, ranker: Callable[[Sequence[str]], Ranker]) -> list[Asked]:
    """Every hypothesis of every document of a part."""
    data = json.loads((folder / "contractnli" / f"{part}.json").read_text(encoding="utf-8"))
    words = {name: label["hypothesis"] for name, label in data["labels"].items()}
    return [made for document in data["documents"] for made in _of(document, words, ranker)]


def _of(
    document: dict[str, Any], words: dict[str, str], ranker: Callable[[Sequence[str]], Ranker]
) -> list[Asked]:
    texts = [document["text"][start:end] for start, end in document["spans"]]
    scores = ranker(texts)
    annotations = document["annotation_sets"][0]["annotations"]
    return [
        Asked(name, tuple(scores(words[name])), frozenset(annotations[name]["spans"]))
        for name in sorted(words)
    ]


def tables(folder: Path) -> list[Table]:
    """Ours and the peer's, in the same run."""
    rows = []
    pairs: list[str] = []
    for part in PARTS:
        for name, ranker in RANKERS.items():
            made = asked(folder, part, ranker)
            held = [one for one in made if one.evidence]
            rows.append(
                (f"{name}, {part}", _mean([one.precision for one in held]), *_recalls(held), *_aucs(made))
            )
        pairs.append(
            f"{part}: {Share(len(held), len(made))} of the pairs of document and hypothesis have evidence"
        )
    columns = (
        *("ranking, part", "mAP"),
        *(f"recall at {depth}" for depth in DEPTHS),
        *("AUC, all together", "AUC, mean of the hypotheses"),
    )
    notes = (
        "mAP is the mean over pairs of document and hypothesis that have evidence (of entailment or "
        "contradiction); recall is the mean share of the evidence among the first spans. AUC: does the best "
        "score tell whether the hypothesis is mentioned at all; 0.5 is chance.",
        f"Nothing was tuned on either part. {'; '.join(pairs)}.",
    )
    return [Table("Coverage: candidates on ContractNLI", columns, tuple(rows), notes)]


def _recalls(held: Sequence[Asked]) -> list[str]:
    return [_mean([one.recall(depth) for one in held]) for depth in DEPTHS]


def _mean(values: Sequence[float]) -> str:
    return f"{math.fsum(values) / len(values):.3f}"


def _aucs(made: Sequence[Asked]) -> list[str]:
    by_name: dict[str, list[Asked]] = {}
    for one in made:
        by_name.setdefault(one.hypothesis, []).append(one)
    single = [auc for listed in by_name.values() if (auc := _auc(listed)) is not None]
    whole = _auc(made)
    return ["-" if whole is None else f"{whole:.3f}", _mean(single)]


def _auc(made: Sequence[Asked]) -> float | None:
    """The share of pairs, one mentioned and one not, in which the mentioned one scores better; ties are halves."""
    yes = [max(one.scores) for one in made if one.evidence]
    no = [max(one.scores) for one in made if not one.evidence]
    if not yes or not no:
        return None
    won = math.fsum((one > other) + 0.5 * (one == other) for one in yes for other in no)
    return won / (len(yes) * len(no))
