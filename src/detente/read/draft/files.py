"""The first deal folder of some documents: each line with the words it came from, the rest left blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from detente.deal.model import ROLES
from detente.deal.new import IGNORED, kind_named
from detente.deal.schemas import FILES, name_of, schema_text
from detente.read.clauses.structure import clauses_text
from detente.read.coverage import Clauses
from detente.read.draft.actors import Actors
from detente.read.draft.drafted import Drafted, Item, draft_among, items_of
from detente.read.draft.ids import Ids
from detente.read.draft.lines import UNKNOWN, Entry, Line, Page, Words, text_line
from detente.read.draft.obligations import Making, obligation
from detente.read.draft.positions import STATEMENTS, Positions
from detente.read.draft.scalars import folded, plain, scalar
from detente.read.draft.sections import exit_, guarantee, precedent, stages, term
from detente.read.draft.sources import kept, labels_of
from detente.read.draft.times import Times

__all__ = ["Drafted", "draft_of"]

_SHARED: Final = 4  # words in common that are told beside a demand
_LARGEST_TEXT: Final = 9_900_000  # bytes; a text file of a deal may have 10 MB
_HEAD: Final = """\
# yaml-language-server: $schema=.detente/deal.schema.json
# Read from {names}. Nothing here is a fact before a person has looked at it.
# After each value stand the words of the text that it came from, and where they stand (characters from 0).
# A key left blank was not found by the reader. Where you looked and the text is silent, write `not stated`.
"""


def draft_of(
    reads: Sequence[Drafted],
    *,
    kind: str | None = None,
    title: str | None = None,
    parties: Sequence[str] = (),
) -> dict[str, str | bytes]:
    """Make the files of a first deal of documents as read.

    What a person rejected becomes no entry; what nobody decided yet becomes one with `to be checked`. Whatever finds
    no place among the entries is listed in comments at the end of deal.yaml.

    Args:
        reads: the documents; the one with the most duties is taken for the draft, whose words become text.md.
        kind: one of `detente.deal.model.KINDS`; left blank if None.
        title: the title; that of the draft if None.
        parties: names of the parties, where a person gave them.

    Returns:
        The content of each file by its path in the folder.

    Raises:
        UnknownName: there is no such kind of deal.
        CannotWrite: the text of a document cannot be written as UTF-8.
    """
    return _Making(reads, kind, title, parties).files()


class _Making:
    """One draft as it is made."""

    def __init__(
        self, reads: Sequence[Drafted], kind: str | None, title: str | None, parties: Sequence[str]
    ) -> None:
        self.reads = reads
        self.kind = None if kind is None else kind_named(kind)
        self.title = title
        self.labels = labels_of(reads)
        self.draft = draft_among(reads)
        self.items = items_of(reads, self.labels, self.draft)
        ids = Ids()
        self.made = Making(ids, Actors(ids), Times(ids))
        self.sections: defaultdict[str, list[Entry]] = defaultdict(list)
        self.left: list[str] = []
        self._name_actors(parties)

    def _name_actors(self, parties: Sequence[str]) -> None:
        rejected: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
        for item in self.items:
            if item.kind == "party" and item.decision.state == "rejected":
                name = item.proposal.fields.get("name")
                rejected[item.order].add((item.proposal.start, item.proposal.end))
                if name is not None:
                    rejected[item.order].add((name.start, name.end))
        for order, one in enumerate(self.reads):
            self.made.actors.add_named(one, order, self.labels[order], frozenset(rejected[order]))
        self.made.actors.add_given(parties)

    def files(self) -> dict[str, str | bytes]:
        """The files by path."""
        stored = [kept(one, self.labels[order], order) for order, one in enumerate(self.reads)]
        self.sections["sources"] = [one.entry for one in stored]
        positions = self._entries()
        words = self._words()
        files: dict[str, str | bytes] = {"deal.yaml": self._deal()}
        if words:
            files["text.md"] = words
        files |= dict(positions.pages())
        for one in stored:
            files |= one.files
        files |= {f".detente/{name_of(file)}": schema_text(file) for file in FILES}
        return {**files, ".gitignore": IGNORED}

    def _entries(self) -> Positions:
        """Make an entry of every proposal that can be one, and note the others."""
        terms: dict[str, str] = {}
        for item in self._taken("definition"):
            named = item.get("term")
            if named is not None and self.made.actors.exactly(named.words) is not None:
                continue  # a short name of somebody stands beside the name
            entry = self._add("terms", item, term)
            if entry is not None:
                terms.setdefault(plain((item.get("term") or item.quote).words), entry.id)
        for item, entry in stages(self._taken("stage"), self.made):
            self._put("stages", item, entry)
        for section, kinds, make in _MAKERS:
            for item in self._taken(*kinds):
                self._add(section, item, make)
        positions = Positions(self.made, terms, _looking(self.sections["obligations"]))
        for item in self._taken(*STATEMENTS):
            positions.add(item)
        self._note_the_rest()
        return positions

    def _taken(self, *kinds: str) -> Iterator[Item]:
        return (item for item in self.items if item.kind in kinds and item.decision.state != "rejected")

    def _add(self, section: str, item: Item, make: Callable[[Item, Making], Entry | None]) -> Entry | None:
        entry = make(item, self.made)
        self._put(section, item, entry)
        return entry

    def _put(self, section: str, item: Item, entry: Entry | None) -> None:
        if entry is None:
            self.left.append(item.said)
        else:
            self.sections[section].append(entry)

    def _note_the_rest(self) -> None:
        known = _ELSEWHERE | {*STATEMENTS, *(kind for _, kinds, _ in _MAKERS for kind in kinds)}
        for item in self.items:
            if item.decision.state == "rejected":
                self.left.append(f"rejected: {item.said}")
            elif item.kind not in known:
                self.left.append(item.said)

    def _words(self) -> str:
        """The text of the draft with its clauses numbered; "" where there is none, or it cannot be stored."""
        if self.draft is None:
            return ""
        one = self.reads[self.draft]
        text = clauses_text(one.document, one.structure)
        if "\0" in text or len(text.encode("utf-8", "replace")) > _LARGEST_TEXT:
            self.left.append(
                f"the words of {self.labels[self.draft]}: too long, or not plain text, for text.md"
            )
            return ""
        return text

    def _deal(self) -> str:
        page = Page()
        # Every entry names its source, so room for them is taken first.
        sources = Page(page.room)
        sources.section("sources", self.sections["sources"])
        names = ", ".join(folded(one.document.file)[:120] for one in self.reads) or "no document"
        page.add(_HEAD.format(names=names), 0)
        page.add("detente: 1\n")
        for line in self._frame():
            page.add(f"{line}\n", 8)
        for role in ROLES:
            self.sections[role] = self.made.actors.section(role)
        self.sections["events"] = self.made.times.events
        for name in _ORDER:
            page.section(name, self.sections[name], unknown=name in _EXPECTED)
        page.parts.append(sources.text)
        page.comments("Not turned into entries:", [*self.left, *page.left])
        return page.text

    def _frame(self) -> Iterable[Line]:
        yield Line("kind") if self.kind is None else Line("kind", self.kind, "as given")
        yield self._title()
        yield Line("status", "proposal", "what is read is a draft until a person says otherwise")
        yield from map(Line, ("day zero", "if breached"))
        yield self.made.actors.signs_line()

    def _title(self) -> Line:
        if self.title is not None and self.title.strip():
            return text_line("title", " ".join(self.title.split()), "as given")
        if self.draft is None:
            return Line("title")
        one, label = self.reads[self.draft], self.labels[self.draft]
        for part in one.structure.parts:
            if part.kind == "title" and part.heading is not None and part.heading.words.strip():
                return Words(part.heading.words, label, part.heading.start).line("title")
        return text_line("title", one.document.title, f"as {scalar(label)} itself says")


def _looking(entries: Sequence[Entry]) -> Callable[[str], str]:
    """The comment that names the obligations whose words are most like a demand's; a person says which answer it."""
    ids = [entry.id for entry in entries]
    clauses = Clauses(
        [" ".join(line.value for line in entry.lines if line.key == "does") for entry in entries]
    )

    def look_at(words: str) -> str:
        found = clauses.candidates(words)
        said = ", ".join(f"{ids[one.place]} ({', '.join(one.shared[:_SHARED])})" for one in found)
        return f"{UNKNOWN}; words in common with {said}" if said else UNKNOWN

    return look_at


_MAKERS: Final[Sequence[tuple[str, Sequence[str], Callable[[Item, Making], Entry | None]]]] = (
    ("guarantees", ("guarantee",), guarantee),
    ("exits", ("power",), exit_),
    ("precedents", ("precedent",), precedent),
    ("obligations", ("obligation", "prohibition"), obligation),
)
_ELSEWHERE: Final = frozenset({"definition", "stage", "party", "heading", "reference"})
"""Kinds that are made otherwise, or stand in the sections of actors and in text.md."""
_ORDER: Final = (*("events", *ROLES, "terms", "stages", "obligations", "guarantees", "exits", "precedents"),)
_EXPECTED: Final = ("parties", "verifiers", "stages", "obligations", "guarantees")
