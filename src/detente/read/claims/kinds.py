"""What was said: a demand, a refusal, a concession, a guarantee asked for, or a claim."""

from __future__ import annotations

import re
from typing import Final

_SELF: Final = r"(?:we|i|it|they|he|she)"
_SELF_START: Final = re.compile(rf"\W*{_SELF}\b", re.IGNORECASE)
_NOT: Final = (
    r"(?:will|would|can|could|shall|do|does|did|is|are)\s?(?:not|never)|won't|wouldn't|cannot|can't|couldn't"
)
_UNLESS: Final = re.compile(
    rf"\b{_SELF}\s(?:{_NOT}|will\sonly|would\sonly)\b.{{0,200}}?\b(?:unless|until|only\sif)\b", re.I | re.S
)
_ONLY: Final = re.compile(rf"\b{_SELF}\s(?:will|would)\sonly\b", re.IGNORECASE)
_REFUSES: Final = re.compile(
    rf"\b{_SELF}\s(?:\w+ly\s)?(?:(?:will|would|shall|can|could)\s?(?:not|never)|won't|wouldn't|cannot|can't|couldn't"
    r"|(?:will|would)\sunder\sno\scircumstances|(?:also\s)?(?:reject|refuse|oppose)(?:s|d|ed)?|rules?\sout|ruled\sout"
    r"|(?:had|has|have)\s(?:rejected|refused|ruled\sout|turned\sdown))\b"
    r"|\bout\sof\sthe\squestion\b|\bthere\s(?:will|can|would|could)\sbe\sno\b",
    re.IGNORECASE,
)
_DEMANDS: Final = re.compile(
    rf"\b{_SELF}\s(?:\w+ly\s)?(?:demand|want|insist|require|need|seek|call\sfor|ask\sfor|expect)(?:s|ed)?\b"
    rf"|\b{_SELF}\s(?:was|were|is|are)\s(?:demanding|seeking|calling\sfor|insisting\son|asking\sfor)\b",
    re.IGNORECASE,
)
_MUST: Final = re.compile(r"\b(?:must|ha(?:s|ve)\sto|ought\sto)\b", re.IGNORECASE)
_CONCEDES: Final = re.compile(
    rf"\b{_SELF}\s(?:\w+ly\s)?(?:(?:is|are|was|were|would\sbe|will\sbe|am)\s(?:now\s|also\s)?(?:ready|prepared|willing)\sto\b"
    r"|(?:had|has|have)?\s?(?:agree|accept)(?:s|ed|d)?\b(?!\sthat)|(?:had|has|have)?\s?(?:no\slonger\s(?:demand|insist)s?"
    r"|dropp?e?d?\s(?:its|their|our)))",
    re.IGNORECASE,
)
_GUARANTEE: Final = re.compile(r"\b(?:guarantees?|guarantors?|assurances?|suret(?:y|ies))\b", re.IGNORECASE)
_BARGAINS: Final = re.compile(r"\b(?:no\slonger)\b", re.IGNORECASE)


def kind_of_words(words: str) -> str:
    """Tell the kind of reported or quoted words by the words themselves.

    Only words about the speaker ("we", "it") are a refusal or a concession of the speaker; what others must do is a
    demand.
    """
    if _UNLESS.search(words) or _ONLY.search(words):
        return "demand"
    if _REFUSES.search(words):
        return "refusal"
    if _CONCEDES.search(words):
        return "concession"
    if _DEMANDS.search(words):
        return _demand(words)
    must = _MUST.search(words)
    if must and not _SELF_START.match(words[: must.start()]):
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
    return "guarantee" if _GUARANTEE.search(words) and not _BARGAINS.search(words) else "demand"
