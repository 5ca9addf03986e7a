"""Word files to documents: the body in order, then footnotes, endnotes, headers and footers.

Numbers of lists are counted again, tracked changes are read as made or as not made and kept as records, and every
character leads back to its run. Nothing in the file is run, and nothing that it points to is fetched.
"""

from __future__ import annotations

import hashlib
from collections import Counter

from detente.errors import CannotRead, MissingExtra
from detente.read.document import LIMITS, Document, Limits
from detente.read.intake.word import told
from detente.read.intake.word.figures import figure
from detente.read.intake.word.gathered import NOTES, Gathered
from detente.read.intake.word.names import BODY, ID, TYPE, Element, W
from detente.read.intake.word.package import Package, first_of
from detente.read.intake.word.places import words_at
from detente.read.intake.word.remarks import comments_of
from detente.read.intake.word.story import Story
from detente.text.source import Source
from detente.version import VERSION

try:
    import docx
except ImportError:
    raise MissingExtra("read", "read Word files") from None

__all__ = ["read", "words_at"]

_TERMS = "{http://purl.org/dc/terms/}"
_ELEMENTS = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes, name: str, limits: Limits = LIMITS, *, changes: str = "made") -> Document:
    """Read a Word file.

    Args:
        data: the bytes of the file.
        name: what the user knows it by.
        limits: how much is taken on.
        changes: whether tracked changes are read as `made` or as `not made`.

    Raises:
        CannotRead: it is damaged, encrypted, without text, or beyond a limit, or has a part with a DOCTYPE.
    """
    package = Package(data, name, limits)
    gathered = Gathered.of(package, limits, made=changes == "made")
    _body(gathered)
    _notes(gathered)
    _margins(gathered)
    canonical = gathered.canonical
    if not canonical.blocks:
        raise CannotRead(
            f"{name} has no text", help="if it is a picture of a text, have the text recognised first"
        )
    found, comments = canonical.all_changes(), comments_of(gathered)
    title, date, publisher = _properties(package)
    return Document(
        Source(name, canonical.text()),
        hashlib.sha256(data).hexdigest(),
        "docx",
        f"python-docx {docx.__version__}, D\u00e9tente {VERSION}",
        tuple(canonical.blocks),
        tuple(canonical.pieces),
        changes=found,
        comments=comments,
        reading=changes if found else "",
        notes=(
            *told.on_changes(found, changes),
            *told.on_comments(len(comments)),
            *told.on_left_out(gathered.tally),
            *told.on_figures(gathered.numbering.unknown),
            *told.on_macros(package.names),
        ),
        title=title,
        date=date,
        publisher=publisher,
    )


def _body(gathered: Gathered) -> None:
    root = gathered.package.parse(gathered.main)
    body = root.find(BODY)
    if body is None:
        raise CannotRead(
            f"{gathered.package.name} is damaged: {gathered.main} has no body",
            help="open it in a word processor and save it again as .docx",
        )
    Story(gathered, gathered.main, root).read(body)


def _notes(gathered: Gathered) -> None:
    """Read the footnotes and endnotes that the text points to, in the order in which it does."""
    related = gathered.package.relations(gathered.main)
    for kind in NOTES:
        part = first_of(related, f"{kind}s")
        root = gathered.package.parse_if(part)
        if root is None or part is None:
            continue
        story, notes = Story(gathered, part, root, kind), _notes_in(root, kind)
        figures, count = gathered.note_figures[kind]
        for one in list(gathered.pointed.values()):
            note = notes.get(one.identity)
            if one.kind != kind or note is None:
                continue
            mark = one.own_mark or figure(count, figures)
            count += not one.own_mark and all(change.shown for change in one.within)
            story.read(note, note=mark, within=one.within)


def _notes_in(root: Element, kind: str) -> dict[str, Element]:
    return {one.get(ID, ""): one for one in root.iter(W + kind) if one.get(TYPE, "normal") == "normal"}


def _margins(gathered: Gathered) -> None:
    """Read headers and footers, each once, and once also where sections repeat its words."""
    related, canonical = gathered.package.relations(gathered.main), gathered.canonical
    seen: Counter[str] = Counter()
    for kind in ("header", "footer"):
        for identity, one in gathered.margins.items():
            target = related[identity].target if identity in related else ""
            root = gathered.package.parse_if(target) if one == kind and not seen[target] else None
            if root is None:
                continue
            seen[target] += 1
            before = canonical.mark()
            Story(gathered, target, root, "header" if kind == "header" else "footer").read(root)
            words = canonical.words_since(before)
            if seen[f"{kind} {words}"]:
                canonical.back_to(before)
            seen[f"{kind} {words}"] += 1


def _properties(package: Package) -> tuple[str, str, str]:
    """The title, the date and the author that the file gives in its own properties, each "" where it does not."""
    root = package.parse_if(first_of(package.relations(""), "core-properties"))

    def said(tag: str) -> str:
        return "" if root is None else (root.findtext(tag) or "").strip()

    date = said(_TERMS + "modified") or said(_TERMS + "created")
    return said(_ELEMENTS + "title"), date, said(_ELEMENTS + "creator")
