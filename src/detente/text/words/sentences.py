"""Sentences of a numbered agreement, with their places, and whether a sentence lays down a duty.

The end of a sentence is found by its sign and what stands around it, after the kinds of doubt that T. Kiss and
J. Strunk name (Unsupervised multilingual sentence boundary detection, Computational Linguistics 32, 2006):
abbreviations, initials, numbers and ellipses. Their method learns from much text; ours is a short list, so that the
same text always gives the same sentences.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.text.words.blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.text.words.lists import WordList

# A full stop, a question or exclamation mark of any of our scripts, with the quotes and brackets that close on it.
_END = re.compile(r"""(?:[!?\u061f\u06d4\u3002]+|\.{1,10}|\u2026)["')\]\u00bb\u2019\u201d*_]{0,4}(?=\s|\Z)""")
_NEXT = re.compile(r"""[\s"'(\[\u00ab\u2018\u201c*_]*(\S?)""")
_LAST_TOKEN = re.compile(r"""[^\s"'(\[\u00ab\u2018\u201c]+\Z""")
_WORDLIKE = re.compile(r"[^\W_]")

# Never the end of a sentence: something must follow.
_OPEN = re.compile(
    r"approx|av|avda|c\.-à-d|cap|cf|col|dra?|e\.g|eds?|ej|esq|fr|gen|gov|gral|hon|i\.e|lic|lt|mm?|maj|mgr|mlle|mme|mr|mrs"
    r"|ms|p\.ej|por|prof|ref|rep|resp|rev|s\.e|sen|sgt|sra?|sres|ste?|vs?|viz"
)
# Not the end before a number or a letter that numbers: "Art. 5", "No. 3", "para. (b)".
_BEFORE_NUMBER = re.compile(
    r"alin?|annex|apdo|arts?|artt|ch|chap|cls?|d|disp|doc|figs?|inc|let|lit|n|nos?|nr|num|núms?|op|par|paras?|párrs?|pp?"
    r"|pts?|res|ss?|sch|secc?|sect|tit|tít|vols?|§|ص|م|ق|رقم"
)
_MONTH = re.compile(r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|janv|févr|avr|juil|déc|ene|abr|ago|dic")
# Words that open a sentence even after an abbreviation such as "U.N."
_STARTER = re.compile(
    r"the|an?|each|this|these|if|in|on|no|all|both|neither|any|when|where|it|they|for|by|las?|les?|une?|el|los|toute?|cada"
    r"|si|en"
)
_OF_DUTY = ("duty-modal", "weak-modal", "negative-duty", "impersonal-duty")
_TOKEN = 60
"""How far back a token before a full stop is looked for, in characters."""
_HOUR = re.compile(r"[ap]\.m")
_ITEM = re.compile(r"[^\W\d_]|\d{1,3}(?:\.\d{1,3})*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence, in order, in code points, the end not included.

    A sentence ends at its sign, at an empty line, and at the next item of a list or heading, whose number or bullet is
    left out. Comments (``<!-- -->``) and what holds no letter or digit are left out too. Works for texts in Latin,
    Arabic, Hebrew and other scripts with spaces between words.
    """
    for start, end in blocks(text):
        yield from _in_block(text, start, end)


def _in_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for sign in _END.finditer(text, start, end):
        if _ends(text, start, sign, end):
            yield from _trimmed(text, start, sign.end())
            start = sign.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if not _WORDLIKE.search(text, start, end):
        return
    body = text[start:end]
    yield start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip())


def _ends(text: str, start: int, sign: re.Match[str], end: int) -> bool:
    """Say whether a sign ends its sentence, which began at `start`."""
    following = _NEXT.match(text, sign.end(), end)
    place = following.start(1) if following else end
    after = text[place : min(end, place + 30)]
    if not after:
        return True
    if after[0].islower():
        return False
    if not sign.group().startswith(".") or sign.group().startswith(".."):
        return True
    before = text[max(start, sign.start() - _TOKEN) : sign.start()]
    token = _LAST_TOKEN.search(before)
    # Whether the sentence so far is the token alone; a sentence longer than any token is not.
    first = sign.start() - start < _TOKEN and token is not None and before.strip() == token.group()
    return token is None or _stop_ends(token.group(), after, first=first)


def _stop_ends(token: str, after: str, *, first: bool) -> bool:
    """Say whether a full stop ends the sentence.

    Args:
        token: what stands before the stop, back to the last space.
        after: the next characters that are not space.
        first: whether nothing but the token stands before the stop in this sentence.
    """
    word = token.lower()
    if _OPEN.fullmatch(word):
        return False
    if _BEFORE_NUMBER.fullmatch(word):
        return not _is_number(after)
    if _MONTH.fullmatch(word):
        return not after[0].isdigit()
    following = after.split(maxsplit=1)[0]
    if _HOUR.fullmatch(word):
        return not re.fullmatch("[A-Z]{2,}[.,;:]?", following)  # a time zone
    if _DOTTED.fullmatch(token):
        return _STARTER.fullmatch(following.lower()) is not None
    return not (first and _ITEM.fullmatch(token))


def _is_number(after: str) -> bool:
    token = after.split(maxsplit=1)[0].strip("().,;:")
    return token[:1].isdigit() or len(token) == 1 or bool(re.fullmatch("[IVXLC]+", token))


def is_duty(sentence: str, words: WordList) -> bool:
    """Say whether a sentence lays down a duty: it has a word that commands, forbids, or is used so.

    Duties in the present tense, as French, Spanish and Arabic texts have them, are known only by the verbs that the
    word list names; the others are not recognised.
    """
    return any(words.has(group, sentence) for group in _OF_DUTY)
