"""The figure of `hold` as SVG, and the table beside it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.hold.results import HeldBy, Hold, Interval, Term
from detente.report.figure import every, figures, said, scale_of
from detente.report.hold_svg import hold_svg
from detente.report.hold_table import hold_table
from tests.report.held import ACTS, EURO, NAMES, answers, by_signs, cold_store, deal, hold, point

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def parsed(found: Hold, width: int = 960) -> ET.Element:
    # What is parsed here is what was made here.
    return ET.fromstring(hold_svg(found, width=width))  # noqa: S314


def texts(root: ET.Element, kind: str | None = None) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text") if kind in (None, text.get("class"))]


def panels(found: Hold) -> dict[str, str]:
    """Each panel as text without its place on the page, by the name of the party."""
    drawn = {}
    for group in parsed(found).iter(f"{SVG}g"):
        if group.get("class") == "panel":
            group.attrib.pop("transform")
            drawn[texts(group, "party")[0]] = ET.tostring(group, encoding="unicode").strip()
    return drawn


def in_table(found: Hold) -> list[str]:
    """Every phrase of the table, on one line each, whatever the widths of its columns."""
    return [" ".join(cell.split()) for row in hold_table(found, 400).splitlines() for cell in row.split("  ")]


def phrases(words: str) -> str:
    return words.removeprefix("exposed ")


def test_the_points_worked_by_hand_are_labelled() -> None:
    north, south = panels(cold_store()).values()
    assert texts(ET.fromstring(north), "act") == ["before build-2"]  # noqa: S314
    assert texts(ET.fromstring(north), "value") == ["1", "exposed 1.3"]  # noqa: S314
    assert texts(ET.fromstring(south), "act") == ["before pay-4"]  # noqa: S314
    assert texts(ET.fromstring(south), "value") == ["1.5", "exposed 3.7"]  # noqa: S314


def test_it_stands_alone_and_says_what_it_is() -> None:
    root = parsed(cold_store())
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "A cold store"
    assert desc is not None
    assert "after 2 pay-1, before build-2, gains by stopping 1, exposed -3" in (desc.text or "")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    ground = root.find(f"{SVG}rect")
    assert ground is not None
    assert (ground.get("width"), ground.get("height")) == (root.get("width"), root.get("height"))
    assert ground.get("fill") == "#ffffff"
    drawn = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not drawn & {"script", "style", "image", "foreignObject", "a", "use"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name or name == "style"}


def test_no_colour_stands_alone() -> None:
    """In every answer, two kinds of point differ in more than in colour."""
    both = parsed(by_signs(9))
    signs = [
        element.tag.removeprefix(SVG) + element.get("points", "") for element in both.iter(f"{SVG}polygon")
    ]
    assert len({sign.count(",") for sign in signs}) == 2  # a triangle and a diamond
    covered = parsed(cold_store(bond=1.25))
    marks = [
        (element.get("fill"), element.get("points", "").count(","))
        for element in covered.iter(f"{SVG}polygon")
    ]
    assert len(marks) == len(set(marks)) * 2  # each in a panel and in the legend
    assert {fill for fill, _ in marks} == {"#ffffff", "#D55E00"}  # held: an outline; gains: filled


def test_a_guarantee_is_a_band_and_the_gain_is_drawn_before_it() -> None:
    """The sum of the answer has the bond taken off; the picture shows the gain and the bond side by side."""
    found = cold_store(bond=1.25)
    spots = figures(found)[0].panels[0].spots
    assert [spot.gain.high for spot in spots if spot.point.mover and spot.gain] == [-2.0, 1.0, -0.3, -0.3]
    assert [spot.lost for spot in spots if spot.point.mover] == [Interval(1.25, 1.25)] * 4
    north = ET.fromstring(next(iter(panels(found).values())))  # noqa: S314
    assert texts(north, "guarantee") == ["performance-bond"]
    assert texts(north, "value") == ["1", "1.25", "exposed 1.3"]
    row = next(line for line in hold_table(found, 400).splitlines() if "2 pay-1" in line and "Bright" in line)
    assert re.findall(r"\s{2,}([^ ].*?)(?=\s{2,}|$)", row)[1:] == [
        "build-2",
        "-0.25",
        "1",
        "performance-bond: 1.25",
        "-3",
    ]


def test_what_is_drawn_before_guarantees_is_called_so() -> None:
    drawn, plain = hold_svg(cold_store(bond=1.25)), hold_svg(cold_store())
    assert "before build-2, gains by stopping 1 before guarantees, would lose 1.25 with them" in drawn
    assert "above zero: gains by stopping, before guarantees · million euro" in drawn
    # The owner has no guarantee: nothing is taken off its gains.
    assert drawn.count("above zero: gains by stopping · million euro") == 1
    assert "before guarantees" not in plain


def test_losses_that_differ_from_the_sum_are_said() -> None:
    north = deal({"north": "Northland"}, {"north": "points"})
    held = (HeldBy("bond", Interval(2, 3), True, ""), HeldBy("pledge", Interval(1, 1), True, ""))
    both = point("north", (), "act", mover=True, gain=Interval(5, 6), held_by=held, holds=False)
    assert "bond: 2 to 3; pledge: 1; in all 3 to 4" in hold_table(hold(north, [both]), 400)
    # Lost at each of two acts: the sum of the answer has it twice.
    twice = (Term("lost", "bond", Interval(-6, -4)),)
    once = point(
        "north", (), "act", mover=True, gain=Interval(0, 1), terms=twice, held_by=held[:1], holds=False
    )
    found = hold(north, [once])
    assert "bond: 2 to 3; in all 4 to 6" in hold_table(found, 400)
    spot = figures(found)[0].panels[0].spots[0]
    assert (spot.gain, spot.lost) == (Interval(5, 5), Interval(4, 6))


def test_an_end_that_is_not_known_is_an_open_arrow_to_the_edge() -> None:
    north = deal({"north": "Northland"}, {"north": "points"})
    open_ = [
        point("north", (), "one", mover=True, gain=Interval(None, 4), holds=None),
        point("north", ("one",), "two", mover=True, gain=Interval(2, None), holds=False),
        point("north", ("one", "two"), "three", mover=True, gain=Interval(None, None), holds=None),
    ]
    root = parsed(hold(north, open_))
    assert texts(root, "value") == ["at most 4", "2 or more", "not known"]
    assert "an end that is not known" in texts(root)
    arrows = [line for line in root.iter(f"{SVG}line") if line.get("stroke-dasharray") == "2 2"]
    assert len(arrows) == 1 + 1 + 2 + 1  # below, above, both ways, and in the legend
    edges = {float(line.get("y2", "")) for line in arrows[:4]}
    assert edges == {24.0, 24.0 + 176}
    known = parsed(hold(north, [point("north", (), "one", mover=True, gain=Interval(1, 4), holds=False)]))
    assert "an end that is not known" not in texts(known)


def test_one_scale_only_for_one_unit() -> None:
    def ticks(found: Hold) -> list[list[str]]:
        return [texts(ET.fromstring(drawn), "tick") for drawn in panels(found).values()]  # noqa: S314

    one, other = ticks(cold_store())
    assert one == other
    one, other = ticks(cold_store(units={"contractor": EURO, "owner": "points"}))
    assert one != other
    one, other = ticks(cold_store(units={}))
    assert one != other


@pytest.mark.slow
@given(st.permutations(["contractor", "owner"]), st.none() | st.integers(0, 20), st.booleans())
@settings(max_examples=20, deadline=None)
def test_permuting_the_parties_permutes_the_panels(order: list[str], bond: int | None, same: bool) -> None:
    units = {"contractor": EURO, "owner": EURO if same else "points"}
    usual = panels(cold_store(units=units, bond=bond))
    other = panels(cold_store(order, units=units, bond=bond))
    assert list(other) == [NAMES[party] for party in order]
    assert usual == other


def test_each_form_of_breach_has_its_block() -> None:
    found = cold_store(forms=("releases", "ends the deal"))
    said_there = texts(parsed(found))
    assert [words for words in said_there if words.startswith("If ")] == [
        "If an act left out releases only what waits for it",
        "If an act left out ends the deal for everybody",
    ]
    assert said_there.count("Brightwater Build") == 2
    assert said_there.count("at 2 points of 8 the party whose turn it is gains by stopping") == 2


def test_without_values_signs_and_acts_owed_are_drawn() -> None:
    found = by_signs(8)
    north = figures(found)[0].panels[0]
    assert not north.valued
    assert [spot.owed for spot in north.spots] == [4, 3, 3, 2, 2, 1, 1, 0]
    for drawn, own in zip(panels(found).values(), ((0, 2, 4, 6), (1, 3, 5, 7)), strict=True):
        root = ET.fromstring(drawn)  # noqa: S314
        signs = [polygon.get("points", "").count(",") for polygon in root.iter(f"{SVG}polygon")]
        assert signs == [3 if place % 3 == 0 else 4 for place in own]
    assert len(texts(parsed(found), "act")) == 3
    assert "its turn: it depends on what it values" in texts(parsed(found))
    nobody = point("south", (), None)
    alone = hold(found.deal, [point("north", (), "act", mover=True, owed_to_it=("x",)), nobody])
    assert "no act of its own in this course, and none owed to it" in texts(parsed(alone))


def label_boxes(root: ET.Element) -> Iterator[list[tuple[float, float, float, float]]]:
    """The boxes of the labels in each panel, by a width of their letters that is not the one they were placed with."""
    for group in root.iter(f"{SVG}g"):
        if group.get("class") != "panel":
            continue
        boxes = []
        for text in group.iter(f"{SVG}text"):
            if text.get("class") in ("value", "act", "guarantee"):
                x, y, size = (float(text.get(name, "")) for name in ("x", "y", "font-size"))
                half = 0.5 * size * len("".join(text.itertext())) / 2
                boxes.append((x - half, x + half, y - 0.8 * size, y))
        yield boxes


def crowded(acts: int) -> Hold:
    parties = deal({"north": "Northland", "south": "Southland"}, {"north": "points", "south": "points"})
    labels = [f"handing-over-of-lot-{number}" for number in range(acts)]
    points = []
    for place in range(acts):
        for number, party in enumerate(parties.parties):
            gain = (place * 37 % 41) / 4 - 2
            points.append(
                point(
                    party,
                    labels[:place],
                    labels[place],
                    mover=place % 2 == number,
                    gain=Interval(gain, gain + 1.5),
                    holds=gain + 1.5 <= 0,
                    exposed={
                        "south" if party == "north" else "north": Interval(place % 7 - 2.0, place % 7 + 1.0)
                    },
                )
            )
    return hold(parties, points)


@pytest.mark.parametrize("acts", [3, 12, 30, 60])
def test_labels_never_overlap(acts: int) -> None:
    root = parsed(crowded(acts))
    for boxes in label_boxes(root):
        assert boxes
        for one, other in combinations(boxes, 2):
            across = min(one[1], other[1]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[2], other[2])
            assert across <= 0 or down <= 0
    thinned = any("found no room" in words for words in texts(root))
    labelled = len([words for words in texts(root, "value") if not words.startswith("exposed")])
    needed = sum(
        spot.point.mover and spot.kind in ("gains", "may gain", "held")
        for panel in figures(crowded(acts))[0].panels
        for spot in panel.spots
    )
    assert labelled <= needed
    assert thinned or labelled == needed
    assert thinned or acts < 60


@pytest.mark.parametrize("acts", [2, 8, 30, 41, 60, 300])
def test_numbers_below_the_figure_never_overlap(acts: int) -> None:
    root = parsed(by_signs(acts))
    places = [text for text in root.iter(f"{SVG}text") if text.get("class") == "place"]
    ends = [(float(text.get("x", "")), len(text.text or "") * 11 * 0.55) for text in places]
    assert all(x + wide / 2 < to - other / 2 for (x, wide), (to, other) in pairwise(ends))
    assert places[0].text == "0"
    names = texts(root, "name")
    assert len(names) == (acts if acts <= 41 else 0)
    assert (acts > 41) == ("The names of the acts by their numbers are in the table." in texts(root))


@pytest.mark.parametrize(
    "found", [by_signs(41, word="handing-over-of-all-lots-in-the-north"), by_signs(12), crowded(30)]
)
@pytest.mark.parametrize("width", [480, 960, 1400])
def test_nothing_stands_outside(found: Hold, width: int) -> None:
    root = parsed(found, width)
    height = float(root.get("height", ""))
    for text in root.iter(f"{SVG}text"):
        if text.get("transform") is None and float(text.get("font-size", "")) > 0:
            x, said_there = float(text.get("x", "")), "".join(text.itertext())
            wide = 0.45 * float(text.get("font-size", "")) * len(said_there)
            back = {"middle": wide / 2, "end": wide}.get(text.get("text-anchor", ""), 0.0)
            assert x - back >= -1, said_there
            assert x - back + wide <= width + 1, said_there
            assert 0 < float(text.get("y", "")) < height


def test_any_script_and_any_sign_is_escaped() -> None:
    names = {"contractor": "שירותי הבנייה של העמק הצפוני בע״מ", "owner": "شركة الشمال & <الموانئ>"}
    acts = ["تسليم-الدفعة", "תשלום", "<script>", "a\u202eb", "x\ufffey", "漢字", "\x07", "]]>"]
    found = cold_store(names=names, acts=acts)
    drawn = hold_svg(found)
    root = ET.fromstring(drawn)  # noqa: S314
    assert list(panels(found)) == list(names.values())
    assert "before \u202e" not in drawn
    assert "\u202e" not in drawn
    assert "<script" not in drawn
    assert {text.get("unicode-bidi") for text in root.iter(f"{SVG}text")} == {"plaintext"}
    assert "before <script>" in texts(root, "act")


@pytest.mark.parametrize(
    "found",
    [
        cold_store(),
        cold_store(bond=1.25),
        cold_store(bond=0.5),
        crowded(12),
        crowded(60),
        cold_store(forms=("releases", "ends the deal")),
    ],
)
def test_every_number_in_the_picture_is_in_the_table(found: Hold) -> None:
    cells = in_table(found)
    for words in texts(parsed(found), "value"):
        assert any(phrases(words) in (cell, cell.split(": ")[-1]) for cell in cells), words


@pytest.mark.slow
@given(answers())
@settings(max_examples=60, deadline=None)
def test_any_answer_is_drawn(found: Hold) -> None:
    drawn = hold_svg(found)
    root = ET.fromstring(drawn)  # noqa: S314
    assert not re.search(r'"(?:-?nan|-?inf|[^"]*e[+-]\d+)"', drawn)
    low, high = 0.0, float(root.get("height", ""))
    for group in root.iter(f"{SVG}g"):
        if group.get("class") == "panel":
            heights = [float(line.get("y1", "")) for line in group.iter(f"{SVG}line")]
            assert all(low <= height <= high for height in heights)
            assert all(23.9 <= height <= 200.1 for height in heights)
    cells = in_table(found)
    for words in texts(root, "value"):
        # A cell of the table may have lost double spaces of a label, never a number.
        assert all(any(number in cell for cell in cells) for number in _NUMBER.findall(words))


def test_names_of_parties_go_before_the_words_beside_them() -> None:
    assert texts(parsed(cold_store(), 480), "party") == ["Brightwater Build", "Northquay Cold Storage"]
    assert "above zero: gains by stopping · million euro" in texts(parsed(cold_store(), 960))
    long = {"contractor": "B" * 90, "owner": "Northquay"}
    assert texts(parsed(cold_store(names=long), 480), "party")[0].endswith("B…")


def test_no_points_is_a_figure_all_the_same() -> None:
    empty = hold(deal({"north": "Northland"}), [])
    assert texts(parsed(empty))[0] == "A cold store"
    assert hold_table(empty) == ""


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert hold_svg(cold_store(bond=2)) == hold_svg(cold_store(bond=2))
    assert hold_svg(cold_store(bond=2)) != hold_svg(cold_store(bond=3))


@given(st.lists(st.floats(-1e9, 1e9).map(lambda number: round(number, 3)), max_size=8))
def test_scales_have_zero_and_round_ticks(numbers: list[float]) -> None:
    scale = scale_of(numbers)
    assert all(scale.low <= number <= scale.high for number in [0.0, *numbers])
    assert 0.0 in scale.ticks
    assert 2 <= len(scale.ticks) <= 12
    step = scale.ticks[1] - scale.ticks[0]
    assert f"{step:.0e}"[0] in "125"
    assert all(len(f"{tick:.12g}".strip("-").replace(".", "").strip("0")) <= 4 for tick in scale.ticks)


def test_numbers_are_said_alike_everywhere() -> None:
    assert said(Interval(0.1 + 0.2, 1 / 3)) == "0.3 to 0.333333"
    assert said(Interval(-0.0, 0.0)) == "0"
    assert said(Interval(1.0, 3.0), exact=False) == "at most 3"
    assert said(None) == said(Interval(None, None)) == "not known"
    assert [every(places, 10) for places in (1, 10, 11, 20, 21, 60, 1001)] == [1, 1, 2, 2, 5, 10, 200]


def test_the_acts_of_the_case_are_below_the_figure() -> None:
    assert texts(parsed(cold_store()), "name") == ["the start", *ACTS[:-1]]
