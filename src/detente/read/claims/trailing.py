"""Attributions after what is said: "…, officials said", "…, said Ada Stone", "… according to the ministry"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from detente.read.claims import wording
from detente.read.claims.attributions import Attribution
from detente.read.claims.borders import (
    Content,
    content_after,
    content_before,
    has_tense,
    is_open,
    opens_comment,
)
from detente.read.claims.cues import cues
from detente.read.claims.inverted import subject_after
from detente.read.claims.saying import Stretch
from detente.read.claims.sheet import Sheet, add
from detente.read.claims.speakers import noun_class
from detente.read.claims.subjects import RELATIVE, Subject, is_verb
from detente.read.claims.tokens import ends
from detente.read.claims.verbs import AUXILIARIES, BE, NEGATIONS
from detente.read.claims.wordset import wordset

_KINDS: Final = frozenset(("say", "report", "tell", "act"))
_DIRECT_ONLY: Final = frozenset(("demand", "refusal"))
_BROKEN: Final = AUXILIARIES - {"'s"}
_GOES_ON: Final = wordset("that the a an this these those its his her their our my")
_CONDITIONS: Final = wordset("if unless when once until only provided")
_DENYING: Final = NEGATIONS | wordset("no none nobody nothing few without")
_LEAST: Final = 2
_LOUD: Final = frozenset(",?!\u2026-\u2014\u2013")
_NO_FRAME: Final = frozenset(
    ("as", "than", "if", "whether", "what", "which", "how", "whatever", "that", "when", "unless")
)


def trailing(sheet: Sheet, mark: Attribution) -> None:
    """Read an attribution that stands after what it attributes, if it is one."""
    group, sentence = mark.group, sheet.sentence
    if group.tense != "finite" or group.cue.kind not in _KINDS | _DIRECT_ONLY or mark.subject is None:
        return
    if not _closes(sheet, mark) or mark.subject.before in _NO_FRAME:
        return
    before = mark.start - 1
    if sentence.at(before).low not in (",", "-") and sentence.at(before).quotation is None:
        return
    last = before if sentence.at(before).kind == "mark" else before + 1
    if group.negated:
        return
    _said_before(sheet, mark, last)
    apposed = mark.inverted and mark.subject.apposed is not None
    if sentence.at(mark.after).low == "," and not apposed:
        _second_part(sheet, mark)


def _closes(sheet: Sheet, mark: Attribution) -> bool:
    """Whether nothing that is said follows the verb."""
    token = sheet.sentence.at(mark.after)
    if mark.inverted and mark.subject is not None and mark.subject.apposed and token.low == ",":
        return True
    if token.low == ":" or token.quotation is not None:
        return False
    if token.low == "that":
        return _is_occasion(sheet, mark)
    relative = mark.inverted and token.low in RELATIVE | {"who"}
    return ends(token) or token.kind == "mark" or token.low in _AFTER_CLOSING or relative


def _is_occasion(sheet: Sheet, mark: Attribution) -> bool:
    """Whether a "that" may belong to an occasion: "…, A said after a meeting that ran past midnight"."""
    sentence = sheet.sentence
    after = range(mark.group.after, mark.after)
    if not any(sentence.at(at).low in ("after", "before", "during", "at") for at in after):
        return False
    return any(
        has_tense(sentence, at) or is_verb(sentence, at)
        for at in range(_begins(sheet, mark.start), mark.start)
    )


_AFTER_CLOSING: Final = wordset(
    "without after as when while during following and but in at by on before ahead amid"
)


def _said_before(sheet: Sheet, mark: Attribution, last: int) -> None:
    sentence = sheet.sentence
    quoted = sentence.at(last - 1).quotation
    first = _begins(sheet, last)
    content = content_before(sentence, last, first)
    if quoted is not None and (_is_whole(sheet, last) or content is None):
        content = Content(last - 1, last)
    if content is None or is_open(sentence, content.last):
        sheet.take(content.first if content else mark.group.verb, mark.group.after)
        sheet.take(mark.group.verb, mark.group.after)
        return
    if content.last < last - 1 and quoted is None and sentence.at(mark.after).low == ",":
        # "..., which, critics say, means no": it is of the clause that was cut off.
        sheet.take(mark.group.verb, mark.group.after)
        return
    single = content.last - content.first == 1 and quoted is not None
    if mark.group.cue.kind in _DIRECT_ONLY and not single:
        return
    sheet.take(first, last)
    sheet.take(mark.start, mark.after)
    if sentence.asks and not single:
        return
    add(sheet, content, mark, mark.subject, "trailing")


def _begins(sheet: Sheet, last: int) -> int:
    """The place where the words before an attribution begin: after the last that was taken."""
    return next((at + 1 for at in range(last - 1, -1, -1) if at in sheet.taken), 0)


def _is_whole(sheet: Sheet, last: int) -> bool:
    """Whether the quotation before an attribution is a sentence of its own, whatever stands before it."""
    token = sheet.sentence.at(last - 1)
    if token.quotation is None:
        return False
    words = sheet.sentence.text[token.quotation.start : token.quotation.end].strip()
    before = sheet.sentence.at(last - 2).low
    return (
        words[:1].isupper()
        and words[-1:] in _LOUD
        and before not in ("of", "the", "a", "an", "as", "is", "was")
    )


def _second_part(sheet: Sheet, mark: Attribution) -> None:
    """Read what goes on after an attribution in the middle: "“The truce,” A said, “will hold.”"."""
    sentence, at = sheet.sentence, mark.after + 1
    if sentence.at(at).quotation is not None:
        following = sentence.at(at + 1)
        if ends(following) or following.low in (",", ";"):
            add(sheet, Content(at, at + 1), mark, mark.subject, "split")
        return
    if not sheet.found or sentence.asks:
        return
    if sentence.at(at).low in _CONDITIONS:
        _with_condition(sheet, at)
    elif _is_broken(sheet, at):
        _broken(sheet, mark, at)


def _with_condition(sheet: Sheet, at: int) -> None:
    """Keep with the words before an attribution the condition that follows it: "…, A said, only if …"."""
    rest = content_after(sheet.sentence, at)
    if rest.last <= at:
        return
    condition = sheet.stretch(at, rest.last)
    saying = sheet.found[-1]
    doubts = (*saying.doubts, wording.GOES_ON)
    sheet.take(at, rest.last)
    sheet.found[-1] = replace(saying, fields={**saying.fields, "condition": condition}, doubts=doubts)


def _broken(sheet: Sheet, mark: Attribution, at: int) -> None:
    sentence = sheet.sentence
    first = sheet.found.pop()
    sheet.spoke.pop()
    rest = content_after(sentence, at, clause=True)
    start, end = first.quote
    before = range(sentence.place(start), sentence.place(end))
    if rest.last - rest.first < _LEAST or any(sentence.at(one).low in _DENYING for one in before):
        return  # without its first words the quote would lose its "not"
    fields = {"condition": first.quote} if sentence.at(before[0]).low in _CONDITIONS else {}
    add(
        sheet,
        rest,
        mark,
        mark.subject,
        "broken",
        doubts=[wording.BROKEN],
        fields=fields,
        along=(first.quote,),
    )


def _is_broken(sheet: Sheet, at: int) -> bool:
    """Whether the words before an attribution need those after it: "The truce, A said, will hold"."""
    sentence, first = sheet.sentence, sheet.found[-1]
    low = sentence.at(at).low
    if low in _BROKEN or low in ("and", "or", "nor"):
        return low in _BROKEN
    if first.form == "direct" or (opens_comment(sentence, at) and low not in _GOES_ON):
        return False
    before = range(sentence.place(first.quote[0]), sentence.place(first.quote[1]))
    return sentence.at(before[0]).low in _CONDITIONS or not any(
        has_tense(sentence, one) or is_verb(sentence, one) for one in before
    )


def according(sheet: Sheet) -> None:
    """Read every "according to", before or after what it attributes."""
    sentence = sheet.sentence
    for at in range(len(sentence.tokens) - 2):
        if sentence.at(at).low != "according" or sentence.at(at + 1).low != "to" or at in sheet.taken:
            continue
        subject = subject_after(sentence, at + 2, sheet.when)
        if subject is None or _is_paper(sheet, subject):
            sheet.take(at, at + 2)
            continue
        cue: dict[str, Stretch] = {"cue": sheet.stretch(at, at + 2)}
        if at == 0 or (
            sentence.at(at - 1).low in (";", "but", "and") and sentence.at(subject.last).low == ","
        ):
            _content_follows(sheet, at, subject, cue)
        else:
            _content_precedes(sheet, at, subject, cue)


def _is_paper(sheet: Sheet, subject: Subject) -> bool:
    """Whether it is a plan or an agreement, and so no speaker."""
    if subject.pronoun:
        return subject.pronoun not in ("him", "her", "them", "he", "she", "it", "they")
    head = next(
        (
            at
            for at in range(subject.first + 1, subject.last)
            if sheet.sentence.at(at).low in ("of", "for", "in", "on")
        ),
        subject.last,
    )
    return noun_class(sheet.sentence.at(head - 1).low) == "paper"


def _content_follows(sheet: Sheet, at: int, subject: Subject, cue: dict[str, Stretch]) -> None:
    sentence = sheet.sentence
    start = subject.apposed[1] if subject.apposed else subject.last
    date = sheet.when.get(start)
    if date is not None:
        cue["date"], start = sheet.stretch(*date), date[1]
    if sentence.at(start).low != ",":
        sheet.take(at, len(sentence.tokens))
        return
    content = content_after(sentence, start + 1)
    sheet.take(at, content.last)
    if not sentence.asks and content.last - content.first > 1:
        add(sheet, content, None, subject, "according", fields=cue)


def _content_precedes(sheet: Sheet, at: int, subject: Subject, cue: dict[str, Stretch]) -> None:
    last = at - 1 if sheet.sentence.at(at - 1).low == "," else at
    content = content_before(sheet.sentence, last, _begins(sheet, last))
    sheet.take(at, subject.last)
    if content is None or sheet.sentence.asks:
        return
    first = _begins(sheet, last)
    sheet.take(first, last)
    after = subject.last + 1
    if sheet.sentence.at(subject.last).low == "," and sheet.sentence.at(after).low in _BROKEN:
        whole = (sheet.stretch(content.first, content.last),)
        rest = content_after(sheet.sentence, after)
        add(sheet, rest, None, subject, "broken", doubts=[wording.BROKEN], fields=cue, along=whole)
        return
    add(sheet, content, None, subject, "according", fields=cue)


def believed(sheet: Sheet) -> None:
    """Read "it is believed that" and "is said to": nobody is named who believes or says it."""
    sentence = sheet.sentence
    for at in range(1, len(sentence.tokens)):
        if sentence.at(at).low not in cues().believed or sentence.at(at + 1).low not in ("to", "that"):
            continue
        start = at - 1
        while start > 0 and sentence.at(start).low.endswith("ly"):
            start -= 1
        if sentence.at(start).low not in BE or at in sheet.taken:
            continue
        _unattributed(sheet, start, at)


def _unattributed(sheet: Sheet, start: int, at: int) -> None:
    sentence = sheet.sentence
    hedge = sheet.stretch(start, at + 2 if sentence.at(at + 1).low == "to" else at + 1)
    first = at + 2
    if sentence.at(at + 1).low == "to":
        first = start
        while first > 0 and sentence.at(first - 1).kind in ("word", "number", "quote"):
            if sentence.at(first - 1).low in ("that", "and", "but", "which", "who", "said"):
                break
            first -= 1
    content = content_after(sentence, first)
    already = any(place in sheet.taken for place in range(first, content.last))
    if content.last <= at or already:
        sheet.take(at, content.last)
        return
    add(sheet, replace(content), None, None, "believed", doubts=[wording.HEDGED], fields={"hedge": hedge})
