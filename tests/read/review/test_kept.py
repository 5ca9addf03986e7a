"""Decisions as a file: what was kept is read again, and what is no such file is refused in plain words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import CannotRead
from detente.read.draft.decisions import STATES, Decision
from detente.read.review.kept import Kept, counts, kept_from, merged

WORDS = st.text(max_size=20)
DECISIONS = st.builds(
    Decision, st.sampled_from(STATES), st.dictionaries(WORDS, WORDS, max_size=3), WORDS, WORDS
)
KEPT = st.builds(Kept, *(st.dictionaries(WORDS, values, max_size=4) for values in (DECISIONS, WORDS, WORDS)))


@given(KEPT)
def test_what_was_kept_is_read_again(kept: Kept) -> None:
    assert kept_from(kept.to_json(), "reading.json") == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "1",
        "{",
        "{}",
        '{"reading": 2, "decisions": {}}',
        '{"reading": 1}',
        '{"reading": 1, "decisions": []}',
        '{"reading": 1, "decisions": {"k": {}}}',
        '{"reading": 1, "decisions": {"k": {"state": "agreed"}}}',
        '{"reading": 1, "decisions": {"k": {"state": "edited", "fields": {"due": 3}}}}',
        '{"reading": 1, "decisions": {}, "written": {"deal.yaml": null}}',
        json.dumps({"reading": 1, "decisions": {"k": {"state": "rejected", "note": "x" * 20_001}}}),
        "[" * 100_000,
    ],
)
def test_what_is_no_such_file(text: str) -> None:
    with pytest.raises(CannotRead) as error:
        kept_from(text, "reading.json")
    assert str(error.value).startswith("reading.json: The decisions kept there cannot be read.")
    assert error.value.help == "move the file away to begin anew"


def test_a_page_may_leave_out_what_it_does_not_know() -> None:
    text = '{"reading": 1, "decisions": {"k": {"state": "accepted"}}}'
    assert kept_from(text, "decisions.json") == Kept({"k": Decision("accepted")})


def test_of_two_sittings_the_later_stands_and_undecided_undoes_nothing() -> None:
    one = Kept({"a": Decision("accepted"), "b": Decision("rejected")}, {"1": "x.txt"}, {"deal.yaml": "5"})
    more = Kept(
        {"a": Decision("rejected"), "b": Decision(), "c": Decision("accepted")}, {"2": "y.txt"}, {"z": "6"}
    )
    both = merged(one, more)
    assert {key: found.state for key, found in both.decisions.items()} == {
        "a": "rejected",
        "b": "rejected",
        "c": "accepted",
    }
    assert both.documents == {"1": "x.txt", "2": "y.txt"}
    assert both.written == one.written


def test_counts() -> None:
    found = counts([Decision("accepted"), Decision(), Decision("accepted")])
    assert found == {"undecided": 1, "accepted": 2, "rejected": 0, "edited": 0}
