"""Runs cut in two, each half with the form of the whole, so that something can stand between them."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from detente.read.intake.word.characters import characters
from detente.read.intake.word.names import ALTERNATE, R_PR, SPACE, Element


def cut_run(run: Element, offsets: Iterable[int]) -> dict[int, Element]:
    """Cut a run before some of its characters.

    Items without characters, such as the mark of a footnote, stay with what stands before them.

    Args:
        run: the run; it keeps what stands before the first cut.
        offsets: which characters to cut before. Those outside the run, or inside what cannot be cut, are passed over.

    Returns:
        The runs that it became, by the offset of the first character of each; that of the first is 0.
    """
    parts = {0: run}
    for offset in sorted(
        set(offsets), reverse=True
    ):  # from the end, so that earlier offsets stay as they are
        after = _cut(run, offset)
        if after is not None:
            parts[offset] = after
    return dict(sorted(parts.items()))


def _cut(run: Element, offset: int) -> Element | None:
    if offset <= 0:
        return None
    at = 0
    items = [item for item in run if item.tag != R_PR and isinstance(item.tag, str)]
    for place, item in enumerate(items):
        if item.tag == ALTERNATE:  # its words are in one branch of two; what follows cannot be counted here
            return None
        size = len(characters(item))
        if size and at >= offset:
            return _moved(run, items[place:])
        if at < offset < at + size:
            return _moved(run, [_cut_words(item, offset - at), *items[place + 1 :]])
        at += size
    return None


def _cut_words(item: Element, offset: int) -> Element:
    """Cut the words of an item, and return what holds the second part of them; it stands in no run yet."""
    words = (item.text or "") + "".join(child.tail or "" for child in item)
    rest = item.makeelement(item.tag, item.attrib)
    for child in list(item):
        item.remove(child)
    item.text, rest.text = words[:offset], words[offset:]
    for half in (item, rest):
        half.set(SPACE, "preserve")  # or blanks at the cut would be lost
    return rest


def _moved(run: Element, items: list[Element]) -> Element:
    after = run.makeelement(run.tag, run.attrib, run.nsmap)
    form = run.find(R_PR)
    if form is not None:
        after.append(deepcopy(form))
    after.extend(items)
    run.addnext(after)
    return after
