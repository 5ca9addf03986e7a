"""Sentences of each part, and the opening words of lists."""

from __future__ import annotations

from detente.read.clauses.parts import Structure
from tests.read.clauses.agreements import CONTRACT, TREATY, read


def units(text: str, structure: Structure | None = None) -> list[tuple[str, list[str], str]]:
    """Of each sentence: the number of its part, the opening words of its lists, and its own words."""
    found = structure or read(text)
    return [
        (
            found.parts[unit.part].number,
            [one.words for one in unit.lead],
            " ".join(text[unit.start : unit.end].split()),
        )
        for unit in found.units
    ]


def test_an_item_carries_the_opening_words_of_every_list_around_it() -> None:
    found = {number: (leads, words) for number, leads, words in units(TREATY) if number}
    assert found["II.1.b.i"] == (["Each Party shall:", "hand over to the Commission:"], "its maps; and")
    assert found["II.1.c"] == (["Each Party shall:"], "open the road.")
    assert found["I.2"][0] == ["For the purposes of this Treaty:"]
    assert found["II.2"][0] == []


def test_lines_broken_by_hand_are_one_sentence() -> None:
    assert (
        "2.1.b",
        ["The Client shall pay:"],
        "the rest within 14 days of the certificate, subject to clause 3.1(b).",
    ) in units(CONTRACT)


def test_an_item_within_a_sentence_carries_the_words_before_it() -> None:
    assert units("1. They decide (a) whether to stay; or (b) whether to go.")[1:] == [
        ("1.a", ["They decide"], "whether to stay; or"),
        ("1.b", ["They decide"], "whether to go."),
    ]


def test_a_sentence_that_has_ended_leads_no_list() -> None:
    text = "(a) The order may change.\n\n(1) Notice is given.\n\n(2) It is in writing.\n\n(b) It ends."
    assert [leads for _, leads, _ in units(text)] == [[], [], [], []]


def test_words_in_small_letters_after_a_list_go_on_with_its_opening() -> None:
    text = "1. Each shall:\n\n(a) go; or\n\n(b) stay;\n\nprovided that it says so.\n\n2. It ends."
    assert ("", ["Each shall:"], "provided that it says so.") in units(text)


def test_a_count_at_the_head_of_a_paragraph_is_a_word_of_it() -> None:
    for text in ("2.5 million go.", "(a) and (b) go.", "3 days later all go.", "- 5 degrees is cold."):
        assert [words for _, _, words in units(text)] == [text]


def test_a_heading_is_no_sentence() -> None:
    assert [words for _, _, words in units("Article 1. Scope\n\n1. Payment. It is made.")] == ["It is made."]


def test_comments_are_no_words_in_markdown_alone() -> None:
    text = "They go <!-- or stay --> now."
    assert units(text, read(text, "md"))[0][2] == text
    assert "<!-- or stay" in units(text, read(text, "txt"))[0][2]


def test_an_item_carries_the_opening_words_of_six_lists_at_most() -> None:
    forms = ["1.", "(a)", "(i)", "(A)", "(1)", "(I)", "a)", "i)"]
    text = "\n\n".join(f"{mark} level {level}:" for level, mark in enumerate(forms)) + "\n\n1) all of it."
    leads = [[lead.words for lead in unit.lead] for unit in read(text).units]
    assert leads[-1] == [f"level {level}:" for level in range(2, 8)]
    assert max(map(len, leads)) == 6


def test_opening_words_beyond_all_measure_are_none() -> None:
    def lead(times: int) -> int:
        text = f"1. Northland{', as it said,' * times} shall:\n\n(a) go;\n\n(b) stay."
        return len(read(text).units[-1].lead)

    assert (lead(50), lead(500)) == (1, 0)
