from __future__ import annotations

import json
from dataclasses import fields, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargain.domain import DEMANDED, Domain, Exclusion
from detente.bargain.exact import fraction_of, worth_of
from detente.bargain.formats import domain_from_json, domain_json, read_domain
from detente.deal.worth import UNKNOWN, Ranking, Worth
from detente.errors import CannotCount, CannotRead
from tests.bargain.domains import domain_of, domains
from tests.bargain.formats.files import genius

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
LABELS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)


@st.composite
def worths(draw: st.DrawFn) -> Worth:
    kind = draw(st.sampled_from(("point", "range", "likely", "unknown", "fraction")))
    if kind == "unknown":
        return UNKNOWN
    if kind == "fraction":
        return worth_of(draw(st.fractions(-(10**6), 10**6)))
    numbers = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3)))
    if kind == "point" or numbers[0] == numbers[2]:
        return Worth(numbers[0], numbers[0])
    return Worth(numbers[0], numbers[2], numbers[1] if kind == "likely" else None)


@st.composite
def whole(draw: st.DrawFn) -> Domain:
    """A domain with every part that one can have."""
    domain = draw(domains())
    parties, choices = domain.parties, list(domain.choices())
    issues = {issue: draw(LABELS) for issue in domain.issues}
    if len(set(issues.values())) < len(issues):
        issues = {issue: f"{issue} {label}" for issue, label in issues.items()}
    own = {party: {c: draw(worths()) for c in choices if draw(st.integers(0, 9))} for party in parties}
    more = Exclusion(DEMANDED, (choices[0],), parties[0], "deal.yaml:3:4")
    made = replace(
        domain,
        own=own,
        excluded=(*domain.excluded, more),
        rest={party: draw(worths()) for party in parties[1:]},
        no_deal={party: draw(st.none() | worths()) for party in parties},
        unit={party: draw(st.none() | LABELS) for party in parties},
        rankings={parties[0]: (Ranking((("a",), ("b", "port: open"))),)},
        names={parties[0]: draw(LABELS)},
        title=draw(LABELS),
        source="tables",
        assumptions=tuple(draw(st.lists(LABELS, max_size=2))),
        warnings=tuple(draw(st.lists(LABELS, max_size=2))),
    )
    return renamed(made, issues)


def renamed(domain: Domain, labels: dict[str, str]) -> Domain:
    return replace(
        domain,
        issues={labels[issue]: options for issue, options in domain.issues.items()},
        own={p: {(labels[i], o): w for (i, o), w in mine.items()} for p, mine in domain.own.items()},
        excluded=tuple(
            replace(one, choices=tuple((labels[i], o) for i, o in one.choices)) for one in domain.excluded
        ),
        brought=tuple(
            replace(
                one,
                by_any=tuple((labels[i], o) for i, o in one.by_any),
                only_if=tuple((labels[i], o) for i, o in one.only_if),
            )
            for one in domain.brought
        ),
        draft={labels[i]: o for i, o in domain.draft.items()},
    )


def exactly(worth: Any) -> Any:
    """A worth with the fractions that it stands for, so that near ones are told apart."""
    if not isinstance(worth, Worth):
        return worth
    if worth.is_unknown:
        return "unknown"
    return (fraction_of(worth.low), fraction_of(worth.high), worth.likely)


@given(whole())
def test_a_domain_comes_back_whole(domain: Domain) -> None:
    back = domain_from_json(domain_json(domain))
    for one in fields(Domain):
        assert getattr(back, one.name) == getattr(domain, one.name), one.name
    assert list(back.issues.items()) == list(domain.issues.items())  # in the same order
    for party in domain.parties:
        for table in ("own",):
            mine, theirs = getattr(domain, table)[party], getattr(back, table)[party]
            assert {key: exactly(one) for key, one in mine.items()} == {
                key: exactly(one) for key, one in theirs.items()
            }
        assert exactly(back.no_deal[party]) == exactly(domain.no_deal[party])


def test_it_is_plain_json_with_fractions_as_text(tmp_path: Path) -> None:
    made = json.loads(domain_json(read_domain(genius(tmp_path))))
    assert made["domain"] == 1
    assert made["issues"]["port"]["open"] == {"north": 0.7, "south": "2/45"}
    assert made["parties"]["north"] == {"no deal": 0.25, "unit": "utility of north"}


def test_a_stored_domain_is_read_by_read_domain(tmp_path: Path) -> None:
    domain = read_domain(genius(tmp_path))
    (tmp_path / "stored.json").write_text(domain_json(domain), encoding="utf-8")
    back = read_domain(tmp_path / "stored.json")
    assert back.own == domain.own
    assert fraction_of(back.own["south"]["port", "open"].low) == Fraction(2, 45)
    with pytest.raises(CannotRead, match="takes no profiles"):
        read_domain(tmp_path / "stored.json", tmp_path / "north.xml")


def test_a_worth_that_is_no_number_is_not_stored() -> None:
    domain = domain_of({"port": {"open": (float("nan"), 0)}})
    with pytest.raises(CannotCount, match="`port: open`"):
        domain_json(domain)


GOOD: dict[str, Any] = json.loads(
    domain_json(
        domain_of(
            {"port": {"open": (1, 2), "shut": (2, 1)}, "tolls": {"low": (0, 1), "high": (1, 0)}},
            never=[("north", "port", "shut")],
            rules_out=[("port", "open", "tolls", "low")],
            draft={"port": "open"},
        )
    )
)
AMISS: dict[str, tuple[dict[str, Any], str]] = {
    "no domain": ({"domain": 2}, "format `2`"),
    "parties": ({"parties": []}, "`parties`, not a list"),
    "party": ({"parties": {"north": 3, "south": {}}}, "`north`, not a number"),
    "issues": ({"issues": {"port": ["open"]}}, "`port`, not a list"),
    "option": ({"issues": {"port": {"open": 3}}}, "`open`, not a number"),
    "other party": ({"issues": {"port": {"open": {"west": 3}}}}, "party `west`"),
    "draft": ({"draft": {"fees": "low"}}, "issue `fees`"),
    "draft option": ({"draft": {"port": "ajar"}}, "option of `port` `ajar`"),
    "excluded": ({"excluded": {"kind": "never"}}, "list at `excluded`"),
    "kind": ({"excluded": [{"kind": "maybe", "choices": []}]}, "`maybe`, which is not known"),
    "never without a party": (
        {"excluded": [{"kind": "never", "choices": [["port", "open"]]}]},
        "without a party",
    ),
    "choice": ({"excluded": [{"kind": "rules out", "choices": ["port"]}]}, "an issue and an option"),
    "title": ({"title": 3}, "text at `title`"),
    "brought": ({"brought": [{"obligation": 3}]}, "text at `obligation`"),
    "ranking": ({"parties": {"north": {"rankings": ["a"]}, "south": {}}}, "ranking that cannot be read"),
}


@pytest.mark.parametrize("name", AMISS)
def test_what_is_amiss_is_named(name: str) -> None:
    change, words = AMISS[name]
    with pytest.raises(CannotRead, match=words):
        domain_from_json(json.dumps(GOOD | change), "kept.json")


@pytest.mark.parametrize("worth", ["1/0", "much", True, None, "5..1", f"{'9' * 900}/1", [1]])
def test_worths_that_cannot_be_computed_with(worth: Any) -> None:
    issues = {"port": {"open": {"north": worth, "south": 1}}}
    with pytest.raises(CannotCount, match="`port: open` for north"):
        domain_from_json(json.dumps(GOOD | {"issues": issues, "draft": {}, "excluded": []}))


@pytest.mark.parametrize("text", ["", "3", "{}", '{"detente": "0"}'])
def test_what_is_no_stored_domain(text: str) -> None:
    with pytest.raises(CannotRead):
        domain_from_json(text)
