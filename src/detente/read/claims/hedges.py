"""Words that leave something open, make it firm, or tie it to a condition: kept as they stand."""

from __future__ import annotations

import re
from typing import Final

from detente.read.proposals import Found

_HEDGE: Final = re.compile(
    r"\b(?:reportedly|allegedly|apparently|supposedly|purportedly|presumably|seemingly|possibly|perhaps|probably"
    r"|(?:is|are|was|were)\s(?:widely\s|generally\s)?(?:believed|thought|said|reported|understood|alleged|rumou?red"
    r"|expected)\b|appear(?:s|ed)?\sto\b|seem(?:s|ed)?\sto\b|may|might|could|likely|as\sit\swere|in\sprinciple"
    r"|so-called)\b",
    re.IGNORECASE,
)
_MAY_MONTH: Final = re.compile(r"May\b")
_FIRM: Final = re.compile(
    r"\b(?:not\sat\sany\sprice|under\sno\scircumstances|at\sno\sprice|(?:will|would|can|could)\sonly|only\s(?:if|when|after"
    r"|once|on\scondition)|non-?\s?negotiable|not\snegotiable|red\slines?|no\scompromise|never|categorically|flatly|firmly"
    r"|absolutely|outright|unconditional(?:ly)?|without\sconditions|out\sof\sthe\squestion|pre-?conditions?"
    r"|last\soffer|final\soffer|take\sit\sor\sleave\sit|must|insist(?:s|ed|ing)?|open\sto|ready\sto\sdiscuss|negotiable"
    r"|not\s(?:an?\s)?options?)\b",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(
    r"\b(?:unless|only\sif|if|provided\s(?:that\b)?|providing\sthat|on\s(?:the\s)?condition\s(?:that|of)|as\slong\sas"
    r"|so\slong\sas|until|once|in\s(?:exchange|return)\sfor|subject\sto|before\s(?=[a-z]+ing\b)|before\s(?=any\b))\s+\S",
    re.IGNORECASE,
)


def hedge_in(text: str, start: int, end: int) -> Found | None:
    """The first word in a stretch of text that leaves open whether it is so."""
    for match in _HEDGE.finditer(text, start, end):
        if not _MAY_MONTH.match(match.group()):
            return Found(match.group(), match.start(), match.end())
    return None


def firmness_in(text: str, start: int, end: int) -> Found | None:
    """The first words in a stretch of text that say how firmly something is meant."""
    match = _FIRM.search(text, start, end)
    return None if match is None else Found(match.group(), match.start(), match.end())


def condition_in(text: str, start: int, end: int) -> Found | None:
    """A condition and what follows it up to the end of the stretch or the next stop."""
    match = _CONDITION.search(text, start, end)
    if match is None:
        return None
    stop = re.compile(r"[.;!?]\s|[.;!?]\Z").search(text, match.end(), end)
    last = stop.start() if stop else end
    while last > match.end() and text[last - 1] in " ,.;!?":
        last -= 1
    return Found(text[match.start() : last], match.start(), last)
