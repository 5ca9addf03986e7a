"""Plain text and Markdown: character for character, with the bytes of every line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import CannotRead
from detente.read.document import LIMITS, Document, InFile, Limits
from detente.read.intake.plain import read, words_at


def taken(text: str, kind: str = "txt", codec: str = "utf-8") -> Document:
    return read(text.encode(codec), "a.txt", LIMITS, kind=kind)  # type: ignore[arg-type]


def said(document: Document) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, document.text[one.start : one.end]) for one in document.blocks]


def test_the_text_is_the_text_of_the_file_with_its_line_ends() -> None:
    text = "Northland withdraws.\r\n\r\nSouthland pays.\rBoth sign.\n"
    assert taken(text).text == text


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, codec: str) -> None:
    text = "Frühling in Nordland — 14 days 🕊.\nשלם\n"
    data = mark + text.encode(codec)
    document = read(data, "a.txt", LIMITS, kind="txt")
    assert document.text == text
    assert "".join(words_at(data, piece.place) for piece in document.pieces) == text  # type: ignore[arg-type]


def test_a_wrong_byte_is_named_with_its_line() -> None:
    with pytest.raises(CannotRead, match=r"not UTF-8 text: line 3 holds the byte 0xFF"):
        read(b"One.\r\nTwo.\rThr\xff\x81\xff", "a.txt", LIMITS, kind="txt")


def test_western_windows_text_is_read_with_a_note_that_shows_its_words() -> None:
    document = taken("The parties\u2019 délégués \u2013 both \u2013 agree: “14 days”.", codec="cp1252")
    assert document.text == "The parties\u2019 délégués \u2013 both \u2013 agree: “14 days”."
    assert "Windows-1252" in document.notes[0]
    assert "délégués" in document.notes[0]


@pytest.mark.parametrize(
    ("words", "codec"),
    [
        ("Předseda vlády řekl, že dohoda byla uzavřena.", "cp1250"),
        ("Układ wchodzi w życie, gdy zostanie złożony.", "cp1250"),
        ("Az egyezmény hatályba lép, és őrzi a békét.", "cp1250"),
        ("Anlaşma yürürlüğe girdiğinde taraflar çekilir.", "cp1254"),
        ("Соглашение вступает в силу через 14 дней.", "cp1251"),
        ("Συμφωνία ειρήνης.", "cp1253"),
        ("Les délégués étaient “prêts” à signer.", "mac_roman"),
        ("Les délégués étaient prêts à signer.", "cp850"),
        ("Konvencija stājas spēkā pēc četrām dienām šķīst.", "cp1257"),
    ],
)
def test_other_tables_are_refused_and_never_read_as_western_windows_text(words: str, codec: str) -> None:
    with pytest.raises(CannotRead, match="not UTF-8"):
        read(words.encode(codec), "a.txt", LIMITS, kind="txt")


def test_zero_bytes_and_empty_texts_are_refused() -> None:
    with pytest.raises(CannotRead, match="line 2 holds a zero byte"):
        taken("One\nTw\0o")
    with pytest.raises(CannotRead, match="has no words"):
        taken(" \n\t\n----\n")
    with pytest.raises(CannotRead, match="UTF-32"):
        read("words".encode("utf-32"), "a.txt", LIMITS, kind="txt")


def test_paragraphs_and_items_of_a_numbered_text() -> None:
    document = taken(
        "ARTICLE 1\n\n1. Northland shall:\n(a) withdraw within 14 days;\n(b) open the road, as agreed in paragraph\n"
        "(a) of Annex II.\n2. Southland shall pay.\n\nDone at Harbour.\n"
    )
    assert said(document) == [
        ("paragraph", 0, "ARTICLE 1"),
        ("item", 1, "1. Northland shall:"),
        ("item", 1, "(a) withdraw within 14 days;"),
        ("item", 1, "(b) open the road, as agreed in paragraph\n(a) of Annex II."),
        ("item", 1, "2. Southland shall pay."),
        ("paragraph", 0, "Done at Harbour."),
    ]


def test_headings_items_and_cells_of_markdown_keep_their_words() -> None:
    document = taken(
        "# Pact #\n\nBetween two\n---\n\n- first\n  - nested\n- **last**\n\n1. one\n2. two\n\n"
        "| Stage | Days |\n|---|---|\n| One \\| a | 14 |\n\n```\n# no heading\n```\n<!-- a note -->\n> quoted\n",
        "md",
    )
    assert said(document) == [
        ("heading", 1, "Pact"),
        ("heading", 2, "Between two"),
        ("item", 1, "first"),
        ("item", 2, "nested"),
        ("item", 1, "**last**"),
        ("item", 1, "1. one"),
        ("item", 1, "2. two"),
        ("cell", 0, "Stage"),
        ("cell", 0, "Days"),
        ("cell", 0, "One \\| a"),
        ("cell", 0, "14"),
        ("paragraph", 0, "# no heading"),
        ("paragraph", 0, "quoted"),
    ]
    assert [one.cell for one in document.blocks if one.cell] == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]
    assert document.title == "Pact"


def test_limits_hold() -> None:
    with pytest.raises(CannotRead, match="more than 10 characters"):
        read(b"eleven chars", "a.txt", Limits(characters=10), kind="txt")


def test_a_place_outside_the_file_is_no_place() -> None:
    with pytest.raises(ValueError, match="no place"):
        words_at(b"short", InFile(2, 9, 1))


@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.sampled_from(["txt", "md"]),
    st.data(),
)
def test_any_text_comes_back_whole_from_its_places(text: str, kind: str, data: st.DataObject) -> None:
    text = "Pact " + text
    raw = text.encode()
    document = read(raw, "a.txt", LIMITS, kind=kind)  # type: ignore[arg-type]
    assert document.text == text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for cut in document.pieces_of(start, end):
        piece = next(one for one in document.pieces if one.start <= cut.start < one.end)
        words = words_at(raw, cut.place)  # type: ignore[arg-type]
        assert words[cut.start - piece.start : cut.end - piece.start] == text[cut.start : cut.end]
    covered = [piece.end - piece.start for piece in document.pieces_of(start, end)]
    assert sum(covered) == end - start
    lasts = 0
    for block in document.blocks:
        assert lasts <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        lasts = block.end
