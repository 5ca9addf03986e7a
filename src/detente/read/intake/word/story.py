"""One part of a Word file, walked in the order of the document without recursion: paragraphs, tables, boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from detente.read.document import Kind
from detente.read.intake.word import names as w
from detente.read.intake.word.canonical import BOXED, Boxed, Draft, Mark
from detente.read.intake.word.characters import chosen, paragraphs_of, runs_of
from detente.read.intake.word.fields import Fields
from detente.read.intake.word.gathered import Gathered
from detente.read.intake.word.grid import Grid
from detente.read.intake.word.here import Here, Open
from detente.read.intake.word.names import Element, W
from detente.read.intake.word.revisions import (
    AROUND,
    P_CHANGE,
    at_line_end,
    mark_of,
    marks_in,
    of_form,
)
from detente.read.intake.word.runs import Runs

Leave: TypeAlias = Callable[[], None] | None
_EMBEDDED: Final = (W + "altChunk", W + "subDoc")
_ABOUT: Final = "Pr"  # the end of the names of properties


class Story:
    """A part in reading; `read` may be called several times, for one note after the other.

    `_stack` holds, for each element that the walk stands in, those of its children that are still to come, and what
    is to be done when it is left.
    """

    def __init__(self, gathered: Gathered, part: str, root: Element, kind: Kind = "paragraph") -> None:
        self._to = gathered
        self._part = part
        self._kind: Kind = kind
        self._note = ""
        self._numbers = {one: at for at, one in enumerate(paragraphs_of(root))}
        self._here = Here(gathered, Fields(root))
        self._last: Element | None = None
        self._grid: Grid | None = None
        self._stack: list[tuple[Iterator[Any], Leave]] = []
        self._enter: dict[str, Callable[[Any], None]] = {
            w.P: self._paragraph,
            w.R: Runs(self._here).read,
            w.TBL: self._table,
            w.TR: self._row,
            w.TC: self._cell,
            w.SECT_PR: self._section,
            w.ALTERNATE: self._alternate,
            BOXED: self._box,
            w.MATH + "oMath": lambda _: self._here.count("formula"),
            **dict.fromkeys(_EMBEDDED, lambda _: self._here.count("embedded document")),
            W + "commentRangeStart": lambda one: self._here.notice(one, is_end=False),
            W + "commentRangeEnd": lambda one: self._here.notice(one, is_end=True),
            **dict.fromkeys(AROUND, self._change),
        }

    def read(self, root: Element, *, note: str = "", within: tuple[Mark, ...] = ()) -> None:
        """Read what lies in an element of the part: all of it, or one note.

        Args:
            root: the element.
            note: the mark of the note, or "".
            within: the changes that stand around it.
        """
        self._note, self._here.within = note, within
        self._push(root, None)
        while self._stack:
            children, leave = self._stack[-1]
            child = next(children, None)
            if child is not None:
                self._meet(child)
                continue
            self._stack.pop()
            if leave is not None:
                leave()
            if not self._stack:
                self._flush_waiting()

    def _push(self, children: Any, leave: Leave) -> None:
        self._stack.append((iter(children), leave))

    def _meet(self, child: Any) -> None:
        tag = child.tag
        enter = self._enter.get(tag)
        if enter is not None:
            enter(child)
        elif isinstance(tag, str) and not tag.endswith(_ABOUT):  # of a comment in the XML, it is no string
            self._push(child, None)

    def _change(self, one: Element) -> None:
        self._push(one, self._here.go_into((mark_of(one, made=self._to.made),)))

    def _alternate(self, one: Element) -> None:
        branch = chosen(one)
        if branch is not None:
            self._push(branch, None)

    def _box(self, box: Boxed) -> None:
        outer, fields = self._here.within, self._here.fields.leave()
        self._here.within = box.within

        def leave() -> None:
            self._flush_waiting()
            self._here.within = outer
            self._here.fields.come_back(fields)

        self._push(box.element, leave)

    def _section(self, one: Element) -> None:
        self._to.section(one)
        self._form(one)

    def _form(self, properties: Element | None) -> None:
        """Note a change of the form of a table or section."""
        mark = of_form(properties)
        if mark is not None:
            self._to.canonical.change(mark)

    # Paragraphs

    def _paragraph(self, one: Element) -> None:
        outer = self._here.open
        draft = self._here.waiting if outer is None and self._here.waiting is not None else Draft()
        self._here.waiting = None
        properties = one.find(w.P_PR)
        hides = bool(self._to.styles.is_hidden(self._style(properties)))
        runs = {run: at for at, run in enumerate(runs_of(one))}
        self._here.open = Open(draft, self._numbers[one], runs, draft.size, len(draft.words), hides)

        def leave() -> None:
            inner, self._here.open = self._here.open, outer
            if inner is not None:
                self._end(inner, properties, is_nested=outer is not None)

        self._push(one, leave)

    def _style(self, properties: Element | None) -> str:
        return w.value_of(properties, W + "pStyle") or self._to.styles.default

    def _end(self, inner: Open, properties: Element | None, *, is_nested: bool) -> None:
        draft, made = inner.draft, self._to.made
        marks = at_line_end(properties, made=made)
        stays = all(mark.shown for mark in marks)
        form = of_form(properties)
        if form is not None:
            draft.formatted(form, inner.start, inner.words)
        if properties is not None:
            self._to.section(properties.find(w.SECT_PR))
            before = None if made else properties.find(P_CHANGE)
            properties = properties if before is None else before.find(w.P_PR)
        draft.end_line(marks, shown=stays)
        if stays or is_nested:
            self._flush(draft, properties)
        else:
            self._here.waiting, self._last = draft, properties

    def _flush_waiting(self) -> None:
        """End a paragraph whose end is gone, where no other follows that it could run on into."""
        draft, self._here.waiting = self._here.waiting, None
        if draft is not None:
            self._flush(draft, self._last if draft.size else None)

    def _flush(self, draft: Draft, properties: Element | None) -> None:
        to, style = self._to, self._style(properties)
        numbered = to.numbering.next(properties, style) if self._here.is_shown else None
        number = numbered.number if numbered is not None else ""
        level = to.styles.heading_level(properties, style)
        cell = self._grid.cell if self._grid is not None else None
        kind = self._kind_of(level, number, cell)
        if kind != "heading":
            level = numbered.level + 1 if numbered is not None and kind == "item" else 0
        joint = numbered.joint if numbered is not None else ""
        to.canonical.add(
            draft,
            self._part,
            kind=kind,
            level=level,
            number=number,
            joint=joint,
            cell=cell,
            note=self._note,
            style=to.styles.name(style),
        )
        if draft.boxes:
            self._push(draft.boxes, None)

    def _kind_of(self, level: int, number: str, cell: tuple[int, int, int] | None) -> Kind:
        if self._kind != "paragraph":
            return self._kind
        if level:
            return "heading"
        if number:
            return "item"
        return "paragraph" if cell is None else "cell"

    # Tables

    def _table(self, one: Element) -> None:
        self._flush_waiting()
        outer, self._grid = self._grid, Grid(self._to.tables)
        self._to.tables += 1
        self._form(one.find(W + "tblPr"))

        def leave() -> None:
            self._grid = outer

        self._push(one, leave)

    def _row(self, one: Element) -> None:
        properties = one.find(W + "trPr")
        if self._grid is not None:
            self._grid.enter_row(one)
        self._form(properties)
        marks = tuple(marks_in(properties, made=self._to.made))
        come_out, changes = self._here.go_into(marks), self._to.canonical.changes
        before = len(changes)

        def leave() -> None:
            come_out()
            if marks and len(changes) == before:  # a row without words: the change is told all the same
                self._to.canonical.change(marks[0])

        self._push(one, leave)

    def _cell(self, one: Element) -> None:
        grid, properties = self._grid, one.find(W + "tcPr")
        if grid is not None and not grid.enter_cell(one):
            if any(text.text for text in one.iter(w.T)):
                self._here.count("cell that lies under another")
            return
        self._form(properties)
        come_out = self._here.go_into(tuple(marks_in(properties, made=self._to.made)))

        def leave() -> None:
            self._flush_waiting()
            come_out()
            if grid is not None:
                grid.cell = None

        self._push(one, leave)
