"""Where words and numbers may not be cut: "3" is no part of "3.5", nor "willing" of "unwilling" or "can" of "can't"."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

from detente.read.verify.ladder import DASHES, HYPHENS, SINGLE, visible
from detente.text.words import WordList, languages, load, written_numbers

_BACK: Final = 48
"""How many characters before and after a cut are looked at; more than the longest number in words that is usual."""

# Scripts that are written without spaces between words: any place in them may be a border.
UNSPACED: Final = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_CHINESE_NUMBER: Final = re.compile("[〇零一二三四五六七八九十百千万萬亿億两兩\\d]")
_LETTER: Final = r"[^\W\d_]"
_MARKS: Final = re.escape(SINGLE[0]) + SINGLE[1:]
_DASH: Final = re.escape(DASHES)
_HYPHEN: Final = re.escape(HYPHENS)
_SIGN: Final = re.escape("".join(sign for sign in DASHES if sign not in "\u2014\u2015"))
_IN_NUMBER: Final = rf"[.,:/\u00b7\u066b\u066c{_MARKS}]"
_GROUP: Final = r"[ \u00a0\u2009\u202f]"
_LARGE: Final = (
    r"(?i:hundred|thousand|million|billion|trillion|mille|milliards?|mil(?:l[oó]n|lones)?"
    r"|مليون|ملايين|مليار|מיליון|מיליארד|bn|mn|mln|mio|mrd|lakh|crore|dozen|millionen|milliarden"
    r"|тыс|млн|млрд|(?:тысяч|миллион|миллиард)\w{0,2})s?"
)
_FRACTION: Final = "\u00bc-\u00be\u2150-\u215e"


def _cuts_in(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(rf"(?:{left})\Z"), re.compile(right)) for left, right in pairs)


# What stands just before the cut, and just after it.
_DECIMALS: Final = _cuts_in((rf"\d{_IN_NUMBER}", r"\d"), (r"\d", rf"{_IN_NUMBER}\d"))
_NUMBERS: Final = _cuts_in(
    (rf"(?<!\d)\d{{1,3}}{_GROUP}", r"\d{3}(?!\d)"),
    (r"(?<!\d)\d{1,3}", rf"{_GROUP}\d{{3}}(?!\d)"),
    (r"\d ?", rf" ?(?:[{_FRACTION}]|\d[/\u2044]\d)"),
    (r"\d", r"[/\u2044^_\u00d7]\d"),
    (r"\d[/\u2044^_\u00d7]", r"\d"),
    (r"\d", r" ?[x\u00d7] ?10"),
    (rf"[+{_SIGN}]|\d[{_DASH}]", r"\d"),
    (r"[^\W_]", rf"[+{_DASH}]\d"),
    (r"\w", r"\s?(?:[%‰٪]|per\s?cent\b|pour\s?cent\b|por\s?ciento\b)"),
    (rf"[\d{_FRACTION}]\s?", rf"\s?{_LARGE}(?!\w)"),
    (r"\d\s?", r"\s?[万億亿萬]"),
)
_WORDS: Final = _cuts_in(
    (rf"{_LETTER}", rf"[{_MARKS}](?![sS](?!\w)){_LETTER}"),
    (rf"{_LETTER}[{_MARKS}]", r"(?:t|s|d|m|re|ve|ll)(?!\w)"),
    (rf"\b[nN][{_MARKS}]", _LETTER),
    (rf"\b[OD][{_MARKS}]", r"[A-Z]"),
    (rf"{_LETTER}[\u05f3\u05f4]", _LETTER),
    (_LETTER, rf"[\u05f3\u05f4]{_LETTER}"),
    (r"\b[A-Z]\.", r"[A-Z](?!\w)"),
    (r"\b[A-Z]", r"\.[A-Z](?!\w)"),
)
_COMPOUND: Final = _cuts_in((rf"([^\W_]+)[{_HYPHEN}]", r"([^\W_])"), (r"([^\W_]+)", rf"[{_HYPHEN}]([^\W_])"))
_TURNING: Final = ("non", "anti", "pro", "ex", "vice", "pre", "post", "un")
"""What turns the sense of the name that it stands before, as in Non-Party, though both have capitals."""
_STOPS: Final = ".,;:!?)\"'\u2019\u201d\u00bb"


def cut_plainly(text: str, start: int, end: int) -> bool:
    """Say whether a stretch begins or ends between two letters or figures, or within a decimal number."""
    return any(
        _within_word(text[at - 1], text[at]) or _fits(_DECIMALS, text[max(0, at - 2) : at], text[at : at + 2])
        for at in (start, end)
        if 0 < at < len(text)
    )


def cut(text: str, start: int, end: int) -> bool:
    """Say whether a stretch begins or ends inside a word or a number.

    Inside are also: parts of a compound with a hyphen (but for two names, as in Northland-Southland), of a number
    with its sign, its groups, its percent sign, its fraction or a word such as "million", of a number in several words,
    and what an apostrophe holds together, but for the possessive "'s" and the elided words of French.
    """
    return _cut_at(text, start) or _cut_at(text, end)


def _cut_at(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = visible(text[max(0, at - _BACK) : at]), visible(text[at : at + _BACK])
    if not before or not after:
        return False
    if _within_word(before[-1], after[0]) or _fits(_DECIMALS, before, after):
        return True
    return (
        _fits(_NUMBERS, before, after)
        or _fits(_WORDS, before, after)
        or _in_compound(before, after)
        or _in_written_number(before, after)
    )


def _within_word(before: str, after: str) -> bool:
    if unicodedata.combining(after) or unicodedata.category(after).startswith("M"):
        return True
    joined = _is_wordlike(before) and after.isalnum()
    if joined and (_UNSPACED.match(before) or _UNSPACED.match(after)):
        return bool(_CHINESE_NUMBER.match(before) and _CHINESE_NUMBER.match(after))
    return joined


def _is_wordlike(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _fits(pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...], before: str, after: str) -> bool:
    return any(right.match(after) and left.search(before) for left, right in pairs)


def _in_compound(before: str, after: str) -> bool:
    for left, right in _COMPOUND:
        second = right.match(after)
        first = left.search(before) if second else None
        if first and second and not _are_names(first[1], second[1]):
            return True
    return False


def _are_names(first: str, second: str) -> bool:
    return first[0].isupper() and second.isupper() and first.lower() not in _TURNING


def _in_written_number(before: str, after: str) -> bool:
    left = before.lower().replace("-", " ").split()[-1:]
    right = after.lower().replace("-", " ").split(maxsplit=1)[:1]
    if not left or not right:
        return False
    both = {left[0], right[0].rstrip(_STOPS)}
    around, joint = before + after, len(before)
    return any(
        found.start < joint < found.end
        for known, words in _number_words()
        if both <= words
        for found in written_numbers(around, known)
    )


@functools.cache
def _number_words() -> tuple[tuple[WordList, frozenset[str]], ...]:
    """The word lists with the words of numbers, and those that join them, in small letters."""
    lists = [known for language in languages() if (known := load(language)) is not None]
    return tuple(
        (
            known,
            frozenset(
                part.lower()
                for group in ("number-words", "number-joiner")
                for entry in known.groups.get(group, ())
                for part in re.split(r"[\s-]", entry.pattern)
            ),
        )
        for known in lists
    )
