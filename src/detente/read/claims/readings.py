"""Readings of a term ("by “ceasefire” A means…") and earlier agreements that are pointed at ("as in the truce of…")."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from detente.read.claims import wording
from detente.read.claims.attributions import Attribution
from detente.read.claims.borders import content_after
from detente.read.claims.saying import Saying, Speaker, Stretch
from detente.read.claims.sheet import Sheet
from detente.read.claims.subjects import DETERMINERS, Subject, names_speaker
from detente.read.claims.tokens import Sentence

_AGREEMENT: Final = (
    r"(?:truce|cease-?fire|agreement|accords?|deal|treaty|settlement|exchange|armistice|pact|talks|case|precedent"
    r"|withdrawal|release|swap|protocol|memorandum|strike|contract)"
)
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS: Final = rf"\d{{1,2}}(?:\s(?:to|and|-)\s\d{{1,2}}|[\u2013-]\d{{1,2}})?\s(?:{_MONTHS})(?:\s\d{{4}})?"
_WHEN: Final = rf"(?:{_DAYS}|(?:(?:{_MONTHS})\s)?\d{{4}}|(?:{_MONTHS}))"
_NAME: Final = r"(?:[A-Z][\w\u2019'\-]*\s){0,4}"
_PRECEDENT: Final = re.compile(
    rf"\b(?:as\s(?:in|under|with|after|happened\sin|was\sdone\sin|agreed\sin)|just\sas\sin|like|unlike|similar\sto"
    rf"|modelled\son|modeled\son|on\sthe\smodel\sof|along\sthe\slines\sof|following\sthe\sexample\sof|comparable\sto"
    rf"|recalling|citing|cited|pointed\sto|points\sto|invoked|invoking|referring\sto)\s"
    rf"((?:the\s(?:precedent\sof\s(?:the\s)?)?|an?\s|its\s|their\s)?(?:(?:earlier|previous|first|second|last|old)\s)?"
    rf"(?:{_WHEN}\s{_NAME}(?:[a-z\-]+\s){{0,2}}{_AGREEMENT}"
    rf"|{_NAME}(?:[a-z\-]+\s){{0,2}}{_AGREEMENT}\s(?:of|in|from|signed\sin|reached\sin|concluded\sin)\s{_WHEN}"
    rf"|(?<=as\sin\s){_WHEN}))(?!\w)"
)
_AS: Final = frozenset(("as",))
_MEANS: Final = frozenset(("mean", "denote"))
_TERM: Final = 6


def readings_of(sheet: Sheet) -> list[Saying]:
    """Find how a term is read, and by whom; and precedents, which are nobody's unless a reported clause holds them.

    Args:
        sheet: the sentence with its verbs of speech.
    """
    if sheet.sentence.asks:
        return []
    found = _precedents(sheet.sentence)
    for mark in sheet.marks:
        group = mark.group
        if group.cue.kind != "reading" or group.tense != "finite" or group.negated:
            continue
        reading = _by_mean(sheet, mark) if group.cue.verb in _MEANS else _by_verb(sheet, mark)
        if reading is None:
            continue
        if group.verb not in sheet.taken:
            found.append(reading)
        elif any(one.quote[0] <= reading.quote[0] < one.quote[1] for one in sheet.found):
            found.append(_relayed(reading))
    return found


def _precedents(sentence: Sentence) -> list[Saying]:
    found = []
    for match in _PRECEDENT.finditer(sentence.text, sentence.start, sentence.end):
        found.append(Saying((match.start(1), match.end(1)), "precedent", "none", pattern="precedent"))
    return found


def _by_verb(sheet: Sheet, mark: Attribution) -> Saying | None:
    """Read "A understands X as Y", "A takes X to mean Y" and "X, which A takes to mean Y"."""
    sentence, group = sheet.sentence, mark.group
    subject = mark.subject
    if subject is None:
        return None
    gloss = _gloss(sheet, group.after)
    if gloss is None:
        return None
    split, first = gloss
    content = content_after(sentence, first)
    if content.last <= first:
        return None
    if split > group.after:
        term = sheet.stretch(group.after, split)
        whole = sheet.stretch(group.verb, content.last)
        return _reading(sheet, mark, subject, whole, term, sheet.stretch(first, content.last))
    if subject.before != "which":
        return None
    term_at = _term_before(sheet, subject.first - 1)
    if term_at is None:
        return None
    whole = term_at[0], sheet.stretch(first, content.last)[1]
    return _reading(sheet, mark, subject, whole, term_at, sheet.stretch(first, content.last))


def _gloss(sheet: Sheet, start: int) -> tuple[int, int] | None:
    """Where the words for the term end, and where those that explain it begin."""
    sentence = sheet.sentence
    for at in range(start, start + 2 * _TERM):
        token = sentence.at(at)
        if token.kind == "mark":
            return None
        if token.low == "to" and sentence.at(at + 1).low in ("mean", "be", "include", "require", "cover"):
            return at, at + 2
        if token.low == "as" and at > start:
            return at, at + 1
    return None


def _term_before(sheet: Sheet, which: int) -> Stretch | None:
    sentence = sheet.sentence
    comma = which - 1
    if sentence.at(which).low != "which" or sentence.at(comma).low != ",":
        return None
    first = comma - 1
    if sentence.at(first).quotation is None:
        while comma - first < _TERM and sentence.at(first).low not in DETERMINERS and first > 0:
            first -= 1
        if sentence.at(first).low not in DETERMINERS:
            return None
    return sheet.stretch(first, comma)


def _by_mean(sheet: Sheet, mark: Attribution) -> Saying | None:
    """Read "by X A means Y", "to A, X means Y" and "for A, X means Y"."""
    sentence, group = sheet.sentence, mark.group
    start = mark.subject.first if mark.subject else group.start
    content = content_after(sentence, group.after)
    if content.last <= group.after:
        return None
    says = sheet.stretch(group.after, content.last)
    opening = next((at for at in range(start, max(start - 2 * _TERM, -1), -1) if _opens(sentence, at)), None)
    if opening is None:
        return None
    whole = sheet.stretch(opening, content.last)
    if sentence.at(opening).low == "by":
        return _meant_by(sheet, mark, opening, whole, says)
    comma = next((at for at in range(opening, group.start) if sentence.at(at).low == ","), None)
    if comma is None or comma < opening + 2:
        return None
    subject = Subject(opening + 1, comma)
    term = range(comma + 1, group.start)
    if not names_speaker(sentence, subject) or not term or any(sentence.at(at).kind == "mark" for at in term):
        return None
    return _reading(sheet, mark, subject, whole, sheet.stretch(comma + 1, group.start), says)


def _opens(sentence: Sentence, at: int) -> bool:
    before = sentence.at(at - 1) if at else None
    first = before is None or before.kind == "mark" or before.low in ("that", "and", "said", "says")
    return sentence.at(at).low in ("by", "to", "for") and first


def _meant_by(sheet: Sheet, mark: Attribution, opening: int, whole: Stretch, says: Stretch) -> Saying | None:
    sentence, end = sheet.sentence, mark.group.start
    subject = mark.subject
    if subject is None or subject.first <= opening + 1:
        first = end - 1
        while first > opening + 2 and sentence.at(first - 1).capital:
            first -= 1
        if sentence.at(first - 1).low == "the":
            first -= 1
        if first <= opening + 1:
            return None
        subject = Subject(first, end)
        if not names_speaker(sentence, subject):
            return None
    term_end = subject.first - 1 if sentence.at(subject.first - 1).low == "," else subject.first
    if term_end <= opening + 1:
        return None
    return _reading(sheet, mark, subject, whole, sheet.stretch(opening + 1, term_end), says)


def _reading(
    sheet: Sheet, mark: Attribution, subject: Subject, whole: Stretch, term: Stretch, says: Stretch
) -> Saying:
    speaker: Speaker | None = sheet.speaker(subject)
    fields = {
        "cue": sheet.stretch(mark.group.verb, mark.group.after),
        "term": _unquoted(sheet.sentence.text, term),
        "says": says,
    }
    doubts: tuple[str, ...] = ()
    if mark.group.hedge is not None:
        fields["hedge"], speaker, doubts = sheet.stretch(*mark.group.hedge), None, (wording.HEDGED,)
    if speaker is not None and speaker.pronoun:
        doubts = (wording.unresolved(speaker.pronoun),)
        speaker = replace(speaker)
    return Saying(whole, "reading", "indirect", speaker, fields, (), doubts, "reading")


def _relayed(reading: Saying) -> Saying:
    """A reading that somebody else tells of: whose it is said to be is a field, and nobody is the speaker."""
    fields = dict(reading.fields)
    if reading.speaker is not None:
        fields["by"] = reading.speaker.at
    return replace(reading, speaker=None, fields=fields, doubts=(*reading.doubts, wording.RELAYED))


def _unquoted(text: str, term: Stretch) -> Stretch:
    start, end = term
    if end - start > 2 and not text[start].isalnum() and not text[end - 1].isalnum():
        return start + 1, end - 1
    return term
