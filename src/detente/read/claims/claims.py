"""Read who said what in a document, with rules alone or with a spaCy pipeline beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from detente.read.claims.build import proposal_of
from detente.read.claims.cues import cues
from detente.read.claims.paragraphs import sayings_in
from detente.read.claims.saying import Grammar, Scene
from detente.read.claims.speakers import Names
from detente.read.document import Document
from detente.read.proposals import Proposal

if TYPE_CHECKING:
    from detente.read.claims.parsed import Parse

_OPENING: Final = frozenset("\"\u201c\u201e\u00ab\u2018'`")
_ANY_MARK: Final = re.compile("[\"\u201c\u201d\u201e\u00ab\u00bb\u2018'`\u300c\u300e\u2039\u203a]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LEFT_OUT: Final = frozenset(("header", "footer"))
_EMPTY_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_ALSO: Final = frozenset(
    ("according", "like", "unlike", "under", "similar", "precedent", "modelled", "modeled", "as")
)
READER: Final = "claim rules"


def claims_of(
    document: Document, *, pipeline: str | None = None, parties: Sequence[str] = ()
) -> tuple[list[Proposal], str]:
    """Propose who says what in a document.

    The rules prefer to say too little: words that may be the writer's are cut off, a speaker who is not certain is not
    named, and words that somebody is only said to have said are the words of whoever says so.

    Args:
        document: the document.
        pipeline: the name or path of a spaCy pipeline with an English dependency parser; without one, rules alone.
        parties: names that are known to be those of parties.

    Returns:
        The proposals in the order of the text, and a sentence that says which reader was used.

    Raises:
        MissingExtra: spaCy or the pipeline is not installed.
    """
    text = document.text
    scene = Scene(Names.of(text), frozenset(_bare(name) for name in parties))
    reader, sentence = READER, "Claims were read by rules alone, without a spaCy pipeline."
    places: Iterator[tuple[int, int, bool, Parse | None]] = (
        (start, end, continues, None)
        for start, end, continues in paragraphs(document)
        if _speaks(text, start, end)
    )
    if pipeline is not None:
        from detente.read.claims import parsed  # noqa: PLC0415 -- it asks for spaCy, which is optional

        language = parsed.load(pipeline)
        name = parsed.name_of(language)
        reader = f"{READER} with {name}"
        sentence = f"Claims were read by rules with the spaCy pipeline {name} (spaCy {parsed.version()})."
        asked = ((start, end, continues) for start, end, continues, _ in places)
        places = ((*place, parse) for place, parse in parsed.parses(language, text, asked))
    return _read(text, places, scene, reader), sentence


def _read(
    text: str, places: Iterator[tuple[int, int, bool, Parse | None]], scene: Scene, reader: str
) -> list[Proposal]:
    found: list[Proposal] = []
    for start, end, continues, parse in places:
        grammar: Grammar | None = parse
        seen = replace(scene, grammar=grammar)
        for saying in sayings_in(text, start, end, seen, continues=continues):
            found.append(proposal_of(text, saying, reader))
    return sorted(found, key=lambda proposal: (proposal.start, proposal.end))


def _bare(name: str) -> str:
    words = name.lower().replace("\u2019", "'").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _speaks(text: str, start: int, end: int) -> bool:
    """Whether a paragraph has a quotation mark or any word by which the rules could find something."""
    part = text[start:end]
    if _ANY_MARK.search(part):
        return True
    words = set(_WORD.findall(part.lower()))
    listed = cues()
    return not (
        words.isdisjoint(listed.by_word)
        and words.isdisjoint(_ALSO)
        and words.isdisjoint(listed.believed)
        and words.isdisjoint(listed.ready)
    )


def paragraphs(document: Document) -> Iterator[tuple[int, int, bool]]:
    """The paragraphs of a document, each with whether the next one begins with a quotation mark.

    A document without blocks is divided at its empty lines.
    """
    text = document.text
    places = [(block.start, block.end) for block in document.blocks if block.kind not in _LEFT_OUT]
    if not document.blocks:
        ends = [(match.start(), match.end()) for match in _EMPTY_LINE.finditer(text)]
        starts = [0, *[end for _, end in ends]]
        places = list(zip(starts, [*[start for start, _ in ends], len(text)], strict=True))
    for place, (start, end) in enumerate(places):
        following = places[place + 1][0] if place + 1 < len(places) else len(text)
        yield start, end, text[following : following + 1] in _OPENING
