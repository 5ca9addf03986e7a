"""Small classes of English words that agreements are made of, as pieces of expressions."""

from __future__ import annotations

import re
from typing import Final

MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_ORDINAL: Final = (
    r"(?:(?:twenty|thirty)-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
ORDINAL: Final = rf"(?:{_ORDINAL}|\d{{1,3}}(?:st|nd|rd|th)|final|last|initial|next)"
_UNDER_100: Final = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six"
    r"|seven|eight"
    r"|nine)\b)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen"
    r"|seventeen|eighteen|nineteen)"
)
WRITTEN: Final = (
    rf"(?:(?:{_UNDER_100}|a) (?:hundred|thousand|million)(?: (?:and )?{_UNDER_100})?|{_UNDER_100})"
)
FIGURES: Final = r"(?:\d{1,3}(?:[, \u00a0']\d{3}){1,4}(?:\.\d{1,4})?|\d{1,12}(?:[.,]\d{1,4})?)"
NUMBER: Final = rf"(?:{FIGURES}|{WRITTEN})"
SPAN: Final = (
    rf"(?:{NUMBER}|an?|several|the|half an?)(?: \(\d{{1,4}}\)| \({WRITTEN}\))?(?: and a half)?[ -]"
    r"(?:full |whole |calendar |working |business |banking |consecutive |clear |further |additional )?"
    r"(?:minute|hour|day|week|fortnight|month|quarter|year)s?\b'?(?: (?:period|time))?"
)
"""A length of time such as "thirty (30) working days"."""
DATE: Final = (
    rf"(?:(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL})(?: day)?(?: of)? {MONTH}(?:,? ?\d{{4}})?\b"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,? \d{{4}}\b)?|{MONTH},? \d{{4}}\b|\d{{4}}-\d\d-\d\d\b"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|(?:1[5-9]|20)\d\d\b(?![-/.,]\d)|D ?[+-] ?\d{1,4}\b|D-[Dd]ay\b"
    r"|(?<![\w-])[Dd]ay \d{1,4}\b(?: of (?:the )?(?:first |second |third )?(?:stage|phase)\b(?: \w{1,6}\b)?)?)"
)
WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
CLOCK: Final = (
    r"(?:(?:\d{1,2}[:.]\d\d|\d{4})(?: ?(?:hours|hrs|[ap]\.?m\.?|GMT|UTC|local time|o'clock)\b){1,2}|(?:noon"
    r"|midnight|midday)\b)"
)

DETERMINER: Final = (
    r"(?:the|a|an|each|every|any|all|both|either|neither|no|such|this|these|that|those|its|their|his|her"
    r"|our|your|my"
    r"|some|other|another|one|two|three|four|five|only)"
)
NOT_A_SUBJECT: Final = re.compile(
    r"(?:after|before|upon|on|once|when|whenever|where|wherever|whereas|if|unless|until|till|while|during"
    r"|within"
    r"|(?:not|no) (?:later|earlier)|in|into|at|by|for|from|to|towards|under|with|without"
    r"|subject (?:only )?to|except"
    r"|excluding|save|notwithstanding|pursuant|as(?! many| much)|because|since|provided|providing|given"
    r"|having|following"
    r"|immediately|promptly|prior|between|among|amongst|through|throughout|further(?! [a-z]+ )|in addition"
    r"|of|that"
    r"|which|who|whom|whose|whether|including|inter alia|per|via|than|how|what|so|also|thus|hence|then"
    r"|not(?! less| more| fewer)"
    r"|likewise|similarly|however|moreover|nevertheless|nonetheless|furthermore|consequently|otherwise"
    r"|therefore"
    r"|accordingly|thereafter|thereupon|thereby|meanwhile|equally|lastly|finally|instead|specifically"
    r"|generally"
    r"|annually|additionally|failing|pending|regarding|concerning|according|depending|based|assuming|using"
    r"|taking|considering|recognizing|recognising|bearing|acting|owing|due to|irrespective|regardless"
    r"|in case|over"
    r"|currently|presently|formerly|already|normally|ordinarily|usually"
    r"|about|against|around|across|beyond|despite|like|unlike|out|off|up|down|even|yet|e\.g\.|i\.e\."
    r"|(?:such|inasmuch|insofar|so long|so far) as|(?!nothing)[a-z]{3,20}ing(?! (?:[Pp]art|[Pp]ower"
    r"|[Ss]tate|[Ss]ide|[Bb]ank|[Cc]ompan|[Oo]ffic|[Ee]ntit)))\b",
    re.IGNORECASE,
)
"""What stands at the head of an adverbial or a subordinate clause, so that no doer begins there."""
ADVERB: Final = (
    r"(?:(?!apply|supply|comply|rely|reply|multiply|imply|ally|assembly|only \b)[a-z]{2,20}ly|also|then"
    r"|therefore|thereupon|thereafter|hereby|further|each|both|only|together|at once|in turn"
    r"|always|in principle|once again|again|at least|first|forthwith|as a minimum|in particular|in addition"
    r"|in any (?:case|event)|in all cases|at all times|at the same time|as appropriate|as necessary|instead"
    r"|likewise|still"
    r"|now|thus|hereinafter|for its part|for their part|on (?:its|their) part|in good faith|when necessary"
    r"|where necessary|so far as possible|if necessary)"
)
STOP: Final = re.compile(
    r"[;:.!?)](?=\s|$)|,(?! ?\d{4}\b)(?!\d{3}\b)(?! (?:sub-?){0,2}(?:paragraph|article|section|part|clause|annex"
    r"|chapter)s? )"
    r"| (?=(?:and|or|but) (?:shall|will|must|may)\b)"
    r"| (?=(?:shall|will|must|may|be)\b)|(?<!\bon)(?<!\bat)(?<!\bin)(?<!\bfrom)(?<!\bby) (?=which\b)"
    r"| (?=in (?:accordance|conformity|order to|such|respect|writing|pursuance|so far)\b)"
    r"| (?=under the (?:supervision|control|direction|auspices)\b)"
    r"| (?=(?:verified|certified|supervised|monitored) by\b)"
    r"| (?=(?:subject|pursuant|according) to\b)| (?=(?:unless|except|provided|if|who|whereby|whether"
    r"|so that|so as|so long|as long)\b)"
    r"| (?=to (?:the satisfaction|ensure|enable|facilitate|permit|allow|give|study|undertake|submit"
    r"|determine|consider|examine|review|verify|decide)\b)"
    r"| (?=for (?:the (?:purposes?|sake)|an? (?:term|period|further))\b)| (?=as (?:provided|specified|set"
    r"|defined|determined|required|appropriate|referred|may|described)\b)"
    r"| (?=(?:not|no) (?:later|earlier) than\b)| (?=through the\b)| (?=until\b)| (?=and (?:in any|not later"
    r"|no later|report|submit|give|inform|notify)\b)",
    re.IGNORECASE,
)
"""Where the words that name an event or a term come to an end."""
_REJOINED: Final = re.compile(r",\s(?:has|have|had|is|are|was|were|enters?|entered|takes|took|begins)\b")
_DANGLING: Final = re.compile(r"(?: (?:on|to|of|in|for|and|or|but|with|by|the|at))+ ?$")
REACH: Final = 260


def phrase_end(text: str, start: int, limit: int) -> int:
    """Where the words that name an event end, from `start` on; brackets in them are passed over."""
    end = _phrase_end(text, start, min(limit, start + REACH))
    loose = _DANGLING.search(text, max(start, end - 40), end)
    return loose.start() if loose and loose.start() > start else end


def _phrase_end(text: str, start: int, limit: int) -> int:
    at = start
    while at < limit:
        stop = STOP.search(text, at, limit)
        bracket = text.find("(", at, limit)
        if bracket >= 0 and (stop is None or bracket < stop.start()):
            close = text.find(")", bracket, limit)
            at = close + 1 if close >= 0 else limit
            continue
        if stop is None:
            return limit
        if _REJOINED.match(text, stop.start()) or stop.start() <= start:
            at = stop.end() if stop.end() > at else at + 1
            continue
        return stop.start()
    return limit
