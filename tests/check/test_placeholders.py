"""Places that a draft leaves open, and signs that look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.check.placeholders import placeholders


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("within [30] days", ["[30]"]),
        ("[the Commission] meets", ["[the Commission]"]),
        ("within \\[30\\] days", ["\\[30\\]"]),
        ("on ____ at noon", ["____"]),
        ("on ........ at noon", ["........"]),
        ("on day ??", ["??"]),
        ("TBD", ["TBD"]),
        ("within N days or XX hours", ["N", "XX"]),
        ("the number is to be determined", ["to be determined"]),
        ("le nombre est à déterminer", ["à déterminer"]),
        ("el número está por determinar", ["por determinar"]),
        ("by <insert date>", ["<insert date>"]),
    ],
)
def test_a_place_left_open(text: str, places: list[str]) -> None:
    assert [text[start:end] for start, end in placeholders(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        "see [the map](annexes/map.pdf)",
        "see [the map][1]",
        "[1]: annexes/map.pdf",
        "a note[^1]",
        "- [x] done",
        "- [ ] not done",
        "they [sic] left",
        "they [...] left",
        "they left...",
        "one line\n_____\nanother",
        "some_long__name",
        "to be determined by the commission within 7 days",
        "a [bracket that never closes",
        "plan N of the northern side",
        "5 < 6 and 7 > 6",
    ],
)
def test_no_place_left_open(text: str) -> None:
    assert list(placeholders(text)) == []


@given(st.text("[]_.?N ()\\x\n", max_size=200))
def test_places_are_in_the_text_and_in_order(text: str) -> None:
    ends = [0]
    for start, end in placeholders(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)
