"""An agreement's words as numbered CommonMark, and as clauses with their places."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.deal.clauses import clauses_of
from detente.diagnose.comments import comments
from detente.read.clauses.structure import clauses_of_structure, clauses_text
from detente.read.document import Format
from detente.text.source import Source
from tests.read.clauses.agreements import CLAUSE, CONTRACT, TREATY, document_of, read
from tests.read.clauses.pieces import PIECES

WORDS = re.compile(r"[^\W_]+")


def written(text: str, kind: Format = "txt") -> str:
    return clauses_text(document_of(text, kind), read(text, kind))


def found_numbers(markdown: str) -> list[str]:
    return [clause.number for clause in clauses_of(Source("text.md", markdown)) if clause.number]


def test_a_treaty_as_commonmark() -> None:
    assert written(TREATY).split("\n\n")[:12] == [
        "# Treaty between the Republic of Northland and the Kingdom of Southland on the Harbour",
        "The Republic of Northland and the Kingdom of Southland, desiring peace, have agreed as follows:",
        "## Article I Definitions",
        "For the purposes of this Treaty:",
        '1. "Harbour" means the port of Eastmouth;',
        '2. "Commission" means the body set up under Article III.',
        "## Article II Withdrawal",
        "1. Each Party shall:",
        "(a) withdraw its forces from the Harbour within 30 days;",
        "(b) hand over to the Commission:",
        "(i) its maps; and",
        "(ii) its lists of mines; and",
    ]


@pytest.mark.parametrize(
    "text",
    [
        TREATY,
        CLAUSE,
        "Part I\n\nArticle 1\n\n1. x.\n\nPart II\n\nArticle 2\n\n1. y.\n\nAnnex\n\nPart A\n\n1. z.\n\nPart B\n\n1. w.",
        "Article 5\n\n5.1 x.\n\n5.2 y: (a) z; and (b) w.\n\nIt lasts.\n\nArticle 6\n\nAll ends.",
        "Chapter 1\n\nSection 1\n\nArticle 1\n\nx.\n\nArticle 2\n\ny.",
        "1. One.\n\n1.1 x:\n\n(a) y;\n\n(b) z.\n\n2. Two.",
        "Treaty\n\nThey agree:\n\nScope\n\nArticle I\n\nIt holds.\n\nPrice\n\nArticle II\n\nIt is ten.",
    ],
)
def test_the_numbers_are_those_of_the_structure(text: str) -> None:
    assert found_numbers(written(text)) == [part.number for part in read(text).parts if part.number]


def test_what_is_no_number_stays_none() -> None:
    text = "Article 1\n\n1. One.\n\n55. Five is out of order.\n\nArticle 2\n\n(c) It says so.\n\n# They go.\n"
    structure = read(text)
    assert (
        found_numbers(written(text))
        == [part.number for part in structure.parts if part.number]
        == ["1", "1.1", "2"]
    )


@pytest.mark.parametrize("text", [TREATY, CONTRACT, CLAUSE])
def test_no_word_is_changed_added_or_left_out(text: str) -> None:
    assert WORDS.findall(written(text)) == WORDS.findall(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(["txt", "md"]))
def test_no_word_of_any_text_is_changed(text: str, kind: Format) -> None:
    assume(
        kind != "md" or "<!--" not in text
    )  # comments of Markdown are no words, and have tests of their own
    assert WORDS.findall(written(text, kind)) == WORDS.findall(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_character_of_a_clause_is_quoted_from_its_place(text: str) -> None:
    for clause in clauses_of_structure(document_of(text), read(text)):
        for at, char in enumerate(clause.text):
            if not char.isspace():
                assert clause.span(at, at + 1).text == char


def test_clauses_of_a_document_have_its_numbers_and_words() -> None:
    found = clauses_of_structure(document_of(CONTRACT), read(CONTRACT))
    by_number = {clause.number: clause for clause in found}
    assert [clause.number for clause in found if clause.number] == [
        part.number for part in read(CONTRACT).parts if part.number
    ]
    assert by_number["2.2"].text == "Interest\n\nLate sums carry interest."
    assert by_number["2.1.b"].text == "the rest within\n14 days of the certificate, subject to clause 3.1(b)."
    span = by_number["2.1.b"].span(by_number["2.1.b"].text.index("14 days"))
    assert CONTRACT[span.start : span.end].startswith("14 days")


def test_a_paragraph_after_a_list_goes_with_the_clause_before_it() -> None:
    text = "Article 1\n\n1. Each shall:\n\n(a) go; and\n\n(b) stay.\n\nThis lasts a year.\n"
    found = clauses_of_structure(document_of(text), read(text))
    assert [(clause.number, clause.text) for clause in found] == [
        ("1", ""),
        ("1.1", "Each shall:"),
        ("1.1.a", "go; and"),
        ("1.1.b", "stay.\n\nThis lasts a year."),
    ]


_REMARKS = [
    "<!--",
    "-->",
    "<",
    "!--",
    "<!",
    " detente: allow gap -- so (Me) ",
    "<!-- détente: allow gap -->",
    "\n",
    "# ",
]


@given(
    st.lists(st.sampled_from([*_REMARKS, "1. ", "Annex ", "| ", "\\", "Northland shall go. "]), max_size=14)
)
def test_words_of_a_document_never_waive_a_finding(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert comments(Source("text.md", written(text))) == ()
    assert comments(Source("text.md", written(text, "md"))) == ()


def test_a_comment_in_plain_text_stays_as_words() -> None:
    text = "1. Northland shall go. <!-- detente: allow gap -- so (Me) -->\n\n2. It ends."
    assert written(text) == "1. Northland shall go. <\\!-- detente: allow gap -- so (Me) -->\n\n2. It ends.\n"


def test_a_comment_in_markdown_is_no_words() -> None:
    text = "# Pact <!-- new -->\n\n1. Northland shall <!-- no\nnot --> go.<!-- detente: allow gap -->\n\n2. It ends."
    assert written(text, "md") == "# Pact\n\n1. Northland shall go.\n\n2. It ends.\n"
    clauses = clauses_of_structure(document_of(text, "md"), read(text, "md"))
    assert [" ".join(clause.text.split()) for clause in clauses] == [
        "Pact",
        "Northland shall go.",
        "It ends.",
    ]
    leave = clauses[1]
    at = leave.text.index("go.")
    assert text[leave.span(at, at + 3).start :].startswith("go.")
