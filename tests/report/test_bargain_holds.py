"""The page of packages that also hold: word for word for the example, for any deal, and alike for both parties."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.deal.loader import load, load_text
from detente.desk.packages import PackagesThatHold, packages_that_hold
from detente.diagnose.excerpt import cells
from detente.hold.results import Interval
from detente.report.bargain_holds import holds_as_markdown, holds_as_text
from detente.report.bargain_holds_saying import chosen_for, merged, need_in_words
from detente.report.bargain_holds_sets import MOST_SETS, shown_sets
from tests.desk.test_packages import RIDGE, Small, smalls

PAGE = """\
Ridge and valley: packages that also hold
═════════════════════════════════════════

Shows what each party would accept: for the mediator only.

1. In short
───────────

- Packages bring 4 different sets of obligations. As the deal stands it holds with 2 and does not
  hold with 2, so 9 of 18 packages hold.
- Best with further guarantees of at most 3 points in all: Nash, egalitarian and utilitarian in one
  package (Northland 20, Southland 21 points): port: inspected; customs: returned; mandate: none;
  toll: shared. Kalai-Smorodinsky and leximin in one package (Northland 18, Southland 22 points):
  port: inspected; customs: returned; mandate: joint; toll: shared.
- With the draft the deal holds.
- The draft is dominated; `detente bargain` without --holds says by what.
- What guarantees buy, as largest sum of gains: 40 points with no further guarantee, 41 points with
  3 points. More than 3 points buys nothing.


2. Which sets of obligations hold, and what they would need
───────────────────────────────────────────────────────────

Packages that bring the same obligations hold or do not hold together. A guarantee is what a party
would further stand to lose if it stopped, on top of those that already count.

set    with                brings               holds  gains by stopping  further guarantee (points)
─────  ──────────────────  ───────────────────  ─────  ─────────────────  ──────────────────────────
1      port: closed;       nothing that hangs   yes    nobody             none
draft  customs: kept       on options

2      port: inspected;    `admit-inspectors`   no     Northland at       Northland: 5
       customs: kept       `open-port`                 `open-port`

3      port: inspected;    `admit-inspectors`   no     Southland at       Southland: 3
       customs: returned;  `open-port`                 `hand-back`
       mandate: none       `hand-back`

4      port: inspected;    `admit-inspectors`   yes    nobody             none
       customs: returned;  `open-port`
       mandate: joint      `hand-back`
                           `joint-customs`

The packages that bring each set, and the solution points among them alone:

set  undominated  point              Northland (points)  Southland          differs from the draft
                                                         (points)           in
───  ───────────  ─────────────────  ──────────────────  ─────────────────  ────────────────────────
1    3            every formula      15                  14                 toll: shared

2    3            Nash               11                  25                 port: inspected
                  Utilitarian                                               toll: shared

2    3            Kalai-Smorodinsky  13                  21                 port: inspected
                  Egalitarian
                  Leximin

3    3            every formula      20                  21                 port: inspected
                                                                            customs: returned
                                                                            toll: shared

4    3            every formula      18                  22                 port: inspected
                                                                            customs: returned
                                                                            mandate: joint
                                                                            toll: shared

4    3            Egalitarian        20                  18                 port: inspected
                                                                            customs: returned
                                                                            mandate: joint


3. The best within the budget
─────────────────────────────

With further guarantees of at most 3 points in all the deal holds with 3 of 4 sets of obligations.

point              Northland         Southland         set  further          differs from the draft
                   (points)          (points)               guarantee        in
─────────────────  ────────────────  ────────────────  ───  ───────────────  ───────────────────────
Nash               20                21                3    Southland 3      port: inspected
Egalitarian                                                 points           customs: returned
Utilitarian                                                                  toll: shared

Kalai-Smorodinsky  18                22                4    none             port: inspected
Leximin                                                                      customs: returned
                                                                             mandate: joint
                                                                             toll: shared

What each point is, and what it gives among all packages, whether they hold or not:

- Nash: largest product of gains: (Northland - 0) x (Southland - 0); 420 here, 420 among all.
- Kalai-Smorodinsky: largest smallest share of the best possible gain: smallest of ((Northland - 0)
  / 22, (Southland - 0) / 26); 0.818182 here, 0.818182 among all.
- Egalitarian: largest smallest gain: smallest of (Northland - 0, Southland - 0); 20 here, 20 among
  all.
- Utilitarian: largest sum of gains: (Northland - 0) + (Southland - 0); 41 here, 41 among all.
- Leximin: shares of the best possible gain, sorted from the smallest up and compared from the
  smallest on: sorted ((Northland - 0) / 22, (Southland - 0) / 26); its value is the smallest;
  0.818182 here, 0.818182 among all.


4. What further guarantees buy
──────────────────────────────

further guarantee (points)  joint gain (points)  set  from whom           differs from the draft in
──────────────────────────  ───────────────────  ───  ──────────────────  ─────────────────────────
0                           40                   4    none                port: inspected
                                                                          customs: returned
                                                                          mandate: joint
                                                                          toll: shared

3                           41                   3    Southland 3 points  port: inspected
                                                                          customs: returned
                                                                          toll: shared

Further guarantee: sum of the least further guarantees, at the worst of the values. Joint gain:
largest sum of gains.

More than 3 points buys nothing.


5. What this answer rests on
────────────────────────────

- Values of Northland: judged by invented for the example, on 2031-01-20, in points.
- Values of Southland: judged by invented for the example, on 2031-01-20, in points.
- In every package Northland has what the rest of the deal is worth to it, 4.
- In every package Southland has what the rest of the deal is worth to it, 5.
- What an option is worth by itself is had whether anybody stops or not; only obligations can be
  left out.
- A guarantee is what a party would further lose if it stopped, on top of the guarantees that
  already count, at the worst of its values.

Method: For each set of obligations that a package can bring, `hold` is asked once of the deal with
it, and the undominated packages that bring it are found as by `bargain`. A dominated package is
left out only for one that brings the same, since it may need less guarantee than those that bring
something else.
"""


@pytest.fixture(scope="module")
def ridge() -> PackagesThatHold:
    return packages_that_hold(RIDGE, budget=3)


def asked(text: str, budget: float = 0) -> PackagesThatHold:
    deal = load_text(text)
    assert deal.problems == ()
    return packages_that_hold(deal, budget=budget)


def flat(text: str) -> str:
    return " ".join(text.split())


# --- what it says ---


def test_the_page_word_for_word(ridge: PackagesThatHold) -> None:
    """Every number of it stands in EXPECTED.md of the example, worked out by hand."""
    assert holds_as_text(ridge, 100) == PAGE


def test_colour_changes_no_word(ridge: PackagesThatHold) -> None:
    coloured = holds_as_text(ridge, 100, color=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == PAGE


def test_markdown_has_the_same_rows(ridge: PackagesThatHold) -> None:
    page = holds_as_markdown(ridge)
    assert page.startswith("# Ridge and valley: packages that also hold\n")
    assert "`admit-inspectors`<br>`open-port`" in page
    assert "Northland at `open-port` | Northland: 5 |" in page


def test_without_a_budget_what_holds_as_it_stands() -> None:
    page = flat(holds_as_text(packages_that_hold(RIDGE), 100))
    assert "3. The best that hold as it stands" in page
    assert "Without a further guarantee the deal holds with 2 of 4 sets of obligations." in page
    # B against A in EXPECTED.md: 18 x 22 and 20 x 21, 40 and 41
    assert "396 here, 420 among all." in page
    assert "40 here, 41 among all." in page


def test_a_budget_by_party_is_said_as_such() -> None:
    page = flat(holds_as_text(packages_that_hold(RIDGE, budget={"south": 3}), 100))
    assert (
        "With further guarantees of at most 3 points from Southland and none from anybody else the deal"
        in page
    )
    page = flat(holds_as_text(packages_that_hold(RIDGE, budget={"south": 3, "north": 1}), 100))
    assert "at most 1 point from Northland and 3 points from Southland the deal" in page


def test_units_are_not_added() -> None:
    deal = load(RIDGE)
    euro = deal.values["south"].model_copy(update={"unit": "euro"})
    page = flat(holds_as_text(packages_that_hold(replace(deal, values={**deal.values, "south": euro})), 400))
    assert "Northland: 5 points" in page
    assert "Southland: 3 euro" in page
    assert "in all" not in page
    assert "Utilitarian: none here." in page
    # 18 of 22 and 22 of 26 with B; with A 21 of 26, and 3 of 26 needed
    assert "81.8 % with no further guarantee. Further guarantees buy nothing." in page


OPEN = """\
detente: 1
day zero: 2031-01-01
if breached: releases what depends on it
parties: {north: {name: Northland}, south: {name: Southland}, east: {name: Eastland}}
obligations:
  a: {by: north, to: south, does: act a, due: D+1}
  b: {by: east, to: south, does: act b, due: D+2, after: [a], only if: [port: open]}
  c: {by: south, to: north, does: act c, due: D+3, after: [a], only if: [port: wide]}
issues: {port: {options: {open: {}, closed: {}, wide: {}}}}
values:
  north: {unit: points, worth: {a: -4..-2, b: 0, c: 3, port: {open: 9, closed: 0, wide: 0}},
    if it walks: {gets: 0}, no deal: 0}
  south: {unit: points, worth: {a: 1, b: 4, c: -5..-3, port: {open: 0, closed: 0, wide: 7}},
    if it walks: {gets: 0}, no deal: 0}
"""


def test_two_that_need_guarantees_and_one_without_values() -> None:
    page = flat(holds_as_text(asked(OPEN), 400))
    assert "There is no draft with an option for every issue." in page
    assert "Eastland at `b` (no values given)" in page
    assert (
        "No values are given for Eastland: whether it gains by stopping is left out of what holds here."
        in page
    )
    # in the set of `c`: at `a` Northland saves 2 to 4 and would lose `c`, 3; at `c` Southland saves 3 to 5
    marked = holds_as_markdown(asked(OPEN))
    assert "| Northland: 0 to 1<br>Southland: 3 to 5<br>**in all: 3 to 6** |" in marked


def test_where_no_upper_bound_is_known_the_page_says_so() -> None:
    """What each would have after stopping is not known: it may be any good."""
    text = OPEN.replace("if it walks: {gets: 0}", "if it walks: {gets: unknown}")
    page = flat(holds_as_text(asked(text, 100), 400))
    assert "Northland: 2 or more, no upper bound is known" in page
    assert "Southland: 3 or more, no upper bound is known" in page
    assert "in all: 3 or more, no upper bound is known" in page
    assert "What guarantees buy cannot be said" in page
    assert "within this budget with a package that gives every party its no-deal worth cannot be said" in page


@pytest.mark.parametrize(
    ("need", "said"),
    [
        (Interval(0, 0), "none"),
        (Interval(5, 5), "5 points"),
        (Interval(1, 1), "1 point"),
        (Interval(3, 5), "3 to 5 points"),
        (Interval(0, 5), "0 to 5 points"),
        (Interval(3, None), "3 points or more, no upper bound is known"),
        (Interval(0, None), "no bound is known"),
        (Interval(None, None), "no bound is known"),
        (Interval(None, 5), "5 points or less"),
        (Interval(1 / 3, 1 / 3), "0.333333 points"),
    ],
)
def test_needs_in_words(need: Interval, said: str) -> None:
    assert need_in_words(need, "points") == said


def test_of_many_sets_some_are_shown_and_the_rest_is_counted() -> None:
    """Five acts that each hang on an issue of their own: 32 sets."""
    acts = "".join(
        f"  a{n}: {{by: north, to: south, does: act {n}, due: D+{n}, only if: [i{n}: yes]}}\n"
        for n in range(5)
    )
    issues = "".join(f"  i{n}: {{options: {{yes: {{}}, no: {{}}}}, draft: no}}\n" for n in range(5))
    worth = {
        who: ", ".join(f"a{n}: {sign * (n + 1)}" for n in range(5)) for who, sign in (("n", -1), ("s", 2))
    }
    own = ", ".join(f"i{n}: {{yes: 9, no: 0}}" for n in range(5))
    none = own.replace("9", "0")
    text = (
        "detente: 1\nday zero: 2031-01-01\nif breached: releases what depends on it\n"
        "parties: {north: {name: Northland}, south: {name: Southland}}\n"
        f"obligations:\n{acts}issues:\n{issues}values:\n"
        f"  north: {{unit: points, worth: {{{worth['n']}, {own}}}, if it walks: {{gets: 0}}, no deal: 0}}\n"
        f"  south: {{unit: points, worth: {{{worth['s']}, {none}}}, if it walks: {{gets: 0}}, no deal: 0}}\n"
    )
    found = asked(text)
    assert len(found.bundles) == 32
    shown = shown_sets(found)
    assert len(shown) == MOST_SETS
    assert () in {one.brings for one in shown}  # the draft's, which alone holds
    page = flat(holds_as_text(found, 100))
    assert "20 further sets: --format json has them." in page
    assert "it holds with 1 and does not hold with 31, so 1 of 32 packages holds" in page


def test_a_deal_in_which_nothing_can_be_left_out_holds() -> None:
    text = (
        OPEN.partition("obligations:")[0]
        + "obligations: not stated\nissues: {port: {options: {a: {}, b: {}}}}\n"
    )
    text += "values: {north: {worth: {port: {a: 1, b: 0}}}, south: {worth: {port: {a: 0, b: 1}}}}\n"
    page = flat(holds_as_text(asked(text), 100))
    assert "All packages bring the same obligations. As it stands the deal holds with them" in page
    assert "nothing can be left out" in page


# --- which options bring a set ---


@settings(max_examples=40, deadline=None)
@given(smalls())
def test_the_options_of_a_set_are_those_of_its_packages_and_of_no_others(small: Small) -> None:
    """The lines are read back: each package that is left fits a line of its own set, and of no other."""
    found = asked(small.text())
    lines = chosen_for(found)
    told = {brings: [_read(line) for line in said] for brings, said in lines.items()}
    for package in small.packages():
        brings = tuple(act[0] for act in small.acts if small.is_in(act[0], package) and _hangs(small, act[0]))
        for one, ways in told.items():
            fit = [way for way in ways if all(package[issue] in options for issue, options in way.items())]
            assert len(fit) == (1 if one == brings else 0)


def _hangs(small: Small, act: str) -> bool:
    return act in small.by_any or act in small.only_if


def _read(line: str) -> dict[str, list[str]]:
    if line == "any options":
        return {}
    return {issue: options.split(" or ") for issue, options in (one.split(": ") for one in line.split("; "))}


def test_combinations_are_put_together() -> None:
    def way(*options: str) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(one) for one in options)

    assert merged([way("a", "x"), way("b", "x"), way("a", "y"), way("b", "y")]) == [way("ab", "xy")]
    assert merged([way("a", "x"), way("b", "y")]) == [way("a", "x"), way("b", "y")]
    assert merged([()]) == [()]


# --- that it fits, and treats parties alike ---


@settings(max_examples=30, deadline=None)
@given(smalls(), st.sampled_from([30, 60, 100]), st.integers(0, 5))
def test_every_answer_can_be_shown(small: Small, width: int, budget: int) -> None:
    found = asked(small.text(), budget)
    text, marked = holds_as_text(found, width), holds_as_markdown(found)
    assert all(cells(line) <= width for line in text.splitlines())
    for table in re.findall(r"(?:^\|.*\|\n)+", marked, re.M):
        assert len({row.replace("\\|", "").count("|") for row in table.splitlines()}) == 1


@pytest.mark.parametrize("width", [60, 100])
def test_long_names_fit(width: int) -> None:
    text = OPEN.replace("Northland", "The Provisional Government of the Northern Highlands and Islands")
    assert all(cells(line) <= width for line in holds_as_text(asked(text, 4), width).splitlines())


@settings(max_examples=25, deadline=None)
@given(smalls(), st.integers(0, 5))
def test_swapping_names_swaps_names_only(small: Small, budget: int) -> None:
    text = small.text().replace("Northland", "Aland").replace("Southland", "Bland")
    swapped = {"Aland": "Bland", "Bland": "Aland"}
    other = re.sub("Aland|Bland", lambda name: swapped[name[0]], text)
    page = holds_as_text(asked(other, budget), 100)
    assert holds_as_text(asked(text, budget), 100) == re.sub(
        "Aland|Bland", lambda name: swapped[name[0]], page
    )


@settings(max_examples=25, deadline=None)
@given(smalls(), st.integers(0, 5))
def test_the_order_of_parties_moves_columns_and_names_only(small: Small, budget: int) -> None:
    """Notes are left out: they come from elsewhere, and some name the first party that they are true of."""
    text = small.text()
    head, values = text.split("values:\n")
    north, south = (f"  {line}" for line in values.strip().split("\n  "))
    order = "{north: {name: Northland}, south: {name: Southland}}"
    other = head.replace(order, "{south: {name: Southland}, north: {name: Northland}}")
    assert other != head
    pages = []
    for one in (text, f"{other}values:\n{south}\n{north.replace('    ', '  ')}\n"):
        found = asked(one, budget)
        best = replace(found.best, notes=())
        pages.append(holds_as_text(replace(found, best=best), 400))
    said = [Counter(re.findall(r"[\w+/-]+(?:\.\w+)*", page)) for page in pages]
    assert said[0] == said[1]


def test_nobody_is_blamed(ridge: PackagesThatHold) -> None:
    page = holds_as_text(ridge, 100).lower()
    assert not re.search(r"\b(tempt|greed|cheat|fault|refus|hostage|unreasonable|enemy|should|must)", page)


def test_where_not_everything_was_looked_at_no_sentence_says_more_than_that() -> None:
    page = flat(holds_as_text(packages_that_hold(RIDGE, time_limit=0), 100))
    assert (
        "1 set of obligations was looked at, others were not. As the deal stands it holds with 1, so 6 of 6 packages "
        "looked at hold." in page
    )
    assert "Best found of those that hold as it stands" in page
    assert "No package was found that is better than the draft; not everything was looked at." in page
    assert "1 of 1 set of obligations looked at." in page
    assert "210 here, 210 among those looked at." in page
    assert "port: closed; customs: kept" in page
    for unknown in ("All packages", "The draft is undominated", "among all.", "any options"):
        assert unknown not in page
