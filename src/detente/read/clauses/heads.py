"""Whom the head of an agreement calls by a short name, and who belongs to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from detente.read.clauses.actors import is_thing
from detente.read.clauses.known import COLLECTIVE, ROLE_NOUN, Known, add, by_alias
from detente.read.clauses.names import NAME, head_end, key_of
from detente.read.clauses.parts import Defined, Part
from detente.read.proposals import Found, found_in

_CALLS: Final = re.compile(
    r"(?i:called|referred\s+to\s+as|termed|known\s+as|designated|named|styled)\s+(?:[Tt]he\s+)?\Z"
)


def short_names(made: dict[str, Known], text: str, parts: Sequence[Part], defined: Sequence[Defined]) -> None:
    """Short names given in the preamble make parties, where they stand for a name; elsewhere they join a known one."""
    end = head_end(parts)
    for one in defined:
        if not one.is_alias or COLLECTIVE.fullmatch(one.term.words):
            continue
        known = made.get(key_of(one.meaning.words))
        at_head = _is_at_head(parts, one.part) or one.term.start < end
        if (
            known is None
            and at_head
            and not _is_acronym(text, one)
            and re.fullmatch(rf"{NAME}", one.meaning.words)
            and one.term.words[:1].isupper()
        ):
            if re.search(
                r"\b(?:Organi[sz]ation|Convention|Agreement|Treaty|Resolution|Protocol|Charter|Council|Act)\b",
                one.meaning.words,
            ):
                continue
            known = add(made, one.meaning, "party")
        if known is not None and all(alias.start != one.term.start for alias in known.aliases):
            known.aliases.append(one.term)


def called(
    made: dict[str, Known],
    text: str,
    parts: Sequence[Part],
    defined: Sequence[Defined],
    doers: dict[str, tuple[Found, int]],
) -> None:
    """Whom the head of a text calls something ("the Buyer") makes a party though his name is left open or described."""
    end = head_end(parts)
    for one in defined:
        key = key_of(one.term.words)
        acts = key in doers or ROLE_NOUN.fullmatch(one.term.words) is not None
        is_new = key not in made and by_alias(made, one.term.words) is None
        is_other = is_thing(one.term.words) or COLLECTIVE.fullmatch(one.term.words) or _is_acronym(text, one)
        if one.is_alias and one.term.start < end and acts and is_new and not is_other:
            add(made, one.term, "party")


def _is_acronym(text: str, one: Defined) -> bool:
    """Whether a short name stands alone, and nothing says that it is one: that makes nobody a party."""
    at = one.term.start
    return text[at - 1 : at] in "( " and _CALLS.search(text, max(0, at - 40), at) is None


def _is_at_head(parts: Sequence[Part], place: int | None) -> bool:
    while place is not None:
        if parts[place].kind == "preamble":
            return True
        place = parts[place].parent
    return False


def counterparts(made: dict[str, Known], text: str) -> None:
    """Where one of two that belong together is a party, such as the Borrower, so is the other."""
    for one, other in [*_PAIRS, *((b, a) for a, b in _PAIRS)]:
        if one in made and made[one].role == "party" and other not in made and by_alias(made, other) is None:
            found = re.search(rf"\b(?:[Tt]he\s+)?{other.capitalize()}\b", text)
            if found is not None:
                made[other] = Known(found_in(text, *found.span()), role="party")


_PAIRS: Final = (
    *(
        ("lender", "borrower"),
        ("landlord", "tenant"),
        ("buyer", "seller"),
        ("purchaser", "seller"),
        ("lessor", "lessee"),
    ),
    *(("licensor", "licensee"), ("owner", "contractor"), ("employer", "union"), ("assignor", "assignee")),
)
