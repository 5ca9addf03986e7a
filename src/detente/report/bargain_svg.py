"""The figure of `bargain` as SVG: what packages are worth to the parties, the frontier, the draft, the solution points.

Made as text, with no library: the same answer gives the same bytes. It tells nothing by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from detente.report import svg
from detente.report.bargain import title_of
from detente.report.bargain_labels import brief_number
from detente.report.bargain_looks import CLOUD, Mark, marks_of, unmarked
from detente.report.bargain_parallel import parallel_svg
from detente.report.bargain_plane import OUTSIDE, Drawn, plane_svg
from detente.report.bargain_saying import PRIVATE, counted, each, unit_of
from detente.report.bargain_short import draft_in_words, frontier_in_words
from detente.report.isolated import isolated, together
from detente.report.svg import Box
from detente.report.svg_page import Page

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain
    from detente.bargain.domain import Domain

NARROWEST: Final = 560
_TWO: Final = 2
_NUMBERED: Final = 6  # parties up to which the legend has the worths


def bargain_svg(found: Bargain, *, width: int = 960) -> str:
    """The figure as an SVG document.

    Two parties: worth to the one across, to the other up, with every package (5,000 at most), the undominated ones, the
    draft and what is better, the solution points, and what each has without a deal. More parties: an axis for each.

    Args:
        found: the answer.
        width: its width in pixels, `NARROWEST` at least.
    """
    page = Page(max(width, NARROWEST))
    page.say(title_of(found), 19, font_weight="bold", fill=svg.INK, class_="title")
    page.say(" ".join(_verdict(found)), 13, fill=svg.INK)
    two = len(found.domain.parties) == _TWO
    panel = plane_svg(found, page.width) if two else parallel_svg(found, page.width)
    page.panel(panel.inside, panel.height)
    page.entries(_legend(found, panel))
    page.y += 6
    for note in (*unmarked(found), *panel.notes):
        page.say(note, 11.5, fill=svg.FAINT, class_="note")
    page.y += 6
    page.say(PRIVATE, 12.5, font_weight="bold", fill=svg.INK, class_="private")
    page.y += 16
    return page.document("bargain", title_of(found), " ".join(_described(found)))


def _legend(found: Bargain, panel: Drawn) -> list[tuple[str, str]]:
    """What each sign means, and what the marked packages are worth: only what is drawn."""
    lines = len(found.domain.parties) > _TWO
    is_numbered = len(found.domain.parties) <= _NUMBERED
    entries = [
        (
            _sign(mark, line=lines),
            f"{mark.called}: {_worths(found.domain, mark.worth)}" if is_numbered else mark.called,
        )
        for mark in marks_of(found)
    ]
    return entries + [_general(found, name) for name in panel.shown]


def _verdict(found: Bargain) -> Iterator[str]:
    yield frontier_in_words(found)
    if found.draft is not None:
        yield draft_in_words(found)


def _sign(mark: Mark, *, line: bool) -> str:
    look = mark.look
    drawn = svg.marker(look.shape, 14, 0, look.size, look.fill, look.edge)
    if line:
        drawn = svg.line((0, 0), (28, 0), look.colour, 2.4, stroke_dasharray=look.dashes) + drawn
    return drawn


def _entry(found: Bargain, mark: Mark) -> str:
    if len(found.domain.parties) > _NUMBERED:
        return mark.called
    return f"{mark.called}: {each(found.domain, mark.worth)}"


def _worths(domain: Domain, worth: Mapping[str, float]) -> str:
    """What it is to each party, beside its name in any script, as briefly as in the labels."""
    shared = domain.shared_unit
    said = []
    for party in domain.parties:
        number, unit = brief_number(worth[party]), None if shared else unit_of(domain, party)
        if number == "1" and unit == "points":
            unit = "point"
        said.append(together(domain.call(party), number, isolated(unit or "")))
    return ", ".join(said) + (f" {isolated(shared)}" if shared else "")


def _general(found: Bargain, name: str) -> tuple[str, str]:
    """A sign that does not stand for one package."""
    sign, said = _ENTRIES[name]
    floors = any(worth is not None for worth in found.domain.no_deal.values())
    if name in ("frontier", "stairs", "lines") and floors:
        return (
            sign,
            f"{said} that {'give' if name == 'stairs' else 'gives'} each party what it has without a deal",
        )
    return sign, said


def _dot(colour: str, size: float) -> str:
    return svg.element("circle", {"cx": 14, "cy": 0, "r": size, "fill": colour})


_ENTRIES: Final = {
    "cloud": (_dot(CLOUD, 1.8), "a package"),
    "frontier": (
        _dot(svg.BLUE, 3),
        "an undominated package",
    ),
    "lines": (
        svg.line((0, 0), (28, 0), svg.BLUE, 1, stroke_opacity=0.5),
        "an undominated package",
    ),
    "hull": (
        svg.line((0, 0), (28, 0), svg.BLUE, 1.2, stroke_dasharray="5 3"),
        "their convex hull: what drawing lots between packages could give",
    ),
    "stairs": (
        svg.path([(2, -6), (2, -2), (14, -2), (14, 4), (26, 4)], svg.BLUE, 2.2),
        "the corners of the steps: undominated packages",
    ),
    "outside": (
        svg.rect(Box(0, -7, 28, 14), OUTSIDE, fill_opacity=0.13)
        + svg.line((28, -7), (28, 7), svg.INK, 1.4, stroke_dasharray="6 4"),
        "less than a party has without a deal",
    ),
    "better": (
        svg.rect(Box(0, -7, 28, 14), svg.GREEN, fill_opacity=0.13),
        "at least as good as the draft for both",
    ),
    "tick": (
        svg.line((14, -7), (14, 7), svg.INK, 1.4) + svg.line((5, 0), (23, 0), svg.INK, 3.2),
        "what a party has without a deal; an arrow where that is beyond its packages",
    ),
}


def _described(found: Bargain) -> Iterator[str]:
    """The figure in sentences, for readers who do not see it."""
    yield from _verdict(found)
    for mark in marks_of(found):
        yield f"{_entry(found, mark)}."
    if found.frontier:
        yield f"{counted(len(found.frontier), 'undominated outcome')} in the table of the answer."
    yield PRIVATE
