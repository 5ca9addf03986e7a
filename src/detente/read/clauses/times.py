"""When it is due: deadlines, times from and until, what recurs, and what sets a duty going."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.read.clauses.grammar import CLOCK, DATE, MONTH, NUMBER, ORDINAL, SPAN, WEEKDAY, phrase_end

_REL: Final = r"(?:after|of|from|following|before|prior to|preceding|as from|counting from|counted from|subsequent to|since|in advance of|beginning)"
_VAGUE: Final = (
    r"as (?:soon|early|quickly|rapidly|promptly|expeditiously|speedily) as (?:(?:reasonably )?(?:possible|practicable"
    r"|feasible|practical)|it is practicable|circumstances permit)"
    r"|with(?:out| all)(?: undue| unreasonable| further| any| due)? (?:delay|dispatch|speed)|immediately|promptly|forthwith|at once|in due (?:course|time)"
    r"|in good time|in a timely (?:manner|fashion)|at the (?:earliest|proper|appropriate)(?: possible)? (?:opportunity"
    r"|date|time|moment)|at an (?:early|appropriate) (?:date|time)|at a later (?:date|time|stage)|within a (?:reasonable|short) (?:time|period)(?: of time)?"
    r"|in the near future|expeditiously|speedily|without interruption|urgently|as a matter of urgency|at short notice"
    r"|within a specified (?:time|period)|simultaneously|at the same time|gradually|progressively|in (?:stages|phases)"
)
_POINT: Final = (
    r"(?:the (?:end|beginning|start|close|opening|conclusion|completion|expiry|expiration|middle|date|day|deadline|time"
    r"|moment|first|last|target date|latest|hour|due date)\b|its (?:first|next|last) |the (?:first|next|following) (?:regular |special )?(?:session|meeting|day|month|year)"
    r"|then\b|that (?:time|date|day)\b)"
)
_AT: Final = (
    r"(?:the (?:time|moment)(?! (?:of|that|when|the)\b)|the (?:beginning|end|start|close|conclusion|expiry|completion|latest|outset|opening|date|expiration)\b"
    r"|(?:its|their|the) (?:first|next|last|second|third) (?:regular |special |annual )?(?:sessions?|meetings?)\b|any time (?:after|before|during)\b)"
)
_WEEK: Final = r"(?:minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?)"
_DUE: Final = re.compile(
    rf"\b(?:(?P<late>(?:by )?(?:not|no) later than"
    rf"|at (?:the )?latest(?: by| on)?|on or before|by no later than)"
    rf"|(?P<within>within|in the period of|in no more than|in not more than|in less than) (?={SPAN}|(?:the|this|that|these|those|such|a|any) (?:\S{{1,20}} ){{0,4}}?(?:period|time|limit|interval|deadline|term)\b|(?:the|these|those) (?:next |following |first )?{NUMBER} )"
    rf"|(?P<by>by) (?:about |around )?(?={DATE}|{_POINT}|{WEEKDAY}|{CLOCK}|{MONTH} |the {ORDINAL} (?:day|week|month|year))"
    rf"|(?P<before>before|prior to|in advance of|preceding)(?! (?:the )?(?:\w{{1,15}} )?(?:court|tribunal|judge|council|commission|committee|assembly|conference)\b)(?= )"
    rf"|(?P<on>on|from and after) (?={DATE}|the (?:date|day|same day|same date|following day|{ORDINAL} (?:day|working day))\b|{WEEKDAY}|that (?:date|day)\b)"
    rf"|(?P<at>at) (?={_AT}|{CLOCK})"
    rf"|(?P<in>in) (?={DATE}|(?:each of )?the (?:course of )?(?:\w{{1,12}} ){{0,2}}(?:year|month|week|quarter)s?\b|{MONTH}|advance\b)"
    rf"|(?P<span>(?:at least |not less than |no less than |not more than |up to )?{SPAN}) (?={_REL} )"
    rf"|(?P<day>on )?(?P<dday>D ?\+ ?\d{{1,4}})\b"
    rf"|(?P<vague>{_VAGUE})\b(?P<soon> (?:after|following|upon|before|prior to)(?= ))?"
    rf"|(?P<soonest>as soon as)(?= )"
    rf")",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    rf"\b(?:between {DATE} and {DATE}|from {DATE} (?:to|until|through) {DATE})", re.IGNORECASE
)
_DEADLINE: Final = re.compile(
    rf" ?(?:{DATE}(?: (?:of|in) (?:each|every)(?: \w{{1,12}})? year)?(?:,? at {CLOCK})?|{CLOCK}(?:,? on {DATE})?|(?P<span>{SPAN})(?P<rel> {_REL}\b)?)",
    re.IGNORECASE,
)
_EACH: Final = re.compile(
    r" (?:of|in) ((?:each|every)(?: (?:calendar|fiscal|financial|contract))? (?:year|month|week|quarter))\b",
    re.I,
)
_EVERY: Final = re.compile(
    rf"\b(?:(?:at least |not less than )?(?:once|twice|{NUMBER} times) (?:an?|every|each|per) (?:{NUMBER} )?{_WEEK}"
    rf"|(?:every|each)(?: (?:calendar|fiscal|financial|working|contract|{ORDINAL}|{NUMBER}))? {_WEEK}(?: thereafter)?\b(?! period)"
    rf"|(?:at|in) (?:regular )?intervals of (?:not more than |at most )?{SPAN}(?: thereafter)?|at regular intervals|(?:semi-?|bi-?)?annually|quarterly"
    rf"|monthly|weekly|daily|yearly|periodically|regularly|from time to time|on an? (?:annual|monthly|weekly|daily|quarterly|regular|periodic) basis"
    rf"|(?:annual|monthly|weekly|daily|quarterly|periodic|yearly)(?= (?:\w{{1,15}} ){{0,2}}?(?:reports?|declarations?|payments?|instalments?|installments?"
    rf"|meetings?|sessions?|reviews?|statements?|inspections?)\b))",
    re.IGNORECASE,
)
_RECURS: Final = re.compile(r"ever|each|ly\b|annual|interval|time to|basis|times|once|twice|periodic", re.IGNORECASE)
_AFTER: Final = re.compile(
    r"\b(?:(?:immediately |shortly |directly |promptly |only )?(?P<event>after|upon|following|at the (?:time|moment)(?= (?:of|that|when|the)\b)|once|when|subsequent to)"
    r"(?! (?:possible|practicable|feasible|a year|a month|a week|such terms|request|it is (?:possible|practicable|feasible)|it may|is\b|such other|which|whom))(?= )|thereafter|thereupon)\b",
    re.IGNORECASE,
)
_NOT_AFTER: Final = re.compile(
    r"(?:\bthe|depend\w{0,4}|based|agree[ds]?|decided|called|relied?|relies|imposed?|insist\w{0,3}|conferred|look\w{0,3}|incumbent|binding|act\w{0,3}|each|at|contingent"
    r"|(?:minute|hour|day|week|month|year)s?'?|period) $",
    re.IGNORECASE,
)
_WHILE: Final = re.compile(
    r"\b(?:during|throughout|for the duration of|as long as|so long as|pending|while)(?= )", re.IGNORECASE
)
_UNTIL: Final = re.compile(rf"\b(?:until|till|up to (?=(?:and including )?{DATE}))(?=[ \d])", re.IGNORECASE)
_FOR: Final = re.compile(
    rf"\bfor (?:(?:a|the|another)(?: (?:further|maximum|minimum|total|initial|additional))? (?:period|term|duration) of (?:up to |not (?:more|less) than |at least )?{SPAN}"
    rf"|(?:up to |at least |not (?:more|less) than |the (?:first|next|following|last) )?{SPAN}|the (?:period|term) )",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    rf"\b(?:(?:as|with effect|starting|beginning|commencing|effective)(?: from| on| as of| of)|from|as of|since|not (?:before|earlier than)|no earlier than) "
    rf"(?={DATE}|{CLOCK}|the (?:date|day|moment|time|entry|signature|beginning|start|adoption|expiry|first|same date)\b|that (?:date|day)\b)",
    re.IGNORECASE,
)
_AND_ALSO: Final = re.compile(
    r"[ ,]*(?:(?:and|but|or)\b)?[ ,]*(?:in any (?:event|case),?)? *$", re.IGNORECASE
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
        found += _dues_of(text, at, first)
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
    for match in _BETWEEN.finditer(text, start, end):
        yield Time("due", match.start(), match.end())


def _dues_of(text: str, start: int, end: int) -> Iterator[Time]:
    at = start
    while (match := _DUE.search(text, at, end)) is not None:
        stop = _due_end(text, match, end)
        if stop is not None and not _is_of_a_noun(text, match, start):
            is_loose = any(match[name] for name in ("before", "on", "in", "at"))
            yield Time("due", match.start(), stop, bool(match["vague"]) and not match["soon"], is_loose)
            if match["soon"] and match["soon"].strip() in ("after", "following", "upon"):
                yield Time("after", match.start("soon") + 1, stop)
            at = max(stop, match.end())
        else:
            at = match.end()


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
    exact = _DEADLINE.match(text, at, end)
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


_POINTED: Final = re.compile(
    r" ?(?:(?:the|its|their|this|that|these|those|such|a|any|each) )?(?:[\w-]{1,20} ){0,4}?(?:sessions?|meetings?|periods?|times?|limits?|intervals?|deadlines?|terms?|dates?|days?"
    r"|moments?|ends?|beginnings?|starts?|close|conclusion|expiry|completion|outset|opening|expiration|latest|years?|months?|weeks?|quarters?|noon|midnight|then)\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r" (?:of|that|when|on which|after|following|before|prior|from|in|at which|it|this|the|(?:so |mutually |to be )?[a-z]{3,15}ed|set|laid|next|its|their|for)\b"
)
_BOUGHT: Final = re.compile(
    r"(?:\w{2,20}ed|buried|made|held|sent|begun|taken|given|lost|sold|built|due|resident|in force|existing|rendered)(?: (?:at sea|on (?:its|their) territory))? $"
)
_COMMAND: Final = re.compile(
    r"\b(?:be|been|being|is|are)(?: \w{1,20}ly)?(?: \w{2,20}(?:,| and| or)){0,3} \w{2,20} $"
)


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


def _simple(text: str, start: int, end: int, name: str, expression: re.Pattern[str]) -> Iterator[Time]:
    if name == "every" and _RECURS.search(text, start, end) is None:
        return
    for match in expression.finditer(text, start, end):
        stop = match.end()
        if name in ("until", "while") or (name == "for" and match[0].endswith(" ")):
            stop = phrase_end(text, match.end() + 1, end)
        elif name == "from":
            exact = _DEADLINE.match(text, match.end(), end)
            stop = exact.end() if exact else phrase_end(text, match.end() + 1, end)
        yield Time(name, match.start(), stop, name == "every" and match[0].lower() in _OFTEN, name != "until")


_OFTEN: Final = (
    "periodically",
    "regularly",
    "from time to time",
    "periodic",
    "at regular intervals",
    "on a regular basis",
    "on a periodic basis",
)


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
        is_pair = last is not None and time.name == "due" and (
            last.is_vague or time.is_vague or " but" in text[last.end : time.start]
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
