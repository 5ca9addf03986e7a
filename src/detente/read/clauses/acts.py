"""What is to be done: where the act begins after "shall", and whether it is an act at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from detente.read.clauses.grammar import ADVERB, NOT_A_SUBJECT

ActKind: TypeAlias = Literal["act", "passive", "event", "content", "force", "state", "none"]
_SKIPPED: Final = re.compile(
    rf"(?:{ADVERB})\b(?! (?:of|that)\b)|inter alia\b|(?:[Tt]o|not|never)\b(?= )|and\b|but\b|[,:\u2013\u2014-]"
)
_ASIDE: Final = re.compile(r"[^,:;]{1,240}?(?:, (?!paragraph|article|section|part)|: ?)", re.IGNORECASE)
_ASIDE_START: Final = re.compile(
    r"(?:as (?!soon|long)|or\b|taking\b|provided\b|so far as\b|for (?:the|its|their|his)\b|at (?:its|his"
    r"|her|their)\b)"
)
_SHORT_ASIDE: Final = re.compile(
    r"(?:for (?:the purposes? of|this purpose|that purpose)(?: [\w ]{0,60}(?=,))?|on (?:an equal"
    r"|a temporary|the same|a reciprocal) basis"
    r"|in all cases|in no case|to this end|with (?:respect|regard) to [^:,;]{1,80}(?=[:,])"
    r"|to the (?:maximum |fullest |greatest )?extent (?:feasible|possible|practicable)|where feasible"
    r"|(?:up)?on (?:first |written |prior )?(?:demand|request)(?! (?:of|by|from)\b)"
    r"|at (?:its|their|his|her) (?:own |sole |own sole )?(?:cost|expense|costs|expenses|risk)(?: and"
    r" (?:expense|risk|cost))?)"
)
_STATE: Final = re.compile(
    r"(?:"
    r"be (?:deemed|understood|taken to (?:be|mean)|known as|called|equal|equivalent|(?:a |an "
    r"|the )?(?:members?|party|parties|unit|organ|principal|executive"
    r"|(?:rotating )?member|states? part(?:y|ies))|composed|equally|authentic|in force|effective(?! by)"
    r"|binding|valid|void|null|open (?:for|to)|final|without (?:prejudice|effect)"
    r"|governed|available|applicable|limited to(?! \d)|sufficient|based on|guided by|exclusive|difficult"
    r"|impossible|no\b|one\b|two\b|at least|as follows|those|that\b"
    r"|considered(?! and| by)|treated as|regarded|subject to (?!.{0,30}(?:verification|inspection"
    r"|monitoring|search|approval))|entitled|free\b|charged\b|under the (?:authority|jurisdiction"
    r"|sovereignty)"
    r"|(?:an?|the) (?!subject)[a-zA-Z]+|necessary|of\b|in (?:conformity|accordance)|in the\b|at the\b"
    r"|possible|able\b|unable|more\b|less\b|inadmissible|admissible|credited to the account|called"
    r"|designated as|his\b|its\b|their\b|this\b|freedom|[A-Z])"
    r"|mean\b|(?:also |equally |further )?includes?\b|have (?:the |a |an )?(?:same|meaning"
    r"|following meaning|effect|legal|force|no |one |full force|precedence|priority|such|equal|final|been"
    r"|freedom|status|jurisdiction)"
    r"|apply\b(?! (?:to .{1,80} the (?:provisions|rules)|the|all|its|any|an?|such))"
    r"|apply,? (?:mutatis|only|equally|also"
    r"|to (?:any|all|the|such|each|every))\b(?!.{1,80} the provisions)|consist\b|constitute\b|comprise\b"
    r"|refer to\b|prevail\b|take precedence|take effect\b|affect\b|prejudice\b|preclude\b|impair\b"
    r"|remain (?:in|valid|binding|open|subject|applicable|unaffected|the )|continue in\b|continue to (?:be"
    r"|apply|have)|cease to (?:be|have|apply|exist)|enjoy\b|exist\b|expire\b|lapse\b|terminate$"
    r"|bear interest\b|carry (?:interest|\w+ interest)|extend to\b|run (?:from|for|until)"
    r"|count\b|become\b|replace$|supersede\b|survive\b|bind\b|be (?:the same|as|similar|in excess)\b"
    r"|serve as\b(?! the)|incapacitate\b|depend\b|result\b|last\b|benefit\b|excuse\b|justify\b|relieve\b"
    r"|exempt\b|confer\b|follow\b from|imply\b|operate as\b|signify\b|form (?:an )?(?:integral )?part"
    r"|form the\b|have authority$|belong\b|vest\b|devolve\b|accrue\b|cease (?:at|on|upon|being)\b|cease$"
    r"|differ\b"
    r"|not be (?:deemed|construed|liable)|so (?:provide|require|specify)|otherwise (?:provide|agree|decide)"
    r"|primarily supplement|have\b(?! (?:the|an?) (?:duty|obligation))(?! regard)(?! recourse))"
)
_NEG_STATE: Final = re.compile(
    r"(?:be (?:liable|responsible|obliged|required|bound|affected|entitled)|constitute|affect|prejudice"
    r"|require\b)"
)
_FORCE: Final = re.compile(
    r"(?:enter into|come into|be in) (?:force|effect|operation)\b|take effect\b|become (?:effective"
    r"|operative)\b"
)
_PASSIVE: Final = re.compile(
    rf"(?:be|have been|get|stand)(?: (?:{ADVERB}|[a-z]{{2,20}}ly|jointly|duly"
    rf"|so))? (?P<done>[a-z-]{{2,20}}(?:ed|own|awn|orn|ught)|begun|borne|bound|broken|built|chosen|cut"
    rf"|dealt|done|driven|forbidden"
    r"|found|frozen|given|held|hidden|kept|laid|left|let|lost|made|met|paid|put|read|rebuilt|sent|set|shut"
    r"|sold|spent|split|spread|struck|taken|told|undertaken|undone|written|lent|withheld|withdrawn|drawn"
    r"|overseen|under way)\b"
)
_OPENS: Final = re.compile(
    r"(?:contain|include|indicate|specify|cover|state|ensure|be|consider|comprise)(?:,? (?:inter alia|that"
    r"|the following))?,? ?[:\u2013\u2014]?"
)
_GERUND: Final = re.compile(r"[a-z]{3,20}ing\b", re.IGNORECASE)
_EVENT: Final = re.compile(
    r"(?:begin|start|commence|finish|end|conclude|cease|take place|occur|proceed|be (?:complete|completed"
    r"|over)|be held|open|close|last)\b",
    re.IGNORECASE,
)
_CONTENT: Final = re.compile(
    r"(?:contain|include|indicate|specify|cover|state|set (?:out|forth)|describe|encompass|conform|comply"
    r"|be (?:accompanied|in writing|to the|at least|sufficient|made|in conformity)|take into account|exceed"
    r"|at least|identify|list|provide|show|meet|be (?:equal|equivalent) to|amount to"
    r"|be subject to (?:\w+ ){0,4}(?:verification|inspections?|monitoring))\b",
    re.IGNORECASE,
)
_HOW: Final = re.compile(
    r",? ?(?:(?:in (?:accordance|conformity) with|pursuant to|under|as (?:provided|specified|set out"
    r"|referred)|in pursuance of"
    r"|for the purposes? of|at the|in the manner) |(?:in order )?to (?!the\b|an?\b|each\b|any\b|its\b"
    r"|their\b|such\b)[a-z])[^;:]{1,140}"
)
_MANNER: Final = re.compile(
    r",? (?:in (?:full )?(?:accordance|conformity) with|pursuant to|in pursuance of|for the purposes? of"
    r"|with a view to|within the (?:spirit|framework|meaning) of)"
    r" [^;:]{1,200}$"
)
_AT_END: Final = re.compile(
    r"[ ,;:.]*(?:\b(?:and|or|but|in any (?:event|case),?|thereof|and then|to|as|with|by|the|on|in|at|for"
    r"|of))?[ ,;:.]*$"
)


@dataclass(frozen=True, slots=True)
class Act:
    """Where an act begins and ends, and what kind it is; `state` and `none` lay nothing on anybody."""

    kind: ActKind
    start: int
    end: int


def verb_at(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> int:
    """Where the verb begins: after adverbs, asides between commas, and the words already `taken`."""
    at = start
    for _ in range(24):
        while at < end and text[at] in " ":
            at += 1
        stop = next((last for first, last in taken if first <= at < last), None)
        if stop is not None:
            at = min(stop, end)
            continue
        moved = _skip(text, start, at, end)
        if moved == at:
            return at
        at = moved
    return at


def _skip(text: str, start: int, at: int, end: int) -> int:
    skipped = _SKIPPED.match(text, at, end) or _SHORT_ASIDE.match(text, at, end)
    if skipped is not None:
        return skipped.end()
    if NOT_A_SUBJECT.match(text, at, end) or _ASIDE_START.match(text, at, end):
        aside = _ASIDE.match(text, at, end)
        if aside is not None and aside.end() < end:
            return aside.end()
    return at


def act_of(text: str, start: int, end: int, *, is_ban: bool, is_somebody: bool | None, is_dated: bool) -> Act:
    """Say what kind of act begins at a verb.

    Args:
        text: the sentence.
        start: where the verb begins.
        end: where its clause ends.
        is_ban: whether it is negated.
        is_somebody: whether its subject can act; None if that is not known.
        is_dated: whether a time goes with it.
    """
    if start >= end or (NOT_A_SUBJECT.match(text, start, end) and not _GERUND.match(text, start, end)):
        return Act("none", start, end)  # no verb follows: "with regard to the stocks:"
    if _FORCE.match(text, start, end):
        return Act("force", start, end)
    if is_ban and _NEG_STATE.match(text, start, end):
        return Act("state", start, end)
    if _PASSIVE.match(text, start, end) and not _STATE.match(text, start, end):
        return Act("passive", start, end)
    if _OPENS.fullmatch(text, start, end):
        return Act("none", start, end)
    if is_somebody is False:
        return _of_a_thing(text, start, end, is_dated=is_dated)
    if _STATE.match(text, start, end):
        return Act("state", start, end)
    return Act("act", start, end)


def _of_a_thing(text: str, start: int, end: int, *, is_dated: bool) -> Act:
    """A thing owes nothing; but that it begins or ends by a day, or holds this or that, somebody owes."""
    if _EVENT.match(text, start, end):
        return Act("event" if is_dated else "state", start, end)
    if _CONTENT.match(text, start, end):
        return Act("content", start, end)
    if _STATE.match(text, start, end) or not is_dated:
        return Act("state", start, end)
    return Act("event", start, end)


def trimmed_end(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> int:
    """Where the act itself ends, without the deadlines, conditions and the like that follow it."""
    manner = _MANNER.search(text, start + 1, end)
    if manner is not None and not text.startswith("made", start):
        end = manner.start()
    moved = True
    while moved and end > start:
        tail = _AT_END.search(text, max(start, end - 40), end)
        moved = tail is not None and tail.start() < end and bool(tail[0].strip(" "))
        if tail is not None and tail.start() < end:
            end = tail.start()
        for first, last in taken:
            is_tail = start < first < end and (end <= last or _HOW.fullmatch(text, last, end))
            if is_tail and text[start:first].strip() != "be":
                end, moved = first, True
    return end
