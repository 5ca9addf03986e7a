"""Sections drawn in plain text or in Markdown. The content is the same; only the form differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.diagnose.excerpt import cells
from detente.report import markdown
from detente.report.content import Heading, Items, Paragraph, Table
from detente.report.tables import Layout, Paint, layout, table_markdown, table_text, unpainted
from detente.report.wrap import clean, guarded, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.report.content import Block, Item, Section

_OFF: Final = "\x1b[0m"
_COLOURS: Final = {
    "strong": "\x1b[1m",
    "faint": "\x1b[2m",
    "empty": "\x1b[1;31m",
    "silent": "\x1b[33m",
    "covered": "\x1b[32m",
    "vague": "\x1b[33m",
    "missing": "\x1b[31m",
    "crossed": "\x1b[35m",
    "error": "\x1b[31m",
    "warning": "\x1b[33m",
    "note": "\x1b[34m",
}
NARROWEST: Final = 30  # a page is never drawn narrower than this


def in_colour(text: str, tone: str) -> str:
    """The painter of terminals: ANSI codes by tone."""
    code = _COLOURS.get(tone)
    return f"{code}{text}{_OFF}" if code and text else text


def text_of(title: str | None, sections: Iterable[Section], width: int, *, color: bool = False) -> str:
    """Draw sections in plain text, numbered, no line wider than `width` cells.

    Args:
        title: the title of the page, or None for none.
        sections: what is drawn; a section with an empty title stands above the numbered ones.
        width: cells of a line; `NARROWEST` at least.
        color: whether to colour with ANSI codes.
    """
    width = max(width, NARROWEST)
    paint = in_colour if color else unpainted
    drawn: list[str] = []
    if title is not None:
        drawn += [*_ruled(title, "═", width, paint), ""]
    number = 0
    for section in sections:
        if section.title:
            number += 1
            drawn += [*_ruled(f"{number}. {section.title}", "─", width, paint), ""]
        laid = _layouts(section, width)
        for block in section.blocks:
            drawn += [*_block_text(block, width, paint, laid), ""]
        if section.title:
            drawn.append("")
    while drawn and not drawn[-1]:
        drawn.pop()
    return "".join(f"{line}\n" for line in drawn)


def _layouts(section: Section, width: int) -> dict[tuple[str, ...], Layout]:
    """Tables of one section with the same headers have their columns in line."""
    alike: dict[tuple[str, ...], list[Table]] = {}
    for block in section.blocks:
        if isinstance(block, Table):
            alike.setdefault(block.headers, []).append(block)
    return {headers: layout(tables, width) for headers, tables in alike.items()}


def _ruled(title: str, rule: str, width: int, paint: Paint) -> list[str]:
    lines = wrap(clean(title), width)
    return [*(paint(guarded(line), "strong") for line in lines), rule * max(map(cells, lines))]


def _block_text(block: Block, width: int, paint: Paint, laid: Mapping[tuple[str, ...], Layout]) -> list[str]:
    match block:
        case Table():
            return table_text(block, laid[block.headers], paint)
        case Heading(text):
            return [paint(guarded(line), "strong") for line in wrap(clean(text), width)]
        case Paragraph(text, tone):
            return [paint(guarded(line), tone) for line in wrap(clean(text), width)]
        case Items(items):
            return [line for item in items for line in _item_text(item, width, paint)]


def _item_text(item: Item, width: int, paint: Paint) -> Iterator[str]:
    first, *rest = wrap(clean(f"{item.mark} {item.text}"), width - 2)
    shown = guarded(first)
    # With a mark the colour is the mark's; without one it is the whole item's.
    if item.mark:
        yield "- " + shown.replace(item.mark, paint(item.mark, item.tone), 1)
    else:
        yield "- " + paint(shown, item.tone)
    yield from ("  " + (guarded(line) if item.mark else paint(guarded(line), item.tone)) for line in rest)
    for text in item.below:
        yield from (f"    {guarded(line)}" for line in wrap(clean(text), width - 4))


def markdown_of(title: str | None, sections: Iterable[Section]) -> str:
    """Draw sections in Markdown, numbered as in plain text."""
    drawn: list[str] = []
    if title is not None:
        drawn += [f"# {markdown.escaped(title)}", ""]
    number = 0
    for section in sections:
        if section.title:
            number += 1
            drawn += [f"## {number}. {markdown.escaped(section.title)}", ""]
        for block in section.blocks:
            drawn += [*_block_markdown(block, "###" if section.title else "##"), ""]
    while drawn and not drawn[-1]:
        drawn.pop()
    return "".join(f"{line}\n" for line in drawn)


def _block_markdown(block: Block, level: str) -> list[str]:
    match block:
        case Table():
            return table_markdown(block)
        case Heading(text):
            return [f"{level} {markdown.escaped(text)}"]
        case Paragraph(text, tone):
            return [markdown.paragraph(text, tone)]
        case Items(items):
            return [line for item in items for line in _item_markdown(item)]


def _item_markdown(item: Item) -> Iterator[str]:
    mark = f"**{markdown.escaped(item.mark)}** " if item.mark else ""
    yield f"- {mark}{markdown.paragraph(item.text)}" + ("  " if item.below else "")
    for number, text in enumerate(item.below):
        yield f"  {markdown.paragraph(text)}" + ("  " if number < len(item.below) - 1 else "")
