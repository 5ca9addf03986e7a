"""Files to a deal: a whole one, and what is said of each thing that is amiss; nothing raises."""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.deal.course import course_of
from detente.deal.coverage import coverage_of
from detente.deal.files import DEAL_KEYS, SECTIONS, STATEMENTS
from detente.deal.loader import load, load_text
from detente.deal.model import Deal, Gate, Noun, Otherwise, Trigger
from detente.deal.phrases import NOT_STATED, Amount, Duration, Ref, parse_when
from detente.deal.worth import UNKNOWN, Worth
from detente.errors import CannotRead
from detente.text.nodes import Problem
from tests.strategies import deals

DEAL = """\
detente: 1
kind: ceasefire
title: Ridge and valley
status: proposal
events: {signature: {at: not stated}, lists-agreed: {found by: mission}}
day zero: signature
calendar: {days: calendar, zone: "+02:00", first day: D+0}
if breached: releases what depends on it

parties:        {north: {name: Northland}, south: {name: Southland}}
mediators:      {lake: {name: Lakeland}}
guarantors:     {coast: {name: Coast Republic, accepted: not stated}}
verifiers:      {mission: {name: Joint Mission}}
intermediaries: {carrier: {name: Neutral Carrier}}
others:         {residents: {name: People of the valley}}
signs:          [north, south, coast]
languages:      {texts: [en], prevails: en}
annexes:        {L1: {file: annexes/l1.csv, sha256: not stated, holds: 33 persons}}

terms:
  lasting-calm:
    words: lasting calm
    used in: [talks, end-of-war]
    open on purpose: {why: the talks are to settle it, who: lake, revisit by: stage two}

stages:
  one:
    opens: {at: signature}
    lasts: 42 days
    otherwise: {continue: [pause, calm], while: [talks], at most: 14 days, then: ends}
  two:
    opens:
      when: [release-first, pull-back-1]
      found by: mission
      by: D+42
      may be waived by: each party for itself
    lasts: 42 days

obligations:
  pause:
    stage: one
    by: north
    to: south
    does: carry out no military act in the valley
    from: D+0
    until: stage one ends
    verified by: mission
    clause: "1.1"
  calm:
    {stage: one, by: south, to: north, does: carry out no military act, from: D+0,
     until: stage one ends, while: [pause]}
  release-first:
    stage: one
    by: south
    to: north
    does: release 33 captives/hostages on list L1
    amount: 33 persons
    parts: [3 by D+1, 4 by D+7, 26 by D+42]
    while: [pause]
    through: carrier
    verified by: mission
    if missed: {cure: 48 hours, then: releases}
  prisoners:
    {stage: one, by: north, to: south, does: release prisoners/detainees, against: release-first, ratio: 30 for 1,
     turn: after each part, through: carrier}
  pull-back-1:
    {stage: one, by: north, to: south, does: leave the road, due: 2 days after release-first.1,
     after: [release-first.1]}
  talks: {stage: one, by: [north, south], to: each other, does: agree on the lasting calm, from: D+16, due: D+35}
  release-rest: {stage: two, by: south, to: north, does: release all, due: stage two + 30 days, verified by: mission}
  pull-back-2:
    {stage: two, by: north, to: south, does: leave the valley, due: stage two + 42 days, after: [release-rest],
     reversible: yes}
  end-of-war:
    {stage: two, by: [north, south], to: each other, does: keep the lasting calm, from: stage two, until: for good}

guarantees:
  coast-bond:
    by: coast
    secures: [north]
    covers: [pull-back-2, end-of-war]
    form: bond
    pays: 20 million euro
    to: south
    when: {found by: mission, within: 10 days}
    until: D+180
    written: yes
    signed: no

issues:
  port:
    options: {closed: {}, inspected: {with: [open-port]}, open: {with: [open-port], rules out: {mandate: none}}}
    draft: closed
  mandate: {options: {none: {}, joint: {}}}
  open-port: {options: {yes-with-checks: {}}}
"""
SOUTH = """\
demands:
  permanent-end:
    wants: a permanent end of the war
    firmness: stated as a condition
    met by: [end-of-war]
    crossed by: []
    said by: head of the delegation
    speaker class: named official
    source: {in: wire-0301, quote: the war must be over for good, at: 1234}
  all-captives: {wants: an order of release, said by: head of the delegation, firmness: said to be open, met by: []}
readings:
  - {term: lasting-calm, says: a permanent end of the war, said by: head of the delegation, source: {in: wire-0301}}
  - {order of: [pull-back-2, release-rest], says: withdrawal first, after: {release-rest: [pull-back-2]}}
concessions: [{on: all-captives, says: in three groups rather than at once, date: 2026-02-20}]
claims: [{says: the road is mined, said by: a resident, speaker class: unattributed}]
sources: {wire-0301: {file: ../sources/wire.txt, sha256: "00ff", date: 2026-03-01, publisher: Harbour Wire}}
"""
NORTH = """\
judged by: the mediator's analyst
on: 2026-03-02
unit: points
worth:
  release-first: 20..30
  release-rest: 30..45 likely 40
  pull-back-2: -25..-15
  end-of-war: unknown
ranking: [release-rest > release-first > pull-back-2]
guarantees: {coast-bond: {loses: 20, believed: 0.5}}
if it walks: {gets: 0, after release-rest: +10, in stage two: +3}
if others stop: {gets: -5}
never: [port: open]
no deal: 0
discount: 0.99 per month
"""
WORDS = "# Ridge and valley\n\n1.1 North carries out no military act in the valley.\n"


def indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


ONE_FILE = (
    f"{DEAL}text: |\n{indented(WORDS, 2)}"
    f"positions:\n  south:\n{indented(SOUTH, 4)}values:\n  north:\n{indented(NORTH, 4)}"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "valley"
    for name, text in {
        "deal.yaml": DEAL,
        "text.md": WORDS,
        "positions/south.yaml": f"positions of: south\n{SOUTH}",
        "values/north.yaml": f"values of: north\n{NORTH}",
    }.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text)
    return made


def plain(value: Any) -> Any:
    """A noun as plain values, without its place."""
    if isinstance(value, Noun):
        return {key: plain(part) for key, part in value if key != "home"}
    if isinstance(value, Mapping):
        return [(key, plain(part)) for key, part in value.items()]
    return (
        [plain(part) for part in value]
        if isinstance(value, tuple) and not hasattr(value, "_fields")
        else value
    )


def content(deal: Deal) -> dict[str, Any]:
    """What a deal says, without places."""
    nouns = {
        name: plain(getattr(deal, name)) for name in (*SECTIONS, *STATEMENTS, "demands", "values", "frame")
    }
    return {**nouns, "clauses": [(one.number, one.text) for one in deal.clauses], "silences": deal.silences}


def problems(text: str) -> list[Problem]:
    return list(load_text(text).problems)


# --- a whole deal


def test_a_whole_deal_is_understood_in_a_folder_and_in_one_file(folder: Path) -> None:
    apart, together = load(folder), load_text(ONE_FILE)
    assert apart.problems == together.problems == ()
    assert content(apart) == content(together)
    assert load(folder / "deal.yaml").problems == ()
    assert content(load(folder / "deal.yaml")) == content(apart)
    assert (apart.name, together.name) == ("valley", "deal")


def test_what_was_read(folder: Path) -> None:
    deal = load(folder)
    owed, two = deal.obligations, deal.stages["two"]
    assert list(owed)[:4] == ["pause", "calm", "release-first", "prisoners"]
    assert owed["release-first"].amount == Amount(33, 33, "persons")
    assert [str(part) for part in owed["release-first"].parts or ()] == ["3 by D+1", "4 by D+7", "26 by D+42"]
    assert owed["talks"].is_standing
    assert owed["talks"].by == ("north", "south")
    assert not owed["pull-back-1"].is_standing
    assert owed["pull-back-1"].due == parse_when("2 days after release-first.1")
    assert owed["pull-back-2"].reversible is True
    assert isinstance(two.opens, Gate)
    assert two.opens.when == (Ref("release-first"), Ref("pull-back-1"))
    otherwise = deal.stages["one"].otherwise
    assert isinstance(otherwise, Otherwise)
    assert (otherwise.at_most, otherwise.then) == (Duration(14, "days"), "ends")
    bond = deal.guarantees["coast-bond"]
    assert (bond.written, bond.signed) == (True, False)
    assert isinstance(bond.when, Trigger)
    assert deal.values["north"].worth == {
        "release-first": Worth(20, 30),
        "release-rest": Worth(30, 45, 40),
        "pull-back-2": Worth(-25, -15),
        "end-of-war": UNKNOWN,
    }
    assert deal.values["north"].never == (("port", "open"),)
    assert [reading.by for reading in deal.readings] == ["south", "south"]
    assert deal.call_all(["north", "coast"]) == "Northland and Coast Republic"
    assert list(deal.actors) == ["north", "south", "lake", "coast", "mission", "carrier", "residents"]


def test_everything_has_a_place(folder: Path) -> None:
    deal = load(folder)
    owed = deal.obligations["pull-back-1"]
    assert deal.place(owed).text == "pull-back-1"
    assert deal.place(owed, "due").text == "2 days after release-first.1"
    assert deal.place(owed, "after", 0).text == "release-first.1"
    assert deal.place(owed, "verified by").text == "pull-back-1"  # the key is absent
    assert deal.place(deal.demands["permanent-end"], "source", "at").text == "1234"
    assert deal.place(deal.readings[1], "says").file.endswith("positions/south.yaml")
    assert deal.section("stages").text == "stages"
    assert deal.section("exits").line == 1
    assert deal.place(deal.frame, "day zero").text == "signature"


# --- absent, blank and silent


@pytest.mark.parametrize(
    ("line", "value"),
    [("", None), ("due:", None), ("due: not stated", NOT_STATED), ('due: "not stated"', NOT_STATED)],
)
def test_what_is_not_filled_in_is_not_silence(line: str, value: object) -> None:
    deal = load_text(f"detente: 1\nobligations:\n  leave:\n    does: leave\n    {line}\n")
    assert deal.problems == ()
    assert deal.obligations["leave"].due is value


def test_a_section_may_be_silent() -> None:
    deal = load_text("detente: 1\nguarantees: not stated\nverifiers:\n")
    assert deal.problems == ()
    assert deal.silences == {"guarantees"}
    assert not deal.guarantees
    assert not deal.verifiers


def test_an_actor_may_be_written_as_its_name_and_an_element_as_its_entries() -> None:
    deal = load_text(
        "detente: 1\nparties: {north: Northland, south: }\nobligations: {pause: {}}\nelements: {scope: [pause]}\n"
    )
    assert deal.problems == ()
    assert deal.call("north") == "Northland"
    assert deal.call("south") == "south"
    assert deal.elements["scope"].in_ == (Ref("pause"),)


# --- what is amiss, in words

HEAD = "detente: 1\nparties: {north: {name: Northland}, south: {name: Southland}}\n"


@pytest.mark.parametrize(
    ("body", "name", "message", "place"),
    [
        (
            "obligation: {}",
            "unknown-key",
            "`obligation` is not a key here; did you mean `obligations`?",
            (3, 1),
        ),
        (
            "obligations: {a: {dew: D+1}}",
            "unknown-key",
            "`dew` is not a key in `a`; did you mean `due`?",
            (3, 19),
        ),
        (
            "stages: {a: {opens: {wen: [b]}}}",
            "unknown-key",
            "`wen` is not a key in `opens`; did you mean",
            (3, 22),
        ),
        (
            "positions: {south: {demand: {}}}",
            "unknown-key",
            "`demand` is not a key in `south`; did you",
            (3, 21),
        ),
        ("values: {south: {wroth: {}}}", "unknown-key", "`wroth` is not a key in `south`; did you", (3, 18)),
        (
            "obligations: {a: {does: leave, then stay}}",
            "comma-in-flow",
            "`then stay` is read as a key: a comma ended your sentence here",
            (3, 32),
        ),
        (
            "obligations: {a: {by: nroth}}",
            "unknown-id",
            "nothing is called `nroth`; did you mean `north`?",
            (3, 23),
        ),
        ("obligations: {a: {after: [b]}}", "unknown-id", "nothing is called `b`", (3, 27)),
        ("obligations: {a: {due: 2 days after b}}", "unknown-id", "nothing is called `b`", (3, 24)),
        ("obligations: {a: {parts: [1, 2], after: [a.3]}}", "unknown-id", "`a.3`: `a` has 2 parts", (3, 42)),
        ("obligations: {a: {after: [a.1]}}", "unknown-id", "`a.1`: `a` has no parts", (3, 27)),
        (
            "obligations: {a: {stage: north}}",
            "unknown-id",
            "`north` names one of the parties, and a stage belongs",
            (3, 26),
        ),
        ("obligations: {a: {source: {in: w}}}", "unknown-id", "no source is called `w`", (3, 32)),
        ("obligations: {a: {clause: 1.10}}", "wrong-value", "put it in quotes", (3, 27)),
        (
            "obligations: {a: {due: soonish!}}",
            "wrong-value",
            "`due` of `a`: `soonish!` is not a time",
            (3, 24),
        ),
        ("obligations: {a: {lists: 3}}", "unknown-key", "`lists` is not a key in `a`", (3, 19)),
        ("obligations: {a: {parts: [1, x, 3]}}", "wrong-value", "`x` is not an amount", (3, 30)),
        ("obligations: {a: leave}", "wrong-value", "`a` of `obligations`: keys belong here", (3, 18)),
        ("obligations: [a]", "wrong-value", "entries with an id belong here", (3, 14)),
        ("obligations: {a b: {}}", "wrong-id", "`a b` is not an id", (3, 15)),
        ("obligations: {north: {}}", "id-written-twice", "`north` already names one of the parties", (3, 15)),
        ("kind: ceasfire", "wrong-value", "did you mean `ceasefire`?", (3, 7)),
        ("positions: {east: {}}", "unknown-id", "nothing is called `east`", (3, 13)),
        ("positions: [south]", "wrong-value", "ids of parties belong here, not a list", (3, 12)),
        ("positions: {south: {readings: {a: 1}}}", "wrong-value", "a list of entries belongs here", (3, 31)),
        ("values: {north: {worth: {leave: 3}}}", "unknown-id", "nothing is called `leave`", (3, 26)),
        ("values: {north: {worth: {north: much}}}", "wrong-value", "`much` is not a worth", (3, 33)),
    ],
)
def test_what_is_amiss_is_said_at_its_place(
    body: str, name: str, message: str, place: tuple[int, int]
) -> None:
    (problem,) = problems(HEAD + body)
    assert problem.name == name
    assert message in problem.message
    assert (problem.span.line, problem.span.column) == place


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("kind: ceasefire\n", "missing-key", "does not say that it is a deal file"),
        ("detente: 2\n", "unknown-version", "of version 2, and this program reads version 1"),
        ("detente: yes\n", "unknown-version", "of version yes"),
        ("detente: true\n", "unknown-version", "of version true"),
        ("- 1\n", "wrong-value", "keys belong here, not a list"),
        ("", "empty-file", ""),
        ("detente: 1\ntitle: a\ntitle: b\n", "duplicate-key", "`title` is written twice"),
    ],
)
def test_what_is_amiss_with_the_whole_file(text: str, name: str, message: str) -> None:
    found = problems(text)
    assert [problem.name for problem in found] == [name]
    assert message in found[0].message


def test_an_entry_that_is_amiss_in_one_key_keeps_the_others() -> None:
    deal = load_text(
        HEAD + "obligations: {a: {by: north, due: soonish!, does: leave, parts: [x], to: south}}"
    )
    owed = deal.obligations["a"]
    assert (owed.by, owed.does, owed.to, owed.due, owed.parts) == (
        ("north",),
        "leave",
        ("south",),
        None,
        None,
    )
    assert len(deal.problems) == 2


def test_a_problem_in_a_nested_entry_is_told_once() -> None:
    (problem,) = problems(HEAD + "stages: {one: {otherwise: {at most: a while}}}")
    assert "`at most` of `otherwise`: `a while` is not a length of time" in problem.message


# --- files


def test_there_has_to_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"has no deal\.yaml"):
        load(tmp_path)
    with pytest.raises(CannotRead, match="There is no file"):
        load(tmp_path / "nowhere")


def test_a_file_beside_it_that_cannot_be_read_is_a_problem(folder: Path) -> None:
    (folder / "positions" / "north.yaml").write_bytes("positions of: n\xe4".encode("latin-1"))
    (folder / "text.md").write_bytes(b"\xff\xfe")
    found = load(folder).problems
    assert [problem.name for problem in found] == ["cannot-read", "cannot-read"]


def test_a_file_has_to_say_whose_it_is(folder: Path) -> None:
    (folder / "positions" / "north.yaml").write_text("demands: {}\n")
    (folder / "values" / "south.yaml").write_text("values of: east\nunit: points\n")
    found = {problem.name: problem for problem in load(folder).problems}
    assert found["missing-key"].span.file.endswith("positions/north.yaml")
    assert "whose positions it holds" in found["missing-key"].message
    assert found["unknown-id"].span.text == "east"


@pytest.mark.parametrize("part", ["positions/south.yaml", "values/north.yaml"])
def test_a_part_of_a_deal_is_no_deal(folder: Path, part: str) -> None:
    with pytest.raises(CannotRead, match="is part of a deal"):
        load(folder / part)
    assert load_text((folder / part).read_text()).problems != ()


def test_a_source_may_be_listed_twice_if_it_says_the_same(folder: Path) -> None:
    same = 'wire-0301: {file: ../sources/wire.txt, sha256: "00ff", date: 2026-03-01, publisher: Harbour Wire}'
    for name, source, amiss in (("same", same, 0), ("other", same.replace("Harbour", "Hill"), 1)):
        (folder / "positions" / "north.yaml").write_text(f"positions of: north\nsources: {{{source}}}\n")
        found = load(folder).problems
        assert len(found) == amiss, name
        assert all("is described otherwise in" in problem.message for problem in found)


def test_positions_come_in_the_order_of_the_parties(folder: Path) -> None:
    for name, party in (("a", "south"), ("b", "north")):
        (folder / "positions" / f"{name}.yaml").write_text(
            f"positions of: {party}\nclaims: [{{says: {name}}}]\n"
        )
    (folder / "positions" / "south.yaml").unlink()
    assert [claim.by for claim in load(folder).claims] == ["north", "south"]


# --- properties

IDS = ["a", "b", "north", "one", "talks", "r1"]
PHRASES = [
    *(
        "not stated",
        "D+14",
        "2031-03-03",
        "stage one ends",
        "stage two + 7 days",
        "while talks last",
        "for good",
    ),
    *(
        "3 days after a",
        "42 days",
        "5 persons",
        "30 %",
        "3 by D+1",
        "30 for 1",
        "a.1",
        "a >= 50 %",
        "each other",
    ),
    *("20..30 likely 25", "a > b", "after each part", "yes", "calendar", "ceasefire", "x y, z", ""),
]
KEYS = [
    *("positions of", "values of"),
    *(
        "by",
        "to",
        "due",
        "from",
        "until",
        "after",
        "while",
        "not before",
        "parts",
        "amount",
        "against",
        "turn",
        "stage",
    ),
    *(
        "opens",
        "when",
        "otherwise",
        "continue",
        "lasts",
        "source",
        "in",
        "name",
        "met by",
        "options",
        "worth",
        "gets",
    ),
    *(
        "readings",
        "demands",
        "order of",
        "term",
        "on breach of",
        "on event",
        "together",
        "says",
        "words",
        "\0id",
        "\0by",
    ),
]
SCALARS = (
    st.sampled_from([*PHRASES, *IDS])
    | st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(0, 9)
    | st.text(max_size=5)
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KEYS, *IDS]), inner, max_size=5)
    ),
    max_leaves=12,
)
FILES = st.dictionaries(st.sampled_from([*DEAL_KEYS, *KEYS]), TREES, max_size=8)


def look_at_all(deal: Deal) -> None:
    """Ask everything that a face may ask."""
    course = course_of(deal)
    for problem in deal.problems:
        assert problem.message
        assert 0 <= problem.span.start <= problem.span.end <= len(problem.span.source.text)
    for place in range(len(course.steps)):
        course.open_at(place)
        course.balance(place)
    for label in deal.obligations:
        course.released_by(label, "north")
        course.day_of(label)
    for stage in deal.stages:
        course.stage_opens(stage)
        course.stage_ends(stage)
    for link in course.links:
        assert link.span.source is not None
    assert coverage_of(deal, course).keys() <= deal.demands.keys()
    assert len(course.cycles) + len(course.unordered) >= 0


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(TREES | FILES)
def test_no_value_tree_raises(tree: Any) -> None:
    whole = {"detente": 1, **tree} if isinstance(tree, dict) else tree
    look_at_all(load_text(json.dumps(whole)))


@given(st.text() | st.text(alphabet="a:-[]{}#,|> \n\t'\"&*!%1", max_size=60))
def test_no_text_raises(text: str) -> None:
    look_at_all(load_text(text))


def moved(text: str, line: int, new: str) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[:line], new, *lines[line:]])


@settings(max_examples=60)
@given(st.integers(0, 1000), st.sampled_from(["", "   ", "# a remark", "      # due: D+3"]))
def test_a_blank_line_or_a_comment_moves_line_numbers_only(line: int, new: str) -> None:
    at = line % (DEAL.count("\n") + 1)
    one, two = load_text(DEAL), load_text(moved(DEAL, at, new))
    assert two.problems == ()
    assert content(one) == content(two)
    for label in one.obligations:
        before, after = one.place(one.obligations[label]), two.place(two.obligations[label])
        assert (after.line, after.column) == (before.line + (before.line > at), before.column)
    assert course_of(one).steps == course_of(two).steps


@settings(max_examples=60)
@given(deals())
def test_with_the_parties_exchanged_everything_is_exchanged(text: str) -> None:
    def swap(words: str) -> str:
        return words.replace("aaaa", "\0").replace("bbbb", "aaaa").replace("\0", "bbbb")

    one, two = load_text(text), load_text(swap(text))
    assert [swap(p.message) for p in one.problems] == [p.message for p in two.problems]
    course, other = course_of(one), course_of(two)
    assert [step.id for step in course.steps] == [step.id for step in other.steps]
    for label, coverage in coverage_of(one, course).items():
        twin = coverage_of(two, other)[swap(label)]
        assert (twin.status, twin.firmness, twin.met_by) == (
            coverage.status,
            coverage.firmness,
            coverage.met_by,
        )
        assert [swap(words) for words in coverage.lacks] == list(twin.lacks)


@pytest.mark.slow
def test_a_large_deal_is_read_quickly() -> None:
    acts = "".join(
        f"  a{n}:\n    by: north\n    to: south\n    does: hand over lot {n}\n    due: D+{n}\n    after: [a{n - 1}]\n"
        for n in range(1, 2000)
    )
    began = time.perf_counter()
    deal = load_text(f"{HEAD}day zero: 2031-01-01\nobligations:\n  a0: {{}}\n{acts}")
    assert deal.problems == ()
    assert len(deal.obligations) == 2000
    assert time.perf_counter() - began < 10


def test_values_of_one_party_given_twice_are_not_chosen_between(tmp_path: Path) -> None:
    (tmp_path / "values").mkdir()
    (tmp_path / "deal.yaml").write_text(
        "detente: 1\nparties: {red: {}}\nobligations:\n  a: {by: red}\n", "utf-8"
    )
    for name, worth in (("one", -1), ("two", -9)):
        (tmp_path / "values" / f"{name}.yaml").write_text(f"values of: red\nworth: {{a: {worth}}}\n", "utf-8")
    (problem,) = load(tmp_path).problems
    assert "the values of `red` are given twice, first in" in problem.message
    assert problem.span.file.endswith("two.yaml")


def test_a_small_worth_is_read_as_it_is_written() -> None:
    deal = load_text(
        "detente: 1\nparties: {a: {}}\nobligations:\n  x: {by: a}\nvalues: {a: {worth: {x: 0.00001}}}\n"
    )
    assert deal.problems == ()
    assert deal.values["a"].worth == {"x": Worth(0.00001, 0.00001)}
