from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.bargain.exact import fraction_of
from detente.bargain.formats import read_domain
from detente.errors import CannotCount, CannotRead
from tests.bargain.formats.files import VALUES, web, web_profile

ADDITIVE = "LinearAdditiveUtilitySpace"


def test_utility_is_weight_times_utility_of_the_value(tmp_path: Path) -> None:
    domain = read_domain(web(tmp_path))
    assert domain.parties == ("north", "south")
    assert domain.issues == {"port": ("open", "shared", "shut"), "price": ("1", "1.25", "1.5", "1.75", "2")}
    assert [domain.own["north"]["port", o].low for o in domain.issues["port"]] == [0.6, 0.3, 0]
    assert [fraction_of(domain.own["north"]["price", o].low) for o in domain.issues["price"]] == [
        Fraction(at, 10) for at in range(5)
    ]
    assert domain.shared_unit is None
    assert domain.no_deal == {"north": None, "south": None}
    assert any("north and south: no reservation bid is given" in one for one in domain.assumptions)
    assert detente.bargain(domain).exact


def test_the_step_need_not_reach_the_end_of_the_range(tmp_path: Path) -> None:
    # 12.2, 12.5: the example of a range in GeniusWeb's own documentation of values, low 12.2, high 12.6, step 0.3.
    values = {**VALUES, "price": {"range": ["1", "2.0", "0.3"]}}
    domain = read_domain(web(tmp_path, *(web_profile(name, values=values) for name in "ab")))
    assert domain.issues["price"] == ("1", "1.3", "1.6", "1.9")
    assert fraction_of(domain.own["a"]["price", "1.9"].low) == Fraction(36, 100)


def test_no_deal_is_the_utility_of_the_reservation_bid(tmp_path: Path) -> None:
    bids: tuple[dict[str, Any], ...] = ({"port": "shared", "price": 1.5}, {"port": "shut"})
    domain = read_domain(web(tmp_path, *(web_profile(f"p{at}", bid=bid) for at, bid in enumerate(bids))))
    assert domain.no_deal["p0"] is not None
    assert domain.no_deal["p0"].low == domain.worth("p0", {"port": "shared", "price": "1.5"}).low == 0.5
    assert domain.no_deal["p1"] is not None
    assert domain.no_deal["p1"].low == 0  # an issue that is left open counts nothing


def test_older_names_of_utilities_are_read(tmp_path: Path) -> None:
    older = json.loads(
        json.dumps([web_profile(), web_profile("south")])
        .replace("DiscreteValueSetUtilities", "discreteutils")
        .replace("NumberValueSetUtilities", "numberutils")
    )
    (tmp_path / "older").mkdir()
    (tmp_path / "today").mkdir()
    today = read_domain(web(tmp_path / "today", web_profile(), web_profile("south")))
    assert read_domain(web(tmp_path / "older", *older)).own == today.own


def test_a_domain_of_its_own_gives_the_order_of_values(tmp_path: Path) -> None:
    reversed_values = {"price": VALUES["price"], "port": {"values": ["shut", "shared", "open"]}}
    profiles = [web_profile(values=reversed_values), web_profile("south", values=None)]
    domain = read_domain(web(tmp_path, *profiles, domain=True))
    assert domain.issues["port"] == ("open", "shared", "shut")
    assert domain.own["north"] == domain.own["south"]
    beside = read_domain(tmp_path / "domain.json")
    assert beside.own == domain.own
    assert any("beside `domain.json`" in one for one in beside.assumptions)


def test_profiles_of_one_name_are_called_as_their_files(tmp_path: Path) -> None:
    assert read_domain(web(tmp_path, web_profile("me"), web_profile("me"))).parties == (
        "profile-0",
        "profile-1",
    )


def test_weights_that_do_not_sum_to_1_are_taken_and_said(tmp_path: Path) -> None:
    domain = read_domain(web(tmp_path, web_profile(weights=(1, 1)), web_profile("south")))
    assert domain.own["north"]["port", "open"].low == 1
    assert any(one.startswith("north: the weights sum to 2") for one in domain.warnings)


def test_utilities_beyond_0_and_1_are_taken_and_said(tmp_path: Path) -> None:
    domain = read_domain(web(tmp_path, web_profile(port=(4, -1, 0)), web_profile("south")))
    assert any(
        one.startswith("north: utilities of `port` are not all from 0 to 1") for one in domain.warnings
    )


def test_other_json_of_a_folder_is_left_out_and_named(tmp_path: Path) -> None:
    web(tmp_path)
    (tmp_path / "specials.json").write_text("[1, 2]")
    (tmp_path / "settings.json").write_text('{"a": 1, "b": 2}')
    said = ("`settings.json` and `specials.json`: neither a domain nor a profile, left out.",)
    assert read_domain(tmp_path).warnings == said
    web(tmp_path, domain=True)
    assert read_domain(tmp_path / "domain.json").warnings == said


@pytest.mark.parametrize(
    ("text", "place"), [('{"LinearAdditiveUtilitySpace": {', (1, 33)), ("\nhello", (2, 1)), ("", (1, 1))]
)
def test_a_broken_file_leaves_no_party_out(tmp_path: Path, text: str, place: tuple[int, int]) -> None:
    web(tmp_path, domain=True)
    (tmp_path / "profile-2.json").write_text(text)
    for path in (tmp_path, tmp_path / "domain.json"):
        with pytest.raises(CannotRead, match="is not JSON") as error:
            read_domain(path)
        assert error.value.file == str(tmp_path / "profile-2.json")
        assert (error.value.line, error.value.column) == place


def test_a_profile_that_is_not_as_it_should_be_leaves_no_party_out(tmp_path: Path) -> None:
    web(tmp_path, domain=True)
    (tmp_path / "profile-2.json").write_text('{"LinearAdditiveUtilitySpace": {"domain": 3}}')
    with pytest.raises(CannotRead, match=r"profile-2\.json` needs an object as `domain`"):
        read_domain(tmp_path)


@pytest.mark.parametrize(
    ("changes", "is_so"),
    [({}, True), ({"port": (4, 0, 0)}, False), ({"port": (1, -1, 0)}, False), ({"weights": (1, 1)}, False)],
)
def test_scales_are_from_0_to_1_only_where_everybodys_is(
    tmp_path: Path, changes: dict[str, Any], is_so: bool
) -> None:
    domain = read_domain(web(tmp_path, web_profile(**changes), web_profile("south")))
    assert ("on its own scale from 0 to 1:" in domain.assumptions[0]) is is_so
    assert ("on its own scale:" in domain.assumptions[0]) is not is_so


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """A profile with something amiss."""
    made: dict[str, Any] = json.loads(json.dumps(web_profile(bid={"port": "open", "price": 1})))
    change(made[ADDITIVE])
    return made


REFUSED: dict[str, tuple[Callable[[dict[str, Any]], object], type[Exception], tuple[str, ...]]] = {
    "no utility": (
        lambda p: p["issueUtilities"]["port"]["DiscreteValueSetUtilities"]["valueUtilities"].pop("shared"),
        CannotCount,
        ("`shared`", "`port`"),
    ),
    "one value more": (
        lambda p: p["issueUtilities"]["port"]["DiscreteValueSetUtilities"]["valueUtilities"].update(free=1),
        CannotCount,
        ("`free`", "`port`"),
    ),
    "no weight": (lambda p: p["issueWeights"].pop("port"), CannotCount, ("`port`", "`issueWeights`")),
    "one weight more": (
        lambda p: p["issueWeights"].update(fees=1),
        CannotCount,
        ("`fees`", "`issueWeights`"),
    ),
    "no utilities": (
        lambda p: p["issueUtilities"].pop("price"),
        CannotCount,
        ("`price`", "`issueUtilities`"),
    ),
    "no object": (lambda p: p.update(issueUtilities=[]), CannotRead, ("`issueUtilities`", "a list")),
    "weight of no kind": (lambda p: p["issueWeights"].update(port="much"), CannotCount, ("`port`", "`much`")),
    "weight true": (lambda p: p["issueWeights"].update(port=True), CannotCount, ("`port`", "`True`")),
    "other utilities": (
        lambda p: p["issueUtilities"].update(port={"NonLinear": {}}),
        CannotRead,
        ("`port`", "`NonLinear`", "`DiscreteValueSetUtilities`"),
    ),
    "a line for single values": (
        lambda p: p["issueUtilities"].update(port=p["issueUtilities"]["price"]),
        CannotCount,
        ("`port`", "single values"),
    ),
    "other ends": (
        lambda p: p["issueUtilities"]["price"]["NumberValueSetUtilities"].update(highValue=3),
        CannotCount,
        ("`price`", "from 1 to 3", "from 1 to 2"),
    ),
    "no step": (
        lambda p: p["domain"]["issuesValues"]["price"]["range"].pop("step"),
        CannotRead,
        ("`price`", "step"),
    ),
    "step of 0": (
        lambda p: p["domain"]["issuesValues"]["price"]["range"].update(step=0),
        CannotRead,
        ("`price`", "above 0"),
    ),
    "fine step": (
        lambda p: p["domain"]["issuesValues"]["price"]["range"].update(step=1e-300),
        CannotCount,
        ("`price`", "coarser step"),
    ),
    "no values": (
        lambda p: p["domain"]["issuesValues"].update(port={}),
        CannotRead,
        ("`port`", "list of values"),
    ),
    "a value twice": (
        lambda p: p["domain"]["issuesValues"].update(port={"values": ["a", "a "]}),
        CannotRead,
        ("`port`", "twice"),
    ),
    "other domain": (
        lambda p: p["domain"]["issuesValues"]["port"]["values"].append("free"),
        CannotCount,
        ("`port`", "differ"),
    ),
    "no domain": (lambda p: p.update(domain=3), CannotRead, ("`domain`", "a number")),
    "a bid from elsewhere": (
        lambda p: p["reservationBid"]["issuevalues"].update(port="free"),
        CannotCount,
        ("`free`", "`port`", "reservation bid"),
    ),
    "a bid on no issue": (
        lambda p: p["reservationBid"]["issuevalues"].update(fees="free"),
        CannotCount,
        ("`fees`", "reservation bid"),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_amiss_is_named_with_its_file(tmp_path: Path, name: str) -> None:
    change, kind, words = REFUSED[name]
    with pytest.raises(kind) as error:
        read_domain(web(tmp_path, web_profile("south"), changed(change)))
    assert type(error.value) is kind
    assert all(word in str(error.value) for word in words), str(error.value)
    assert "profile-1.json" in str(error.value)


@pytest.mark.parametrize("kind", ["SumOfGroupsUtilitySpace", "DefaultPartialOrdering"])
def test_other_profiles_are_refused_by_their_name(tmp_path: Path, kind: str) -> None:
    with pytest.raises(CannotRead, match=kind):
        read_domain(web(tmp_path, {kind: {"domain": {"name": "x", "issuesValues": VALUES}}}))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "neither a domain nor a profile"),
        ("[" * 100_000, "too many others"),
        ('{"a": NaN}', "`NaN`"),
        ('{"a": 1, "a": 2}', "key `a` twice"),
        ("1" * 5000, "neither a domain"),
        ('{"issuesValues": {}}', "no issues"),
        ('{"issuesValues": {"": {"values": ["a"]}}}', "issue without a name"),
    ],
)
def test_single_files_that_are_no_domain(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(CannotRead, match=words):
        read_domain(tmp_path / "a.json")


def test_labels_that_no_screen_can_show(tmp_path: Path) -> None:
    given = json.loads(
        json.dumps([web_profile(), web_profile("south")]).replace('"shared"', '"sh\\u001b[31mared\\ud800"')
    )
    assert read_domain(web(tmp_path, *given)).issues["port"][1] == "sh [31mared"
