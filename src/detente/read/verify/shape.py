"""Whether a claim is made as claims are: words where words belong, names that exist, nothing empty or too long."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from detente.read.verify.claimed import MOST_FIELD, MOST_FIELDS, MOST_QUOTE, Claimed
from detente.read.verify.ladder import core
from detente.read.verify.own import wrong_names

if TYPE_CHECKING:
    from detente.read.verify.wording import Difference


def misshapen(claimed: Claimed) -> Difference | None:
    """What is wrong with a claim before anything is looked for: `malformed`, `too-long`, `empty`, an unknown name."""
    return _unfit(claimed) or _too_long(claimed) or _wrong_class(claimed) or _empty(claimed)


def _unfit(claimed: Claimed) -> Difference | None:
    """What is not of the kind of value that it should be; a claim may come straight from somebody's JSON."""
    words: dict[str, Any] = {
        name: getattr(claimed, name)
        for name in ("kind", "quote", "speaker_class", "form", "prefix", "suffix", "clause", "reader")
    }
    if claimed.speaker is not None:
        words["speaker"] = claimed.speaker
    if not isinstance(claimed.fields, Mapping) or not isinstance(claimed.along, tuple):
        return "malformed", "The fields are not words by name, or what it leans on is no list of words."
    words |= {f"field {name}": value for name, value in claimed.fields.items()}
    words |= {f"along {place}": value for place, value in enumerate(claimed.along)}
    for name, value in words.items():
        if not isinstance(value, str):
            return "malformed", f"The {name.replace('_', ' ')} is not made of words."
    if not all(isinstance(name, str) and 0 < len(name) <= 60 for name in claimed.fields):
        return "malformed", "A field has no name, or one of more than 60 characters."
    return _misplaced(claimed)


def _misplaced(claimed: Claimed) -> Difference | None:
    places: list[Any] = [] if claimed.near is None else [claimed.near]
    if claimed.within is not None:
        within: Any = claimed.within
        places += within if isinstance(within, tuple) and len(within) == 2 else [None]
    if not all(isinstance(place, int) for place in places):
        return "malformed", "A place is not given in whole numbers."
    if not isinstance(claimed.rank, int | float):
        return "malformed", "The rank is no number."
    return None


def _too_long(claimed: Claimed) -> Difference | None:
    if len(claimed.quote) > MOST_QUOTE:
        return (
            "too-long",
            f"The quote has {len(claimed.quote):,} characters, and at most {MOST_QUOTE:,} are taken.",
        )
    if len(claimed.fields) > MOST_FIELDS or len(claimed.along) > MOST_FIELDS:
        return "too-long", f"It has more than {MOST_FIELDS} fields."
    for name, words in _parts(claimed):
        if len(words) > MOST_FIELD:
            size = f"{name} has {len(words):,} characters"
            return "too-long", f"{size[0].upper()}{size[1:]}, and at most {MOST_FIELD:,} are taken."
    return None


def _wrong_class(claimed: Claimed) -> Difference | None:
    wrong = wrong_names(claimed.kind, claimed.speaker_class, claimed.form, claimed.rank)
    if wrong is None and claimed.speaker is None and claimed.speaker_class not in ("unattributed", "press"):
        return "malformed", f"The speaker is classed as `{claimed.speaker_class}`, and no speaker is named."
    return wrong


def _empty(claimed: Claimed) -> Difference | None:
    for name, words in [("the quote", claimed.quote), *_parts(claimed)]:
        if not core(words):
            return "empty", f"{name[0].upper()}{name[1:]} is empty."
        if claimed.kind != "placeholder" and all(unicodedata.category(char)[0] in "PSZ" for char in words):
            return "empty", f"{name[0].upper()}{name[1:]} has no letter and no figure."
    return None


def _parts(claimed: Claimed) -> list[tuple[str, str]]:
    """Every part but the quote, with how to call it."""
    named = [(f"`{name}`", words) for name, words in claimed.fields.items()]
    named += [("what the quote leans on", words) for words in claimed.along]
    return named if claimed.speaker is None else [*named, ("the speaker", claimed.speaker)]
