"""Numbers of lists, counted again and compared with what was worked out by hand."""

from __future__ import annotations

import pytest

from detente.read.intake.docx import read
from detente.read.intake.word.figures import figure
from tests.read.intake.word.made import definition, item, level, listed, para, run, word

PLAIN = definition(
    0,
    level(0, "%1."),
    level(1, "%1.%2"),
    level(2, "(%3)", "lowerLetter"),
    level(3, "(%4)", "lowerRoman"),
)


def restarts(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def numbers(body: str, numbering: str, styles: str = "") -> list[str]:
    return [
        block.number for block in read(word(body, numbering=numbering, styles=styles), "draft.docx").blocks
    ]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param(
            [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1)],
            ["1.", "1.1", "1.2", "(a)", "(b)", "(i)", "1.3", "(a)", "2.", "2.1"],
            id="levels begin anew below each item above them",
        ),
        pytest.param(
            [(1, 1), (1, 1), (1, 0), (1, 1)],
            ["1.1", "1.2", "2.", "2.1"],
            id="a list begins at its second level",
        ),
        pytest.param([(1, 0), (1, 2), (1, 1)], ["1.", "(a)", "1.2"], id="a level is left out"),
        pytest.param([(1, 0), (2, 0), (1, 0)], ["1.", "2.", "3."], id="two lists share a definition"),
        pytest.param(
            [(1, 0), (1, 0), (3, 0), (3, 0), (1, 0), (3, 0)],
            ["1.", "2.", "5.", "6.", "7.", "8."],
            id="a list that starts anew does so once",
        ),
        pytest.param([(1, 0), (4, 1), (4, 1)], ["1.", "1.7", "1.8"], id="a lower level starts elsewhere"),
        pytest.param([(5, 0), (5, 0)], ["Step 10:", "Step 11:"], id="a list has a level of its own"),
        pytest.param([(9, 0), (1, 0)], ["", "1."], id="a list that is not defined"),
        pytest.param([(1, 7)], [""], id="a level that is not defined"),
    ],
)
def test_numbers(items: list[tuple[int, int]], expected: list[str]) -> None:
    own = '<w:lvlOverride w:ilvl="0">' + level(0, "Step %1:", start=10) + "</w:lvlOverride>"
    numbering = (
        PLAIN
        + definition(1, level(0, "%1."))
        + listed(1, 0)
        + listed(2, 0)
        + listed(3, 0, restarts(0, 5))
        + listed(4, 0, restarts(1, 7))
        + listed(5, 1, own)
    )
    body = "".join(item("The Parties shall meet.", which, at) for which, at in items)
    assert numbers(body, numbering) == expected


def test_kinds_legal_numbers_and_levels_that_begin_anew_after_one_level_only() -> None:
    numbering = definition(
        0,
        level(0, "Article %1", "upperRoman"),
        level(1, "Section %1.%2", "decimalZero", more="<w:isLgl/>"),
        level(2, "%1-%3", "upperLetter", start=3, more='<w:lvlRestart w:val="1"/>'),
        level(3, "%4)", more='<w:lvlRestart w:val="0"/>'),
    ) + listed(1, 0)
    levels = [0, 0, 1, 2, 2, 3, 1, 2, 3, 0, 2, 3]
    body = "".join(item("Words", 1, at) for at in levels)
    assert numbers(body, numbering) == [
        *("Article I", "Article II", "Section 2.01", "II-C", "II-D", "1)", "Section 2.02", "II-E", "2)"),
        *("Article III", "III-C", "3)"),
    ]


def test_the_number_stands_at_the_head_and_belongs_to_no_piece() -> None:
    numbering = (
        definition(0, level(0, "%1."))
        + definition(1, level(0, "%1)", more='<w:suff w:val="nothing"/>'))
        + listed(1, 0)
        + listed(2, 1)
    )
    document = read(word(item("Withdraw.", 1) + item("Release.", 2), numbering=numbering), "draft.docx")
    assert document.text == "1. Withdraw.\n\n1)Release.\n"
    assert [document.text[piece.start : piece.end] for piece in document.pieces] == ["Withdraw.", "Release."]
    assert [(block.kind, block.level) for block in document.blocks] == [("item", 1), ("item", 1)]


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="N"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Clause"/><w:basedOn w:val="H2"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Body"/><w:basedOn w:val="C"/>
  <w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="L"><w:name w:val="Legal"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
"""


def styled(style: str, words: str, more: str = "") -> str:
    return para(run(words), about=f'<w:pStyle w:val="{style}"/>{more}')


def test_numbers_that_come_from_styles() -> None:
    numbering = (
        definition(
            0,
            level(0, "Article %1.", "upperRoman", more='<w:pStyle w:val="H1"/>'),
            level(1, "%1.%2", more='<w:pStyle w:val="H2"/><w:isLgl/>'),
        )
        + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + definition(2, level(0, "%1)", "lowerLetter"))
        + listed(1, 0)
        + listed(2, 1)
        + listed(3, 2)
    )
    body = (
        styled("H1", "Scope")
        + styled("H2", "Forces")
        + styled("C", "Each force leaves.")
        + styled("B", "No number here.")
        + styled("H1", "Annexes", '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + styled("H1", "Release")
        + styled("H2", "Lists")
        + item("first", 2)
        + item("second", 2)
    )
    blocks = read(word(body, numbering=numbering, styles=STYLES), "draft.docx").blocks
    assert [(block.kind, block.level, block.number, block.style) for block in blocks] == [
        ("heading", 1, "Article I.", "heading 1"),
        ("heading", 2, "1.1", "heading 2"),
        ("item", 2, "1.2", "Clause"),
        ("paragraph", 0, "", "Body"),
        ("heading", 1, "", "heading 1"),
        ("heading", 1, "Article II.", "heading 1"),
        ("heading", 2, "2.1", "heading 2"),
        ("item", 1, "a)", "Normal"),
        ("item", 1, "b)", "Normal"),
    ]


def test_an_empty_item_counts_and_shows_its_number() -> None:
    empty = para(about='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    document = read(word(item("a", 1) + empty + item("c", 1), numbering=PLAIN + listed(1, 0)), "x.docx")
    assert document.text == "1. a\n\n2.\n\n3. c\n"


@pytest.mark.parametrize(
    ("text", "font", "bullet"),
    [
        ("\uf0b7", "Symbol", "\u2022"),
        ("o", "Courier New", "\u25e6"),
        ("\u2013", "", "\u2013"),
        ("\uf0ff", "Webdings", "\u2022"),
    ],
)
def test_bullets_are_given_as_they_look(text: str, font: str, bullet: str) -> None:
    more = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    lvl = level(0, text, "bullet").replace("</w:lvl>", more + "</w:lvl>")
    assert numbers(item("x", 1), definition(0, lvl) + listed(1, 0)) == [bullet]


def test_a_kind_of_numbers_that_is_not_known_is_told() -> None:
    numbering = definition(0, level(0, "%1.", "chicago")) + listed(1, 0)
    document = read(word(item("x", 1), numbering=numbering), "x.docx")
    assert document.blocks[0].number == "1."
    assert document.notes == ("List numbers of the kind chicago are given as 1, 2, 3.",)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("decimal", {0: "0", 12: "12", -3: "-3"}),
        ("decimalZero", {1: "01", 9: "09", 10: "10"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa", 0: "0"}),
        ("upperLetter", {2: "B", 52: "ZZ"}),
        ("lowerRoman", {4: "iv", 9: "ix", 49: "xlix", 1994: "mcmxciv", 5000: "5000"}),
        ("upperRoman", {14: "XIV", 90: "XC"}),
        ("hebrew1", {1: "\u05d0", 15: "\u05d8\u05d5", 16: "\u05d8\u05d6", 17: "\u05d9\u05d6"}),
        ("hebrew1", {115: "\u05e7\u05d8\u05d5"}),
        ("arabicAlpha", {1: "\u0623", 2: "\u0628"}),
        ("russianLower", {8: "\u0437", 9: "\u0438", 10: "\u043a"}),
        ("lowerLetter", {2**31 - 1: "2147483647"}),
        ("none", {7: ""}),
    ],
)
def test_figures(kind: str, written: dict[int, str]) -> None:
    assert {value: figure(value, kind) for value in written} == written
