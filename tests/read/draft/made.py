"""Documents as read, made in the test: a text, and which of its words are what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from detente.read.clauses.parts import Named, Part, Structure
from detente.read.document import Block, Document, Format, InFile, Piece
from detente.read.draft.drafted import Drafted
from detente.read.proposals import Found, Proposal, Read, found_in
from detente.text.source import Source

PACT = """\
Pact of the River

This Pact is made between Northland and Southland. Harbour is the Guarantor.

1. "Captives" means all persons held on either side.

2. Northland shall release all captives within 14 days after signature of this Pact.

3. Southland shall not use force: it leaves the bridge by 1 May 2031.

4. Each Party shall pay 20 million euro to the other Party as rapidly as possible.

5. The Joint Commission shall verify clause 2.

6. Either Party may withdraw from this Pact if the other fires.
"""


def at(text: str, words: str, after: str = "") -> Found:
    """Words of a text, the first time that they stand after others."""
    start = text.index(words, text.index(after) if after else 0)
    return found_in(text, start, start + len(words))


def proposal(text: str, kind: str, quote: str, fields: Mapping[str, str] = {}, **more: Any) -> Proposal:
    """A proposal on words of a text; its fields are words within the quote."""
    whole = at(text, quote)
    found = {}
    for name, words in fields.items():
        start = whole.start + quote.index(words)
        found[name] = found_in(text, start, start + len(words))
    return Proposal(kind, quote, whole.start, whole.end, found, **more)


def document(text: str, name: str = "Pact of the River.txt", form: Format = "txt", **more: Any) -> Document:
    """A document of one block."""
    data = text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(data).hexdigest()
    pieces = (Piece(0, len(text), InFile(0, len(data), 1)),)
    return Document(
        Source(name, text), digest, form, "made in a test 1", (Block(0, len(text)),), pieces, **more
    )


def structure(text: str, named: Sequence[Named] = ()) -> Structure:
    """A structure of one part."""
    parts = (Part(0, "paragraph", "", "", None, 1, 0, 0, len(text), len(text), None),) if text else ()
    return Structure(parts, (), (), (), tuple(named), ())


def drafted(
    text: str,
    proposals: Sequence[Proposal] = (),
    named: Sequence[Named] = (),
    *,
    name: str = "Pact of the River.txt",
    data: bytes | None = None,
    decisions: Mapping[str, Any] = {},
    **more: Any,
) -> Drafted:
    """A document as read, with the bytes that it has in UTF-8."""
    read = Read(document(text, name, **more), tuple(proposals), (), "made in a test", {})
    return Drafted(read, structure(text, named), text.encode() if data is None else data, decisions)


def same(words: str) -> str:
    """Words as they are."""
    return words


def swapped(words: str) -> str:
    """Words with the names of the two parties, and ids made of them, swapped."""
    for one, two in (("north", "south"), ("North", "South")):
        words = words.replace(one, "\0").replace(two, one).replace("\0", two)
    return words


def pact(said: Callable[[str], str] = same, name: str = "Pact of the River.txt", **more: Any) -> Drafted:
    """The pact of the river as a reader would propose it; `said` changes names in it."""
    text = said(PACT)

    def duty(clause: str, quote: str, kind: str = "obligation", **fields: str) -> Proposal:
        found = {key.replace("_", " ").strip(): said(words) for key, words in fields.items()}
        return proposal(text, kind, said(quote), found, clause=clause)

    named = [
        Named(at(text, said("Northland")), role="party", signs=True),
        Named(at(text, said("Southland")), role="party", signs=True),
        Named(at(text, "Harbour"), role="guarantor"),
    ]
    found = [
        duty(
            "1",
            '"Captives" means all persons held on either side.',
            "definition",
            term="Captives",
            meaning="all persons held on either side",
        ),
        duty(
            "2",
            "Northland shall release all captives within 14 days after signature of this Pact.",
            by="Northland",
            modal="shall",
            does="release all captives",
            due="within 14 days after signature of this Pact",
        ),
        duty(
            "3",
            "Southland shall not use force",
            "prohibition",
            by="Southland",
            modal="shall",
            not_="not",
            does="use force",
        ),
        duty(
            "3", "it leaves the bridge by 1 May 2031.", by="it", does="leaves the bridge", due="by 1 May 2031"
        ),
        duty(
            "4",
            "Each Party shall pay 20 million euro to the other Party as rapidly as possible.",
            by="Each Party",
            modal="shall",
            does="pay 20 million euro",
            amount="20 million euro",
            to="the other Party",
            due="as rapidly as possible",
        ),
        duty(
            "5",
            "The Joint Commission shall verify clause 2.",
            by="The Joint Commission",
            modal="shall",
            does="verify clause 2",
        ),
        duty(
            "6",
            "Either Party may withdraw from this Pact if the other fires.",
            "power",
            by="Either Party",
            does="withdraw from this Pact",
            if_="if the other fires",
        ),
    ]
    return drafted(text, found, named, name=name, **more)
