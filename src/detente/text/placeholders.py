"""Places that a draft leaves open: brackets, blanks, question marks, "to be determined"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = "days|hours|weeks|months|persons|people|jours|heures|personnes|días|horas|personas"
_OPEN = re.compile(
    rf"""
    # [30] days; not a tick box, a note, an omission or a link
    (?<![\]!\w]) \\? \[ (?! \s* (?: [xX]? \s* | sic | \.{{3}} | … | \^[^\]]* ) \\?\] )
        [^\[\]\n]{{1,300}} \\? \] (?! [(\[:] )
    # blanks and question marks
    | (?<![_\w]) _{{3,}} (?![_\w]) | (?<!\.) \.{{5,}} | …{{2,}} | \?{{2,}}
    # letters in the place of a number
    | \b (?: TB[ACDN] | XX+ | TODO | FIXME ) \b | \b [NX] (?= \s+ (?:{_UNITS}) \b )
    # words that promise a number; "to be determined by X" leaves it to somebody, and is none
    | (?i: \b to \s+ be \s+ (?:determined|confirmed|completed|inserted|filled \s+ in) \b
            (?! \s+ (?:by|in|within|under) \b )
         | \b à \s+ (?:déterminer|compléter|préciser|confirmer) \b
            (?! \s+ (?:par|dans|avant|que|si|le|la|les|l') \b )
         | \b (?:por|a) \s+ (?:determinar|confirmar|completar) \b
            (?! \s+ (?:por|en|antes|que|si|el|la|los|las) \b )
         | < (?:insert|name|date|amount|place|number|nom|nombre|fecha) [^<>\n]{{0,60}} > )
    """,
    re.VERBOSE,
)
# Most values of a deal file are short words and numbers: what cannot hold a blank is passed over first.
_MAY = re.compile(r"[\[_?…<]|\.\.\.\.\.|TB|XX|TODO|FIXME|[NX]\s|(?:[àÀ]|[Pp][Oo][Rr]|[Aa]|[Bb][Ee])\s")
_RULE = re.compile(r"[ \t]*(?:_[ \t]*){3,}")


def placeholders(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each place that is still open, in code points, the end not included."""
    if not _MAY.search(text):
        return
    for found in _OPEN.finditer(text):
        if not (found[0].startswith("_") and _is_ruled_line(text, found.start(), found.end())):
            yield found.start(), found.end()


def _is_ruled_line(text: str, start: int, end: int) -> bool:
    """A line of nothing but underscores divides a page."""
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    return _RULE.fullmatch(text[before : len(text) if after < 0 else after]) is not None
