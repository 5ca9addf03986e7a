from __future__ import annotations

import pytest

from detente.read.claims.claims import claims_of
from detente.read.document import Block, Document
from detente.text.source import Source
from tests.read.claims.papers import claims_in, only, said_by


def test_a_pronoun_is_read_as_the_one_speaker_of_the_sentence_before() -> None:
    found = claims_in("A spokesman said that the road was open. He added that trucks would pass.")
    assert [one.speaker.words if one.speaker else None for one in found] == ["A spokesman", "A spokesman"]
    assert found[1].doubts == (
        "\u201cHe\u201d was read as \u201cA spokesman\u201d, the only speaker of the sentence before.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman met Tom Reed. He said that the road was open.",
        "A spokesman said that the governor had lied. He said that the road was open.",
        "Northland blamed Southland. It said that the road was open.",
        "Officials said that the rebels had left. They said that the road was open.",
        "A spokesman said that the road was shut.\n\nHe said that the road was open.",
        "He said that the road was open.",
        "Northland said that the road was shut. He said that the road was open.",
    ],
)
def test_a_pronoun_that_could_be_somebody_else_is_nobody(text: str) -> None:
    last = claims_in(text)[-1]
    assert (last.quote, last.speaker, last.speaker_class) == ("the road was open", None, "unattributed")
    assert last.doubts


def test_a_quotation_that_is_a_sentence_goes_on_with_the_speaker_before() -> None:
    text = '"We will go," Ada Stone said. "We will not come back."'
    assert said_by(text) == [("Ada Stone", "We will go"), ("Ada Stone", "We will not come back.")]


def test_it_goes_on_with_nobody_where_two_have_spoken() -> None:
    text = '"We go," Ada Stone said, and Tom Reed said: "We stay." "We will see about that."'
    assert said_by(text)[-1] == (None, "We will see about that.")


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = 'Ada Stone said: "We will go.\n\n"We will not come back."'
    assert said_by(text) == [("Ada Stone", "We will go."), (None, "We will not come back.")]


def test_an_open_quotation_is_nobody_s_and_what_follows_is_not_read() -> None:
    found = claims_in('Ada Stone said: "We will go. Northland said that it was glad.')
    assert [(one.speaker, one.quote) for one in found] == [(None, "We will go.")]
    assert "The quotation is never closed, so that its end is not known." in found[0].doubts


def test_a_term_in_quotation_marks_is_no_speech() -> None:
    assert claims_in('The so-called "green line" runs along the river.') == []


def test_a_defined_term_is_no_speech() -> None:
    assert (
        claims_in('"Chemical weapons production facility" means any equipment that was built to make them.')
        == []
    )


def test_a_headline_is_nobody_s_unless_it_says_whose() -> None:
    assert claims_in("Truce holds as talks open") == []
    assert said_by('Northland: "We will never sign"') == [("Northland", "We will never sign")]


def test_an_inner_quotation_has_a_speaker_only_if_its_own_attribution_stands_beside_it() -> None:
    both = claims_in("Ada Stone said: \"Their general told us 'we will stop' and left.\"")
    assert [one.speaker.words if one.speaker else None for one in both] == ["Ada Stone", "Their general"]
    assert both[1].doubts == ("These words stand in a quotation of somebody else, whose account this is.",)
    one = only("Ada Stone said: \"They spoke of 'a few days' and left.\"")
    assert one.speaker is not None
    assert one.speaker.words == "Ada Stone"


def test_headers_and_footers_are_left_out_and_cells_are_read() -> None:
    text = "Northland said no road was open.\n\nSouthland said it was.\n"
    blocks = (Block(0, 32, "header"), Block(34, 56, "cell", cell=(0, 0, 0)))
    document = Document(Source("a.txt", text), "0", "docx", "test", blocks, ())
    assert [one.quote for one in claims_of(document)[0]] == ["it was"]


def test_a_document_without_blocks_is_divided_at_empty_lines() -> None:
    text = "A spokesman said that the road was shut.\n \nHe said that it was open."
    document = Document(Source("a.txt", text), "0", "txt", "test", (), ())
    assert [one.speaker for one in claims_of(document)[0]][1] is None


def test_spanish_french_and_german_quotations_have_the_name_beside_their_verb() -> None:
    assert said_by("\u00abNo firmaremos\u00bb, dijo Ada Stone.") == [("Ada Stone", "No firmaremos")]
    assert said_by("\u00ab Nous ne signerons pas \u00bb, a d\u00e9clar\u00e9 Tom Reed.") == [
        ("Tom Reed", "Nous ne signerons pas")
    ]
    assert said_by("\u201eWir gehen nie wieder fort\u201c, sagte Ada Stone.") == [
        ("Ada Stone", "Wir gehen nie wieder fort")
    ]
    assert said_by("\u00abNo firmaremos jam\u00e1s este papel\u00bb, se oy\u00f3 en la plaza.") == [
        (None, "No firmaremos jam\u00e1s este papel")
    ]
