"""Who has a part in a draft, and which of them the words of a clause mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.deal.model import ROLES
from detente.read.draft.lines import Entry, Line, Words, not_read, silence, source_line, text_line
from detente.read.draft.scalars import listed, scalar, shown

if TYPE_CHECKING:
    from detente.read.clauses.parts import Named
    from detente.read.draft.drafted import Drafted, Item
    from detente.read.draft.ids import Ids

_SECTION: Final = {
    "party": "parties",
    "mediator": "mediators",
    "guarantor": "guarantors",
    "verifier": "verifiers",
    "intermediary": "intermediaries",
}
_ARTICLE: Final = re.compile(r"\A(?:the|an?)\s+", re.IGNORECASE)
# "Each Party", "both Parties", "the States Parties": all of them. "A Party" is one of them, and which is not said.
_PARTY: Final = re.compile(
    r"(?:(?P<each>each|every|no|neither)(?: of)?(?: the)?|(?P<all>both|all)(?: of)?(?: the)?|(?P<one>the|an?|any))?"
    r"(?: ?two)? ?(?P<head>(?:(?:high )?contracting |signatory |states? )?(?:part(?:y|(?P<many>ies))|side(?P<sides>s)?)"
    r"(?: (?:to|of|hereto)\b.{0,60})?)",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\s*\([^()]{1,60}\).*\Z")
_OTHER: Final = re.compile(
    r"(?:the|each) other(?:\s+(?:party|side|contracting party))?|one another", re.IGNORECASE
)
_AND: Final = re.compile(r"\s*,?\s+and\s+(?:by\s+|to\s+)?|\s*,\s+", re.IGNORECASE)
# A name: words with capitals, joined by small words; "The Administrator", "the Board of Directors".
_NAME: Final = re.compile(
    r"(?:(?:of|for|the|and|de|du|la|del|al)\s+|[^\W\d_a-z][\w.'-]*\s+){0,8}[^\W\d_a-z][\w.'-]*"
)
_SMALL: Final = frozenset(
    {
        "the",
        "a",
        "an",
        "each",
        "every",
        "any",
        "all",
        "both",
        "no",
        "neither",
        "either",
        "such",
        "this",
        "that",
    }
    | {"these", "those", "it", "he", "she", "they", "who", "which"}
)
_MOST_WORDS: Final = 9


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom words mean: ids of actors, and whether each of them separately."""

    ids: tuple[str, ...]
    each: bool = False


class Actors:
    """The actors of a draft, by the names that the documents give them."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._by_name: dict[str, str] = {}
        self._entries: dict[str, list[Entry]] = {role: [] for role in ROLES}
        self._group: str | None = None
        self._signing: dict[str, Words] = {}

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of the parties, as they stand in the documents."""
        return tuple(entry.id for entry in self.section("parties"))

    def signs_line(self) -> Line:
        """The line that says who signs."""
        if not self._signing:
            return Line("signs")
        return Line(
            "signs", listed(self._signing), "; ".join(name.where() for name in self._signing.values())
        )

    def section(self, role: str) -> list[Entry]:
        """The entries of a section of actors, as they stand in the documents."""
        return sorted(self._entries[role], key=lambda entry: entry.place)

    def names(self) -> Iterable[tuple[str, str]]:
        """Every name and short name, folded, with its id."""
        return self._by_name.items()

    def add_named(self, one: Drafted, order: int, label: str, refused: frozenset[tuple[int, int]]) -> None:
        """Enter those whom a document names, but for names that a person rejected."""
        for named in sorted(one.structure.named, key=lambda found: found.name.start):
            if (named.name.start, named.name.end) not in refused and named.name.words.strip():
                self._add(named, Words(named.name.words, label, named.name.start), order)

    def add_given(self, names: Sequence[str]) -> None:
        """Enter the parties that a person named; what a document names otherwise becomes a party."""
        for at, name in enumerate(names):
            plain = " ".join(name.split())
            known = self.exactly(plain)
            if known is None and plain:
                self._enter("parties", plain, "party", (text_line("name", plain, "as given"),), (-1, at))
            elif known is not None and known not in self.parties:
                moved = next(entry for role in ROLES for entry in self._entries[role] if entry.id == known)
                self._entries["others"] = [entry for entry in self._entries["others"] if entry is not moved]
                self._entries["parties"].append(moved)

    def _add(self, named: Named, name: Words, order: int) -> None:
        section = _SECTION.get(named.role, "others")
        also = ", ".join(shown(found.words) for found in named.aliases)
        lines = (
            text_line("name", name.words, name.where(say=False)),
            source_line(name, f"also called {also}" if also else "named in the text"),
        )
        place = (order, name.start or 0)
        label = self.exactly(name.words)
        if label is None:
            label = self._enter(
                section, name.words, "other" if section == "others" else named.role, lines, place
            )
        elif section != "others" and all(entry.id != label for entry in self._entries[section]):
            self._entries[section].append(Entry(label, lines, place))  # one actor in a second role
        if section == "parties" and _PARTY.fullmatch(_folded(name.words)):
            self._group = self._group or label
        for alias in named.aliases:
            self._call(alias.words, label)
        if named.signs:
            self._signing.setdefault(label, name)

    def _call(self, name: str, label: str) -> None:
        """Note a name; one that two actors share means neither."""
        key = _folded(name)
        self._by_name[key] = label if self._by_name.get(key, label) == label else ""

    def _enter(
        self, section: str, name: str, otherwise: str, lines: tuple[Line, ...], place: tuple[int, int]
    ) -> str:
        label = self._ids.new(_ARTICLE.sub("", name, count=1), otherwise=otherwise)
        self._call(name, label)
        self._entries[section].append(Entry(label, lines, place))
        return label

    def add_voice(self, label: str, words: str, why: str) -> str:
        """Enter a speaker who has no part in the deal, such as the press; its id."""
        found = self._ids.new(label, otherwise=label)
        self._entries["others"].append(Entry(found, (Line("name", scalar(words), why),), (1 << 30, 0)))
        return found

    def exactly(self, words: str) -> str | None:
        """The id of the actor whose name, or short name, these words are."""
        return self._by_name.get(_folded(words)) or None

    def meant(self, found: Words | None, item: Item, *, by: Meant | None = None) -> Meant | None:
        """Whom the words of a clause mean; None where that is not certain.

        Args:
            found: the words.
            item: the proposal that they are part of.
            by: who owes the duty, where the words say to whom.
        """
        if found is None:
            return None
        words = " ".join(found.words.split()).strip(" ,;:.")
        if silence("by", found) is not None:
            return None
        label = self.exactly(words)
        if label is not None:
            return Meant((label,))
        party = _PARTY.fullmatch(words)
        if party:
            return self._all(party, found, item)
        if by is not None and _OTHER.fullmatch(words):
            return self._others(by)
        label = self._shortened(words)
        if label is not None:
            return Meant((label,))
        several = [self.exactly(part) for part in _AND.split(words)]
        if len(several) > 1 and all(several):
            return Meant(tuple(dict.fromkeys(one for one in several if one)))
        return self._new_name(words, found, item)

    def _shortened(self, words: str) -> str | None:
        """The one actor whom words name less or more fully: without what is in brackets, or by its first word alone."""
        bare = _BRACKETS.sub("", words)
        if bare != words and (label := self.exactly(bare)) is not None:
            return label
        head = _folded(bare)
        if " " in head or not bare[:1].isupper():
            return None
        found = {label for name, label in self._by_name.items() if label and name.startswith(f"{head} of ")}
        return found.pop() if len(found) == 1 else None

    def _all(self, party: re.Match[str], found: Words, item: Item) -> Meant | None:
        """The parties; where the text names fewer than two, one entry stands for all of them."""
        named = tuple(label for label in self.parties if label != self._group)
        if len(named) > 1:
            is_all = party["each"] or party["all"] or party["many"] or party["sides"]
            return Meant(named, bool(party["each"])) if is_all else None
        if self._group is None:
            lines = [text_line("name", party["head"], found.where())]
            if found.start is not None:
                lines.append(source_line(found, "all parties; the text does not name them one by one"))
            self._group = self._enter(
                "parties", party["head"], "parties", tuple(lines), (item.order, found.start or 0)
            )
        return Meant((self._group,))

    def _others(self, by: Meant) -> Meant | None:
        """The other of two parties; each other, where both owe."""
        if len(by.ids) == 1 and by.ids[0] in self.parties and len(self.parties) == 2:
            return Meant(tuple(label for label in self.parties if label != by.ids[0]))
        return Meant(("each other",)) if len(by.ids) > 1 else None

    def _new_name(self, words: str, found: Words, item: Item) -> Meant | None:
        """An actor with a name who was not listed: capitals after "the", several of them, or a person's words."""
        bare = _ARTICLE.sub("", words, count=1)
        parts = bare.split()
        if found.start is None and bare:
            return Meant(
                (
                    self._enter(
                        "others", bare, "other", (text_line("name", bare, found.where()),), (item.order, 0)
                    ),
                )
            )
        # The first word of a sentence has a capital whatever it is.
        opens = found.start == item.proposal.start
        certain = bare != words or not opens or sum(word[:1].isupper() for word in parts) > 1
        if not certain or len(parts) > _MOST_WORDS or not bare[:1].isupper() or not _NAME.fullmatch(bare):
            return None
        if parts[0].casefold() in _SMALL:
            return None
        lines = (
            text_line("name", bare, found.where()),
            source_line(found, "named where it has something to do; its role is not read"),
        )
        return Meant((self._enter("others", bare, "other", lines, (item.order, found.start or 0)),))

    def line(self, key: str, found: Words | None, meant: Meant | None) -> Line:
        """The line of a key that names actors."""
        if found is None or meant is None:
            return silence(key, found) or not_read(key, found)
        ids = meant.ids
        return Line(key, "each other" if ids == ("each other",) else listed(ids), found.where())


def _folded(words: str) -> str:
    return _ARTICLE.sub("", " ".join(words.split()).casefold(), count=1)
