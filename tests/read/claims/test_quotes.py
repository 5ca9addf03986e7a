from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.read.claims.quotes import quotations


def _words(text: str) -> list[tuple[str, int, bool]]:
    return [(text[one.start : one.end], one.depth, one.closed) for one in quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"We go," A said. "No."', ["We go,", "No."]),
        ("\u201cWe go,\u201d A said.", ["We go,"]),
        ("\u2018We go,\u2019 A said.", ["We go,"]),
        ("'We go,' A said.", ["We go,"]),
        ("``We go,'' A said.", ["We go,"]),
        ("\u00abNous partons\u00bb", ["Nous partons"]),
        ("\u00ab Nous partons \u00bb", [" Nous partons "]),
        ("\u201eWir gehen\u201c, sagte A.", ["Wir gehen"]),
        ("\u00bbWir gehen\u00ab, sagte A. \u00bbNein\u00ab", ["Wir gehen", "Nein"]),
        ("\u201dVi g\u00e5r\u201d, sa A. \u201dNej\u201d", ["Vi g\u00e5r", "Nej"]),
        ("\u300c\u884c\u304f\u300d", ["\u884c\u304f"]),
        ("\u2039Oui\u203a", ["Oui"]),
    ],
)
def test_marks_of_many_scripts(text: str, words: list[str]) -> None:
    assert [found for found, depth, closed in _words(text) if depth == 0 and closed] == words


@pytest.mark.parametrize(
    "text",
    [
        "It's the ministers' plan, isn't it?",
        "In the '90s the parties' aims were others'.",
        "the dogs\u2019 tails and the dog\u2019s",
        "no marks at all",
    ],
)
def test_an_apostrophe_is_no_quotation_mark(text: str) -> None:
    assert quotations(text) == ()


def test_a_possessive_does_not_close_single_marks() -> None:
    assert _words("He said 'the parties' demands' were fine.") == [("the parties' demands", 0, True)]


def test_quotations_stand_in_one_another() -> None:
    text = "\u201cThey said \u2018no\u2019 to us,\u201d A said."
    assert _words(text) == [("They said \u2018no\u2019 to us,", 0, True), ("no", 1, True)]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert _words('A said: "We go. We stay.') == [("We go. We stay.", 0, False)]


def test_an_inner_quotation_that_is_never_closed_ends_with_the_outer() -> None:
    assert _words("\u201cA \u00abb c\u201d d") == [("A \u00abb c", 0, True), ("b c", 1, False)]


@given(st.text(alphabet="ab '\"\u201c\u201d\u2018\u2019\u00ab\u00bb`.\n", max_size=60))
def test_any_text_gives_places_in_order_that_do_not_cross(text: str) -> None:
    found = quotations(text)
    for one in found:
        assert 0 <= one.outer_start < one.start <= one.end <= one.outer_end <= len(text)
    for first in found:
        for second in found:
            inside = first.outer_start <= second.outer_start < second.outer_end <= first.outer_end
            apart = second.outer_start >= first.outer_end
            assert second.outer_start < first.outer_start or inside or apart or second is first
