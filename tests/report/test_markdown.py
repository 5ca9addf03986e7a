"""Words of a page as Markdown: nothing that a user wrote is read as markup."""

import pytest

from detente.report.content import Line
from detente.report.markdown import cell, escaped, paragraph


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("# not a heading", "\\# not a heading"),
        ("- not a list", "\\- not a list"),
        ("1. not a list", "1\\. not a list"),
        ("12) not a list", "12\\) not a list"),
        ("> not a quotation", "\\> not a quotation"),
        ("2031-03-03 is a day", "2031-03-03 is a day"),
    ],
)
def test_the_beginning_of_a_paragraph_is_harmless(text: str, made: str) -> None:
    assert paragraph(text) == made


def test_ids_between_backticks_stay_as_they_are() -> None:
    assert escaped("`lists >= 50 %` of *all*") == "`lists >= 50 %` of \\*all\\*"
    assert escaped("a ` alone") == "a \\` alone"


def test_a_cell_is_one_line_and_marks_its_tones() -> None:
    assert (
        cell((Line("a\nb"), Line("not stated", "silent"), Line("c", "faint"))) == "a b<br>**not stated**<br>c"
    )
