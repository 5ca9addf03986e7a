"""Names in a sentence of the other direction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.diagnose.excerpt import cells
from detente.report.bargain_titles import title_rows
from detente.report.isolated import clean_around, evenly, isolated, together, wrapped
from detente.report.wrap import wrap

OPEN, CLOSE = "\u2068", "\u2069"
HEBREW = "צפון הארץ"
letters = st.text(st.sampled_from(["a", "b", " ", "א", "ب", "1", ",", OPEN, CLOSE, "\u202e"]), max_size=40)


def test_only_right_to_left_names_are_isolated() -> None:
    assert isolated("Northland") == "Northland"
    assert isolated("Île du Nord") == "Île du Nord"
    assert isolated(HEBREW) == f"{OPEN}{HEBREW}{CLOSE}"
    assert isolated(f"{CLOSE}{HEBREW}{OPEN}") == f"{OPEN}\ufffd{HEBREW}\ufffd{CLOSE}"


@given(letters)
def test_what_is_shown_is_balanced_and_has_no_other_reordering(text: str) -> None:
    said = clean_around(text)
    assert "\u202e" not in said
    depth = 0
    for char in said:
        depth += (char == OPEN) - (char == CLOSE)
        assert depth in (0, 1)
    assert depth == 0


@given(st.lists(letters, min_size=1, max_size=4), st.integers(4, 40))
def test_every_line_is_balanced(names: list[str], width: int) -> None:
    said = ", ".join(f"{isolated(name)} 1" for name in names)
    for lines in (wrapped(said, width), evenly(said, width)):
        assert all(line.count(OPEN) == line.count(CLOSE) for line in lines)
        assert all(cells(line) <= max(width, 2) for line in lines)


def test_a_number_stays_on_the_line_of_its_name() -> None:
    said = ", ".join([together("Northland", "12"), together("The Isles", "30"), together("Free City", "5")])
    for width in range(14, 40):
        for line in wrapped(said, width):
            assert line.rstrip(",")[-1].isdigit()


@given(st.text("abc ", max_size=80), st.integers(10, 40))
def test_even_lines_are_as_few_and_have_the_same_words(text: str, width: int) -> None:
    lines = evenly(text, width)
    assert len(lines) == len(wrap(" ".join(text.split()), width))
    assert "".join(lines).replace(" ", "") == "".join(text.split())


@given(st.text("abc ", max_size=120), st.text("xyz", min_size=1, max_size=60), st.integers(440, 900))
def test_a_title_keeps_its_unit(name: str, unit: str, long: int) -> None:
    rows = title_rows("Worth to", name, unit, long)
    assert rows[-1][0].endswith(f"({unit})")
    assert len(rows) <= 2
    assert all(cells(said) * size * 0.58 <= long + 1 for said, size in rows)
