"""What stands outside the clauses that were read is compared too; another form of the same words is not told."""

import pytest

from detente.read.intake.take import document_of
from detente.read.run import read_whole
from detente.read.since import changes_between
from tests.read.since.test_since import changes, told, whole

SILENT = """\
Agreement on the ferry

1. Stage one

1.1 Northland shall open the ferry within 10 days after signature.

1.2 This does not apply in winter. The fee is 40 crowns.

1.3 This Agreement lapses on 1 May 2031.
"""


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("does not apply", "applies"),
        ("40 crowns", "400 crowns"),
        ("1 May", "1 June"),
        ("on the ferry", "on the pier"),
        ("Stage one", "Stage two"),
    ],
)
def test_words_of_no_duty_that_changed_are_told(was: str, now: str) -> None:
    ((what, _, said),) = [one for one in told(SILENT, SILENT.replace(was, now)) if one[0] != "gone"]
    assert what in ("changed", "new")
    assert now.rsplit(maxsplit=1)[-1] in said


def test_a_sentence_of_no_duty_that_is_new_or_gone() -> None:
    more = SILENT + "\n1.4 The Line runs from Hill 5 to Hill 9.\n"
    assert told(SILENT, more) == [("new", "1.4", 'a passage is new: "The Line runs from Hill 5 to Hill 9."')]
    ((what, _, said),) = told(more, SILENT)
    assert (what, said) == ("gone", 'a passage is no longer there: "The Line runs from Hill 5 to Hill 9."')


def test_a_cell_is_told_with_its_row() -> None:
    rows = ("<td>timber</td><td>5</td><td>a day</td>", "<td>iron</td><td>7</td><td>a day</td>")
    old = f"<table><tr>{rows[0]}</tr><tr>{rows[1]}</tr></table>"
    drafts = [
        read_whole(
            document_of(f"<html><body>{page}</body></html>".encode(), "a.html", "html"), shape="agreement"
        )
        for page in (old, old.replace("7", "9"))
    ]
    (change,) = changes_between(*drafts)
    assert change.old is not None
    assert change.new is not None
    assert (change.what, change.old.quote, change.new.quote) == (
        "changed",
        "iron\n7\na day",
        "iron\n9\na day",
    )


def test_a_passage_that_got_another_number_or_place_is_no_change() -> None:
    new = SILENT.replace("1.3 This", "1.4 This").replace("1. Stage", "Article 1. Stage")
    assert [one for one in changes(SILENT, new) if one.what != "renumbered"] == []


def test_each_passage_is_told_with_its_place() -> None:
    new = SILENT.replace("1 May", "1 June")
    (change,) = changes(SILENT, new)
    assert change.new is not None
    assert whole(new).document.text[change.new.start : change.new.end] == change.new.quote
    assert change.as_dict()["kind"] == "passage"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("e\u0301", "\u00e9"),
        ("co\u200bde", "code"),
        ("\u2039code\u203a", "'code'"),
        ("4\u20126", "4-6"),
        ("co\u2060de", "code"),
    ],
)
def test_another_form_of_the_same_signs_is_no_change(was: str, now: str) -> None:
    assert changes(SILENT.replace("ferry", f"ferry {was}"), SILENT.replace("ferry", f"ferry {now}")) == ()


def test_marks_that_turn_what_is_shown_are_a_change() -> None:
    assert len(changes(SILENT, SILENT.replace("10 days", "\u202e10\u202c days"))) == 1
