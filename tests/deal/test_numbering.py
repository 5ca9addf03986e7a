"""Numbers as agreements write them, and the whole numbers of parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deal.numbering import keyword_mark, plain_mark, readings_of, roman
from detente.deal.whole_numbers import Numbered, numbers_of


@given(st.integers(1, 3_999))
def test_roman_numbers_are_read(number: int) -> None:
    values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1]
    letters = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    word, left = "", number
    for value, letter in zip(values, letters, strict=True):
        while left >= value:
            word, left = word + letter, left - value
    assert roman(word) == number
    assert roman(word.lower()) == number


@pytest.mark.parametrize("word", ["", "A", "IIII", "VX", "IC", "XIV1", "iiv"])
def test_what_is_no_roman_number(word: str) -> None:
    assert roman(word) == 0


@pytest.mark.parametrize(
    ("token", "readings"),
    [
        ("12", (("digit", 12),)),
        ("12a", (("digit", 12),)),
        ("a", (("letter", 1),)),
        ("i", (("letter", 9), ("roman", 1))),
        ("ii", (("letter", 35), ("double", 9), ("roman", 2))),
        ("aa", (("letter", 27), ("double", 1))),
        ("C", (("LETTER", 3), ("ROMAN", 100))),
        ("ab", ()),
    ],
)
def test_what_a_number_may_count(token: str, readings: tuple[tuple[str, int], ...]) -> None:
    assert readings_of(token) == readings


@pytest.mark.parametrize(
    ("line", "label", "own", "words"),
    [
        ("Article IX", "IX", "Article IX", ""),
        ("ARTICLE 5 - Title", "5", "ARTICLE 5", "Title"),
        ("Article 2. Use of terms", "2", "Article 2.", "Use of terms"),
        ("## **Article 4** Peace", "4", "Article 4", "Peace"),
        ("Art. 7 Peace", "7", "Art. 7", "Peace"),
        ("§5 Peace", "5", "§5", "Peace"),
        ("Section 2.01. Loans", "2.01", "Section 2.01.", "Loans"),
        ("Part IV (A)", "IV(A)", "Part IV (A)", ""),
        ("Annex A", "A", "Annex A", ""),
        ("Article One", "1", "Article One", ""),
        ("Article 3 bis Peace", "3 bis", "Article 3 bis", "Peace"),
        ("Artículo 2 Salida", "2", "Artículo 2", "Salida"),
        ("المادة 3: يغادر", "3", "المادة 3", "يغادر"),
    ],
)
def test_numbers_with_a_keyword(line: str, label: str, own: str, words: str) -> None:
    mark = keyword_mark(line, 0, len(line))
    assert mark is not None
    assert (mark.label, line[mark.own : mark.own_end], line[mark.after :]) == (label, own, words)


@pytest.mark.parametrize(
    "line",
    ["Annexes are here", "article 5", "Part of it", "Articles", "Point A-1", "Article IIII", "Articled"],
)
def test_what_has_no_keyword_with_a_number(line: str) -> None:
    assert keyword_mark(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("line", "form", "label", "words"),
    [
        ("1. North", "dot", "1", "North"),
        ("1 North", "dot", "1", "North"),
        ("1.2.3 North", "dot", "1.2.3", "North"),
        ("1.2. North", "dot", "1.2", "North"),
        ("(a) north", "paren", "a", "north"),
        ("(a)north", "paren", "a", "north"),
        ("(d).", "paren", "d", ""),
        ("a) north", "half", "a", "north"),
        ("iv) north", "half", "iv", "north"),
        ("A. North", "dot", "A", "North"),
        ("12a North", "dot", "12a", "North"),
        ("1.“north”", "dot", "1", "“north”"),
        ("1.North", "dot", "1", "North"),
        ("- **1.1** North", "dot", "1.1", "North"),
        ("17142. North", "dot", "17142", "North"),
    ],
)
def test_plain_numbers(line: str, form: str, label: str, words: str) -> None:
    mark = plain_mark(line, 0, len(line))
    assert mark is not None
    assert (mark.form, mark.label, line[mark.after :]) == (form, label, words)


@pytest.mark.parametrize(
    "line",
    ["e.g. north", "1.5% more", "12.08.1949 was", "1963 It", "U.N. x", "1.1.1.x", "5,000 x", "1234567. It"],
)
def test_what_is_no_plain_number(line: str) -> None:
    assert plain_mark(line, 0, len(line)) is None


def test_a_division_enters_a_number_only_where_the_counting_begins_again() -> None:
    def book(second: int) -> list[Numbered]:
        parts = []
        for at, first in ((0, 1), (2, second)):
            parts += [
                Numbered(
                    "I" if at == 0 else "II", None, style=("dot", "ROMAN"), value=1 + at // 2, divides=True
                ),
                Numbered(str(first), at, (first,), ("dot", "digit"), first),
            ]
        return parts

    assert numbers_of(book(2)) == ["I", "1", "II", "2"]
    assert numbers_of(book(1)) == ["I", "I.1", "II", "II.1"]


def test_a_number_that_carries_those_around_it_is_whole() -> None:
    parts = [
        Numbered("Annex A", None),
        Numbered("5", 0, (5,)),
        Numbered("5.1", 1, (5, 1)),
        Numbered("5.1.2", 2, (5, 1, 2)),
        Numbered("1.1", 1, (1, 1)),
    ]
    assert numbers_of(parts) == ["Annex A", "Annex A.5", "Annex A.5.1", "Annex A.5.1.2", "Annex A.5.1.1"]
