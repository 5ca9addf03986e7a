"""The passages of a page in order: paragraphs, headings, items with their numbers, cells and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from detente.read.document import Kind
from detente.read.intake.bounds import Clock
from detente.read.intake.web import tags
from detente.read.intake.web.notes import Notes
from detente.read.intake.web.numbers import Numbering
from detente.read.intake.web.passage import Passage
from detente.read.intake.web.tables import Table
from detente.read.intake.web.tree import Element, Walk, Words

_QUOTES: Final = ("\u201c", "\u201d")
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LISTS: Final = ("ol", "ul", "menu", "dir")
_EVERY: Final = 2000  # elements between two looks at the clock


@dataclass(slots=True)
class Left:
    """What was left out: passages that are struck out, and characters of parts that lead about the site."""

    struck: list[str] = field(default_factory=list)
    leading: int = 0
    fields: int = 0


@dataclass(slots=True)
class _Item:
    """An item of a list: its first passage is the item, and what follows are paragraphs in it."""

    level: int
    spent: bool = False


@dataclass(slots=True)
class _Context:
    """What holds where the walk is; one for each block that it stands in."""

    kind: Kind = "paragraph"
    level: int = 0
    item: _Item | None = None
    style: str = ""
    note: str = ""
    verbatim: bool = False
    link: bool = False


class Passages:
    """Walks through a page and gathers its passages."""

    def __init__(self, roots: list[Element], name: str, clock: Clock) -> None:
        self.left = Left()
        self._walk = Walk(roots, name)
        self._clock = clock
        self._notes = Notes.of(roots)
        self._contexts: list[tuple[Any, _Context]] = [(None, _Context())]
        self._lists: list[Numbering] = []
        self._tables: list[Table] = []
        self._table_count = 0
        self._numbers: list[str] = []  # due at the head of the next passage
        self._now = Passage()

    def __iter__(self) -> Iterator[Passage]:
        count = 0
        for event in self._walk:
            count += 1
            if count % _EVERY == 0:
                self._clock.check()
            if isinstance(event, Words):
                self._words(event)
                continue
            element, begins = event
            if begins and self._passed_over(element):
                self._walk.skip()
            elif tags.is_block(element):
                yield from self._close()
                self._enter(element) if begins else self._leave(element)
            else:
                self._inline(element, begins=begins)
        yield from self._close()

    def _passed_over(self, element: Element) -> bool:
        if tags.is_unseen(element):
            self.left.fields += tags.tag(element) in ("input", "textarea", "select") and not _is_silent(
                element
            )
            return True
        if tags.tag(element) in tags.STRUCK:
            self.left.struck.append(" ".join("".join(element.itertext()).split())[:80])
            return True
        if self._notes.is_back_link(element):
            return True
        if tags.leads_about(element):
            self.left.leading += len(" ".join("".join(element.itertext()).split()))
            return True
        return False

    def _close(self) -> Iterator[Passage]:
        """Yield the passage under way, where it has a word, and begin the next."""
        now, self._now = self._now, Passage()
        if any(one.path for one in now.stretches):
            yield now
            if item := self._contexts[-1][1].item:
                item.spent = True

    def _words(self, words: Words) -> None:
        context = self._contexts[-1][1]
        if not words.text.strip(" \t\n\r\f") and not context.verbatim:
            if self._now.stretches:
                self._now.take(words, link=False)
            return
        if not self._now.stretches:
            self._begin(context)
        if context.verbatim:
            self._now.take_verbatim(words, link=context.link)
        else:
            self._now.take(words, link=context.link)

    def _begin(self, context: _Context) -> None:
        now = self._now
        now.kind, now.level, now.style, now.note = context.kind, context.level, context.style, context.note
        if self._tables and (cell := self._tables[-1].cell()):
            now.cell = cell
        if now.kind == "paragraph" and context.item and not context.item.spent:
            now.kind, now.level = "item", context.item.level
        elif now.kind == "paragraph" and now.cell:
            now.kind = "cell"
        if self._numbers:
            now.number = " ".join(self._numbers)
            now.say(now.number + " ")
            self._numbers.clear()

    def _enter(self, element: Element) -> None:
        name = tags.tag(element)
        before = self._contexts[-1][1]
        context = replace(before, style=_style(element, before.style))
        context.verbatim = before.verbatim or tags.keeps_space(element)
        if level := _HEADINGS.get(name) or _aria_level(element):
            context.kind, context.level = "heading", level
        elif name in _LISTS:
            context.item = None
            self._lists.append(Numbering.of(element))
        elif name == "li":
            self._item(element, context)
        elif name == "table":
            context.item = None
            self._tables.append(Table(self._table_count))
            self._table_count += 1
        elif self._tables:
            self._tables[-1].enter(element, name)
        if note := self._notes.note_of(element):
            context.kind, context.level, context.note = "footnote", 0, note
        self._contexts.append((element, context))

    def _item(self, element: Element, context: _Context) -> None:
        number = self._lists[-1].next(element) if self._lists else ""
        if number:
            self._numbers.append(number)
        context.item = _Item(max(len(self._lists), 1))

    def _leave(self, element: Element) -> None:
        name = tags.tag(element)
        while len(self._contexts) > 1 and self._contexts.pop()[0] is not element:
            pass
        if self._lists and self._lists[-1].element is element:
            self._lists.pop()
        if name == "table" and self._tables:
            self._tables.pop()
        if name == "li":
            self._numbers.clear()

    def _inline(self, element: Element, *, begins: bool) -> None:
        name = tags.tag(element)
        if name == "br" and begins:
            self._now.break_line()
        elif name == "q":
            self._say(_QUOTES[not begins])
        elif name in ("sup", "sub") and begins:
            self._raise(element, name)
        elif name == "a":
            if self._notes.is_call(element):  # 14 days and a raised 1 are not 141 days
                self._say("[" if begins else "]")
            self._contexts[-1][1].link = begins and element.get("href") is not None

    def _raise(self, element: Element, name: str) -> None:
        """Keep raised and lowered figures apart from those that they stand beside: ten to the sixth is not 106."""
        words, last = tags.opening(element).rstrip(), self._now.last()
        if not words or self._notes.is_about_call(element):
            return
        mark = len(words) == 1 and words.isalpha() and last.isdecimal()  # 42 and a note a
        figure = words[0].isdecimal() and (last.isdecimal() or (last.isalpha() and name == "sup"))
        if mark or figure:
            self._now.say("^" if name == "sup" else "_")

    def _say(self, text: str) -> None:
        if not self._now.stretches:
            self._begin(self._contexts[-1][1])
        self._now.say(text)


def _style(element: Element, around: str) -> str:
    given = " ".join((element.get("class") or "").split())[:60]
    quoted = "blockquote" in (tags.tag(element), around)
    return given or ("blockquote" if quoted else "")


def _aria_level(element: Element) -> int:
    if (element.get("role") or "").strip().lower() != "heading":
        return 0
    given = (element.get("aria-level") or "").strip()
    return int(given) if given.isascii() and given.isdecimal() and len(given) == 1 and given != "0" else 2


def _is_silent(element: Element) -> bool:
    return (element.get("type") or "").strip().lower() in (
        "hidden",
        "submit",
        "button",
        "image",
        "reset",
        "search",
    )
