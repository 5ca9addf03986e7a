"""Values files, and existing ones changed as text."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.bargain.weigh.judgement import Judgement
from detente.bargain.weigh.replacing import replaced
from detente.bargain.weigh.writing import scalar, values_text
from detente.errors import CannotWrite
from detente.text.nodes import parse
from detente.text.source import Source
from tests.bargain.weigh.tables import Mind, asked, table

AT = table({"port": ("closed", "inspected", "open"), "mandate": ("none", "joint")})
MIND = Mind(
    {"port": Fraction(60), "mandate": Fraction(40)},
    {"port": {"closed": 0, "inspected": 50, "open": 100}, "mandate": {"none": 0, "joint": 100}},
)
OLD = """\
# kept by hand
values of: north
judged by: somebody else   # for now
note: keep me
unit: points
worth:
  # what the acts are worth
  release: 20..30          # a range
  port: {closed: 1, open: 2}
  # about the pull-back
  pull-back: -5
  "mandate: joint": 7

ranking: [release > pull-back, "port: open > port: closed"]

# guarantees follow
guarantees: {bond: {loses: 20, believed: 0.5}}   # not ours
never: [port: closed, other: one]
no deal: 3
discount: 0.99 per month
"""
NEW = """\
# kept by hand
values of: north
judged by: a judge
note: keep me
unit: points
worth:
  # weighed by points: 100 points over the issues, and each option in percent of the way from the worst to the best
  port: # 60 points
    closed: 0
    inspected: 30
    open: 60
  mandate: # 40 points
    none: 0
    joint: 40
  # what the acts are worth
  release: 20..30          # a range
  # about the pull-back
  pull-back: -5

ranking:
  - release > pull-back

# guarantees follow
guarantees: {bond: {loses: 20, believed: 0.5}}   # not ours
never:
  - other: one
no deal: 12.5
discount: 0.99 per month
on: 2031-03-02
"""


def by(method: str) -> Judgement:
    return asked(method, AT, MIND)


def change(text: str, method: str = "points") -> str:
    return replaced(Source("values/north.yaml", text), AT, by(method)).apply()


def test_a_new_file() -> None:
    assert values_text(AT, by("points")) == (
        "# Private to Northland: never signed, and never bundled for another party.\n"
        "values of: north\njudged by: a judge\non: 2031-03-02\nunit: points of Northland\nworth:\n"
        "  # weighed by points: 100 points over the issues, and each option in percent of the way from the worst "
        "to the best\n  port: # 60 points\n    closed: 0\n    inspected: 30\n    open: 60\n"
        "  mandate: # 40 points\n    none: 0\n    joint: 40\nno deal: 12.5\n"
    )


def test_what_is_not_weighed_stays() -> None:
    assert change(OLD) == NEW


def test_done_again_nothing_changes() -> None:
    assert change(NEW) == NEW


def test_line_ends_stay_as_they_are() -> None:
    assert change(OLD.replace("\n", "\r\n")) == NEW.replace("\n", "\r\n")


def test_a_ranking_takes_the_place_of_figures_and_leaves_what_is_in_another_unit() -> None:
    text = OLD.replace("unit: points", "unit: 'money: million euro'")
    new = parse(Source("", change(text, "ranking"))).value
    assert set(new["worth"]) == {"release", "pull-back"}
    assert new["no deal"] == 3
    assert new["unit"] == "money: million euro"
    assert "port: open > port: inspected > port: closed" in new["ranking"]
    assert "release > pull-back" in new["ranking"]


def test_worths_in_brackets_are_put_on_lines_of_their_own() -> None:
    text = 'values of: north\nworth: {release: 20..30 likely 25, "port: open": 7, pull-back: unknown}\n'
    new = parse(Source("", change(text))).value
    assert new["worth"]["release"] == "20..30 likely 25"
    assert new["worth"]["pull-back"] == "unknown"
    assert new["worth"]["port"] == {"closed": 0, "inspected": 30, "open": 60}


@pytest.mark.parametrize(
    "file", ["values of: north", "values of: north\nworth: not stated\n", "values of: north\nno deal:\n"]
)
def test_small_files(file: str) -> None:
    new = parse(Source("", change(file))).value
    assert new["worth"]["mandate"] == {"none": 0, "joint": 40}
    assert new["no deal"] == 12.5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("values of: south\n", "not understood as values of `north`"),
        ("values of: [north\n", "not understood"),
        ("{values of: north}\n", "in brackets"),
        (
            "values of: north\nunit: 'money: euro'\nguarantees: {bond: {loses: 20}}\n",
            "points cannot stand",
        ),
        ("values of: north\nworth: {release: 1, # why\n  port: {open: 2}}\n", "comments inside the brackets"),
    ],
)
def test_what_cannot_be_changed_is_left_alone(text: str, said: str) -> None:
    with pytest.raises(CannotWrite, match=said):
        change(text)


@given(st.text(max_size=20))
@example("-")
@example("?")
def test_any_words_stand_in_a_file(words: str) -> None:
    text = f"values of: {scalar(words)}\nnever:\n  - {scalar(words)}: {scalar(words)}\n" if words else ""
    read = parse(Source("", text))
    if words and not any("\ud800" <= char <= "\udfff" for char in words):
        assert read.problems == ()
        assert read.value == {"values of": words, "never": [{words: words}]}
