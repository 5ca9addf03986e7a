"""Word files: what is read of them, in which order, and what is told of what is not."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from io import BytesIO

import docx
import pytest

from detente.read.document import Document, InRun
from detente.read.intake.docx import read, words_at
from tests.read.intake.word.made import (
    OTHER,
    WHO,
    definition,
    deleted,
    inserted,
    level,
    listed,
    para,
    run,
    unzipped,
    word,
    zipped,
)


def read_body(
    body: str, parts: dict[str, str] | None = None, *, changes: str = "made", styles: str = ""
) -> Document:
    return read(word(body, parts, styles=styles), "draft.docx", changes=changes)


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_a_draft_as_people_write_it() -> None:
    draft = docx.Document()
    draft.core_properties.title = "Ceasefire"
    draft.core_properties.author = "Secretariat"
    draft.core_properties.modified = datetime(2026, 3, 4, 5, 6, 7)
    draft.add_heading("Withdrawal", 2)
    paragraph = draft.add_paragraph("Northland shall ")
    paragraph.add_run("withdraw").bold = True
    paragraph.add_run("\twithin\n14 days.")
    draft.add_paragraph("from Harbour", style="List Bullet")
    table = draft.add_table(2, 2)
    for at, words in enumerate(("Stage", "Day", "One")):
        table.cell(*divmod(at, 2)).text = words
    draft.sections[0].header.paragraphs[0].text = "Draft 7"
    data = BytesIO()
    draft.save(data)

    document = read(data.getvalue(), "draft.docx")
    assert document.text == (
        "Withdrawal\n\nNorthland shall withdraw\twithin\n14 days.\n\n\u2022 from Harbour\n\n"
        "Stage\nDay\nOne\n\nDraft 7\n"
    )
    assert [(block.kind, block.level, block.cell) for block in document.blocks] == [
        ("heading", 2, None),
        ("paragraph", 0, None),
        ("item", 1, None),
        ("cell", 0, (0, 0, 0)),
        ("cell", 0, (0, 0, 1)),
        ("cell", 0, (0, 1, 0)),
        ("header", 0, None),
    ]
    assert (document.title, document.date, document.publisher) == (
        "Ceasefire",
        "2026-03-04T05:06:07Z",
        "Secretariat",
    )
    assert document.extractor.startswith(f"python-docx {docx.__version__}, D\u00e9tente ")
    assert (document.format, document.reading, document.notes) == ("docx", "", ())


EMOJI = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" '
    'w16se:char="1F54A"/></mc:Choice><mc:Fallback><w:t>?</w:t></mc:Fallback></mc:AlternateContent></w:r>'
)
HEBREW, ARABIC = "\u05d4\u05e6\u05d3\u05d3\u05d9\u05dd", "\u0627\u0644\u0637\u0631\u0641\u0627\u0646"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a\tb\nc\nd"),
        ("<w:r><w:t>with</w:t><w:softHyphen/><w:t>draw</w:t></w:r>", "with\u00addraw"),
        ("<w:r><w:t>cease</w:t><w:noBreakHyphen/><w:t>fire</w:t></w:r>", "cease\u2011fire"),
        (
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="X" w:char="D800"/></w:r>',
            "\u2611\ufffd",
        ),
        ('<w:hyperlink r:id="r9">' + run("the annex") + "</w:hyperlink>", "the annex"),
        ("<w:smartTag><w:customXml>" + run("Harbour") + "</w:customXml></w:smartTag>", "Harbour"),
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + run("14") + "</w:sdtContent></w:sdt>", "14"),
        ('<w:r><w:br w:type="page"/></w:r>' + run("Annex"), "Annex"),
        ("<w:r><w:t>four<!-- five --> stages</w:t></w:r>", "four stages"),
        ("<w:r><w:t>a\n  b</w:t></w:r>", "a   b"),
        (EMOJI, "\U0001f54a"),
        (
            f"<w:r><w:ruby><w:rt>{run('kana')}</w:rt><w:rubyBase>{run('word')}</w:rubyBase></w:ruby></w:r>",
            "word",
        ),
        (run(HEBREW) + run(f" (the {ARABIC}) "), f"{HEBREW} (the {ARABIC}) "),
    ],
)
def test_characters_of_runs(inside: str, text: str) -> None:
    data = word(para(inside))
    document = read(data, "draft.docx")
    assert document.text == text + "\n"
    for piece in document.pieces:
        assert isinstance(piece.place, InRun)
        assert words_at(data, piece.place) == document.text[piece.start : piece.end]
    assert sum(piece.end - piece.start for piece in document.pieces) == len(text)


WITH_TAB = "<w:r><w:t>Parties</w:t><w:tab/><w:t>meet</w:t></w:r>"


def test_places_count_paragraphs_runs_and_characters_of_the_part() -> None:
    data = word(para(run("first")) + para(run("The "), inserted(run("two ")), deleted("three "), WITH_TAB))
    document = read(data, "draft.docx")
    assert [piece.place for piece in document.pieces] == [
        InRun("word/document.xml", 0, 0, 0, 5),
        InRun("word/document.xml", 1, 0, 0, 4),
        InRun("word/document.xml", 1, 1, 0, 4),
        InRun("word/document.xml", 1, 3, 0, 12),
    ]
    assert words_at(data, InRun("word/document.xml", 1, 2, 0, 5)) == "three"
    assert words_at(data, InRun("word/document.xml", 1, 3, 6, 9)) == "s\tm"
    for wrong in (InRun("word/document.xml", 5, 0, 0, 1), InRun("word/document.xml", 1, 3, 9, 99)):
        with pytest.raises(ValueError, match=r"has (no run|12 characters)|none from"):
            words_at(data, wrong)


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    ("body", "text", "notes"),
    [
        (
            [FIELD.format("begin"), "<w:r><w:instrText> REF x </w:instrText></w:r>", run("code"),
             FIELD.format("separate"), run("Article 4"), FIELD.format("end"), run(" applies.")],
            "Article 4 applies.", ("Not read: 4 characters in the code of fields.",),
        ),
        ([FIELD.format("begin"), run("All of this stays, though the field never ends.")],
         "All of this stays, though the field never ends.", ()),
        ([FIELD.format("end"), FIELD.format("separate"), run("So does this.")], "So does this.", ()),
        (['<w:fldSimple w:instr="DATE">', run("4 May"), "</w:fldSimple>"], "4 May", ()),
        (
            [FIELD.format("begin"), "<w:r><w:instrText> LISTNUM </w:instrText></w:r>", FIELD.format("end"), run("x")],
            "x", ("Not read: 1 number of a field LISTNUM or AUTONUM.",),
        ),
    ],
)  # fmt: skip
def test_fields_show_their_result(body: list[str], text: str, notes: tuple[str, ...]) -> None:
    document = read_body(para(*body))
    assert (document.text, document.notes) == (text + "\n", notes)


def cell(words: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{para(run(words))}</w:tc>"


def test_tables_in_order_nested_and_with_merged_cells_once() -> None:
    inner = f"<w:tbl><w:tr>{cell('inner')}</w:tr></w:tbl>"
    rows = [
        cell("wide", '<w:gridSpan w:val="2"/>') + cell("tall", '<w:vMerge w:val="restart"/>'),
        cell("b0") + cell("b1") + cell("under", "<w:vMerge/>"),
        cell("c0") + f"<w:tc>{para(run('outer'))}{inner}{para(run('after'))}</w:tc>" + cell("c2"),
    ]
    document = read_body(
        para(run("Before")) + "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>" + para(run("End"))
    )  # fmt: skip
    assert document.text == "Before\n\nwide\ntall\nb0\nb1\nc0\nouter\n\ninner\n\nafter\nc2\n\nEnd\n"
    assert [block.cell for block in document.blocks] == [
        *(None, (0, 0, 0), (0, 0, 2), (0, 1, 0), (0, 1, 1), (0, 2, 0), (0, 2, 1)),
        *((1, 0, 0), (0, 2, 1), (0, 2, 2), None),
    ]
    assert document.notes == ("Not read: 1 cell that lies under another.",)


def test_a_merged_cell_that_begins_nowhere_is_read() -> None:
    assert read_body(f"<w:tbl><w:tr>{cell('kept', '<w:vMerge/>')}</w:tr></w:tbl>").text == "kept\n"


BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = BOX.format(para(run("In the box.")))
    shape = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    data = word(para(run("Before "), shape, run("after.")) + para(run("Next.")))
    document = read(data, "draft.docx")
    assert document.text == "Before after.\n\nIn the box.\n\nNext.\n"
    assert [piece.place.paragraph for piece in document.pieces if isinstance(piece.place, InRun)] == [
        0,
        0,
        1,
        3,
    ]
    assert all(
        words_at(data, piece.place) == document.text[piece.start : piece.end]
        for piece in document.pieces
        if isinstance(piece.place, InRun)
    )


def test_footnotes_and_endnotes_follow_the_body_in_the_order_of_their_marks() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1">' + para(run("line")) + "</w:footnote>"
        '<w:footnote w:id="2">'
        + para("<w:r><w:footnoteRef/></w:r>", run("Second in the file."))
        + "</w:footnote>"
        '<w:footnote w:id="3">' + para(run("First in the text.")) + "</w:footnote>"
        '<w:footnote w:id="4">' + para(run("Nobody points here.")) + "</w:footnote>"
        '<w:footnote w:id="5">' + para(run("With a mark of its own.")) + "</w:footnote>"
    )
    body = para(
        run("within 14 days"), '<w:r><w:footnoteReference w:id="3"/></w:r>', run(" of signature"),
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>',
        '<w:r><w:footnoteReference w:id="5" w:customMarkFollows="1"/><w:t>*</w:t></w:r>',
    )  # fmt: skip
    end = f'<w:endnote w:id="1">{para(run("An endnote."))}</w:endnote>'
    document = read_body(body, {"footnotes": notes, "endnotes": end})
    assert blocks(document) == [
        ("paragraph", "within 14 days of signature*"),
        ("footnote", "First in the text."),
        ("footnote", "Second in the file."),
        ("footnote", "With a mark of its own."),
        ("endnote", "An endnote."),
    ]
    assert [block.note for block in document.blocks] == ["", "1", "2", "*", "i"]


def test_headers_and_footers_that_are_shown_once_each() -> None:
    sections = (
        '<w:headerReference w:type="default" r:id="r-header1"/><w:headerReference w:type="first" r:id="r-header2"/>'
        '<w:footerReference w:type="default" r:id="r-footer1"/>'
    )
    later = '<w:sectPr><w:headerReference w:type="default" r:id="r-header3"/></w:sectPr>'
    parts = {
        "header1": para(run("Draft 7")),
        "header2": para(run("An older draft")),
        "header3": para(run("Draft 7")),
        "footer1": para(run("Page 1")),
    }
    document = read_body(
        para(run("Text"), about=f"<w:sectPr>{sections}</w:sectPr>") + para(run("More")) + later, parts
    )
    assert blocks(document) == [
        ("paragraph", "Text"),
        ("paragraph", "More"),
        ("header", "Draft 7"),
        ("footer", "Page 1"),
    ]
    assert document.notes == ("Not read: 1 header or footer that no page shows.",)


def test_what_is_no_text_is_counted() -> None:
    document = read_body(
        para(
            run("See"),
            "<w:r><w:drawing><pic:pic/></w:drawing></w:r><w:r><w:pict><v:imagedata/></w:pict></w:r>",
            "<w:r><w:drawing><c:chart/></w:drawing></w:r>",
            "<w:r><w:object><v:imagedata/><o:OLEObject/></w:object></w:r>",
            "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
            run("hidden", "<w:vanish/>"),
            run(" shown", '<w:vanish w:val="0"/>'),
        )
    )
    assert document.text == "See shown\n"
    assert document.notes == (
        "Not read: 1 chart.",
        "Not read: 1 embedded object.",
        "Not read: 1 formula.",
        "Not read: 6 hidden characters.",
        "Not read: 2 pictures.",
    )


def test_text_that_a_style_hides_is_hidden() -> None:
    styles = '<w:style w:type="character" w:styleId="S"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    document = read_body(para(run("a"), run("b", '<w:rStyle w:val="S"/>')), styles=styles)
    assert document.text == "a\n"


CHANGED = para(
    run("Southland shall "),
    deleted("not "),
    inserted(run("fully ")),
    run("release", f"<w:b/><w:rPrChange {WHO}/>"),
    f"<w:moveFrom {OTHER}>{run(' soon')}</w:moveFrom>",
    run(" all"),
    f"<w:moveTo {OTHER}>{run(' here')}</w:moveTo>",
)


def test_tracked_changes_as_made_and_as_not_made() -> None:
    made, not_made = read_body(CHANGED), read_body(CHANGED, changes="not made")
    assert made.text == "Southland shall fully release all here\n"
    assert not_made.text == "Southland shall not release soon all\n"
    ana, ben = ("Ana Reyes", "2026-01-02T03:04:05Z"), ("Ben Ode", "2026-02-01T00:00:00Z")
    assert [(one.kind, one.words, one.author, one.date, one.start, one.end) for one in made.changes] == [
        ("deleted", "not ", *ana, 16, 16),
        ("inserted", "fully ", *ana, 16, 22),
        ("formatted", "release", *ana, 22, 29),
        ("moved away", " soon", *ben, 29, 29),
        ("moved here", " here", *ben, 33, 38),
    ]
    assert [(one.kind, one.start, one.end) for one in not_made.changes] == [
        ("deleted", 16, 20),
        ("inserted", 20, 20),
        ("formatted", 20, 27),
        ("moved away", 27, 32),
        ("moved here", 36, 36),
    ]
    assert (made.reading, not_made.reading) == ("made", "not made")
    assert made.notes == (
        "The file has tracked changes, read as made: 1 insertion, 1 deletion and 1 change of form by Ana Reyes;"
        " 1 passage moved to its place and 1 passage moved away by Ben Ode.",
    )


@pytest.mark.parametrize(
    ("mark", "made", "not_made"),
    [
        ("del", "one two\n", "one \n\ntwo\n"),
        ("ins", "one \n\ntwo\n", "one two\n"),
        ("moveFrom", "one two\n", "one \n\ntwo\n"),
    ],
)
def test_the_end_of_a_paragraph_may_be_a_change(mark: str, made: str, not_made: str) -> None:
    body = para(run("one "), about=f"<w:rPr><w:{mark} {WHO}/></w:rPr>") + para(run("two"))
    assert (read_body(body).text, read_body(body, changes="not made").text) == (made, not_made)
    change = read_body(body).changes[0]
    assert (change.words, change.author) == ("\n", "Ana Reyes")
    assert (change.end - change.start) == (mark == "ins")


def test_a_deleted_item_does_not_count() -> None:
    numbering = definition(0, level(0, "%1.")) + listed(1, 0)
    about = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = para(deleted("two"), about=f"{about}<w:rPr><w:del {WHO}/></w:rPr>")
    data = word(para(run("one"), about=about) + gone + para(run("three"), about=about), numbering=numbering)
    assert read(data, "x").text == "1. one\n\n2. three\n"
    assert read(data, "x", changes="not made").text == "1. one\n\n2. two\n\n3. three\n"
    assert [change.words for change in read(data, "x").changes] == ["two\n"]


def test_changes_of_rows_and_within_other_changes() -> None:
    row = f"<w:tr><w:trPr><w:del {WHO}/></w:trPr>{cell('gone')}</w:tr>"
    empty = f"<w:tr><w:trPr><w:ins {WHO}/></w:trPr><w:tc>{para()}</w:tc></w:tr>"
    body = f"<w:tbl><w:tr>{cell('stays')}</w:tr>{row}{empty}</w:tbl>"
    nested = para(inserted(run("new "), f"<w:del {OTHER}>{run('gone ', tag='delText')}</w:del>"), run("end"))
    document = read_body(body + nested)
    assert document.text == "stays\n\nnew end\n"
    assert [(one.kind, one.words, one.author) for one in document.changes] == [
        ("deleted", "gone", "Ana Reyes"),
        ("inserted", "", "Ana Reyes"),
        ("inserted", "new gone ", "Ana Reyes"),
        ("deleted", "gone ", "Ben Ode"),
    ]


def test_deleted_words_without_a_deletion_around_them_are_deleted() -> None:
    body = para(run("shall "), run("not ", tag="delText"), run("meet"))
    assert read_body(body).text == "shall meet\n"
    assert read_body(body).notes == (
        "The file has tracked changes, read as made: 1 deletion by an author who is not named.",
    )
    assert read_body(body, changes="not made").text == "shall not meet\n"


def test_the_words_of_a_deleted_note_are_kept_as_a_change() -> None:
    note = f'<w:footnote w:id="2">{para(run("The note."))}</w:footnote>'
    body = para(run("Text"), f'<w:del {WHO}><w:r><w:footnoteReference w:id="2"/></w:r></w:del>')
    document = read_body(body, {"footnotes": note})
    assert document.text == "Text\n"
    assert [(one.kind, one.words) for one in document.changes] == [("deleted", "The note.")]
    assert read_body(body, {"footnotes": note}, changes="not made").text == "Text\n\nThe note.\n"


def test_comments_with_the_words_that_they_are_on() -> None:
    comments = (
        f"<w:comment {WHO}>{para(run('Who '), deleted('else'), run('pays?'))}{para(run('And when?'))}</w:comment>"
        f"<w:comment {OTHER}>{para(run('Over two paragraphs'))}</w:comment>"
        f'<w:comment w:id="11" w:author="">{para(run("At a place"))}</w:comment>'
        f'<w:comment w:id="12" w:author="Ana">{para(run("Nowhere"))}</w:comment>'
    )
    first = para(
        run("Harbour "),
        '<w:commentRangeStart w:id="7"/>',
        run("pays"),
        '<w:commentRangeEnd w:id="7"/>',
        '<w:r><w:commentReference w:id="7"/></w:r>',
        run(" at "),
        '<w:commentRangeStart w:id="9"/>',
        run("once."),
    )
    second = para(
        run("Northland"),
        '<w:commentRangeEnd w:id="9"/>',
        run(" waits"),
        '<w:r><w:commentReference w:id="11"/></w:r>',
    )
    document = read_body(first + second, {"comments": comments})
    assert [(one.words, one.author, document.text[one.start : one.end]) for one in document.comments] == [
        ("Nowhere", "Ana", ""),
        ("Who pays?\nAnd when?", "Ana Reyes", "pays"),
        ("Over two paragraphs", "Ben Ode", "once.\n\nNorthland"),
        ("At a place", "", ""),
    ]
    assert document.comments[3].start == document.text.index(" waits") + len(" waits")
    assert document.notes == ("4 comments in the file are kept beside the text.",)


def test_swapping_two_names_swaps_only_names() -> None:
    body = para(run("Northland shall release what Southland holds."))
    swapped = body.replace("Northland", "?").replace("Southland", "Northland").replace("?", "Southland")
    assert [(block.start, block.end) for block in read_body(body).blocks] == [
        (block.start, block.end) for block in read_body(swapped).blocks
    ]


def test_the_strict_form_of_the_standard_is_read() -> None:
    usual, purl = b"http://schemas.openxmlformats.org/%s/2006/", b"http://purl.oclc.org/ooxml/%s/"
    files = unzipped(word(para(run("Strictly.")), {"footnotes": "<w:footnote/>"}))
    for one in (b"wordprocessingml", b"officeDocument"):
        files = {name: data.replace(usual % one, purl % one) for name, data in files.items()}
    assert read(zipped(files.items()), "strict.docx").text == "Strictly.\n"


def test_without_python_docx_the_extra_is_named() -> None:
    program = (
        "import sys; sys.modules['docx'] = None\n"
        "from detente.errors import MissingExtra\n"
        "try:\n    import detente.read.intake.docx\n"
        "except MissingExtra as error:\n    print(error.extra, error.needed_to)\n"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert said == "read read Word files\n"
