"""Comments written into a copy of a Word file: on the words that they are on, with everything else kept."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import CannotWrite
from detente.read.document import Document, InRun
from detente.read.intake.docx import read
from detente.read.intake.word.characters import paragraphs_of, runs_of
from detente.read.intake.word.comment import Commented, Remarked, with_comments
from detente.read.intake.word.package import Package
from tests.read.intake.word.drawn import FILES, NOTES, NUMBERING, READINGS
from tests.read.intake.word.made import (
    MAIN,
    OTHER,
    WHO,
    deleted,
    inserted,
    item,
    para,
    run,
    unzipped,
    word,
    zipped,
)

WHEN = datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)


def remark(document: Document, words: str, text: str = "Look here.") -> Remarked:
    start = document.text.index(words)
    return Remarked(start, start + len(words), text, "D\u00e9tente", "D")


def on(data: bytes, *words: str) -> tuple[Commented, dict[str, str]]:
    """Put a comment on each of these words; return also on which words each is found again."""
    document = read(data, "draft.docx")
    made = with_comments(data, document, [remark(document, one, one) for one in words], date=WHEN)
    again = read(made.data, "draft.docx")
    assert again.text == document.text
    return made, {one.words: again.text[one.start : one.end] for one in again.comments}


def whole(data: bytes) -> str:
    return unzipped(data)["word/document.xml"].decode()


def test_comments_in_a_file_of_python_docx_are_found_by_it() -> None:
    draft = docx.Document()
    paragraph = draft.add_paragraph("Northland shall ")
    paragraph.add_run("withdraw").bold = True
    paragraph.add_run(" within 14 days.")
    draft.add_table(1, 1).cell(0, 0).text = "Stage one"
    draft.add_comment(paragraph.runs[0], "An older one", "Ana Reyes", "AR")
    data = BytesIO()
    draft.save(data)
    made, found = on(data.getvalue(), "draw within 14", "Stage")
    assert found == {"An older one": "Northland shall ", "draw within 14": "draw within 14", "Stage": "Stage"}
    again = docx.Document(BytesIO(made.data))
    assert [(one.author, one.initials, one.text) for one in again.comments] == [
        ("Ana Reyes", "AR", "An older one"),
        ("D\u00e9tente", "D", "draw within 14"),
        ("D\u00e9tente", "D", "Stage"),
    ]
    assert [one.timestamp for one in again.comments][1:] == [WHEN, WHEN]
    bold = [(one.text, bool(one.bold)) for one in again.paragraphs[0].runs if one.text]
    assert bold == [
        ("Northland shall ", False),
        ("with", True),
        ("draw", True),
        (" within 14", False),
        (" days.", False),
    ]


@pytest.mark.parametrize(
    ("body", "on_words"),
    [
        pytest.param(para(run("one two three")), "two", id="within a run"),
        pytest.param(para(run("one two three")), "one two three", id="a whole run"),
        pytest.param(para(run("one "), inserted(run("two"), run(" four"))), "wo f", id="an insertion"),
        pytest.param(para(run("one "), inserted(run("two three"))), "one two", id="into an insertion"),
        pytest.param(
            para(run("one")) + para(run("two")) + para(run("three")), "e\n\ntwo\n\nth", id="paragraphs"
        ),
        pytest.param(
            para("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c d</w:t></w:r>"), "\tb\nc", id="tabs"
        ),
        pytest.param(para(f'<w:hyperlink w:anchor="x">{run("one two")}</w:hyperlink>'), "two", id="a link"),
        pytest.param(para(run("one "), deleted("two "), run("three")), "one three", id="around a deletion"),
    ],
)
def test_a_comment_is_on_its_words(body: str, on_words: str) -> None:
    made, found = on(word(body), on_words)
    assert found == {on_words: on_words}
    assert made.not_placed == ()


def test_several_comments_on_overlapping_words() -> None:
    words = ("shall withdraw", "withdraw", "draw within", "within", "Northland", " shall")
    _, found = on(word(para(run("Northland shall withdraw within 14 days."))), *words)
    assert found == {one: one for one in words}


BOX = f"<w:r><w:pict><v:textbox><w:txbxContent>{para(run('boxed words'))}</w:txbxContent></v:textbox></w:pict></w:r>"
FILLED = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + run("4 May 2026") + "</w:sdtContent></w:sdt>"
WITH_NOTE = '<w:r><w:t>14 days</w:t><w:footnoteReference w:id="1"/></w:r>' + run(" of it")


@pytest.mark.parametrize(
    ("body", "asked", "found"),
    [
        pytest.param(item("The Parties", 1), "1.", "The Parties", id="a number goes to its words"),
        pytest.param(para(run("at once"), BOX), "words", "at", id="a box goes to where it stands"),
        pytest.param(
            para(run("by "), FILLED, run(" at noon")), "May", "4 May 2026", id="a field to fill is not cut"
        ),
        pytest.param(para(run("within "), WITH_NOTE), "one", "14 days", id="a footnote goes to its mark"),
    ],
)
def test_where_a_comment_goes_that_cannot_be_on_its_words(body: str, asked: str, found: str) -> None:
    data = word(body, {"footnotes": NOTES}, numbering=NUMBERING)
    document = read(data, "draft.docx")
    made = with_comments(data, document, [remark(document, asked)], date=WHEN)
    again = read(made.data, "draft.docx")
    assert (len(made.placed), again.text) == (1, document.text)
    if asked == "words":  # the box has no words of the paragraph: the comment is at its place
        assert 'commentRangeStart w:id="0"/><w:r><w:pict>' in whole(made.data)
    else:
        assert again.text[again.comments[0].start : again.comments[0].end] == found


def test_what_stands_on_nothing_is_returned() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r-header1"/></w:sectPr>'
    data = word(para(run("Text")) + section, {"header1": para(run("Draft 7"))})
    document = read(data, "draft.docx")
    asked = [remark(document, "Draft"), remark(document, "Text")]
    made = with_comments(data, document, asked, date=WHEN)
    assert (made.placed, made.not_placed) == ((asked[1],), (asked[0],))
    alone = with_comments(data, document, asked[:1], date=WHEN)
    assert (alone.data, alone.not_placed) == (data, (asked[0],))


@given(FILES, READINGS, st.data())
@settings(max_examples=50, deadline=None)
def test_everything_else_stays_as_it_was(data: bytes, changes: str, draw: st.DataObject) -> None:
    document = read(data, "draft.docx", changes=changes)
    ends = st.integers(0, len(document.text) - 1)
    spans = draw.draw(st.lists(st.tuples(ends, ends).map(sorted), min_size=1, max_size=4))
    asked = [Remarked(start, end, f"Remark {at}", "D", "D") for at, (start, end) in enumerate(spans)]
    made = with_comments(data, document, asked, date=WHEN)
    before, after = unzipped(data), unzipped(made.data)
    assert docx.Document(BytesIO(made.data)).comments is not None
    for reading in ("made", "not made"):
        old, new = read(data, "draft.docx", changes=reading), read(made.data, "draft.docx", changes=reading)
        assert new.text == old.text
        assert new.blocks == old.blocks
        assert [(one.kind, one.words, one.start, one.end) for one in new.changes] == [
            (one.kind, one.words, one.start, one.end) for one in old.changes
        ]
    touched = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert {name: xml for name, xml in before.items() if name not in touched} == {
        name: xml for name, xml in after.items() if name in before and name not in touched
    }
    assert sorted(one.words for one in read(made.data, "x").comments) == sorted(
        one.text for one in made.placed
    )
    found = {one.words: one for one in read(made.data, "draft.docx", changes=changes).comments}
    root = Package(data, "draft.docx").parse("word/document.xml")
    plain = [one for one in made.placed if is_plain(root, document, one)]
    assert all((found[one.text].start, found[one.text].end) == (one.start, one.end) for one in plain)


def is_plain(root: Any, document: Document, one: Remarked) -> bool:
    """Whether both ends of a remark are characters of the body, in no box and in no field that is to be filled."""
    pieces = list(document.pieces_of(one.start, one.end))
    if not pieces or (pieces[0].start, pieces[-1].end) != (one.start, one.end):
        return False
    for piece in pieces[:1] + pieces[-1:]:
        if not isinstance(piece.place, InRun) or piece.place.part != "word/document.xml":
            return False
        paragraph = paragraphs_of(root)[piece.place.paragraph]
        around = runs_of(paragraph)[piece.place.run].iterancestors(f"{{{MAIN}}}sdt", f"{{{MAIN}}}txbxContent")
        if next(around, None) is not None:
            return False
    return True


def test_existing_comments_and_changes_are_kept() -> None:
    body = para(
        '<w:commentRangeStart w:id="41"/>', run("one "), deleted("two "), '<w:commentRangeEnd w:id="41"/>',
        '<w:r><w:commentReference w:id="41"/></w:r>', inserted(run("three four")),
    )  # fmt: skip
    comments = f'<w:comment w:id="41" w:author="Ana">{para(run("Kept"))}</w:comment>'
    made, found = on(word(body, {"comments": comments}), "three")
    assert found == {"Kept": "one ", "three": "three"}
    xml = whole(made.data)
    assert (xml.count("<w:ins "), xml.count("<w:del "), xml.count('w:commentRangeStart w:id="42"')) == (
        1,
        1,
        1,
    )
    assert unzipped(made.data)["word/comments.xml"].count(b"<w:comment ") == 2


def test_a_cut_keeps_blanks_form_and_order() -> None:
    data = word(
        para('<w:r w:rsidR="00AA"><w:rPr><w:i/></w:rPr><w:t>one two</w:t><w:tab/><w:t>three</w:t></w:r>')
    )
    made, _ = on(data, " two\tth")
    xml = whole(made.data)
    form = '<w:r w:rsidR="00AA"><w:rPr><w:i/></w:rPr>'
    assert xml.count(form) == 3
    assert f'{form}<w:t xml:space="preserve">one</w:t></w:r><w:commentRangeStart w:id="0"/>{form}' in xml
    assert '<w:t xml:space="preserve"> two</w:t><w:tab/><w:t xml:space="preserve">th</w:t></w:r>' in xml
    assert f'{form}<w:t xml:space="preserve">ree</w:t></w:r></w:p>' in xml


def test_text_of_several_lines_and_characters_that_xml_forbids() -> None:
    data = word(para(run("Text")))
    document = read(data, "draft.docx")
    made = with_comments(data, document, [Remarked(0, 4, "a < b\n\x00\ud800c & d", 'A\x01"', "")], date=None)
    comment = read(made.data, "draft.docx").comments[0]
    assert (comment.words, comment.author, comment.date) == ("a < b\n\ufffd\ufffdc & d", 'A\ufffd"', "")


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (datetime(2026, 5, 6, 7, 8, 9), "2026-05-06T07:08:09Z"),
        (datetime(2026, 5, 6, 1, 0, tzinfo=timezone(timedelta(hours=2))), "2026-05-05T23:00:00Z"),
        (None, ""),
    ],
)
def test_the_same_input_gives_the_same_file_with_the_date_asked_for(
    date: datetime | None, written: str
) -> None:
    data = word(para(run("Text")))
    document = read(data, "draft.docx")
    made = [with_comments(data, document, [remark(document, "ex")], date=date).data for _ in range(2)]
    assert made[0] == made[1]
    assert read(made[0], "draft.docx").comments[0].date == written


def test_what_is_refused() -> None:
    data = word(para(run("Text")))
    document = read(data, "draft.docx")
    with pytest.raises(CannotWrite, match=r"is not the file that was read"):
        with_comments(word(para(run("Other"))), document, [remark(document, "Text")])
    with pytest.raises(ValueError, match=r"no span 0 to 99"):
        with_comments(data, document, [Remarked(0, 99, "", "", "")])
    strict = {
        name: xml.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, xml in unzipped(data).items()
    }
    data = zipped(strict.items())
    document = read(data, "draft.docx")
    with pytest.raises(CannotWrite, match=r"of the strict form"):
        with_comments(data, document, [remark(document, "Text")])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_copy(tmp_path: Path) -> None:
    body = para(
        run("one "), inserted(run("two three"), who=WHO), f"<w:moveTo {OTHER}>{run(' four')}</w:moveTo>"
    )
    made, _ = on(
        word(body + item("The Parties", 1), {"footnotes": NOTES}, numbering=NUMBERING), "three", "Part"
    )
    (tmp_path / "reviewed.docx").write_bytes(made.data)
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "reviewed.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=50)
    assert (tmp_path / "reviewed.pdf").read_bytes().startswith(b"%PDF-")
