"""Comments written into a copy of a Word file, tied to the words that they are on.

Runs are cut at the ends of a span and keep their form; comments and tracked changes that are there stay as they are.
Source: ECMA-376-1:2016, 17.13.4 (Comments).
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from detente.errors import CannotWrite
from detente.read.document import LIMITS, Document, Limits
from detente.read.intake.word.anchors import Anchors, Tie
from detente.read.intake.word.cutting import cut_run
from detente.read.intake.word.names import (
    AUTHOR,
    DATE,
    ID,
    MAIN,
    R_PR,
    SPACE,
    VAL,
    Element,
    P,
    R,
    T,
    W,
    number,
)
from detente.read.intake.word.package import Package, etree, first_of, parse_xml, relations_of
from detente.read.intake.word.rewriting import as_bytes, rewritten, with_relation, with_type

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_MARKS: Final = (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_LONGEST_NAME: Final = 255


@dataclass(frozen=True, slots=True)
class Remarked:
    """What is to be said on words of a document: canonical offsets, the text, and who says it."""

    start: int
    end: int
    text: str
    author: str
    initials: str


@dataclass(frozen=True, slots=True)
class Commented:
    """A copy of a Word file with comments, and the remarks that stand on nothing that may carry one."""

    data: bytes
    placed: tuple[Remarked, ...]
    not_placed: tuple[Remarked, ...]


def with_comments(
    data: bytes,
    document: Document,
    remarks: Sequence[Remarked],
    *,
    date: datetime | None = None,
    limits: Limits = LIMITS,
) -> Commented:
    """Write remarks as comments into a copy of a Word file.

    Args:
        data: the file, as it was read.
        document: what was read of it.
        remarks: what is to be said, and on which words. One on a footnote goes to the mark of the note, one on a
            number that the word processor makes to the words behind it, one in a box to the place of the box.
        date: when they are said; without one, the comments have no date. A time without a zone is taken as UTC.
        limits: how much is taken on.

    Raises:
        CannotRead: the file is damaged.
        CannotWrite: the file is not the one that the document was read from, or is of the strict form.
        ValueError: a remark lies outside the text.
    """
    _check(data, document, remarks)
    package = Package(data, document.file, limits)
    part = package.main()
    root = package.parse(part)
    if package.is_strict:
        raise CannotWrite(
            f"{document.file} is of the strict form of Word files, into which no comments are written",
            help="save it as a Word document (.docx) of the usual form",
        )
    anchors = Anchors(package, document, root, part)
    ties = [anchors.ties(one.start, one.end) for one in remarks]
    placed = [(one, two) for one, two in zip(remarks, ties, strict=True) if two is not None]
    not_placed = tuple(one for one, two in zip(remarks, ties, strict=True) if two is None)
    if not placed:
        return Commented(data, (), not_placed)
    own = first_of(package.relations(part), "comments")
    comments = package.parse_if(own)
    first = _first_free(root, comments)
    _tie(anchors, [two for _, two in placed], first)
    said = [_comment(one, first + at, date) for at, (one, _) in enumerate(placed)]
    parts = {part: as_bytes(root)} | _listed(package, part, own, comments, said)
    return Commented(rewritten(data, parts), tuple(one for one, _ in placed), not_placed)


def _check(data: bytes, document: Document, remarks: Iterable[Remarked]) -> None:
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise CannotWrite(
            f"{document.file} is not the file that was read",
            help="read it again, and then write the comments",
        )
    for one in remarks:
        document.span(one.start, one.end)


def _first_free(root: Element, comments: Element | None) -> int:
    named = [one.get(ID) for one in root.iter(*_MARKS)]
    if comments is not None:
        named += [one.get(ID) for one in comments]
    return max((number(one, -1) for one in named), default=-1) + 1


def _tie(anchors: Anchors, ties: Sequence[tuple[Tie, Tie]], first: int) -> None:
    """Cut the runs where comments begin and end, and set the marks of the comments between them."""
    cuts: dict[tuple[int, int], set[int]] = {}
    for tie in (one for two in ties for one in two if not one.is_whole):
        cuts.setdefault((tie.paragraph, tie.run), set()).add(tie.offset)
    hosts = {(tie.paragraph, tie.run): anchors.host(tie) for two in ties for tie in two if tie.is_whole}
    parts = {
        (paragraph, run): cut_run(anchors.runs(paragraph)[run], offsets)
        for (paragraph, run), offsets in cuts.items()
    }
    for at in reversed(range(len(ties))):  # what is set last stands next to the run
        start, end = ties[at]
        _after(hosts, parts, end, first + at)
    for at, (start, _) in enumerate(ties):
        _before(hosts, parts, start, first + at)


_Hosts = dict[tuple[int, int], Element]
_Parts = dict[tuple[int, int], dict[int, Element]]


def _before(hosts: _Hosts, parts: _Parts, tie: Tie, identity: int) -> None:
    run = _at(hosts, parts, tie, tie.offset)
    run.addprevious(run.makeelement(_MARKS[0], {ID: str(identity)}))


def _at(hosts: _Hosts, parts: _Parts, tie: Tie, offset: int) -> Element:
    """What a mark stands beside: the part of the run that holds an offset, or all that cannot be cut."""
    place = tie.paragraph, tie.run
    if tie.is_whole:
        return hosts[place]
    return next(one for at, one in reversed(parts[place].items()) if at <= offset)


def _after(hosts: _Hosts, parts: _Parts, tie: Tie, identity: int) -> None:
    run = _at(hosts, parts, tie, max(tie.offset - 1, 0))
    end = run.makeelement(_MARKS[1], {ID: str(identity)})
    mark = etree.SubElement(run.makeelement(R), R_PR)
    etree.SubElement(mark, W + "rStyle", {VAL: "CommentReference"})
    etree.SubElement(mark.getparent(), _MARKS[2], {ID: str(identity)})
    run.addnext(mark.getparent())
    run.addnext(end)


def _comment(remark: Remarked, identity: int, date: datetime | None) -> Element:
    comment = parse_xml(f'<w:comment xmlns:w="{MAIN}"/>')
    comment.set(ID, str(identity))
    comment.set(AUTHOR, _clean(remark.author)[:_LONGEST_NAME])
    if date is not None:
        zoned = date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
        comment.set(DATE, zoned.strftime("%Y-%m-%dT%H:%M:%SZ"))
    comment.set(W + "initials", _clean(remark.initials)[:_LONGEST_NAME])
    for at, line in enumerate(_clean(remark.text).split("\n")):
        paragraph = etree.SubElement(comment, P)
        etree.SubElement(etree.SubElement(paragraph, W + "pPr"), W + "pStyle", {VAL: "CommentText"})
        if not at:
            mark = _run(paragraph, "CommentReference")
            etree.SubElement(mark, W + "annotationRef")
        if line:
            _say(_run(paragraph, ""), line)
    return comment


def _run(paragraph: Element, style: str) -> Element:
    run = etree.SubElement(paragraph, R)
    if style:
        etree.SubElement(etree.SubElement(run, R_PR), W + "rStyle", {VAL: style})
    return run


def _say(run: Element, line: str) -> None:
    for at, words in enumerate(line.split("\t")):
        if at:
            etree.SubElement(run, W + "tab")
        if words:
            one = etree.SubElement(run, T)
            one.text = words
            one.set(SPACE, "preserve")


def _clean(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words.replace("\r\n", "\n").replace("\r", "\n"))


def _listed(
    package: Package, part: str, own: str | None, comments: Element | None, said: Iterable[Element]
) -> dict[str, bytes]:
    """The part of the comments, and where it is new, what makes it known."""
    if comments is not None and own is not None:
        comments.extend(said)
        return {own: as_bytes(comments)}
    root = parse_xml(f'<w:comments xmlns:w="{MAIN}"/>')
    root.extend(said)
    folder = posixpath.dirname(part)
    names = (posixpath.join(folder, f"comments{at or ''}.xml") for at in range(len(package.names) + 1))
    new = next(name for name in names if name not in package.names)
    return {
        new: as_bytes(root),
        **with_type(package, new, _TYPE),
        **with_relation(package, relations_of(part), _KIND, posixpath.basename(new)),
    }
