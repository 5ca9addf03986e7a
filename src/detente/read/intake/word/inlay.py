"""What stands in a text and is no text: boxes with paragraphs of their own, pictures, charts, objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.read.intake.word.characters import chosen
from detente.read.intake.word.names import ALTERNATE, BOX, Element, W

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/"
INLAYS: Final = (W + "drawing", W + "pict", W + "object")
KINDS: Final = {
    _DRAWING + "picture}pic": "picture",
    "{urn:schemas-microsoft-com:vml}imagedata": "picture",
    _DRAWING + "chart}chart": "chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": "chart",
    _DRAWING + "diagram}relIds": "diagram",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "embedded object",
}


def boxes_and_kinds(inlay: Element) -> Iterator[Element | str]:
    """The boxes in a drawing, in order, and the kinds of what else is in it, each time that it is found."""
    is_object = inlay.tag == W + "object"
    stack = [inlay]
    while stack:
        one = stack.pop()
        if one is None:
            continue
        if one.tag == BOX:
            yield one
            continue
        kind = KINDS.get(one.tag)
        if kind is not None and not (
            is_object and kind == "picture"
        ):  # the picture of an object is its stand-in
            yield kind
        stack.extend([chosen(one)] if one.tag == ALTERNATE else reversed(one))
