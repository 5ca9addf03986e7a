"""The agreement's own words as clauses, each character with its place."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deal.clauses import clauses_of
from detente.deal.loader import load_text
from detente.deal.model import Clause
from detente.text.source import Source


def clauses(text: str) -> tuple[Clause, ...]:
    return clauses_of(Source("text.md", text))


def numbered(text: str) -> list[tuple[str, str]]:
    return [(clause.number, clause.text) for clause in clauses(text)]


def test_a_clause_goes_on_to_the_next_number_or_heading() -> None:
    text = """\
# Ridge and valley

The parties agree as follows.

## 1 The pause

1.1 North leaves the road.
It does so by day 7.

More of 1.1.

1.2 South releases lists.

## Final part

2.1 Both sign.
"""
    assert numbered(text) == [
        ("", "Ridge and valley"),
        ("", "The parties agree as follows."),
        ("1", "The pause"),
        ("1.1", "North leaves the road.\nIt does so by day 7.\n\nMore of 1.1."),
        ("1.2", "South releases lists."),
        ("", "Final part"),
        ("2.1", "Both sign."),
    ]


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("1. North leaves.", "1", "North leaves."),
        ("1) North leaves.", "1", "North leaves."),
        ("1.1 North leaves.", "1.1", "North leaves."),
        ("**1.1** North leaves.", "1.1", "North leaves."),
        ("**1.1.** North leaves.", "1.1", "North leaves."),
        ("__2__ North leaves.", "2", "North leaves."),
        ("- 1.1 North leaves.", "1.1", "North leaves."),
        ("Article 4. North leaves.", "4", "North leaves."),
        ("### Article 4 North", "4", "North"),
        ("12a North leaves.", "12a", "North leaves."),
        ("المادة 3: يغادر", "3", "يغادر"),
        ("סעיף 7. עוזב", "7", "עוזב"),
        ("Artículo 2 Sale", "2", "Sale"),
        ("1.1", "1.1", ""),
        ("2.1 the seller delivers", "2.1", "the seller delivers"),
        ("3. Leave the road", "3", "Leave the road"),
        ("- 5.2a Leave", "5.2a", "Leave"),
        ("## Article 7", "7", ""),
        ("Article XVIII", "XVIII", ""),
    ],
)
def test_numbers(line: str, number: str, text: str) -> None:
    assert numbered(line) == [(number, text)]


@pytest.mark.parametrize(
    "line",
    [
        "North leaves.",
        "33 persons leave.",
        "3 days later",
        "I leave",
        "3rd parties leave.",
        "    1.1 deep in",
        "1.1.1.x",
        "A.1 x",
        "12345 x",
    ],
)
def test_what_is_no_number(line: str) -> None:
    assert [number for number, _ in numbered(line)] == [""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Article IV\n\n1. All:\n\n(a) go;\n\n(b) stay.\n\n2. So.", ["IV", "IV.1", "IV.1.a", "IV.1.b", "IV.2"]),
        ("Article 4\n\n(a) North.\n\n(i) It.\n\n(ii) Us.\n\n(b) South.", ["4", "4.a", "4.a.i", "4.a.ii", "4.b"]),
        ("## Article 5\n\n5.1 North.\n\n5.2 South.", ["5", "5.1", "5.2"]),
        ("## Article IV\n\n4.1 North.\n\n4.2 South.", ["IV", "4.1", "4.2"]),
        ("## Article I\n\n1. x.\n\n## Article II\n\n1. y.", ["I", "I.1", "II", "II.1"]),
        ("## Part I\n\n### Article 1\n\nx.\n\n## Part II\n\n### Article 2\n\ny.", ["Part I", "1", "Part II", "2"]),
        ("## Annex A\n\n1. x.\n\n## Annex B\n\n1. y.", ["Annex A", "Annex A.1", "Annex B", "Annex B.1"]),
        ("## Article 8\n\n### A. ONE\n\n1. x.\n\n### B. TWO\n\n2. y.", ["8", "8.A", "8.1", "8.B", "8.2"]),
        ("## Article 8\n\n1. x.\n\n### More\n\n2. y.", ["8", "8.1", "8.2"]),
        ("## Article 8\n\n1. x.\n\n## Other\n\n1. y.", ["8", "8.1", "1"]),
        ("## Article 8\n\n1. x, under\nArticle 5 of it.", ["8", "8.1"]),
        ("## 2 Price\n\n2.1 All pay:\n\n(a) now;\n\n(b) later.\n\n2.2 So.", ["2", "2.1", "2.1.a", "2.1.b", "2.2"]),
        ("2.1 All pay (a) now; (b) later.\n(a) is due first.", ["2.1"]),
        ("(a) North:\n\n(1) goes;\n\n(2) stays.\n\n(b) South.", ["a", "a.1", "a.2", "b"]),
        ("(a) North goes.", []),
    ],
)  # fmt: skip
def test_numbers_inside_articles_and_under_clauses(text: str, expected: list[str]) -> None:
    assert [number for number, _ in numbered(text) if number] == expected


def test_words_after_the_items_of_an_article_stay_with_them() -> None:
    text = "## Article 1 Peace\n\nAll agree.\n\n1. North:\n\n(a) goes;\n\n(b) stays.\n\nIt does so soon.\n"
    assert numbered(text) == [
        ("1", "Peace\n\nAll agree."),
        ("1.1", "North:"),
        ("1.1.a", "goes;"),
        ("1.1.b", "stays.\n\nIt does so soon."),
    ]


def test_comments_and_code_are_no_words() -> None:
    text = "1 One <!-- 2 Two\n3 Three --> four.\n```\n4 Four\n```\n5 Five\n"
    found = numbered(text)
    assert [number for number, _ in found] == ["1", "5"]
    assert "Three" not in found[0][1]
    assert found[0][1].split() == ["One", "four."]


def test_a_comment_that_is_not_closed_runs_to_the_end() -> None:
    assert [(number, text.strip()) for number, text in numbered("1 One <!-- \n2 Two\n")] == [("1", "One")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(newline: str) -> None:
    assert numbered(newline.join(["1 One", "and more", "", "2 Two"])) == [
        ("1", "One\nand more"),
        ("2", "Two"),
    ]


def test_no_words_no_clauses() -> None:
    for text in ("", "\n\n", "<!-- x -->", "```\n1 One\n```"):
        assert clauses(text) == ()


def test_a_place_in_a_clause_is_a_place_in_the_file() -> None:
    (clause,) = clauses("\n1.1 North leaves.\n  It goes by <!-- or on --> day 7.\n")
    for words in ("North", "leaves.", "It goes", "day 7"):
        start = clause.text.index(words)
        span = clause.span(start, start + len(words))
        assert span.text == words
    assert clause.span(clause.text.index("day")).line == 3
    assert clause.span().text.startswith("North leaves.")
    assert clause.span(2, 2).text == ""


def test_a_number_without_words_is_placed_where_it_stands() -> None:
    for text in ("1.1 One.\n\n1.2\n\n1.3 Three.\n", "1.1 One.\n\n## Article 2\n"):
        assert clauses(text)[1].text == ""
        assert clauses(text)[1].span().line == 3


def test_words_inside_the_deal_file_keep_their_places() -> None:
    deal = load_text("""\
detente: 1
kind: exchange
text: |
  # Title

  1.1 North leaves
      the road.
  1.2 South releases lists.
title: x
""")
    assert deal.problems == ()
    assert [(clause.number, clause.text) for clause in deal.clauses] == [
        ("", "Title"),
        ("1.1", "North leaves\n    the road."),
        ("1.2", "South releases lists."),
    ]
    last = deal.clauses[2]
    span = last.span(last.text.index("lists"), len(last.text))
    assert (span.text, span.file, span.line, span.column) == ("lists.", "deal.yaml", 8, 22)


LINES = [
    "1 One",
    "1.1 x y",
    "",
    "  ",
    "## 2 Two",
    "# T",
    "words",
    "- 3. item",
    "<!-- c -->",
    "<!--",
    "-->",
    "```",
    "المادة 1",
]


@given(
    st.lists(st.sampled_from(LINES) | st.text(alphabet="1.2 aXI#*-_<>!`", max_size=9)),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_character_is_quoted_from_its_place(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    for clause in clauses(text):
        assert clause.text == clause.text.strip("\n")
        for at, char in enumerate(clause.text):
            if char not in " \n":  # a blank may stand for a comment, and a line end is written in its own way
                assert clause.span(at, at + 1).text == char


@given(st.lists(st.sampled_from(["1 One", "words", "", "# T"])))
def test_no_word_is_lost(lines: list[str]) -> None:
    found = numbered("\n".join(lines))
    assert sum(text.count("words") for _, text in found) == lines.count("words")
    assert [number for number, _ in found if number] == ["1"] * lines.count("1 One")


def test_a_long_text_is_read_quickly() -> None:
    began = time.perf_counter()
    assert len(clauses("".join(f"{number % 9999}. One and more.\n\n" for number in range(20_000)))) == 20_000
    for text in (
        "<!--" * 50_000,
        " " * 200_000,
        "#" * 200_000,
        "1." * 100_000,
        "**" * 100_000,
        "-->" * 50_000,
    ):
        clauses(text)
    assert time.perf_counter() - began < 5
