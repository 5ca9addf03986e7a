"""The page on which proposals are decided beside the text that they came from: one HTML file that sends nothing.

Its content security policy forbids every connection; the only script that may run is the one whose digest it names
(Content Security Policy Level 3, W3C).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, TypeAlias

from detente.read.draft.decisions import Decision, key_of
from detente.read.review.asking import REVIEWED, names_for

if TYPE_CHECKING:
    from detente.read.document import Block, Document
    from detente.read.proposals import Proposal, Read

Keyed: TypeAlias = "list[tuple[str, Proposal]]"
Cut: TypeAlias = tuple[int, int, str, str]
Cell: TypeAlias = "tuple[int, int, int] | None"

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; "
    "base-uri 'none'; form-action 'none'"
)
_MOST_EMPTY: Final = 60  # cells in a row that are drawn without a word
_HEADERS: Final = ("heading", "cell", "footnote", "endnote", "header", "footer")


def page_of(reads: Sequence[Read], decisions: Mapping[str, Decision] | None = None) -> str:
    """The page as one HTML document.

    Args:
        reads: what was read, a part of the page each.
        decisions: what was decided before, by `key_of` each proposal.
    """
    decided = decisions or {}
    keyed = [(read, _reviewed(read)) for read in reads]
    script, style = _asset("read.js"), _asset("read.css")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = _POLICY.format(digest)
    names = ", ".join(_name(read.document) for read in reads)
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{escape(names)}: proposals</title>\n<style>\n{style}</style>\n</head>\n<body>\n",
        _header(reads, keyed),
        '<div class="columns">\n<main class="source" aria-label="The text">\n',
        *(piece for read, mine in keyed for piece in _source(read, mine, several=len(reads) > 1)),
        '</main>\n<section class="cards" aria-label="Proposals">\n',
        '<p class="none" id="none" hidden>Nothing of this kind is left.</p>\n',
        *(_card(read, key, one) for read, mine in keyed for key, one in mine),
        "</section>\n</div>\n",
        f'<script type="application/json" id="data">{_data(keyed, decided)}</script>\n',
        f"<script>{script}</script>\n</body>\n</html>\n",
    ]
    return "".join(parts)


@cache
def _asset(name: str) -> str:
    return files("detente.report.pages").joinpath(name).read_text(encoding="utf-8")


def _reviewed(read: Read) -> Keyed:
    return [(key_of(read.document, one), one) for one in read.proposals if one.kind in REVIEWED]


def _data(keyed: Sequence[tuple[Read, Keyed]], decided: Mapping[str, Decision]) -> str:
    keys = {key for _, mine in keyed for key, _ in mine}
    made = {
        "documents": {read.document.sha256: _name(read.document) for read, _ in keyed},
        "proposals": [
            {"key": key, "quote": one.quote, "along": [found.words for found in one.along]}
            for _, mine in keyed
            for key, one in mine
        ],
        "decisions": {key: decision.as_dict() for key, decision in decided.items() if key in keys},
    }
    return json.dumps(made, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _header(reads: Sequence[Read], keyed: Sequence[tuple[Read, Keyed]]) -> str:
    kinds = dict.fromkeys(one.kind for _, mine in keyed for _, one in mine)
    options = "".join(f'<option value="{escape(kind)}">{escape(kind)}</option>' for kind in kinds)
    title = escape(", ".join(read.document.title or _name(read.document) for read in reads))
    about = "".join(f"<p>{escape(_about(read.document))}</p>" for read in reads)
    origin = "".join(f"<p>{escape(_origin(read.document))}</p>" for read in reads)
    notes = "".join(f"<li>{escape(note)}</li>" for read in reads for note in read.document.notes)
    return (
        f"<header>\n<h1>{title}</h1>\n{about}\n{f'<ul>{notes}</ul>' if notes else ''}\n"
        "<details><summary>What is marked is proposed. Nothing is a fact before a person accepts it.</summary>\n"
        "<p>Each proposal stands on the words that are marked. This page sends nothing anywhere: save the decisions, "
        "and give the file to <code>detente read … -o FOLDER --decisions decisions.json</code>, which looks for every "
        f"edited field in the document again.</p>\n<p>{_KEYS}</p>\n{origin}</details>\n"
        '<div class="tools">\n<strong id="count" aria-live="polite"></strong>\n'
        '<progress id="done" max="1" value="0" aria-hidden="true"></progress>\n'
        f'<label>kind <select id="kind"><option value="all">all</option>{options}</select></label>\n'
        '<label>show <select id="state"><option value="all">all</option><option value="open">not decided</option>'
        '<option value="decided">decided</option></select></label>\n'
        '<label>decided by <input type="text" id="by" size="14" maxlength="200" autocomplete="off"></label>\n'
        '<button id="save">Save decisions</button>\n'
        '<label class="file">Take in decisions<input type="file" id="load" accept=".json,application/json"></label>\n'
        '<span id="loaded" role="status"></span>\n</div>\n</header>\n'
    )


_KEYS: Final = (
    "Keys: <kbd>j</kbd> next, <kbd>k</kbd> back, <kbd>a</kbd> accept, <kbd>r</kbd> reject, <kbd>e</kbd> edit "
    "(<kbd>Enter</kbd> keeps, <kbd>Esc</kbd> leaves it), <kbd>u</kbd> undecided."
)


def _name(document: Document) -> str:
    """The name of the file alone: a page that is handed on says nothing of folders."""
    return PurePath(document.file).name


def _about(document: Document) -> str:
    said = [_name(document), document.publisher, document.date]
    if document.reading:
        said.append(f"tracked changes read as {document.reading}")
    return " · ".join(part for part in said if part)


def _origin(document: Document) -> str:
    return f"{_name(document)}: sha256 {document.sha256}, read by {document.extractor}"


# --- the text ---


def _source(read: Read, mine: Keyed, *, several: bool) -> Iterator[str]:
    """The canonical text, block by block, with the quotations marked."""
    document = read.document
    if several:
        yield f"<h2>{escape(_name(document))}</h2>\n"
    cuts = deque(_cuts(mine))
    before: Cell = None
    for block, start, end in _blocks(document):
        kind = block.kind if block is not None and block.kind in _HEADERS else ""
        cell = block.cell if block is not None else None
        yield _between(before, cell)
        yield f'<p dir="auto" class="{kind}">' if kind else '<p dir="auto">'
        yield from _marked(document.text, start, end, cuts)
        yield "</p>\n"
        before = cell
    yield _between(before, None)


def _between(before: Cell, after: Cell) -> str:
    """What closes one cell of a table and opens the next; cells without a word have no block, and are filled in."""
    if before == after:
        return ""
    if before is not None and after is not None and before[0] == after[0]:
        if before[1] == after[1]:
            return f"</td>{_empty(after[2] - before[2] - 1)}<td>"
        return f"</td></tr>\n<tr>{_empty(after[2])}<td>"
    closed = "" if before is None else "</td></tr></table>\n"
    return closed if after is None else f"{closed}<table><tr>{_empty(after[2])}<td>"


def _empty(count: int) -> str:
    return "<td></td>" * min(count, _MOST_EMPTY)


def _blocks(document: Document) -> Iterator[tuple[Block | None, int, int]]:
    """The blocks, and whatever words stand between them."""
    at = 0
    for block in document.blocks:
        if document.text[at : block.start].strip():
            yield None, at, block.start
        if block.start >= at:
            yield block, block.start, block.end
            at = block.end
    if document.text[at:].strip():
        yield None, at, len(document.text)


def _cuts(mine: Keyed) -> list[Cut]:
    """Stretches of the text under quotations: start, end, keys (the shortest quotation first), and its kind."""
    edges = sorted({edge for _, one in mine for edge in (one.start, one.end)})
    opening: dict[int, Keyed] = {}
    for key, one in mine:
        opening.setdefault(one.start, []).append((key, one))
    found: list[Cut] = []
    on: Keyed = []
    for place, edge in enumerate(edges[:-1]):
        on = [pair for pair in on if pair[1].end > edge] + opening.get(edge, [])
        if on:
            inner = sorted(on, key=lambda pair: pair[1].end - pair[1].start)
            found.append((edge, edges[place + 1], " ".join(key for key, _ in inner), inner[0][1].kind))
    return found


def _marked(text: str, start: int, end: int, cuts: deque[Cut]) -> Iterator[str]:
    """The words of a block with its marks; what lies before the block is dropped from `cuts`."""
    while cuts and cuts[0][1] <= start:
        cuts.popleft()
    at = start
    for begin, stop, keys, kind in cuts:
        if begin >= end:
            break
        first, last = max(begin, start), min(stop, end)
        yield escape(text[at:first])
        yield f'<mark class="{escape(kind)}" data-keys="{keys}">{escape(text[first:last])}</mark>'
        at = last
    yield escape(text[at:end])


# --- the proposals ---


def _card(read: Read, key: str, one: Proposal) -> str:
    where = f"clause {one.clause}, at {one.start}" if one.clause else f"at {one.start}"
    missing = [name for name in names_for(one) if name not in one.fields]
    rows = "".join(
        [
            *_spoken(one),
            *(_row(name, words) for name, words in _leaning(one)),
            *(_field(name, one) for name in one.fields),
            *(_field(name, one) for name in missing),
        ]
    )
    doubts = "".join(f'<p class="doubt">{escape(doubt)}</p>' for doubt in one.doubts)
    edit = (
        '<button data-do="edit">Edit</button><button data-do="keep" hidden>Keep</button>'
        '<button data-do="leave" hidden>Leave</button>'
    )
    return (
        f'<article class="card {escape(one.kind)}" data-key="{key}" data-kind="{escape(one.kind)}" tabindex="-1">'
        f"<h3><b>{escape(one.kind)}</b> <span>{escape(where)}</span></h3>"
        f"<blockquote dir=auto>{escape(one.quote)}</blockquote><table>{rows}</table>{doubts}"
        '<div class="buttons"><button data-state="accepted">Accept</button>'
        f'<button data-state="rejected">Reject</button>{edit if names_for(one) else ""}'
        '<button data-state="undecided">Undecided</button></div><p class="message" role="status"></p></article>\n'
    )


def _spoken(one: Proposal) -> Iterator[str]:
    if one.form != "none" or one.speaker is not None:
        speaker = one.speaker.words if one.speaker is not None else "nobody certain"
        yield _row("said by", f"{speaker} ({one.speaker_class}, {one.form})")


def _leaning(one: Proposal) -> Iterator[tuple[str, str]]:
    """Words elsewhere that it leans on, but for those that a field or the speaker already shows."""
    shown = {found.words for found in one.fields.values()} | {one.speaker.words if one.speaker else ""}
    yield from (("leans on", found.words) for found in one.along if found.words not in shown)


def _row(name: str, words: str) -> str:
    return f"<tr><th>{escape(name)}</th><td dir=auto>{escape(words)}</td></tr>"


def _field(name: str, one: Proposal) -> str:
    """A field that can be edited; one that is not there is shown while somebody edits."""
    words = " ".join(one.words(name).split())
    missing = "" if name in one.fields else ' class="missing"'
    cell = f'<td dir=auto data-field="{escape(name)}" data-words="{escape(words)}">{escape(words)}</td>'
    return f"<tr{missing}><th>{escape(name)}</th>{cell}</tr>"
