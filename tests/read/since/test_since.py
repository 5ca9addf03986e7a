"""Two drafts compared by what they lay down: each change of meaning told once, and nothing else."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.read.document import LIMITS
from detente.read.intake.take import document_of
from detente.read.proposals import Proposal
from detente.read.run import Whole, read_whole
from detente.read.since import Changed, changes_between

DRAFT = """\
Agreement on the ferry

1. Stage one

1.1 Northland shall open the ferry within 10 days after signature.

1.2 Southland shall pay 300 crowns to Northland within 5 days after the opening under clause 1.1.

1.3 Neither Party shall board the ferry with arms.

1.4 A delay of the ferry shall not end the duties of clause 1.2.

2. Stage two

2.1 Each Party shall publish its list of crews.
"""


def whole(text: str) -> Whole:
    return read_whole(document_of(text.encode(), "draft.txt", "txt", limits=LIMITS), shape="agreement")


def changes(old: str, new: str) -> tuple[Changed, ...]:
    return changes_between(whole(old), whole(new))


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(one.what, one.clause, one.sentence) for one in changes(old, new)]


def test_nothing_changed() -> None:
    assert changes(DRAFT, DRAFT) == ()


@pytest.mark.parametrize(
    ("was", "now"),
    [("10 days after", "10  days\nafter"), ("ferry\n", "ferry \n"), ("with arms", "with\u00a0arms")],
)
def test_white_space_is_no_change(was: str, now: str) -> None:
    assert changes(DRAFT, DRAFT.replace(was, now)) == ()


def test_quotation_marks_and_dashes_are_no_change() -> None:
    old = '1. Northland shall open the "ferry" - the large one - within 10 days.\n'
    new = "1. Northland shall open the “ferry” \u2013 the large one \u2013 within 10 days.\n"
    assert changes(old, new) == ()


def test_a_changed_deadline() -> None:
    assert told(DRAFT, DRAFT.replace("10 days", "21 days")) == [
        ("changed", "1.1", '`due`: "within 10 days after signature" → "within 21 days after signature"')
    ]


def test_a_changed_amount_and_who_is_paid() -> None:
    ((what, clause, said),) = told(DRAFT, DRAFT.replace("300 crowns", "900 crowns"))
    assert (what, clause) == ("changed", "1.2")
    assert '"300 crowns" → "900 crowns"' in said


def test_a_duty_that_became_a_power() -> None:
    ((what, clause, said),) = told(DRAFT, DRAFT.replace("shall publish", "may publish"))
    assert (what, clause) == ("changed", "2.1")
    assert said == 'a duty became a power; `modal`: "shall" → "may"'


def test_a_dropped_not() -> None:
    ((what, clause, said),) = told(DRAFT, DRAFT.replace("shall not end", "shall end"))
    assert (what, clause) == ("changed", "1.4")
    assert "a prohibition became a duty" in said
    assert '`not`: "not" → nothing' in said


def test_a_new_clause_and_what_it_moves() -> None:
    new = (
        DRAFT.replace("1.4 A", "1.5 A")
        .replace("1.3 N", "1.4 N")
        .replace("clause 1.2", "clause 1.3")
        .replace("1.2 S", "1.3 S")
        .replace(
            "1.3 Southland",
            "1.2 Southland shall name the crew within 2 days after signature.\n\n1.3 Southland",
        )
    )
    found = told(DRAFT, new)
    assert [(what, clause) for what, clause, _ in found] == [
        ("new", "1.2"),
        ("renumbered", "1.3"),
        ("renumbered", "1.4"),
        ("renumbered", "1.5"),  # that it points at clause 1.3 now, which was 1.2, is no change either
    ]
    assert found[0][2].startswith('a duty is new: "Southland shall name the crew')


def test_a_clause_that_is_gone() -> None:
    new = DRAFT.replace("2.1 Each Party shall publish its list of crews.\n", "")
    assert told(DRAFT, new) == [
        ("gone", "2.1", 'a duty is no longer there: "Each Party shall publish its list of crews."')
    ]


def test_a_reference_gone_astray() -> None:
    old = (
        DRAFT.replace("clause 1.1", "clause 1.3")
        .replace("1.3 Neither", "1.4 Neither")
        .replace("1.4 A", "1.5 A")
    )
    old = old.replace("1.4 Neither", "1.3 Northland shall paint the ferry.\n\n1.4 Neither")
    new = old.replace("1.3 Northland shall paint", "1.4 Northland shall paint").replace(
        "1.4 Neither", "1.3 Neither"
    )
    found = [one for one in changes(old, new) if one.what == "points elsewhere"]
    assert [(one.clause, one.sentence) for one in found] == [
        ("1.2", "it points at clause 1.3 in both drafts, and what stood there is now clause 1.4")
    ]


def test_the_opening_words_of_a_list_count() -> None:
    old = "1. The Parties shall:\n\n(a) open the ferry;\n\n(b) mend the pier.\n"
    found = changes(old, old.replace("shall:", "shall not:"))
    assert [(one.what, one.clause) for one in found] == [("changed", "1.a"), ("changed", "1.b")]
    assert all("a duty became a prohibition" in one.sentence for one in found)


def test_two_duties_of_one_sentence_are_told_apart() -> None:
    old = "1. The Mission shall watch the ferry and shall report to Northland within 2 days.\n"
    new = old.replace("within 2 days", "within 9 days")
    found = changes(old, new)
    assert {one.what for one in found} == {"changed"}
    assert any('`due`: "within 2 days" → "within 9 days"' in one.sentence for one in found)


def test_the_printed_form() -> None:
    old, new = whole(DRAFT), whole(DRAFT.replace("10 days", "21 days"))
    ((printed),) = [one.as_dict() for one in changes_between(old, new)]
    assert (printed["what"], printed["kind"], printed["clause"]) == ("changed", "obligation", "1.1")
    for side, draft in (("old", old), ("new", new)):
        place = printed[side]
        assert draft.document.text[place["start"] : place["end"]] == place["quote"]
        (field,) = printed["fields"]
        assert draft.document.text[field[side]["start"] : field[side]["end"]] == field[side]["words"]


@pytest.mark.parametrize(
    "change", [("10 days", "21 days"), ("shall not end", "shall end"), ("shall publish", "may publish")]
)
def test_the_names_of_the_parties_change_nothing(change: tuple[str, str]) -> None:
    def swapped(text: str) -> str:
        return text.replace("Northland", "\0").replace("Southland", "Northland").replace("\0", "Southland")

    old, new = DRAFT, DRAFT.replace(*change)
    assert [(what, clause, swapped(said)) for what, clause, said in told(old, new)] == told(
        swapped(old), swapped(new)
    )


DOES = (
    "open the ferry",
    "mend the pier",
    "train the crews",
    "pay the pilot",
    "lift the toll",
    "map the shoals",
)
DUTIES = [
    f"{who} shall {does} within {days} days after signature."
    for days, (who, does) in enumerate(
        zip(("Northland", "Southland", "The Mission") * 2, DOES, strict=True), 3
    )
]


@settings(max_examples=25)
@given(st.permutations(range(len(DUTIES))))
def test_what_only_moved_is_never_new_or_gone(order: list[int]) -> None:
    def draft(places: list[int]) -> str:
        return "\n\n".join(f"{number}. {DUTIES[place]}" for number, place in enumerate(places, 1))

    found = changes(draft(list(range(len(DUTIES)))), draft(order))
    moved = {place for number, place in enumerate(order) if number != place}
    assert {one.what for one in found} <= {"renumbered"}
    assert sum(one.kind != "party" for one in map(_new, found)) == len(moved)


def _new(one: Changed) -> Proposal:
    assert one.new is not None
    return one.new


def test_old_and_new_turned_round_tell_the_same_turned_round() -> None:
    new = DRAFT.replace("10 days", "21 days").replace("2.1 Each Party shall publish its list of crews.\n", "")
    forth, back = changes(DRAFT, new), changes(new, DRAFT)
    assert sorted(one.what for one in forth) == ["changed", "gone"]
    assert sorted(one.what for one in back) == ["changed", "new"]


def test_work_grows_with_the_drafts_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the clauses ask for four times the comparisons of sentences, give or take one more."""
    things = (
        "pier",
        "road",
        "tower",
        "cable",
        "pump",
        "school",
        "market",
        "bridge",
        "lorry",
        "canal",
        "toll",
    )
    lines = [f"Northland shall open the {' and the '.join(some)}." for some in combinations(things, 3)]
    asked = Counter[int]()
    ratio = SequenceMatcher.ratio

    def counted(matcher: SequenceMatcher[str]) -> float:
        asked[count] += 1
        return ratio(matcher)

    monkeypatch.setattr(SequenceMatcher, "ratio", counted)
    for count in (40, 160):
        old = "\n\n".join(f"{number}. {line}" for number, line in enumerate(lines[:count], 1))
        assert len(changes(old, old.replace("open", "close and open"))) >= count
    assert asked[160] < 5 * asked[40]
