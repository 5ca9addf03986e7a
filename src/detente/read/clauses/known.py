"""Somebody whom a text names, while it is read: by which name and short names, and as what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from detente.read.clauses.names import LONGEST, NO_NAME, key_of
from detente.read.proposals import Found

COLLECTIVE: Final = re.compile(
    r"\b(?:(?:[Ee]ach|[Ee]very|[Aa]ny|[Aa]ll|[Tt]he|[Nn]o|[Aa])\s+)?(?P<name>(?:High\s+)?(?:Contracting|State"
    r"|States)\s+(?:Parties|Party)"
    r"|Contracting\s+States?|Member\s+States?|Parties|Party)\b"
)
ROLE_NOUN: Final = re.compile(
    r"(?:the\s+)?(?:(?:sub)?contractor|government|buyer|seller|purchaser|vendor|supplier|company|lender"
    r"|borrower|landlord|tenant|employer"
    r"|employee|client|customer|owner|provider|consultant|distributor|manufacturer|developer|operator"
    r"|franchis(?:or|ee)|investor"
    r"|recipient|shareholders?|sellers|buyers|licens(?:or|ee)|lessor|lessee|union|bank|disclosing\s+party"
    r"|receiving\s+party|assignor|assignee)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Known:
    """Somebody named: the name, its short names, as what, and whether it signs."""

    name: Found
    aliases: list[Found] = field(default_factory=list)
    role: str = "other"
    signs: bool = False


def add(made: dict[str, Known], found: Found, role: str) -> Known | None:
    """Enter a name, unless it is none; the one that is known by it."""
    if not 1 < len(found.words) <= LONGEST or NO_NAME.match(found.words):
        return made.get(key_of(found.words))
    return made.setdefault(key_of(found.words), Known(found, role=role))


def by_alias(made: dict[str, Known], words: str) -> Known | None:
    """The one with a short name."""
    key = key_of(words)
    return next(
        (one for one in made.values() if any(key_of(alias.words) == key for alias in one.aliases)), None
    )
