"""The figure of what guarantees buy: well-formed whatever is in it, true to its numbers, parties alike."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.deal.loader import load
from detente.desk.packages import PackagesThatHold, packages_that_hold
from detente.report.bargain_holds_svg import holds_svg
from detente.report.bargain_saying import PRIVATE
from tests.desk.test_packages import RIDGE, Small, smalls
from tests.report.test_bargain_holds import OPEN, asked
from tests.report.test_bargain_svg import SVG, kinds, numbers_in, texts


def parsed(found: PackagesThatHold, width: int = 960) -> ET.Element:
    # What is parsed here is what was made here.
    return ET.fromstring(holds_svg(found, width=width))  # noqa: S314


def steps_in(root: ET.Element) -> list[tuple[float, float]]:
    """The corners of the line of steps, in pixels."""
    lines = [one for one in root.iter(f"{SVG}path") if one.get("class") == "steps"]
    assert len(lines) <= 1
    drawn = re.findall(r"[ML]([\d.-]+) ([\d.-]+)", lines[0].get("d", "") if lines else "")
    return [(float(x), float(y)) for x, y in drawn]


@settings(max_examples=40, deadline=None)
@given(smalls(), st.integers(300, 1400), st.integers(0, 8))
def test_every_figure_is_well_formed_and_stands_alone(small: Small, width: int, budget: int) -> None:
    found = asked(small.text(), budget)
    root = parsed(found, width)
    drawn = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert not drawn & {"script", "style", "image", "foreignObject", "a", "use"}
    names = {name for one in root.iter() for name in one.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name or name == "style"}
    assert texts(root, "private") == [PRIVATE]
    assert all(math.isfinite(number) for number in numbers_in(root))
    assert ("budget" in kinds(root)) == bool(budget and found.trade_off.steps)


@settings(max_examples=40, deadline=None)
@given(smalls(), st.booleans())
def test_the_line_has_the_steps_of_the_answer(small: Small, shared: bool) -> None:
    """Level, then up; as many corners as steps need, and as far apart as the numbers."""
    text = small.text() if shared else small.text().replace("south: {unit: points", "south: {unit: euro")
    found = asked(text)
    steps, corners = found.trade_off.steps, steps_in(parsed(found))
    assert len(corners) == (2 * len(steps) if steps else 0)
    for (x, y), (to, up) in pairwise(corners):
        assert (to > x and up == y) or (to == x and up < y)
    starts = corners[::2]
    for one, other in pairwise(range(len(starts))):
        for axis, amounts in ((0, [s.guarantee for s in steps]), (1, [s.gain for s in steps])):
            span = starts[-1][axis] - starts[0][axis]
            moved = (starts[other][axis] - starts[one][axis]) / span
            assert moved == pytest.approx(
                (amounts[other] - amounts[one]) / (amounts[-1] - amounts[0]), abs=0.001
            )


def test_the_example_has_labelled_steps_the_draft_and_the_budget() -> None:
    root = parsed(packages_that_hold(RIDGE, budget=3))
    assert texts(root, "axis") == ["Further guarantee (points)", "Joint gain (points)"]
    # EXPECTED.md: with none 40 (B), with 3 it is 41 (A); C, 36, needs 5; the draft is worth 27 to both together
    labels = dict(zip(texts(root, "mark"), texts(root, "worth"), strict=True))
    assert labels == {
        "Set 4": "40 with 0",
        "Set 3": "41 with 3",
        "Set 2": "36 with 5",
        "Set 1": "29 with 0",
        "Draft": "27 with 0",
    }
    assert "budget: 3" in texts(root, "budget")
    legend = " ".join(texts(root, "legend"))
    assert "Set 3: joint gain of 41 points with 3 points of further guarantee; port: inspected;" in legend
    assert "beyond the budget" in legend


def test_without_a_shared_unit_both_are_shares() -> None:
    deal = load(RIDGE)
    euro = deal.values["south"].model_copy(update={"unit": "euro"})
    found = packages_that_hold(replace(deal, values={**deal.values, "south": euro}), budget={"south": 3})
    root = parsed(found)
    assert texts(root, "axis")[0] == "Further guarantee (share of the best possible gain)"
    assert all(said.endswith("%") for said in texts(root, "tick"))
    labels = dict(zip(texts(root, "mark"), texts(root, "worth"), strict=True))
    assert labels["Set 4"] == "81.8 % with 0 %"  # 18 of 22
    assert labels["Set 3"] == "80.8 % with 11.5 %"  # 21 of 26, 3 of 26
    assert "budget" not in kinds(root)


def test_where_nothing_is_known_there_is_no_plot() -> None:
    root = parsed(asked(OPEN.replace("if it walks: {gets: 0}", "if it walks: {gets: unknown}")))
    assert "panel" not in kinds(root)
    assert "What guarantees buy cannot be said." in " ".join(
        one.text or "" for one in root.iter(f"{SVG}text")
    )


def test_the_same_answer_gives_the_same_bytes() -> None:
    one, other = (holds_svg(packages_that_hold(RIDGE, budget=3)) for _ in range(2))
    assert one == other


@settings(max_examples=20, deadline=None)
@given(smalls())
def test_swapping_names_changes_nothing_in_the_figure(small: Small) -> None:
    """Sets, gains and guarantees in all have no party."""
    text = small.text()
    swapped = {"Northland": "Southland", "Southland": "Northland"}
    other = re.sub("Northland|Southland", lambda name: swapped[name[0]], text)
    assert holds_svg(asked(text)) == holds_svg(asked(other))


@settings(max_examples=20, deadline=None)
@given(smalls())
def test_the_order_of_parties_changes_nothing_in_the_figure(small: Small) -> None:
    text = small.text()
    order = "{north: {name: Northland}, south: {name: Southland}}"
    other = text.replace(order, "{south: {name: Southland}, north: {name: Northland}}")
    assert other != text
    assert holds_svg(asked(text)) == holds_svg(asked(other))
