from __future__ import annotations

import pytest

from detente.read.clauses.foreign import language_of
from tests.read.clauses.drafted import read


@pytest.mark.parametrize(
    ("text", "kind", "by", "modal"),
    [
        ("Le Nord doit libérer les prisonniers dans un délai de dix jours.", "obligation", "Nord", "doit"),
        (
            "El Norte deberá liberar a los prisioneros en un plazo de diez días.",
            "obligation",
            "Norte",
            "deberá",
        ),
    ],
)
def test_a_duty_by_its_word(text: str, kind: str, by: str, modal: str) -> None:
    (found,) = read(text)
    assert (found.kind, found.words("by"), found.words("modal")) == (kind, by, modal)
    assert found.words("due").startswith(("dans un délai", "en un plazo"))
    assert "Read by the word of duty alone: the language is not English." in found.doubts


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The Parties shall meet in the town of Río Claro.", "en"),
        ("Les Parties se réunissent dans la ville.", "fr"),
        ("Las Partes deberán reunirse en la ciudad.", "es"),
        ("يجب على الطرفين الاجتماع", "ar"),
        ("הצדדים חייבים להיפגש", "he"),
    ],
)
def test_the_language_of_a_sentence(text: str, tag: str) -> None:
    assert language_of(text) == tag


@pytest.mark.parametrize("text", ["يجب على الطرفين الإفراج عن الأسرى", "הצדדים חייבים לשחרר את השבויים"])
def test_arabic_and_hebrew_words_of_duty(text: str) -> None:
    (found,) = read(text)
    assert found.kind == "obligation"
    assert found.words("modal") in text
