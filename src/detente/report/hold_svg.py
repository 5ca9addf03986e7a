"""The figure of `hold` as SVG: what each party gains by stopping along the course, its exposure, its guarantees.

Made as text, with no library: the same answer gives the same bytes. It stands on its own white ground and tells nothing
by colour alone. The colours are those of Okabe and Ito, Color Universal Design (2008).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from detente.check.saying import counted
from detente.report import svg
from detente.report.figure import GAINS, MAY, SIGN_IN_WORDS, Figure, every, figures, said
from detente.report.heading import title_of
from detente.report.hold_axes import LEFT, RIGHT, Across
from detente.report.hold_legend import legend
from detente.report.hold_panels import panel_svg
from detente.report.hold_short import verdict_in_words
from detente.report.saying_hold import breach_in_words, capital
from detente.report.wrap import clean, wrap

if TYPE_CHECKING:
    from detente.hold.results import Hold
    from detente.report.figure import Spot

NARROWEST: Final = 480
_NAMED: Final = 41  # so many places have names below the figure; of more, only numbers are shown
_SLANTED: Final = 24  # the longest name, in cells, that is written at a slant below its place
_ASSUMPTIONS: Final = 3
_LEGEND: Final = 470  # an entry of the legend is at most so wide


def hold_svg(found: Hold, *, width: int = 960) -> str:
    """The figure as an SVG document.

    Args:
        found: the answer.
        width: its width in pixels, `NARROWEST` at least; the height follows from what is in it.
    """
    width = max(width, NARROWEST)
    blocks = figures(found)
    page = _Page(width)
    page.title(title_of(found.deal), verdict_in_words(found))
    for block in blocks:
        page.block(block, several=len(blocks) > 1)
    page.legend(blocks)
    page.notes(found)
    return page.document(title_of(found.deal), " ".join(_described(found, blocks)))


class _Page:
    """Draws from top to bottom; `y` is where the next thing stands."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.y = 0.0
        self.drawn: list[str] = []
        self.unlabelled = 0
        self.named: tuple[str, ...] = ()

    def say(self, words: str, size: float, x: float = RIGHT, **more: str | float) -> None:
        """A paragraph, wrapped."""
        most = int((self.width - x - RIGHT) / (size * 0.54))
        for line in wrap(clean(words), most):
            self.y += round(size * 1.4)
            self.drawn.append(svg.words(x, self.y, line, size, **more))

    def title(self, title: str, verdict: str) -> None:
        """What deal it is, and the answer."""
        self.y = 10
        self.say(title, 19, font_weight="bold", fill=svg.INK, class_="title")
        self.say(verdict, 13, fill=svg.INK)
        self.y += 8

    def block(self, block: Figure, *, several: bool) -> None:
        """One form of breach: its title, its panels, and the course below them."""
        self.y += 10
        self.say(f"If {breach_in_words(block.form)}", 14, font_weight="bold", fill=svg.INK)
        if several:
            self.say(_turns(block), 12, fill=svg.FAINT)
        self.y += 14
        across = Across(self.width, len(block.places))
        for panel in block.panels:
            made = panel_svg(panel, across)
            place: svg.Attributes = {"class": "panel", "transform": f"translate(0,{svg.fixed(self.y)})"}
            self.drawn.append(svg.group(place, made.inside))
            self.y += made.height
            self.unlabelled += made.unlabelled
        self._course(block.places, across)
        self.named = block.places

    def _course(self, places: tuple[str, ...], across: Across) -> None:
        """The numbers of the places, with their names where they can be read."""
        self.y -= 2
        widest = svg.room(str(len(places)), 11) + 6
        step = every(len(places), int(across.plot / widest))
        for at in range(0, len(places), step):
            number = svg.words(
                across.x(at), self.y, str(at), 11, text_anchor="middle", fill=svg.INK, class_="place"
            )
            self.drawn.append(number)
        self.drawn.append(svg.words(LEFT - 8, self.y, "after act", 11, text_anchor="end", fill=svg.FAINT))
        names = list(enumerate(places))
        if len(places) > _NAMED:
            self.say("The names of the acts by their numbers are in the table.", 11.5, LEFT, fill=svg.FAINT)
        elif max(svg.room(name, 11) for name in places) < across.pitch - 6:
            self.y += 15
            self.drawn += [
                svg.words(across.x(at), self.y, name, 11, text_anchor="middle", fill=svg.INK, class_="name")
                for at, name in names
            ]
        elif across.pitch >= 15 and max(svg.room(name, 11) for name in places) <= _SLANTED * 6.4:
            self._slanted(names, across)
        elif places != self.named:
            self._key(names)
        self.y += 10

    def _slanted(self, names: list[tuple[int, str]], across: Across) -> None:
        for at, name in names:
            x, y = svg.fixed(across.x(at) + 4), svg.fixed(self.y + 14)
            turn = f"translate({x},{y}) rotate(-50)"
            word = svg.words(0, 0, name, 11, text_anchor="end", fill=svg.INK, transform=turn, class_="name")
            self.drawn.append(word)
        self.y += 14 + 0.77 * max(svg.room(name, 11) for _, name in names)

    def _key(self, names: list[tuple[int, str]]) -> None:
        """The names by their numbers, in columns read downwards."""
        longest = max(svg.room(name, 11.5) for _, name in names)
        room = self.width - LEFT - RIGHT
        columns = max(1, min(int(room / (longest + 40)), 4, len(names)))
        rows = -(-len(names) // columns)
        most = int((room / columns - 40) / 6.7)
        for at, name in names:
            x, y = LEFT + (at // rows) * room / columns, self.y + 20 + 16 * (at % rows)
            number = svg.words(x + 20, y, str(at), 11.5, text_anchor="end", fill=svg.FAINT)
            self.drawn += [
                number,
                svg.words(x + 28, y, svg.shortened(name, most), 11.5, fill=svg.INK, class_="name"),
            ]
        self.y += 20 + 16 * rows

    def legend(self, blocks: Iterable[Figure]) -> None:
        """What each shape and line means; only what is drawn."""
        spots = [spot for block in blocks for panel in block.panels for spot in panel.spots]
        columns = 2 if self.width >= 2 * _LEGEND else 1
        self.y += 2
        for number, (sign, words) in enumerate(legend(spots)):
            self.y += 0 if number % columns else 20
            x = RIGHT + (number % columns) * (self.width - RIGHT) / 2
            place: svg.Attributes = {"transform": f"translate({svg.fixed(x)},{svg.fixed(self.y - 4)})"}
            self.drawn.append(svg.element("g", place, sign))
            self.drawn.append(svg.words(x + 30, self.y, words, 12, fill=svg.INK))
        self.y += 8

    def notes(self, found: Hold) -> None:
        """What the figure rests on, and what it leaves out."""
        said_first = found.assumptions[:_ASSUMPTIONS]
        for assumption in said_first:
            self.say(capital(assumption), 11.5, fill=svg.FAINT)
        more = len(found.assumptions) - len(said_first)
        if more:
            self.say(f"{counted(more, 'further assumption')} with the answer itself.", 11.5, fill=svg.FAINT)
        if self.unlabelled:
            points = counted(self.unlabelled, "point")
            self.say(
                f"{points} found no room for a label; every number is in the table.", 11.5, fill=svg.FAINT
            )
        self.y += 16

    def document(self, title: str, described: str) -> str:
        """The whole picture."""
        return svg.document("hold", title, described, (self.width, self.y), self.drawn, _HATCH)


_HATCH: Final = svg.element(
    "pattern",
    {"id": "hold-band", "width": 6, "height": 6, "patternUnits": "userSpaceOnUse"},
    svg.path([(-1, 7), (7, -1)], svg.GREEN, 1),
)


def _turns(block: Figure) -> str:
    """At how many points a party gains, or may gain, by stopping."""
    own = [spot for panel in block.panels for spot in panel.spots if spot.point.mover]
    gains, depends = (sum(spot.kind == kind for spot in own) for kind in (GAINS, MAY))
    words = f"at {counted(gains, 'point')} of {len(own)} the party whose turn it is gains by stopping"
    return f"{words}; at {counted(depends, 'point')} it depends" if depends else words


def _described(found: Hold, blocks: Iterable[Figure]) -> Iterator[str]:
    """The figure in sentences, for readers who do not see it."""
    yield verdict_in_words(found)
    for block in blocks:
        yield f"If {breach_in_words(block.form)}."
        for panel in block.panels:
            unit = f" in {panel.unit}" if panel.unit else ""
            yield f"{panel.name}{unit}:"
            own = [spot for spot in panel.spots if spot.point.mover]
            yield "; ".join(_spot_in_words(spot, block.places[spot.at]) for spot in own) + "."
    yield "The table beside the figure has every number."


def _spot_in_words(spot: Spot, place: str) -> str:
    answer = (
        SIGN_IN_WORDS[spot.kind]
        if spot.gain is None and spot.point.gain is None
        else said(spot.gain, exact=spot.point.exact)
    )
    words = f"after {spot.at} {place}, before {spot.point.next}, gains by stopping {answer}"
    if spot.lost is not None:
        words += f" before guarantees, would lose {said(spot.lost)} with them"
    return words if spot.exposed is None else f"{words}, exposed {said(spot.exposed)}"
