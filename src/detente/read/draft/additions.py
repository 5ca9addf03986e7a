"""What a newer draft has and the deal folder has not: new entries at the end of their sections, and new files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any, Final

from detente.errors import CannotRead
from detente.read.draft.ids import Ids
from detente.read.draft.scalars import scalar
from detente.read.draft.sheet import Card, Sheet
from detente.read.since.pairing import plain
from detente.text.edit import Edit, Patch
from detente.text.nodes import Path
from detente.text.source import read_source

_POSITIONS: Final = "positions/"
_SOURCES: Final = "sources/"


class Additions:
    """New entries of a deal file and new files of its folder, with ids that are free there.

    Attributes:
        ids: ids in the deal file of the newer draft's entries, by their ids there; "" for what is left out.
        labels: the same of sources.
    """

    def __init__(
        self,
        folder: FilePath,
        here: Sheet,
        pairs: Sequence[tuple[Card | None, Card | None]],
        new: Mapping[str, str | bytes],
    ) -> None:
        self._folder = folder
        self._here = here
        self._new: dict[str, list[Card]] = {}
        self._said = {
            path: Sheet(path, str(text)) for path, text in new.items() if path.startswith(_POSITIONS)
        }
        self.ids: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self._name([*pairs, *((None, card) for sheet in self._said.values() for card in sheet.cards())], new)

    def _name(
        self, pairs: Sequence[tuple[Card | None, Card | None]], new_files: Mapping[str, str | bytes]
    ) -> None:
        taken, labels = Ids(_ids_in(self._folder, self._here)), Ids(self._sources_here(new_files))
        for old, new in pairs:
            if new is None or not new.id:
                continue
            names, free = (self.labels, labels) if new.section == "sources" else (self.ids, taken)
            if old is not None:
                names[new.id] = old.id
            elif new.id not in names:
                names[new.id] = free.new(new.id, otherwise="entry")

    def _sources_here(self, new: Mapping[str, str | bytes]) -> set[str]:
        """Ids of sources, and names of files that lie in the folder without being listed.

        A file with the bytes of the newer draft is its own: a run was stopped before it could list it.
        """
        value = self._here.document.value.get("sources")
        folder = self._folder / "sources"
        others = (file for file in (folder.iterdir() if folder.is_dir() else ()) if not _holds(file, new))
        files = {file.name.partition(".")[0] for file in others}
        return files | (set(value) if isinstance(value, dict) else set())

    def add(self, card: Card) -> str:
        """Take up a new entry; why not, where its section cannot take any, or ""."""
        if not _takes(self._here, card.section):
            self.leave_out(card)
            return f"the deal file says otherwise of `{card.section}`"
        self._new.setdefault(card.section, []).append(card)
        return ""

    def leave_out(self, card: Card) -> None:
        """Note that a new entry is not taken up, so that no line names it."""
        if card.section != "sources":
            self.ids[card.id] = ""

    def sections(self) -> Iterator[Edit]:
        """The edits that put the new entries into their sections."""
        for section, cards in self._new.items():
            yield self._put(self._here, section, cards)

    def _put(self, sheet: Sheet, section: str, cards: Sequence[Card]) -> Edit:
        value = sheet.document.value.get(section)
        blocks = [self._text(card) for card in cards]
        first = _first(value)
        if value is not None and (first is None or not sheet.is_open((section, first))):
            return self._put_in_braces(sheet, section, cards)
        margin = "  " if first is None else _margin(sheet, (section, first))
        text = "".join(f"{sheet.newline}{margin}{line}" for block in blocks for line in block)
        if section in sheet.document.value:
            end = sheet.line_end(sheet.document.span((section,)).end)
            return Edit(end, end, text)
        whole = sheet.source.text
        gap = "" if whole.endswith("\n") or not whole else sheet.newline
        return Edit(len(whole), len(whole), f"{gap}{sheet.newline}{section}:{text}{sheet.newline}")

    def _put_in_braces(self, sheet: Sheet, section: str, cards: Sequence[Card]) -> Edit:
        """Entries at the head of a section in braces or brackets, where no comments can stand between."""
        start = sheet.document.span((section,)).start + 1
        made = [
            (f"{scalar(self._label(card))}: " if card.id else "") + card.in_braces(self.ids, self.labels)
            for card in cards
        ]
        more = ", " if sheet.document.value[section] else ""
        return Edit(start, start, ", ".join(made) + more)

    def _label(self, card: Card) -> str:
        return (self.labels if card.section == "sources" else self.ids).get(card.id, card.id)

    def _text(self, card: Card) -> list[str]:
        return card.text(self._label(card), self.ids, self.labels)

    def files(self, new: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
        """The new files by path: documents, and positions of those who had no file."""
        added: dict[str, str | bytes] = {}
        fresh = {card.id for card in self._new.get("sources", ())}
        for path, content in new.items():
            label = path.removeprefix(_SOURCES).partition(".")[0]
            if path.startswith(_SOURCES) and label in fresh:
                added[self._source_path(path, label)] = content
        for path, sheet in self._said.items():
            there = self._owner_path(path)
            if there is not None and not (self._folder / there).exists():
                added[there] = self._positions_text(sheet)
        return added

    def _source_path(self, path: str, label: str) -> str:
        return f"{_SOURCES}{self.labels[label]}{path.removeprefix(_SOURCES)[len(label) :]}"

    def _owner_path(self, path: str) -> str | None:
        """Where the positions of the same actor stand in the folder; None for one who is left out of it."""
        owner = path.removeprefix(_POSITIONS).removesuffix(".yaml")
        label = self.ids.get(owner, owner)
        return f"{_POSITIONS}{label}.yaml" if label else None

    def _positions_text(self, sheet: Sheet) -> str:
        """A positions file under the ids of the deal file."""
        owner = str(sheet.document.value.get("positions of", ""))
        lines = ["# What was said, as read in the sources of deal.yaml. Never signed."]
        lines.append(f"positions of: {scalar(self.ids.get(owner, owner))}")
        section = ""
        for card in sheet.cards():
            if card.section != section:
                lines += ["", f"{card.section}:"]
                section = card.section
            lines += [f"  {line}" for line in self._text(card)]
        return "\n".join(lines) + "\n"

    def positions(self) -> Iterator[Patch]:
        """The changes of positions files that are there: statements that they do not hold yet."""
        for path, new in self._said.items():
            there = self._owner_path(path)
            if there is not None and (self._folder / there).exists():
                source = read_source(self._folder / there, there)
                here = Sheet(there, source.text, bom=source.bom)
                if not here.document.problems and isinstance(here.document.value, dict):
                    yield self._more(here, new)

    def _more(self, here: Sheet, new: Sheet) -> Patch:
        said = {plain(card.quote) for card in here.cards()}
        by_section: dict[str, list[Card]] = {}
        for card in new.cards():
            if plain(card.quote) not in said:
                by_section.setdefault(card.section, []).append(card)
        edits = [
            self._put(here, section, cards) for section, cards in by_section.items() if _takes(here, section)
        ]
        return Patch(here.source, tuple(edits))


def _holds(file: FilePath, new: Mapping[str, str | bytes]) -> bool:
    content = new.get(f"{_SOURCES}{file.name}")
    return isinstance(content, bytes) and file.is_file() and file.read_bytes() == content


def _takes(sheet: Sheet, section: str) -> bool:
    """Whether entries can be added to a section: not to one that is said to be `not stated`."""
    value = sheet.document.value.get(section)
    return value is None or isinstance(value, dict | list)


def _first(value: Any) -> str | int | None:
    """The key of the first entry of a section, or its place."""
    if not value:
        return None
    return next(iter(value)) if isinstance(value, dict) else 0


def _margin(sheet: Sheet, path: Path) -> str:
    """The blanks before an entry."""
    start = sheet.document.key_span(path).start
    before = sheet.source.text[sheet.line_start(start) : start]
    return before[: len(before) - len(before.lstrip(" "))]


def _ids_in(folder: FilePath, here: Sheet) -> set[str]:
    """Every id that is taken: those of the deal file, and those of demands in the files beside it."""
    taken = {card.id for card in here.cards() if card.section != "sources"}
    positions = folder / "positions"
    for file in sorted(positions.glob("*.yaml")) if positions.is_dir() else ():
        try:
            source = read_source(file)
        except CannotRead:
            continue
        taken |= {card.id for card in Sheet(source.name, source.text).cards()}
    return taken - {""}


def beside(card: Card, line: str) -> Edit | None:
    """The edit that adds a line at the end of an entry; None where it does not stand on lines of its own."""
    last = list(card.keys)[-1]
    if card.place(last) is None:
        return None
    sheet = card.sheet
    start = sheet.document.key_span((*card.path, last)).start
    end = sheet.line_end(sheet.document.span((*card.path, last)).end)
    return Edit(end, end, f"{sheet.newline}{' ' * (start - sheet.line_start(start))}{line}")
