"""The agreement's own words as numbered clauses, with the place of every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deal.clauses import clauses_of
from detente.deal.loader import load_text
from detente.text.source import Source


def numbers(text: str) -> list[tuple[str, str]]:
    return [(clause.number, clause.text) for clause in clauses_of(Source("text.md", text))]


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        ("1.1 The north leaves.", "1.1", "The north leaves."),
        ("2.1 the seller delivers", "2.1", "the seller delivers"),
        ("3. Leave the road", "3", "Leave the road"),
        ("4) Leave", "4", "Leave"),
        ("- 5.2a Leave", "5.2a", "Leave"),
        ("**6.** Leave", "6", "Leave"),
        ("## Article 7", "7", ""),
        ("Article XVIII", "XVIII", ""),
        ("Artículo 9. Leave", "9", "Leave"),
        ("3 days later", "", "3 days later"),
        ("I leave", "", "I leave"),
    ],
)
def test_how_a_clause_is_numbered(line: str, number: str, words: str) -> None:
    assert numbers(line) == [(number, words)]


def test_what_follows_a_number_belongs_to_it_up_to_the_next_number_or_heading() -> None:
    text = "About this text.\n\n1.1 One\nand more\n\nstill one\n\n1.2 Two\n\n# A heading\n\nLoose words\n"
    assert numbers(text) == [
        ("", "About this text."),
        ("1.1", "One\nand more\n\nstill one"),
        ("1.2", "Two"),
        ("", "A heading"),
        ("", "Loose words"),
    ]


def test_comments_and_code_are_left_out_and_nothing_moves() -> None:
    text = "1.1 Leave <!-- a remark --> now\n\n```\n1.2 code\n```\n\n1.3 Stay\n"
    assert [number for number, _ in numbers(text)] == ["1.1", "1.3"]
    clause = clauses_of(Source("text.md", text))[0]
    assert clause.span(clause.text.index("now")).text.startswith("now")


def test_words_in_one_file_are_placed_in_that_file() -> None:
    deal = load_text(
        "detente: 1\nkind: other\ntext: |\n  1.1 Leave the road.\n\n  1.2 Stay away.\nparties: {north: N}\n"
    )
    assert [(c.number, c.text) for c in deal.clauses] == [("1.1", "Leave the road."), ("1.2", "Stay away.")]
    place = deal.clauses[1].span(5, 9)
    assert (place.file, place.line, place.column, place.text) == ("deal.yaml", 6, 12, "away")


@given(st.text(alphabet="1.23 abA#*-_<>!`\n\r", max_size=80))
def test_every_character_of_a_clause_is_where_it_says(text: str) -> None:
    source = Source("text.md", text)
    for clause in clauses_of(source):
        for at, char in enumerate(clause.text):
            if char not in "\n \r":
                assert clause.span(at, at + 1).text == char
