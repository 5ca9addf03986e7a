"""Runs to characters: what a run says, shows or points to, in the changes that it stands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from detente.read.intake.word import names as w
from detente.read.intake.word.canonical import Boxed, Mark
from detente.read.intake.word.characters import characters, items_of, run_text
from detente.read.intake.word.fields import is_counting
from detente.read.intake.word.here import Here, Open
from detente.read.intake.word.inlay import INLAYS, boxes_and_kinds
from detente.read.intake.word.names import Element, W
from detente.read.intake.word.revisions import deleted, of_form

_POINTERS: Final = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


class Runs:
    """The runs of a part."""

    def __init__(self, here: Here) -> None:
        self._here = here
        self._items: dict[str, Callable[[Element], None]] = {
            w.FIELD_MARK: here.fields.pass_by,
            W + "commentReference": lambda one: here.notice(one, is_end=True),
            W + "instrText": self._code,
            W + "ruby": self._ruby,
            **dict.fromkeys(_POINTERS, self._pointer),
            **dict.fromkeys(INLAYS, self._inlay),
        }

    def read(self, run: Element) -> None:
        """Read a run of the paragraph that is open; one that stands in none is passed over."""
        within, here = self._here.within, self._here.open
        at = None if here is None else here.runs.get(run)
        if here is None or at is None:
            return
        properties = run.find(w.R_PR)
        is_hidden, offset = self._is_hidden(properties, here), 0
        form = of_form(properties)
        marks = within if form is None else (*within, form)
        for item in items_of(run):
            words = characters(item)
            if words and is_hidden:
                self._here.count("hidden character", len(words))
            elif words:
                self._say(words, (here.number, at, offset), marks, item.tag)
            elif not is_hidden or item.tag == w.FIELD_MARK:
                self._item(item)
            offset += len(words)

    def _is_hidden(self, properties: Element | None, here: Open) -> bool:
        said = None
        if properties is not None:
            said = w.is_on(properties, W + "vanish")
            if said is None:
                said = self._here.to.styles.is_hidden(w.value_of(properties, W + "rStyle"))
        return here.hides if said is None else said

    def _say(self, words: str, place: tuple[int, int, int], marks: tuple[Mark, ...], tag: str) -> None:
        if self._here.fields.in_code:
            self._here.count("character in the code of fields", len(words))
            return
        if tag == w.DEL_TEXT and not any(mark.kind in ("deleted", "moved away") for mark in marks):
            marks = (*marks, deleted(made=self._here.to.made))
        shown = all(mark.shown for mark in marks)
        if self._here.open is not None:
            self._here.open.draft.say(words, place, marks, shown=shown)

    def _item(self, item: Element) -> None:
        act = self._items.get(item.tag)
        if act is not None:
            act(item)

    def _code(self, item: Element) -> None:
        if is_counting(item):
            self._here.count("number of a field LISTNUM or AUTONUM")

    def _ruby(self, item: Element) -> None:
        base = item.find(W + "rubyBase")
        self._here.count("reading aid above a word")
        for run in () if base is None else base.findall(w.R):
            self.read(run)

    def _pointer(self, item: Element) -> None:
        if not self._here.fields.in_code:
            own = ""
            if w.is_on_value(item.get(W + "customMarkFollows")):
                own = run_text(next(item.iterancestors(w.R))).strip()
            self._here.to.point(_POINTERS[item.tag], item.get(w.ID, ""), own, self._here.within)

    def _inlay(self, item: Element) -> None:
        for found in boxes_and_kinds(item):
            if isinstance(found, str):
                self._here.count(found)
            elif self._here.open is not None:
                self._here.open.draft.boxes.append(Boxed(found, self._here.within))
