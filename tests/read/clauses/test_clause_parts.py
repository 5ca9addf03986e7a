"""Doers, times, amounts, conditions and those who take part, each in sentences of its own."""

from __future__ import annotations

import pytest

from detente.read.clauses.actors import is_actor, may_stand_for
from detente.read.clauses.amounts import amounts_in
from detente.read.clauses.modals import modals_in
from detente.read.clauses.times import times_in
from tests.read.clauses.drafted import only, read


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The Harbour Bank shall keep the books.", "Harbour Bank"),
        ("Each Party shall keep the books.", "Each Party"),
        ("Both sides shall keep the books.", "Both sides"),
        ("Northland and Southland shall keep the books.", "Northland and Southland"),
        ("Northland, Southland and Harbour shall keep the books.", "Northland, Southland and Harbour"),
        (
            "In their work, the Director, the inspectors and the other members of the staff shall keep the books.",
            "Director, the inspectors and the other members of the staff",
        ),
        (
            "After consultation with Harbour, Northland and Southland shall keep the books.",
            "Northland and Southland",
        ),
        ("The Bank, as agent of the Parties, shall keep the books.", "Bank"),
        ("The Bank, the depositary of the fund, shall keep the books.", "Bank"),
        ("A Party that receives a request shall keep the books.", "Party"),
        ("In the case of a request a Party shall keep the books.", "Party"),
        ("The Parties shall jointly keep the books.", "Parties"),
        ("To this end, the Council shall keep the books.", "Council"),
        ("It is agreed that the Council shall keep the books.", "Council"),
        ("The duty of the Registrar shall be kept in mind; the Council shall keep the books.", "Council"),
    ],
)
def test_who_is_to_do_it(text: str, by: str) -> None:
    assert read(text)[-1].words("by") == by


def test_a_doer_named_by_which_is_doubted() -> None:
    found = read("Southland shall pay the Bank of the Republic, which shall accept the payment.")[-1]
    assert found.words("by") == "Bank of the Republic"
    assert "The doer is read from the words before “who” or “which”." in found.doubts


def test_a_relative_clause_narrows_the_doer() -> None:
    assert only("A Party that receives a request shall answer it.").words("who") == "that receives a request"
    assert only("Each Party in a position to do so shall help.").words("if") == "in a position to do so"


def test_nor_and_it_shall_be_the_duty_of() -> None:
    second = read("The lessee must not sublet the house, nor shall it alter the walls.")[1]
    assert (second.kind, second.words("not"), second.words("does")) == (
        "prohibition",
        "nor",
        "alter the walls",
    )
    found = only("It shall be the duty of the Registrar to keep the record.")
    assert (found.words("by"), found.words("does")) == ("Registrar", "keep the record")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("the Council", True),
        ("each of the Parties", None),
        ("Northland", True),
        ("the President of the Bank", True),
        ("Such destruction", False),
        ("the Agreement", False),
        ("the instruments of ratification", False),
        ("it", None),
        ("the buyer", True),
    ],
)
def test_somebody_or_something(words: str, answer: bool | None) -> None:
    assert is_actor(words) is answer


def test_a_name_of_the_text_is_somebody_whatever_its_ending() -> None:
    assert is_actor("Reconciliation") is False
    assert is_actor("Reconciliation", {"Reconciliation"}) is True


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The Seller shall pay within 14 days after delivery.", "within 14 days after delivery"),
        (
            "The Seller shall pay within thirty (30) working days of the receipt of the invoice.",
            "within thirty (30) working days of the receipt of the invoice",
        ),
        (
            "The Seller shall pay not later than 10 years after entry into force.",
            "not later than 10 years after entry into force",
        ),
        ("The Seller shall pay by 1 May 1963.", "by 1 May 1963"),
        ("The Seller shall pay by noon on 5 June.", "by noon on 5 June"),
        ("The Seller shall pay before the end of 1969.", "before the end of 1969"),
        ("The Seller shall pay on 5th August, 1958, to the Bank.", "on 5th August, 1958"),
        ("The Seller shall pay on the date of maturity.", "on the date of maturity"),
        ("The Seller shall pay between 1 June and 15 June 2031.", "between 1 June and 15 June 2031"),
        ("The Seller shall pay at its first session.", "at its first session"),
        ("The Seller shall pay at the beginning of each year.", "at the beginning of each year"),
        ("The Seller shall pay 30 days before each period begins.", "30 days before each period begins"),
        ("The Seller shall pay on D+5.", "on D+5"),
        ("The Seller shall pay prior to the departure of the ship.", "prior to the departure of the ship"),
        (
            "The Seller shall pay as soon as possible but not later than four years after the sale.",
            "as soon as possible but not later than four years after the sale",
        ),
        (
            "Not later than 30 days after the sale, the Seller shall pay.",
            "Not later than 30 days after the sale",
        ),
        ("The Seller shall, within 28 days, pay.", "within 28 days"),
        (
            "The Seller shall, immediately after the notice under Article 3, paragraph 1 (a), has been given, pay.",
            "immediately after the notice under Article 3, paragraph 1 (a), has been given",
        ),
        ("The Seller shall pay annually.", "annually"),
    ],
)
def test_by_when(text: str, due: str) -> None:
    found = only(text)
    assert found.words("due") == due
    assert found.words("by") == "Seller"
    assert found.words("does") == "pay"


@pytest.mark.parametrize(
    "vague", ["as soon as possible", "without delay", "immediately", "at the proper time", "in due course"]
)
def test_a_vague_time_is_due_and_doubted(vague: str) -> None:
    found = only(f"The Seller shall pay the price {vague}.")
    assert found.words("due") == vague
    assert "It names no measurable time." in found.doubts


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "The Seller shall keep the books until all sums have been paid.",
            "until",
            "until all sums have been paid",
        ),
        ("The Seller shall keep the books for a period of two years.", "for", "for a period of two years"),
        ("The Seller shall keep the books from 1 July 2031.", "from", "from 1 July 2031"),
        (
            "The Seller shall keep the books during the first phase of the works.",
            "while",
            "during the first phase of the works",
        ),
        (
            "The Seller shall keep the books at intervals of five years.",
            "every",
            "at intervals of five years",
        ),
        ("The Seller shall report not later than 30 April of each year.", "every", "each year"),
        (
            "Upon the arrival of the ship, the Seller shall keep the books.",
            "after",
            "Upon the arrival of the ship",
        ),
        (
            "After the adoption of the budget, the Seller shall keep the books.",
            "after",
            "After the adoption of the budget",
        ),
        (
            "The Seller shall keep the books at the time of the transfer.",
            "after",
            "at the time of the transfer",
        ),
    ],
)
def test_from_until_every_and_after(text: str, name: str, words: str) -> None:
    assert only(text).words(name) == words


def test_the_date_of_something_else_is_no_deadline() -> None:
    assert only("The Seller shall clear all mines laid before 1 January 1977.").words("due") == ""
    assert only("The Seller shall list the goods that were sold on 5 May 2030.").words("due") == ""
    assert only("If the Buyer is silent within 10 days, the Seller shall withdraw.").words("due") == ""
    assert times_in("within its territory and within the meaning of Article 5", 0, 56) == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("The Seller shall pay 4.0 million euro.", "4.0 million euro"),
        ("The Seller shall pay DM 3,000,000 to the Bank.", "DM 3,000,000"),
        ("The Seller shall pay $2.5 million.", "$2.5 million"),
        ("The Seller shall pay 20 per cent of the price.", "20 per cent of the price"),
        (
            "The Seller shall pay 15 million, 20 million and 25 million United States dollars.",
            "15 million, 20 million and 25 million United States dollars",
        ),
        (
            "The Seller shall destroy not less than 45 per cent of all Category 1 stocks.",
            "not less than 45 per cent of all Category 1 stocks",
        ),
        ("The Seller shall free thirty.", "thirty"),
        ("The Seller shall free 33 persons.", "33 persons"),
        ("The Seller shall free between 30 and 40 persons.", "between 30 and 40 persons"),
        ("The Seller shall remove one third of the stocks.", "one third of the stocks"),
        ("990 prisoners shall be released by the Seller.", "990 prisoners"),
    ],
)
def test_how_much(text: str, amount: str) -> None:
    assert only(text).words("amount") == amount


@pytest.mark.parametrize(
    "text",
    [
        "under Article 5 and paragraph 3",
        "by 1 May 2031",
        "within 14 days",
        "one or more members",
        "persons aged eighteen",
        "Schedule 2",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert list(amounts_in(text, 0, len(text))) == []


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If the ship is late, the Seller shall pay.", "If the ship is late"),
        (
            "The Seller shall pay unless the Council decides otherwise.",
            "unless the Council decides otherwise",
        ),
        (
            "The Seller shall pay, provided that the goods have arrived.",
            "provided that the goods have arrived",
        ),
        ("The Seller shall, subject to Article 9, pay.", "subject to Article 9"),
        ("In the event of a dispute, the Seller shall pay.", "In the event of a dispute"),
        ("Where the goods are lost, the Seller shall pay.", "Where the goods are lost"),
        ("Except as provided in Article 3, the Seller shall pay.", "Except as provided in Article 3"),
        ("The Seller shall, to the extent feasible, pay.", "to the extent feasible"),
        (
            "The Seller shall, within 14 days, unless the Council decides otherwise, pay.",
            "unless the Council decides otherwise",
        ),
        (
            "The Seller shall not pay without the prior written consent of the Buyer.",
            "without the prior written consent of the Buyer",
        ),
    ],
)
def test_on_what_condition(text: str, condition: str) -> None:
    found = only(text)
    assert found.words("if") == condition
    assert found.words("does") == "pay"


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "The Seller shall close the site under the supervision of the Observer Mission.",
            "verified by",
            "Observer Mission",
        ),
        ("The Seller shall close the site to the satisfaction of the Council.", "verified by", "Council"),
        ("The closing of the site shall be certified by the Inspectorate.", "verified by", "Inspectorate"),
        ("The Seller shall pay the price through the Harbour Bank.", "through", "Harbour Bank"),
        ("The Seller shall deliver the goods to the Buyer.", "to", "Buyer"),
        ("The Seller shall notify the Council of the sale.", "to", "Council"),
        ("The Seller shall submit to the Executive Council the plans.", "to", "Executive Council"),
        ("The Council shall be consulted.", "to", "Council"),
    ],
)
def test_who_else_takes_part(text: str, name: str, words: str) -> None:
    assert only(text).words(name) == words


def test_under_the_control_of_its_owner_is_no_verification() -> None:
    assert (
        only("Each Party shall destroy the stocks under the jurisdiction or control of that Party.").words(
            "verified by"
        )
        == ""
    )


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("A shall pay", "duty"),
        ("A is obliged to pay", "duty"),
        ("A commits itself to pay", "duty"),
        ("A is to pay", "duty"),
        ("A may pay", "power"),
        ("A has the right to pay", "power"),
        ("A shall not pay", "ban"),
        ("paying is prohibited", "ban"),
    ],
)
def test_the_force_of_a_word(text: str, force: str) -> None:
    assert [modal.force for modal in modals_in(text)] == [force]


@pytest.mark.parametrize(
    "text",
    ["the will of the people", "in May 1963", "as the case may be", "the Parties failed to agree to it"],
)
def test_words_that_look_like_it(text: str) -> None:
    assert list(modals_in(text)) == []


@pytest.mark.parametrize(
    ("pronoun", "words", "answer"),
    [
        ("it", "Bank", True),
        ("they", "Bank", False),
        ("they", "Parties", True),
        ("it", "Northland and Southland", False),
        ("Bank", "Bank", False),
    ],
)
def test_a_pronoun_agrees_with_what_it_may_stand_for(pronoun: str, words: str, answer: bool) -> None:
    assert may_stand_for(pronoun, words) is answer


def test_a_time_in_a_clause_of_purpose_is_kept_and_doubted() -> None:
    found = only(
        "The Council shall, at the proper time, send an envoy in order that he may begin one year prior to the vote."
    )
    assert (found.words("due"), found.words("purpose due")) == (
        "at the proper time",
        "one year prior to the vote",
    )
    assert "A time stands in a clause of purpose." in found.doubts


def test_the_opening_words_of_an_inner_list_are_no_duty() -> None:
    assert read("With respect to old stocks:", opening="Each Party shall:\n\n") == []


def test_two_deadlines_of_one_duty_are_both_kept() -> None:
    found = only(
        "Start to destroy the stocks not later than one year after the sale and complete it not later than five "
        "years after the sale.",
        opening="Each Party shall:\n\n",
    )
    assert found.words("due") == "not later than one year after the sale"
    assert found.words("due 2") == "not later than five years after the sale"
    assert "It names more than one time." in found.doubts


def test_in_no_case_turns_the_sentence_round() -> None:
    found = read(
        "The rate is fixed, but in no case shall the term of a loan be extended beyond ten years after the sale."
    )[-1]
    assert (found.kind, found.words("not"), found.words("subject")) == (
        "prohibition",
        "in no case",
        "term of a loan",
    )
    assert found.words("due") == "ten years after the sale"


def test_two_dates_and_an_hour_are_one_deadline() -> None:
    assert only("The price shall be paid on 30 June and 31 December of each year.").words("due") == (
        "on 30 June and 31 December of each year"
    )
    assert only("Hostilities shall cease at 00.01 hours GMT on 18 August 2031.").words("due") == (
        "at 00.01 hours GMT on 18 August 2031"
    )


def test_the_sum_of_which_a_part_falls_due_has_no_doer() -> None:
    first, second = read(
        "The sum of 500,000 francs shall be paid in parts, the first of which shall fall due on 1 July 2030."
    )
    assert first.words("subject") == "sum of 500,000 francs"
    assert "by" not in second.fields


def test_nobody_obliged_is_no_prohibition() -> None:
    assert read("No Party shall be required to sell the mill.") == []
