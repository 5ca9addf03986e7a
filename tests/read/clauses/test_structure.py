"""Parts of an agreement: numbers, nesting, headings, and what is none of them."""

from __future__ import annotations

import pytest

from detente.deal.clauses import clauses_of
from detente.read.clauses.structure import clauses_text
from detente.read.document import Block
from detente.text.source import Source
from tests.read.clauses.agreements import (
    CLAUSE,
    CONTRACT,
    TREATY,
    document_of,
    numbers,
    own_words,
    parts,
    read,
)


def test_the_parts_of_a_treaty() -> None:
    assert [(part.kind, part.number, part.heading and part.heading.words) for part in parts(TREATY)] == [
        ("title", "", "Treaty between the Republic of Northland and the Kingdom of Southland on the Harbour"),
        ("preamble", "", None),
        ("article", "I", "Definitions"),
        ("clause", "I.1", None),
        ("clause", "I.2", None),
        ("article", "II", "Withdrawal"),
        ("clause", "II.1", None),
        ("item", "II.1.a", None),
        ("item", "II.1.b", None),
        ("item", "II.1.b.i", None),
        ("item", "II.1.b.ii", None),
        ("item", "II.1.c", None),
        ("clause", "II.2", None),
        ("article", "III", "The Commission"),
        ("part", "III.A", "COMPOSITION"),
        ("clause", "III.1", None),
        ("clause", "III.2", None),
        ("part", "III.B", "POWERS"),
        ("part", "", "General powers"),
        ("clause", "III.3", None),
        ("clause", "III.4", None),
        ("signatures", "", None),
        ("annex", "Annex A", "Boundaries"),
        ("clause", "Annex A.1", None),
        ("clause", "Annex A.2", None),
        ("annex", "Annex B", "Lists"),
        ("clause", "Annex B.1", None),
    ]


def test_numbers_as_they_stand_and_where_the_words_begin() -> None:
    found = {part.number: part for part in parts(TREATY)}
    assert found["II"].own == "Article II"
    assert found["II.1.b.i"].own == "(i)"
    assert found["Annex A"].own == "Annex A"
    assert own_words(TREATY, found["II.1.b.i"]) == "its maps; and"
    assert own_words(TREATY, found["II.1"]) == "Each Party shall:"
    assert TREATY[found["II.1.b"].start : found["II.1.b"].end].endswith("lists of mines; and")
    assert [found[number].level for number in ("II", "II.1", "II.1.b", "II.1.b.i")] == [1, 2, 3, 4]


def test_the_parts_of_a_contract() -> None:
    assert numbers(CONTRACT) == [
        *(
            "Preamble.1",
            "Preamble.2",
            "1",
            "1.1",
            "2",
            "2.1",
            "2.1.a",
            "2.1.b",
            "2.2",
            "3",
            "3.1",
            "3.1.a",
            "3.1.b",
        ),
        *("Schedule 1", "Schedule 1.1", "Schedule 1.2"),
    ]
    found = {part.number: part for part in parts(CONTRACT)}
    assert own_words(CONTRACT, found["2.1.a"]) == "1.5 million dollars on delivery;"
    assert "14 days of the certificate" in own_words(CONTRACT, found["2.1.b"])
    assert found["2.2"].heading is not None
    assert found["2.2"].heading.words == "Interest"
    assert own_words(CONTRACT, found["3.1.b"]) == "test them."


def test_the_parts_of_a_lettered_clause() -> None:
    assert numbers(CLAUSE) == ["a", "a.1", "a.2", "b", "b.1", "b.2", "c"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # (i) is the ninth letter where (j) follows, and a Roman one where (ii) does
        ("1. All:\n\n(g) a;\n\n(h) b;\n\n(i) c;\n\n(j) d.", ["1", "1.g", "1.h", "1.i", "1.j"]),
        ("1. All:\n\n(g) a;\n\n(h) b:\n\n(i) c;\n\n(ii) d.", ["1", "1.g", "1.h", "1.h.i", "1.h.ii"]),
        ("1. All:\n(a) a:\n(i) b;\n(ii) c;\n(b) d.", ["1", "1.a", "1.a.i", "1.a.ii", "1.b"]),
        ("1. All:\n\n(u) a;\n\n(v) b;\n\n(w) c.", ["1", "1.u", "1.v", "1.w"]),
        ("1. All:\n(i) a;\n(ii) b;\n(iii) c;\n(iv) d;\n(v) e.", ["1", "1.i", "1.ii", "1.iii", "1.iv", "1.v"]),
        # one paragraph with several items
        ("1. All: (a) one; (b) two; and (c) three.", ["1", "1.a", "1.b", "1.c"]),
        ("1. Ends when:(a)it is so; or(b)a party says so.", ["1", "1.a", "1.b"]),
        ("1. They decide (a) whether to stay; or (b) whether to go.", ["1", "1.a", "1.b"]),
        # items glued after a full stop
        ("1. One duty of this Article.2. Each Party shall go.\n3. It ends.", ["1", "2", "3"]),
        # several numbers at one head
        ("(a)(1) One.\n(2) Two.\n(b) Three.", ["a", "a.1", "a.2", "b"]),
        # a duplicate stays
        ("1. One.\n\n2. Two.\n\n2. Three.\n\n3. Four.", ["1", "2", "2", "3"]),
        # a number that is missing
        ("1. One.\n\n2. Two.\n\n4. Four.", ["1", "2", "4"]),
        # counted on through headed letters, or begun again in each
        ("A. First Half\n\n1. x.\n\n2. y.\n\nB. Second Half\n\n3. z.", ["A", "1", "2", "B", "3"]),
        ("A. First Half\n\n1. x.\n\n2. y.\n\nB. Second Half\n\n1. z.", ["A", "A.1", "A.2", "B", "B.1"]),
        ("Part I\n\nArticle 1\n\nx.\n\nPart II\n\nArticle 2\n\ny.", ["Part I", "1", "Part II", "2"]),
        ("Part A\n\n1. x.\n\nPart B\n\n1. y.", ["Part A", "Part A.1", "Part B", "Part B.1"]),
        # numbers in figures that carry the article's number stay whole
        ("Article 5\n\n5.1 x.\n\n5.2 y.\n\n(a) z;\n\n(b) w.", ["5", "5.1", "5.2", "5.2.a", "5.2.b"]),
        ("Article IV\n\n4.1 x.\n\n4.1.1 y.\n\n4.2 z.", ["IV", "4.1", "4.1.1", "4.2"]),
        ("Article 1\n\n1. x.\n\n1.1 y.\n\n2. z.", ["1", "1.1", "1.1.1", "1.2"]),
        ("ARTICLE II\nThe Loans\n\nSection 2.01 Loans. All lend.\n\nSection 2.02 Terms. So.", ["II", "2.01", "2.02"]),
        ("Chapter 1\n\nSection 1\n\nArticle 1\n\nx.\n\nArticle 2\n\ny.", ["Chapter 1", "Section 1", "1", "2"]),
        ("ARTICLE 5 - Title\n\n1. x.", ["5", "5.1"]),
        ("Article One\n\nx.\n\nArticle Two\n\ny.", ["1", "2"]),
        ("§ 1 Scope\n\nx.\n\n§ 2 Price\n\ny.", ["1", "2"]),
        ("Article 1\nX.\n\nAnnex\n\nPart IV (A)\n\n1. y.", ["1", "Annex", "Annex.Part IV(A)", "Annex.1"]),
    ],
)  # fmt: skip
def test_numbers(lines: str, expected: list[str]) -> None:
    assert numbers(lines) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3 days later the Parties meet.\n\n4 days later they part.",
        "12.08.1949 was the day.",
        "1963. That was the year.",
        "The rule is in paragraph (a), (b) or (c) of the code.",
        "J. H. Harbour spoke.",
        "It fell to 2.5 million and\n3.5 million.",
        "They said so (see Article 5 of the Charter).",
        "as provided in\nArticle 5\nof the Charter.",
        "Article 5 of the Charter applies to them.",
        "Article 5 applies to them.",
        "Definitions ........ 3\nArticle 1 Scope ........ 4\n",
        "e.g. this one",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert numbers(text) == []


def test_headings_stand_after_on_or_before_the_number() -> None:
    after = parts("Article 1\n\nScope\n\nIt applies.\n\nArticle 2\n\nPrice\n\nIt is ten.")
    same = parts("Article 1. Scope\n\nIt applies.\n\nArticle 2: Price\n\nIt is ten.")
    before = parts(
        "Title of it\n\nThey agree:\n\nScope\n\nArticle 1\n\nIt applies.\n\nPrice\n\nArticle 2\n\nIt is ten."
    )
    for found in (after, same, before):
        articles = [part for part in found if part.kind == "article"]
        assert [part.heading and part.heading.words for part in articles] == ["Scope", "Price"]


def test_a_heading_over_several_articles_is_a_part_around_them() -> None:
    found = parts(
        "Treaty\n\nThey agree:\n\nFirst Phase\n\nArticle I\n\nOne goes.\n\nArticle II\n\nTwo goes.\n\n"
        "Second Phase\n\nArticle III\n\nAll go."
    )
    assert [(part.kind, part.number, part.parent) for part in found[2:]] == [
        ("part", "", None),
        ("article", "I", 2),
        ("article", "II", 2),
        ("article", "III", None),
    ]
    assert found[5].heading is not None
    assert found[5].heading.words == "Second Phase"


def test_words_after_a_list_belong_to_what_holds_the_list() -> None:
    text = "Article 1\n\n1. Each shall:\n\n(a) go; and\n\n(b) stay.\n\nThis lasts a year.\n\n2. They meet."
    found = parts(text)
    last = next(part for part in found if part.kind == "paragraph")
    assert own_words(text, last) == "This lasts a year."
    assert last.parent is not None
    assert found[last.parent].number == "1.1"


def test_a_second_paragraph_of_an_item_stays_in_it_where_the_list_goes_on() -> None:
    text = "Article 1\n\nEach shall:\n\n(a) go.\n\nIt goes early.\n\n(b) stay."
    found = {part.number: part for part in parts(text)}
    assert own_words(text, found["1.a"]) == "go. It goes early."


def test_bullets_and_ordinal_words_are_items_without_a_number() -> None:
    text = "1. The Parties shall:\n\n- go;\n- stay.\n\n2. They agree.\n\nFirst, lists are given.\n\nSecond, all go.\n"
    assert [(part.kind, part.own) for part in parts(text) if not part.number] == [
        ("item", "-"),
        ("item", "-"),
        ("item", "First"),
        ("item", "Second"),
    ]


def test_blocks_of_a_document_are_believed() -> None:
    text = "Price\n\n1. One.\n\nGo\n\nStay\n\nDraft 3\n\nThe cell: A. x"
    blocks = (
        Block(0, 5, "heading", 1),
        Block(7, 14, "item", 1, number="1."),
        Block(16, 18, "item", 2),
        Block(20, 24, "item", 2),
        Block(26, 33, "header"),
        Block(35, 49, "cell", cell=(0, 0, 0)),
    )
    found = read(text, "docx", blocks)
    assert [(part.kind, part.number) for part in found.parts] == [
        ("title", ""),
        ("clause", "1"),
        ("item", ""),
        ("item", ""),
    ]
    assert "Draft 3" not in [text[unit.start : unit.end] for unit in found.units]


def test_notes_at_the_end_are_parts_of_their_own() -> None:
    text = "1. One.\n\n2. Two.\n\nSee the map."
    blocks = (Block(0, 7), Block(9, 16), Block(18, 30, "footnote", note="1"))
    found = read(text, "docx", blocks)
    assert [(part.kind, part.parent) for part in found.parts] == [
        ("clause", None),
        ("clause", None),
        ("paragraph", None),
    ]


def test_markdown_headings_nest_by_their_level() -> None:
    text = (
        "# Pact\n\nThey agree.\n\n## Part I Aims\n\n### Article 1 Peace\n\n1. x.\n\n#### Detail\n\n2. y.\n\n"
        "## Part II Means\n\n### Article 2 War\n\nz.\n"
    )
    assert [(part.number, part.level) for part in parts(text, "md") if part.number] == [
        ("Part I", 1),
        ("1", 2),
        ("1.1", 3),
        ("1.2", 4),
        ("Part II", 1),
        ("2", 2),
    ]


def test_signatures_are_no_clauses() -> None:
    text = (
        "1. They go.\n\n2. They stay.\n\nIN WITNESS WHEREOF they signed.\n\nA. B. Harbour\nFor Northland\n\n"
        "C. D. Strand\nFor Southland"
    )
    found = parts(text)
    assert [part.kind for part in found] == ["clause", "clause", "signatures"]
    assert text[found[-1].start : found[-1].end].endswith("For Southland")


def test_the_innermost_part_at_a_place() -> None:
    found = read(TREATY)
    assert found.number_at(TREATY.index("its maps")) == "II.1.b.i"
    assert found.number_at(TREATY.index("The line ends")) == "Annex A.2"
    assert found.number_at(TREATY.index("desiring peace")) == ""


def test_a_text_without_numbers_gives_its_paragraphs() -> None:
    found = parts("The talks went on.\n\nNo word was said of the road.\n")
    assert [(part.kind, part.number) for part in found] == [("paragraph", ""), ("paragraph", "")]
    assert parts("") == ()
    assert parts(" \n\n ") == ()


def in_markdown(text: str) -> list[str]:
    source = Source("text.md", clauses_text(document_of(text, "txt"), read(text)))
    return [clause.number for clause in clauses_of(source) if clause.number]


@pytest.mark.parametrize("form", ["{}.", "({})", "{})", "{}.1", "Article {}:"])
def test_lists_go_on_beyond_a_thousand(form: str) -> None:
    text = "\n\n".join(f"{form.format(number)} Northland shall leave." for number in range(1, 1_202))
    found = [part.number for part in read(text).parts]
    assert found == [form.format(number).strip("(.):").removeprefix("Article ") for number in range(1, 1_202)]
    assert in_markdown(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "1963. It was wet.\n\n1964. It was dry.\n\n1. One.\n\n2. Two.",
        "1. One.\n\n(1963) was wet.\n\n2. Two.",
        "1. One, in\n1963. They left.\n\n2. Two.",
        "1999.5 km of road.\n\n1. One.\n\n2. Two.",
    ],
)
def test_years_are_no_numbers(text: str) -> None:
    assert [part.number for part in read(text).parts if part.number] == ["1", "2"]
    assert in_markdown(text) == ["1", "2"]


def _table(*rows: tuple[str, ...]) -> tuple[str, tuple[Block, ...]]:
    """A text with one table between two paragraphs, its cells on lines of their own, as in Word files."""
    text, blocks = "Agreement\n\n", [Block(0, 9, "heading", 1)]
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            blocks.append(Block(len(text), len(text) + len(words), "cell", cell=(0, row, column)))
            text += f"{words}\n"
    blocks.append(Block(len(text) + 1, len(text) + 10))
    return f"{text}\nIt ends so.", tuple(blocks)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (
                ("No", "Clause"),
                ("1.", "Northland shall leave."),
                ("2.", "Southland shall:\n(a) pay; and\n(b) stay."),
                ("3. Term", "It lasts a year."),
                ("4", "Southland may ask: (a) here; and (b) there."),
            ),
            ["1", "2", "2.a", "2.b", "3", "4", "4.a", "4.b"],
        ),
        (
            (("1. Northland shall leave.",), ("2. Southland shall stay.",), ("2.1 At once.",)),
            ["1", "2", "2.1"],
        ),
        ((("Article 1", "Northland shall leave."), ("Article 2", "Southland shall stay.")), ["1", "2"]),
        ((("1.", "Crane", "5"), ("2.", "Dock", "6")), []),
        ((("1", "Northland shall leave."),), []),
        ((("Northland shall pay", "1."), ("Southland shall pay", "2.")), []),
    ],
)
def test_tables_may_hold_clauses(rows: tuple[tuple[str, ...], ...], expected: list[str]) -> None:
    text, blocks = _table(*rows)
    found = read(text, "docx", blocks)
    assert [part.number for part in found.parts if part.number] == expected


def test_the_words_beside_the_number_are_those_of_the_clause() -> None:
    text, blocks = _table(
        ("1.", "Northland shall leave."), ("2", "Southland shall stay."), ("3. Term", "A year.")
    )
    found = read(text, "docx", blocks).parts
    assert [
        (part.number, part.heading and part.heading.words, own_words(text, part)) for part in found[1:4]
    ] == [
        ("1", None, "Northland shall leave."),
        ("2", None, "Southland shall stay."),
        ("3", "Term", "A year. It ends so."),
    ]


def test_a_heading_of_the_document_ends_the_list_before_it() -> None:
    text = "One\n\nIn\n\ngo\n\nTo\n\nstay\n\nTwo"
    blocks = (
        Block(0, 3, "heading", 1),
        Block(5, 7, "heading", 2),
        Block(9, 11, "item", 1),
        Block(13, 15, "heading", 2),
        Block(17, 21, "item", 1),
        Block(23, 26, "heading", 1),
    )
    found = read(f"{text}\n\nIt ends.", "docx", (*blocks, Block(28, 36))).parts
    assert [(part.level, part.heading.words) for part in found if part.heading] == [
        (1, "One"),
        (1, "In"),
        (1, "To"),
        (1, "Two"),
    ]
