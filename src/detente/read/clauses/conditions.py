"""On what it hangs: if, unless, provided that, subject to, except; and what follows if it is not done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from detente.read.clauses.grammar import DATE, NOT_A_SUBJECT, SPAN, phrase_end

_LONG: Final = re.compile(
    r"\b(?:(?:only |but only |even )?if\b(?! any\b| necessary| appropriate| possible| so agreed| required)"
    r"|unless|provided,?(?: however,?)? (?:that|always that)|on (?:the )?condition that"
    r"|in the event (?:that|of)|in (?:[a-z]{3,12} )?cases? (?:where|of|in which|that)"
    r"|to the extent (?:that )?|in so far as|insofar as"
    r"|except(?:ing)?\b(?: that| as| where| when| for| in| to| with| if)?|save(?: that| as| where| for"
    r"| in)?(?= )|whenever|contingent (?:up)?on|conditional (?:up)?on"
    r"|without (?:(?:the|its|their|an?|any) )?(?:[A-Z][\w'/-]{0,30} ){0,3}(?:prior |express |written |previous ){0,3}"
    r"(?:consent|approval|agreement|permission"
    r"|authori[sz]ation)\b|upon (?:the |[\w-]{1,30}'s? )?(?:written )?(?:request|recommendation|proposal"
    r"|demand|application"
    r"|direction|approval)(?: of| from| by)?|at the request of"
    r"|subject(?: only)? to (?!(?:systematic |on-site |regular |international )?(?:verification|inspection"
    r"|monitoring)))",
    re.IGNORECASE,
)
_WHERE: Final = re.compile(r"(?:^|[,;:] |\. )(?P<where>where(?:ver)?|when)(?= )", re.IGNORECASE)
_SHORT: Final = re.compile(
    r"\b(?:(?:if|where|when|wherever|whenever|so far as|as far as|to the (?:fullest |maximum "
    r"|greatest )?extent)(?: it is| deemed| considered)?"
    r" (?:necessary|appropriate|possible|feasible|practicable|required|needed|so agreed|applicable|requested)"
    r"|as (?:necessary|appropriate|required|needed|applicable)(?! (?:in|by|under|to|for)\b)"
    r"|if any|if so requested|upon request|on request|at (?:its|his|her|their) (?:sole )?discretion"
    r"|at the discretion of [^,;:.]{1,60}?(?=,|;|\.|$))(?! by\b)\b",
    re.IGNORECASE,
)
_MISSED: Final = re.compile(
    r"\b(?:failing (?:which|this|that)|in default (?:of which|whereof|thereof)|otherwise,|or else"
    r"|in the absence of which)(?P<what>[^;]{0,300})",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"[;:](?= |$)|,? (?:but |and )?(?:in any (?:event|case),? )?(?=(?:not|no) later than )"
)
_ASIDE_ENDS: Final = re.compile(
    r"[;:]|,(?! (?:sub-?){0,2}(?:paragraphs?|articles?|sections?|parts?|clauses?|and|or) )", re.IGNORECASE
)
_EXCEPT: Final = re.compile(r"except|save", re.IGNORECASE)
_THEN_DUE: Final = re.compile(
    rf", ?(?=(?:within {SPAN}|(?:by|before|on or before|not later than|no later than) (?:{DATE}|{SPAN})))",
    re.IGNORECASE,
)
_MADE: Final = re.compile(r" (?:made|given|submitted|received|delivered|sent)\b[^,;:]{1,160}")
_UPON: Final = re.compile(r"upon|at the request", re.IGNORECASE)
_NAME: Final = re.compile(
    r" (?:the |either |another |any )?[A-Z][\w-]{1,40}(?: (?:of (?:the )?)?[A-Z][\w-]{1,40}){0,6}"
    r"(?= [a-z])(?! (?:and|or|of|to)\b)"
)
_WORDS: Final = re.compile(r"[ ,:]*(?:[\w-]{1,20} ?){0,2},? ?$")
_NOT_HERE: Final = re.compile(r"\b(?:as|be|whether|to)$", re.IGNORECASE)
_CASUAL: Final = re.compile(r"\b(?:who|which|that|are|is|not|made)$")


def conditions_in(
    text: str, start: int, end: int, *, is_fronted: bool = False, edges: Collection[int] = ()
) -> Iterator[tuple[int, int]]:
    """The conditions between two places.

    Args:
        text: the sentence.
        start: where to begin.
        end: where to stop; a condition in front of its doer runs to there.
        is_fronted: whether the words stand in front of the doer.
        edges: where the opening words of a list end; "provided that" with nothing after it counts only there.
    """
    at = start
    while (match := _next(text, at, end)) is not None:
        first = match.start("where") if "where" in match.re.groupindex else match.start()
        if _is_casual(text, match, start):
            at = match.end()
            continue
        stop = match.end()
        if match.re is not _SHORT:
            is_aside = _is_aside(text, start, first) or match[0].lower().startswith("to the extent")
            if _UPON.match(match[0]):
                made = _MADE.match(text, stop, end)
                is_open = match[0].endswith((" of", " from", " by"))
                named = _NAME.match(text, stop, end) if is_open and not text[start:first].strip() else None
                if made is None and named is not None:
                    made = (
                        named  # "shall at the request of the Mission furnish": the act goes on after the name
                    )
                stop = made.end() if made else phrase_end(text, stop, end) if is_open else stop
                yield first, stop
                at = max(stop, match.end())
                continue
            stop = end if is_fronted else _condition_end(text, match.end(), end, is_aside=is_aside)
            if (
                not is_fronted
                and _EXCEPT.match(match[0])
                and (due := _THEN_DUE.search(text, match.end(), stop))
            ):
                stop = due.start()
        if stop > match.end() + 2 or match.re is _SHORT or stop in edges:
            yield first, stop
        at = max(stop, match.end())


def _next(text: str, start: int, end: int) -> re.Match[str] | None:
    found = [match for one in (_LONG, _WHERE, _SHORT) if (match := one.search(text, start, end))]
    return min(found, key=lambda match: (match.start(match.lastgroup or 0), -match.end()), default=None)


def _is_casual(text: str, match: re.Match[str], start: int) -> bool:
    before = text[max(start, match.start() - 12) : match.start()].rstrip()
    if match[0].lower().startswith("subject"):
        return _NOT_HERE.search(before) is not None or _CASUAL.search(before) is not None
    return (
        match[0].lower() in ("save", "except")
        and not before.endswith(",")
        and match[0].islower()
        and match[0] == "save"
    )


def _condition_end(text: str, start: int, end: int, *, is_aside: bool) -> int:
    """A condition runs to the end of its clause, or as an aside to its comma; a deadline after it is not part of it."""
    found = (_ASIDE_ENDS if is_aside else _ENDS).search(text, start, end)
    return found.start() if found else end


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether nothing but adverbials stands between the word of duty and a condition: "shall, within 3 days, if"."""
    if _WORDS.match(text[start:end]):
        return True
    words = [part.strip() for part in text[start:end].split(",")]
    return text.startswith(",", start) and all(not one or NOT_A_SUBJECT.match(one) for one in words)


def missed_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What follows if it is not done: "failing which the deposit shall be paid out"."""
    match = _MISSED.search(text, start, end)
    return match.span() if match else None


def is_weak(text: str, place: tuple[int, int]) -> bool:
    """Whether a condition is one that others come before: "subject to this Part", "if any", "as necessary"."""
    return _WEAK.match(text, place[0]) is not None


def is_bare(text: str, place: tuple[int, int]) -> bool:
    """Whether the words open a condition that the items of a list go on with: "provided that:"."""
    return _BARE.fullmatch(text, *place) is not None


_WEAK: Final = re.compile(
    r"(?:subject|as|at|to the extent|upon|(?:if|where|when) (?:any|necessary|possible|appropriate))\b",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    r"(?:if|when|where|unless|except|provided,?(?: however,?)? that|on (?:the )?condition that"
    r"|in the event that"
    r"|to the extent that) ?",
    re.IGNORECASE,
)
