"""Small pieces of sentences that several rules share: the same words for every party."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from detente.deal.model import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.deal.model import Deal, Demand, Noun, Statement
    from detente.text.source import Span

CONDITION = "stated as a condition"


def possessive(name: str) -> str:
    """`Northland's`; `the United States'` where the name ends in s."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def ticked(ids: Iterable[str], limit: int = 6) -> str:
    """Ids in a sentence: `a`, `b` and `c`; the rest is counted where there are more than `limit`."""
    shown = [f"`{label}`" for label in ids]
    if len(shown) > limit:
        shown = [*shown[: limit - 1], f"{len(shown) - limit + 1} more"]
    return in_words(shown)


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """`1 duty`, `2 duties`."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def quoted(words: str, limit: int = 60) -> str:
    """Words of a text in double quotes, on one line and cut where they are long."""
    line = " ".join(words.split())
    return f'"{line}"' if len(line) <= limit else f'"{line[: limit - 3].rstrip()}..."'


def the_demand(deal: Deal, demand: Demand) -> str:
    """`Southland's demand `names`, stated as a condition`: whose interest, and how firm it was said to be."""
    named = f"{possessive(deal.call(demand.by))} demand `{demand.id}`"
    return f"{named}, {demand.firmness}" if isinstance(demand.firmness, str) else named


def demand_as_subject(deal: Deal, demand: Demand) -> str:
    """The same at the head of a sentence, with the comma that closes it."""
    named = the_demand(deal, demand)
    return f"{named}," if isinstance(demand.firmness, str) else named


# What typesetting changes without changing a word: curly quotes, dashes, soft hyphens.
_TYPESET = str.maketrans(
    {**dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'), "\u2018": "'", "\u2019": "'", "\u00ad": ""}
    | dict.fromkeys("\u2010\u2011\u2013\u2014", "-")
)


def flat(text: str) -> str:
    """The words of a text whatever its line ends, spaces, quotation marks, dashes and forms of letters."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TYPESET).split())


def same_words(words: str) -> str:
    """What two texts have in common if they differ in capitals, spaces and a final stop alone."""
    return flat(words).casefold().rstrip(".")


def statement_name(statement: Statement) -> str:
    """What a statement is called in a sentence: a demand by its id, another by its kind and what it is about."""
    kind = type(statement).__name__.lower()
    if statement.id:
        return f"{kind} `{statement.id}`"
    if kind == "reading":
        term = getattr(statement, "term", None)
        return f"reading of `{term}`" if isinstance(term, str) else "reading of the order of acts"
    about = getattr(statement, "on" if kind == "concession" else "about", None)
    return f"{kind} about {ticked(str(ref) for ref in about)}" if isinstance(about, tuple) and about else kind


def where_said(deal: Deal, statement: Statement) -> Span:
    """The place of a statement: its id, or for an item of a list its first line."""
    return first_line(deal.place(statement))


def first_line(span: Span) -> Span:
    """The first line of a span, without the spaces at its end."""
    lines = re.split(r"[\r\n]", span.text, maxsplit=1)
    return span.source.span(span.start, span.start + len(lines[0].rstrip()))


def attribution(deal: Deal, statement: Statement) -> str:
    """Who said a thing, and who reports it: `Southland, head of the delegation, as reported by Harbour Wire`."""
    party = deal.call(statement.by)
    speaker = " ".join(statement.said_by.split()) if isinstance(statement.said_by, str) else ""
    # A party that speaks for itself is named once.
    parts = [speaker] if speaker.startswith(party) else [party, speaker] if speaker else [party]
    reporters = _publishers(deal, statement)
    if reporters:
        parts.append(f"as reported by {in_words(reporters)}")
    return ", ".join(parts)


def _publishers(deal: Deal, statement: Statement) -> Sequence[str]:
    found = []
    for label in cited(statement):
        publication = deal.sources.get(label)
        if publication is not None and isinstance(publication.publisher, str):
            found.append(publication.publisher)
    return list(dict.fromkeys(found))


def cited(entry: Noun) -> tuple[str, ...]:
    """The ids of the documents that an entry rests on."""
    source = getattr(entry, "source", None)
    labels = getattr(source, "in_", None)
    return labels if isinstance(labels, tuple) else ()
