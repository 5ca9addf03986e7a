"""Folding: differences that make no difference to which word it is, and the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.text.words.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain", "plain"),
        ("l\u2019accord \u201cfinal\u201d", 'l\'accord "final"'),
        ("de\u0301lai", "d\u00e9lai"),
        ("\u0641\u064e\u0648\u0652\u0631\u0627\u064b", "\u0641\u0648\u0631\u0627"),
        ("\u0625\u0644\u0649", "\u0627\u0644\u064a"),
        ("\u0627\u0653", "\u0627"),  # alef and madda apart, one letter when composed, then folded
        ("\u05e9\u05b8\u05c1\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
        ("a\u200fb", "ab"),
    ],
)
def test_what_is_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


LETTERS = st.text(
    st.sampled_from("ab \u00e9e\u0301\u0627\u0623\u064b\u0653\u05e9\u05c1\u200f\u2019'\u0640q\u0303"),
    max_size=40,
)


@given(LETTERS | st.text(max_size=40))
def test_every_place_leads_back_to_its_character(text: str) -> None:
    folded = fold(text)
    assert folded.outward(len(folded.text)) == len(text)
    for place, char in enumerate(folded.text):
        start, end = folded.outward(place), folded.outward(place + 1)
        assert start < end <= len(text)
        assert folded.inward(start) == place
        assert fold(text[start:end]).text in (char, fold(unicodedata.normalize("NFC", text[start:end])).text)


@given(LETTERS)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
