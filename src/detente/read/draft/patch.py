"""A newer draft beside an existing deal folder: what to change in it, and never more than the reader itself wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path
from typing import Final

from detente.deal.loader import load_text
from detente.errors import CannotRead, CannotWrite
from detente.read.draft.additions import Additions, beside
from detente.read.draft.as_read import Readings
from detente.read.draft.entries import Change, Compared
from detente.read.draft.matching import paired
from detente.read.draft.sheet import Card, Sheet
from detente.text.edit import Edit, Patch
from detente.text.source import Source, read_source

_TEXT: Final = "text.md"
_GONE: Final = "# not found in the newer draft"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a newer draft proposes to change in a deal folder.

    Attributes:
        label: the id of the newer draft among the sources.
        changes: each with its old and new words and its place; those that are `kept` are for a person alone.
        patch: the changes of deal.yaml.
        others: the changes of text.md and of positions files.
        added: new files by path: the documents, and positions of speakers who had no file.
    """

    label: str
    changes: tuple[Change, ...]
    patch: Patch
    others: tuple[Patch, ...]
    added: Mapping[str, str | bytes]

    @property
    def diff(self) -> str:
        """All changes of existing files as one unified diff."""
        return "".join(patch.diff() for patch in (self.patch, *self.others))


def patch_of(
    folder: Path, new: Mapping[str, str | bytes], base: Mapping[str, str | bytes] | None = None
) -> Proposed:
    """Find what a newer draft changes in a deal folder; nothing is written.

    Entries are found again by the words that they rest on. A line is changed only if it still is as the reader first
    wrote it; a person's lines stay, and what the draft says otherwise is reported beside them. Nothing is deleted:
    what the draft no longer has is marked in a comment. With `base`, nothing is left to change when made again.

    Args:
        folder: the deal folder.
        new: the files that `draft_of` makes of the newer draft.
        base: those that it made of the draft before, to tell the reader's lines from a person's. Without them only
            blank lines are filled, and every other difference is reported.

    Raises:
        CannotRead: the folder has no deal.yaml that can be read.
        CannotWrite: the patched file would not be read as well as the old one.
    """
    here = _sheet_of(folder / "deal.yaml", "deal.yaml")
    if here.document.problems or not isinstance(here.document.value, dict) or not here.is_open(("detente",)):
        raise CannotRead(
            "deal.yaml cannot be patched, because it is not understood as keys on lines of their own",
            help="`detente check` says where; mend it first",
        )
    return _Patching(folder, here, new, base).proposed()


def _sheet_of(path: Path, name: str) -> Sheet:
    source = read_source(path, name)
    return Sheet(name, source.text, bom=source.bom)


@dataclass(slots=True)
class _Found:
    """Changes and edits, as they are found."""

    changes: list[Change] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    def take(self, made: Iterable[tuple[Change | None, Edit | None]]) -> None:
        for change, edit in made:
            if change is not None:
                self.changes.append(change)
            if edit is not None:
                self.edits.append(edit)


class _Patching:
    """One comparison of a deal folder with a newer draft."""

    def __init__(
        self,
        folder: Path,
        here: Sheet,
        new: Mapping[str, str | bytes],
        base: Mapping[str, str | bytes] | None,
    ) -> None:
        self.folder = folder
        self.here = here
        self.new_files = new
        self.base_files = base
        self.new = Sheet("deal.yaml", str(new["deal.yaml"]))
        self.cards = list(here.cards())
        self.frame = here.frame()
        self.new_cards = list(self.new.cards())
        self.pairs = paired(self.cards, self.new_cards)
        self.additions = Additions(folder, here, self.pairs, new)
        self.readings = (
            None
            if base is None
            else Readings(Sheet("deal.yaml", str(base["deal.yaml"])), self.cards, self.frame)
        )
        self.gone = set() if self.readings is None else self.readings.taken_out(self.new_cards)

    def proposed(self) -> Proposed:
        found = _Found()
        # First what is new, so that every line knows by which id it is called here, if at all.
        for old, new in self.pairs:
            if old is None and new is not None:
                found.changes += self._added(new)
        draft = _most_cited(self.new_cards)
        label = self.additions.labels.get(draft, draft)
        before = self._before(label)
        found.take(self._compared(self.frame, self.new.frame(), label))
        for old, new in self.pairs:
            if old is None or old.section == "sources":
                continue
            if new is not None:
                found.take(self._compared(old, new, label))
                found.take(self._unmarked(old))
            elif before and before in _cited(old):
                found.take(self._marked(old, label))
        found.take(self._superseded(before, label))
        found.edits += self.additions.sections()
        return self._checked(found, label)

    def _before(self, label: str) -> str:
        """The source that the newer draft replaces: the one on which most obligations rest so far."""
        before = _most_cited(self.cards)
        return before if before != label else ""

    def _added(self, new: Card) -> Iterator[Change]:
        """A new entry, unless a person took it out of the deal file before."""
        if id(new) in self.gone and new.section != "sources":
            self.additions.leave_out(new)
            why = "the entry was taken out by a person"
        else:
            why = self.additions.add(new)
        if why and new.section == "sources":
            raise CannotWrite(
                "The sources of deal.yaml cannot take the newer draft.",
                help="write them as `sources:` with an entry each, or leave the key blank",
            )
        label = self.additions.labels[new.id] if new.section == "sources" else self.additions.ids[new.id]
        yield Change("kept" if why else "added", new.section, label or new.id, "", "", new.quote, None, why)

    def _compared(self, old: Card, new: Card, label: str) -> Iterator[tuple[Change | None, Edit | None]]:
        base = None if self.readings is None else self.readings.of(old)
        yield from Compared(old, new, base, self.additions.ids, self.additions.labels, label).changes()

    def _marked(self, old: Card, label: str) -> Iterator[tuple[Change | None, Edit | None]]:
        """Say above an entry that the newer draft does not have it."""
        sheet = self.here
        place = sheet.document.key_span(old.path)
        start = sheet.line_start(place.start)
        indent = sheet.source.text[start : place.start]
        if indent.strip():
            yield (
                Change("kept", old.section, old.id, "", old.quote, "", place, "it stands within braces"),
                None,
            )
            return
        mark = f"{_GONE} {label}"
        if self._above(start)[2] != mark:
            edit = Edit(start, start, f"{indent}{mark}{sheet.newline}")
            yield Change("not found", old.section, old.id, "", old.quote, "", place), edit

    def _unmarked(self, old: Card) -> Iterator[tuple[Change | None, Edit | None]]:
        """Take away what was said above an entry that is there again."""
        start = self.here.line_start(self.here.document.key_span(old.path).start)
        first, last, words = self._above(start)
        if words.startswith(_GONE):
            yield None, Edit(first, last, "")

    def _above(self, start: int) -> tuple[int, int, str]:
        """The line above one that begins at `start`: where it begins and ends, and its words."""
        first = self.here.line_start(max(start - 1, 0))
        return first, start, self.here.source.text[first:start].strip()

    def _superseded(self, before: str, label: str) -> Iterator[tuple[Change | None, Edit | None]]:
        """Say of the source so far that the newer draft replaces it."""
        card = next((one for one in self.cards if one.section == "sources" and one.id == before), None)
        if card is None or "superseded by" in card.keys or not card.keys or not label:
            return
        change = Change(
            "added", "sources", before, "superseded by", "", label, self.here.document.key_span(card.path)
        )
        edit = beside(card, f"superseded by: {label}  # as the newer draft was read")
        yield change if edit is not None else None, edit

    def _checked(self, found: _Found, label: str) -> Proposed:
        """The result, once it is certain that the patched file is read as well as the old one."""
        source = self.here.source
        patch = Patch(source, tuple(found.edits))
        known = {problem.message for problem in load_text(source.text).problems}
        for problem in load_text(patch.apply()).problems:
            if problem.message not in known:
                raise CannotWrite(
                    f"The patch would leave deal.yaml amiss: {problem.message}.",
                    help="please report this file",
                )
        others = [*self.additions.positions()]
        text = self._text(found)
        added = self.additions.files(self.new_files)
        if text is None and not (self.folder / _TEXT).exists() and _TEXT in self.new_files:
            added[_TEXT] = self.new_files[_TEXT]
        patches = tuple(one for one in (text, *others) if one is not None and one.edits)
        changes = sorted(found.changes, key=lambda one: one.place.start if one.place else len(source.text))
        return Proposed(label, tuple(changes), patch, patches, added)

    def _text(self, found: _Found) -> Patch | None:
        """The change of text.md, if it still is what the reader wrote."""
        path, new = self.folder / _TEXT, self.new_files.get(_TEXT)
        if not path.exists() or not isinstance(new, str):
            return None
        source = read_source(path, _TEXT)
        if source.text == new:
            return None
        if self.base_files is None or source.text != self.base_files.get(_TEXT):
            why = "text.md may have been edited by a person"
            found.changes.append(Change("kept", _TEXT, "", "", "", "", source.span(0, 0), why))
            return None
        found.changes.append(Change("changed", _TEXT, "", "", "", "", source.span(0, 0)))
        return Patch(source, tuple(_lines_changed(source, new)))


def _lines_changed(source: Source, new: str) -> Iterator[Edit]:
    old_lines, new_lines = source.text.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = list(accumulate(map(len, old_lines), initial=0))
    for tag, first, last, start, end in SequenceMatcher(None, old_lines, new_lines).get_opcodes():
        if tag != "equal":
            yield Edit(starts[first], starts[last], "".join(new_lines[start:end]))


def _cited(card: Card) -> tuple[str, ...]:
    found = card.source.get("in")
    return tuple(map(str, found)) if isinstance(found, list) else (str(found),) if found else ()


def _most_cited(cards: Iterable[Card]) -> str:
    """The source on which most obligations rest; of all entries, where there are none."""
    counts: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for card in cards:
        for label in _cited(card):
            by_label = counts[card.section == "obligations"]
            by_label[label] = by_label.get(label, 0) + 1
    chosen = counts[True] or counts[False]
    return max(chosen, key=chosen.__getitem__) if chosen else ""
