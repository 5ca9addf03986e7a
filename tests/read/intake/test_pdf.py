"""PDF: the characters of the text layer, line by line, each with its page and box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import CannotRead
from detente.read.document import LIMITS, Document, Limits, OnPage
from detente.read.intake.pdf import read, words_at
from tests.read.intake.paper import Placed, column, pdf


def taken(*pages: list[Placed], **more: object) -> Document:
    return read(pdf(pages, **more), "a.pdf", LIMITS)  # type: ignore[arg-type]


def said(document: Document) -> list[tuple[str, str]]:
    return [(one.kind, document.text[one.start : one.end]) for one in document.blocks]


def test_lines_of_a_paragraph_keep_their_line_feeds_and_gaps_set_paragraphs_apart() -> None:
    document = taken(
        column(
            [
                "Northland shall withdraw its forces from the zone within",
                "14 days of signature.",
                "",
                "Southland pays.",
            ]
        )
    )
    assert said(document) == [
        ("paragraph", "Northland shall withdraw its forces from the zone within\n14 days of signature."),
        ("paragraph", "Southland pays."),
    ]
    assert document.text.endswith("signature.\n\nSouthland pays.\n")


def test_a_piece_has_page_and_box_and_places_in_the_text_of_the_page() -> None:
    document = taken(column(["Cover."]), [(100, 500, 12, "Northland pays.")])
    piece = next(one for one in document.pieces if "pays" in document.text[one.start : one.end])
    place = piece.place
    assert isinstance(place, OnPage)
    assert (place.page, place.start, place.end) == (2, 0, len("Northland pays."))
    left, bottom, right, top = place.box
    assert 99 < left < 103 < right < 200
    assert 495 < bottom <= 500 < top < 512


def test_a_word_divided_at_the_end_of_a_line_stays_divided() -> None:
    document = taken(
        column(["The parties shall imple-", "ment the pact in 14-", "15 days, the non-", "partisan one."])
    )
    assert said(document) == [
        ("paragraph", "The parties shall imple-\nment the pact in 14-\n15 days, the non-\npartisan one.")
    ]


def test_items_begin_paragraphs_and_wrapped_references_do_not() -> None:
    document = taken(
        column(
            [
                "1. Northland and Southland shall each withdraw as agreed in paragraph",
                "(a) of Article 2, and the mediator shall be told of it by both of them;",
                "2. Southland shall pay:",
                "(a) the first part within 14 days;",
                "(b) the rest.",
            ]
        )
    )
    assert [text[:12] for _, text in said(document)] == [
        "1. Northland",
        "2. Southland",
        "(a) the firs",
        "(b) the rest",
    ]


def running_page(number: int, lines: list[str]) -> list[Placed]:
    head: list[Placed] = [(72, 760, 10, "PACT OF HARBOUR"), (480, 760, 10, f"Page {number}")]
    return [*head, *column(lines), (300, 40, 10, "/...")]


def test_running_heads_and_feet_are_kept_and_marked() -> None:
    document = taken(
        *(running_page(at, [f"Article {at}", "", f"Northland pays {at} tons."]) for at in range(1, 5))
    )
    assert said(document)[:4] == [
        ("header", "PACT OF HARBOUR Page 1"),
        ("paragraph", "Article 1"),
        ("paragraph", "Northland pays 1 tons."),
        ("footer", "/..."),
    ]
    assert [text for kind, text in said(document) if kind == "footer"] == ["/..."] * 4
    assert not any(kind in ("header", "footer") and "Article" in text for kind, text in said(document))


def test_a_paragraph_that_a_page_break_divides_is_whole_again() -> None:
    filler = ["Both parties shall meet at Harbour each month until this pact", "has come to an end.", ""]
    pages = [
        running_page(1, [*filler, "Northland shall release all persons that it holds not later than"]),
        running_page(2, ["fourteen days after the signature of this pact.", "", *filler]),
        running_page(3, filler),
    ]
    document = taken(*pages)
    whole = (
        "Northland shall release all persons that it holds not later than\n"
        "fourteen days after the signature of this pact."
    )
    assert ("paragraph", whole) in said(document)
    start = document.text.index(whole)
    places = [piece.place for piece in document.pieces_of(start, start + len(whole))]
    assert [place.page for place in places if isinstance(place, OnPage)] == [1, 2]


def test_footnotes_are_notes_and_raised_marks_do_not_change_numbers() -> None:
    page = [
        *column(["Northland shall withdraw within 14"]),
        (254, 704.5, 7, "2"),
        *column(["Southland shall pay on the same day as before."], top=660),
        *column(["2 Not counting holidays."], top=80, size=8),
    ]
    document = taken(page)
    assert ("footnote", "2 Not counting holidays.") in said(document)
    assert [one.note for one in document.blocks if one.kind == "footnote"] == ["2"]
    assert "14^2" in document.text
    assert any("raised figure" in note for note in document.notes)


def test_columns_that_are_read_across_are_told() -> None:
    rows = [
        words
        for at in range(6)
        for words in (
            (72.0, 700.0 - 14 * at, 12.0, f"left side {at}"),
            (330.0, 700.0 - 14 * at, 12.0, f"right side {at}"),
        )
    ]
    assert any("columns or a table" in note for note in taken(rows).notes)
    down = column([f"left side {at}" for at in range(6)]) + column(
        [f"right side {at}" for at in range(6)], left=330
    )
    document = taken(down)
    assert document.notes == ()
    assert [text.split("\n")[0] for _, text in said(document)] == ["left side 0", "right side 0"]


def test_lines_that_go_back_up_the_page_are_told() -> None:
    page = [(72.0, 600.0, 12.0, "third line of all"), (72.0, 700.0, 12.0, "first line of all")]
    assert any("go back up" in note for note in taken(page).notes)


def test_a_turned_page_has_paragraphs_like_any_other() -> None:
    turned = pdf([[]], turned=90, paint=(
        "BT /F1 12 Tf 0 1 -1 0 100 72 Tm (Northland shall withdraw from the whole zone within) Tj ET\n"
        "BT /F1 12 Tf 0 1 -1 0 114 72 Tm (14 days.) Tj ET\nBT /F1 12 Tf 0 1 -1 0 170 72 Tm (Southland pays.) Tj ET\n"
    ))  # fmt: skip
    document = read(turned, "a.pdf", LIMITS)
    assert [text for _, text in said(document)] == [
        "Northland shall withdraw from the whole zone within\n14 days.",
        "Southland pays.",
    ]


PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    "stream\n0\nendstream"
)


def pictured(pages: int, words: dict[int, list[Placed]]) -> bytes:
    """A PDF whose pages show a picture, some with words."""
    number = 4 + 2 * pages
    resources = f"/Resources << /Font << /F1 3 0 R >> /XObject << /Im {number} 0 R >> >>"
    made = pdf(
        [words.get(at, []) for at in range(pages)], paint="q 600 0 0 700 0 0 cm /Im Do Q\n", more=[PICTURE]
    )
    return made.replace(b"/Resources << /Font << /F1 3 0 R >> >>", resources.encode())


def test_pages_made_of_pictures_are_refused_or_named() -> None:
    with pytest.raises(CannotRead, match="made of pictures") as refused:
        read(pictured(3, {}), "a.pdf", LIMITS)
    assert "text recognition" in (refused.value.help or "")
    document = read(pictured(4, {0: column(["Words."])}), "a.pdf", LIMITS)
    assert any("pages 2 to 4" in note for note in document.notes)


def test_a_password_is_said_to_be_the_reason() -> None:
    locked = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O ("
        + "a" * 32
        + ") /U ("
        + "b" * 32
        + ") /P -4 >> /ID [(a) (a)]"
    )
    with pytest.raises(CannotRead, match="closed by a password"):
        read(pdf([column(["Words."])], trailer=locked), "a.pdf", LIMITS)


def test_damage_is_said_to_be_the_reason() -> None:
    whole = pdf([column(["Words."])])
    with pytest.raises(CannotRead, match="its end is missing"):
        read(whole[:300], "a.pdf", LIMITS)
    with pytest.raises(CannotRead, match="cannot be opened"):
        read(b"%PDF-1.4\nnothing\n%%EOF", "a.pdf", LIMITS)
    with pytest.raises(CannotRead, match="has no words"):
        read(pdf([[]]), "a.pdf", LIMITS)


def test_limits_hold() -> None:
    many = pdf([column(["Words."])] * 3)
    with pytest.raises(CannotRead, match="3 pages, and at most 2"):
        read(many, "a.pdf", Limits(pages=2))
    with pytest.raises(CannotRead, match="more than 10 characters"):
        read(many, "a.pdf", Limits(characters=10))
    with pytest.raises(CannotRead, match="longer to read than 0 seconds"):
        read(many, "a.pdf", Limits(seconds=0))


def test_scripts_attachments_and_comments_are_told_and_not_read() -> None:
    document = taken(
        column(["Words."]),
        catalog=(
            "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> "
            "/EmbeddedFiles << /Names [(b) 6 0 R] >> >>"
        ),
        page="/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (secret) >>]",
        more=["<< /Type /Filespec /F (b) /EF << /F 7 0 R >> >>", "<< /Length 1 >>\nstream\nx\nendstream"],
    )
    assert document.text == "Words.\n"
    notes = " ".join(document.notes)
    assert "scripts" in notes
    assert "1 attachment," in notes
    assert "comments" in notes


def lettered(pairs: dict[str, str], words: list[Placed]) -> bytes:
    """A PDF that says of some signs which letters they are."""
    chars = "\n".join(
        f"<{ord(sign):02X}> <{letters.encode('utf-16-be').hex()}>" for sign, letters in pairs.items()
    )
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /a def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(pairs)} beginbfchar\n{chars}\nendbfchar endcmap end end"
    )
    return pdf(
        [words], font="/ToUnicode 6 0 R", more=[f"<< /Length {len(table)} >>\nstream\n{table}\nendstream"]
    )


def test_letters_beyond_the_first_plane_and_ligatures_have_their_places() -> None:
    data = lettered({"A": "\U0001f54a", "B": "ffi"}, column(["xAy oBce"]))
    document = read(data, "a.pdf", LIMITS)
    assert document.text == "x\U0001f54ay office\n"
    for at in range(len(document.text) - 1):
        read_anew = [words_at(data, piece.place) for piece in document.pieces_of(at, at + 1)]  # type: ignore[arg-type]
        assert read_anew == [document.text[at]]


def test_right_to_left_words_are_told() -> None:
    document = read(lettered({"A": "\u05d0", "B": "\u05d1"}, column(["ABBA 14 days"])), "a.pdf", LIMITS)
    assert any("from right to left" in note for note in document.notes)
    assert "14 days" in document.text


def test_signs_without_a_letter_are_told() -> None:
    document = read(lettered({"A": "\0", "B": "\ud7ff"}, column(["AAA Pact"])), "a.pdf", LIMITS)
    assert "\0" not in document.text
    assert "Pact" in document.text


LINES = st.lists(
    st.tuples(
        st.integers(10, 500),
        st.integers(20, 780),
        st.sampled_from([7, 10, 12, 18]),
        st.text(st.sampled_from("abc AB12-()\u00e9\u2019\u2013\u00ad."), max_size=25),
    ),
    max_size=12,
)


@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from([0, 90, 180, 270]), st.data())
def test_any_span_read_anew_from_its_pages_gives_the_same_words(
    pages: list[list[Placed]], turned: int, data: st.DataObject
) -> None:
    raw = pdf([[(72, 790, 10, "Pact"), *pages[0]], *pages[1:]], turned=turned)
    document = read(raw, "a.pdf", LIMITS)
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    mapped = 0
    for piece in document.pieces_of(start, end):
        words = document.text[piece.start : piece.end]
        assert words_at(raw, piece.place) == words  # type: ignore[arg-type]
        mapped += len(words)
    made = sum(document.text.count(sign, start, end) for sign in "\n^")
    assert mapped + made == end - start
    assert sum(one.end - one.start for one in document.blocks) <= len(document.text)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_every_character_of_the_text_layer_stands_once_in_the_text(pages: list[list[Placed]]) -> None:
    import pypdfium2

    raw = pdf([[(72, 790, 10, "Pact"), *pages[0]], *pages[1:]])
    layer: list[str] = []
    with pypdfium2.PdfDocument(raw) as document:
        for page in document:
            layer += page.get_textpage().get_text_range().replace("\x02", "-").replace("\ufffe", "-")
    text = read(raw, "a.pdf", LIMITS).text.replace("^", "")
    assert sorted("".join(text.split())) == sorted("".join("".join(layer).split()))
