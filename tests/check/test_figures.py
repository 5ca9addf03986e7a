"""Numbers of something in the words of a clause."""

from __future__ import annotations

import pytest

from detente.check.figures import figures, gives_time
from detente.text.words import load

EN = load("en")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("33 persons", [(33, "persons")]),
        ("thirty-three persons", [(33, "persons")]),
        ("thirty (30) days", [(30, "days")]),
        ("1,550 warheads", [(1550, "warheads")]),
        ("1.5 million euro", [(1.5, "million")]),
        ("1,550", []),
        ("clause 3.1 says", [(3.1, "says")]),  # harmless: only what counts the same thing is compared
        ("on 2031-03-03 they leave", []),
        ("10:30 hours", []),
        ("D+7 and on", []),
        ("from 12 patrols to four patrols", [(12, "patrols"), (4, "patrols")]),
    ],
)
def test_numbers_and_what_they_count(text: str, found: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.noun) for figure in figures(text, EN)] == found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("48 hours", 2),
        ("six weeks", 42),
        ("10 working days", 14),
        ("3 mois", 91.32),
        ("2 años", 730.5),
        ("33 persons", None),
    ],
)
def test_lengths_of_time(text: str, days: float | None) -> None:
    [figure] = figures(text, EN)
    assert figure.days == (None if days is None else pytest.approx(days))


def test_without_a_word_list_only_figures_are_read() -> None:
    assert [figure.value for figure in figures("two gates and 3 gates", None)] == [3]


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("by day 7", True),
        ("by D+7", True),
        ("on 1 May 1963", True),
        ("at 06:00", True),
        ("within two days", True),
        ("in due course", False),
        ("33 persons", False),
    ],
)
def test_whether_a_text_gives_a_time(text: str, gives: bool) -> None:
    assert gives_time(text, EN) is gives
