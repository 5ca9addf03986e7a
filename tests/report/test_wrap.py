"""Wrapping by the cells of a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.diagnose.excerpt import cells
from detente.report.wrap import clean, guarded, longest_word, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 100, ["one two three"]),
        ("captives/hostages", 12, ["captives/", "hostages"]),
        ("release-by-south-1", 16, ["release-", "by-south-1"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("in release-by-south-1 now", 12, ["in release-", "by-south-1", "now"]),
        ("漢字漢字漢字", 5, ["漢字", "漢字", "漢字"]),
        ("漢", 1, ["漢"]),
        ("e\u0301te\u0301 e\u0301te\u0301", 3, ["e\u0301te\u0301", "e\u0301te\u0301"]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_a_mark_stays_with_its_letter() -> None:
    assert wrap("a\u0301b\u0301c\u0301", 1) == ["a\u0301", "b\u0301", "c\u0301"]


@given(st.text(max_size=80), st.integers(2, 30))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: int) -> None:
    tidy = clean(text)
    lines = wrap(tidy, width)
    assert lines
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(tidy.split()).replace(" ", "")


def test_controls_and_hidden_reordering_are_not_obeyed() -> None:
    assert clean("a\x1b[31mb\n c\u202ed") == "a\u241b[31mb c\ufffdd"


def test_right_to_left_text_is_kept_in_its_place() -> None:
    assert guarded("north") == "north"
    assert guarded("漢字") == "漢字"
    assert guarded("شرق") == "\u200eشرق\u200e"
    assert cells(guarded("צפון")) == 4


def test_the_longest_word() -> None:
    assert longest_word("a bcd 漢字漢") == 6
    assert longest_word("") == 0
