"""The small pieces that sentences are made of."""

from __future__ import annotations

import pytest

from detente.check.saying import flat, possessive, quoted, ticked
from detente.deal.phrases import NOT_STATED
from detente.diagnose.saying import lacking, lacking_all


@pytest.mark.parametrize(
    ("name", "said"),
    [("Northland", "Northland's"), ("the United States", "the United States'"), ("Óscar", "Óscar's")],
)
def test_whose(name: str, said: str) -> None:
    assert possessive(name) == said


def test_silence_and_a_blank_are_told_apart() -> None:
    assert lacking("its end", NOT_STATED) == "the text does not state its end"
    assert lacking("its end", None) == "its end is not filled in"


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("a", NOT_STATED), ("b", NOT_STATED)], "the text does not state a or b"),
        ([("a", None), ("b", None)], "a and b are not filled in"),
        ([("a", None), ("b", NOT_STATED)], "the text does not state b; a is not filled in"),
    ],
)
def test_several_silences_and_blanks(pairs: list[tuple[str, object]], said: str) -> None:
    assert lacking_all(pairs) == said


def test_a_long_list_is_cut_and_the_rest_counted() -> None:
    assert ticked(["a", "b"]) == "`a` and `b`"
    assert ticked("abcdefgh", limit=4) == "`a`, `b`, `c` and 5 more"


def test_a_long_quote_is_cut() -> None:
    assert quoted("one\n  two") == '"one two"'
    assert len(quoted("word " * 50)) <= 62


def test_flat_words() -> None:
    assert flat("“The Parties\u2019\n war\u00ad ” e\u0301") == '"The Parties\' war " é'
