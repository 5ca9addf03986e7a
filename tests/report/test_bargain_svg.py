"""The figure of `bargain`: well-formed whatever is in it, labelled, told apart without colour, parties alike."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.answer import Bargain
from detente.bargain.domain import Domain
from detente.bargain.run import bargain
from detente.report import svg
from detente.report.bargain_beside import hull_of
from detente.report.bargain_looks import _POINTS, DRAFT, NEAREST, marks_of
from detente.report.bargain_saying import PRIVATE
from detente.report.bargain_scale import scale_of
from detente.report.bargain_svg import bargain_svg
from detente.report.placing import inside
from detente.report.svg import Box
from tests.bargain.domains import domain_of, domains
from tests.report.test_bargain import HARBOUR, answered, harbour

EXAMPLE = Path(__file__).parents[2] / "examples" / "ceasefire" / "ridge-and-valley"
SVG = "{http://www.w3.org/2000/svg}"


def parsed(found: Bargain, width: int = 960) -> ET.Element:
    # What is parsed here is what was made here.
    return ET.fromstring(bargain_svg(found, width=width))  # noqa: S314


def texts(root: ET.Element, kind: str | None = None) -> list[str]:
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text") if kind in (None, one.get("class"))]


def kinds(root: ET.Element) -> set[str | None]:
    return {one.get("class") for one in root.iter()}


def numbers_in(root: ET.Element) -> list[float]:
    names = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height", "r")
    return [float(one.get(name, "0")) for one in root.iter() for name in names]


@settings(max_examples=40, deadline=None)
@given(domains(), st.integers(300, 1400))
def test_every_figure_is_well_formed_and_stands_alone(domain: Domain, width: int) -> None:
    root = parsed(answered(domain), width)
    drawn = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert not drawn & {"script", "style", "image", "foreignObject", "a", "use"}
    names = {name for one in root.iter() for name in one.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name or name == "style"}
    assert texts(root, "private") == [PRIVATE]
    assert all(math.isfinite(number) for number in numbers_in(root))


def test_two_parties_stand_on_two_axes_with_what_is_marked() -> None:
    root = parsed(bargain(harbour()))
    assert texts(root, "axis") == ["Worth to Northland (points)", "Worth to Southland (points)"]
    assert {"cloud", "frontier", "hull", "better", "nearest", "no-deal"} <= kinds(root)
    assert "Draft" in texts(root, "mark")
    assert {"without a deal: 20", "without a deal: 12"} <= set(texts(root, "no-deal"))
    legend = " ".join(texts(root, "legend"))
    assert "Draft: Northland 33, Southland 18 points" in legend


def test_a_draft_that_nothing_is_better_than_has_no_line_to_anything() -> None:
    best = {"port": "open", "mandate": "none", "prisoners": "all"}
    assert "nearest" not in kinds(parsed(bargain(replace(harbour(), draft=best))))


def test_many_undominated_packages_are_a_line_of_steps() -> None:
    tables = {f"i{at}": {"a": (2**at, 0), "b": (0, 2**at)} for at in range(9)}
    root = parsed(bargain(domain_of(tables)))
    assert "stairs" in kinds(root)
    assert not {"frontier", "hull"} & kinds(root)
    assert "cloud" in kinds(root)


def test_more_packages_than_can_be_shown_are_no_cloud() -> None:
    tables = {f"i{at}": {"a": (at, 0), "b": (0, 13 - at)} for at in range(13)}
    assert "cloud" not in kinds(parsed(bargain(domain_of(tables))))


def test_a_worth_without_a_deal_far_outside_is_said() -> None:
    root = parsed(bargain(replace(domain_of(HARBOUR, no_deal=[-5000, 12]), names={"north": "Northland"})))
    assert texts(root, "note") == ["Without a deal Northland has -5000 points, outside of the figure."]


@pytest.mark.parametrize("parties", [3, 6, 12])
def test_more_parties_have_an_axis_each(parties: int) -> None:
    names = [f"party-{at}" for at in range(parties)]
    tables = {
        f"issue-{at}": {
            f"o{k}": tuple((at * 7 + k * 3 + p * 5) % 11 for p in range(parties)) for k in range(3)
        }
        for at in range(4)
    }
    domain = domain_of(tables, names, no_deal=[3] * parties, draft=dict.fromkeys(tables, "o0"))
    found = bargain(replace(domain, names=dict.fromkeys(names, "The Provisional Government of the Isles")))
    root = parsed(found)
    assert sum(one.get("class") == "axis" for one in root.iter(f"{SVG}line")) == parties
    assert sum(one.get("class") == "mark" for one in root.iter(f"{SVG}path")) == len(marks_of(found))
    for text in root.iter(f"{SVG}text"):
        if text.get("class") in ("party", "unit", "end"):
            half = svg.room("".join(text.itertext()), float(text.get("font-size", "0"))) / 2
            assert float(text.get("x", "0")) - half >= 0
            assert float(text.get("x", "0")) + half <= 960


def test_names_of_lines_do_not_lie_on_each_other() -> None:
    names = [f"party-{at}" for at in range(5)]
    tables = {f"issue-{at}": {"a": (1, 2, 3, 4, 5), "b": (5, 4, 3, 2, 5)} for at in range(5)}
    root = parsed(bargain(domain_of(tables, names, draft=dict.fromkeys(tables, "a"))))
    heights = sorted(
        float(one.get("y", "0")) for one in root.iter(f"{SVG}text") if one.get("class") == "label"
    )
    assert all(after - before >= 11 for before, after in pairwise(heights))


@pytest.mark.parametrize(
    "tables",
    [
        {"a": {"x": (3, 3)}},
        {"a": {"x": (3, 3), "y": (3, 3)}},
        {"a": {"x": (1e300, -1e300), "y": (-1e300, 1e300)}},
        {"a": {"x": (1e-300, 0), "y": (0, 1e-300)}},
        {"a": {"x": (1e16, 1), "y": (1e16 + 2, 0)}},
        {"a": {"x": (0, 0, 0), "y": (0, 0, 0)}},
        {"a": {"x": (1e300, 0, -1e300), "y": (-1e300, 0, 1e300)}},
    ],
)
def test_extreme_worths_are_drawn(tables: dict[str, dict[str, tuple[float, ...]]]) -> None:
    parties = ["north", "south", "east"][: len(next(iter(tables["a"].values())))]
    root = parsed(bargain(domain_of(tables, parties, draft={"a": "x"})))
    assert all(math.isfinite(number) for number in numbers_in(root))


def test_hostile_words_are_escaped() -> None:
    hostile = "<script>alert(1)</script> & \"'\x00\x1b[31m ]]>"
    domain = domain_of({"a": {"x": (1, 2), "y": (2, 1)}}, unit=hostile)
    drawn = bargain_svg(bargain(replace(domain, title=hostile, names=dict.fromkeys(domain.parties, hostile))))
    assert "<script" not in drawn
    assert "\x1b" not in drawn
    ET.fromstring(drawn)  # noqa: S314


def test_no_colour_stands_alone() -> None:
    looks = [DRAFT, NEAREST, *_POINTS]
    for one, other in combinations(looks, 2):
        assert (one.shape, one.fill == svg.PAPER) != (other.shape, other.fill == svg.PAPER) or (
            one.size != other.size and one.dashes != other.dashes
        )
    assert len({look.dashes for look in looks}) == len(looks)


@settings(max_examples=20, deadline=None)
@given(domains(parties=2))
def test_swapping_names_swaps_words_only(domain: Domain) -> None:
    one = parsed(answered(replace(domain, names={"north": "Aland", "south": "Bland"})))
    other = parsed(answered(replace(domain, names={"north": "Bland", "south": "Aland"})))
    swapped = [
        re.sub("Aland|Bland", lambda n: {"Aland": "Bland", "Bland": "Aland"}[n[0]], t) for t in texts(other)
    ]
    assert texts(one) == swapped


@settings(max_examples=20, deadline=None)
@given(domains(parties=3))
def test_the_order_of_parties_moves_axes_only(domain: Domain) -> None:
    turned = replace(domain, parties=(*domain.parties[1:], domain.parties[0]))
    said = [parsed(answered(one)) for one in (domain, turned)]
    for kind in ("party", "end", "no-deal", "label"):
        assert Counter(texts(said[0], kind)) == Counter(texts(said[1], kind))


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=1, max_size=12))
def test_the_hull_lies_on_or_above_every_point(pairs: list[tuple[int, int]]) -> None:
    kept = [p for p in set(pairs) if not any(q != p and q[0] >= p[0] and q[1] >= p[1] for q in pairs)]
    hull = hull_of(kept)
    assert set(hull) <= set(kept)
    for x, y in kept:
        for (x0, y0), (x1, y1) in pairwise(hull):
            if x0 <= x <= x1:
                assert (y - y0) * (x1 - x0) <= (y1 - y0) * (x - x0)


@given(st.lists(st.floats(-1e308, 1e308), min_size=1, max_size=6))
def test_a_scale_holds_its_numbers_and_round_ticks(values: list[float]) -> None:
    scale = scale_of(values)
    assert all(scale.holds(value) for value in values)
    assert all(-0.001 <= scale.share(value) <= 1.001 for value in values)
    assert len(scale.ticks) <= 21
    assert all(scale.holds(tick) for tick in scale.ticks)


def test_a_point_that_many_packages_reach_is_said_and_not_marked() -> None:
    tables = {f"i{at}": {"a": (2**at, 0), "b": (0, 2**at)} for at in range(6)}
    root = parsed(bargain(domain_of(tables, no_deal=[5, 9])))
    reach = [note for note in texts(root, "note") if "different outcomes reach it" in note]
    assert reach == ["Utilitarian: 50 different outcomes reach it."]
    assert "Utilitarian" not in texts(root, "mark")


# --- labels and titles ---


def boxes_of(root: ET.Element, *kinds: str) -> list[Box]:
    """About where the words of some kinds stand."""
    found = []
    for one in root.iter(f"{SVG}text"):
        if one.get("class") in kinds:
            size = float(one.get("font-size", "0"))
            wide = svg.room("".join(one.itertext()), size)
            left = {"start": 0.0, "middle": 0.5, "end": 1.0}[one.get("text-anchor", "start")] * wide
            found.append(
                Box(float(one.get("x", "0")) - left, float(one.get("y", "0")) - 0.7 * size, wide, 0.7 * size)
            )
    return found


def lines_of(root: ET.Element, kind: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    found = []
    for one in root.iter():
        if one.get("class") == kind and one.tag == f"{SVG}path":
            corners = re.findall(r"[ML]([\d.-]+) ([\d.-]+)", one.get("d", ""))
            found += list(pairwise([(float(x), float(y)) for x, y in corners]))
        elif one.get("class") == kind and one.tag == f"{SVG}line":
            x, y, to, down = (float(one.get(name, "0")) for name in ("x1", "y1", "x2", "y2"))
            found.append(((x, y), (to, down)))
    return found


@settings(max_examples=40, deadline=None)
@given(domains(parties=2))
def test_no_words_lie_on_each_other_and_no_leader_runs_through_any(domain: Domain) -> None:
    root = parsed(answered(domain))
    rows = boxes_of(root, "mark", "worth", "no-deal")
    assert all(not one.meets(other) for one, other in combinations(rows, 2))
    assert all(not inside(leader, box) for leader in lines_of(root, "leader") for box in rows)


def test_in_the_example_no_line_runs_through_a_label_and_no_package_is_under_one() -> None:
    root = parsed(bargain(EXAMPLE))
    rows = boxes_of(root, "mark", "worth", "no-deal")
    lines = [line for kind in ("nearest", "hull", "no-deal") for line in lines_of(root, kind)]
    assert len(lines) == 7  # one, four, two
    assert all(not inside(line, box) for line in lines for box in rows)
    dots = [
        (float(x), float(y))
        for one in root.iter(f"{SVG}path")
        if one.get("class") in ("cloud", "frontier")
        for x, y in re.findall(r"M([\d.-]+) ([\d.-]+)", one.get("d", ""))
    ]
    assert len(dots) > 20
    for x, y in dots:
        assert not any(Box(x, y, 0.01, 0.01).meets(box) for box in rows), (x, y)


def test_marks_at_one_place_share_a_label_and_are_rings() -> None:
    root = parsed(bargain(domain_of({"a": {"x": (3, 3)}}, draft={"a": "x"})))
    assert texts(root, "mark") == ["Draft,", "Utilitarian"]
    assert texts(root, "worth") == ["3, 3"]


def test_labels_have_three_digits_at_most() -> None:
    tables = {"a": {"x": (1.98765, 0.333333), "y": (0.5, 1234.5678)}}
    root = parsed(bargain(domain_of(tables, draft={"a": "x"}, no_deal=[0.123456, 0.2])))
    assert set(texts(root, "worth")) <= {"1.99, 0.333", "0.5, 1235"}
    assert "without a deal: 0.123" in texts(root, "no-deal")
    assert "Draft: north 1.99, south 0.333 points" in texts(root, "legend")


HEBREW, ARABIC = "צפון הארץ", "دولة الجنوب"


@pytest.mark.parametrize("width", [560, 960])
def test_numbers_stay_beside_names_of_the_other_direction(width: int) -> None:
    found = bargain(replace(harbour(), names={"north": HEBREW, "south": ARABIC}))
    root = parsed(found, width)
    legend = " ".join(texts(root, "legend"))
    assert f"Draft: \u2068{HEBREW}\u2069 33, \u2068{ARABIC}\u2069 18 points" in legend
    assert f"Worth to \u2068{HEBREW}\u2069 (points)" in texts(root, "axis")
    for text in texts(root):
        assert text.count("\u2068") == text.count("\u2069")


LONG = "The Provisional Government of the United Northern Isles, Dependencies and Free Cities of the Valley"


@pytest.mark.parametrize("width", [560, 960])
@pytest.mark.parametrize("parties", [2, 3])
def test_a_long_name_is_cut_and_the_unit_is_not(width: int, parties: int) -> None:
    unit = "millions of constant 2024 euro"
    tables = {"a": {"x": (1, 2, 3)[:parties], "y": (3, 2, 1)[:parties]}}
    domain = domain_of(tables, ["north", "south", "east"][:parties], unit=unit)
    root = parsed(bargain(replace(domain, names=dict.fromkeys(domain.parties, LONG))), width)
    said = " ".join(texts(root, "axis" if parties == 2 else "unit"))
    assert said.count(f"({unit})" if parties == 2 else unit) == 2 or parties == 3
    assert parties == 2 or sorted(said.split()) == sorted(unit.split() * 3)


@pytest.mark.parametrize("parties", [2, 3])
def test_a_unit_longer_than_its_axis_is_said_below(parties: int) -> None:
    unit = " ".join(["weighted"] * 30)
    tables = {"a": {"x": (1, 2, 3)[:parties], "y": (3, 2, 1)[:parties]}}
    root = parsed(bargain(domain_of(tables, ["north", "south", "east"][:parties], unit=unit)))
    assert unit in " ".join(texts(root, "note"))


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert bargain_svg(bargain(harbour())) == bargain_svg(bargain(harbour()))
