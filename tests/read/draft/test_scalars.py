"""Words in a YAML file are read back exactly, and in a comment they begin nothing."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from detente.deal.phrases import parse_slug
from detente.read.draft.ids import Ids, slug, slug_of_act
from detente.read.draft.scalars import flow, folded, quoted, scalar
from detente.text.nodes import parse
from detente.text.source import Source

WORDS = st.text(st.characters(exclude_categories=["Cs"]))


@given(WORDS)
def test_words_are_read_back_exactly_on_a_line_and_in_braces(words: str) -> None:
    for text in (
        f"a: {scalar(words)}  # {folded(words)}\n",
        f"a: {quoted(words)}",
        f"a: {flow({'b': scalar(words)})}\n",
    ):
        document = parse(Source("", text))
        assert document.problems == ()
        assert document.value in ({"a": words}, {"a": {"b": words}})


@given(st.text(st.sampled_from("aNnoyes Tru.1_2e+-:%'/()#~=")))
def test_another_reader_of_yaml_reads_the_same_words(words: str) -> None:
    read = yaml.safe_load(f"a: {scalar(words)}")["a"]
    # A day is a day to some readers, and is written as in every deal file.
    assert read == words or re.fullmatch(r"\d{4}-\d\d-\d\d", words)


@pytest.mark.parametrize(
    "words", ["release all captives", "14 days after signature", "33 persons", "30 %", "a-b (c) d/e"]
)
def test_plain_words_need_no_quotes(words: str) -> None:
    assert scalar(words) == words


@pytest.mark.parametrize(
    "words", ["NO", "null", "1.10", "", " a", "a ", "a  b", "a: b", "a #b", "12", "1e5", "- a", "a, b"]
)
def test_words_that_could_be_read_as_something_else_stand_in_quotes(words: str) -> None:
    assert scalar(words) == f'"{words}"'


@given(st.lists(WORDS, max_size=6))
def test_ids_are_ids_and_each_is_given_once(words: list[str]) -> None:
    ids = Ids()
    given_out = [ids.new(one, otherwise="entry") for one in words]
    assert [parse_slug(one) for one in given_out] == given_out
    assert len(set(given_out)) == len(given_out)
    assert all(len(one) < 60 for one in given_out)


@pytest.mark.parametrize(
    ("clause", "does", "label"),
    [
        ("3.2", "release all the captives of the war", "c3-2-release-captives-war"),
        ("IV.1.a", "not use force", "civ-1-a-not-use-force"),
        ("", "the", "the"),
        (
            "1",
            "\u05e9\u05d7\u05e8\u05d5\u05e8 \u05d4\u05e9\u05d1\u05d5\u05d9\u05d9\u05dd",
            "c1-\u05e9\u05d7\u05e8\u05d5\u05e8-\u05d4\u05e9\u05d1\u05d5\u05d9\u05d9\u05dd",
        ),
        ("1", "\u505c\u706b" * 40, "c1-" + ("\u505c\u706b" * 40)[:37]),
        ("", "?!", ""),
    ],
)
def test_the_id_of_a_duty_is_made_of_its_clause_and_its_act(clause: str, does: str, label: str) -> None:
    assert slug_of_act(clause, does) == label


def test_long_names_are_cut_between_words() -> None:
    assert (
        slug("The Commission for the Verification of the Agreement of the River")
        == "the-commission-for-the-verification-of"
    )
