"""What a newer draft changes in one entry of an existing deal file: only lines that nobody has edited since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from detente.read.draft.as_read import AsRead
from detente.read.draft.lines import NOT_YET, Line
from detente.read.draft.sheet import Card
from detente.text.edit import Edit
from detente.text.source import Span

What: TypeAlias = Literal["added", "changed", "not found", "kept"]
_SILENT: Final = (
    "source",
    "to be checked",
)  # what says where an entry comes from is no change of what it says
_OURS: Final = "by the reader"
_MADE: Final = re.compile(r"  # (?:unknown\b|.*\bat \d+\Z|proposed by )")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a newer draft says otherwise than the deal file.

    Attributes:
        what: `added`, `changed`, `not found` in the newer draft, or `kept`: changed there, and left as a person has it.
        section: the section of the deal file, or "" for a key at its top.
        id: the id of the entry, or "".
        key: the key, or "" for a whole entry.
        old: its words in the deal file, as written; "" where there are none.
        new: its words in the newer draft, as written; "" where there are none.
        place: where it stands in the deal file; None for what is added.
        why: why nothing is changed, where it is kept; else "".
    """

    what: What
    section: str
    id: str
    key: str
    old: str
    new: str
    place: Span | None
    why: str = ""

    @property
    def is_made(self) -> bool:
        """Whether the patch makes it."""
        return self.what != "kept"


@dataclass(frozen=True, slots=True)
class Compared:
    """An entry of the deal file (`here`), the same in the newer draft, and as the reader first wrote it, if known."""

    here: Card
    new: Card
    base: AsRead | None
    ids: Mapping[str, str]
    labels: Mapping[str, str]
    label: str

    def changes(self) -> Iterator[tuple[Change | None, Edit | None]]:
        """Each change with its edit; an edit without a change moves a comment or a source."""
        found = [made for key in self._keys() for made in self._key(key)]
        yield from found
        if "to be checked" not in self.new.keys:
            yield from self._accepted()
        elif any(change is not None and change.is_made for change, _ in found) and self.here.section:
            yield None, self._to_be_checked()

    def _keys(self) -> list[str]:
        return [*self.new.keys, *(key for key in self.here.keys if key not in self.new.keys)]

    def _key(self, key: str) -> Iterator[tuple[Change | None, Edit | None]]:
        if key == "to be checked":
            return
        if key not in self.new.keys:
            yield from self._gone(key)
        elif key not in self.here.keys:
            yield from self._missing(key)
        else:
            yield from self._both(key)

    def _both(self, key: str) -> Iterator[tuple[Change | None, Edit | None]]:
        line = self.new.renamed(key, self.ids, self.labels)
        place = self.here.place(key)
        alike = self._says_alike(key)
        if place is not None and self._is_untouched(key, alike):
            edit = None if self.here.line(key) == line else Edit(*place, line)
            yield (None if alike else self._change("changed", key)), edit
        elif not alike and not self._is_as_before(key) and (self.base is not None or self.new.written(key)):
            sure = "was" if self.base is not None else "may have been"
            yield self._change("kept", key, f"the line {sure} written by a person"), None

    def _says_alike(self, key: str) -> bool:
        """Whether both say the same; of sources the quotation counts, wherever it stands."""
        if key == "source":
            return bool(self.here.source.get("quote") == self.new.source.get("quote"))
        written = self.new.renamed(key, self.ids, self.labels)
        return self.here.keys.get(key) == self.new.keys.get(key) or _bare(written) == _bare(
            f"{key}: {self.here.written(key)}"
        )

    def _is_untouched(self, key: str, alike: bool) -> bool:
        """Whether the line is still as the reader wrote it."""
        line = self.here.line(key) or ""
        if self.base is not None:
            return line == self.base.line(key)
        return _MADE.search(line) is not None and (alike or not self.here.written(key))

    def _is_as_before(self, key: str) -> bool:
        """Whether the newer draft says what the older one said, so that a person's words need no second look."""
        if self.base is None or key not in self.base.keys:
            return False
        if key == "source":
            return bool(self.base.card.source.get("quote") == self.new.source.get("quote"))
        return _bare(self.base.line(key)) == _bare(self.new.renamed(key, self.ids, self.labels))

    def _missing(self, key: str) -> Iterator[tuple[Change | None, Edit | None]]:
        """A key that the deal file does not have: new in the draft, or taken out by a person."""
        if not self.new.written(key):
            return
        if self.base is not None and key in self.base.keys:
            if not self._is_as_before(key) and key not in _SILENT:
                yield self._change("kept", key, "the line was taken out by a person"), None
            return
        after = self._line_before(key)
        if after is None or key in _SILENT:
            return
        yield self._change("added", key), self._inserted(after, self.new.renamed(key, self.ids, self.labels))

    def _gone(self, key: str) -> Iterator[tuple[Change | None, Edit | None]]:
        """A key that the newer draft no longer fills; only the reader's own lines are marked."""
        line, place = self.here.line(key), self.here.place(key)
        if self.base is None or line is None or place is None or line != self.base.line(key):
            return
        mark = f"not found in the newer draft {self.label}"
        if self.here.written(key) and mark not in line:
            yield self._change("not found", key), Edit(place[1], place[1], f"; {mark}")

    def _change(self, what: What, key: str, why: str = "") -> Change:
        path = (*self.here.path, key)
        document = self.here.sheet.document
        place = document.key_span(path) if path in document else document.key_span(self.here.path)
        new = _bare(self.new.renamed(key, self.ids, self.labels)) if key in self.new.keys else ""
        return Change(
            what,
            self.here.section,
            self.here.id,
            key,
            self.here.written(key),
            new.removeprefix(f"{key}:").strip(),
            place,
            why,
        )

    def _line_before(self, key: str) -> int | None:
        """The end of the line after which a key belongs, by the order of the newer draft."""
        order = list(self.new.keys)
        for before in reversed(order[: order.index(key)]):
            if before in self.here.keys and self.here.place(before) is not None:
                return self.here.sheet.line_end(self.here.sheet.document.span((*self.here.path, before)).end)
        return None

    def _inserted(self, after: int, line: str) -> Edit:
        sheet = self.here.sheet
        return Edit(after, after, f"{sheet.newline}{' ' * self._margin()}{line}")

    def _margin(self) -> int:
        """How far in the keys of the entry stand."""
        sheet = self.here.sheet
        start = sheet.document.key_span((*self.here.path, next(iter(self.here.keys)))).start
        return start - sheet.line_start(start)

    def _accepted(self) -> Iterator[tuple[Change | None, Edit | None]]:
        """Once a person accepted the entry, the reader's own line that asks for it goes."""
        place, sheet = self.here.place("to be checked"), self.here.sheet
        if place is not None and self._is_ours():
            end = min(place[1] + len(sheet.newline), len(sheet.source.text))
            yield self._change("changed", "to be checked"), Edit(sheet.line_start(place[0]), end, "")

    def _is_ours(self) -> bool:
        """Whether the line `to be checked` is the reader's."""
        line = self.here.line("to be checked") or ""
        before = NOT_YET in line if self.base is None else line == self.base.line("to be checked")
        return before or line.endswith(f"  # {_OURS}")

    def _to_be_checked(self) -> Edit | None:
        """The line that says that a changed entry has to be looked at again."""
        said = str(
            Line(
                "to be checked",
                f"changed in the newer draft {self.label} and not yet accepted",
                _OURS,
            )
        )
        place = self.here.place("to be checked")
        if place is not None:
            return Edit(*place, said) if self._is_ours() else None
        keys = list(self.here.keys)
        if "to be checked" in keys or not keys or self.here.place(keys[-1]) is None:
            return None
        sheet = self.here.sheet
        return self._inserted(sheet.line_end(sheet.document.span((*self.here.path, keys[-1])).end), said)


def _bare(line: str) -> str:
    """A line without its comment: the reader writes two blanks before one, and none in its values outside quotes."""
    cut = line.rfind("  # ")
    return line if cut < 0 else line[:cut]
