"""Who sees to it: verifiers, those through whom it goes, to whom it is done, and doers named after "by"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from detente.read.clauses.actors import is_actor
from detente.read.clauses.grammar import DATE, DETERMINER, MONTH, WEEKDAY

_NAME: Final = (
    rf"(?:(?:{DETERMINER}|one or more|duly accredited|accredited) (?:[\w'/&.-]{{1,40}} ?)"
    rf"|[A-Z][\w'/&.-]{{0,40}})"
)
_PHRASE_ENDS: Final = re.compile(
    r"[,;:)]|\.(?= |$)| (?=(?:in|within|not|no|under|on|at|for|to|upon|after|before|prior|during|when|if"
    r"|unless|through|with"
    r"|who|which|that|as|from|by|shall|will|must|may|is|are|has|have|until|where|whether|pursuant|following"
    r"|subject|all|any|its|their|such|detailed|full|per|once"
    r"|consecutively|annually|not|immediately|promptly|provided|except|without|concerning|regarding|about"
    r"|against|and (?:shall|will|must|may|to|its|their|in|at|not|give|report|submit|be|by|authorizes))\b)"
    r"| \("
    r"|(?<!\bof)(?<!\band)(?<!\bor)(?<!\bbetween)(?<!\bboth)(?<!\ball)(?<!\beach of) (?=(?:the|an?|each"
    r"|no) )| (?:and|or)$"
)
_VERIFIED: Final = re.compile(
    r"\b(?:under the (?!jurisdiction|authority|command)(?:[a-z]{1,20} (?:and )?){0,3}?(?:supervision"
    r"|control|monitoring|verification|observation|auspices|oversight"
    r"|direction)(?: and (?:[a-z]{1,20} )?[a-z]{1,20})? of"
    r"|(?:verified|certified|monitored|supervised|confirmed|inspected|attested|witnessed|counted|overseen"
    r"|observed|audited|validated)(?:,? (?:and|or) \w{3,20})?(?: in writing)? by"
    r"|to the (?:full |reasonable |complete )?satisfaction of|in the presence of"
    r"|subject to (?:the )?(?:verification|inspection|certification|confirmation|audit|approval"
    r"|monitoring) (?:by|of))(?= )",
    re.IGNORECASE,
)
_CHECKED: Final = re.compile(
    r"\bsubject to ((?:(?:systematic|on-site|regular|international|continuous|independent|full|annual"
    r"|data) ){0,3}(?:verification|inspections?|monitoring)(?: (?!by\b|in\b|as\b|pursuant\b|for\b|within\b"
    r"|until\b)[\w-]{1,30}){0,8})",
    re.IGNORECASE,
)
_THROUGH: Final = re.compile(
    r"\b(?:through|via|by way of|by the intermediary of|through the (?:intermediary|good offices"
    r"|channel) of)(?= )",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    rf"\bby (?!{DATE}|{MONTH}|{WEEKDAY}|(?:the )?(?:date|end|beginning|close|time|means|way|virtue|reason"
    rf"|deadline|day)\b|(?:a|an|the|simple) (?:\S{{1,20}} )?(?:majority|vote|means)\b|its own|itself\b"
    rf"|such (?:date|time))",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"\b(?:exchanged|agreed|concluded|negotiated|settled|arranged)(?: upon)? between (?=the |[A-Z])"
)
_AGREEMENT: Final = re.compile(
    r"\bby (?:mutual |common |written |joint |special )?(?:agreement|consent|accord|negotiations?"
    r"|consultations?)(?: in writing)? (?:between|of|among|amongst|with) ",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"\b(?:to|with|on behalf of|in favou?r of)(?= )")
_DIRECT: Final = re.compile(
    r"^(?:(?:also|further|promptly|immediately|fully|so|thereupon|in turn) )?(?:to )?(?:notify|inform"
    r"|advise|reimburse|pay|compensate|indemnify|consult|invite|assist|warn|alert|tell"
    r"|permit|allow|enable|request|require|authori[sz]e|direct|repay|instruct|refund"
    r"|(?P<with>provide|supply|furnish|grant|accord|send|give|offer))(?= (?!\d))",
    re.IGNORECASE,
)


def phrase_after(text: str, start: int, end: int) -> tuple[int, int]:
    """The noun phrase that begins after a preposition, its "of" and "and" kept."""
    while start < end and text[start] == " ":
        start += 1
    stop = _PHRASE_ENDS.search(text, start + 1, min(end, start + 160))
    return start, stop.start() if stop else min(end, start + 160)


def agents_in(text: str, start: int, end: int, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Doers named in the passive: "by the Bank", "by agreement between Northland and Southland"."""
    agreed = _AGREEMENT.search(text, start, end) or _BETWEEN.search(text, start, end)
    if agreed is not None:
        yield phrase_after(text, agreed.end(), end)
    for match in _BY.finditer(text, start, end):
        if _NO_DOER.search(text[max(start, match.start() - 16) : match.start()]) or _is_of_a_noun(
            text, start, match.start()
        ):
            continue
        found = phrase_after(text, match.end(), end)
        told = _TOLD.search(text[max(start, match.start() - 20) : match.start()])
        found = _one_group(text, *found, names, is_told=True) if told else found
        if _is_somebody(text[found[0] : found[1]], names):
            yield found


def _is_of_a_noun(text: str, start: int, at: int) -> bool:
    """Whether "by" belongs to a noun ("the account named by the Bank") and not to what is to be done."""
    low = max(start, at - _BACK)
    done = _DONE.search(text, low, at)
    if done is None:
        return False
    before = text[low : done.start()]
    if _AND.search(before) is not None:
        return False
    return low > start or _VERB_ONLY.fullmatch(before) is None


def verifiers_in(text: str, start: int, end: int, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Those under whose eyes it is done, and "subject to" inspection."""
    for match in _VERIFIED.finditer(text, start, end):
        found = phrase_after(text, match.end(), end)
        if is_actor(text[found[0] : found[1]], names) is not False:
            yield found
    for match in _CHECKED.finditer(text, start, end):
        yield match.span(1)


def channels_in(text: str, start: int, end: int, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Those through whom it goes."""
    for match in _THROUGH.finditer(text, start, end):
        found = phrase_after(text, match.end(), end)
        if _is_somebody(text[found[0] : found[1]], names):
            yield found


def receivers_in(text: str, start: int, end: int, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Those to whom it is done: "notify the Bank", "deliver … to Southland"."""
    direct = _DIRECT.search(text[start:end])
    if direct is not None:
        at = start + direct.end() + (5 if text.startswith(" with ", start + direct.end()) else 0)
        aside = _ASIDE.match(text, at, end)
        found = _one_group(text, *phrase_after(text, aside.end() if aside else at, end), names, is_told=True)
        is_object = direct["with"] and not _SECOND.match(text, found[1])
        if is_actor(text[found[0] : found[1]], names) is True and not is_object:
            yield found
    for match in _TO.finditer(text, start, end):
        if match[0] == "with" and not _WITH_WHOM.search(text[start : match.start()]):
            continue
        if _NOT_TO.search(text[max(start, match.start() - 16) : match.start()]) or text.count(
            "[", start, match.start()
        ):
            continue
        found = _one_group(text, *phrase_after(text, match.end(), end), names)
        if _is_somebody(text[found[0] : found[1]], names):
            yield found


def _one_group(
    text: str, start: int, end: int, names: Collection[str], *, is_told: bool = False
) -> tuple[int, int]:
    """Somebody without a thing that "and" adds: "to Northland and the provisions for"; or that he is told "of"."""
    joined = text.rfind(" and ", start, end)
    if joined > start and is_actor(text[joined + 5 : end], names) is not True:
        end = joined
    if text.endswith((" and", " or"), start, end):
        end = text.rindex(" ", start, end)
    of_what = _OF_WHAT.search(text, start, end) if is_told else None
    return start, of_what.start() if of_what else end


_WITH_WHOM: Final = re.compile(
    r"\b(?:cooperate|consult|negotiat\w{1,3}|deposit(?:ed)?|agree|conclude|share|cooperat\w{1,4}|lodged?"
    r"|register)\b[^,;]{0,80}$",
    re.IGNORECASE,
)
_OF_WHAT: Final = re.compile(
    r" of(?:$| (?:(?:the|its|any|all|an?|each|every|such) )?(?!(?:the|its|any|all|an?|each|every"
    r"|such)\b)[a-z]+(?! of)(?: |$))"
)
_ASIDE: Final = re.compile(r" ?,[^,;]{1,80}, ?")
_TOLD: Final = re.compile(r"\b(?:informed|notified|advised|told)(?: in writing)? $")
_SECOND: Final = re.compile(r" (?:with|the|an?|all|any|such|each|full|access) ")
_BACK: Final = 200  # characters before "by" in which the word that it belongs to may stand
_DONE: Final = re.compile(
    r"\b(?:(?!need|exceed|feed|seed|speed|indeed)[a-z-]{2,20}(?:ed|awn|own|ought)|made|held|given|taken"
    r"|chosen|written|set|sent|paid|put|kept"
    r"|built|drawn|issued|begun|undertaken|laid)(?: (?:\w{2,20}ly|in writing|in advance|jointly))? $"
)
_AND: Final = re.compile(r"(?:\b(?:and|or)|,) (?:\w{2,20}ly |also |then |be )?$")
_VERB_ONLY: Final = re.compile(
    r" ?(?:(?:be|been|being|have|to|also|then|further|first|so|duly|jointly|not|thereby|[a-z]{2,20}ly) ){0,6}"
)
_NO_DOER: Final = re.compile(
    r"\b(?:replaced|followed|preceded|accompanied|governed|caused|affected|supplemented) $"
)
_NOT_TO: Final = re.compile(
    r"\b(?:prohibited|available|known|according|subject|relat(?:ing|ed)|due|pursuant|relevant|applicable"
    r"|belonging|prior|owed|similar|attached|part(?:y|ies)|responsible|responsible only|external|specific"
    r"|threats?|consent|harm|equal) $"
)
_VERB: Final = re.compile(
    r"(?:hold|take|make|give|be|become|have|do|enter|join|serve|act|meet|run|use|keep|form|hire|pay|get|leave"
    r"|provide|support"
    r"|protect|assist|help|inform|notify|represent|appoint|elect|replace|allow|enable|permit|prevent|remove"
    r"|consult|satisfy) "
)
_SOMEBODY: Final = re.compile(
    rf"{_NAME}|(?:(?!(?:{DETERMINER}) )[a-z]{{1,20}} ){{0,2}}[a-z]{{3,30}}(?: of\b| and\b|$)"
)


def _is_somebody(words: str, names: Collection[str]) -> bool:
    return is_actor(words, names) is True and _SOMEBODY.match(words) is not None and not _VERB.match(words)
