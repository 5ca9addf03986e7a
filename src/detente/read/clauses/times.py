"""When it is due: deadlines, times from and until, what recurs, and what sets a duty going."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.read.clauses.deadlines import BETWEEN, DEADLINE, Time, dues_in
from detente.read.clauses.grammar import CLOCK, DATE, NUMBER, ORDINAL, SPAN, phrase_end

__all__ = ["Time", "times_in"]

_WEEK: Final = r"(?:minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?)"
_EACH: Final = re.compile(
    r" (?:of|in) ((?:each|every)(?: (?:calendar|fiscal|financial|contract))? (?:year|month|week|quarter))\b",
    re.I,
)
_EVERY: Final = re.compile(
    rf"\b(?:(?:at least |not less than )?(?:once|twice|{NUMBER} times) (?:an?|every|each"
    rf"|per) (?:{NUMBER} )?{_WEEK}"
    rf"|(?:every|each)(?: (?:calendar|fiscal|financial|working|contract|{ORDINAL}"
    rf"|{NUMBER}))? {_WEEK}(?: thereafter)?\b(?! period)"
    rf"|(?:at|in) (?:regular )?intervals of (?:not more than |at most )?{SPAN}(?: thereafter)?"
    rf"|at regular intervals|(?:semi-?|bi-?)?annually|quarterly"
    rf"|monthly|weekly|daily|yearly|periodically|regularly|from time to time|on an? (?:annual|monthly"
    rf"|weekly|daily|quarterly|regular|periodic) basis"
    rf"|(?:annual|monthly|weekly|daily|quarterly|periodic|yearly)(?= (?:\w{{1,15}} ){{0,2}}?(?:reports?"
    rf"|declarations?|payments?|instalments?|installments?"
    rf"|meetings?|sessions?|reviews?|statements?|inspections?)\b))",
    re.IGNORECASE,
)
_RECURS: Final = re.compile(
    r"ever|each|ly\b|annual|interval|time to|basis|times|once|twice|periodic", re.IGNORECASE
)
_AFTER: Final = re.compile(
    r"\b(?:(?:immediately |shortly |directly |promptly |only )?(?P<event>after|upon|following"
    r"|at the (?:time|moment)(?= (?:of|that|when|the)\b)|once|when|subsequent to)"
    r"(?! (?:possible|practicable|feasible|a year|a month|a week|(?:such|the|these|those) terms|request"
    r"|it is (?:possible"
    r"|practicable|feasible)|it may|is\b|such other|which|whom))(?= )|thereafter|thereupon)\b",
    re.IGNORECASE,
)
_NOT_AFTER: Final = re.compile(
    r"(?:\bthe|depend\w{0,4}|based|agree[ds]?|decided|called|relied?|relies|imposed?|insist\w{0,3}"
    r"|conferred|look\w{0,3}|incumbent|binding|act\w{0,3}|each|at|contingent"
    r"|(?:minute|hour|day|week|month|year)s?'?|period) $",
    re.IGNORECASE,
)
_WHILE: Final = re.compile(
    r"\b(?:during|throughout|for the duration of|as long as|so long as|pending|while)(?= )", re.IGNORECASE
)
_UNTIL: Final = re.compile(rf"\b(?:until|till|up to (?=(?:and including )?{DATE}))(?=[ \d])", re.IGNORECASE)
_FOR: Final = re.compile(
    rf"\bfor (?:(?:a|the|another)(?: (?:further|maximum|minimum|total|initial|additional))? (?:period|term"
    rf"|duration) of (?:up to |not (?:more|less) than |at least )?{SPAN}"
    rf"|(?:up to |at least |not (?:more|less) than |the (?:first|next|following|last) )?{SPAN}"
    rf"|the (?:period|term) )",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    rf"\b(?:(?:as|with effect|starting|beginning|commencing|effective)(?: from| on| as of| of)|from|as of"
    rf"|since|not (?:before|earlier than)|no earlier than) "
    rf"(?={DATE}|{CLOCK}|the (?:date|day|moment|time|entry|signature|beginning|start|adoption|expiry|first"
    rf"|same date)\b|that (?:date|day)\b)",
    re.IGNORECASE,
)
_AND_ALSO: Final = re.compile(
    r"[ ,]*(?:(?:and|but|or)\b)?[ ,]*(?:in any (?:event|case),?)? *$", re.IGNORECASE
)
_OFTEN: Final = (
    "periodically",
    "regularly",
    "from time to time",
    "periodic",
    "at regular intervals",
    "on a regular basis",
    "on a periodic basis",
)


def times_in(text: str, start: int, end: int) -> list[Time]:
    """The words about time between two places, in order; deadlines joined by "but in any event" are one."""
    found = list(_simple(text, start, end, "until", _UNTIL))
    found += [
        time
        for time in _between(text, start, end)
        if not _overlaps(time, [(one.start, one.end) for one in found])
    ]
    at = start
    for first, last in [
        *((one.start, one.end) for one in sorted(found, key=lambda one: one.start)),
        (end, end),
    ]:
        found += dues_in(text, at, first)
        at = max(at, last)
    taken = [(time.start, time.end) for time in found]
    for name, expression in (("for", _FOR), ("from", _FROM), ("while", _WHILE), ("every", _EVERY)):
        for time in _simple(text, start, end, name, expression):
            if not _overlaps(time, taken):
                found.append(time)
                taken.append((time.start, time.end))
    found.extend(_each(text, found))
    found.extend(time for time in _afters(text, start, end) if not _overlaps(time, taken))
    return _merged(text, sorted(found, key=lambda time: (time.start, -time.end)))


def _between(text: str, start: int, end: int) -> Iterator[Time]:
    for match in BETWEEN.finditer(text, start, end):
        yield Time("due", match.start(), match.end())


def _simple(text: str, start: int, end: int, name: str, expression: re.Pattern[str]) -> Iterator[Time]:
    if name == "every" and _RECURS.search(text, start, end) is None:
        return
    for match in expression.finditer(text, start, end):
        stop = match.end()
        if name in ("until", "while") or (name == "for" and match[0].endswith(" ")):
            stop = phrase_end(text, match.end() + 1, end)
        elif name == "from":
            exact = DEADLINE.match(text, match.end(), end)
            stop = exact.end() if exact else phrase_end(text, match.end() + 1, end)
        yield Time(name, match.start(), stop, name == "every" and match[0].lower() in _OFTEN, name != "until")


def _afters(text: str, start: int, end: int) -> Iterator[Time]:
    for match in _AFTER.finditer(text, start, end):
        if _NOT_AFTER.search(text[max(start, match.start() - 24) : match.start()]):
            continue
        if match["event"] is None:
            yield Time("after", match.start(), match.end(), is_loose=True)
            continue
        stop = phrase_end(text, match.end() + 1, end)
        if stop > match.end() + 1:
            yield Time("after", match.start("event"), stop, is_loose=True)


def _each(text: str, found: list[Time]) -> list[Time]:
    """The recurring part of a deadline: "of each year"."""
    made = []
    for time in found:
        each = _EACH.search(text, time.start, time.end) if time.name == "due" else None
        if each is not None:
            made.append(Time("every", each.start(1), each.end(1)))
    return made


def _overlaps(time: Time, taken: list[tuple[int, int]]) -> bool:
    return any(start < time.end and time.start < end for start, end in taken)


def _merged(text: str, times: list[Time]) -> list[Time]:
    """Join a vague deadline and the limit to it into one: "as soon as possible but not later than 1 May"."""
    made: list[Time] = []
    for time in times:
        last = next((one for one in reversed(made) if one.name == "due"), None)
        is_pair = (
            last is not None
            and time.name == "due"
            and (last.is_vague or time.is_vague or " but" in text[last.end : time.start])
        )
        if (
            last is not None
            and is_pair
            and last.end <= time.start
            and _AND_ALSO.match(text, last.end, time.start)
        ):
            made[made.index(last)] = Time("due", last.start, time.end, last.is_vague and time.is_vague)
            continue
        made.append(time)
    return made
