"""A page as a tree of elements, and the walk through it: every element with its path, every text node with its number.

The parser is libxml2's for HTML: it fetches nothing, knows no entities but those of HTML, and stops at elements nested
more than 256 deep and at attributes and texts of more than 10 million characters. It would pass over the rest of such
a page in silence, so that these pages are refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from detente.errors import CannotRead, MissingExtra
from detente.read.intake.bounds import damaged, too_many, wordless
from detente.read.intake.letters import refuse_zero

try:
    from lxml import etree, html
except ImportError:
    raise MissingExtra("read", "read web pages") from None

Element: TypeAlias = Any
VERSION: Final = ".".join(map(str, etree.LXML_VERSION[:3]))
_MOST_ELEMENTS: Final = 2_000_000
_STOPPED: Final = ("XML_PARSE_HUGE", "Excessive depth", "Resource limit", "too long")


def roots_of(text: str, name: str) -> list[Element]:
    """Parse a page; what follows its closing tag makes further roots.

    Raises:
        CannotRead: it is nested too deeply, or one of its parts is too large, or nothing is in it.
    """
    refuse_zero(text, name)
    parser = html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise damaged(name, f"its tags cannot be followed ({str(error)[:80]})") from None
    if root is None:
        raise wordless(name)
    for entry in parser.error_log.filter_from_fatals():
        if any(sign in entry.message for sign in _STOPPED):
            raise CannotRead(
                f"{name} is no page that a person could read: line {entry.line} nests too many elements, or holds "
                "a part of many millions of characters",
                help="copy the words into a text file",
            )
    return [root, *root.itersiblings()]


@dataclass(slots=True)
class _Frame:
    element: Element
    path: str
    children: Iterator[Element]
    totals: dict[Any, int]  # of each name, how many children
    seen: dict[Any, int]  # of each name, how many so far
    node: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A text node: the path of its element, its number in it, and its characters as parsed."""

    path: str
    node: int
    text: str


class Walk:
    """Goes through a page in the order of its text, without recursion.

    Iterating yields `(element, True)` where an element begins, `(element, False)` where it ends, and `Words`. After
    an element began, `skip()` passes over what is in it.
    """

    def __init__(self, roots: list[Element], name: str) -> None:
        self._roots = roots
        self._name = name
        self._skip = False

    def skip(self) -> None:
        """Pass over what is in the element that has just begun."""
        self._skip = True

    def __iter__(self) -> Iterator[tuple[Element, bool] | Words]:
        top = _Frame(None, "", iter(self._roots), Counter(root.tag for root in self._roots), {})
        stack, count = [top], 0
        while stack:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
                if stack:
                    yield frame.element, False
                    yield from _tail(stack[-1], frame.element)
                continue
            count += 1
            if count > _MOST_ELEMENTS:
                raise too_many(self._name, "elements", _MOST_ELEMENTS)
            path = f"{frame.path}/{_step(child, frame)}"
            yield child, True
            if self._skip:
                self._skip = False
                yield from _tail(frame, child)
                continue
            stack.append(_Frame(child, path, iter(child), _totals(child), {}))
            if child.text:
                yield Words(path, 0, child.text)


def _totals(element: Element) -> dict[Any, int]:
    return Counter(child.tag for child in element) if len(element) else {}


def _tail(parent: _Frame, child: Element) -> Iterator[Words]:
    parent.node += 1
    if child.tail and parent.element is not None:
        yield Words(parent.path, parent.node, child.tail)


def _step(child: Element, frame: _Frame) -> str:
    frame.seen[child.tag] = frame.seen.get(child.tag, 0) + 1
    if frame.totals[child.tag] == 1:
        return str(child.tag)
    return f"{child.tag}[{frame.seen[child.tag]}]"


def text_node(roots: list[Element], path: str, node: int) -> str:
    """Return the characters of a text node.

    Raises:
        ValueError: the page has no such place.
    """
    level: list[Element] = roots
    element = None
    for step in path.strip("/").split("/"):
        tag, _, number = step.partition("[")
        fitting = [child for child in level if child.tag == tag]
        index = int(number.rstrip("]") or 1) - 1 if number else 0
        if not 0 <= index < len(fitting):
            raise ValueError(f"the page has no element {path}")
        element = fitting[index]
        level = list(element)
    if element is None or not 0 <= node <= len(level):
        raise ValueError(f"the page has no text node {node} in {path}")
    return str((level[node - 1].tail if node else element.text) or "")
