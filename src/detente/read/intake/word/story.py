"""One part of a Word file, walked in the order of the document without recursion: paragraphs, tables, boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from detente.read.document import Kind
from detente.read.intake.word import names as w
from detente.read.intake.word.canonical import BOXED, Boxed, Draft, Mark
from detente.read.intake.word.characters import characters, chosen, items_of, paragraphs_of, run_text, runs_of
from detente.read.intake.word.fields import Fields, is_counting
from detente.read.intake.word.gathered import Gathered
from detente.read.intake.word.grid import Grid
from detente.read.intake.word.inlay import INLAYS, boxes_and_kinds
from detente.read.intake.word.names import Element, W
from detente.read.intake.word.revisions import (
    AROUND,
    P_CHANGE,
    at_line_end,
    deleted,
    mark_of,
    marks_in,
    of_form,
)

Leave: TypeAlias = Callable[[], None] | None
_POINTERS: Final = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_EMBEDDED: Final = (W + "altChunk", W + "subDoc")
_ABOUT: Final = "Pr"  # the end of the names of properties


@dataclass(slots=True)
class _Open:
    """The paragraph that is being read: its draft, its number, its runs, where it begins in the draft."""

    draft: Draft
    number: int
    runs: dict[Element, int]
    start: int
    hides: bool


class Story:
    """A part in reading; `read` may be called several times, for one note after the other.

    `_stack` holds, for each element that the walk stands in, those of its children that are still to come, and what
    is to be done when it is left. `_waiting` is a paragraph whose end is gone in this reading: the next runs on in it.
    """

    def __init__(self, gathered: Gathered, part: str, root: Element, kind: Kind = "paragraph") -> None:
        self._to = gathered
        self._part = part
        self._kind: Kind = kind
        self._note = ""
        self._numbers = {one: at for at, one in enumerate(paragraphs_of(root))}
        self._fields = Fields(root)
        self._within: tuple[Mark, ...] = ()
        self._open: _Open | None = None
        self._waiting: Draft | None = None
        self._last: Element | None = None
        self._grid: Grid | None = None
        self._stack: list[tuple[Iterator[Any], Leave]] = []
        self._enter: dict[str, Callable[[Any], None]] = {
            w.P: self._paragraph,
            w.R: self._run,
            w.TBL: self._table,
            w.TR: self._row,
            w.TC: self._cell,
            w.SECT_PR: self._section,
            w.ALTERNATE: self._alternate,
            BOXED: self._box,
            w.MATH + "oMath": lambda _: self._count("formula"),
            **dict.fromkeys(_EMBEDDED, lambda _: self._count("embedded document")),
            W + "commentRangeStart": lambda one: self._notice(one, is_end=False),
            W + "commentRangeEnd": lambda one: self._notice(one, is_end=True),
            **dict.fromkeys(AROUND, self._change),
        }
        self._items: dict[str, Callable[[Element], None]] = {
            w.FIELD_MARK: self._fields.pass_by,
            W + "commentReference": lambda one: self._notice(one, is_end=True),
            W + "instrText": self._code,
            W + "ruby": self._ruby,
            **dict.fromkeys(_POINTERS, self._pointer),
            **dict.fromkeys(INLAYS, self._inlay),
        }

    def read(self, root: Element, *, note: str = "", within: tuple[Mark, ...] = ()) -> None:
        """Read what lies in an element of the part: all of it, or one note.

        Args:
            root: the element.
            note: the mark of the note, or "".
            within: the changes that stand around it.
        """
        self._note, self._within = note, within
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

    @property
    def _shown(self) -> bool:
        return all(mark.shown for mark in self._within)

    def _count(self, what: str, times: int = 1) -> None:
        if self._shown:
            self._to.tally[what] += times

    def _within_also(self, marks: tuple[Mark, ...]) -> Callable[[], None]:
        """Go into changes; what is returned comes out again."""
        outer = self._within

        def leave() -> None:
            self._within = outer

        self._within = (*outer, *marks)
        return leave

    def _change(self, one: Element) -> None:
        self._push(one, self._within_also((mark_of(one, made=self._to.made),)))

    def _alternate(self, one: Element) -> None:
        branch = chosen(one)
        if branch is not None:
            self._push(branch, None)

    def _box(self, box: Boxed) -> None:
        outer, fields = self._within, self._fields.leave()
        self._within = box.within

        def leave() -> None:
            self._flush_waiting()
            self._within = outer
            self._fields.come_back(fields)

        self._push(box.element, leave)

    def _section(self, one: Element) -> None:
        self._to.section(one)
        self._form(one)

    def _form(self, properties: Element | None) -> None:
        """Note a change of the form of a table or section."""
        mark = of_form(properties)
        if mark is not None:
            self._to.canonical.change(mark)

    def _notice(self, one: Element, *, is_end: bool) -> None:
        draft = self._open.draft if self._open is not None else self._waiting
        (draft or self._to.canonical).notice(one.get(w.ID, ""), is_end=is_end)

    # Paragraphs

    def _paragraph(self, one: Element) -> None:
        outer = self._open
        draft = self._waiting if outer is None and self._waiting is not None else Draft()
        self._waiting = None
        properties = one.find(w.P_PR)
        hides = bool(self._to.styles.is_hidden(self._style(properties)))
        runs = {run: at for at, run in enumerate(runs_of(one))}
        self._open = _Open(draft, self._numbers[one], runs, draft.size, hides)

        def leave() -> None:
            inner, self._open = self._open, outer
            if inner is not None:
                self._end(inner, properties, is_nested=outer is not None)

        self._push(one, leave)

    def _style(self, properties: Element | None) -> str:
        return w.value_of(properties, W + "pStyle") or self._to.styles.default

    def _end(self, inner: _Open, properties: Element | None, *, is_nested: bool) -> None:
        draft, made = inner.draft, self._to.made
        marks = at_line_end(properties, made=made)
        stays = all(mark.shown for mark in marks)
        form = of_form(properties)
        if form is not None:
            draft.formatted(form, inner.start)
        if properties is not None:
            self._to.section(properties.find(w.SECT_PR))
            before = None if made else properties.find(P_CHANGE)
            properties = properties if before is None else before.find(w.P_PR)
        draft.end_line(marks, shown=stays)
        if stays or is_nested:
            self._flush(draft, properties)
        else:
            self._waiting, self._last = draft, properties

    def _flush_waiting(self) -> None:
        """End a paragraph whose end is gone, where no other follows that it could run on into."""
        draft, self._waiting = self._waiting, None
        if draft is not None:
            self._flush(draft, self._last if draft.size else None)

    def _flush(self, draft: Draft, properties: Element | None) -> None:
        to, style = self._to, self._style(properties)
        numbered = to.numbering.next(properties, style) if self._shown else None
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
        come_out, changes = self._within_also(marks), self._to.canonical.changes
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
                self._count("cell that lies under another")
            return
        self._form(properties)
        come_out = self._within_also(tuple(marks_in(properties, made=self._to.made)))

        def leave() -> None:
            self._flush_waiting()
            come_out()
            if grid is not None:
                grid.cell = None

        self._push(one, leave)

    # Runs

    def _run(self, run: Element) -> None:
        here = self._open
        at = None if here is None else here.runs.get(run)
        if here is None or at is None:
            return
        properties = run.find(w.R_PR)
        is_hidden, offset = self._is_hidden(properties, here), 0
        form = of_form(properties)
        marks = self._within if form is None else (*self._within, form)
        for item in items_of(run):
            words = characters(item)
            if words and is_hidden:
                self._count("hidden character", len(words))
            elif words:
                self._say(words, (here.number, at, offset), marks, item.tag)
            elif not is_hidden or item.tag == w.FIELD_MARK:
                self._item(item)
            offset += len(words)

    def _is_hidden(self, properties: Element | None, here: _Open) -> bool:
        said = None
        if properties is not None:
            said = w.is_on(properties, W + "vanish")
            if said is None:
                said = self._to.styles.is_hidden(w.value_of(properties, W + "rStyle"))
        return here.hides if said is None else said

    def _say(self, words: str, place: tuple[int, int, int], marks: tuple[Mark, ...], tag: str) -> None:
        if self._fields.in_code:
            self._count("character in the code of fields", len(words))
            return
        if tag == w.DEL_TEXT and not any(mark.kind in ("deleted", "moved away") for mark in marks):
            marks = (*marks, deleted(made=self._to.made))
        shown = all(mark.shown for mark in marks)
        if self._open is not None:
            self._open.draft.say(words, place, marks, shown=shown)

    def _item(self, item: Element) -> None:
        act = self._items.get(item.tag)
        if act is not None:
            act(item)

    def _code(self, item: Element) -> None:
        if is_counting(item):
            self._count("number of a field LISTNUM or AUTONUM")

    def _ruby(self, item: Element) -> None:
        base = item.find(W + "rubyBase")
        self._count("reading aid above a word")
        for run in () if base is None else base.findall(w.R):
            self._run(run)

    def _pointer(self, item: Element) -> None:
        if not self._fields.in_code:
            own = ""
            if w.is_on_value(item.get(W + "customMarkFollows")):
                own = run_text(next(item.iterancestors(w.R))).strip()
            self._to.point(_POINTERS[item.tag], item.get(w.ID, ""), own, self._within)

    def _inlay(self, item: Element) -> None:
        for found in boxes_and_kinds(item):
            if isinstance(found, str):
                self._count(found)
            elif self._open is not None:
                self._open.draft.boxes.append(Boxed(found, self._within))
