"""The parts that interviews are made of: reading, ratios, the best package, answers kept for another deal."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.weigh.best import best_package
from detente.bargain.weigh.existing import shown_lines
from detente.bargain.weigh.follows import of_worths, trades
from detente.bargain.weigh.interview import Kept
from detente.bargain.weigh.kept import Sitting, fitted, read_sitting
from detente.bargain.weigh.ratios import contradictions, farthest, unlinked, weights
from detente.bargain.weigh.reading import Menu, figure, figure_of, listed, ordered, plain
from detente.bargain.weigh.table import MOST, table_of
from detente.deal.loader import load_text
from detente.deal.phrases import Amiss, Choice
from detente.errors import CannotCount, CannotRead, UnknownName
from tests.bargain.weigh.tables import LABELS, Mind, answered, started, table

# --- reading ---


@pytest.mark.parametrize(
    ("text", "number"), [("40", 40), (" 12.50 % ", 12.5), ("7 points", 7), ("+3", 3), ("٤", 4)]
)
def test_figures(text: str, number: float) -> None:
    assert figure(text, 0, 100) == Fraction(number)


@pytest.mark.parametrize(
    "text", ["nan", "inf", "-1", "101", "1e308", "1e2", "", "0x10", "1_0", "9" * 400, "1.234", "12,5"]
)
def test_what_is_no_figure_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Amiss):
        figure(text, 0, 100)


@given(st.fractions(-1000, 1000))
def test_a_figure_is_written_to_four_decimals(number: Fraction) -> None:
    text = figure_of(number)
    assert abs(Fraction(text) - number) <= Fraction(1, 20_000)
    assert "e" not in text
    assert text != "-0"


LABEL = st.sampled_from(LABELS) | st.text(min_size=1, max_size=8).filter(lambda text: "`" not in text)


@given(st.lists(LABEL, min_size=1, max_size=6, unique=True), st.data())
def test_what_is_kept_reads_as_the_same(labels: list[str], data: st.DataObject) -> None:
    menu = Menu(labels)
    some = data.draw(st.lists(st.sampled_from(labels), min_size=1, unique=True))
    assert menu.one(plain(some[0])) == some[0]
    assert set(menu.several(listed(some))) == set(some)
    shuffled = data.draw(st.permutations(labels))
    cut = data.draw(st.integers(0, len(labels) - 1))
    places = [shuffled[: cut + 1], *([label] for label in shuffled[cut + 1 :])]
    assert [set(place) for place in menu.order(ordered(places))] == [set(place) for place in places]


def test_things_are_named_by_label_beginning_or_mark() -> None:
    menu = Menu(["closed", "inspected", "open"])
    assert [menu.one(text) for text in ("open", "OPEN", "ins", "1", "`open`", '"open"')] == [
        *("open", "open", "inspected", "closed", "open", "open")
    ]
    assert menu.several("3 1") == ("closed", "open")
    assert menu.order("3 1 2") == (("open",), ("closed",), ("inspected",))
    assert menu.order("open > closed = 2") == (("open",), ("closed", "inspected"))
    with pytest.raises(Amiss, match="`closed`, `inspected` are missing; name all of them"):
        menu.order("open")
    with pytest.raises(Amiss, match="`inspected` is missing"):
        menu.order("open > closed")
    with pytest.raises(Amiss, match="did you mean `closed`"):
        menu.one("close d")


def test_marks_make_way_for_labels_that_are_numbers() -> None:
    menu = Menu(["2", "1"])
    assert menu.one("1") == "1"
    assert menu.one("a") == "2"
    assert menu.lines() == ["  a  2", "  b  1"]
    assert list(Menu(["1", "a"]).marks) == ["#1", "#2"]


@pytest.mark.parametrize("text", ["open > closed", "open > open > closed > inspected", "", "1 2 3 4"])
def test_an_order_names_all_once(text: str) -> None:
    with pytest.raises(Amiss):
        Menu(["closed", "inspected", "open"]).order(text)


def test_a_beginning_that_two_things_share_is_asked_about() -> None:
    with pytest.raises(Amiss, match="`open` or `opened`"):
        Menu(["open", "opened"]).one("ope")


# --- ratios ---

ratios = st.sampled_from(
    [Fraction(1), Fraction(2), Fraction(4), Fraction(8), Fraction(1, 2), Fraction(1, 8), Fraction(3)]
)


@settings(max_examples=50)
@given(st.integers(2, 6), st.data())
def test_all_pairs_give_the_geometric_means_of_the_rows(count: int, data: st.DataObject) -> None:
    labels = LABELS[:count]
    said = {pair: data.draw(ratios) for pair in combinations(labels, 2)}
    rows = {
        a: math.prod(float(said[a, b]) if (a, b) in said else 1 / float(said[b, a]) for b in labels if b != a)
        ** (1 / count)
        for a in labels
    }
    found = weights(labels, said)
    for label in labels:
        assert float(found[label]) == pytest.approx(rows[label] / sum(rows.values()), abs=1e-8)


@settings(max_examples=50)
@given(st.lists(st.sampled_from([1, 2, 4, 8, 3]), min_size=2, max_size=6), st.data())
def test_any_comparisons_that_link_all_give_back_consistent_ratios(
    sizes: list[int], data: st.DataObject
) -> None:
    labels = LABELS[: len(sizes)]
    size = dict(zip(labels, sizes, strict=True))
    chain = [(labels[data.draw(st.integers(0, at - 1))], labels[at]) for at in range(1, len(labels))]
    more = data.draw(st.lists(st.sampled_from(list(combinations(labels, 2)))))
    said = {(a, b): Fraction(size[a], size[b]) for a, b in dict.fromkeys([*chain, *more])}
    assert unlinked(labels, said) is None
    assert unlinked(labels, dict(list(said.items())[1:])) is not None or len(said) > len(labels) - 1
    found = weights(labels, said)
    for label in labels:
        assert float(found[label]) == pytest.approx(size[label] / sum(sizes), abs=1e-8)
    assert contradictions(labels, said) == []


def test_the_comparison_that_fits_least_is_the_slip() -> None:
    labels = ["a", "b", "c", "d"]
    said = {pair: Fraction(1) for pair in combinations(labels, 2)} | {("b", "d"): Fraction(8)}
    assert farthest(labels, said) == ("b", "d")
    first = contradictions(labels, said)[0]
    assert first.factor == 8
    assert {"b", "d"} <= {first.first, first.middle, first.last}


# --- the best package ---


@settings(max_examples=60)
@given(st.data())
def test_the_best_package_is_that_of_full_enumeration(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    at = table({f"i{n}": [f"o{k}" for k in range(size)] for n, size in enumerate(sizes)})
    choices = list(at.choices())
    some = st.sampled_from(choices)
    excluded = tuple(
        pair for pair in data.draw(st.lists(st.tuples(some, some), max_size=4)) if pair[0][0] != pair[1][0]
    )
    at = table(at.issues, excluded=excluded)
    never = tuple(data.draw(st.lists(some, max_size=2)))
    worths = {choice: Decimal(data.draw(st.integers(-5, 9))) for choice in choices}
    left = [
        sum(worths[choice] for choice in package)
        for options in product(*at.issues.values())
        if (package := {Choice(i, o) for i, o in zip(at.issues, options, strict=True)})
        and not package & set(never)
        and not any({a, b} <= package for a, b in excluded)
    ]
    best = best_package(at, worths, never)
    assert (best.worth if best else None) == (max(left) if left else None)


def test_trades_name_no_package_that_cannot_be() -> None:
    at = table({"port": ("closed", "open"), "mandate": ("none", "joint")})
    worths = answered(started("points", at), EVEN).worths
    assert trades(at, worths, at.weighed) == [
        "`port: open` with `mandate: none` is worth as much as `port: closed` with `mandate: joint` (50 each)."
    ]
    ruled_out = table(at.issues, excluded=((Choice("port", "open"), Choice("mandate", "none")),))
    assert trades(ruled_out, worths, at.weighed) == []
    never_both = table(at.issues, excluded=((Choice("port", "open"), Choice("mandate", "joint")),))
    said = list(of_worths(never_both, worths))
    assert any(line.startswith("The best options of all issues cannot all be had together") for line in said)


EVEN = Mind(
    {"port": Fraction(50), "mandate": Fraction(50)},
    {"port": {"closed": 0, "open": 100}, "mandate": {"none": 0, "joint": 100}},
)

# --- the table ---


def test_a_deal_without_options_has_nothing_to_weigh() -> None:
    deal = load_text(
        "detente: 1\nparties: {north: {}, south: {}}\nissues: {port: {}, flag: {options: {yes: {}}}}\n"
    )
    with pytest.raises(CannotCount, match="nothing to weigh"):
        table_of(deal, "north")
    with pytest.raises(UnknownName, match="Did you mean `north`"):
        table_of(deal, "norht")


def test_too_many_options_are_not_asked_for() -> None:
    options = ", ".join(f"o{n}: {{}}" for n in range(MOST + 1))
    deal = load_text(
        f"detente: 1\nparties: {{north: {{}}, south: {{}}}}\nissues: {{port: {{options: {{{options}}}}}}}\n"
    )
    with pytest.raises(CannotCount, match="501 options"):
        table_of(deal, "north")


# --- answers kept ---


def sitting(at: object, answers: list[Kept]) -> Sitting:
    return Sitting("points", "north", at.issues, tuple(answers))  # type: ignore[attr-defined]


def test_answers_are_read_as_they_were_kept() -> None:
    at = table({"port": ("closed", "open"), "mandate": ("none", "joint")})
    interview = started("points", at)
    answered(interview, EVEN)
    kept = sitting(at, interview.answers)
    assert read_sitting(kept.to_json(), "file") == kept


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"weigh": 2}', "[" * 100_000, '{"weigh": 1, "method": 3}']
)
def test_a_damaged_file_is_a_sentence(text: str) -> None:
    with pytest.raises(CannotRead, match="cannot be read"):
        read_sitting(text, "file")


def test_only_answers_that_still_fit_a_changed_deal_are_kept() -> None:
    """flag is gone, length is new, port has another option: its points stay, what was said of its options goes."""
    before = table({"port": ("closed", "open"), "mandate": ("none", "joint"), "flag": ("yes", "no")})
    mind = Mind(
        {"port": Fraction(50), "mandate": Fraction(30), "flag": Fraction(20)},
        {**EVEN.percents, "flag": {"yes": 0, "no": 100}},
    )
    interview = started("points", before)
    for text in ("40", "30", "30", "port 50", "flag 20"):
        interview.answer(text)
    answered(interview, mind)
    now = table({"mandate": ("none", "joint"), "length": ("1", "2"), "port": ("closed", "inspected", "open")})
    found = fitted(sitting(before, interview.answers), now)
    assert found.changes == (
        "the options of `port` are others",
        "`flag` is no longer there",
        "`length` is new",
    )
    assert set(found.left_out) == {
        "the worst option of `port`",
        "the worst option of `flag`",
        "what no deal is worth",
    }
    again = started("points", now, found.answers)
    assert again.question is not None
    assert again.question.key == ("points", "length")
    again.answer("20")
    assert [(one.key, one.text) for one in again.answers] == [
        (("points", "mandate"), "30"),
        (("points", "length"), "20"),
        (("points", "port"), "50"),
    ]
    assert again.question.key == ("review", "weights")
    again.answer("")
    assert again.question.key == ("worst", "length")  # the worst option of mandate is known already


def test_the_order_of_a_deal_is_no_change() -> None:
    before = table({"port": ("closed", "open"), "mandate": ("none", "joint")})
    interview = started("points", before)
    answered(interview, EVEN)
    now = table({"mandate": ("joint", "none"), "port": ("open", "closed")})
    found = fitted(sitting(before, interview.answers), now)
    assert found.changes == ()
    again = started("points", now, found.answers)
    assert again.result is not None
    assert interview.result is not None
    assert dict(again.result.worths) == dict(interview.result.worths)


@given(st.text(max_size=20))
def test_kept_text_is_plain_json(text: str) -> None:
    made = Sitting("points", "north", {text: (text,)}, (Kept((text,), 0, text),))
    assert json.loads(made.to_json())["answers"] == [[[text], 0, text, False]]


# --- what a file implies ---


def test_ranges_and_gaps_of_a_file_are_named() -> None:
    deal = load_text(
        "detente: 1\nparties: {north: {name: Northland}, south: {}}\n"
        "issues: {port: {options: {closed: {}, open: {}}}, mandate: {options: {none: {}, joint: {}}}}\n"
        "values: {north: {no deal: 10, "
        'worth: {"port: closed": 0, "port: open": 40..60 likely 45, "mandate: joint": 45}}}\n'
    )
    said = list(shown_lines(table_of(deal, "north"), deal.values["north"]))
    assert "A range is taken at its likely value, or half-way: `port: open`." in said
    assert "Without a figure, and counted as 0 here: `mandate: none`." in said
    assert "`port` and `mandate` count alike: 45 each, from the worst option to the best." in said
    assert "The best package for Northland: `port: open` and `mandate: joint` (90)." in said
    assert any(line.startswith("No deal counts 10:") for line in said)


def show(values: str) -> list[str]:
    """What is said of values of north, beside issues port (closed, inspected, open) and mandate (none, joint)."""
    deal = load_text(
        "detente: 1\nparties: {north: {name: Northland}, south: {}}\n"
        "issues:\n  port: {options: {closed: {}, inspected: {}, open: {}}}\n"
        f"  mandate: {{options: {{none: {{}}, joint: {{}}}}}}\nvalues:\n  north: {values}\n"
    )
    assert deal.problems == ()
    return list(shown_lines(table_of(deal, "north"), deal.values["north"]))


def test_what_is_only_ranked_has_no_figures() -> None:
    """The first option of each issue in the file is the worst: a figure of 0 would have made it the best."""
    ranking = (
        '["port: open > port: inspected > port: closed", "mandate: joint > mandate: none", '
        '"port: open + mandate: none > port: closed + mandate: joint"]'
    )
    said = show(f"{{ranking: {ranking}}}")
    assert said == [
        "Ranking: port: open > port: inspected > port: closed.",
        "Ranking: mandate: joint > mandate: none.",
        "Ranking: port: open + mandate: none > port: closed + mandate: joint.",
        "`port`: the best is `open`, the worst `closed`.",
        "`mandate`: the best is `joint`, the worst `none`.",
        "`port` from its worst to its best option counts more than `mandate`.",
        "No figures here for what is only ranked: a ranking says which is more, not how much.",
        "The best package for Northland: `port: open` and `mandate: joint`.",
    ]


def test_what_rankings_leave_open_is_left_open() -> None:
    said = show(
        '{ranking: ["port: open > port: closed", "port: inspected > port: closed"], '
        "worth: {mandate: {none: 0, joint: 5}}}"
    )
    assert (
        "`port`: the best is `open` or `inspected` (the rankings do not say which), the worst `closed`."
        in [line.replace("`inspected` or `open`", "`open` or `inspected`") for line in said]
    )
    assert "`mandate`: `none` 0, `joint` 5." in said
    assert not any(line.startswith(("The best package", "Without a figure")) for line in said)


def test_the_best_of_rankings_is_no_package_where_it_is_never_accepted() -> None:
    said = show(
        '{ranking: ["port: open > port: inspected > port: closed"], worth: {mandate: {none: 0, joint: 5}}, '
        "never: [port: open]}"
    )
    assert any(line.startswith("The best options of all issues cannot all be had together") for line in said)
    assert not any(line.startswith("The best package") for line in said)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("port: open > port: inspected > port: closed", True),
        ("port: open > port: closed", False),  # whether inspected lies between them is not said
    ],
)
def test_an_issue_counts_less_only_if_its_whole_way_does(more: str, said: bool) -> None:
    whole = "mandate: joint + port: closed > mandate: none + port: open"
    lines = show(f'{{ranking: ["{more}", "mandate: joint > mandate: none", "{whole}"]}}')
    assert ("`mandate` from its worst to its best option counts more than `port`." in lines) == said


def test_rankings_that_go_round_in_a_circle_are_no_trouble() -> None:
    said = show(
        '{ranking: ["port: open > port: inspected > port: closed", "port: closed > port: open"], '
        "worth: {mandate: {none: 0, joint: 5}}}"
    )
    assert "`port`: the rankings contradict each other." in said
