"""The figure of `hold` on a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.diagnose.excerpt import cells
from detente.hold.results import Hold, Interval
from detente.report.figure import figures
from detente.report.hold_plot import hold_plot
from detente.report.hold_table import hold_table
from tests.report.held import EURO, NAMES, answers, by_signs, cold_store, deal, hold, point

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def lines_of(found: Hold, width: int = 80) -> list[str]:
    return hold_plot(found, width, False).splitlines()


def test_the_course_worked_by_hand() -> None:
    assert lines_of(cold_store())[:20] == [
        "A cold store",
        "",
        "If an act left out ends the deal for everybody",
        "",
        "Brightwater Build (million euro)",
        "",
        " 4",
        "",
        " 2",
        "            •□      ▲                        □",
        " 0  ─□──────────────────────────────────────────────────────────────",
        "                            •□      ○       •       ○        □",
        "-2  ○                                □               □",
        "                     □",
        "-4",
        "",
        "  ▲ 2: before build-2, 1",
        "  □ 5: exposed 1.3",
        "",
        "Northquay Cold Storage (million euro)",
    ]
    assert "  ▲ 7: before pay-4, 1.5" in lines_of(cold_store())
    assert "    0       1       2       3       4       5       6       7" in lines_of(cold_store())


def test_a_guarantee_is_a_band_from_zero_up() -> None:
    drawn = lines_of(cold_store(bond=1.25))
    assert "  △ 2: before build-2, 1 before guarantees; would lose 1.25" in drawn
    north = drawn[: drawn.index("Northquay Cold Storage (million euro)")]
    band = [row for row, line in enumerate(north) if "░" in line]
    zero = next(row for row, line in enumerate(north) if "───" in line)
    assert band == [zero - 1]
    assert "░   what it would lose with guarantees that count" in drawn


def test_an_end_that_is_not_known_is_an_arrow() -> None:
    north = deal({"north": "Northland"}, {"north": "points"})
    found = hold(
        north,
        [
            point("north", (), "one", mover=True, gain=Interval(None, 4)),
            point("north", ("one",), "two", mover=True, gain=Interval(2, None)),
        ],
    )
    drawn = lines_of(found)
    start = drawn.index("Northland (points)") + 1
    plot = drawn[start : drawn.index("  ◆ 0: before one, at most 4")]
    assert "↑" in plot[0]
    assert "↓" in plot[-1]
    assert "↕   an arrow at the edge: the end is not known" in drawn
    assert not any("↕" in line for line in lines_of(cold_store()))


def test_only_zero_stands_on_the_row_of_zero() -> None:
    north = deal({"north": "Northland"}, {"north": "points"})
    gains = (1000.0, 1e-6, 0.0, -1e-6)
    labels = ("a", "b", "c", "d")
    found = hold(
        north,
        [
            point(
                "north", labels[:place], labels[place], mover=True, gain=Interval(gain, gain), holds=gain <= 0
            )
            for place, gain in enumerate(gains)
        ],
    )
    drawn = lines_of(found)
    zero = next(row for row, line in enumerate(drawn) if "───" in line)
    assert drawn[zero].count("○") == 1
    assert drawn[zero - 1].count("▲") == 1
    assert drawn[zero + 1].count("○") == 1


def test_without_values_signs_and_numbers_stand_in_rows() -> None:
    drawn = lines_of(by_signs(6))
    north = drawn.index("Northland")
    assert drawn[north + 1 : north + 3] == [
        "   ▲               ◆               ◆",
        "   3       2       2       1       1       0",
    ]
    assert drawn[north + 5] == "           ◆▬              ▲               ◆"
    assert "n   a number below the signs: acts still owed to it" in drawn


def test_a_long_course_goes_on_below() -> None:
    drawn = lines_of(by_signs(50), 60)
    assert drawn.count("Northland") == 3
    numbers = [int(word) for line in drawn if re.fullmatch(r"[ \d]+", line) for word in line.split()]
    assert 49 in numbers
    assert [line for line in drawn if "49 act-49" in line]


def test_each_form_of_breach_has_its_block() -> None:
    drawn = lines_of(cold_store(forms=("releases", "ends the deal")))
    assert [line for line in drawn if line.startswith("If ")] == [
        "If an act left out releases only what waits for it",
        "If an act left out ends the deal for everybody",
    ]


@given(st.permutations(["contractor", "owner"]), st.none() | st.integers(0, 9))
@settings(max_examples=10, deadline=None)
def test_permuting_the_parties_permutes_the_panels(order: list[str], bond: int | None) -> None:
    units = {"contractor": EURO, "owner": "points"}

    def panels(found: Hold) -> list[str]:
        drawn = hold_plot(found, 80, False)
        return sorted(re.split(r"\n\n(?=Brightwater|Northquay)|\n    0  ", drawn)[1:3])

    usual, other = cold_store(units=units, bond=bond), cold_store(order, units=units, bond=bond)
    assert panels(usual) == panels(other)
    named = [
        line.split(" (")[0] for line in lines_of(other) if line.endswith((" (million euro)", " (points)"))
    ]
    assert named == [NAMES[party] for party in order]


@pytest.mark.slow
@given(answers(), st.integers(30, 120))
@settings(max_examples=60, deadline=None)
def test_any_answer_fits_its_width(found: Hold, width: int) -> None:
    drawn = hold_plot(found, width, False)
    assert all(cells(line) <= width for line in drawn.splitlines())
    assert "nan" not in drawn
    assert "inf" not in drawn


@pytest.mark.slow
@given(answers())
@settings(max_examples=20, deadline=None)
def test_colour_adds_nothing_but_colour(found: Hold) -> None:
    plain, coloured = hold_plot(found, 80, False), hold_plot(found, 80, True)
    assert "\x1b" not in plain
    bare = [_COLOUR.sub("", line).rstrip() for line in coloured.splitlines()]
    assert bare == plain.splitlines()


@pytest.mark.parametrize("found", [cold_store(), cold_store(bond=1.25), cold_store(units={})])
def test_every_number_beside_the_plot_is_in_the_table(found: Hold) -> None:
    table = [
        " ".join(cell.split()) for row in hold_table(found, 400).splitlines() for cell in row.split("  ")
    ]
    said = [line for line in lines_of(found) if re.match(r"  [▲◆△□] \d+: ", line)]
    assert said
    for line in said:
        for number in re.findall(r"-?\d+(?:\.\d+)?", re.sub(r"^.*?: (?:before \S+, )?", "", line)):
            assert any(number in (cell, cell.split(": ")[-1]) for cell in table), line


def test_the_table_names_places_as_the_figure_does() -> None:
    found = cold_store()
    assert hold_table(found).splitlines()[2].split("  ")[0] == "party"
    rows = [re.split(r"\s{2,}", line) for line in hold_table(found).splitlines()[4:]]
    assert rows[3][1:] == ["3 build-2", "later: build-3", "-0.3", "nothing", "-0.2"]
    assert rows[15][1:] == ["7 build-4", "pay-4", "1.5", "nothing", "-4.5"]
    assert len(rows) == 16
    assert figures(found)[0].places[3] == "build-2"
