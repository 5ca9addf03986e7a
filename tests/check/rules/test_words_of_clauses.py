"""Rules on the words of clauses: what they find, and the places that they leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.diagnose.rule import discover
from tests.check.rules.looking import HEAD, looked, messages

WORDS = [
    made.name for made in discover("detente.check.rules") if made.code[0] == "X" and made.page.basis == "text"
]


def in_clause(rule: str, *clauses: str) -> list[str]:
    """The words that a rule finds in numbered clauses."""
    text = "".join(f"  {number}. {words}\n\n" for number, words in enumerate(clauses, 1))
    return [remark.span.text for remark in looked(rule, f"text: |\n{text}")]


@pytest.mark.parametrize(
    ("rule", "words", "hits"),
    [
        ("X001", "North shall promptly leave.", ["promptly"]),
        ("X001", "North shall promptly, by day 7, leave.", []),
        ("X001", "North shall promptly and within 48 hours leave.", []),
        ("X001", "North shall promptly and within two days leave.", []),
        ("X001", "North shall promptly leave, by 3 May 2031.", []),
        ("X001", 'The word "promptly" shall have no meaning.', []),
        ("X001", "The word «promptly» shall have no meaning.", []),
        ("X002", "North shall hand over a number of maps.", ["a number of"]),
        ("X002", "Northland shall take effective part.", []),
        ("X003", "The gate shall be opened.", ["shall be opened"]),
        ("X003", "The gate shall be opened by Northland.", []),
        ("X003", "The gate shall not be opened.", []),
        ("X003", "No gate shall be opened.", []),
        ("X003", "North shall open the gate.", []),
        ("X004", "The parties shall clear the road.", ["The parties"]),
        ("X004", "The parties shall meet on day 3.", []),
        ("X004", "The meeting of the parties shall clear the road.", []),
        ("X004", "North tells the parties and shall clear the road.", []),
        ("X004", "The parties shall inform each other of the road.", []),
        ("X005", "North shall leave where possible.", ["where possible"]),
        ("X006", "North shall use its best efforts to leave.", ["best efforts"]),
        ("X006", "North shall not seek to stay.", []),
        ("X007", "North shall clear mines, etc. by day 3.", ["etc."]),
        ("X007", "North shall clear [the mines](lists/etc/mines.md) by day 3.", []),
        ("X008", "North shall leave and/or pay.", ["and/or"]),
        ("X009", "If Northland tells Southland, it shall leave.", ["it"]),
        ("X009", "If Northland leaves, it shall tell.", []),
        ("X009", "Northland shall tell Southland the results thereof.", []),
        ("X010", "North shall reduce its guard.", ["reduce"]),
        ("X010", "North shall reduce its guard to 4 men.", []),
        ("X010", "North shall report and the guard may not like a higher rank.", []),
        ("X011", "North shall a. It shall b. It must c.", []),
        ("X011", "North shall a. It shall b. It must c. It shall d.", ["shall"]),
        ("X013", "North shall refrain from provocation.", ["refrain from"]),
        ("X013", "North shall refrain from the acts in annex A.", []),
        ("X013", "North shall not fire.", []),
    ],
)
def test_what_each_rule_finds(rule: str, words: str, hits: list[str]) -> None:
    assert in_clause(rule, words) == hits


def test_only_numbered_clauses_lay_down_anything() -> None:
    text = "text: |\n  Both shall promptly leave.\n\n  ## Leaving promptly\n\n  1. North shall stay.\n"
    assert messages("X001", text) == []


def test_a_text_in_the_present_tense_is_read_whole_and_one_with_words_of_duty_by_its_duties() -> None:
    plain = "North promptly leaves."
    assert in_clause("X001", plain, "South waits.") == ["promptly"]
    assert in_clause("X001", plain, "South shall wait.") == []


@pytest.mark.parametrize(
    ("clauses", "words"),
    [
        (["N shall a.", "N shall b.", "N should c."], ["should"]),
        (["N shall a.", "N shall b.", "N shall c."], []),
        (["N shall a.", "N should b."], []),  # too few to show a habit
        (["N shall a.", "N shall b.", "Should N fail, S may go."], []),
        (["N shall a."] * 30 + ["N will see that b."], []),  # once in thirty: it foretells
    ],
)
def test_words_for_duty_are_counted_over_the_whole_text(clauses: list[str], words: list[str]) -> None:
    assert in_clause("X012", *clauses) == words


def test_the_question_to_ask_stands_in_the_help() -> None:
    [remark] = looked("X001", "text: |\n  1. North shall promptly leave.\n")
    assert remark.help == "ask: By what day and hour, counted from what?"


@pytest.mark.parametrize(
    ("language", "clause", "found"),
    [
        ("fr", "La partie A doit se retirer dans les meilleurs délais.", True),
        ("es", "La parte A deberá retirarse a la mayor brevedad posible.", True),
        ("xx", "North shall promptly leave.", False),  # a language without a word list
    ],
)
def test_the_words_are_those_of_the_first_language(language: str, clause: str, found: bool) -> None:
    body = f"languages: {{texts: [{language}, en]}}\ntext: |\n  1. {clause}\n"
    assert bool(messages("X001", body)) is found


@given(
    st.lists(
        st.text("ab .,:;\"'«»“”()[]-0123456789shallpromptlyeffortsandor/ًُאב\u0301\u200f", max_size=80),
        max_size=6,
    )
)
def test_no_text_stops_a_rule_and_every_place_is_in_it(clauses: list[str]) -> None:
    body = "text: |\n  1. It shall.\n" + "".join(
        f"\n  {number}. {words.strip()}\n" for number, words in enumerate(clauses, 2)
    )
    for rule in WORDS:
        for remark in looked(rule, body):
            assert remark.span.text
            assert remark.span.start >= len(HEAD)


@given(
    st.permutations(
        [
            "North shall promptly leave.",
            "South shall pay etc. at once.",
            "The gate shall be opened.",
            "N may stay.",
        ]
    )
)
def test_the_order_of_clauses_does_not_change_what_is_found(clauses: list[str]) -> None:
    found = sorted((rule, words) for rule in WORDS for words in in_clause(rule, *clauses))
    assert found == [
        ("duty-without-doer", "shall be opened"),
        ("open-list", "etc."),
        ("vague-time", "promptly"),
    ]
