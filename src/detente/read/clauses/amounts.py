"""How much or how many: shares, sums of money and counts of things, each with its unit as it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from detente.read.clauses.grammar import DATE, FIGURES, NUMBER, WRITTEN

_BOUND: Final = (
    r"(?:(?:not|no) (?:less|more|fewer) than|at (?:least|most)|up to|exactly|a total of|a (?:maximum"
    r"|minimum) of"
    r"|more than|less than|fewer than|over|about|approximately|some|an amount of|the (?:sum|amount) of)"
)
_MARK: Final = (
    r"(?:US\$|U\.S\.\$|[A-Z]{1,2}\$|[$\u20ac\u00a3\u00a5\u20b9\u20aa\u20ba\u20bd\u20a6]|DM|FF|SFr\.?|Fr\.?"
    r"|Lit\.?|fl\.?|f\.|Rs\.?|kr\.?)"
)
_CODE: Final = (
    r"(?:USD|EUR|GBP|JPY|CHF|CNY|INR|RUB|TRY|ILS|EGP|SAR|AED|COP|MXN|BRL|ZAR|KES|NGN|SEK|NOK|DKK|PLN|CZK"
    r"|HUF|UAH|SDR|SDG|ETB)"
)
_MONEY: Final = (
    r"(?:euros?|dollars?|pounds?(?: sterling)?|francs?|marks?|Deutsche [Mm]arks?|guilders?|lira[s]?|lire"
    r"|rupees?|roubles?|rubles?"
    r"|yen|yuan|pesos?|dinars?|dirhams?|riyals?|shekels?|kron[aeor]{1,3}|crowns?|rand|cents?"
    r"|special drawing rights|" + _CODE + r")"
)
_PLACE: Final = r"(?:[A-Z][\w.]{1,15} ){0,3}"
_MANY: Final = r"(?: (?:hundred|thousand|million|billion|trillion))?"
_MORE: Final = rf"(?:(?:, | to | or | and |-|, and ){NUMBER}{_MANY}){{0,8}}"
_FRACTION: Final = (
    r"(?:(?:one|two|three|four|five|a) ?-?(?:half|third|thirds|fourth|fourths|quarter|quarters|fifth|fifths"
    r"|sixth|sixths|seventh|eighth|ninth|tenth|tenths)"
    r"|half)"
)
_OF: Final = (
    r"(?: of (?:(?:all|the|its|their|such|that|this|each"
    r"|total) ){0,3}[\w'-]{1,30}(?: (?:of )?(?:the )?(?!shall\b|will\b|must\b|may\b|not\b|no\b|within\b"
    r"|by\b|on\b|in\b|to\b|at\b|before\b|after\b|from\b|until\b|and\b|or\b|for\b|with\b|under\b|which\b"
    r"|that\b|who\b|is\b|are\b|has\b|have\b|as\b|per\b|owned\b|held\b|if\b|unless\b"
    r"|upon\b)[\w'()-]{1,30}){0,4})?"
)
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,/-])(?:{_BOUND} )?(?:"
    rf"(?P<share>{NUMBER}(?: and {_FRACTION}s?)?(?:(?: to | or |-){NUMBER})? ?(?:per ?cent\b\.?|percent\b"
    rf"|percentage points?\b|%"
    rf"|\u2030)){_OF}"
    rf"|(?P<part>{_FRACTION})\b(?! majority| party| of a majority)(?=(?: of)){_OF}"
    rf"|(?P<money>(?:{_MARK}|{_CODE}) ?{FIGURES}{_MANY}(?:(?: to | or | and |-|, )(?:{_MARK}"
    rf"|{_CODE})? ?{FIGURES}{_MANY}){{0,6}}"
    rf"|{NUMBER}{_MANY}{_MORE} {_PLACE}{_MONEY}\b)"
    rf"|(?P<word>equally|in equal (?:parts|shares)|on an equal basis|pro rata|all or part"
    rf"|as many [^,;]{{1,60}}? as possible|a number of [a-z][\w-]{{1,30}})"
    rf"|(?P<between>between {NUMBER} and {NUMBER} [a-z][\w-]{{1,30}})"
    rf"|(?P<count>{NUMBER}{_MANY}(?: \(\d{{1,9}}\)| \({WRITTEN}\))?(?:(?: to | or |-){NUMBER})?"
    rf"(?P<thing>(?: [\w'-]{{1,30}}){{0,3}}?))(?=$|[,;:.)]| (?:shall|will|must|may|to|of|in|on|at|by|from"
    rf"|for|and|or|with|within|who|which|that"
    rf"|not|as|under|before|after|if|per|each|every|upon|during|until|held|into|through|against|on|was|were"
    rf"|is|are|\()\b| \()"
    rf")",
    re.IGNORECASE,
)
_HINT: Final = re.compile(
    r"\d|%|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|(?:twen|thir|for"
    r"|fif|six|seven|eigh"
    r"|nine)ty|half|third|quarter|hundred|thousand|million|equal(?:ly)?|pro rata|part|many|number)\b",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"\b(?:articles?|paragraphs?|sub-?paragraphs?|sections?|parts?|clauses?|annex(?:es)?|appendix|chapters?"
    r"|schedules?|category|categories"
    r"|phases?|stages?|steps?|points?|items?|nos?\.?|numbers?|resolutions?|class|type|level|zone|lot"
    r"|tranche|page|line|rule|regulation|form"
    r"|protocol|part|form|version|days?|D ?[-+]|and|or|to|age of|aged?|under|[-/(]) ?$",
    re.IGNORECASE,
)
_TIME_UNIT: Final = re.compile(
    r" (?:\(\w{1,15}\) )?(?:full |calendar |working |business |consecutive |annual |clear )?(?:minutes?"
    r"|hours?|days?|weeks?|months?|years?|a\.m|p\.m|o'clock|times?)\b",
    re.I,
)
_NO_THING: Final = re.compile(
    r"(?:one|a|an)(?: |$)|(?:one|two|three) (?:or|and|party|side|another|other|further|of)\b|one$", re.I
)
_DATE: Final = re.compile(DATE, re.I)
_SMALL_WORDS: Final = re.compile(
    r"^(?:of|in|on|at|by|from|for|and|or|with|to|as|the|a|per|each|shall|will|is|are)?$", re.I
)


def amounts_in(
    text: str, start: int, end: int, taken: Collection[tuple[int, int]] = ()
) -> Iterator[tuple[int, int]]:
    """The amounts between two places, in order; none that stands in words already `taken`, such as a deadline."""
    if _HINT.search(text, start, end) is None:
        return
    at = start
    while (match := _AMOUNT.search(text, at, end)) is not None:
        at = max(match.end(), at + 1)
        if any(first < match.end() and match.start() < last for first, last in taken):
            at = max(
                match.start() + 1,
                min(last for first, last in taken if first < match.end() and match.start() < last),
            )
            continue
        if match["count"] and not _is_count(text, match):
            at = match.start() + max(1, len(match[0].split(" ")[0]))
            continue
        yield match.start(), match.end()


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether a number counts things: not the number of an article, a date, a length of time, or "one or more"."""
    at = match.start("count")
    words, thing = match["count"], (match["thing"] or "").strip()
    if _NUMBERED.search(text[max(0, match.start() - 20) : match.start()]) or _DATE.match(text, at):
        return False
    number = words[: len(words) - len(match["thing"] or "")]
    if _TIME_UNIT.match(text, at + len(number)) or _NO_THING.match(words):
        return False
    if _SMALL_WORDS.match(thing):
        return (
            number[0].isdigit() is False
            and not thing
            and match.end() < len(text)
            and number.lower() not in ("one", "two")
        )
    return thing[0].islower() or thing.split()[-1][0].islower() or thing.split()[-1].endswith("s")
