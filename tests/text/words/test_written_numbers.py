"""Numbers in words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.text.words import languages, load, written_numbers

FIRST = "zero one two three four five six seven eight nine ten eleven twelve"
TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
UNITS = re.split(" ", f"{FIRST} {TEENS}")
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def read(language: str, text: str) -> list[tuple[int, str]]:
    words = load(language)
    assert words is not None
    return [(number.value, text[number.start : number.end]) for number in written_numbers(text, words)]


def in_english(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {in_english(number % 100)}" if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    rest = f" {in_english(number % 1000)}" if number % 1000 else ""
    return f"{in_english(number // 1000)} thousand{rest}"


@given(st.integers(0, 999_999))
def test_every_english_number_is_read_as_it_was_written(number: int) -> None:
    text = in_english(number)
    assert read("en", f"they free {text} ({number}) people") == [(number, text)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Thirty (33) people and two or three more", [(30, "Thirty"), (2, "two"), (3, "three")]),
        ("en", "between twenty and three hundred", [(20, "twenty"), (300, "three hundred")]),
        ("en", "one two", [(1, "one"), (2, "two")]),
        ("en", "nobody, someone, often", []),
        ("fr", "quatre-vingt-dix-sept", [(97, "quatre-vingt-dix-sept")]),
        (
            "fr",
            "soixante et onze, deux cents, mille",
            [(71, "soixante et onze"), (200, "deux cents"), (1000, "mille")],
        ),
        ("es", "treinta y tres", [(33, "treinta y tres")]),
        ("es", "dos mil doscientos cincuenta", [(2250, "dos mil doscientos cincuenta")]),
        ("ar", "ثلاثة وثلاثين شخصا", [(33, "ثلاثة وثلاثين")]),
        ("ar", "ألف وثلاثمائة وخمسة وعشرون", [(1325, "ألف وثلاثمائة وخمسة وعشرون")]),
        ("he", "שלושים ושלושה בני אדם", [(33, "שלושים ושלושה")]),
        ("he", "שלוש מאות עשרים וחמישה", [(325, "שלוש מאות עשרים וחמישה")]),
    ],
)
def test_numbers_in_words(language: str, text: str, expected: list[tuple[int, str]]) -> None:
    assert read(language, text) == expected


@given(st.sampled_from(languages()), st.text(max_size=200))
def test_no_text_breaks_it(language: str, text: str) -> None:
    for value, said in read(language, text):
        assert value >= 0
        assert said
