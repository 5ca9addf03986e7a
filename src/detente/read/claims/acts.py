"""Acts of speech: whether what follows a verb such as "dropped" makes it a demand, a refusal or a concession."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.read.claims.cues import cues
from detente.read.claims.tokens import Sentence, ends
from detente.read.claims.verbs import Group
from detente.read.claims.wordset import wordset

_DISMISSED: Final = wordset(
    "claim claims call calls offer offers proposal proposals demand demands plan plans report reports"
    " accusation accusations allegation allegations idea ideas suggestion suggestions talk criticism"
    " charge charges appeal appeals threat threats concerns concern prospect request requests statement"
    " statements deal terms"
)
_QUESTIONS: Final = wordset("whether if about why how what when who where not")
_UNNAMED: Final = wordset("name named identified identity anonymity unnamed anonymous")
_LOOK: Final = 9


def is_act(sentence: Sentence, group: Group) -> bool:
    """Whether a verb of the classes in `cues.ACTS` is such an act with what follows it."""
    following = sentence.at(group.after)
    if ends(following) or following.low in (",", ";", ")", "and", "or", "by"):
        return False
    verb = group.cue.verb
    test = _TESTS.get(verb)
    return test is None or test(sentence, group.after)


def _near(sentence: Sentence, place: int, words: frozenset[str]) -> bool:
    for at in range(place, place + _LOOK):
        token = sentence.at(at)
        if token.kind == "mark":
            return False
        if token.low in words:
            return True
    return False


def _agreed(sentence: Sentence, place: int) -> bool:
    return sentence.at(place).low in ("to", "that", "on", "upon", "in", "not")


def _offered(sentence: Sentence, place: int) -> bool:
    return sentence.at(place).low != "by" and sentence.at(place).kind != "mark"


def _dropped(sentence: Sentence, place: int) -> bool:
    return _near(sentence, place, cues().dropped)


def _asked(sentence: Sentence, place: int) -> bool:
    if sentence.at(place).low in _QUESTIONS or _near(sentence, place, _UNNAMED):
        return False
    return sentence.at(place).low in ("that", "for") or _near(sentence, place, frozenset(("to", "that")))


def _refused(sentence: Sentence, place: int) -> bool:
    return not (sentence.at(place).low == "to" and sentence.at(place + 1).low in cues().silence)


def _dismissed(sentence: Sentence, place: int) -> bool:
    return _near(sentence, place, _DISMISSED)


def _yielded(sentence: Sentence, place: int) -> bool:
    return sentence.at(place).low == "to"


def _conceded(sentence: Sentence, place: int) -> bool:
    return sentence.at(place).low != "that"


def _sought(sentence: Sentence, place: int) -> bool:
    return not _near(sentence, place, wordset("refuge asylum shelter cover help comment revenge out"))


_TESTS: Final = {
    "seek": _sought,
    "agree": _agreed,
    "offer": _offered,
    "drop": _dropped,
    "give": _dropped,
    "ask": _asked,
    "order": _asked,
    "request": _asked,
    "decline": _refused,
    "refuse": _refused,
    "dismiss": _dismissed,
    "yield": _yielded,
    "concede": _conceded,
}


def wants_from(sentence: Sentence, group: Group, when: Mapping[int, tuple[int, int]]) -> int:
    """The place where the words begin that say what is demanded, offered or refused, date and "that" left out."""
    at = when[group.after][1] if group.after in when else group.after
    return at + 1 if sentence.at(at).low == "that" else at
