"""Stages: phases that are named with a time, and the entry into force from which others are counted."""

from __future__ import annotations

import re
from typing import Final

from detente.read.clauses.acts import Act
from detente.read.clauses.grammar import ORDINAL, SPAN, phrase_end

_WORD: Final = r"(?:phase|stage|step|tranche|round|period)"
_HINT: Final = re.compile(_WORD, re.IGNORECASE)  # far quicker than the whole expression
_NUMBER: Final = r"(?:\d{1,3}|[IVX]{1,5}|[A-F]|one|two|three|four|five|six|seven)"
_NAME: Final = rf"(?:(?:the )?(?:{ORDINAL}|interim|transitional|preparatory) {_WORD}|{_WORD} {_NUMBER}\b)"
NAMED: Final = re.compile(_NAME, re.IGNORECASE)
_LABEL: Final = re.compile(
    rf"\W{{0,3}}(?P<name>{_NAME})(?: \([^()]{{1,80}}\))?(?: ?[:.\u2013\u2014]| ?-(?= ))", re.IGNORECASE
)
_LASTS: Final = re.compile(
    rf"(?P<name>{_NAME}(?: of [^,;:.]{{1,80}}?)?),? (?:(?:lasts?|runs?|takes?|continues?|extends?)(?: for"
    rf"| over)? (?P<for>{SPAN})|(?P<does>(?:begins?|starts?|commences?|ends?|finishes|expires?|closes?"
    rf"|opens?|is completed|lasts? until|runs?)\b)(?P<rest>[^;]{{0,200}}))",
    re.IGNORECASE,
)


_PAPER: Final = re.compile(
    r"(?:this |the |such )?(?:present )?(?:agreement|contract|lease|treaty|protocol|memorandum)$",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"(?:[\w'-]{1,20} ){0,3}(?:period|term|duration)(?: of (?:the|this) [\w ]{1,30})?$", re.IGNORECASE
)
_BEGINS: Final = re.compile(
    rf"(?:commence|begin|start|end|expire|terminate)\b|be (?:for )?(?:a period of )?{SPAN}", re.IGNORECASE
)


def lasts(subject: str, text: str, act: Act) -> bool:
    """Whether an agreement begins or ends, or a period lasts, so that nobody is to do anything."""
    is_long = _PAPER.match(subject) is not None or _PERIOD.match(subject) is not None
    return is_long and _BEGINS.match(text, act.start) is not None


def is_stage(words: str) -> bool:
    """Whether a subject names a stage: "the first phase of the withdrawal", "Stage 2"."""
    found = NAMED.match(words) or NAMED.match("the " + words)
    return found is not None


def label_of(text: str, start: int) -> tuple[int, int] | None:
    """The stage that a sentence is headed by: "Phase I: …"."""
    found = _LABEL.match(text, start)
    return found.span("name") if found else None


def lasting_in(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """A stage said to last, begin or end, without a word of duty: "Stage 2 lasts 42 days"; the fields of it."""
    found = _LASTS.search(text, start, end) if _HINT.search(text, start, end) else None
    if found is None:
        return {}
    places = {"stage": found.span("name")}
    if found["for"]:
        places["for"] = found.span("for")
    else:
        places["does"] = found.span("does")
        at = found.start("rest") + 1
        places["due"] = (at, phrase_end(text, at, found.end("rest")))
    return {name: place for name, place in places.items() if place[0] < place[1]}
