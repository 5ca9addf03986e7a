"""A paragraph to sayings: its sentences in turn, and what only more than one sentence can tell.

Here a pronoun is read as the speaker of the sentence before, a quotation that is a sentence of its own goes on with
the words of that speaker, and a quotation that nobody is named for is proposed as unattributed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from detente.read.claims import wording
from detente.read.claims.antecedents import antecedent
from detente.read.claims.cues import cues
from detente.read.claims.inverted import subject_after
from detente.read.claims.kinds import kind_of_words
from detente.read.claims.quotes import Quotation, quotations
from detente.read.claims.readings import readings_of
from detente.read.claims.rules import read_sentence
from detente.read.claims.saying import Saying, Scene, Speaker, Stretch
from detente.read.claims.sheet import inner_words, only_asks
from detente.read.claims.speakers import speaker_class
from detente.read.claims.subjects import LOOSE_VERBS, PRONOUNS, Subject
from detente.read.claims.tokens import Sentence, Token, ends, sentences_of
from detente.read.claims.verbs import AUXILIARIES

_OF_OTHER_LANGUAGES: Final = frozenset("\u00ab\u00bb\u201e\u2039\u203a\u300c\u300e")
_LEAST_WORDS: Final = (
    4  # a shorter quotation that nobody is named for is a term in quotation marks, not speech
)
_PLACES_BEFORE: Final = 3


@dataclass(slots=True)
class _Memory:
    """What the last sentence leaves for the next one."""

    sentence: Sentence | None = None
    speakers: tuple[Speaker, ...] = ()
    quotes: bool = False
    cut_off: bool = False
    settled: dict[Stretch, Speaker] = field(default_factory=dict)


def sayings_in(text: str, start: int, end: int, scene: Scene, *, continues: bool = False) -> Iterator[Saying]:
    """Find who says what in a paragraph.

    Args:
        text: the canonical text.
        start: where the paragraph begins.
        end: where it ends.
        scene: what is known of the document.
        continues: whether the next paragraph begins with a quotation mark, so that one that is not closed here goes
            on there.
    """
    quoted = quotations(text, start, end)
    if continues:
        quoted = tuple(replace(one, closed=True) for one in quoted)
    inner = _by_outer(quoted)
    memory = _Memory()
    for sentence in sentences_of(text, start, end, quoted):
        if memory.cut_off:  # an open quotation: whose words follow is not known
            return
        yield from _in_sentence(sentence, scene, memory, inner)
        memory.cut_off = any(not one.closed for _, one in sentence.quoted)


def _in_sentence(
    sentence: Sentence, scene: Scene, memory: _Memory, inner: Mapping[int, tuple[Quotation, ...]]
) -> Iterator[Saying]:
    sheet = read_sentence(sentence, scene)
    speakers, taken = [speaker for _, speaker in sheet.spoke], sheet.taken
    resolved = [_resolved(saying, sentence, speakers, scene, memory) for saying in sheet.found]
    resolved += _foreign(sentence, scene, taken)
    resolved += _headed(sentence, scene, taken)
    resolved += _left(sentence, memory, taken)
    resolved += readings_of(sheet)
    yield from sorted(resolved, key=lambda saying: saying.quote)
    yield from _inside(sentence, scene, inner)
    if speakers or not sentence.only_quoted:
        memory.sentence = sentence
        memory.speakers = tuple(memory.settled.get(speaker.at, speaker) for speaker in speakers)
        memory.quotes = any(True for _ in sentence.quoted)


def _resolved(
    saying: Saying, sentence: Sentence, speakers: list[Speaker], scene: Scene, memory: _Memory
) -> Saying:
    speaker = saying.speaker
    if speaker is None or not speaker.pronoun:
        return saying
    found = None
    earlier = [one for one in speakers if one.at < speaker.at and not one.pronoun]
    if earlier:
        found = antecedent(speaker.pronoun, sentence, earlier, scene, speaker.at[0])
    elif memory.sentence is not None and _opens(sentence, speaker):
        found = antecedent(speaker.pronoun, memory.sentence, memory.speakers, scene)
    if found is None:
        doubts = (*saying.doubts, wording.unresolved(sentence.text[slice(*speaker.at)]))
        return replace(saying, speaker=None, doubts=doubts, along=(*saying.along, speaker.at))
    memory.settled[speaker.at] = found
    doubt = wording.read_as(sentence.text[slice(*speaker.at)], sentence.text[slice(*found.at)])
    return replace(saying, speaker=found, doubts=(*saying.doubts, doubt), along=(*saying.along, speaker.at))


def _opens(sentence: Sentence, speaker: Speaker) -> bool:
    """Whether nothing but a quotation or an opening phrase stands before a pronoun, so that it points backwards."""
    place = sentence.place(speaker.at[0])
    named = [token for token in sentence.tokens[:place] if token.capital and token is not sentence.tokens[0]]
    return not named


def _left(sentence: Sentence, memory: _Memory, taken: set[int]) -> list[Saying]:
    """The quotations that no rule has taken."""
    left: list[Saying] = []
    for place, quotation in sentence.quoted:
        start, end = inner_words(sentence.text, quotation)
        words = sentence.text[start:end]
        if (
            place in taken
            or not _is_speech(sentence, place, start, end)
            or only_asks(sentence.text, quotation)
        ):
            continue
        speaker, doubts = _goes_on(sentence, memory), [wording.UNKNOWN]
        if not quotation.closed:
            speaker, doubts = None, [wording.UNKNOWN, wording.UNCLOSED]
        elif speaker is not None:
            doubts = [wording.SENTENCE_BEFORE]
        left.append(
            Saying(
                (start, end),
                kind_of_words(words, direct=True),
                "direct",
                speaker,
                {},
                (),
                tuple(doubts),
                "left",
            )
        )
    return left


def _is_speech(sentence: Sentence, place: int, start: int, end: int) -> bool:
    """Whether quoted words are speech and not a term or a title: they end as speech does, or have a verb."""
    if sentence.at(place + 1).low in ("means", "mean") or sentence.at(place + 2).low == "mean":
        return False
    words = sentence.text[start:end]
    if words[-1:] in (".", "!", "?") or sentence.text[end : end + 1] == ",":
        return True
    lows = [word.strip(",;:'\u2019").lower() for word in words.split()]
    if len(lows) < _LEAST_WORDS:
        return False
    if sentence.at(place).text[:1] in _OF_OTHER_LANGUAGES:
        return True
    verbs = AUXILIARIES | LOOSE_VERBS | PRONOUNS
    return any(low in verbs or "n't" in low or "n\u2019t" in low for low in lows)


def _goes_on(sentence: Sentence, memory: _Memory) -> Speaker | None:
    """The one speaker of the sentence before, where this one is nothing but quoted words and that one quotes too."""
    if not sentence.only_quoted or not memory.quotes:
        return None
    speakers = {speaker.at: speaker for speaker in memory.speakers}
    only = next(iter(speakers.values())) if len(speakers) == 1 else None
    return None if only is None or only.pronoun else only


def _foreign(sentence: Sentence, scene: Scene, taken: set[int]) -> list[Saying]:
    """Quotations beside "dijo", "selon" and the like, with the name that follows."""
    found: list[Saying] = []
    for place, quotation in sentence.quoted:
        at = place + 1
        if sentence.at(at).low == ",":
            at += 1
        after = _foreign_cue(sentence, at)
        if place in taken or after == at or not quotation.closed:
            continue
        subject = subject_after(sentence, after, {})
        if subject is None or not sentence.at(subject.first).capital:
            continue
        subject = _names_only(sentence, subject)
        stretch = sentence.at(subject.first).start, sentence.at(subject.last - 1).end
        start, end = inner_words(sentence.text, quotation)
        cue = sentence.at(at).start, sentence.at(after - 1).end
        speaker = Speaker(stretch, "unattributed")
        kind = kind_of_words(sentence.text[start:end], direct=True)
        found.append(Saying((start, end), kind, "direct", speaker, {"cue": cue}, (), (), "foreign"))
        taken.add(place)
    return found


def _foreign_cue(sentence: Sentence, at: int) -> int:
    for length in (2, 1):
        phrase = " ".join(token.low for token in sentence.tokens[at : at + length])
        if phrase in cues().foreign:
            return at + length
    return at


def _names_only(sentence: Sentence, subject: Subject) -> Subject:
    last = subject.first
    while last < subject.last and sentence.at(last).capital:
        last += 1
    return replace(subject, last=last)


def _headed(sentence: Sentence, scene: Scene, taken: set[int]) -> list[Saying]:
    """A name, a colon and a quotation: "Ada Stone: “We will go.”"."""
    place = next((at for at, token in enumerate(sentence.tokens) if token.low == ":"), 0)
    token = sentence.at(place + 1)
    only = all(ends(one) for one in sentence.tokens[place + 2 :])
    if not place or token.quotation is None or place + 1 in taken or not only or not token.quotation.closed:
        return []
    before = sentence.tokens[:place]
    if not _is_named(before) or place > 2 * _PLACES_BEFORE or only_asks(sentence.text, token.quotation):
        return []
    stretch = before[0].start, before[-1].end
    speaker = Speaker(stretch, speaker_class(before, (), scene.names, scene.parties))
    start, end = inner_words(sentence.text, token.quotation)
    taken.add(place + 1)
    kind = kind_of_words(sentence.text[start:end], direct=True)
    return [Saying((start, end), kind, "direct", speaker, {}, (), (wording.HEADED,), "headed")]


def _is_named(tokens: tuple[Token, ...]) -> bool:
    return all(token.capital or token.low in ("of", "the") for token in tokens) and tokens[-1].capital


def _by_outer(quoted: tuple[Quotation, ...]) -> Mapping[int, tuple[Quotation, ...]]:
    """The quotations that stand in another one, by where that one begins."""
    found: dict[int, list[Quotation]] = {}
    outer = 0
    for one in quoted:
        if one.depth == 0:
            outer = one.outer_start
        elif one.depth == 1 and one.closed:
            found.setdefault(outer, []).append(replace(one, depth=0))
    return {start: tuple(inner) for start, inner in found.items()}


def _inside(
    sentence: Sentence, scene: Scene, within: Mapping[int, tuple[Quotation, ...]]
) -> Iterator[Saying]:
    """Quotations in a quotation, where their own attribution stands in it too."""
    for _, outer in sentence.quoted:
        deeper = within.get(outer.outer_start, ())
        if not deeper or not outer.closed:
            continue
        for inner in sentences_of(sentence.text, outer.start, outer.end, deeper):
            for saying in read_sentence(inner, scene).found:
                if saying.form == "direct" and saying.speaker is not None and not saying.speaker.pronoun:
                    yield replace(saying, doubts=(*saying.doubts, wording.INNER))
