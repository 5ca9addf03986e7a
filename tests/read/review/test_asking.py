"""What an answer means, and that nothing gets in which the document does not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.deal.phrases import Amiss
from detente.read.document import LIMITS
from detente.read.draft.decisions import UNDECIDED, Decision, key_of
from detente.read.intake.take import document_of
from detente.read.proposals import KINDS, Proposal, Read
from detente.read.review.asking import (
    REVIEWED,
    answer,
    checked,
    fields_of,
    names_for,
    own_words,
    question,
)
from detente.read.run import read_whole

DRAFT = """\
This Agreement is made between Northland and Southland.

1. Northland shall release 33 captives to the Mission within 14 days after signature.

2. Southland shall not enter the Ferry House before 1 May 2031.

3. The Mission shall watch the ferry and shall report to Northland.
"""


@pytest.fixture(scope="module")
def read() -> Read:
    return read_whole(document_of(DRAFT.encode(), "draft.txt", "txt", limits=LIMITS), shape="agreement").read


def nth(read: Read, clause: str, kind: str = "obligation") -> Proposal:
    return next(one for one in read.proposals if one.clause == clause and one.kind == kind)


@pytest.fixture
def release(read: Read) -> Proposal:
    return nth(read, "1")


def test_the_question_shows_the_words_in_their_place(read: Read, release: Proposal) -> None:
    lines = question(read, release, UNDECIDED)
    assert lines[0] == f"Obligation in draft.txt, clause 1, at {release.start}:"
    assert f"[[ {release.quote} ]] 2. Southland" in lines[1]
    assert "  due: within 14 days after signature" in lines


def test_the_question_says_what_was_decided_before(read: Read, release: Proposal) -> None:
    before = Decision("rejected", note="it is a heading")
    assert question(read, release, before)[-1] == "  decided before: rejected (it is a heading)"


@pytest.mark.parametrize("text", ["a", "accept", " Accept ", "yes"])
def test_accept(read: Read, release: Proposal, text: str) -> None:
    assert answer(text, read, release, by="Analyst") == Decision("accepted", by="Analyst")


@pytest.mark.parametrize("text", ["", "s", "skip"])
def test_skip_leaves_it_as_it_was(read: Read, release: Proposal, text: str) -> None:
    for before in (UNDECIDED, Decision("rejected", note="why")):
        assert answer(text, read, release, before) == before


@pytest.mark.parametrize(
    ("text", "note"),
    [("r", ""), ("Reject", ""), ("reject: it is\t a heading", "it is a heading"), ("r:no", "no")],
)
def test_reject_with_and_without_a_reason(read: Read, release: Proposal, text: str, note: str) -> None:
    assert answer(text, read, release, by="A") == Decision("rejected", by="A", note=note)


def test_accepting_what_was_rejected_drops_the_reason(read: Read, release: Proposal) -> None:
    before = Decision("rejected", note="it is a heading")
    assert answer("a", read, release, before) == Decision("accepted")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("due", "within 14 days"),
        ("amount", "33 captives"),
        ("to", "the Mission"),
        ("verified by", "the Mission"),
        ("due", ""),
    ],
)
def test_an_edit_in_the_words_of_the_document(read: Read, release: Proposal, field: str, words: str) -> None:
    for verb in ("edit", "e", "EDIT"):
        decision = answer(f"{verb} {field} = {words}", read, release)
        assert decision == Decision("edited", {field: words})
        assert fields_of(release, decision).get(field, "") == words


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("due", "within 15 days after signature", "15"),
        ("amount", "34 captives", "34"),
        ("by", "Southland", "Southland"),
        ("does", "not release 33 captives", "not"),
        ("due", "within fourteen days", "fourteen"),
    ],
)
def test_a_number_a_name_or_a_not_that_is_not_there(
    read: Read, release: Proposal, field: str, words: str, said: str
) -> None:
    with pytest.raises(Amiss) as amiss:
        answer(f"edit {field} = {words}", read, release)
    assert said in amiss.value.sentence
    assert amiss.value.sentence.endswith(f"`own {field} = {words}` keeps it as words of your own")


def test_a_not_that_is_dropped(read: Read) -> None:
    ban = nth(read, "2", "prohibition")
    with pytest.raises(Amiss, match="not"):
        answer("edit does = shall enter the Ferry House", read, ban)


def test_words_of_ones_own_are_kept_and_say_so(read: Read, release: Proposal) -> None:
    decision = answer("own due = two weeks", read, release)
    assert decision == Decision("edited", {"due": "two weeks"}, note="`due` in own words")
    again = answer("edit due = within 14 days", read, release, decision)
    assert again == Decision("edited", {"due": "within 14 days"})


def test_edits_add_up(read: Read, release: Proposal) -> None:
    one = answer("own due = two weeks", read, release)
    two = answer("own verified by = the neighbours", read, release, one)
    three = answer("edit amount =", read, release, two)
    assert three.fields == {"due": "two weeks", "verified by": "the neighbours", "amount": ""}
    assert three.note == "`due` in own words; `verified by` in own words"
    assert answer("accept", read, release, three) == three
    assert answer("reject", read, release, three) == Decision("rejected")


def test_an_edit_of_what_was_rejected_begins_anew(read: Read, release: Proposal) -> None:
    decision = answer("edit due =", read, release, Decision("rejected", note="a heading"))
    assert decision == Decision("edited", {"due": ""})


@pytest.mark.parametrize(
    "text", ["perhaps", "edit", "edit due", "edit = x", "own", "rejected", "accept it", "=", "e due"]
)
def test_what_is_no_answer(read: Read, release: Proposal, text: str) -> None:
    with pytest.raises(Amiss, match="write `accept`"):
        answer(text, read, release)


def test_an_unknown_field_names_the_known_ones(read: Read, release: Proposal) -> None:
    with pytest.raises(Amiss, match="there is no field `dew` here; there are by, modal"):
        answer("edit dew = within 14 days", read, release)


def test_what_is_too_long_is_not_kept(read: Read, release: Proposal) -> None:
    for text in (f"own due = {'x' * 2_001}", f"reject: {'x' * 2_001}"):
        with pytest.raises(Amiss, match="too long"):
            answer(text, read, release)


def test_of_a_name_only_whether_it_stands_is_decided(read: Read) -> None:
    name = next(one for one in read.proposals if one.kind == "party")
    assert names_for(name) == ()
    assert answer("a", read, name).state == "accepted"
    with pytest.raises(Amiss, match="accepted or rejected as it is"):
        answer("edit party = The Ferry House", read, name)


def test_every_field_that_was_found_can_be_edited_in_its_own_words(read: Read) -> None:
    asked = [one for one in read.proposals if one.kind in REVIEWED and names_for(one)]
    for one in asked:
        for name, found in one.fields.items():
            assert answer(f"edit {name} = {found.words}", read, one).fields == {
                name: " ".join(found.words.split())
            }
    assert len(asked) > 3


def test_what_is_asked_about_are_kinds() -> None:
    assert set(REVIEWED) <= set(KINDS)


def test_a_decision_from_elsewhere_is_looked_at_again(read: Read, release: Proposal) -> None:
    good = Decision("edited", {"due": "within 14 days", "amount": ""})
    assert checked(read, release, good) == good
    for bad in (
        Decision("edited", {"due": "within 15 days"}),
        Decision("edited", {"dew": "within 14 days"}),
        Decision("edited", {"amount": "34 captives"}, note=own_words("due")),
    ):
        with pytest.raises(Amiss):
            checked(read, release, bad)
    own = Decision("edited", {"due": "two weeks"}, note=own_words("due"))
    assert checked(read, release, own) == own
    # Fields of a decision that is not an edit mean nothing.
    assert checked(read, release, Decision("accepted", {"due": "9 days"})).state == "accepted"


def test_two_duties_of_one_sentence_are_decided_each_for_itself(read: Read) -> None:
    both = [one for one in read.proposals if one.clause == "3" and one.kind == "obligation"]
    assert len({(one.kind, one.start, one.end, one.quote) for one in both}) == 1
    assert len({key_of(read.document, one) for one in both}) == 2


def test_the_key_is_that_of_the_file_and_not_of_its_name(read: Read, release: Proposal) -> None:
    same = read_whole(document_of(DRAFT.encode(), "b.txt", "txt", limits=LIMITS), shape="agreement").read
    other = read_whole(document_of(f"{DRAFT}\n".encode(), "a", "txt", limits=LIMITS), shape="agreement").read
    key = key_of(read.document, release)
    assert key_of(same.document, nth(same, "1")) == key
    assert key_of(other.document, nth(other, "1")) != key
    assert key_of(read.document, replace(release, kind="prohibition")) != key
