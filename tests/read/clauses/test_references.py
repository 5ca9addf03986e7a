"""Pointers at parts: what they say, where they lead, and which lead out of the text."""

from __future__ import annotations

import pytest

from tests.read.clauses.agreements import CONTRACT, TREATY, read


def pointers(text: str) -> list[tuple[str, str, str]]:
    """Of each pointer: its words, the number that it means, and `here`, `nowhere` or `elsewhere`."""
    found = read(text)
    where = {
        one: "elsewhere" if one.elsewhere else "nowhere" if one.to is None else "here"
        for one in found.references
    }
    for one in found.references:
        assert one.to is None or found.parts[one.to].number == one.number
    return [(" ".join(one.words.words.split()), one.number, where[one]) for one in found.references]


def test_pointers_of_a_treaty() -> None:
    assert pointers(TREATY) == [
        ("Article III", "III", "here"),
        ("paragraph 1 (b)", "II.1.b", "here"),
        ("Article II, paragraph 1", "II.1", "here"),
    ]


def test_pointers_of_a_contract() -> None:
    assert pointers(CONTRACT) == [
        ("Schedule 1", "Schedule 1", "here"),
        ("clause 3.1(b)", "3.1.b", "here"),
    ]


_FRAME = """\
Article I

1. x.

2. y:

(a) one;

(b) two.

Article II

1. z. {}

2. w.

Annex A

1. v.
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("paragraph 2 of Article I", [("paragraph 2 of Article I", "I.2", "here")]),
        ("article I", [("article I", "I", "here")]),
        ("Article I, paragraph 2 (b)", [("Article I, paragraph 2 (b)", "I.2.b", "here")]),
        ("paragraph 2(a) of Article I", [("paragraph 2(a) of Article I", "I.2.a", "here")]),
        ("paragraph 2", [("paragraph 2", "II.2", "here")]),
        ("paragraphs 1 and 2", [("paragraphs 1", "II.1", "here"), ("2", "II.2", "here")]),
        ("Articles I and II", [("Articles I", "I", "here"), ("II", "II", "here")]),
        ("Annex A", [("Annex A", "Annex A", "here")]),
        ("paragraph 1 of Annex A", [("paragraph 1 of Annex A", "Annex A.1", "here")]),
        ("this Article", [("this Article", "II", "here")]),
        ("the preceding article", [("the preceding article", "I", "here")]),
        ("paragraph 1 of this Article", [("paragraph 1", "II.1", "here"), ("this Article", "II", "here")]),
        ("paragraph 9", [("paragraph 9", "II.9", "nowhere")]),
        ("Article IX", [("Article IX", "IX", "nowhere")]),
        ("Article I, paragraph 9", [("Article I, paragraph 9", "I.9", "nowhere")]),
        ("Annex B", [("Annex B", "Annex B", "nowhere")]),
        ("Schedules 1 and 2", [("Schedules 1", "Schedule 1", "nowhere"), ("2", "Schedule 2", "nowhere")]),
        ("Part IV (A), paragraph 3", [("Part IV (A), paragraph 3", "Part IV(A).3", "nowhere")]),
        (
            "Articles 7 to 9",
            [
                ("Articles 7", "7", "nowhere"),
                ("Articles 7 to 9", "8", "nowhere"),
                ("9", "9", "nowhere"),
            ],
        ),
        (
            "sections 3.1 to 3.3",
            [
                ("sections 3.1", "3.1", "nowhere"),
                ("sections 3.1 to 3.3", "3.2", "nowhere"),
                ("3.3", "3.3", "nowhere"),
            ],
        ),
        ("Article 51 of the Charter", [("Article 51", "51", "elsewhere")]),
        ("Article I of the Convention on Roads", [("Article I", "I", "elsewhere")]),
        ("Article I of the present Treaty", [("Article I", "I", "here")]),
        (
            "section 8 of Public Law 12",
            [("section 8", "8", "elsewhere"), ("Public Law 12", "12", "elsewhere")],
        ),
        ("FAR 52.243-1", [("FAR 52.243-1", "52.243-1", "elsewhere")]),
        (
            "FAR Subpart 15.4 and Part 31",
            [("FAR Subpart 15.4", "15.4", "elsewhere"), ("Part 31", "31", "elsewhere")],
        ),
        ("the line item(s) of it", []),
        ("the article on roads", []),
        ("part of it", []),
        ("the parties to it", []),
    ],
)
def test_pointers(words: str, expected: list[tuple[str, str, str]]) -> None:
    assert pointers(_FRAME.format(f"It follows {words}.")) == expected


def test_a_letter_is_looked_for_from_where_it_is_named() -> None:
    first = "1. One:\n\n(a) x, as in subparagraph (b);\n\n(b) y.\n\n"
    text = first + "2. Two:\n\n(a) z;\n\n(b) w, as in subparagraph (a) above."
    assert pointers(text) == [
        ("subparagraph (b)", "1.b", "here"),
        ("subparagraph (a)", "2.a", "here"),
    ]


def test_an_annex_is_found_by_the_words_of_its_heading() -> None:
    text = "Article 1\n\nIt follows paragraph 2 of the Boundaries Annex.\n\nAnnex A\n\nBoundaries\n\n1. x.\n\n2. y.\n"
    assert pointers(text) == [("paragraph 2", "Annex A.2", "here")]


def test_what_the_text_calls_itself_is_no_other_document() -> None:
    text = "Treaty on Roads\n\nThey agree:\n\nArticle 1\n\nIt follows Article 2 of the Treaty.\n\nArticle 2\n\nIt ends."
    assert pointers(text) == [("Article 2", "2", "here")]


_APART = """\
Convention on Ponds

They agree:

Article I

1. x, in accordance with {}.

2. y.

Article II

1. z.

PART IV (A)

Draining of ponds

A

DECLARATIONS

Ponds

1. Declare.

2. Drain:

(a) one.

(b) two.
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Part IV (A), paragraphs 1 and 2, of the Ponds Annex",
            [("Part IV (A), paragraphs 1", "Part IV(A).1", "here"), ("2", "Part IV(A).2", "here")],
        ),
        ("Part IV (A) of the Annex", [("Part IV (A)", "Part IV(A)", "here")]),
        ("Part V of the Annex", [("Part V", "Part V", "elsewhere")]),
        ("Part II, Section B, of the Ponds Annex", [("Part II, Section B", "Part II.B", "elsewhere")]),
        (
            "Part V, paragraphs 3 to 5, of the Annex on Fish",
            [
                ("Part V, paragraphs 3", "Part V.3", "elsewhere"),
                ("Part V, paragraphs 3 to 5", "Part V.4", "elsewhere"),
                ("5", "Part V.5", "elsewhere"),
            ],
        ),
        ("the Ponds Annex, Part II, paragraph 3", [("Part II, paragraph 3", "Part II.3", "elsewhere")]),
        ("Article II of the Fish Annex", [("Article II", "II", "elsewhere")]),
        ("Part V", [("Part V", "Part V", "nowhere")]),
        ("Schedule 1", [("Schedule 1", "Schedule 1", "nowhere")]),
        (
            "Schedules 1 and 2 of the Annex on Fish, and Schedule 2 and Schedule 3",
            [
                ("Schedules 1", "Schedule 1", "elsewhere"),
                ("2", "Schedule 2", "elsewhere"),
                ("Schedule 2", "Schedule 2", "elsewhere"),
                ("Schedule 3", "Schedule 3", "nowhere"),
            ],
        ),
    ],
)
def test_an_annex_that_the_text_does_not_hold_is_another_document(
    words: str, expected: list[tuple[str, str, str]]
) -> None:
    assert pointers(_APART.format(words)) == expected


def test_what_an_annex_of_the_text_lacks_is_nowhere() -> None:
    text = "Article 1\n\nIt follows Article 1 and Part 9 of the Annex, and Part 2 of the Ports Annex.\n\n"
    text += "Annex\n\nPorts\n\nPart 1\n\n1. x.\n\nPart 2\n\n1. y.\n"
    assert pointers(text) == [
        ("Article 1", "1", "here"),
        ("Part 9", "Part 9", "nowhere"),
        ("Part 2", "Annex.Part 2", "here"),
    ]


def test_numbers_that_a_comma_alone_sets_apart_share_their_words() -> None:
    text = "1. x.\n\n2. y.\n\n3. z, as in paragraphs 1,2 and 3, and paragraph 2,5xy.\n"
    assert pointers(text) == [
        ("paragraphs 1,2", "1", "here"),
        ("paragraphs 1,2", "2", "here"),
        ("3", "3", "here"),
    ]
