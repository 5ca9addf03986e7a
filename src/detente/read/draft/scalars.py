"""Words as they stand in a YAML file, so that they are read back exactly, and in a comment beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

# Begins with a letter, or is a day, or a number with a unit; longer words and others go in quotes.
_WORDS: Final = r"[^\W\d_][\w.()'/%-]*(?: [\w.()'/%-]+){0,40}"
_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_PLAIN: Final = re.compile(
    rf"(?:{_WORDS}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{_NUMBER}(?:\.\.{_NUMBER})? (?:%|{_WORDS}))\Z"
)
# What some program reads as yes, no or nothing.
_ELSEWHERE: Final = re.compile(r"(?:y|n|yes|no|on|off|true|false|null)\Z", re.IGNORECASE)
# Control characters, line ends of other programs, directions of writing, what is no character.
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SHOWN: Final = 72  # characters of a quotation in a comment


def scalar(words: str) -> str:
    """Words as a value or a key: without quotes where no program reads them as anything else."""
    return words if _PLAIN.match(words) and not _ELSEWHERE.match(words) else quoted(words)


def quoted(words: str) -> str:
    """Words in double quotes on one line, with an escape for what cannot be seen."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04X}", json.dumps(words, ensure_ascii=False))


def flow(values: Mapping[str, str]) -> str:
    """Keys with values, ready to write, in braces."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def listed(ids: Iterable[str]) -> str:
    """One id as it is, several in brackets."""
    found = [scalar(one) for one in ids]
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"


def folded(words: str) -> str:
    """Words on one line for a comment: white space folded, nothing hidden, and no comment that begins in them."""
    line = " ".join(_HIDDEN.sub(" ", words).split())
    return line.replace(" #", " \\#") if not line.startswith("#") else "\\" + line.replace(" #", " \\#")


def shown(words: str, most: int = _SHOWN) -> str:
    """Words of a text in double quotes for a comment, cut where they are long."""
    line = folded(words)
    return f'"{line}"' if len(line) <= most else f'"{line[:most].rstrip()} …"'


def plain(words: str) -> str:
    """Words by which a name is found again: white space folded, no capitals."""
    return " ".join(words.split()).casefold()
