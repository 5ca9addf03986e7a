"""The reference of the printed form names every key that is printed, each in its table, and no other."""

import re
from typing import Any

import pytest

from detente.bargain.run import bargain
from detente.desk.packages import packages_that_hold
from tests.folders import EXAMPLES, ROOT

PAGE = (ROOT / "docs" / "reference" / "bargain-json.md").read_text(encoding="utf-8")
PACKAGE = {"package", "worth", "ties"}
TABLES: dict[str, Any] = {
    "port": {"open": {"north": "18..22", "south": 5}, "shut": {"north": 0, "south": 7}},
    "road": {"open": {"north": 1, "south": "8..10 likely 9"}, "shut": {"north": 3, "south": 0}},
}


def documented(section: str) -> set[str]:
    """The keys in the first column of a table: that after the target of a section, or the first of the page."""
    text = PAGE.split(f"({section})=\n")[1] if section else PAGE.split("The whole object:")[1]
    rows = re.findall(r"^\| (`.*?) \|", text.split("\n(")[0], re.M)
    return {key for row in rows for key in re.findall(r"`(\w+)`", row)}


@pytest.fixture(scope="module")
def printed() -> dict[str, Any]:
    draft = {"port": "shut", "road": "shut"}
    return bargain(TABLES, draft=draft, no_deal={"north": 1}, unit="points", samples=20).as_dict("1.0")


def test_the_whole(printed: dict[str, Any]) -> None:
    assert documented("") == set(printed)


def test_parts(printed: dict[str, Any]) -> None:
    parts = {
        "party": printed["parties"]["north"],
        "package": printed["frontier"][0],
        "acceptable": printed["acceptable"],
        "winner": printed["winner"],
        "shares": printed["shares"],
        "promise": printed["draft"]["promises"][0],
    }
    assert {name: documented(name) for name in parts} == {name: set(part) for name, part in parts.items()}


def test_what_is_a_package_and_more(printed: dict[str, Any]) -> None:
    parts = {
        "solution": printed["solutions"]["nash"],
        "draft": printed["draft"],
        "change": printed["draft"]["better_for_all"][0],
    }
    assert {name: documented(name) | PACKAGE for name in parts} == {
        name: set(part) for name, part in parts.items()
    }
    share = printed["shares"]["packages"][0]
    assert set(share) == {*PACKAGE, "undominated", "nash"}
    assert set(share["nash"]) == {"share", "low", "high"} == set(printed["shares"]["draft_dominated"])
    assert set(printed["winner"]["moved"][0]) == {"item", "from", "to", "share", "ratio"}
    assert all(f"`{key}`" in PAGE for key in ("undominated", "nash", "share", "low", "high", "ratio"))


def test_packages_that_hold() -> None:
    (ridge,) = (folder for folder in EXAMPLES if folder.name == "ridge-and-valley")
    printed = packages_that_hold(ridge, budget=3).as_dict("1.0")
    of_set = documented("bundle") - {"count", "packages"}
    assert documented("holds") - set(printed["parameters"]) == set(printed) - set(printed["parameters"])
    assert documented("bundle") - {"undominated", "draft"} == set(printed["bundles"][0])
    assert set(printed["bundles"][0]["packages"][0]) == {*PACKAGE, "undominated", "draft"}
    assert PACKAGE | of_set | documented("held") == set(printed["packages"][0]) == set(printed["draft"])
    assert documented("within") == set(printed["within"])
    assert documented("trade-off") == set(printed["trade_off"])
    assert set(printed["trade_off"]["steps"][0]) == {"guarantee", "gain", *printed["draft"]}
    best = printed["within"]["best"]["nash"]
    assert set(best) == {*printed["draft"], "value", "formula", "upper_bound", "also", "note"}
