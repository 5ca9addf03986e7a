"""Which annex the words around a pointer name, and whether the text holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.read.clauses.places import Places
from detente.read.clauses.pointers import Pointer

OF: Final = r"[\s,]*(?:of|in|to|under|from|de|del|du)\s+"
_WORD: Final = r"(?:Annex|Appendix|Schedule|Protocol)"
_TITLED: Final = r"(?:[A-Z][\w-]+\s+){1,4}" + _WORD
_ANNEX: Final = re.compile(
    rf"{OF}(?:the\s+)?(?P<name>{_TITLED}|{_WORD}\s+(?:on|concerning|to)\s+(?:the\s+)?(?:[A-Z][\w-]+\s?){{1,5}})"
)
_BARE_ANNEX: Final = re.compile(
    rf"{OF}the\s+(?P<name>Annex|Appendix|Schedule|Attachment|Exhibit|Anexo)\b(?!\s+(?:[A-Z\d]|I\b|on\b|concerning\b))"
)
_BEFORE: Final = re.compile(rf"(?P<name>{_TITLED}),\s+\Z")
LOOK_AHEAD: Final = 140
_LOOK_BACK: Final = 100


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a pointer is followed from.

    `place`: the part that it is seen from: the annex that is named, else the one that the pointer stands in.
    `is_named`: whether the words name an annex ("of the Verification Annex"). `is_apart`: whether the text holds none
    such, so that it is a document of its own.
    """

    place: int
    is_named: bool = False
    is_apart: bool = False

    @classmethod
    def of(cls, text: str, places: Places, part: int, pointer: Pointer) -> Aim:
        """Where a pointer in a part is followed from, by the words around it."""
        after = text[pointer.after : pointer.after + LOOK_AHEAD]
        named = _ANNEX.match(after) or _BEFORE.search(
            text[max(0, pointer.start - _LOOK_BACK) : pointer.start]
        )
        words = set() if named is None else _title_words(named["name"])
        if named is not None and words:
            found = next((at for at in places.annexes if _is_titled(places, at, words)), None)
            return cls(part if found is None else found, is_named=True, is_apart=found is None)
        bare = _BARE_ANNEX.match(after)
        if bare is None:
            return cls(part)
        alike = [at for at in places.annexes if places.parts[at].own.lower().startswith(bare["name"].lower())]
        alike = alike or places.annexes
        around = places.annex_of(part)
        if around is None and len(alike) > 1:
            return cls(part)
        if around is not None or alike:
            return cls(around if around is not None else alike[0], is_named=True)
        return cls(part, is_named=True, is_apart=True)


def _title_words(name: str) -> set[str]:
    return set(re.findall(r"[A-Z][\w-]+", name)) - {"Annex", "Appendix", "Schedule", "Protocol", "The"}


def _is_titled(places: Places, at: int, words: set[str]) -> bool:
    """Whether words stand in the title of an annex: in its heading, or in the one right under it."""
    titles = [places.parts[at].heading]
    under = places.parts[at + 1] if at + 1 < len(places.parts) else None
    if under is not None and not under.number and under.start == places.parts[at].own_end:
        titles.append(under.heading)
    return any(one is not None and words <= set(re.findall(r"[\w-]+", one.words.title())) for one in titles)


def names_annex(after: str) -> bool:
    """Whether the words after a pointer name an annex by its title ("of the Ports Annex")."""
    return _ANNEX.match(after) is not None


def lies_there(places: Places, aim: Aim, at: int) -> bool:
    """Whether a part lies in the annex that is named, or may: a headed part behind the last article."""
    if not aim.is_apart:
        return places.annex_of(at) == aim.place or at == aim.place
    last = places.articles[-1] if places.articles else -1
    return places.parts[at].kind == "part" and at > last
