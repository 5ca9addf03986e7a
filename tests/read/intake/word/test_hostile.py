"""Word files that are broken, or made to do harm: read or refused in a sentence, and nothing else."""

from __future__ import annotations

import random
import socket
import zipfile
from io import BytesIO
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import CannotRead, DetenteError
from detente.read.document import LIMITS, Document, Limits
from detente.read.intake.docx import read
from detente.read.intake.word.comment import Remarked, with_comments
from tests.read.intake.word.drawn import NOTES, NUMBERING
from tests.read.intake.word.made import (
    SPACES,
    definition,
    deleted,
    inserted,
    item,
    level,
    listed,
    para,
    run,
    unzipped,
    word,
    zipped,
)

BODY = (
    item("The Parties", 1)
    + item("withdraw", 1, 1)
    + para(run("within "), inserted(run("14")), deleted("10"), run(" days"))
    + para(run("Signed"), '<w:r><w:footnoteReference w:id="1"/></w:r>')
    + f"<w:tbl><w:tr><w:tc>{para(run('Stage'))}</w:tc></w:tr></w:tbl>"
)
GOOD = word(BODY, {"footnotes": NOTES}, numbering=NUMBERING)


def with_files(**files: str | bytes) -> bytes:
    """The good file with some of its parts in the folder `word` replaced or added."""
    named = {f"word/{name.replace('_', '.')}": content for name, content in files.items()}
    return zipped({**unzipped(GOOD), **named}.items())


def refused(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(CannotRead) as raised:
        read(data, "draft.docx", limits)
    assert raised.value.help
    return raised.value.sentence


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_parsed() -> None:
    bomb = with_files(document_xml=b"<w:document>" + b" " * 5_000_000)
    assert len(bomb) < 10_000
    assert refused(bomb, Limits(unpacked=1_000_000)).endswith(
        "unpacks to more than 1,000,000 bytes, and no more are read"
    )


def test_a_size_that_lies_is_found_out() -> None:
    data = with_files(big_xml=b"<a>" + b" " * 100_000 + b"</a>")
    archive = zipfile.ZipFile(BytesIO(data))
    entry = archive.getinfo("word/big.xml")
    lying = data.replace(entry.file_size.to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lying != data
    assert "is damaged" in refused(lying)


def test_much_blank_is_no_reason_to_refuse() -> None:
    assert len(read(word(para(run(" " * 1_000_000 + "end"))), "draft.docx").text) == 1_000_004


DOCTYPES = [
    '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
]


@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("part", ["document_xml", "footnotes_xml", "unused_xml"])
def test_a_doctype_is_refused_in_every_part(doctype: str, part: str) -> None:
    xml = f"{doctype}<w:document {SPACES}><w:body>{para(run('x'))}</w:body></w:document>"
    assert "has a document type definition" in refused(with_files(**{part: xml}))


def test_a_doctype_is_found_in_utf_16_and_utf_7() -> None:
    xml = f"{DOCTYPES[0]}<w:document {SPACES}><w:body>{para(run('&x;'))}</w:body></w:document>"
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16")
    assert "has a document type definition" in refused(with_files(document_xml=wide))
    seven = b'<?xml version="1.0" encoding="UTF-7"?>' + xml.replace("<", "+ADw-").encode()
    refused(with_files(document_xml=seven))


def test_parts_in_utf_16_are_read() -> None:
    xml = f"<w:document {SPACES}><w:body>{para(run('Northland'))}</w:body></w:document>"
    assert read(with_files(document_xml=xml.encode("utf-16")), "x").text == "Northland\n"


@pytest.mark.parametrize(
    "xml", ["", "no xml", "<w:document>", f"<w:document {SPACES}/>", "<a>&x;</a>", "\0\0\0"]
)
def test_a_document_that_is_no_document(xml: str) -> None:
    assert "is damaged" in refused(with_files(document_xml=xml))


def test_a_package_without_a_document() -> None:
    files = unzipped(GOOD)
    del files["word/document.xml"]
    assert refused(zipped(files.items())).endswith("is damaged: the document itself is missing in it")


OTHERS = [name for name in unzipped(GOOD) if name != "word/document.xml"]


@pytest.mark.parametrize("missing", OTHERS)
def test_a_package_without_other_parts_is_read(missing: str) -> None:
    files = unzipped(GOOD)
    del files[missing]
    assert "within 14 days" in read(zipped(files.items()), "x").text


def test_a_document_without_text() -> None:
    assert refused(word(para())) == "draft.docx has no text"
    assert refused(word(para(run(" "), deleted("gone")))) == "draft.docx has no text"
    assert refused(word("")) == "draft.docx has no text"


def test_deep_nesting_is_read_or_refused_without_running_out_of_stack() -> None:
    for depth in (50, 200, 20_000):
        body = "<w:sdt>" * depth + para(run("deep")) + "</w:sdt>" * depth
        try:
            assert read(word(body), "x").text == "deep\n"
        except CannotRead as error:
            assert depth > 200 and "is damaged" in error.sentence  # noqa: PT017, PT018


def test_tables_boxes_and_changes_nested_as_deep_as_the_parser_goes() -> None:
    inner = para(run("deep"))
    for _ in range(30):
        inner = f"<w:tbl><w:tr><w:tc>{inner}{para()}</w:tc></w:tr></w:tbl>"
    assert read(word(inner), "x").text == "deep\n"
    inner = para(run("deep"))
    for _ in range(40):
        inner = para(f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>")
    assert read(word(inner), "x").text == "deep\n"
    inner = run("deep")
    for _ in range(200):
        inner = inserted(inner)
    assert read(word(para(inner)), "x").text == "deep\n"


def test_paragraphs_in_paragraphs_keep_their_words() -> None:
    assert read(word(para(run("a"), para(run("b")), run("c")) + run("lost")), "x").text == "b\n\nac\n"


def test_names_that_lead_out_of_the_package_do_no_harm(tmp_path: object) -> None:
    files = {**unzipped(GOOD), "../../evil.xml": b"<a/>", "/etc/x": b"x", "word/_rels/document.xml.rels": b""}
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    one = '<Relationship Id="{}" Type="x/{}" Target="{}"/>'
    files["word/_rels/document.xml.rels"] = rels.format(
        one.format("a", "footnotes", "../../../../etc/passwd")
        + one.format("b", "styles", "file:///etc/passwd")
    ).encode()
    assert "within 14 days" in read(zipped(files.items()), "x").text


def test_what_is_outside_the_package_is_not_fetched() -> None:
    rels = unzipped(GOOD)["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="t" Type="x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/>'
        b'<Relationship Id="h" Type="x/header" Target="http://127.0.0.1:9/h.xml" TargetMode="External"/>'
        b"</Relationships>",
    )
    body = para(run("Text")) + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>'
    files = {**unzipped(word(body)), "word/_rels/document.xml.rels": rels}
    assert read(zipped(files.items()), "x").text == "Text\n"


def test_macros_are_named_and_not_looked_at() -> None:
    assert read(with_files(vbaProject_bin=b"\0" * 64), "x.docm").notes[-1].startswith("The file holds macros")


def test_two_parts_of_one_name() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([*unzipped(GOOD).items(), ("word/document.xml", "<a/>")])
    assert refused(data).endswith("it holds two parts of one name")


def test_an_encrypted_part() -> None:
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)) == "draft.docx is encrypted"


def test_limits_of_characters_marks_and_time() -> None:
    long = word("".join(para(run("x" * 900)) for _ in range(5)))
    assert "more than 2,000 characters" in refused(long, Limits(characters=2_000))
    assert "marks of form" in refused(word("<w:p/>" * 5_000 + para(run("x"))), Limits(characters=2_000))
    assert "seconds" in refused(GOOD, Limits(seconds=0.0))


def test_styles_and_lists_that_lead_in_circles() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{two}"/></w:style>'
        for one, two in ("AB", "BA", "CC")
    ) + (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>' + listed(
        1, 0
    )
    body = (
        para(run("x"), about='<w:pStyle w:val="A"/>')
        + para(run("y"), about='<w:pStyle w:val="C"/>')
        + item("z", 1)
    )
    assert read(word(body, styles=styles, numbering=numbering), "x").text == "x\n\ny\n\nz\n"


@pytest.mark.parametrize("value", ["", "x", "-1", "99", "99999999999999999999", "1e9", "\u0661"])
def test_numbers_that_are_no_numbers(value: str) -> None:
    lvl = level(0, "%1.", "lowerLetter").replace('w:start w:val="1"', f'w:start w:val="{value}"')
    body = item("z", 1).replace('w:ilvl w:val="0"', f'w:ilvl w:val="{value}"') + (
        f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{value}"/></w:trPr>'
        f'<w:tc><w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>{para(run("c"))}</w:tc></w:tr></w:tbl>'
    )
    document = read(word(body, numbering=definition(0, lvl) + listed(1, 0)), "x")
    assert len(document.text) < 40
    assert document.text.endswith("z\n\nc\n")


def try_all(data: bytes) -> Document | None:
    """Read a file and write comments into it; only errors raised on purpose may come out."""
    try:
        document = read(data, "draft.docx")
        ends = [(block.start, block.end) for block in document.blocks[:3]]
        with_comments(data, document, [Remarked(start, end, "?", "D", "D") for start, end in ends])
    except DetenteError:
        return None
    return document


PARTS = sorted(
    name
    for name in unzipped(GOOD)
    if name.endswith(("document.xml", "numbering.xml", "footnotes.xml", ".rels"))
)


@given(st.sampled_from(PARTS), st.integers(0, 10_000), st.integers(0, 255))
@settings(max_examples=250, deadline=None)
def test_a_byte_changed_in_a_part(part: str, at: int, byte: int) -> None:
    files = unzipped(GOOD)
    changed = bytearray(files[part])
    changed[at % len(changed)] = byte
    try_all(zipped({**files, part: bytes(changed)}.items()))


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_bytes_changed_in_the_archive(changes: list[tuple[int, int]]) -> None:
    changed = bytearray(GOOD)
    for at, byte in changes:
        changed[at % len(changed)] = byte
    try_all(bytes(changed))


@given(st.integers(0, 10_000))
@settings(max_examples=50, deadline=None)
def test_an_archive_cut_short(size: int) -> None:
    assert try_all(GOOD[: size % len(GOOD)]) is None


TAGS = (
    *(
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "ins",
        "del",
        "pPr",
        "rPr",
        "numPr",
        "sdt",
        "txbxContent",
        "pict",
        "body",
    ),
    *(
        "fldChar",
        "commentRangeStart",
        "commentRangeEnd",
        "footnoteReference",
        "sectPr",
        "ruby",
        "rubyBase",
        "moveTo",
    ),
)


def test_elements_in_places_where_they_do_not_belong() -> None:
    draw = random.Random(11)  # noqa: S311 -- a seed, so that a failure comes again
    for _ in range(300):
        body: list[str] = []
        opened: list[str] = []
        for _ in range(40):
            if opened and draw.random() < 0.45:
                body.append(f"</w:{opened.pop()}>")
            else:
                opened.append(draw.choice(TAGS))
                body.append(f'<w:{opened[-1]} w:id="1" w:val="{draw.choice("01x")}">word')
        body += [f"</w:{one}>" for one in reversed(opened)]
        try_all(word("".join(body) + BODY, {"footnotes": NOTES}, numbering=NUMBERING))
