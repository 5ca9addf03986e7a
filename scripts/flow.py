"""The picture of how `read` works: one clause of an example, from the Word file to the deal folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from detente.read.draft.decisions import Decision, key_of
from detente.read.draft.files import Drafted, draft_of
from detente.read.intake.take import take
from detente.read.proposals import Proposal
from detente.read.run import Whole, read_whole
from detente.read.verify import Claimed, verify
from detente.report.svg import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    PAPER,
    RULE,
    VERMILLION,
    Attributes,
    Box,
    document,
    element,
    escape,
    line,
    path,
    rect,
    room,
    words,
)

DRAFT: Final = Path(__file__).parent.parent / "examples" / "documents" / "harbour-draft-7.docx"
CLAUSE: Final = "2.4"
FIELDS: Final = ("by", "does", "due")
_WIDTH, _LEFT, _EDGE, _TOP, _GAP = 960, 24, 252, 78, 26
_SIZE, _STEP, _PAD, _INDENT = 12.5, 18, 16, 18
_ROOM: Final = _WIDTH - _EDGE - _LEFT - 2 * _PAD


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one look."""

    said: str
    colour: str = INK
    decoration: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its pieces, and by how many steps it stands further in."""

    pieces: tuple[Piece, ...]
    inset: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its title, what it is in two short lines, and what it shows of the clause."""

    title: str
    about: tuple[str, ...]
    rows: tuple[Row, ...]


def flow_svg() -> str:
    """The picture, made from what `read` answers on the example."""
    whole = read_whole(take(DRAFT), shape="agreement")
    one = next(found for found in whole.read.proposals if found.clause == CLAUSE and "due" in found.fields)
    steps = (
        _document(whole, one),
        _canonical(whole, one),
        _proposal(one),
        _verifier(whole, one),
        Step(
            "Person",
            ("on a terminal or a page,", "beside the text"),
            (
                _row("accept · edit, in words of the document or marked as one's own · reject · skip"),
                _row("Nothing is taken as a fact before a person accepts it.", FAINT),
            ),
        ),
        _folder(whole, one),
    )
    drawn, at = [*_heading()], float(_TOP)
    for place, step in enumerate(steps):
        height = 2 * _PAD + _STEP * max(len(step.rows), 1 + len(step.about)) - 4
        drawn += [_arrow(at - _GAP, at)] if place else []
        drawn += _drawn(place + 1, step, Box(_LEFT, at, _WIDTH - 2 * _LEFT, height))
        at += height + _GAP
    return document(
        "read", "From a document to a deal folder", _described(steps), (_WIDTH, at - _GAP + _LEFT), drawn
    )


def _described(steps: tuple[Step, ...]) -> str:
    said = (" ".join(piece.said.strip() for row in step.rows for piece in row.pieces) for step in steps)
    return " Then ".join(f"{step.title}: {words}" for step, words in zip(steps, said, strict=True))


def _row(said: str, colour: str = INK, inset: int = 0) -> Row:
    return Row((Piece(said, colour),), inset)


# --- the steps ---


def _document(whole: Whole, one: Proposal) -> Step:
    """The clause as it stands in the Word file, with its tracked change."""
    text, changes = whole.document.text, whole.document.changes
    old, new = (next(found for found in changes if found.kind == kind) for kind in ("deleted", "inserted"))
    return Step(
        "Document",
        ("Word, web page, PDF,", "Markdown or plain text"),
        (
            _row(f"{DRAFT.name}, clause {CLAUSE}, with a tracked change by {new.author}:", FAINT),
            Row(
                (
                    Piece(f"… {text[one.start : old.start].split('from ')[-1]}"),
                    Piece(old.words, VERMILLION, "line-through"),
                    Piece(" "),
                    Piece(new.words, GREEN, "underline"),
                    Piece(text[new.end : one.end]),
                )
            ),
        ),
    )


def _canonical(whole: Whole, one: Proposal) -> Step:
    """The sentence in the canonical text, with what was found in it."""
    pieces, at = [], one.start
    for found in sorted((one.fields[name] for name in FIELDS), key=lambda found: found.start):
        pieces += [
            Piece(whole.document.text[at : found.start]),
            Piece(found.words, BLUE, "underline"),
        ]
        at = found.end
    pieces.append(Piece(whole.document.text[at : one.end]))
    about = f"characters {one.start} to {one.end} of {len(whole.document.text)}, changes read as made:"
    return Step(
        "Canonical text",
        ("the document's own characters,", "each with its place"),
        (_row(about, FAINT), *_wrapped(pieces)),
    )


def _proposal(one: Proposal) -> Step:
    rows = (
        Row((Piece(f"{name}: ", FAINT), Piece(found.words, BLUE), Piece(f"   at {found.start}", FAINT)), 1)
        for name in FIELDS
        for found in [one.fields[name]]
    )
    return Step(
        "Proposal",
        ("a reader proposes; every part", "is an exact piece of the text"),
        (_row(f"{one.kind}, proposed by the {one.reader}:", FAINT), *rows),
    )


def _verifier(whole: Whole, one: Proposal) -> Step:
    """What passes, and what is refused: here the words as they stood before the tracked change."""
    old = next(found for found in whole.document.changes if found.kind == "deleted").words
    new = next(found for found in whole.document.changes if found.kind == "inserted").words
    due = one.words("due")
    altered = due.replace(new, old, 1)
    claimed = Claimed(one.kind, one.quote, {"due": altered}, near=one.start)
    (refusal,) = verify(whole.document, [claimed])[1]
    return Step(
        "Verifier",
        ("lets exact words pass, refuses", "the rest, and repairs nothing"),
        (
            _row(f"✓ due: {due}", GREEN),
            _row(f"✗ due: {altered}", VERMILLION),
            *(Row(row.pieces, 1) for row in _wrapped([Piece(f"{refusal.code}: {refusal.why}", VERMILLION)])),
        ),
    )


def _folder(whole: Whole, one: Proposal) -> Step:
    """The lines of the deal file that came of it."""
    decided = {key_of(whole.document, one): Decision("accepted")}
    lines = str(draft_of([Drafted(whole.read, whole.structure, decisions=decided)])["deal.yaml"]).splitlines()
    at = next(place for place, said in enumerate(lines) if said.startswith(f'    clause: "{CLAUSE}"'))
    first = max(place for place in range(at) if lines[place].startswith("  ") and lines[place][2] != " ")
    kept = [
        said
        for said in lines[first + 1 : at + 1]
        if said.split(":")[0].strip() in (*FIELDS, "after", "clause")
    ]
    return Step(
        "Deal folder",
        ("plain text; each line says", "where it comes from"),
        (_row(lines[first].strip()), *(_with_comment(said.strip()) for said in kept)),
    )


def _with_comment(said: str) -> Row:
    value, mark, comment = said.partition("  # ")
    comment = f"   # {comment}" if mark else ""
    while room(value + comment, _SIZE) > _ROOM:
        value = value.removesuffix("…")[:-1].rstrip() + "…"
    return Row((Piece(value), Piece(comment, FAINT)), 1)


def _wrapped(pieces: list[Piece]) -> list[Row]:
    """Pieces as rows that fit, broken at spaces."""
    rows: list[list[Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        for word in piece.said.replace(" ", " \0").split("\0"):
            if used + room(word.rstrip(), _SIZE) > _ROOM and rows[-1]:
                rows.append([])
                used = 0.0
            used += room(word, _SIZE)
            rows[-1].append(Piece(word, piece.colour, piece.decoration))
    return [Row(tuple(row)) for row in rows]


# --- drawing ---


def _heading() -> Iterator[str]:
    yield words(_LEFT, 34, "From a document to a deal folder", 19, font_weight="bold", fill=INK)
    yield words(_LEFT, 56, "One clause of an invented draft, step by step.", 13, fill=FAINT)


def _drawn(number: int, step: Step, box: Box) -> Iterator[str]:
    yield rect(box, PAPER, stroke=RULE, stroke_width=1.4, rx=8)
    yield rect(Box(box.left, box.top, _EDGE - _LEFT, box.height), "#f3f5f7", rx=8)
    base = box.top + _PAD + 10
    yield words(box.left + 14, base, f"{number}. {step.title}", 15, font_weight="bold", fill=INK)
    for at, said in enumerate(step.about, 1):
        yield words(box.left + 14, base + at * _STEP, said, 12, fill=FAINT)
    for at, row in enumerate(step.rows):
        yield _line_of(row, base + at * _STEP)


def _line_of(row: Row, base: float) -> str:
    look: Attributes = {"x": _EDGE + _PAD + _INDENT * row.inset, "y": base, "font-size": _SIZE}
    return element("text", look | {"xml:space": "preserve"}, *map(_span, row.pieces))


def _span(piece: Piece) -> str:
    look: Attributes = {"fill": piece.colour}
    if piece.decoration:
        look["text-decoration"] = piece.decoration
    return element("tspan", look, escape(piece.said))


def _arrow(start: float, end: float) -> str:
    x = (_LEFT + _EDGE) / 2
    head = path([(x - 5, end - 10), (x, end - 4), (x + 5, end - 10)], FAINT, 1.6)
    return line((x, start + 3), (x, end - 4), FAINT, 1.6) + head
