"""Deadlines: by a date, within a length of time, before or at an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from detente.read.clauses.grammar import CLOCK, DATE, MONTH, NUMBER, ORDINAL, SPAN, WEEKDAY, phrase_end

_REL: Final = (
    r"(?:after|of|from|following|before|prior to|preceding|as from|counting from|counted from"
    r"|subsequent to|since|in advance of|beginning)"
)
_NO_POINT: Final = (
    r"(?!the (?:minute|hour|day|week|month|quarter|year) of\b)"  # "the day of signature" is no length
)
_VAGUE: Final = (
    r"as (?:soon|early|quickly|rapidly|promptly|expeditiously|speedily) as (?:(?:reasonably )?(?:possible"
    r"|practicable"
    r"|feasible|practical)|it is practicable|circumstances permit)"
    r"|with(?:out| all)(?: undue| unreasonable| further| any| due)? (?:delay|dispatch|speed)"
    r"|(?<!ability to )(?<!right to )(?<!power to )(?<!option to )immediately"
    r"(?! (?:available|preceding|adjacent|adjoining|effective|prior|above|below)\b)"
    r"|promptly|forthwith|at once|in due (?:course|time)"
    r"|in good time|in a timely (?:manner|fashion)|at the (?:earliest|proper"
    r"|appropriate)(?: possible)? (?:opportunity"
    r"|date|time|moment)|at an (?:early|appropriate) (?:date|time)|at a later (?:date|time|stage)"
    r"|within a (?:reasonable|short) (?:time|period)(?: of time)?"
    r"|in the near future|expeditiously|speedily|without interruption|urgently|as a matter of urgency"
    r"|at short notice"
    r"|within a specified (?:time|period)|simultaneously|at the same time|gradually|progressively"
    r"|in (?:stages|phases)"
)
_POINT: Final = (
    r"(?:the (?:end|beginning|start|close|opening|conclusion|completion|expiry|expiration|middle|date|day"
    r"|deadline|time"
    r"|moment|first|last|target date|latest|hour|due date)\b|its (?:first|next|last) |the (?:first|next"
    r"|following) (?:regular |special )?(?:session|meeting|day|month|year)"
    r"|then\b|that (?:time|date|day)\b)"
)
_AT: Final = (
    r"(?:the (?:time|moment)(?! (?:of|that|when|the)\b)|the (?:beginning|end|start|close|conclusion|expiry"
    r"|completion|latest|outset|opening|date|expiration)\b"
    r"|(?:its|their|the) (?:first|next|last|second|third) (?:regular |special |annual )?(?:sessions?"
    r"|meetings?)\b|any time (?:after|before|during)\b)"
)
_DUE: Final = re.compile(
    rf"\b(?:(?P<late>(?:by )?(?:not|no) later than"
    rf"|at (?:the )?latest(?: by| on)?|on or before|by no later than)"
    rf"|(?P<within>within|in the period of|in no more than|in not more than|in less than) (?={SPAN}|(?:the"
    rf"|this|that|these|those|such|a|any) (?:\S{{1,20}} ){{0,4}}?(?:period|time|limit|interval|deadline"
    rf"|term|time-?frame)s?\b(?!-)|(?:the|these|those) (?:next |following |first )?{NUMBER} )"
    rf"|(?P<by>by) (?:about |around )?(?={DATE}|{_POINT}|{WEEKDAY}|{CLOCK}|{MONTH} |the {ORDINAL} (?:day"
    rf"|week|month|year))"
    rf"|(?P<before>before|prior to|in advance of|(?<!the )(?<!each )(?<!any )preceding)(?!"
    rf" (?:the )?(?:\w{{1,15}} )?(?:court|tribunal"
    rf"|judge|council|commission|committee|assembly|conference)\b)(?= )"
    rf"|(?P<on>on|from and after) (?={DATE}|the (?:date|day|same day|same date|following day"
    rf"|{ORDINAL} (?:day|working day))\b|{WEEKDAY}|that (?:date|day)\b)"
    rf"|(?P<at>at) (?={_AT}|{CLOCK})"
    rf"|(?P<in>in) (?={DATE}|(?:each of )?the (?:course of )?(?:\w{{1,12}} ){{0,2}}(?:year|month|week"
    rf"|quarter)s?\b|{MONTH}|advance\b)"
    rf"|(?P<span>{_NO_POINT}"
    rf"(?:(?:not|no) (?:less|fewer|more) than {NUMBER}(?: \(\w{{1,15}}\))?(?: \w{{1,10}})? (?:and|or"
    rf"|nor)(?: not)? "
    rf"(?:more|less|fewer|later|earlier) than |at least |not less than |no less than |not more than |up to )?{SPAN})"
    rf" (?={_REL} )"
    rf"|(?P<day>on )?(?P<dday>D ?\+ ?\d{{1,4}})\b"
    rf"|(?P<vague>{_VAGUE})\b(?P<soon> (?:after|following|upon|before|prior to)(?= ))?"
    rf"|(?P<soonest>as soon as)(?= )"
    rf")",
    re.IGNORECASE,
)
BETWEEN: Final = re.compile(
    rf"\b(?:between {DATE} and {DATE}|from {DATE} (?:to|until|through) {DATE})", re.IGNORECASE
)
DEADLINE: Final = re.compile(
    rf" ?(?:{DATE}(?:(?:,| and| or) {DATE}){{0,3}}(?: (?:of|in) (?:each|every)(?: \w{{1,12}})? year)?(?:,? at {CLOCK})?"
    rf"|{CLOCK}(?:,? on {DATE})?|(?P<span>{_NO_POINT}{SPAN})(?P<rel> {_REL}\b)?)",
    re.IGNORECASE,
)
_POINTED: Final = re.compile(
    r" ?(?:(?:the|its|their|this|that|these|those|such|a|any|each) )?(?:[\w-]{1,20} ){0,4}?(?:sessions?"
    r"|meetings?|periods?|time-?frames?|times?(?!-)|limits?|intervals?|deadlines?|terms?|dates?|days?"
    r"|moments?|ends?|beginnings?|starts?|close|conclusion|expiry|completion|outset|opening|expiration"
    r"|latest|years?|months?|weeks?|quarters?|noon|midnight|then)\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r" (?:of|that|when|on which|after|following|before|prior|from|in|at which|it|this|the|(?:so |mutually "
    r"|to be )?[a-z]{3,15}ed|set|laid|next|its|their|for)\b"
)
_SOURCE: Final = re.compile(
    rf"\b(?:each|every) (?:\w{{1,12}} )?(?:year|month|week|quarter)(?P<source> from (?!{DATE}|the date\b))",
    re.IGNORECASE,
)
_BOUGHT: Final = re.compile(
    r"(?:\w{2,20}ed|buried|laid|made|held|sent|begun|taken|given|lost|sold|bought|built|left|kept|found"
    r"|written|seen|known|due|resident|in force|existing|rendered)(?: (?:at sea|on (?:its"
    r"|their) territory))? $"
)
_COMMAND: Final = re.compile(
    r"\b(?:be|been|being|is|are)(?: \w{1,20}ly)?(?: \w{2,20}(?:,| and| or)){0,3} \w{2,20} $"
)


@dataclass(frozen=True, slots=True)
class Time:
    """Words about time.

    `name`: the field that they fill. `is_vague`: whether they name no measurable time. `is_loose`: whether they could
    as well belong to a noun before them, as in "mines that were laid before 1990".
    """

    name: str
    start: int
    end: int
    is_vague: bool = False
    is_loose: bool = False


def dues_in(text: str, start: int, end: int) -> Iterator[Time]:
    """The deadlines between two places; not the dates of a noun ("mines laid before 1990")."""
    found = list(_dues(text, start, end))
    for time, later in zip_longest(found, found[1:]):
        joined = text.rfind(" and ", time.start, time.end)
        is_cut = later is not None and joined > time.start and not text[time.end : later.start].strip()
        yield (
            replace(time, end=joined) if is_cut else time
        )  # "… after the sale and complete it not later than"


def _dues(text: str, start: int, end: int) -> Iterator[Time]:
    at = start
    while (match := _DUE.search(text, at, end)) is not None:
        stop = _due_end(text, match, end)
        stop = _without_source(text, match.start(), stop) if stop is not None else None
        if stop is not None and not _is_of_a_noun(text, match, start):
            is_loose = any(match[name] for name in ("before", "on", "in", "at"))
            yield Time("due", match.start(), stop, bool(match["vague"]) and not match["soon"], is_loose)
            if match["soon"] and match["soon"].strip() in ("after", "following", "upon"):
                yield Time("after", match.start("soon") + 1, stop)
            at = max(stop, match.end())
        else:
            at = match.end()


def _without_source(text: str, start: int, stop: int) -> int:
    """A recurring day without where a thing comes from: "on the 10th day of each month | from the account"."""
    found = _SOURCE.search(text, start, stop)
    return found.start("source") if found is not None else stop


def _due_end(text: str, match: re.Match[str], end: int) -> int | None:
    """Where a deadline ends, or None where the words are not one."""
    if match["vague"]:
        return phrase_end(text, match.end(), end) if match["soon"] else match.end()
    if match["dday"]:
        return match.end()
    if match["soonest"]:
        return phrase_end(text, match.end() + 1, end)
    at = match.end()
    if match["in"] and text.startswith("advance", at) and not text.startswith("advance of", at):
        return at + len("advance")
    exact = DEADLINE.match(text, at, end)
    if match["span"] is not None:
        return phrase_end(text, at + 1, end)
    if exact is None:
        return _point_end(text, match, end)
    if exact["rel"]:
        return phrase_end(text, exact.end() + 1, end)
    if exact["span"] and not match["within"] and not match["late"]:
        return phrase_end(text, at + 1, end) if match["before"] or match["at"] or match["on"] else exact.end()
    return exact.end()


def _point_end(text: str, match: re.Match[str], end: int) -> int:
    """Where a deadline ends that names no date: "at its first session", "by the end of the second year"."""
    at = match.end()
    if match["before"] or match["late"]:
        return phrase_end(text, at + 1, end)
    point = _POINTED.match(text, at, end)
    if point is None or _GOES_ON.match(text, point.end(), end):
        return phrase_end(text, (point.end() if point else at) + 1, end)
    return point.end()


def _is_of_a_noun(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a date belongs to a noun ("mines laid before 1990") and not to what is to be done."""
    if match["before"] is None and match["on"] is None and match["in"] is None:
        return False
    before = text[max(start, match.start() - 60) : match.start()]
    if text[max(0, match.start() - 1) : match.start()] == "(":
        return True
    return (
        _BOUGHT.search(before) is not None
        and _COMMAND.search(text[max(0, match.start() - 90) : match.start()]) is None
    )
