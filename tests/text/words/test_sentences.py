"""Sentences of agreements, and which of them lay down a duty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.text.words import is_duty, load, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n\n --- \n", []),
        ("North leaves. South stays.", ["North leaves.", "South stays."]),
        ("North leaves", ["North leaves"]),
        ("North leaves\nthe road.\nSouth stays.", ["North leaves\nthe road.", "South stays."]),
        ("North leaves\r\n\r\nSouth stays", ["North leaves", "South stays"]),
        # numbers, days, clauses
        ("See clause 1.2 and D+1. The list is due.", ["See clause 1.2 and D+1.", "The list is due."]),
        ("It takes 1.5 hours. Then South leaves.", ["It takes 1.5 hours.", "Then South leaves."]),
        ("Due on 24.11.2023. South leaves.", ["Due on 24.11.2023.", "South leaves."]),
        (
            "Under Art. 5 and No. 3, para. (b), North leaves.",
            ["Under Art. 5 and No. 3, para. (b), North leaves."],
        ),
        ("The answer is no. South leaves.", ["The answer is no.", "South leaves."]),
        ("On 5 Nov. 2023 North leaves. Then South.", ["On 5 Nov. 2023 North leaves.", "Then South."]),
        # abbreviations and initials
        (
            "Food, water, etc. are let in. Fuel, etc. South leaves.",
            ["Food, water, etc. are let in.", "Fuel, etc.", "South leaves."],
        ),
        ("Mr. Lake and Gen. Hill meet, e.g. Monday.", ["Mr. Lake and Gen. Hill meet, e.g. Monday."]),
        (
            "The U.N. Secretariat meets. In the U.N. The list lies.",
            ["The U.N. Secretariat meets.", "In the U.N.", "The list lies."],
        ),
        (
            "At 5 p.m. South leaves. At 6 p.m. GMT North leaves.",
            ["At 5 p.m.", "South leaves.", "At 6 p.m. GMT North leaves."],
        ),
        (
            "People freed by A. Then B leaves zone C. North stays.",
            ["People freed by A.", "Then B leaves zone C.", "North stays."],
        ),
        ("M. Dupont part. L'art. 3 reste.", ["M. Dupont part.", "L'art. 3 reste."]),
        # other signs
        ('South asks: "Who leaves?" North answers!', ['South asks: "Who leaves?"', "North answers!"]),
        (
            "North waits... and leaves. So\u2026 South stays.",
            ["North waits... and leaves.", "So\u2026", "South stays."],
        ),
        ("**Scope.** North leaves.", ["**Scope.**", "North leaves."]),
        ("هل تفتح المعابر؟ نعم. تفتح يوم 3.", ["هل تفتح المعابر؟", "نعم.", "تفتح يوم 3."]),
        ("מי עוזב? הצד הראשון. הצד השני נשאר.", ["מי עוזב?", "הצד הראשון.", "הצד השני נשאר."]),
        # lists and headings
        ("# Scope\n1.1 North leaves.\n1.2 South stays.", ["Scope", "North leaves.", "South stays."]),
        ("North frees:\n- 3 women\n- 4 minors\n", ["North frees:", "3 women", "4 minors"]),
        ("North frees:\n(a) 3 women; and\n(ii) 4 minors.", ["North frees:", "3 women; and", "4 minors."]),
        ("1. North leaves\n2. South stays", ["North leaves", "South stays"]),
        ("North frees at least\n12. South counts them.", ["North frees at least\n12.", "South counts them."]),
        ("It lasts until 24 May\n2024. South stays.", ["It lasts until 24 May\n2024.", "South stays."]),
        ("> quoted line\n> goes on.", ["quoted line\n> goes on."]),
        # comments are no part of the agreement
        (
            "North leaves.\n<!-- detente: allow vague-time -- why (who) -->\nSouth stays.",
            ["North leaves.", "South stays."],
        ),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(max_size=200) | st.text(st.sampled_from("aB1. \n?!()-\u061f\u0627'#<>"), max_size=80))
def test_sentences_are_in_order_and_hold_something(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop].strip() == text[start:stop]
        assert any(char.isalnum() for char in text[start:stop])
        end = stop
    assert end <= len(text)


@given(
    st.lists(
        st.sampled_from(["North leaves", "South frees 33 people on D+1", "M pays 1.5 million"]), min_size=1
    )
)
def test_sentences_put_together_come_apart_again(parts: list[str]) -> None:
    assert split(" ".join(f"{part}." for part in parts)) == [f"{part}." for part in parts]
    assert split("\n\n".join(parts)) == parts
    assert split("\n".join(f"{number}. {part}" for number, part in enumerate(parts, 1))) == parts


def test_a_long_text_without_an_end_is_split_in_time_in_proportion_to_its_length() -> None:
    assert len(split("art. 5 " * 40_000)) == 1
    assert len(split("<!-- a " * 40_000)) == 1
    assert len(split("a. " * 40_000)) <= 40_000


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "North shall leave.", True),
        ("en", "No party may leave.", False),
        ("en", "North may not leave.", True),
        ("en", "North should leave.", True),
        ("en", "North left on day 3.", False),
        ("en", '"Zone" shall mean the area on map 1.', False),
        ("fr", "Le groupe doit partir.", True),
        ("fr", "Les parties libéreront 33 personnes.", True),
        ("fr", "Le groupe est parti.", False),
        ("es", "Las partes liberarán a 33 personas.", True),
        ("es", "La zona está en el mapa.", False),
        ("ar", "يلتزم الطرفان بوقف إطلاق النار.", True),
        ("ar", "المنطقة على الخريطة.", False),
        ("he", "הצדדים מתחייבים להפסיק את האש.", True),
        ("he", "האזור מסומן במפה.", False),
    ],
)
def test_which_sentences_lay_down_a_duty(language: str, sentence: str, expected: bool) -> None:
    words = load(language)
    assert words is not None
    assert is_duty(sentence, words) is expected
