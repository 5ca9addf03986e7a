"""Word files made for a test from the XML that a word processor writes, shortened to what the test is about."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{MAIN}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
TYPE = (
    '<Override PartName="/word/{}.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"/>'
)
TO_DOCUMENT = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{RELATED}/officeDocument" Target="word/document.xml"/></Relationships>'
)
WHO = 'w:id="7" w:author="Ana Reyes" w:date="2026-01-02T03:04:05Z"'
OTHER = 'w:id="9" w:author="Ben Ode" w:date="2026-02-01T00:00:00Z"'


def word(body: str, parts: Mapping[str, str] | None = None, styles: str = "", numbering: str = "") -> bytes:
    """A Word file.

    Args:
        body: what stands in `w:body`.
        parts: other parts by the word for what they are (`footnotes`, `comments`, `header1`): what stands in them.
        styles: what stands in `w:styles`.
        numbering: what stands in `w:numbering`.
    """
    inner = {"styles": styles, "numbering": numbering, **(parts or {})}
    inner = {name: xml for name, xml in inner.items() if xml}
    files = {
        "[Content_Types].xml": TYPES.format(
            TYPE.format("document", "document.main")
            + "".join(TYPE.format(name, kind(name)) for name in inner)
        ),
        "_rels/.rels": TO_DOCUMENT,
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r-{name}" Type="{RELATED}/{kind(name)}" Target="{name}.xml"/>'
            for name in inner
        )
        + "</Relationships>",
    }
    for name, xml in inner.items():
        root = {"header": "hdr", "footer": "ftr"}.get(kind(name), kind(name))
        files[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{xml}</w:{root}>"
    return zipped(files.items())


def kind(name: str) -> str:
    """What a part is, by its name without the number at its end."""
    return name.rstrip("0123456789")


def zipped(files: Iterable[tuple[str, str | bytes]]) -> bytes:
    """A zip archive of files by name."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip archive by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def para(*runs: str, about: str = "") -> str:
    """A paragraph of runs; `about` is what stands in its `w:pPr`."""
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{''.join(runs)}</w:p>"


def run(words: str, about: str = "", tag: str = "t") -> str:
    """A run of words; `about` is what stands in its `w:rPr`."""
    properties = f"<w:rPr>{about}</w:rPr>" if about else ""
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def inserted(*runs: str, who: str = WHO) -> str:
    return f"<w:ins {who}>{''.join(runs)}</w:ins>"


def deleted(words: str, who: str = WHO) -> str:
    return f"<w:del {who}>{run(words, tag='delText')}</w:del>"


def item(words: str, list_id: int, level: int = 0) -> str:
    """An item of a list."""
    about = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return para(run(words), about=about)


def level(at: int, text: str, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    """A level of a list; `more` is what else stands in it, such as `<w:isLgl/>`."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(identity: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def listed(identity: int, definition_id: int, more: str = "") -> str:
    """A list that follows a definition; `more` holds its overrides."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{definition_id}"/>{more}</w:num>'
