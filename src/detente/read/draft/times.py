"""Times of a text as times of the deal file: only where the file can say exactly that; else the words stay words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from detente.deal.phrases import Amiss, parse_duration, parse_when
from detente.read.draft.lines import Entry, Line, Words, silence, source_line
from detente.read.draft.scalars import flow, quoted, scalar
from detente.text.words import load, written_numbers

if TYPE_CHECKING:
    from detente.read.draft.ids import Ids

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH: Final = f"(?P<month>{'|'.join(_MONTHS)})"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES: Final = (
    re.compile(rf"(?:the )?{_DAY}(?: day of| of)? {_MONTH},? (?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"{_MONTH} {_DAY},? (?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})"),
)
# What may stand before a time without changing what the key says: "due: not later than 1 May" is due on 1 May.
_LEAD: Final = {
    "due": re.compile(
        r"(?:(?:by|not? later than|on or before|on|upon|at the latest by|at)\s+)?", re.IGNORECASE
    ),
    "from": re.compile(
        r"(?:(?:from|as of|as from|with effect from|(?:beginning|starting|commencing) (?:on|from)|on|upon|at)\s+)?",
        re.IGNORECASE,
    ),
    "until": re.compile(r"(?:(?:until|till|up to)\s+)?", re.IGNORECASE),
}
_SPAN: Final = re.compile(
    r"(?:(?:within|in|by|not? later than|at the latest|not more than)\s+)?(?P<number>[\w\s()-]{1,60}?)\s+"
    r"(?P<unit>(?:working\s+)?(?:minutes?|hours?|days?|weeks?|months?|years?))\s+(?:after|following)\s+(?P<anchor>.+)",
    re.IGNORECASE | re.DOTALL,
)
_LENGTH: Final = re.compile(
    r"(?:(?:every|each|for|lasts?|during)\s+)?(?:(?:a|the)\s+period\s+of\s+)?(?P<number>[\w\s()-]{1,60}?)\s+"
    r"(?P<unit>(?:working\s+)?(?:minutes?|hours?|days?|weeks?|months?|years?))",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(
    r"(?:(?:the|its)\s+)?(?:(?:date|day)\s+of\s+)?(?:(?:the|its)\s+)?"
    r"(?P<core>entry into force|entering into force|coming into force|signature|signing|effective date)"
    r"(?:\s+(?:of|to)\s+(?:this|the(?: present)?)\s+[^\W\d_]+(?:\s+[^\W\d_]+)?|\s+hereof)?",
    re.IGNORECASE,
)
_SAID_TWICE: Final = re.compile(r"(?P<words>\D+?)\s*\(\s*(?P<figures>\d{1,4})\s*\)")


class Times:
    """The times of a draft, and the events that they count from."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._events: dict[str, Entry] = {}

    @property
    def events(self) -> list[Entry]:
        """The events that some time of the draft counts from."""
        return list(self._events.values())

    def line(self, key: str, found: Words | None, order: int = 0) -> Line:
        """The line of a time: `due`, `from` or `until`.

        Args:
            key: the key.
            found: the words of the text, or a person's.
            order: the place of the document among those of the draft.
        """
        if found is None:
            return Line(key)
        said = silence(key, found)
        if said is not None:
            return said
        written = self._time(key, found, order)
        if written is None:
            return Line(key, flow({"words": quoted(found.words)}), found.where(say=False))
        return Line(key, scalar(written), found.where())

    def _time(self, key: str, found: Words, order: int) -> str | None:
        words = " ".join(found.words.split()).strip(" ,;.")
        if found.start is None and _is_time(words):
            return words
        lead = _LEAD[key].match(words)
        bare = words[lead.end() :] if lead else words
        return (
            _date(bare)
            or (self._event(bare, found, order) if bare != words else None)
            or self._after(key, words, found, order)
        )

    def _after(self, key: str, words: str, found: Words, order: int) -> str | None:
        """`14 days after EVENT`, where the text counts from a moment that is one and the same for all."""
        span = _SPAN.fullmatch(words) if key == "due" else None
        number = _number(span["number"]) if span else None
        if span is None or number is None:
            return None
        length, label = length_of(f"{number} {span['unit']}"), self._event(span["anchor"], found, order)
        return f"{length} after {label}" if label else None

    def _event(self, words: str, found: Words, order: int) -> str | None:
        """The id of the event that words name; None where they name no event that a deal has once."""
        event = _EVENT.fullmatch(words)
        if event is None:
            return None
        core = " ".join(event["core"].lower().split())
        if core not in self._events:
            label = self._ids.new(core, otherwise="event")
            lines = [Line("at"), Line("found by")]
            if found.start is not None:
                lines.append(
                    source_line(_core(found, core), f"a time counts from it; {found.where(say=False)}")
                )
            self._events[core] = Entry(label, tuple(lines), (order, found.start or 0))
        return self._events[core].id


def _core(found: Words, core: str) -> Words:
    """The words that name an event, within those of a time."""
    at = re.search(r"\s+".join(map(re.escape, core.split())), found.words, re.IGNORECASE)
    if at is None or found.start is None:
        return found
    return replace(found, words=at[0], start=found.start + at.start())


def length_of(words: str) -> str | None:
    """A length of time, where words are one and no more: `6 months` for "every six months"; else None."""
    found = _LENGTH.fullmatch(" ".join(words.split()).strip(" ,;."))
    number = _number(found["number"]) if found else None
    if found is None or number is None:
        return None
    return str(parse_duration(f"{number} {' '.join(found['unit'].lower().split())}"))


def date_of(words: str) -> str | None:
    """A day, where words are one and no more: `1963-05-01` for "1 May 1963"."""
    return _date(" ".join(words.split()))


def _date(words: str) -> str | None:
    for form in _DATES:
        found = form.fullmatch(words)
        if found:
            parts = found.groupdict()
            month = _MONTHS.index(parts["month"].lower()) + 1 if parts.get("month") else int(parts["number"])
            try:
                return date(int(parts["year"]), month, int(parts["day"])).isoformat()
            except ValueError:
                return None
    return None


def _is_time(words: str) -> bool:
    """Whether a person wrote a time of the deal file, one that names no entry."""
    try:
        return parse_when(words).anchor is None
    except Amiss:
        return False


def _number(words: str) -> int | None:
    """A whole number in figures, in words, or in both if they agree: "30", "thirty", "thirty (30)"."""
    plain = words.strip()
    if re.fullmatch(r"[0-9]{1,4}", plain):
        return int(plain)
    twice = _SAID_TWICE.fullmatch(plain)
    if twice:
        number = _number(twice["words"])
        return number if number == int(twice["figures"]) else None
    english = load("en")
    found = list(written_numbers(plain, english)) if english else []
    return found[0].value if len(found) == 1 and plain == plain[found[0].start : found[0].end] else None
