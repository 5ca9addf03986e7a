"""Agreements between parties that do not exist, written for the tests, and what is read of them."""

from __future__ import annotations

from detente.read.clauses.parts import Part, Structure
from detente.read.clauses.structure import structure_of
from detente.read.document import Block, Document, Format
from detente.text.source import Source


def document_of(text: str, kind: Format = "txt", blocks: tuple[Block, ...] = ()) -> Document:
    """A document with this canonical text; without blocks, paragraphs end at empty lines."""
    return Document(Source(f"draft.{kind}", text), "0" * 64, kind, "by hand", blocks, ())


def read(text: str, kind: Format = "txt", blocks: tuple[Block, ...] = ()) -> Structure:
    return structure_of(document_of(text, kind, blocks))


def parts(text: str, kind: Format = "txt") -> tuple[Part, ...]:
    return read(text, kind).parts


def numbers(text: str, kind: Format = "txt") -> list[str]:
    return [part.number for part in parts(text, kind) if part.number]


def own_words(text: str, part: Part) -> str:
    return " ".join(text[part.body : part.own_end].split())


TREATY = """\
Treaty between the Republic of Northland and the Kingdom of Southland on the Harbour

The Republic of Northland and the Kingdom of Southland, desiring peace, have agreed as follows:

Article I

Definitions

For the purposes of this Treaty:

1. "Harbour" means the port of Eastmouth;
2. "Commission" means the body set up under Article III.

Article II

Withdrawal

1. Each Party shall:

(a) withdraw its forces from the Harbour within 30 days;

(b) hand over to the Commission:

(i) its maps; and

(ii) its lists of mines; and

(c) open the road.
2. Northland shall report to the Commission under paragraph 1 (b).

Article III

The Commission

A. COMPOSITION

1. The Commission has five members.
2. Each Party names two.

B. POWERS

General powers

3. The Commission shall verify the duties of Article II, paragraph 1.
4. It decides by majority.

IN WITNESS WHEREOF the undersigned have signed this Treaty.

For the Republic of Northland: ____
For the Kingdom of Southland: ____

Annex A

Boundaries

1. The line runs east.
2. The line ends at the sea.

Annex B

Lists

1. Persons.
"""

CONTRACT = """\
SUPPLY AGREEMENT

BETWEEN

(1) Northland Cranes Ltd (the "Supplier"); and
(2) Harbour Council (the "Client").

1. DEFINITIONS

1.1 In this Agreement "Works" means the work in Schedule 1.

2. PRICE

2.1 The Client shall pay:
(a) 1.5 million dollars on delivery;
(b) the rest within
14 days of the certificate, subject to clause 3.1(b).

2.2 Interest. Late sums carry interest.

3. DELIVERY

3.1 The Supplier shall (a) deliver the cranes; and (b) test them.

3 days later the Client shall inspect.

SCHEDULE 1

Works

1. Two cranes
2. One dock
"""

CLAUSE = """\
DEFAULT

(a) The Client may end the order if the Supplier fails to—

(1) Deliver on time; or

(2) Make progress.

(b) The Supplier is not liable where the failure arises from—

(1) Floods;

(2) Strikes.

(c) Failure to agree is a dispute.
"""
