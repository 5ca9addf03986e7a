"""Candidates for a demand: by shared words, ranked as a plain reading of the formula ranks them."""

import math
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from detente.read.coverage import K1, B, Clauses, stem, words_of

CLAUSES = (
    "The Joint Mission shall count the ships in the harbour.",
    "The records shall be kept by both parties.",
    "The seat of the commission is Sandhaven.",
    "Southland shall release thirty captives within seven days.",
    "Northland shall open the northern road to relief convoys.",
    "The parties shall meet each month in Harbour.",
    "Northland shall not release names of detainees.",
)


def test_the_clause_with_the_rarest_words_in_common_comes_first() -> None:
    found = Clauses(CLAUSES).candidates("Northland demands the release of all captives")
    assert [one.place for one in found[:2]] == [3, 6]
    assert found[0].shared[0] == "captives"


def test_words_are_the_same_in_the_plural() -> None:
    found = Clauses(CLAUSES).candidates("the opening of roads")
    assert [one.place for one in found] == [4]
    assert set(found[0].shared) == {"opening", "roads"}


def test_a_word_that_most_clauses_have_says_nothing() -> None:
    assert Clauses(CLAUSES).candidates("the end of the war for the parties shall be") == Clauses(
        CLAUSES
    ).candidates("parties")


def test_a_demand_that_shares_nothing_has_no_candidate() -> None:
    assert Clauses(CLAUSES).candidates("fishing quotas") == []
    assert Clauses([]).candidates("release") == []
    assert Clauses(CLAUSES).candidates("") == []


_VOCABULARY = ["release", "captive", "road", "meet", "north", "harbour", "relief", "name", "day"]
WORDS = st.lists(st.sampled_from(_VOCABULARY), max_size=9)


@given(st.lists(WORDS, min_size=1, max_size=7), WORDS)
def test_scores_are_those_of_the_formula(clauses: list[list[str]], demand: list[str]) -> None:
    texts = [" ".join(words) for words in clauses]
    found = Clauses(texts).candidates(" ".join(demand), most=len(texts))
    mean = sum(map(len, clauses)) / len(clauses)

    def score(words: list[str]) -> float:
        total = 0.0
        for word in {stem(word) for word in words_of(" ".join(demand))}:
            holding = sum(word in map(stem, other) for other in clauses)
            count = Counter(map(stem, words))[word]
            inverse = max(0.0, math.log((len(clauses) - holding + 0.5) / (holding + 0.5)))
            total += (
                inverse * (count * (K1 + 1)) / (count + K1 * (1 - B + B * (len(words) / mean if mean else 1)))
            )
        return total

    expected = {place: score(words) for place, words in enumerate(clauses) if score(words) > 0}
    assert {one.place for one in found} == set(expected)
    assert all(math.isclose(one.score, expected[one.place], rel_tol=1e-9) for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
