"""The ledger of a deal: who owes what to whom, what hangs on what; checked against the acts with duties cut."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.deal.course import course_of
from detente.deal.loader import load_text
from detente.hold.ledger import Ledger, ledger_of
from detente.hold.masks import bits
from detente.hold.play import play_of
from detente.hold.signs import Reading

HEAD = "detente: 1\nday zero: 2031-01-01\nparties: {a: Aland, b: Bland}\nothers: {c: Cland}\n"
STAGES = "stages: {start: {opens: {at: D+0}}, rest: {lasts: 10 days}}\n"


def ledger(text: str) -> Ledger:
    deal = load_text(HEAD + text)
    assert not deal.problems, [problem.message for problem in deal.problems]
    return ledger_of(course_of(deal))


def names(book: Ledger, places: object) -> list[str]:
    return [book.acts[place].id for place in places]  # type: ignore[attr-defined]


def test_who_owes_what_to_whom() -> None:
    book = ledger(
        """obligations:
  each: {by: [a, b], to: each other, each: yes, does: rest, from: D+0, until: for good}
  both: {by: [a, b], to: each other, does: meet, due: D+1}
  either: {by: [a, b], to: c, any: yes, does: tell, due: D+2}
  alone: {by: a, to: b, does: pay, due: D+3}
  aid: {by: c, to: a, does: help, due: D+4}
"""
    )
    assert names(book, book.owed_by("a")) == ["each.a", "alone"]
    assert names(book, book.owed_by("b")) == ["each.b"]
    assert names(book, book.owed_to("a")) == ["each.b", "both", "aid"]
    assert names(book, book.owed_to("b")) == ["each.a", "both", "alone"]


def test_what_falls_away_is_what_waits_and_is_still_to_come() -> None:
    book = ledger(
        """obligations:
  one: {by: a, to: b, does: one, due: D+1}
  two: {by: b, to: a, does: two, due: D+2, after: [one]}
  three: {by: a, to: b, does: three, due: D+3, after: [two]}
  calm: {by: b, to: a, does: rest, from: D+0, until: for good, while: [one]}
"""
    )
    place = {act.id: at for at, act in enumerate(book.acts)}
    assert set(names(book, book.falls([place["one"]], 0))) == {"two", "three", "calm"}
    assert set(names(book, book.falls([place["one"]], place["three"]))) == {"calm"}
    assert book.waits_for(place["three"], "b")
    assert book.waits_for(place["three"], "a")
    assert not book.waits_for(place["one"], "b")


def test_at_one_moment_everybodys_part_is_needed() -> None:
    book = ledger(
        """obligations:
  one: {by: a, to: b, does: one, due: D+1, together: noon}
  two: {by: b, to: a, does: two, due: D+1, together: noon}
"""
    )
    assert book.hanging[0] & book.pair("b", "a")
    assert book.hanging[1] & book.pair("a", "b")


def test_a_standing_duty_lasts_until_its_end() -> None:
    book = ledger(
        STAGES
        + """obligations:
  calm: {stage: start, by: a, to: b, does: rest, from: D+0, until: stage start ends}
  keep: {stage: start, by: b, to: a, does: keep, from: D+0, until: for good}
  act: {stage: rest, by: a, to: b, does: act, due: D+9}
"""
    )
    place = {act.id: at for at, act in enumerate(book.acts)}
    assert not book.lasts(place["calm"], place["act"])
    assert book.lasts(place["keep"], place["act"])
    assert not book.lasts(place["act"], 3)


def test_what_comes_before_by_days_stages_and_conditions() -> None:
    book = ledger(
        STAGES
        + """obligations:
  one: {stage: start, by: a, to: b, does: one}
  two: {stage: start, by: b, to: a, does: two, due: D+2}
  three: {stage: rest, by: a, to: b, does: three}
  four: {stage: rest, by: b, to: a, does: four}
  five: {stage: rest, by: a, to: b, does: five, after: [three]}
"""
    )
    place = {act.id: at for at, act in enumerate(book.acts)}
    assert set(names(book, book.comes_before(place["five"]))) == {"one", "two", "three"}
    assert set(names(book, book.comes_before(place["two"]))) == set()


@st.composite
def deals(draw: st.DrawFn) -> str:
    """Acts and duties of two parties; the last act of each comes late, so that duties are cut to the end."""
    count = draw(st.integers(1, 6))
    lines = []
    for number in range(count):
        by = draw(st.sampled_from(["a", "b", "[a, b]"]))
        to = "each other" if by == "[a, b]" else draw(st.sampled_from(["ab".replace(by, ""), "c"]))
        each = ", each: yes" if by == "[a, b]" and draw(st.booleans()) else ""
        lasting = draw(st.booleans())
        time = f"from: D+{number}, until: for good" if lasting else f"due: D+{number}"
        waits = ""
        if number and draw(st.booleans()):
            key = draw(st.sampled_from(["after", "while"]))
            other = draw(st.integers(0, number - 1))
            waits = f", {key}: [x{other}]"
        moment = ", together: noon" if not lasting and not each and draw(st.integers(0, 3)) == 0 else ""
        lines.append(f"  x{number}: {{by: {by}, to: {to}{each}, does: act, {time}{waits}{moment}}}\n")
    lines += [f"  end-{by}: {{by: {by}, to: c, does: end, due: D+9{n}}}\n" for n, by in enumerate("ab")]
    return f"if breached: releases what depends on it\nobligations:\n{''.join(lines)}"


@settings(max_examples=150, deadline=None)
@given(deals())
def test_what_hangs_on_an_act_is_what_the_cut_acts_say(text: str) -> None:
    book = ledger(text)
    play = play_of(book.deal, "releases")
    reading = Reading(play)
    for party in book.deal.parties:
        for place in book.owed_by(party):
            mine = book.acts[place]
            first = next(
                at
                for at, act in enumerate(play.acts)
                if any(
                    member.obligation == mine.members[0].obligation
                    and member.who in (None, mine.members[0].who)
                    for member in act.members
                )
            )
            released = [play.acts[at] for at in bits(reading.released(first))]
            # One act of both at one moment is one move there: the other's part of it falls as well.
            gone = any(party in act.to and act.by != (party,) for act in released)
            assert bool(book.hanging[place] & book.anything_for(party)) == gone, mine.id
