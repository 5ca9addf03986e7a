"""The characters of a run, counted one way everywhere: in reading, in finding a place again, in cutting a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.read.intake.word.names import ALTERNATE, BOX, CHOICE, DEL_TEXT, FALLBACK, Element, P, R, T, W

_W16SE: Final = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_MADE: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_SYMBOLS: Final = (W + "sym", _W16SE + "symEx")
_WORDS: Final = (T, DEL_TEXT, *_SYMBOLS, BOX)
_BLANKS: Final = {9: " ", 10: " ", 13: " "}  # Word shows line ends that stand in XML as blanks
_UNKNOWN: Final = "\ufffd"
_PRIVATE: Final = 0xF000  # symbol fonts lie in U+F020 to U+F0FF
_SYMBOL_FONTS: Final[dict[str, dict[int, str]]] = {
    "symbol": {
        0xB7: "\u2022",
        0xAE: "\u2192",
        0xB0: "\u00b0",
        0xB1: "\u00b1",
        0xA3: "\u2264",
        0xB3: "\u2265",
        0xB9: "\u2260",
        0xB4: "\u00d7",
        0x2D: "\u2212",
    },
    "wingdings": {
        0x6C: "\u25cf",
        0x6E: "\u25a0",
        0x6F: "\u2610",
        0x71: "\u2751",
        0x76: "\u2756",
        0xA7: "\u25aa",
        0xA8: "\u2610",
        0xD8: "\u27a2",
        0xE0: "\u2192",
        0xFB: "\u2717",
        0xFC: "\u2713",
        0xFD: "\u2612",
        0xFE: "\u2611",
    },
}


def chosen(alternate: Element) -> Element | None:
    """The branch of `mc:AlternateContent` that is read: the choice, or its fallback where only that has words."""
    choice, fallback = alternate.find(CHOICE), alternate.find(FALLBACK)
    if choice is None or (fallback is not None and not _has_words(choice) and _has_words(fallback)):
        return fallback
    return choice


def _has_words(branch: Element) -> bool:
    return next(branch.iter(*_WORDS), None) is not None


def paragraphs_of(root: Element) -> list[Element]:
    """The paragraphs of a part in document order, those in boxes and in branches that are not read included."""
    return list(root.iter(P))


def runs_of(paragraph: Element) -> list[Element]:
    """The runs of a paragraph in document order, without those of paragraphs that lie in it."""
    runs = list(paragraph.iter(R))
    nested = paragraph.iter(P)
    next(nested)
    if next(nested, None) is None:
        return runs
    return [run for run in runs if next(run.iterancestors(P)) is paragraph]


def items_of(run: Element) -> Iterator[Element]:
    """What stands in a run, in order; of alternatives, the branch that is read."""
    stack = [iter(run)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif item.tag == ALTERNATE:
            branch = chosen(item)
            if branch is not None:
                stack.append(iter(branch))
        else:
            yield item


def characters(item: Element) -> str:
    """The characters that an item of a run stands for, "" for one that stands for none."""
    tag = item.tag
    if tag in (T, DEL_TEXT):
        return _words(item)
    if tag in _SYMBOLS:
        return _symbol(item)
    return _MADE.get(tag, "")


def run_text(run: Element) -> str:
    """The characters of a run; places in a run (`InRun`) are counted in them."""
    return "".join(map(characters, items_of(run)))


def _words(item: Element) -> str:
    words: str = item.text or ""
    if len(item):  # a comment of XML may stand in the middle
        words += "".join(child.tail or "" for child in item)
    return words if words.isprintable() else words.translate(_BLANKS)


def _symbol(item: Element) -> str:
    space = item.tag[: item.tag.index("}") + 1]
    return symbol(item.get(space + "font", ""), item.get(space + "char", ""))


def symbol(font: str, code: str) -> str:
    """The character of a symbol font, given in hex, as it looks: always one character."""
    try:
        at = int(code, 16)
    except ValueError:
        return _UNKNOWN
    low = at - _PRIVATE if _PRIVATE <= at < _PRIVATE + 0x100 else at
    seen = _SYMBOL_FONTS.get(font.lower(), {}).get(low)
    if seen is not None:
        return seen
    if at < 0x20 or 0xD800 <= at < 0xE000 or at > 0x10FFFF:
        return _UNKNOWN
    return chr(at)
