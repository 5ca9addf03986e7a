"""The fields of a claim: each found word for word in its quote, or refused with the word that differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.read.proposals import Found, found_in
from detente.read.verify.ladder import visible
from detente.read.verify.negation import after, before, negations
from detente.read.verify.wording import differs

if TYPE_CHECKING:
    from detente.read.verify.claimed import Claimed
    from detente.read.verify.places import Text

DENYING: Final = ("prohibition", "refusal")
"""Kinds that deny by themselves, so that a field need not carry the word that does."""


@dataclass(frozen=True, slots=True)
class Denied:
    """Why a field is refused: a code and a sentence."""

    code: str
    why: str


def fields_of(
    text: Text, claimed: Claimed, quote: Found, along: tuple[Found, ...]
) -> tuple[Mapping[str, Found] | Denied, list[str]]:
    """The fields of a claim with their places, and what a person should look at; or why one is refused."""
    homes = (quote, *along)
    fields: dict[str, Found] = {}
    doubts: list[str] = []
    for name, words in claimed.fields.items():
        places = [
            found_in(text.text, match.start, match.end)
            for home in homes
            for match in text.find(words, home.start, home.end).places
        ]
        if not places:
            return _why(text, name, words, homes), []
        if len(places) > 1:
            doubts.append(
                f"The words of `{name}` stand {len(places)} times in the quote; the first is taken."
            )
        fields[name] = places[0]
    if claimed.kind not in DENYING:
        for name, found in fields.items():
            if denied := _denied(text.text, name, found, homes, fields):
                return denied, []
        doubts += _unheard(homes, fields)
    return fields, doubts


def _unheard(homes: tuple[Found, ...], fields: Mapping[str, Found]) -> list[str]:
    """A word that denies somewhere in the quote and in no field, such as "at no time shall"."""
    for home in homes if fields else ():
        for word in negations(visible(home.words)):
            if not any(word.word in visible(found.words) for found in fields.values()):
                return [f"The word {word.word} stands in the quote and in no field: see what it denies."]
    return []


def _why(text: Text, name: str, words: str, homes: tuple[Found, ...]) -> Denied:
    said = "\n".join(home.words for home in homes)
    difference = differs(f"`{name}`", words, said, is_common=text.has)
    if difference is not None:
        return Denied(*difference)
    if any(text.find(words, home.start, home.end).in_words for home in homes):
        return Denied(
            "inside-a-word", f"“{words[:80]}” in `{name}` stands only inside a longer word or number."
        )
    return Denied(
        "field-not-in-quote", f"“{words[:80]}” in `{name}` does not stand in the quote in these words."
    )


def _denied(
    text: str, name: str, found: Found, homes: tuple[Found, ...], fields: Mapping[str, Found]
) -> Denied | None:
    """A word beside a field that denies it, stands in the same quote, and is in no other field."""
    home = next(home for home in homes if home.start <= found.start and found.end <= home.end)
    for word in (before(text, found.start), after(text, found.end)):
        if word is None or not home.start <= word.start < home.end:
            continue
        if not any(other.start <= word.start < other.end for other in fields.values()):
            return Denied(
                "negation-differs",
                f"The word {word.word} stands beside the words of `{name}` in the quote, and no field has it.",
            )
    return None
