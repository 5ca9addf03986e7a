"""What a model or a person claims: found word for word in the document, or refused with the word that differs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from detente.read.proposals import Form, Found, Proposal, Refusal, found_in
from detente.read.verify.claimed import MOST_QUOTE, Claimed
from detente.read.verify.fields import Denied, fields_of
from detente.read.verify.ladder import LADDER, SAID, climb, core
from detente.read.verify.negation import after, before, negations
from detente.read.verify.own import far_away
from detente.read.verify.paragraphs import Paragraphs
from detente.read.verify.places import Match, Text, decided, text_of
from detente.read.verify.shape import misshapen

if TYPE_CHECKING:
    from detente.read.document import Document
    from detente.read.verify.wording import Difference

ALONG_REACH: Final = 10_000
"""Words that a quote leans on stand at most so many characters from it."""
_SENTENCE: Final = 300
_ENDS: Final = re.compile(r"[.!?;:]\s|\n\s*\n")
_NEXT_WORD: Final = re.compile(r"\s*(\S{1,60})")
_QUOTED: Final = re.compile("[\"\u201c\u201d\u201e\u00ab\u00bb]|(?<!\\w)['\u2018\u201a]|['\u2019](?!\\w)")
_GOES_ON: Final = re.compile(
    r",?[^\S\n]*\n?[^\S\n]*(?:unless|except|provided|subject|if|only|but|until|sauf|excepté|à condition|si|pourvu"
    r"|salvo|excepto|a menos|siempre que)(?!\w)",
    re.IGNORECASE,
)
NAMING: Final = ("party", "heading", "placeholder", "reference")
"""Kinds that name something and say nothing of it, so that a word that denies beside them changes nothing."""


class Refused(Exception):  # noqa: N818 -- what happened; it is caught in this folder
    """A claim is refused: a code, and a sentence."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(code, why)
        self.code = code
        self.why = why


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A document made ready to try claims on."""

    document: Document
    text: Text
    paragraphs: Paragraphs

    @classmethod
    def of(cls, document: Document, paragraphs: Paragraphs) -> Ground:
        """Make a document ready."""
        return cls(document, text_of(document.text), paragraphs)


def tried(ground: Ground, claimed: Claimed) -> Proposal | Refusal:
    """A claim as a proposal with its places, or why it is refused."""
    try:
        return _proposal(ground, claimed)
    except Refused as refused:
        return Refusal(_clipped(claimed.quote), refused.code, refused.why)


def _proposal(ground: Ground, claimed: Claimed) -> Proposal:
    _raise(misshapen(claimed))
    match = _place(ground, claimed)
    quote = found_in(ground.text.text, match.start, match.end)
    if claimed.kind not in NAMING:
        _raise(_denied_beside(ground.text.text, quote))
    along = tuple(_along(ground, words, quote) for words in claimed.along)
    fields, doubts = fields_of(ground.text, claimed, quote, along)
    if isinstance(fields, Denied):
        raise Refused(fields.code, fields.why)
    speaker = _speaker(ground, claimed, quote)
    return Proposal(
        kind=claimed.kind,
        quote=quote.words,
        start=quote.start,
        end=quote.end,
        fields=fields,
        along=along,
        clause=claimed.clause,
        speaker=speaker,
        speaker_class=claimed.speaker_class,
        form=cast(Form, claimed.form),
        reader=claimed.reader,
        rank=claimed.rank,
        doubts=(
            *claimed.doubts,
            *_doubts(ground, claimed, match),
            *doubts,
            *_of_speaker(ground, claimed, quote, speaker),
        ),
    )


def _raise(wrong: Difference | None) -> None:
    if wrong is not None:
        raise Refused(*wrong)


# --- where it stands


def _place(ground: Ground, claimed: Claimed) -> Match:
    text = ground.text
    start, end = claimed.within or (0, len(text.text))
    found = text.find(claimed.quote, max(0, start), min(end, len(text.text)))
    if not found.places:
        if found.in_words:
            raise Refused(
                "inside-a-word",
                f"“{_short(claimed.quote)}” stands in the document only inside a longer word or number.",
            )
        raise Refused("not-in-text", _where_it_differs(text, claimed.quote, start, end))
    match = decided(text.text, found.places, claimed.near, claimed.prefix, claimed.suffix)
    if match is None:
        lines = sorted({ground.document.source.position(one.start)[0] for one in found.places})
        some = ", ".join(f"{line:,}" for line in lines[:5]) + (" and more" if len(lines) > 5 else "")
        raise Refused(
            "ambiguous",
            f"The quote stands at {len(found.places):,} places, on line{'s' * (len(lines) > 1)} {some}, and nothing "
            "says which is meant.",
        )
    return match


def _where_it_differs(text: Text, quote: str, start: int, end: int) -> str:
    """Name the first word of a quote with which the document does not go on."""
    words = climb(core(quote), len(LADDER) - 1).split(" ")
    fits, fails, place = 0, len(words), None
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if match := text.first(" ".join(words[:middle]), start, end):
            fits, place = middle, match
        else:
            fails = middle
    if place is None:
        return f"The words do not stand in the document: it has no “{_short(words[0])}” there."
    going_on = _NEXT_WORD.match(text.text, place.end)
    instead = f"“{going_on.group(1)}”" if going_on else "nothing more"
    before_it = " ".join(words[max(0, fits - 4) : fits])
    return (
        f"After “{_short(before_it)}” the document has {instead}, and the quote has “{_short(words[fits])}”."
    )


def _along(ground: Ground, words: str, quote: Found) -> Found:
    first, last = quote.start - ALONG_REACH, quote.end + ALONG_REACH
    found = ground.text.find(words, max(0, first), min(last, len(ground.text.text)))
    if not found.places:
        raise Refused(
            "not-in-text",
            f"“{_short(words)}”, on which the quote leans, does not stand in the document near the quote.",
        )
    nearest = min(found.places, key=lambda match: (match.start > quote.start, abs(match.start - quote.start)))
    return found_in(ground.text.text, nearest.start, nearest.end)


def _speaker(ground: Ground, claimed: Claimed, quote: Found) -> Found | None:
    words = claimed.speaker
    if words is None:
        return None
    found = ground.text.find(words, *ground.paragraphs.around(quote.start, quote.end))
    if not found.places:
        code, why = "speaker-not-in-text", f"The speaker “{_short(words)}” does not stand in the document."
        if found.in_words:
            code, why = "inside-a-word", f"The speaker “{_short(words)}” stands only inside a longer word."
        elif ground.text.has(words):
            why = far_away(_short(words))
        raise Refused(code, why)
    # Whose own words are quoted is named beside them; whose words are reported may be named in the quote itself.
    direct = claimed.form == "direct"
    nearest = min(found.places, key=lambda match: (direct and not _gap(match, quote), _gap(match, quote)))
    return found_in(ground.text.text, nearest.start, nearest.end)


def _gap(place: Match | Found, quote: Found) -> int:
    return max(quote.start - place.end, place.start - quote.end, 0)


def _denied_beside(text: str, quote: Found) -> Difference | None:
    beside = before(text, quote.start) or after(text, quote.end)
    if beside is None:
        return None
    return (
        "negation-differs",
        f"The word {beside.word} stands just beside the quote, and the quote leaves it out.",
    )


# --- what a person should look at


def _doubts(ground: Ground, claimed: Claimed, match: Match) -> list[str]:
    text = ground.text.text
    checks: list[tuple[Callable[[], bool], str]] = [
        (lambda: match.step > 0, SAID[LADDER[match.step]]),
        (
            lambda: ground.paragraphs.apart(match.start, match.end),
            "The quote runs over the end of a paragraph.",
        ),
        (
            lambda: claimed.kind not in NAMING and _denied_earlier(text, match.start),
            "A word that denies stands before the quote in its sentence: read the whole sentence.",
        ),
        (
            lambda: claimed.kind not in NAMING and _GOES_ON.match(text, match.end) is not None,
            "Its sentence goes on with a condition or an exception after the quote: read the whole sentence.",
        ),
        (
            lambda: claimed.form == "direct" and not _quoted_around(ground, match),
            "It is said to be direct speech, and no quotation mark stands in its paragraph.",
        ),
    ]
    return [doubt for holds, doubt in checks if holds()]


def _of_speaker(ground: Ground, claimed: Claimed, quote: Found, speaker: Found | None) -> list[str]:
    if speaker is None:
        return []
    if claimed.form == "direct" and quote.start <= speaker.start < quote.end:
        return ["The speaker of direct speech is named only within the quote: see who speaks."]
    if ground.paragraphs.number(speaker.start) != ground.paragraphs.number(quote.start):
        return ["The speaker is named in another paragraph than the quote."]
    return []


def _denied_earlier(text: str, start: int) -> bool:
    earlier = text[max(0, start - _SENTENCE) : start]
    ends = [found.end() for found in _ENDS.finditer(earlier)]
    return any(True for _ in negations(earlier[ends[-1] if ends else 0 :]))


def _quoted_around(ground: Ground, match: Match) -> bool:
    first, last = ground.paragraphs.around(match.start, match.end)
    return _QUOTED.search(ground.text.text, first, last) is not None


def _short(words: str) -> str:
    return _printable(words if len(words) <= 80 else f"{words[:79]}…")


def _clipped(quote: Any) -> str:
    words = quote if isinstance(quote, str) else ""
    return _printable(words if len(words) <= MOST_QUOTE else f"{words[:200]}…")


def _printable(words: str) -> str:
    # Half a character beyond 16 bits, as broken JSON may hold, cannot be written out.
    return words.encode("utf-8", "replace").decode("utf-8")
