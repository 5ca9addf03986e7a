"""One namespace: which ids are known where, and what is said of those that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deal import model
from detente.deal.loader import load_text
from detente.deal.names import FIELDS, parts_of
from tests.deal.small import Small, small_deals

DEAL = """\
detente: 1
kind: other
events: {signing: {}}
parties: {north: {}, south: {}}
guarantors: {coast: {}}
verifiers: {mission: {}, north: {}}
terms: {calm: {}}
stages: {one: {}, two: {}}
obligations: {leave: {parts: [1, 2]}, pay: {against: leave, turn: after each part}, talks: {by: [north, south]}}
guarantees: {bond: {}}
issues: {port: {}}
exits: {way-out: {}}
sources: {wire: {}}
"""
ALL = ["signing", "north", "coast", "mission", "calm", "one", "leave", "bond", "port", "way-out"]


def amiss(line: str, section: str = "obligations") -> list[str]:
    """What is said of ids after one more entry."""
    if f"\n{section}: {{" in DEAL:
        text = DEAL.replace(f"\n{section}: {{", f"\n{section}: {{new: {{{line}}}, ")
    else:
        text = f"{DEAL}{section}: {{new: {{{line}}}}}\n"
    found = load_text(text).problems
    assert {problem.name for problem in found} <= {"unknown-id"}
    return [problem.message for problem in found]


@pytest.mark.parametrize(
    ("key", "section", "known"),
    [
        ("by", "obligations", ["north", "coast", "mission"]),
        ("to", "obligations", ["north", "coast", "mission"]),
        ("verified by", "obligations", ["north", "coast", "mission"]),
        ("through", "obligations", ["north", "coast", "mission"]),
        ("secures", "guarantees", ["north", "coast", "mission"]),
        ("stage", "obligations", ["one"]),
        ("on event", "obligations", ["signing"]),
        ("against", "obligations", ["leave"]),
        ("while", "obligations", ["leave"]),
        ("continues", "obligations", ["leave"]),
        ("on breach of", "obligations", ["leave"]),
        ("covers", "guarantees", ["leave"]),
        ("after", "obligations", ALL),
        ("used in", "terms", ALL),
        ("due", "obligations", ALL),
        ("not before", "obligations", ALL),
    ],
)
def test_each_key_names_things_of_its_kind(key: str, section: str, known: list[str]) -> None:
    for label in ALL:
        said = amiss(f"{key}: {label}", section)
        assert len(said) == (label not in known), (label, said)
        assert all(f"`{label}`" in message for message in said)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("by: nort", "nothing is called `nort`; did you mean `north`?"),
        ("by: leave", "`leave` names one of the obligations, and an actor belongs here"),
        ("stage: tow", "nothing is called `tow`; did you mean `two`?"),
        ("stage: one-two-three", "nothing is called `one-two-three`"),
        ("due: stage three", "nothing is called `three`"),
        ("due: stage north ends", "`north` names one of the parties, and a stage belongs here"),
        (
            "from: D+0, until: while calm lasts",
            "`calm` names one of the terms, and an obligation belongs here",
        ),
        ("parts: [1 by D+1, 2 by 3 days after leve]", "nothing is called `leve`; did you mean `leave`?"),
        ("after: [leave.3]", "`leave.3`: `leave` has 2 parts"),
        ("after: [pay.3]", "`pay.3`: `pay` has 2 parts"),
        ("after: [talks.1]", "`talks.1`: `talks` has no parts"),
        ("due: 2 days after leave.9", "`leave.9`: `leave` has 2 parts"),
        ("source: {in: wirr}", "no source is called `wirr`; did you mean `wire`?"),
        ("source: {in: north}", "no source is called `north`"),
    ],
)
def test_what_is_said_of_an_unknown_id(line: str, message: str) -> None:
    (said,) = amiss(line)
    assert said.startswith(message)


@pytest.mark.parametrize(
    "line",
    [
        "after: [leave.2, pay.1, leave >= 50 %, talks.north]",
        "due: 2 days after leave.2",
        "to: each other",
        "verified by: each other",
        "due: for good",
        "by: not stated",
        "after: []",
        "source: {in: [wire, wire]}",
    ],
)
def test_what_is_known(line: str) -> None:
    assert amiss(line) == []


def test_a_duty_of_each_is_named_by_its_performer() -> None:
    (said,) = amiss("after: [talks.east]")
    assert said == "`talks.east`: `talks` is not owed by `east`"
    assert amiss("after: [bond.2]") == ["`bond.2`: `bond` has no parts"]


def test_the_help_lists_what_may_stand_there() -> None:
    (problem,) = load_text(DEAL.replace("leave: {", "leave: {stage: three, ")).problems
    assert problem.help == "a stage belongs here: `one`, `two`"


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("terms: {north: {}}", "`north` already names one of the parties, and an id names one thing"),
        ("stages: {a: {}}\nobligations: {a: {}}", "`a` already names one of the stages"),
        ("positions: {north: {demands: {south: {}}}}", "`south` already names one of the parties"),
        (
            "positions: {north: {demands: {d: {}}}, south: {demands: {d: {}}}}",
            "`d` already names one of the demands",
        ),
    ],
)
def test_an_id_names_one_thing(section: str, message: str) -> None:
    found = load_text(f"detente: 1\nparties: {{north: {{}}, south: {{}}}}\n{section}\n").problems
    assert [problem.name for problem in found] == ["id-written-twice"]
    assert found[0].message.startswith(message)


def test_an_actor_may_hold_several_roles() -> None:
    assert (
        load_text(
            "detente: 1\nparties: {north: {}}\nguarantors: {north: {}}\nverifiers: {north: {}}\n"
        ).problems
        == ()
    )


def test_elements_and_precedents_have_names_of_their_own() -> None:
    text = "detente: 1\nobligations: {scope: {}}\nelements: {scope: [scope]}\nprecedents: {scope: {}}\n"
    assert load_text(text).problems == ()


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("worth: {leve: 3}", "leve"),
        ("guarantees: {bnd: {loses: 3}}", "bnd"),
        ("never: [prt: open]", "prt"),
        ("ranking: [leave > pya]", "pya"),
        ("if it walks: {gets: 0, after leve: 3}", "leve"),
        ("if it walks: {gets: 0, in stage three: 3}", "three"),
        ("if it walks: {gets: 0, in stage leave: 3}", "leave"),
        ("worth: {'prt: open': 3}", "prt"),
        ("never: {prt: open}", "prt"),
    ],
)
def test_values_name_things_of_the_deal(line: str, label: str) -> None:
    found = load_text(f"{DEAL}values: {{north: {{{line}}}}}\n").problems
    assert [problem.name for problem in found] == ["unknown-id"]
    assert f"`{label}`" in found[0].message


@pytest.mark.parametrize(
    "line",
    [
        "worth: {leave: 3, leave.1: 1, 'port: open': 4}",
        "guarantees: {bond: {loses: 3}}",
        "never: [port: open]",
        "ranking: [leave > pay + talks, 'port: open > leave']",
        "if it walks: {gets: 0, after leave: 3, after leave.1: 2, in stage two: 3}",
        "if others stop: {gets: -5}",
    ],
)
def test_values_that_name_what_there_is(line: str) -> None:
    assert load_text(f"{DEAL}values: {{north: {{{line}}}}}\n").problems == ()


def test_a_move_is_written_in_one_of_three_ways() -> None:
    (problem,) = load_text(f"{DEAL}values: {{north: {{if it walks: {{get: 3}}}}}}\n").problems
    assert problem.name == "unknown-key"
    assert problem.message == "`get` is none of `gets`, `after ID` and `in stage ID`; did you mean `gets`?"


@pytest.mark.parametrize(
    "issues",
    [
        "{port: {options: {open: {}, shut: {}}, draft: opn}}",
        "{port: {options: {open: {}, shut: {}}}, seat: {options: {two: {rules out: {port: opn}}}}}",
    ],
)
def test_an_option_is_one_of_its_issue(issues: str) -> None:
    (problem,) = load_text(f"detente: 1\nissues: {issues}\n").problems
    assert problem.message == "`port` has no option `opn`; did you mean `open`?"
    assert problem.span.text == "opn"
    assert problem.help == "its options are `open`, `shut`"


@pytest.mark.parametrize(
    ("written", "placed"),
    [
        ("{port: opn}", "opn"),
        ("[port: open, port: opn]", "opn"),
        ("{port: [open, opn]}", "opn"),
        ("[{port: [open, shut]}, {port: [opn]}]", "opn"),
    ],
)
def test_what_an_act_hangs_on_is_an_option_that_there_is(written: str, placed: str) -> None:
    issues = "issues: {port: {options: {open: {}, shut: {}}}}"
    text = f"detente: 1\nobligations: {{a: {{only if: {written}}}}}\n{issues}\n"
    (problem,) = load_text(text).problems
    assert problem.message == "`port` has no option `opn`; did you mean `open`?"
    assert problem.span.text == placed


def test_what_an_act_hangs_on_is_an_issue_that_there_is() -> None:
    (problem,) = load_text(
        "detente: 1\nobligations: {a: {only if: {prot: open}}}\nissues: {port: {}}\n"
    ).problems
    assert problem.message == "nothing is called `prot`; did you mean `port`?"
    assert problem.help == "an issue belongs here: `port`"


@pytest.mark.parametrize("written", ["not stated", "", "[]"])
def test_an_act_may_hang_on_nothing(written: str) -> None:
    assert load_text(f"detente: 1\nobligations: {{a: {{only if: {written}}}}}\n").problems == ()


@pytest.mark.parametrize("written", ["open", "{port: []}", "[[port]]", "{port: {open: yes}}"])
def test_what_an_act_hangs_on_is_an_issue_with_its_option(written: str) -> None:
    (problem,) = load_text(
        f"detente: 1\nobligations: {{a: {{only if: {written}}}}}\nissues: {{port: {{}}}}\n"
    ).problems
    assert problem.span.line == 2


def test_an_issue_rules_out_an_option_that_there_is() -> None:
    issues = "issues: {port: {options: {open: {rules out: {mandat: none}}}}, mandate: {options: {none: {}}}}"
    (problem,) = load_text(f"detente: 1\n{issues}\n").problems
    assert problem.message.startswith("nothing is called `mandat`; did you mean `mandate`?")


@given(small_deals())
def test_parts_are_counted_as_written(small: Small) -> None:
    deal = load_text(small.text())
    assert {label: parts_of(deal, label) for label in small.acts} == {
        label: act.parts for label, act in small.acts.items()
    }


@given(small_deals(), st.data())
def test_an_entry_that_is_taken_away_is_missed_by_all_that_name_it(small: Small, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(small.acts)))
    acts = {label: act for label, act in small.acts.items() if label != gone}
    rest = Small(acts, small.gate, small.readings)

    def named(refs: tuple[str, ...]) -> int:
        return sum(ref.partition(".")[0] == gone for ref in refs)

    wanted = sum(named(act.after) + named(act.whiles) + named(act.not_before) for act in acts.values())
    wanted += named(rest.gate) + sum(
        2 * (later == gone) + named(before) for _, later, before in rest.readings
    )
    found = load_text(rest.text()).problems
    assert {problem.name for problem in found} <= {"unknown-id"}
    assert len(found) == wanted


def test_every_field_that_holds_ids_is_one_of_the_model() -> None:
    nouns = [noun for noun in vars(model).values() if isinstance(noun, type) and issubclass(noun, model.Noun)]
    assert set(FIELDS) <= {name for noun in nouns for name in noun.model_fields}


def test_options_in_values_are_placed_where_they_are_written() -> None:
    text = (
        "detente: 1\nkind: other\nparties: {north: Northland}\nissues: {port: {options: {open: {}, closed: {}}}}\n"
        "values:\n  north:\n    worth:\n      port: {opne: 20, closed: 3}\n      mandate: {none: 1}\n"
        '      "port:clsed": 3\n'
    )
    told = [(problem.span.start, problem.message) for problem in load_text(text).problems]
    assert told == [
        (text.index("opne"), "`port` has no option `opne`; did you mean `open`?"),
        (text.index("none"), "nothing is called `mandate`"),
        (text.index('"port:clsed'), "`port` has no option `clsed`; did you mean `closed`?"),
    ]


def test_a_worth_of_an_issue_belongs_to_its_options() -> None:
    text = (
        "detente: 1\nkind: other\nparties: {north: Northland}\nissues: {port: {options: {open: {}, closed: {}}}}\n"
        "values:\n  north:\n    worth:\n      port: 5\n"
    )
    told = [(problem.span.start, problem.message, problem.help) for problem in load_text(text).problems]
    assert told == [
        (
            text.index("port: 5"),
            "`port` is an issue, and what is worth something is each of its options",
            "write `port: {open: 5, ...}`",
        )
    ]


def test_each_option_that_is_ruled_out_has_its_place() -> None:
    text = (
        "detente: 1\nkind: other\nparties: {north: Northland}\nissues:\n"
        "  port: {options: {open: {rules out: {mandate: [none, jiont], road: shut}}}}\n"
        "  mandate: {options: {none: {}, joint: {}}}\n"
    )
    told = [(problem.span.start, problem.message) for problem in load_text(text).problems]
    assert told == [
        (text.index("jiont"), "`mandate` has no option `jiont`; did you mean `joint`?"),
        (text.index("shut"), "nothing is called `road`"),
    ]


def test_an_option_cannot_rule_out_one_of_its_own_issue() -> None:
    text = (
        "detente: 1\nkind: other\nparties: {north: Northland}\n"
        "issues: {port: {options: {open: {rules out: {port: shut}}, shut: {}}}}\n"
    )
    told = [(problem.span.start, problem.message) for problem in load_text(text).problems]
    assert told == [
        (
            text.index("shut"),
            "`port` is the issue of `open` itself, and only one of its options is chosen anyway",
        )
    ]
