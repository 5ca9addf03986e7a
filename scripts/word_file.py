"""A small writer of Word files for the examples: the same text gives the same bytes, on every machine.

A line of the source is a paragraph. `= ` begins a title, `== ` a heading without a number, `# ` a numbered heading,
`## ` a numbered clause, `- ` a line without a number, and `| a | b |` a row of a table. Inside a line stand
`{+author|words+}` (inserted), `{-author|words-}` (deleted), `{^words^}` (a footnote) and `{!author|words|comment!}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MARKED: Final = re.compile(
    r"\{\+(?P<by>[^|]*)\|(?P<new>[^+]*)\+\}|\{-(?P<from>[^|]*)\|(?P<old>[^-]*)-\}"
    r"|\{\^(?P<note>[^^]*)\^\}|\{!(?P<who>[^|]*)\|(?P<on>[^|]*)\|(?P<said>[^!]*)!\}"
)
_STYLES: Final = {"= ": "Title", "== ": "Annex", "# ": "Heading1", "## ": "Clause", "- ": "Plain"}
_LOOKS: Final = f"""\
<w:styles xmlns:w="{_MAIN}">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="22"/>\
<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Plain"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:spacing w:after="120"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Annex"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:keepNext/><w:spacing w:before="300"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr>\
</w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:before="240"/>\
<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/>\
<w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>\
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
</w:styles>"""
_LEVEL: Final = (
    '<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="{style}"/>'
    '<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
)
_NUMBERS: Final = (
    f'<w:numbering xmlns:w="{_MAIN}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    f"{_LEVEL.format(at=0, style='Heading1', text='%1.')}{_LEVEL.format(at=1, style='Clause', text='%1.%2')}"
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_COLUMN: Final = '<w:gridCol w:w="2300"/>'
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(slots=True)
class _Story:
    """What is written as the paragraphs go by."""

    date: str
    notes: list[str] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    changed: int = 0

    def paragraph(self, line: str) -> str:
        mark = next((one for one in _STYLES if line.startswith(one)), "")
        style = _STYLES.get(mark, "Normal")
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(self._runs(line[len(mark) :]))}</w:p>'
        )

    def table(self, rows: Iterable[str]) -> str:
        written = []
        for row in rows:
            cells = (cell.strip() for cell in row.strip().strip("|").split("|"))
            written.append(
                "".join(
                    '<w:tc><w:tcPr><w:tcW w:w="2300" w:type="dxa"/></w:tcPr>'
                    f"<w:p>{''.join(self._runs(one))}</w:p></w:tc>"
                    for one in cells
                )
            )
        columns = written[0].count("<w:tc>")
        body = "".join(f"<w:tr>{one}</w:tr>" for one in written)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
            f"<w:tblGrid>{_COLUMN * columns}</w:tblGrid>{body}</w:tbl>"
        )

    def _runs(self, line: str) -> Iterator[str]:
        at = 0
        for found in _MARKED.finditer(line):
            yield _run(line[at : found.start()])
            yield self._mark(found)
            at = found.end()
        yield _run(line[at:])

    def _mark(self, found: re.Match[str]) -> str:
        if found["new"] is not None:
            return f"<w:ins {self._who(found['by'])}>{_run(found['new'])}</w:ins>"
        if found["old"] is not None:
            return f"<w:del {self._who(found['from'])}>{_run(found['old'], 'delText')}</w:del>"
        if found["note"] is not None:
            self.notes.append(found["note"])
            style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            return f'<w:r>{style}<w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        self.remarks.append((found["who"], found["said"]))
        number = len(self.remarks) - 1
        return (
            f'<w:commentRangeStart w:id="{number}"/>{_run(found["on"])}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    def _who(self, name: str) -> str:
        self.changed += 1
        return f'w:id="{100 + self.changed}" w:author="{escape(name)}" w:date="{self.date}"'

    def footnotes(self) -> str:
        """The part of the footnotes, with the two that every file has."""
        own = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle '
            f'w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>{_run(" " + said)}</w:p></w:footnote>'
            for number, said in enumerate(self.notes, 1)
        )
        return (
            f'<w:footnotes xmlns:w="{_MAIN}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r>'
            '</w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
            f"<w:continuationSeparator/></w:r></w:p></w:footnote>{own}</w:footnotes>"
        )

    def comments(self) -> str:
        """The part of the comments."""
        own = "".join(
            f'<w:comment w:id="{number}" w:author="{escape(who)}" w:date="{self.date}" w:initials="{who[:1]}">'
            f"<w:p>{_run(said)}</w:p></w:comment>"
            for number, (who, said) in enumerate(self.remarks)
        )
        return f'<w:comments xmlns:w="{_MAIN}">{own}</w:comments>'


def _run(said: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{escape(said)}</w:{tag}></w:r>' if said else ""


def word_file(source: str, *, title: str, date: str, creator: str) -> bytes:
    """A Word file.

    Args:
        source: the text; see above.
        title: of its properties.
        date: when it was made, as `2031-03-04T10:00:00Z`; so are its changes and comments.
        creator: whose it is.
    """
    story = _Story(date)
    body = "".join(_blocks(source.splitlines(), story))
    size = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1304" w:bottom="1134" w:left="1304" '
        'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{body}{size}</w:body></w:document>',
        "word/styles.xml": _LOOKS,
        "word/numbering.xml": _NUMBERS,
        "word/footnotes.xml": story.footnotes(),
        "word/comments.xml": story.comments(),
    }
    return _packed({**_frame(list(parts), title, date, creator), **parts})


def _blocks(lines: Iterable[str], story: _Story) -> Iterator[str]:
    rows: list[str] = []
    for line in lines:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            yield story.table(rows)
            rows = []
        if line.strip():
            yield story.paragraph(line)
    if rows:
        yield story.table(rows) + "<w:p/>"


def _frame(names: list[str], title: str, date: str, creator: str) -> dict[str, str]:
    """The parts that say what the others are."""
    kinds = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}.{_kind(name)}+xml"/>' for name in names
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{_stem(name)}" Target="{_stem(name)}.xml"/>'
        for at, name in enumerate(names[1:], 1)
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/>{kinds}<Override PartName="/docProps/core.xml" '
            f'ContentType="{core}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/><Relationship Id="rId2" '
            f'Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
        ),
    }


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".xml")


def _kind(name: str) -> str:
    return "document.main" if _stem(name) == "document" else _stem(name)


def _packed(parts: Mapping[str, str]) -> bytes:
    """The parts as a package, not compressed: compressed bytes differ from one zlib to another."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        for name, content in parts.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0  # else it says on which system it was made
            package.writestr(entry, f"{_XML}{content}".encode())
    return out.getvalue()
