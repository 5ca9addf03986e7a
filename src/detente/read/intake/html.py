"""A web page to a document: what a person would read of it, each character with its element."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import version
from typing import Final

from detente.read.document import Document, InElement, Limits
from detente.read.intake.bounds import Clock, counted, damaged, refuse_long, too_many, wordless
from detente.read.intake.canon import Canon
from detente.read.intake.web.article import article_of
from detente.read.intake.web.decode import page_letters
from detente.read.intake.web.meta import Meta, meta_of
from detente.read.intake.web.passage import Passage
from detente.read.intake.web.passages import Left, Passages
from detente.read.intake.web.tree import VERSION, roots_of, text_node

_EMPTY_LINES: Final = re.compile(r"\n[ \t\r]*\n\s*")
_ARTICLE_SIZE: Final = 5_000_000  # characters of a page; no news page has more
_MOST_PIECES: Final = 2_000_000


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a web page.

    Of a page that says that it is an article, the article is read; of any other, everything but menus and the like.
    Scripts, styles, hidden elements, form fields and struck-out words are left out. White space is collapsed as
    browsers do; numbers of ordered lists, quotation marks of `q`, brackets around the marks of notes and the `^` of a
    raised figure are written by the reader, and belong to no piece.

    Args:
        data: the whole file.
        name: as shown to the user.
        limits: how much is taken on.

    Raises:
        CannotRead: it is damaged, of an unknown table of letters, beyond a limit, or without a word.
        MissingExtra: lxml or trafilatura is not installed.
    """
    clock = Clock(name, limits)
    letters = page_letters(data, name)
    roots = roots_of(letters.text, name)
    clock.check()
    walk = Passages(roots, name, clock)
    passages = list(walk)
    if not passages:
        raise wordless(name)
    meta = meta_of(roots)
    made_by = f"detente page 1, lxml {VERSION}"
    notes: list[str] = []
    if meta.article and len(letters.text) <= _ARTICLE_SIZE:
        made_by += f", trafilatura {version('trafilatura')}"
        passages, notes = _article(passages, lambda: roots_of(letters.text, name)[0])
    clock.check()
    canon = Canon()
    _write(canon, passages, name, limits)
    notes = [*letters.notes, *notes, *_notes(walk.left)]
    return _document(canon, data, name, made_by, meta, notes)


def words_at(data: bytes, place: InElement) -> str:
    """Read the words at a place from the page anew; see `opened` for many places.

    Raises:
        CannotRead: the page cannot be read.
        ValueError: it has no such place.
    """
    return opened(data)(place)


def opened(data: bytes) -> Callable[[InElement], str]:
    """Parse a page once, and return what reads the words at its places."""
    roots = roots_of(page_letters(data, "the page").text, "the page")

    def words(place: InElement) -> str:
        node = text_node(roots, place.path, place.node)
        if not 0 <= place.start <= place.end <= len(node):
            raise ValueError(
                f"{place.path} has {len(node)} characters, and no place {place.start} to {place.end}"
            )
        return node[place.start : place.end]

    return words


def _article(passages: list[Passage], parse: Callable[[], object]) -> tuple[list[Passage], list[str]]:
    kept = article_of(passages, parse)
    if kept is None:
        note = "The article could not be told from the page around it, so that the whole page was read."
        return passages, [note]
    ids = {id(one) for one in kept}
    left = [one for one in passages if id(one) not in ids]
    if not left:
        return kept, []
    words = sum(len("".join(stretch.text for stretch in one.stretches).split()) for one in left)
    return kept, [
        f"{counted(len(left), 'passage', 'passages')} on the page outside its article left out ({words:,} words), "
        "such as captions, links to other articles and notices."
    ]


def _notes(left: Left) -> list[str]:
    notes = []
    if left.struck:
        shown = "; ".join(f"“{words}”" for words in left.struck[:5])
        notes.append(
            f"{counted(len(left.struck), 'passage is', 'passages are')} struck out on the page and left out: {shown}."
        )
    if left.leading:
        notes.append(
            f"Menus and other parts that lead about the site were left out ({left.leading:,} characters)."
        )
    if left.fields:
        notes.append(
            f"{counted(left.fields, 'field', 'fields')} of a form left out; what is filled in there is not read."
        )
    return notes


def _write(canon: Canon, passages: list[Passage], name: str, limits: Limits) -> None:
    before: Passage | None = None
    for passage in passages:
        if before is not None:
            same = before.cell and passage.cell and before.cell[0] == passage.cell[0]
            canon.add("\n" if same else "\n\n")
        _write_one(canon, passage)
        refuse_long(name, canon.at, limits)
        if len(canon.pieces) > _MOST_PIECES:
            raise too_many(name, "separate parts", _MOST_PIECES)
        before = passage
    canon.add("\n")


def _write_one(canon: Canon, passage: Passage) -> None:
    start = canon.at
    held = passage.trimmed()
    for one in held:
        place = InElement(one.path, one.node, one.start, one.start + len(one.text)) if one.path else None
        canon.add(one.text, place)
    what = {
        "kind": passage.kind,
        "level": passage.level,
        "cell": passage.cell,
        "note": passage.note,
        "style": passage.style,
    }
    if not passage.verbatim:
        canon.block(start, number=passage.number, **what)
        return
    text, at = "".join(one.text for one in held), 0
    for gap in [*_EMPTY_LINES.finditer(text), None]:
        end = gap.start() if gap else len(text)
        canon.span(start + at, start + end, number="" if at else passage.number, **what)
        at = gap.end() if gap else end


def _document(canon: Canon, data: bytes, name: str, made_by: str, meta: Meta, notes: list[str]) -> Document:
    if not canon.pieces:
        raise damaged(name, "no word of it is in its right place")
    return canon.document(
        data,
        name,
        "html",
        made_by,
        notes=tuple(notes),
        title=meta.title,
        date=meta.date,
        publisher=meta.publisher,
    )
