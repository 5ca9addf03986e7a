"""Every character of the canonical text leads back to the same character of the original."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.read.document import Document, InRun
from detente.read.intake.docx import read
from detente.read.intake.word.places import Original
from tests.read.intake.word.drawn import FILES, READINGS


@given(FILES, READINGS, st.data())
@settings(max_examples=80, deadline=None)
def test_a_span_leads_back_to_its_words(data: bytes, changes: str, draw: st.DataObject) -> None:
    document = read(data, "draft.docx", changes=changes)
    original = Original(data)
    start = draw.draw(st.integers(0, len(document.text)))
    end = draw.draw(st.integers(start, len(document.text)))
    for piece in document.pieces_of(start, end):
        assert isinstance(piece.place, InRun)
        assert original.words_at(piece.place) == document.text[piece.start : piece.end]


@given(FILES, READINGS)
@settings(max_examples=60, deadline=None)
def test_only_line_ends_and_numbers_belong_to_no_piece(data: bytes, changes: str) -> None:
    document = read(data, "draft.docx", changes=changes)
    in_pieces = {at for piece in document.pieces for at in range(piece.start, piece.end)}
    before = 0
    for block in document.blocks:
        assert document.text[before : block.start] in (("\n", "\n\n") if before else ("",))
        made = "".join(document.text[at] for at in range(block.start, block.end) if at not in in_pieces)
        assert made.rstrip(" ") == block.number
        assert document.text.startswith(made, block.start)
        before = block.end
    assert document.text[before:] == "\n"


@given(FILES)
@settings(max_examples=60, deadline=None)
def test_changes_say_what_stands_in_the_text_or_would(data: bytes) -> None:
    made, not_made = read(data, "draft.docx"), read(data, "draft.docx", changes="not made")
    for document, shown in ((made, ("inserted", "moved here")), (not_made, ("deleted", "moved away"))):
        for change in document.changes:
            words = document.text[change.start : change.end]
            if change.kind == "formatted":
                continue
            assert words.strip("\n") in change.words if change.kind in shown else words == ""
    assert changed(made) == changed(not_made)


def changed(document: Document) -> Counter[tuple[str, str, str]]:
    """The characters of changes of each kind and author; how many records they make depends on the reading."""
    return Counter((one.kind, one.author, sign) for one in document.changes for sign in one.words)
