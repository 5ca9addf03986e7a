"""Verbs of speech before what is said: "A said that", "A told B:", "A rejected the offer", "saying that"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from detente.read.claims import wording
from detente.read.claims.acts import is_act
from detente.read.claims.attributions import Attribution
from detente.read.claims.borders import Content, content_after, has_tense
from detente.read.claims.cues import ACTS, cues
from detente.read.claims.saying import Stretch
from detente.read.claims.sheet import Sheet, add
from detente.read.claims.subjects import (
    RELATIVE,
    SUPPOSING,
    Subject,
    head_of,
    is_verb,
    names_speaker,
    subject_before,
)
from detente.read.claims.tokens import ends
from detente.read.claims.verbs import AUXILIARIES, Group, is_adverb
from detente.read.claims.wordset import wordset

_LOOK: Final = 12
_CLAUSE_KINDS: Final = frozenset(("say", "report", "tell"))


def leading(sheet: Sheet, mark: Attribution) -> None:
    """Read a verb of speech and what follows it; what it says nothing about is taken all the same."""
    group = mark.group
    if group.cue.kind == "reading":
        return
    if group.cue.kind == "quote":
        _quoting(sheet, mark)
        return
    if group.tense == "passive":
        sheet.take(group.verb, _end(sheet, mark))
        return
    mark = _shared(sheet, mark)
    if group.cue.kind == "call":
        _calling(sheet, mark)
    elif not _says(sheet, mark):
        _take_unsaid(sheet, mark)
    elif group.cue.kind in ACTS:
        _act(sheet, mark)
    else:
        _clause(sheet, mark)


def _take_unsaid(sheet: Sheet, mark: Attribution) -> None:
    """Take what is denied or supposed; of "the tape shows that A said “…”" the quotation is left, as nobody's."""
    end = _end(sheet, mark)
    quoted = {at for at in range(mark.group.verb, end) if sheet.sentence.at(at).quotation is not None}
    second_hand = not mark.group.negated and mark.group.tense == "finite" and _linked(sheet, mark) == "that"
    sheet.taken.update(set(range(mark.group.verb, end)) - (quoted if second_hand else set()))


def _linked(sheet: Sheet, mark: Attribution) -> str:
    return mark.subject.before if mark.subject is not None else sheet.sentence.at(mark.group.start - 1).low


def _says(sheet: Sheet, mark: Attribution) -> bool:
    """Whether it is said to have happened: not denied, not supposed, not asked."""
    group = mark.group
    if group.negated or group.tense == "open" or (sheet.sentence.asks and not _quote_follows(sheet, mark)):
        return False
    if mark.subject is not None and (mark.subject.before in cues().by_word or _is_told(sheet, mark.subject)):
        return False  # "said A rejected it" is of whoever said so
    return _linked(sheet, mark) not in SUPPOSING | RELATIVE | {
        "that"
    }  # "the report that A said" is nobody's word


def _is_told(sheet: Sheet, subject: Subject) -> bool:
    """Whether another tells it: of "A said that while B wants more, A wants less" the wish of B is A's account."""
    if subject.before not in _CONCEDING:
        return False
    sentence, at = sheet.sentence, subject.first - 2
    return sentence.at(at - (sentence.at(at).low in ("that", ","))).low in cues().by_word


_CONCEDING: Final = wordset("while although though whereas since because as when after before once but")


def _quote_follows(sheet: Sheet, mark: Attribution) -> bool:
    at = mark.after
    while sheet.sentence.at(at).low in (":", ",", "that"):
        at += 1
    return sheet.sentence.at(at).quotation is not None


def _end(sheet: Sheet, mark: Attribution) -> int:
    """Where the words end that a verb reports, whether or not anything is made of them."""
    at = mark.after
    if sheet.sentence.at(at).low in ("that", ":"):
        at += 1
    return max(content_after(sheet.sentence, at).last, mark.group.after)


def _shared(sheet: Sheet, mark: Attribution) -> Attribution:
    """Give "and added" and ", saying" the subject of the one verb of speech that stands before them."""
    if mark.subject is not None or mark.doubt:
        return mark
    before = sheet.sentence.at(mark.group.start - 1).low
    earlier = [one for one, _ in sheet.spoke if one.group.verb < mark.group.verb]
    subjects = {one.subject.first for one in earlier if one.subject is not None}
    if before not in (",", "and", "but", "then"):
        return mark
    if not earlier and not sheet.taken:
        return replace(mark, subject=_main(sheet, mark), doubt=wording.SAME_SENTENCE)
    if len(subjects) != 1:
        return mark
    if mark.group.tense != "gerund" and not _may_share(sheet, earlier[-1], mark):
        return mark
    return replace(mark, subject=earlier[-1].subject, doubt=wording.SAME_SENTENCE)


def _main(sheet: Sheet, mark: Attribution) -> Subject | None:
    """The subject with which a sentence of one clause begins: "A defended B and said", "A left, saying"."""
    sentence = sheet.sentence
    end = mark.group.start - 1
    verbs = [at for at in range(1, end) if is_verb(sentence, at) and at not in sheet.when]
    if not verbs or any(sentence.at(at).low in _NEW_CLAUSE or sentence.at(at).quotation for at in range(end)):
        return None
    start = verbs[0]
    while (
        sentence.at(start - 1).low in AUXILIARIES
        or is_adverb(sentence.at(start - 1).low)
        or start - 1 in sheet.when
    ):
        start -= 1
    subject = subject_before(sentence, start, sheet.when)
    opens = subject is not None and (subject.first == 0 or sentence.at(subject.first - 1).low == ",")
    return subject if opens and subject is not None and names_speaker(sentence, subject) else None


_NEW_CLAUSE: Final = wordset("that which who whose while as when because after before but where whom if")


def _may_share(sheet: Sheet, earlier: Attribution, mark: Attribution) -> bool:
    """Whether no other subject stands between two verbs, so that the second can only be of the first's."""
    if mark.group.cue.verb == "add":
        return True
    between = range(earlier.group.after, mark.group.start)
    words = {sheet.sentence.at(at).low for at in between}
    return earlier.group.cue.kind in ACTS and "that" not in words and not words & (AUXILIARIES - {"to"})


def _act(sheet: Sheet, mark: Attribution) -> None:
    group, sentence = mark.group, sheet.sentence
    if _is_direct(sheet, mark) or _reports_clause(sheet, mark):
        _clause(sheet, mark)
        return
    content = content_after(sentence, group.after, _limit(sheet, mark))
    if _promises(sheet, mark):
        sheet.take(group.verb, max(content.last, group.after))
        return
    if not is_act(sentence, group) or content.last <= group.after or mark.subject is None:
        sheet.take(group.verb, max(content.last, group.after))
        return
    whole = replace(content, first=_no_longer(sheet, group))
    doubts: list[str] = []
    fields: dict[str, Stretch] = {}
    if group.cue.verb in ("accuse", "blame"):
        fields["about"] = _accused(sheet, group.after, content.last)
        if any(token.quotation is not None for token in sentence.tokens[content.first : content.last]):
            doubts.append(wording.QUOTED_CLAIM)
    add(sheet, whole, mark, mark.subject, "act", doubts=doubts, fields=fields)


def _promises(sheet: Sheet, mark: Attribution) -> bool:
    """Whether an agreement binds its parties by a verb in the present: "Each Party undertakes", "The Parties agree"."""
    low = sheet.sentence.at(mark.group.verb).low
    if low in ("undertake", "undertakes"):
        return True
    present = low in (mark.group.cue.verb, mark.group.cue.verb + "s") and mark.group.verb == mark.group.start
    subject = mark.subject
    if subject is None or not present:
        return False
    head = sheet.sentence.at(head_of(sheet.sentence, subject.first, subject.last))
    return head.low in ("party", "parties") and (head.capital or subject.last - subject.first > 1)


def _no_longer(sheet: Sheet, group: Group) -> int:
    """The place of "no longer" before the verb, without which the words would say the contrary; else the verb's."""
    places = range(group.start, group.verb)
    return next((at for at in places if group.dropped and sheet.sentence.at(at).low == "no"), group.verb)


def _reports_clause(sheet: Sheet, mark: Attribution) -> bool:
    """Whether "announced", "promised" and the like report a clause and not a thing."""
    if mark.group.cue.kind != "act" or mark.group.cue.verb in ("deny", "accuse", "blame"):
        return False
    return sheet.sentence.at(mark.after).low in ("that", ":", "it", "they", "he", "she", "we", "there")


def _accused(sheet: Sheet, first: int, last: int) -> Stretch:
    end = next((at for at in range(first, last) if sheet.sentence.at(at).low in ("of", "for")), last)
    return sheet.stretch(first, max(end, first + 1))


def _is_direct(sheet: Sheet, mark: Attribution) -> bool:
    at = mark.after
    if sheet.sentence.at(at).low in (":", ",") and sheet.sentence.at(at + 1).quotation is not None:
        return True
    quoted = sheet.sentence.at(at).quotation
    return quoted is not None and sheet.sentence.text[quoted.start : quoted.start + 1].isupper()


def _limit(sheet: Sheet, mark: Attribution) -> int | None:
    grammar = sheet.scene.grammar
    end = grammar.content_end(sheet.sentence.at(mark.group.verb).start) if grammar else None
    return None if end is None else sheet.sentence.place(end)


def _clause(sheet: Sheet, mark: Attribution) -> None:
    sentence = sheet.sentence
    at = _content_start(sheet, mark)
    if at is None:
        sheet.take(mark.group.verb, _end(sheet, mark))
        return
    content = content_after(sentence, at, _limit(sheet, mark), clause=True)
    if content.last <= at and sentence.at(at).quotation is not None:
        content = Content(at, at + 1)
    if sentence.at(at).quotation is not None and _ends_after_quote(sheet, at):
        content = Content(at, at + 1)
    sheet.take(mark.start, content.last)
    if content.last - content.first < 2 and sentence.at(at).quotation is None:
        return
    _add_clause(sheet, mark, content)


def _add_clause(sheet: Sheet, mark: Attribution, content: Content) -> None:
    if mark.group.cue.kind == "tell" and sheet.sentence.at(mark.after).low == "to":
        content = replace(content, first=mark.group.verb)
    add(sheet, content, mark, mark.subject, "leading")


def _ends_after_quote(sheet: Sheet, at: int) -> bool:
    token = sheet.sentence.at(at + 1)
    words = sheet.sentence.text[sheet.sentence.at(at).start + 1 :][:1]
    return (
        ends(token)
        or (token.kind == "mark" and words.isupper())
        or token.low in ("and", "but", "as", "in", "on")
    )


def _content_start(sheet: Sheet, mark: Attribution) -> int | None:
    """The place where the reported words begin, or None where the verb reports none."""
    sentence, at = sheet.sentence, mark.after
    token = sentence.at(at)
    if token.low == "," and sentence.at(at + 1).quotation is not None:
        return at + 1
    if token.low == "that" and sentence.at(at + 1).low in AUXILIARIES:
        return at  # "said that was untrue"
    if token.low in ("that", ":"):
        return at + 2 if token.low == "that" and sentence.at(at + 1).low == "," else at + 1
    if token.quotation is not None:
        return at
    if token.kind == "mark" or ends(token) or mark.inverted:
        return None
    if mark.group.cue.kind == "tell":
        return at if token.low == "to" and mark.to is not None else _bare(sheet, at) if mark.to else None
    return _bare(sheet, at) if mark.group.cue.kind in ("say", "act") else None


_NO_CLAUSE: Final = wordset("to so not of about for on as goodbye yes nothing little something anything much")


def _bare(sheet: Sheet, at: int) -> int | None:
    """The place itself if a clause with a verb of its own begins there, without "that"."""
    sentence = sheet.sentence
    if sentence.at(at).low in AUXILIARIES | _NO_CLAUSE:
        return None
    for place in range(at + 1, at + 2 * _LOOK):
        token = sentence.at(place)
        low = token.low
        if low in AUXILIARIES or low.endswith(("n't", "ed")):
            return at
        if _may_be_verb(low) and sentence.at(place + 1).kind in ("word", "number", "quote"):
            return at
        if token.quotation is not None:
            return at
        joined = low == "and" and has_tense(sentence, place + 1)
        if token.breaks or ends(token) or low in ("but", "while") or joined:
            return None
    return None


def _may_be_verb(low: str) -> bool:
    return (low.endswith("s") and not low.endswith(("ss", "us", "'s"))) or low in _TENSED


_TENSED: Final = wordset(
    "went came left made met held fell began broke sent won lost led rose kept took gave put got saw"
    " became told grew ran struck fought fled shot hit said agree accept reject want need remain know see"
    " seek meet"
)


def _calling(sheet: Sheet, mark: Attribution) -> None:
    """Read "A called the offer “generous”": only what is quoted is A's."""
    sentence, group = sheet.sentence, mark.group
    if group.negated or group.tense == "open" or mark.subject is None or mark.subject.before in SUPPOSING:
        return
    for at in range(group.after, group.after + _LOOK):
        token = sentence.at(at)
        if token.kind == "mark" or token.low in ("but", "while", "and") or at in sheet.taken:
            return
        if token.quotation is not None:
            last = at - 1 if sentence.at(at - 1).low in ("as", "a", "an", "the") else at
            last = last - 1 if sentence.at(last - 1).low == "as" else last
            about = {"about": sheet.stretch(group.after, last)} if last > group.after else {}
            sheet.take(mark.start, at)
            add(sheet, Content(at, at + 1), mark, mark.subject, "called", fields=about)
            return


def _quoting(sheet: Sheet, mark: Attribution) -> None:
    """Read "A was quoted as saying" and "the paper quoted A as saying": the words are A's."""
    sentence, group = sheet.sentence, mark.group
    saying = next(
        (at for at in range(group.after, group.after + _LOOK) if sentence.at(at).low == "saying"), None
    )
    if saying is None or sentence.at(saying - 1).low != "as" or group.negated or group.tense == "open":
        sheet.take(group.verb, _end(sheet, mark))
        return
    at = saying + 1
    if sentence.at(at).low in ("that", ":", ","):
        at += 1
    content = content_after(sentence, at, None)
    doubts = []
    subject = mark.subject
    if group.tense != "passive":
        doubts, subject = [wording.QUOTED_BY], _quoted(sheet, group.after, saying - 1)
    sheet.take(mark.start, content.last)
    told = replace(mark, group=replace(group, after=group.verb + 1), subject=subject)
    fields = {"cue": sheet.stretch(group.verb, saying + 1)}
    add(sheet, content, told, subject, "quoted", doubts=doubts, fields=fields)


def _quoted(sheet: Sheet, first: int, last: int) -> Subject | None:
    if last <= first or any(sheet.sentence.at(at).kind == "mark" for at in range(first, last)):
        return None
    low = sheet.sentence.at(first).low if last == first + 1 else ""
    return Subject(first, last, low if low in ("him", "her", "them", "it") else "")
