"""The figure of packages that also hold: what further guarantees buy in joint gain, as steps.

Guarantee across, joint gain up. Made as text, with no library: the same answer gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from detente.report import svg
from detente.report.bargain_beside import LEFT, RIGHT, TICK, Plane
from detente.report.bargain_holds import title_of
from detente.report.bargain_holds_best import beyond
from detente.report.bargain_holds_saying import amount_in_words, sets_of
from detente.report.bargain_holds_short import sets_in_words
from detente.report.bargain_labels import brief_number, label_of, places, written
from detente.report.bargain_looks import CLOUD, DRAFT
from detente.report.bargain_saying import PRIVATE, compact, in_full
from detente.report.bargain_scale import scale_of
from detente.report.bargain_titles import titles
from detente.report.placing import Ground, Place, choose
from detente.report.saying import percent
from detente.report.svg import Box
from detente.report.svg_page import Page

if TYPE_CHECKING:
    from detente.desk.held import Step
    from detente.desk.packages import PackagesThatHold
    from detente.report.bargain_labels import Label
    from detente.report.placing import Segment

NAME: Final = "bargain-holds"
NARROWEST: Final = 560
_TALL: Final = 380.0
_BELOW: Final = 58.0
_LABELLED: Final = 12  # so many steps, and so many other sets, have labels
_TOGETHER: Final = 4  # so many names in one label
_OPTIONS: Final = 8  # a package of so many issues is written in the legend


@dataclass(frozen=True, slots=True)
class Stairs(Plane):
    """Guarantee across, joint gain up."""

    @property
    def frame(self) -> Box:
        """The plot."""
        return Box(LEFT, 0, self.width - LEFT - RIGHT, _TALL)

    def of(self, step: Step) -> svg.Point:
        """Where a step stands."""
        return self.at((step.guarantee, step.gain))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What stands in the figure: the steps, other sets with their best package, the draft, the budget in all."""

    steps: tuple[Step, ...]
    others: tuple[Step, ...]
    draft: Step | None
    budget: float | None

    @property
    def marked(self) -> Iterator[Step]:
        """Everything with a place."""
        yield from self.steps
        yield from self.others
        if self.draft is not None:
            yield self.draft


def holds_svg(found: PackagesThatHold, *, width: int = 960) -> str:
    """The figure as an SVG document.

    Args:
        found: the answer.
        width: its width in pixels, `NARROWEST` at least.
    """
    page = Page(max(width, NARROWEST))
    drawn = _drawn(found)
    page.say(title_of(found), 19, font_weight="bold", fill=svg.INK, class_="title")
    page.say(_verdict(found), 13, fill=svg.INK)
    if drawn.steps:
        page.panel(_panel(found, drawn, page.width), _TALL + _BELOW)
        page.entries(list(_legend(found, drawn)))
        trade = found.trade_off
        page.y += 6
        said = f"Further guarantee: {trade.guarantee}. Joint gain: {trade.gain}."
        page.say(said, 11.5, fill=svg.FAINT, class_="note")
    page.y += 6
    page.say(PRIVATE, 12.5, font_weight="bold", fill=svg.INK, class_="private")
    page.y += 16
    return page.document(NAME, title_of(found), " ".join(_described(found, drawn)))


def _drawn(found: PackagesThatHold) -> _Drawn:
    trade, choosing = found.trade_off, found.choosing
    stepped = {step.package.bundle.brings for step in trade.steps}
    others = [choosing.step_of(bundle) for bundle in found.bundles if bundle.brings not in stepped]
    budget = found.best.budget
    in_all = None if trade.unit is None or isinstance(budget, Mapping) or not budget else float(budget)
    draft = choosing.step_at(found.draft) if found.draft is not None else None
    return _Drawn(trade.steps, tuple(one for one in others if one is not None), draft, in_all)


def _verdict(found: PackagesThatHold) -> str:
    said = sets_in_words(found)
    return (
        f"{said} {beyond(found)}" if found.trade_off.steps else f"{said} What guarantees buy cannot be said."
    )


# --- the plot ---


def _panel(found: PackagesThatHold, drawn: _Drawn, width: float) -> list[str]:
    needs = [step.guarantee for step in drawn.marked] + ([] if drawn.budget is None else [drawn.budget])
    most = max(needs) or 1.0
    across = scale_of([0.0, most + most / 5])
    stairs = Stairs(across, scale_of([step.gain for step in drawn.marked]), width)
    return [
        *_ground(found, stairs),
        *_budget(found, stairs, drawn),
        *_steps(stairs, drawn.steps),
        *_marks(found, stairs, drawn),
    ]


def _said(found: PackagesThatHold, amount: float) -> str:
    """On an axis: no unit."""
    return compact(amount) if found.trade_off.unit is not None else percent(amount)


def _brief(found: PackagesThatHold, amount: float) -> str:
    """In a label: no unit."""
    return brief_number(amount) if found.trade_off.unit is not None else percent(amount)


def _ground(found: PackagesThatHold, stairs: Stairs) -> Iterator[str]:
    frame = stairs.frame
    bottom = frame.height
    yield svg.rect(frame, svg.PAPER, stroke=svg.RULE)
    tick: dict[str, str | float] = {"fill": svg.INK, "class_": "tick"}
    last = 0.0
    for amount in stairs.across.ticks:
        x = stairs.at((amount, stairs.up.low))[0]
        if amount < 0:
            continue
        yield svg.line((x, 0), (x, bottom), svg.RULE)
        said = _said(found, amount)
        if x - svg.room(said, TICK) / 2 > last:
            last = x + svg.room(said, TICK) / 2 + 6
            yield svg.words(x, bottom + 17, said, TICK, text_anchor="middle", **tick)
    for amount in stairs.up.ticks:
        y = stairs.at((stairs.across.low, amount))[1]
        yield svg.line((frame.left, y), (frame.left + frame.width, y), svg.RULE)
        yield svg.words(LEFT - 8, y + 4, _said(found, amount), TICK, text_anchor="end", **tick)
    unit = found.trade_off.unit or "share of the best possible gain"
    yield from titles(frame, ("Further guarantee", "", unit), ("Joint gain", "", unit))


def _budget(found: PackagesThatHold, stairs: Stairs, drawn: _Drawn) -> Iterator[str]:
    """What cannot be given is in grey, beyond a dashed line."""
    if drawn.budget is None:
        return
    frame = stairs.frame
    x = stairs.at((drawn.budget, stairs.up.low))[0]
    beyond_it = Box(x, 0, frame.left + frame.width - x, frame.height)
    yield svg.rect(beyond_it, svg.FAINT, fill_opacity=0.1, class_="beyond")
    yield svg.line((x, 0), (x, frame.height), svg.INK, 1.4, stroke_dasharray="6 4", class_="budget")


def _steps(stairs: Stairs, steps: tuple[Step, ...]) -> Iterator[str]:
    """Level from one step to the next, then up; from the last on level to the right edge."""
    places = [stairs.of(step) for step in steps]
    frame = stairs.frame
    if steps[0].guarantee > 0:  # with less, nothing holds
        yield svg.path(
            [(places[0][0], frame.height), places[0]], svg.BLUE, 1.2, stroke_dasharray="2 3", class_="first"
        )
    line = [places[0]]
    for (_, y), (x, up) in pairwise(places):
        line += [(x, y), (x, up)]
    line.append((frame.left + frame.width, places[-1][1]))
    yield svg.path(line, svg.BLUE, 2.4, stroke_linejoin="round", class_="steps")


# --- marks with labels ---


def _marks(found: PackagesThatHold, stairs: Stairs, drawn: _Drawn) -> Iterator[str]:
    labels = list(_labels(found, stairs, drawn))
    frame = stairs.frame
    spots = list(dict.fromkeys(stairs.of(step) for step in drawn.marked))
    ground = Ground(
        Box(frame.left + 4, 4, frame.width - 8, frame.height - 8),
        tuple(Box(x - 8, y - 8, 16, 16) for x, y in spots),
        lines=tuple(_lines(stairs, drawn)),
    )
    wanted = [list(places(label, spots, ground.frame)) for label in labels]
    wanted += [list(_along(found, stairs, drawn.budget))] if drawn.budget is not None else []
    found_places = choose(wanted, ground)
    for label, place in zip(labels, found_places, strict=False):
        yield from written(label, place, ground) if place is not None else ()
    if drawn.budget is not None and (last := found_places[-1]) is not None:
        said, box = _budget_said(found, drawn.budget), last.box
        yield svg.words(box.left + 3, box.top + 13, said, TICK, fill=svg.INK, class_="budget")
    for step in drawn.others:
        yield svg.marker("circle", *stairs.of(step), 4.5, svg.PAPER, CLOUD)
    for step in drawn.steps:
        yield svg.marker("circle", *stairs.of(step), 6, svg.BLUE, svg.INK)
    if drawn.draft is not None:
        yield svg.marker(DRAFT.shape, *stairs.of(drawn.draft), DRAFT.size, DRAFT.fill, DRAFT.edge)


def _labels(found: PackagesThatHold, stairs: Stairs, drawn: _Drawn) -> Iterator[Label]:
    """Steps, the draft and other sets; what stands at the same place shares a label."""
    labelled = [(step, called(found, step)) for step in drawn.steps[:_LABELLED]]
    labelled += [(drawn.draft, "Draft")] if drawn.draft is not None else []
    labelled += [(step, called(found, step)) for step in drawn.others[:_LABELLED]]
    together: dict[svg.Point, list[tuple[Step, str]]] = {}
    for step, name in labelled:
        together.setdefault(stairs.of(step), []).append((step, name))
    for at, group in together.items():
        step = group[0][0]
        numbers = f"{_brief(found, step.gain)} with {_brief(found, step.guarantee)}"
        yield label_of(at, _names([name for _, name in group]), numbers)


def _names(names: list[str]) -> list[str]:
    """A line each; of many the rest is counted."""
    return (
        names
        if len(names) <= _TOGETHER
        else [*names[: _TOGETHER - 1], f"and {len(names) - _TOGETHER + 1} more"]
    )


def called(found: PackagesThatHold, step: Step) -> str:
    """`Set 3`."""
    return f"Set {sets_of(found)[step.package.bundle.brings]}"


def _lines(stairs: Stairs, drawn: _Drawn) -> Iterator[Segment]:
    """What labels had better not cover."""
    frame = stairs.frame
    places = [stairs.of(step) for step in drawn.steps]
    for (x, y), (to, up) in pairwise(places):
        yield from (((x, y), (to, y)), ((to, y), (to, up)))
    yield places[-1], (frame.left + frame.width, places[-1][1])
    if drawn.steps[0].guarantee > 0:
        yield (places[0][0], frame.height), places[0]
    if drawn.budget is not None:
        x = stairs.at((drawn.budget, stairs.up.low))[0]
        yield (x, 0.0), (x, frame.height)


def _budget_said(found: PackagesThatHold, budget: float) -> str:
    return f"budget: {_brief(found, budget)}"


def _along(found: PackagesThatHold, stairs: Stairs, budget: float) -> Iterator[Place]:
    """Beside the line of the budget, from the bottom on."""
    x = stairs.at((budget, stairs.up.low))[0]
    wide = svg.room(_budget_said(found, budget), TICK) + 6
    for far in range(6, int(stairs.frame.height), 12):
        top = stairs.frame.height - far - 17.0
        yield from (Place(Box(left, top, wide, 17), 0.05 * far) for left in (x + 4, x - wide - 4))


# --- in words ---


def _legend(found: PackagesThatHold, drawn: _Drawn) -> Iterator[tuple[str, str]]:
    step_sign = svg.marker("circle", 14, 0, 6, svg.BLUE, svg.INK)
    for step in drawn.steps[:_LABELLED]:
        yield step_sign, _entry(found, step)
    if drawn.draft is not None:
        sign = svg.marker(DRAFT.shape, 14, 0, DRAFT.size, DRAFT.fill, DRAFT.edge)
        yield sign, f"The draft: {_numbers(found, drawn.draft)}"
    stairs = svg.path([(0, 5), (14, 5), (14, -5), (28, -5)], svg.BLUE, 2.4)
    yield stairs, "the most joint gain that holds with so much further guarantee"
    if drawn.others:
        yield (
            svg.marker("circle", 14, 0, 4.5, svg.PAPER, CLOUD),
            "another set of obligations, with its best package: no more gain for no less guarantee",
        )
    if drawn.budget is not None:
        shade = svg.rect(Box(0, -7, 28, 14), svg.FAINT, fill_opacity=0.1)
        edge = svg.line((0, -7), (0, 7), svg.INK, 1.4, stroke_dasharray="6 4")
        yield shade + edge, "beyond the budget"


def _entry(found: PackagesThatHold, step: Step) -> str:
    options = step.package.package.options
    which = f"; {in_full(options)}" if len(options) <= _OPTIONS else ""
    return f"{called(found, step)}: {_numbers(found, step)}{which}"


def _numbers(found: PackagesThatHold, step: Step) -> str:
    unit = found.trade_off.unit
    needs = f"{amount_in_words(step.guarantee, unit)} of" if step.guarantee else "no"
    return f"joint gain of {amount_in_words(step.gain, unit)} with {needs} further guarantee"


def _described(found: PackagesThatHold, drawn: _Drawn) -> Iterator[str]:
    """The figure in sentences, for readers who do not see it."""
    yield _verdict(found)
    for step in drawn.steps:
        yield f"{_entry(found, step)}."
    for step in drawn.others:
        yield f"{called(found, step)}, on no step: {_numbers(found, step)}."
    if drawn.draft is not None:
        yield f"The draft: {_numbers(found, drawn.draft)}."
    yield PRIVATE
