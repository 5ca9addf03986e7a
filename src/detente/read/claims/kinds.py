"""What was said: a demand, a refusal, a concession, a guarantee asked for, or a claim.

In direct speech the speaker is "we" or "I"; in reported speech it is the pronoun with which a reported clause begins.
Words about anybody else are no refusal or concession of the speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MARK: Final = "[\"'\u201c\u2018]?"
_NOT: Final = (
    rf"(?:(?:will|would|shall|can|could)\s?{_MARK}(?:not|never)|won['\u2019]t|wouldn['\u2019]t|cannot|can['\u2019]t"
    r"|couldn['\u2019]t|(?:will|would)\sunder\sno\scircumstances)"
)
_UNLESS: Final = rf"(?:{_NOT}\b.{{0,200}}?\b(?:unless|until|only\sif)|(?:will|would|can|could)\sonly)\b"
_REFUSES: Final = (
    rf"(?:{_NOT}|(?:also\s)?(?:reject|refuse|oppose)(?:s|d|ed)?|rules?\sout|ruled\sout"
    r"|(?:had|has|have)\s(?:rejected|refused|ruled\sout|turned\sdown))\b"
)
_DEMANDS: Final = (
    r"(?:\w{1,20}ly\s)?(?:(?:demand|want|insist|require|need|seek|call\sfor|ask\sfor|expect)(?:s|ed)?"
    r"|(?:was|were|is|are|am)\s(?:demanding|seeking|calling\sfor|insisting\son|asking\sfor))\b"
)
_CONCEDES: Final = (
    r"(?:(?:(?:is|are|was|were|am|would\sbe|will\sbe)|['\u2019](?:re|m))\s(?:now\s|also\s)?(?:ready|prepared|willing)\sto\b"
    r"|(?:(?:had|has|have)\s)?(?:agree|accept)(?:s|ed|d)?\b(?!\sthat)"
    r"|(?:(?:had|has|have)\s)?(?:no\slonger\s(?:demand|insist)s?\b|dropped\s(?:its|their|our)\b|drops?\s(?:its|their|our)\b))"
)
_ANYHOW_REFUSES: Final = re.compile(
    r"\bout\sof\sthe\squestion\b|\bthere\s(?:will|can|would|could)\sbe\sno\b(?!\s(?:more\s)?(?:hope|doubt|winner|need|reason|shortage|lack))",
    re.IGNORECASE,
)
_MUST: Final = re.compile(r"\b(?:must|has\sto|w(?:ill|ould)\shave\sto|ought\sto)\b", re.IGNORECASE)
_GUARANTEE: Final = re.compile(r"\b(?:guarantees?|guarantors?|assurances?|suret(?:y|ies))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _About:
    """What a speaker says of itself, by the words with which it begins."""

    unless: re.Pattern[str]
    refuses: re.Pattern[str]
    concedes: re.Pattern[str]
    demands: re.Pattern[str]
    itself: re.Pattern[str]

    @classmethod
    def beginning(cls, start: str) -> _About:
        def compiled(rest: str) -> re.Pattern[str]:
            return re.compile(
                rf"{start}(?:\s(?:also|now|still))?(?:\s|(?=['\u2019])){rest}", re.IGNORECASE | re.DOTALL
            )

        return cls(
            compiled(_UNLESS),
            compiled(_REFUSES),
            compiled(_CONCEDES),
            compiled(_DEMANDS),
            re.compile(rf"{start}\b", re.IGNORECASE),
        )


_DIRECT: Final = _About.beginning(r"\b(?:we|i)")
_INDIRECT: Final = _About.beginning(r"(?:\A\W{0,3}|\bthat\s|\band\s)(?:it|they|he|she)")


def kind_of_words(words: str, *, direct: bool = False) -> str:
    """Tell the kind of reported or quoted words by the words themselves.

    Args:
        words: the words.
        direct: whether they are the speaker's own, in quotation marks.
    """
    about = _DIRECT if direct else _INDIRECT
    if about.unless.search(words):
        return "demand"
    if about.refuses.search(words) or _ANYHOW_REFUSES.search(words):
        return "refusal"
    if about.concedes.search(words):
        return "concession"
    if about.demands.search(words):
        return _demand(words)
    must = _MUST.search(words)
    if must and not about.itself.search(words, max(0, must.start() - 20), must.start()):
        return _demand(words)
    return "claim"


def kind_of_act(kind: str, words: str, *, dropped: bool) -> str:
    """Tell the kind of an act of speech by the class of its verb.

    Args:
        kind: the class of the verb in `cues.yaml`.
        words: what follows the verb.
        dropped: whether "no longer" stands before it.
    """
    if kind == "demand":
        return "concession" if dropped else _demand(words)
    if kind in ("refusal", "concession"):
        return "claim" if dropped else kind
    return "claim"


def _demand(words: str) -> str:
    return "guarantee" if _GUARANTEE.search(words) else "demand"
