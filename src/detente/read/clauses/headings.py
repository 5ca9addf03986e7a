# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Whether words are a heading: short, without a verb that lays something down, and not closed like a sentence."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 200
_MOST_WORDS: Final = 24
_RUN_IN_WORDS: Final = 10
_VERB: Final = re.compile(
    r"\b(?:shall|must|will|may|can|cannot|is|are|was|were|been|has|have|had|agrees?d?|undertakes?|does|do|did"
    r"|should|would|could|said|says|told|undersigned|deberá|doit|doivent|podrá|sera|será|est|sont)\b"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_OPENS: Final = re.compile(r"[\"'“‘«„(\[*_#\s]{0,12}(?P<first>\w)")
_DATE: Final = re.compile(
    r"\W{0,3}\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_]{3,12},?\s+\d{4}\b|\W{0,3}[^\W\d_]{3,12}\s+\d{1,2},\s+\d{4}\b"
)
_NO_HEADING: Final = re.compile(
    r"(?:for\s+the\s+|\(|page\s+\d|\d+\s*$|sir\b|madam\b|dear\b|\(?sd\b|to:|cc:)", re.IGNORECASE
)
_LIST_END: Final = re.compile(r"(?:[:;,—–-]|\b(?:and|or|the|of|to|in|by|for|with|a|an))\s*\Z")
_STOP: Final = re.compile(r"[.](?=\s+(?:[\"“(]?[A-Z]|\([a-z0-9]))|[.]?[^\S\n]*[—–](?=\s*[\"“(A-Z])")
_RULED: Final = re.compile(r"[\s=\-*_|>:~`.\u2026]*")
_CONTENTS: Final = re.compile(r"(?:\.{4,}|…{2,}|(?:\.\s){4,}|\t)\s*\d{1,4}\s*\Z")


def is_heading(text: str, *, may_close: bool = False) -> bool:
    """Whether the words of a line may be a heading.

    Args:
        text: the line, without a number.
        may_close: whether a full stop may stand at its end.
    """
    text = text.strip().strip("*_#").strip()
    if not text or len(text) > LONGEST or _RULED.fullmatch(text) or "|" in text:
        return False
    opens = _OPENS.match(text)
    if opens is None or not (opens["first"].isupper() or opens["first"].isdigit() or not _has_case(text)):
        return False
    if _NO_HEADING.match(text) or _DATE.match(text) or _LIST_END.search(text) or _CONTENTS.search(text):
        return False
    if text[-1] in ".!?" and not (may_close and text[-1] == "." and ". " not in text):
        return False
    words = _WORD.findall(text)
    return 0 < len(words) <= _MOST_WORDS and (text.isupper() or _VERB.search(text) is None)


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def is_contents(text: str) -> bool:
    """Whether a line is one of a table of contents: it ends with dots or a tab, and the number of a page."""
    return _CONTENTS.search(text) is not None


def run_in(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """A heading that runs into its text (`Payment. The buyer shall pay`).

    Returns:
        Where it begins and ends without its stop, and where the words begin that follow it; None without one.
    """
    found = _STOP.search(text, start, min(end, start + 120))
    if found is None:
        return None
    words = text[start : found.start()].strip("*_ ")
    if not words or len(words.split()) > _RUN_IN_WORDS or not words[0].isupper() or not _has_case(words):
        return None
    if _VERB.search(words) or re.search(r"[,;:.]|\b(?:No|Art|Nos|para|Mr|Mrs|Dr|St|v)$", words):
        return None
    first = start + text[start : found.start()].index(words[0])
    return first, first + len(words), found.end() + _spaces(text, found.end(), end)


def _spaces(text: str, at: int, end: int) -> int:
    return len(text[at:end]) - len(text[at:end].lstrip(" \t\u00a0"))


_SIGNED: Final = re.compile(
    r"(?:in\s+witness\s+(?:whereof|thereof)|in\s+faith\s+whereof|done\s+(?:at|in)\b|signed\s+(?:at|by|for|on|in)\b"
    r"|en\s+fe\s+de\s+lo\s+cual|en\s+foi\s+de\s+quoi|\(sd\.?\)|\(signed\)|/s/|signatures?\s*:?\s*\Z"
    r"|for\s+and\s+on\s+behalf\s+of\b)",
    re.IGNORECASE,
)
_SIGNS_FOR: Final = re.compile(
    r"for\s+(?!the\s+purposes?\b)(?:the\s+)?[A-Z][^.;]{1,80}:?\s*(?:_{3,}[^\n]{0,80})?\Z", re.IGNORECASE
)
_CLOSING: Final = re.compile(r"\W{0,3}end\s+of\s+[a-z]{1,20}(?:\s+\w{1,20}){0,3}\W{0,3}", re.IGNORECASE)
_APART: Final = re.compile(
    r"(?:annex(?:es|e)?|appendix|schedule|protocol|memorandum|attachment|exhibit|addendum"
    r"|exchange\s+of\s+(?:letters|notes)"
    r"|declaration|side\s+letter|anexo|letter)\b",
    re.IGNORECASE,
)  # fmt: skip


def is_signature(text: str) -> bool:
    """Whether a line opens the signatures of an agreement."""
    return _SIGNED.match(text) is not None


def signs_for(text: str) -> bool:
    """Whether a whole line says for whom somebody signs ("For the Republic of Northland:")."""
    return len(text) < LONGEST and _SIGNS_FOR.fullmatch(text) is not None


def is_closing(text: str) -> bool:
    """Whether a whole line says that something ends ("(End of clause)")."""
    return _CLOSING.fullmatch(text) is not None


def stands_apart(text: str) -> str:
    """The word by which a heading is one of an annex or the like, with a capital ("Protocol"), or ""."""
    found = _APART.match(text)
    return found[0].split()[0].capitalize() if found else ""
