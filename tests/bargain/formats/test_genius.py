from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

import detente
from detente.bargain.exact import fraction_of
from detente.bargain.formats import read_domain
from detente.errors import CannotCount, CannotRead
from tests.bargain.formats.files import DOMAIN, NORTH, SOUTH, genius, integers


def worth(domain: detente.Domain, party: str, issue: str, option: str) -> Fraction:
    return fraction_of(domain.own[party][issue, option].low)


def test_utility_is_weight_times_evaluation_over_the_largest_of_the_issue(tmp_path: Path) -> None:
    domain = read_domain(genius(tmp_path))
    assert domain.parties == ("north", "south")
    assert domain.issues == {"port": ("open", "shared", "shut"), "tolls": ("low", "high")}
    assert [worth(domain, "north", "port", o) for o in domain.issues["port"]] == [
        Fraction(7, 10),
        Fraction(7, 10) * Fraction(3, 7),
        0,
    ]
    assert [worth(domain, "south", "port", o) for o in domain.issues["port"]] == [
        Fraction(4, 10) * Fraction(1, 9),
        Fraction(4, 10) * Fraction(3, 9),
        Fraction(4, 10),
    ]
    assert worth(domain, "south", "tolls", "low") == Fraction(3, 10)


def test_reservation_values_are_on_the_scale_of_the_utilities(tmp_path: Path) -> None:
    # Trap: evaluations as they stand go up to 7.9 here, and next to them 0.5 excludes nothing.
    domain = read_domain(genius(tmp_path, north=NORTH.replace('"0.25"', '"0.5"'), south=SOUTH))
    best = sum(max(worth(domain, "north", i, o) for o in options) for i, options in domain.issues.items())
    assert best == 1
    assert domain.no_deal["north"] is not None
    assert domain.no_deal["north"].low == 0.5
    found = detente.bargain(domain)
    assert found.frontier is not None
    assert all(one.worth["north"] >= 0.5 for one in found.frontier)
    # Raw, every package with port = open or shared is worth 0.5 or more to north; on the right scale shared and low
    # tolls are not: 0.3 + 0.15.
    assert detente.bargain(domain).acceptable.alone["north"] == 3
    assert any(
        "Reservation values are on that scale, as they are written: north 0.5" in a
        for a in domain.assumptions
    )
    assert any(
        a.startswith("south: no reservation value is written, and GENIUS takes 0") for a in domain.assumptions
    )


def test_parties_share_no_unit_and_nothing_is_added_up(tmp_path: Path) -> None:
    domain = read_domain(genius(tmp_path))
    assert domain.shared_unit is None
    found = detente.bargain(domain)
    assert found.solutions["utilitarian"] is None
    assert any("share no unit" in one for one in found.assumptions)


def test_ties_of_fractions_are_ties(tmp_path: Path) -> None:
    # In floats 1/3 x 0.3 + 2/3 x 0.3 is not 0.3; the two packages that are worth as much to both must both be counted.
    issue = '<issue index="{0}" name="{1}" type="discrete">{2}</issue><weight index="{0}" value="{3}"/>'

    def items(*evaluations: int) -> str:
        return "".join(f'<item value="{at}" evaluation="{e}"/>' for at, e in enumerate(evaluations))

    def profile(sign: int) -> str:
        first, second = ((1, 2, 3), (3, 2, 1)) if sign > 0 else ((3, 2, 1), (1, 2, 3))
        parts = issue.format(1, "a", items(*first), "0.1") + issue.format(2, "b", items(*second[::-1]), "0.1")
        return f"<utility_space><objective index='0'>{parts}</objective></utility_space>"

    domain = read_domain(genius(tmp_path, domain=None, x=profile(1), y=profile(-1)))
    found = detente.bargain(domain)
    assert found.exact
    assert found.frontier is not None
    ties: dict[tuple[Fraction, ...], int] = {}
    for chosen in product(*domain.issues.values()):
        package = dict(zip(domain.issues, chosen, strict=True))
        point = tuple(
            sum((worth(domain, p, *c) for c in package.items()), Fraction(0)) for p in domain.parties
        )
        ties[point] = ties.get(point, 0) + 1
    assert sorted(one.ties for one in found.frontier) == sorted(ties.values()) == [1, 1, 2, 2, 3]


def test_discount_is_not_applied_and_said(tmp_path: Path) -> None:
    plain = read_domain(genius(tmp_path))
    text = NORTH.replace('<discount_factor value="1.0"/>', '<discount_factor value="0.5"/>')
    discounted = read_domain(genius(tmp_path, north=text, south=SOUTH))
    assert discounted.own == plain.own
    assert not any("Discount" in one for one in plain.assumptions)
    assert any(
        "Discount factors are written and not applied" in one and "north 0.5" in one
        for one in discounted.assumptions
    )


@pytest.mark.parametrize(
    ("slope", "offset", "low", "expected"),
    [
        ("0.25", "0.5", 0, [0.5, 0.75, 1, 1, 1]),  # held at 1
        ("0.25", "-0.25", 8, [0, 0, 0.25, 0.5, 0.75]),  # held at 0; counted from the lower bound
        ("-0.1", "1.0", -2, [1, 0.9, 0.8, 0.7, 0.6]),
    ],
)
def test_integer_issues_are_on_a_line_held_between_0_and_1(
    tmp_path: Path, slope: str, offset: str, low: int, expected: list[float]
) -> None:
    text = integers(slope=slope, offset=offset, low=low, high=low + 4)
    domain = read_domain(genius(tmp_path, domain=None, x=text, y=text))
    assert domain.issues == {"price": tuple(str(low + at) for at in range(5))}
    assert any("held between 0 and 1" in one for one in domain.assumptions)
    # Not divided by the largest: the weight is 0.5.
    assert [domain.own["x"]["price", o].low for o in domain.issues["price"]] == [one / 2 for one in expected]


def test_no_positive_evaluation_gives_0_to_every_option_and_says_so(tmp_path: Path) -> None:
    text = NORTH.replace('evaluation="7"', 'evaluation="-1"').replace('evaluation="3"', 'evaluation="-0.2"')
    text = text.replace('evaluation="0"', 'evaluation="-3"')
    domain = read_domain(genius(tmp_path, north=text, south=SOUTH))
    assert {worth(domain, "north", "port", o) for o in domain.issues["port"]} == {Fraction(0)}
    assert any("north.xml" in one and "`port`" in one and "every option 0" in one for one in domain.warnings)


def test_negative_evaluations_below_a_positive_one_stay_negative(tmp_path: Path) -> None:
    domain = read_domain(
        genius(tmp_path, north=NORTH.replace('evaluation="0"', 'evaluation="-7"'), south=SOUTH)
    )
    assert worth(domain, "north", "port", "shut") == Fraction(-7, 10)


def test_sums_above_1_are_kept_and_said(tmp_path: Path) -> None:
    domain = read_domain(genius(tmp_path, north=NORTH.replace('value="0.3"', 'value="0.5"'), south=SOUTH))
    assert any("utilities go up to 1.2. GENIUS gives 1" in one for one in domain.warnings)
    assert domain.worth("north", {"port": "open", "tolls": "high"}).low == pytest.approx(1.2)


def test_an_option_that_is_there_twice_counts_as_its_last_with_a_warning(tmp_path: Path) -> None:
    twice = NORTH.replace("</issue>", '<item index="9" value="shut" evaluation="3.5"/></issue>', 1)
    domain = read_domain(genius(tmp_path, north=twice, south=SOUTH))
    assert domain.issues["port"] == ("open", "shared", "shut")
    assert worth(domain, "north", "port", "shut") == Fraction(35, 100)
    assert any(
        "`shut` of `port` is there twice" in one and "the last one counts" in one for one in domain.warnings
    )


def test_an_option_beyond_the_domain_is_left_out_but_counts_as_largest(tmp_path: Path) -> None:
    more = NORTH.replace("</issue>", '<item index="9" value="free" evaluation="14"/></issue>', 1)
    domain = read_domain(genius(tmp_path, north=more, south=SOUTH))
    assert domain.issues["port"] == ("open", "shared", "shut")
    assert worth(domain, "north", "port", "open") == Fraction(7, 20)
    assert any("`free` of `port` is not in harbour.xml" in one for one in domain.warnings)


def test_long_weights_are_rounded_to_15_decimals_and_said(tmp_path: Path) -> None:
    text = NORTH.replace('"0.7"', '"0.7000000000000012345"')
    domain = read_domain(genius(tmp_path, north=text, south=SOUTH))
    assert worth(domain, "north", "port", "open") == Fraction("0.700000000000001")
    assert any(one.startswith("north: ") and "rounded to 15 decimals" in one for one in domain.assumptions)
    assert detente.bargain(domain).exact


def test_labels_lose_spaces_and_what_steers_a_screen(tmp_path: Path) -> None:
    names = [text.replace('"shared"', '"  shared\u202e \n by  both "') for text in (DOMAIN, NORTH, SOUTH)]
    domain = read_domain(genius(tmp_path, domain=names[0], north=names[1], south=names[2]))
    assert domain.issues["port"] == ("open", "shared by both", "shut")


def test_weights_outside_an_objective_are_found(tmp_path: Path) -> None:
    flat = [
        text.replace(
            '<objective index="0" name="Harbour" type="objective" etype="objective" description="">', ""
        ).replace("</objective>", "")
        for text in (NORTH, SOUTH)
    ]
    domain = read_domain(genius(tmp_path, north=flat[0], south=flat[1]))
    assert worth(domain, "north", "port", "open") == Fraction(7, 10)


# --- which files ---


def test_a_domain_file_takes_the_profiles_beside_it_and_says_so(tmp_path: Path) -> None:
    genius(tmp_path)
    domain = read_domain(tmp_path / "harbour.xml")
    assert domain.parties == ("north", "south")
    assert any(
        "beside `harbour.xml` are taken: `north.xml` and `south.xml`" in one for one in domain.assumptions
    )


def test_profiles_may_be_named(tmp_path: Path) -> None:
    genius(tmp_path, north=NORTH, south=SOUTH, east=NORTH)
    assert read_domain(tmp_path).parties == ("east", "north", "south")
    assert read_domain(tmp_path, "south.xml", "east.xml").parties == ("south", "east")
    assert read_domain(tmp_path / "harbour.xml", tmp_path / "north.xml", tmp_path / "south.xml").parties == (
        "north",
        "south",
    )
    assert read_domain(str(tmp_path / "north.xml"), str(tmp_path / "south.xml")).parties == ("north", "south")


def test_two_files_of_one_name_are_two_parties(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        genius(tmp_path / folder, domain=None, me=NORTH)
    parties = read_domain(tmp_path / "a" / "me.xml", tmp_path / "b" / "me.xml").parties
    assert len(set(parties)) == 2
    assert parties[0].endswith("a/me")
    again = read_domain(tmp_path / "a" / "me.xml", tmp_path / "a" / "me.xml").parties
    assert len(set(again)) == 2


def test_other_files_of_a_folder_are_left_out_and_named(tmp_path: Path) -> None:
    genius(tmp_path)
    (tmp_path / "pareto.xml").write_text("0.1, 0.9\n")
    (tmp_path / "results.xml").write_text("<Tournament/>")
    (tmp_path / "notes.txt").write_text("<utility_space>")
    domain = read_domain(tmp_path)
    assert domain.parties == ("north", "south")
    assert domain.warnings == ("`pareto.xml` and `results.xml`: neither a domain nor a profile, left out.",)


def test_the_folder_gives_the_title(tmp_path: Path) -> None:
    assert read_domain(genius(tmp_path)).title == tmp_path.name


@pytest.mark.parametrize("path", [".", "harbour.xml", "inside/..", "inside/../harbour.xml"])
def test_a_folder_without_a_name_in_the_path_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    (genius(tmp_path) / "inside").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read_domain(path).title == tmp_path.name


@pytest.mark.parametrize(
    ("old", "new", "is_so"),
    [
        ("", "", True),
        ('<weight index="1" value="0.7"/>', '<weight index="1" value="-0.7"/>', False),
        ('evaluation="0"', 'evaluation="-3"', False),
        ('<weight index="2" value="0.3"/>', '<weight index="2" value="0.4"/>', False),
        ('<reservation value="0.25"/>', '<reservation value="1.5"/>', False),
    ],
)
def test_scales_are_from_0_to_1_only_where_everybodys_is(
    tmp_path: Path, old: str, new: str, is_so: bool
) -> None:
    domain = read_domain(genius(tmp_path, north=NORTH.replace(old, new), south=SOUTH))
    assert ("on its own scale from 0 to 1:" in domain.assumptions[0]) is is_so
    assert ("on its own scale:" in domain.assumptions[0]) is not is_so


def test_advice_can_be_followed_with_one_path(tmp_path: Path) -> None:
    (genius(tmp_path, north=NORTH) / "web.json").write_text('{"LinearAdditiveUtilitySpace": {}}')
    with pytest.raises(CannotRead, match="two formats") as mixed:
        read_domain(tmp_path)
    with pytest.raises(CannotCount, match="1 profile") as alone:
        read_domain(tmp_path / "harbour.xml")
    (tmp_path / "south.xml").write_text(SOUTH)
    assert read_domain(tmp_path / "harbour.xml").parties == ("north", "south")
    for error in (mixed.value, alone.value):
        assert "domain file" in (error.help or "")
        assert "from Python, `read_domain(path, *profiles)`" in (error.help or "")


# --- what is refused ---

REFUSED = {
    "no evaluation": (
        NORTH.replace('value="shared" evaluation="3"', 'value="shared"'),
        CannotCount,
        ("north.xml", "`shared`", "`port`", "no evaluation"),
    ),
    "evaluation null": (
        NORTH.replace('evaluation="3"', 'evaluation="null"'),
        CannotCount,
        ("north.xml", "`shared`", "`port`"),
    ),
    "no number": (NORTH.replace('evaluation="3"', 'evaluation="many"'), CannotCount, ("`many`", "north.xml")),
    "NaN": (NORTH.replace('evaluation="3"', 'evaluation="NaN"'), CannotCount, ("`NaN`",)),
    "infinite": (NORTH.replace('"0.7"', '"1e999"'), CannotCount, ("`1e999`", "weight")),
    "underscore": (NORTH.replace('evaluation="3"', 'evaluation="1_0"'), CannotCount, ("`1_0`",)),
    "no weight": (
        NORTH.replace('<weight index="1" value="0.7"/>', ""),
        CannotCount,
        ("no weight", "`port`", "north.xml"),
    ),
    "two weights": (
        NORTH.replace("<weight", '<weight index="1" value="0.2"/><weight', 1),
        CannotCount,
        ("number 1 two weights",),
    ),
    "another name": (
        NORTH.replace('name="port"', 'name="quay"'),
        CannotCount,
        ("number 1 `quay`", "`port`", "harbour.xml"),
    ),
    "another issue": (
        NORTH.replace(
            '<weight index="1"', '<issue index="3" name="fees"><item value="a"/></issue><weight index="1"'
        ),
        CannotCount,
        ("number 3, `fees`",),
    ),
    "an issue less": (
        NORTH.replace('index="2" name="tolls"', 'index="7" name="tolls"'),
        CannotCount,
        ("number 2, `tolls`",),
    ),
    "same number": (
        NORTH.replace('index="2" name="tolls"', 'index="1" name="tolls"'),
        CannotRead,
        ("number 1",),
    ),
    "same name": (NORTH.replace('name="tolls"', 'name="port"'), CannotRead, ("called `port`",)),
    "no number of issue": (
        NORTH.replace('index="1" name="port"', 'name="port"'),
        CannotRead,
        ("`index`", "none"),
    ),
    "real": (
        NORTH.replace('name="port" type="discrete"', 'name="port" type="real"'),
        CannotRead,
        ("`port`", "`real`", "north.xml"),
    ),
    "nonlinear": (
        NORTH.replace("<utility_space>", '<utility_space type="nonlinear">'),
        CannotRead,
        ("nonlinear",),
    ),
    "hyper": (
        NORTH.replace("</objective>", "</objective><ufun><hyperRectangle/></ufun>"),
        CannotRead,
        ("nonlinear", "north.xml"),
    ),
    "doctype": ("<!DOCTYPE utility_space>" + NORTH, CannotRead, ("DOCTYPE",)),
    "entity": (NORTH.replace('"shared"', '"&shared;"'), CannotRead, ("not XML", "undefined entity")),
    "cut off": (NORTH[:-20], CannotRead, ("not XML",)),
    "no options": (
        NORTH.replace("</issue>", '</issue><issue index="5" name="none"/>', 1),
        CannotRead,
        ("`none` without options",),
    ),
    "no value": (
        NORTH.replace('value="shared"', 'value=" "'),
        CannotRead,
        ("option of `port` without a value",),
    ),
    "deep": (
        NORTH.replace("</objective>", "<a>" * 200 + "</a>" * 200 + "</objective>"),
        CannotRead,
        ("more than 100",),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_amiss_is_named_with_its_file(tmp_path: Path, name: str) -> None:
    text, kind, words = REFUSED[name]
    with pytest.raises(kind) as error:
        read_domain(genius(tmp_path, north=text, south=SOUTH))
    assert type(error.value) is kind
    assert all(word in str(error.value) for word in words), str(error.value)
    assert "north.xml" in str(error.value)


def test_a_place_is_given(tmp_path: Path) -> None:
    with pytest.raises(CannotCount) as error:
        read_domain(genius(tmp_path, north=NORTH.replace('evaluation="3"', 'evaluation="x"'), south=SOUTH))
    assert (error.value.line, error.value.column) == (5, 7)


def test_a_billion_laughs_are_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE utility_space [<!ENTITY a0 "ha">{laughs}]>' + NORTH.replace('"shared"', '"&a11;"')
    with pytest.raises(CannotRead, match="DOCTYPE"):
        read_domain(genius(tmp_path, north=bomb, south=SOUTH))


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("seen")
    text = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>' + NORTH
    with pytest.raises(CannotRead, match="DOCTYPE"):
        read_domain(genius(tmp_path, north=text, south=SOUTH))


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_other_encodings_are_refused(tmp_path: Path, encoding: str) -> None:
    genius(tmp_path)
    (tmp_path / "north.xml").write_bytes(NORTH.replace("shared", "shar\u00e9").encode(encoding))
    with pytest.raises(CannotRead, match="UTF-8"):
        read_domain(tmp_path)


def test_a_declared_encoding_does_not_matter_where_the_text_is_utf_8(tmp_path: Path) -> None:
    texts = [text.replace("shared", "shar\u00e9") for text in (DOMAIN, NORTH, SOUTH)]
    genius(
        tmp_path,
        domain=texts[0],
        north='<?xml version="1.0" encoding="ISO-8859-1"?>' + texts[1],
        south=texts[2],
    )
    assert read_domain(tmp_path).issues["port"][1] == "shar\u00e9"


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    genius(tmp_path)
    (tmp_path / "north.xml").write_bytes(b"\xef\xbb\xbf" + NORTH.encode())
    assert read_domain(tmp_path).parties == ("north", "south")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "holds no domain"),
        ({"a.xml": ""}, "holds no domain"),
        ({"north.xml": NORTH}, "1 profile"),
        ({"harbour.xml": DOMAIN}, "no profiles"),
        ({"a.xml": DOMAIN, "b.xml": DOMAIN, "n.xml": NORTH, "s.xml": SOUTH}, "more than one domain"),
        ({"n.xml": NORTH, "s.json": '{"LinearAdditiveUtilitySpace": {}}'}, "two formats"),
    ],
)
def test_folders_that_hold_no_domain_for_two(tmp_path: Path, files: dict[str, str], words: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises((CannotRead, CannotCount), match=words):
        read_domain(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not XML"),
        ("hello", "not XML"),
        ("<a/>", "neither a domain nor a profile"),
        ("<utility_space/>", "no issues"),
    ],
)
def test_single_files_that_are_no_domain(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "a.xml").write_text(text)
    with pytest.raises(CannotRead, match=words):
        read_domain(tmp_path / "a.xml")


def test_missing_files_and_large_ones(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="There is no file"):
        read_domain(tmp_path / "nowhere.xml")
    genius(tmp_path)
    with pytest.raises(CannotRead, match="There is no file"):
        read_domain(tmp_path, "west.xml")
    (tmp_path / "north.xml").write_text(NORTH + " " * 10_000_000)
    with pytest.raises(CannotRead, match="the limit is"):
        read_domain(tmp_path)


def test_too_many_whole_numbers(tmp_path: Path) -> None:
    text = integers(high=100_000)
    with pytest.raises(CannotCount, match="100,001 whole numbers"):
        read_domain(genius(tmp_path, domain=None, x=text, y=text))


def test_integer_issues_without_slope(tmp_path: Path) -> None:
    text = integers().replace("slope", "parameter1")
    with pytest.raises(CannotRead, match="its rule is not known"):
        read_domain(genius(tmp_path, domain=None, x=text, y=text))
    older = integers().replace('lowerbound="0" upperbound="4">', '><range lowerbound="0" upperbound="4"/>')
    assert read_domain(genius(tmp_path, domain=None, x=older, y=older)).packages == 5
