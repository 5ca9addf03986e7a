# ruff: noqa: RUF001 -- agreements have curly quotes
"""Which words are plainly a shorter form of a name, and which are no name at all though they have a capital."""

from __future__ import annotations

import re
from typing import Final

from detente.read.clauses.names import CAP, key_of

_FIRM: Final = re.compile(
    r",?\s+(?:plc|ltd|llc|inc|corp|co|gmbh|s\.?a|b\.?v|n\.?v|ag|llp|limited|company|corporation)\.?\Z"
)
_WORD: Final = re.compile(r"[\w’'-]+")
_SMALL: Final = frozenset(
    (
        "of",
        "the",
        "and",
        "for",
        "de",
        "del",
        "la",
        "y",
        "et",
        "du",
        "des",
        "von",
        "van",
        "al",
        "on",
        "in",
        "to",
    )
)
_SMALL_WORD: Final = re.compile(r"(?<![\w’'-])[a-zß-ÿ][\w’'-]*")
_INSIDE: Final = re.compile(r"\b(?=[A-ZÀ-Þ])([\w’'-]{1,40})\s+of\s+(?:the\s+)?[A-ZÀ-Þ]")
_MOST_WORDS: Final = 24


def is_short_for(short: str, name: str) -> bool:
    """Whether words are plainly a name made shorter.

    What stands behind its `of` (`Northland` for `the Republic of Northland`), what stands before it in two words or
    more (`the Federal Republic`), or a firm without its form. `Government of Northland` is short for no other name.
    """
    one, whole = key_of(short), key_of(name)
    if not one or len(one) >= len(whole):
        return False
    head, _, tail = whole.partition(" of ")
    before_firm = _FIRM.sub("", whole)
    return one in {key_of(tail), before_firm if before_firm != whole else ""} or (
        one == head and len(head.split()) > 1
    )


class Nouns:
    """The common nouns of a text that also stand with a capital.

    Args:
        text: the canonical text, gone through once.
    """

    def __init__(self, text: str) -> None:
        self._small = frozenset(one[0] for one in _SMALL_WORD.finditer(text))
        self._inside = frozenset(one[1] for one in _INSIDE.finditer(text))

    def is_common(self, name: str) -> bool:
        """Whether a single word with a capital is one: the text has it in small letters too."""
        word = _single(name)
        return bool(word) and not self._small.isdisjoint((word.lower(), f"{word.lower()}s"))

    def is_part_of_names(self, name: str) -> bool:
        """Whether a single word with a capital stands inside longer names, as in `the Government of Northland`."""
        word = _single(name)
        return bool(word) and not self._inside.isdisjoint((word, f"{word}s"))


def _single(name: str) -> str:
    """The one capital word that a name is, without its article; "" of any other."""
    words = re.sub(r"^(?:the|an?)\s+", "", name, flags=re.IGNORECASE)
    return words if re.fullmatch(CAP, words) and words[1:].islower() else ""


def acronym_start(words: str, letters: str) -> int | None:
    """Where the name begins, at the end of some words, whose initials are the letters of an acronym, or None.

    Small words such as `of` may count or not, all others count; the name has more than one word, with capitals.

    Args:
        words: the words before the acronym, which end with the name.
        letters: the acronym.
    """
    found = list(_WORD.finditer(words))[-_MOST_WORDS:]
    letters = re.sub(r"[^A-Za-z]", "", letters)  # "RHF/N" has the initials RHFN
    wanted = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
    lefts = {len(wanted)}  # how many letters may be left
    after = len(words)
    for at in range(len(found) - 1, -1, -1):
        word = found[at]
        if words[word.end() : after].strip() not in ("", ","):
            return None
        lefts = {one for left in lefts for one in _lefts(word[0], wanted[:left])}
        if not lefts:
            return None
        if 0 in lefts and word[0][0].isupper():
            return word.start() if at < len(found) - 1 else None
        lefts.discard(0)
        after = word.start()
    return None


def _lefts(word: str, wanted: str) -> set[int]:
    """How many letters may be left of those wanted where a word gives the last ones; none where it cannot."""
    initials = "".join(part[0] for part in re.split(r"[-’']", word) if part and part[0].isalpha())
    may_count = word[0].isupper() or word in _SMALL
    made = {
        len(wanted) - len(given)
        for given in (initials, initials[:1])
        if given and may_count and wanted.lower().endswith(given.lower())
    }
    return made | {len(wanted)} if word in _SMALL else made
