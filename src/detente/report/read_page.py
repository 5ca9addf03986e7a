"""The page on which proposals are decided beside the text that they came from: one HTML file that sends nothing.

Its content security policy forbids every connection; the only script that may run is the one whose digest it names
(Content Security Policy Level 3, W3C).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from detente.read.draft.decisions import Decision, key_of
from detente.read.review.asking import REVIEWED, names_for

if TYPE_CHECKING:
    from detente.read.document import Block, Document
    from detente.read.proposals import Proposal, Read

_SHOWN_FIELDS: Final = 8
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; "
    "base-uri 'none'; form-action 'none'"
)
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
    names = ", ".join(read.document.file for read in reads)
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


def _reviewed(read: Read) -> list[tuple[str, Proposal]]:
    return [(key_of(read.document, one), one) for one in read.proposals if one.kind in REVIEWED]


def _data(keyed: Sequence[tuple[Read, list[tuple[str, Proposal]]]], decided: Mapping[str, Decision]) -> str:
    keys = {key for _, mine in keyed for key, _ in mine}
    made = {
        "documents": {read.document.sha256: read.document.file for read, _ in keyed},
        "proposals": [
            {"key": key, "quote": one.quote, "along": [found.words for found in one.along]}
            for _, mine in keyed
            for key, one in mine
        ],
        "decisions": {key: decision.as_dict() for key, decision in decided.items() if key in keys},
    }
    return json.dumps(made, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _header(reads: Sequence[Read], keyed: Sequence[tuple[Read, list[tuple[str, Proposal]]]]) -> str:
    kinds = dict.fromkeys(one.kind for _, mine in keyed for _, one in mine)
    options = "".join(f'<option value="{escape(kind)}">{escape(kind)}</option>' for kind in kinds)
    title = escape(", ".join(read.document.title or read.document.file for read in reads))
    about = "".join(f"<p>{escape(_about(read.document))}</p>" for read in reads)
    notes = "".join(f"<li>{escape(note)}</li>" for read in reads for note in read.document.notes)
    return (
        f"<header>\n<h1>{title}</h1>\n{about}\n{f'<ul>{notes}</ul>' if notes else ''}\n"
        "<p>Everything marked is proposed, with the words that it stands on. Nothing is taken as a fact before a "
        "person accepts it. This page sends nothing anywhere: save the decisions, and give the file to "
        "<code>detente read … -o FOLDER --decisions decisions.json</code>.</p>\n"
        '<div class="tools">\n<strong id="count" aria-live="polite"></strong>\n'
        f'<label>kind <select id="kind"><option value="all">all</option>{options}</select></label>\n'
        '<label>show <select id="state"><option value="all">all</option><option value="open">not decided</option>'
        '<option value="decided">decided</option></select></label>\n'
        '<label>decided by <input type="text" id="by" size="14" autocomplete="off"></label>\n'
        '<button id="save">Save decisions</button>\n'
        '<label>take in <input type="file" id="load" accept=".json,application/json"></label>\n'
        '<span id="loaded"></span>\n'
        "<span>keys: j next, k back, a accept, r reject, e edit, u undecided</span>\n</div>\n</header>\n"
    )


def _about(document: Document) -> str:
    said = [document.file, document.publisher, document.date, f"sha256 {document.sha256}", document.extractor]
    if document.reading:
        said.append(f"tracked changes read as {document.reading}")
    return " · ".join(part for part in said if part)


# --- the text ---


def _source(read: Read, mine: Sequence[tuple[str, Proposal]], *, several: bool) -> Iterator[str]:
    """The canonical text, block by block, with the quotations marked."""
    document = read.document
    if several:
        yield f"<h2>{escape(document.file)}</h2>\n"
    cuts = _cuts(mine)
    for block, start, end in _blocks(document):
        kind = block.kind if block is not None and block.kind in _HEADERS else ""
        yield f'<p dir="auto"{f" class={kind}" if kind else ""}>'
        yield from _marked(document.text, start, end, cuts)
        yield "</p>\n"


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


def _cuts(mine: Sequence[tuple[str, Proposal]]) -> list[tuple[int, int, str, str]]:
    """Stretches of the text under quotations: start, end, keys (the shortest quotation first), and its kind."""
    edges = sorted({edge for _, one in mine for edge in (one.start, one.end)})
    opening: dict[int, list[tuple[str, Proposal]]] = {}
    for key, one in mine:
        opening.setdefault(one.start, []).append((key, one))
    found: list[tuple[int, int, str, str]] = []
    on: list[tuple[str, Proposal]] = []
    for place, edge in enumerate(edges[:-1]):
        on = [pair for pair in on if pair[1].end > edge] + opening.get(edge, [])
        if on:
            inner = sorted(on, key=lambda pair: pair[1].end - pair[1].start)
            found.append((edge, edges[place + 1], " ".join(key for key, _ in inner), inner[0][1].kind))
    return found


def _marked(text: str, start: int, end: int, cuts: list[tuple[int, int, str, str]]) -> Iterator[str]:
    """The words of a block with its marks; what lies before the block is dropped from `cuts`."""
    while cuts and cuts[0][1] <= start:
        cuts.pop(0)
    at = start
    for begin, stop, keys, kind in cuts:
        if begin >= end:
            break
        first, last = max(begin, start), min(stop, end)
        yield escape(text[at:first])
        yield f'<mark class="{kind}" data-keys="{keys}">{escape(text[first:last])}</mark>'
        at = last
    yield escape(text[at:end])


# --- the proposals ---


def _card(read: Read, key: str, one: Proposal) -> str:
    where = f"clause {one.clause}, at {one.start}" if one.clause else f"at {one.start}"
    said = ""
    if one.form != "none" or one.speaker is not None:
        speaker = one.speaker.words if one.speaker is not None else "nobody certain"
        said = f"<tr><th>said by</th><td dir=auto>{escape(speaker)} ({escape(one.speaker_class)}, {one.form})</td></tr>"
    rows = "".join(_row(name, one) for name in _names(one))
    doubts = "".join(f'<p class="doubt">{escape(doubt)}</p>' for doubt in one.doubts)
    along = "".join(
        f"<tr><th>leans on</th><td dir=auto>{escape(found.words)}</td></tr>" for found in one.along
    )
    return (
        f'<article class="card" data-key="{key}" data-kind="{escape(one.kind)}" tabindex="-1">'
        f"<h3>{escape(one.kind)} <span>{escape(where)}</span></h3>"
        f"<blockquote dir=auto>{escape(one.quote)}</blockquote><table>{said}{along}{rows}</table>{doubts}"
        '<div class="buttons"><button data-state="accepted">Accept</button>'
        '<button data-state="rejected">Reject</button><button data-do="edit">Edit</button>'
        '<button data-do="keep" hidden>Keep</button>'
        '<button data-state="undecided">Undecided</button></div><p class="message" role="status"></p></article>\n'
    )


def _names(one: Proposal) -> list[str]:
    """The fields that are there, then a few that could be filled in."""
    missing = [name for name in names_for(one) if name not in one.fields]
    return [*one.fields, *missing[: max(0, _SHOWN_FIELDS - len(one.fields))]]


def _row(name: str, one: Proposal) -> str:
    words = " ".join(one.words(name).split())
    empty = "" if words else ' class="none"'
    return (
        f'<tr><th>{escape(name)}</th><td dir=auto data-field="{escape(name)}" data-words="{escape(words)}"{empty}>'
        f"{escape(words)}</td></tr>"
    )
