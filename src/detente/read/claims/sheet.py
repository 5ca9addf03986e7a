"""A sentence while it is read, and how what is found in it becomes a saying with its fields and doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from detente.read.claims import wording
from detente.read.claims.acts import wants_from
from detente.read.claims.attributions import Attribution, Dates
from detente.read.claims.borders import Content, has_tense
from detente.read.claims.cues import ACTS
from detente.read.claims.hedges import condition_in, firmness_in, hedge_in
from detente.read.claims.kinds import kind_of_act, kind_of_words
from detente.read.claims.quotes import Quotation
from detente.read.claims.saying import Saying, Scene, Speaker, Stretch
from detente.read.claims.speakers import noun_class, speaker_class
from detente.read.claims.subjects import Subject
from detente.read.claims.tokens import Sentence
from detente.read.proposals import Form

_OBJECTS: Final = {"demand": "wants", "guarantee": "wants", "refusal": "about", "concession": "about"}
_SHARED: Final = 5  # letters that two forms of a name have in common, as in "Northland" and "Northlanders"


@dataclass(slots=True)
class Sheet:
    """A sentence while it is read.

    Attributes:
        sentence: the sentence.
        scene: what is known of the document.
        when: the dates of the sentence.
        marks: its verbs of speech.
        found: what was found so far.
        taken: the places of tokens that were read.
        spoke: the verbs that had a speaker, with that speaker.
    """

    sentence: Sentence
    scene: Scene
    when: Dates
    marks: Sequence[Attribution] = ()
    found: list[Saying] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    spoke: list[tuple[Attribution, Speaker]] = field(default_factory=list)

    def stretch(self, first: int, last: int) -> Stretch:
        """The characters from one token to another, the second not included."""
        return self.sentence.at(first).start, self.sentence.at(last - 1).end

    def take(self, first: int, last: int) -> None:
        """Say that tokens were read, so that no later rule reads them again."""
        self.taken.update(range(first, last))

    def is_taken(self, mark: Attribution) -> bool:
        """Whether a verb was read."""
        return mark.group.verb in self.taken

    def speaker(self, subject: Subject | None) -> Speaker | None:
        """The speaker that a subject names."""
        if subject is None:
            return None
        if subject.pronoun:
            return Speaker(self.stretch(subject.first, subject.last), "unattributed", subject.pronoun)
        tokens = self.sentence.tokens[subject.first : subject.last]
        apposed = self.sentence.tokens[slice(*subject.apposed)] if subject.apposed else ()
        if subject.apposed and subject.apposed[1] <= subject.last:
            tokens = self.sentence.tokens[subject.first : subject.apposed[0]]
        kind = speaker_class(tokens, apposed, self.scene.names, self.scene.parties)
        many = any(token.low == "and" for token in tokens) or _is_plural(self.sentence, subject)
        return Speaker(self.stretch(subject.first, subject.last), kind, many=many)


def _is_plural(sentence: Sentence, subject: Subject) -> bool:
    from_head = [
        token
        for token in sentence.tokens[subject.first : subject.last]
        if noun_class(token.low) or token.capital
    ]
    head = from_head[0] if from_head else sentence.at(subject.last - 1)
    return (head.low.endswith("s") and noun_class(head.low) not in ("", "press")) or head.low == "people"


def inner_words(text: str, quotation: Quotation) -> Stretch:
    """Where the words of a quotation stand, without the comma that its printing puts inside the marks."""
    start, end = quotation.start, quotation.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def only_asks(text: str, quotation: Quotation) -> bool:
    """Whether quoted words are one question."""
    start, end = inner_words(text, quotation)
    return text[end - 1 : end] in ("?", "\u061f") and not any(
        mark in text[start : end - 1] for mark in ".!?;"
    )


def add(
    sheet: Sheet,
    content: Content,
    mark: Attribution | None,
    subject: Subject | None,
    pattern: str,
    *,
    doubts: Sequence[str] = (),
    fields: dict[str, Stretch] | None = None,
    along: tuple[Stretch, ...] = (),
) -> None:
    """Add what is said, at `content`, by a subject.

    Args:
        sheet: the sentence.
        content: the reported words; of an act of speech, the verb with what follows it.
        mark: the verb, or None after "according to".
        subject: who says it, or None.
        pattern: how it was found.
        doubts: what is doubtful about it.
        fields: further fields.
        along: further places that it leans on.
    """
    sentence = sheet.sentence
    sheet.take(content.first, content.last)
    text = sentence.text
    form, quoted = _form(sentence, content)
    if (
        content.first >= content.last
        or _is_phrase(sentence, content, form)
        or (quoted is not None and form == "direct" and only_asks(text, quoted))
    ):
        return
    quote = (
        inner_words(text, quoted)
        if quoted and form == "direct"
        else sheet.stretch(content.first, content.last)
    )
    if quote[0] >= quote[1]:
        return
    made = dict(fields or {})
    said = list(doubts)
    speaker = sheet.speaker(subject)
    if mark is not None and subject is not None and speaker is not None:
        sheet.spoke.append((mark, speaker))
    speaker = _doubted(sheet, content, mark, speaker, quoted, made, said)
    _frame_fields(sheet, mark, made)
    kind = _kind(sheet, content, mark, speaker, (quote, form), made, said)
    _word_fields(text, quote, made, kind)
    sheet.found.append(Saying(quote, kind, form, speaker, made, along, tuple(said), pattern))


def _is_phrase(sentence: Sentence, content: Content, form: Form) -> bool:
    """Whether an opening phrase is all that is left: "said that in Harbour, the capital, people were hungry"."""
    is_cut = form == "indirect" and content.cut is not None and sentence.at(content.last).low == ","
    opens = sentence.at(content.first).low in _OPENING
    return is_cut and opens and not any(has_tense(sentence, at) for at in range(content.first, content.last))


_OPENING: Final = frozenset(
    ("in", "on", "under", "at", "after", "during", "for", "by", "from", "with", "within")
)


def _form(sentence: Sentence, content: Content) -> tuple[Form, Quotation | None]:
    quoted = [token for token in sentence.tokens[content.first : content.last] if token.quotation is not None]
    if not quoted:
        return "indirect", None
    return ("direct" if content.last - content.first == 1 else "mixed"), quoted[0].quotation


def _doubted(
    sheet: Sheet,
    content: Content,
    mark: Attribution | None,
    speaker: Speaker | None,
    quoted: Quotation | None,
    made: dict[str, Stretch],
    doubts: list[str],
) -> Speaker | None:
    """The speaker, or None where a doubt forbids to name one; the doubts are written down."""
    sentence = sheet.sentence
    if content.cut is not None:
        doubts.append(wording.cut(sentence.at(content.cut).text))
    if mark is not None and mark.doubt:
        doubts.append(mark.doubt)
    if quoted is not None and not quoted.closed:
        doubts.append(wording.UNCLOSED)
        return None
    if not content.certain:
        doubts.append(wording.COMMENT)
        return None
    if mark is not None and mark.group.hedge is not None:
        made["hedge"] = sheet.stretch(*mark.group.hedge)
        doubts.append(wording.HEDGED)
        if speaker is not None:
            made["by"] = speaker.at
        return None
    if speaker is None:
        doubts.append(wording.UNKNOWN)
    elif speaker.pronoun in ("we", "i", "you"):
        doubts.append(wording.unresolved(speaker.pronoun))
        return None
    return speaker


def _frame_fields(sheet: Sheet, mark: Attribution | None, made: dict[str, Stretch]) -> None:
    if mark is None:
        return
    made.setdefault("cue", sheet.stretch(mark.group.verb, mark.group.after))
    if mark.date is not None:
        made.setdefault("date", sheet.stretch(*mark.date))
    if mark.to is not None:
        made.setdefault("to", sheet.stretch(*mark.to))
    for place in range(mark.group.start, mark.group.verb):
        at = sheet.stretch(place, place + 1)
        if firmness_in(sheet.sentence.text, *at):
            made.setdefault("firmness", at)


def _kind(
    sheet: Sheet,
    content: Content,
    mark: Attribution | None,
    speaker: Speaker | None,
    quoted: tuple[Stretch, Form],
    made: dict[str, Stretch],
    doubts: list[str],
) -> str:
    quote, form = quoted
    text = sheet.sentence.text
    inner = _inner(sheet, content, mark)
    if inner is not None and inner.subject is not None:
        made.setdefault("by", sheet.stretch(inner.subject.first, inner.subject.last))
    if mark is not None and mark.group.cue.kind in ACTS and content.first <= mark.group.verb < content.last:
        object_at = sheet.stretch(wants_from(sheet.sentence, mark.group, sheet.when), content.last)
        kind = kind_of_act(mark.group.cue.kind, text[slice(*object_at)], dropped=mark.group.dropped)
        if kind in _OBJECTS:
            made.setdefault(_OBJECTS[kind], object_at)
        return kind
    if inner is None or inner.subject is None:
        return kind_of_words(text[slice(*quote)], direct=form == "direct")
    if speaker is not None and _same_side(sheet.sentence, text[slice(*speaker.at)], inner.subject):
        return kind_of_act(inner.group.cue.kind, text[slice(*quote)], dropped=inner.group.dropped)
    doubts.append(wording.RELAYED)
    return "claim"


def _inner(sheet: Sheet, content: Content, mark: Attribution | None) -> Attribution | None:
    """The verb of speech inside reported words whose subject somebody else is."""
    for one in sheet.marks:
        inside = content.first <= one.group.verb < content.last
        if not inside or one is mark or one.subject is None or one.subject.first < content.first:
            continue
        reports = one.group.cue.kind != "report" or sheet.sentence.at(one.after).low == "that"
        if reports and one.group.tense == "finite" and not one.group.negated and not one.subject.pronoun:
            return one
    return None


def _same_side(sentence: Sentence, speaker: str, subject: Subject) -> bool:
    """Whether the names of a speaker and of whoever is spoken of share a name: "Harbour" and "Harbour's envoy"."""
    own = [word.strip("(),.'\u2019") for word in speaker.replace("\u2019s", "").replace("'s", "").split()]
    names = {word[:_SHARED] for word in own if word[:1].isupper() and len(word) > 3}
    of_subject = sentence.tokens[subject.first : subject.last]
    return any(
        token.capital and len(token.text) > 3 and token.text[:_SHARED] in names for token in of_subject
    )


def _word_fields(text: str, quote: Stretch, made: dict[str, Stretch], kind: str) -> None:
    if "hedge" not in made and (hedge := hedge_in(text, *quote)):
        made["hedge"] = hedge.start, hedge.end
    if "firmness" not in made and (firm := firmness_in(text, *quote)):
        made["firmness"] = firm.start, firm.end
    if "condition" not in made and (condition := condition_in(text, *quote)):
        made["condition"] = condition.start, condition.end
    if kind in ("demand", "guarantee"):
        made.setdefault("wants", quote)
