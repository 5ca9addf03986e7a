"""Turns of phrase of contracts, settlements and treaties, in sentences about parties that do not exist."""

from __future__ import annotations

import pytest

from detente.read.clauses.duties import duties_of
from detente.read.clauses.structure import structure_of
from tests.read.clauses.drafted import document_of, fields, only, read


@pytest.mark.parametrize(
    "text",
    [
        "The Supplier shall deliver the goods to the depot named by the Buyer.",
        "Payments shall be made to the account designated in writing by the Buyer.",
        "Any change shall be documented in an order signed by authorised representatives of the Buyer.",
        "New workers shall be provided with a pamphlet prepared by the Buyer.",
        "The stock shall be handed over, and the rules of the Order are proposed to be enacted by the Buyer.",
    ],
)
def test_by_after_another_participle_names_no_doer(text: str) -> None:
    assert "Buyer" not in [one.words("by") for one in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The plan shall be drawn up and signed by the Buyer.",
        "The works shall be completed and, where needed, corrected by the Buyer.",
        "The list shall be duly established by the Buyer.",
        "The sum shall be paid in full by the Buyer.",
    ],
)
def test_by_after_the_verb_of_the_duty_names_its_doer(text: str) -> None:
    assert only(text).words("by") == "Buyer"


def test_what_follows_nor_is_forbidden_too() -> None:
    text = "In no event will the Union call a strike nor will any member of the unit take part in one."
    first, second = read(text)
    assert first.kind == second.kind == "prohibition"
    assert (second.words("by"), second.words("not")) == ("any member of the unit", "nor")
    assert second.words("does") == "take part in one"


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("The Tenant shall have no right to set the deposit off.", "set the deposit off"),
        ("The Tenant shall have no right to apply any part of the deposit.", "apply any part of the deposit"),
        ("The arbitrator has no power to change the price.", "change the price"),
        ("The Borrower cannot use the loan for other goods.", "use the loan for other goods"),
    ],
)
def test_a_right_that_nobody_has_is_a_prohibition(text: str, does: str) -> None:
    found = only(text)
    assert (found.kind, found.words("does")) == ("prohibition", does)


def test_cannot_is_one_word_that_forbids() -> None:
    found = only("The Borrower cannot use the loan for other goods.")
    assert (found.words("modal"), found.words("not")) == ("cannot", "cannot")


def test_what_cannot_be_is_no_prohibition() -> None:
    found = only("If the price cannot be settled, the Council shall decide.")
    assert (found.kind, found.words("by")) == ("obligation", "Council")


def test_somebody_who_vows_that_he_will_is_the_doer() -> None:
    assert only("The Union agrees it shall not post pamphlets.").words("by") == "Union"
    assert only("The Seller undertakes that it shall keep the books.").words("by") == "Seller"


def test_what_somebody_undertakes_that_another_shall_do_is_the_others() -> None:
    found = only("Northland undertakes that the militia shall leave the town by 1 May 2031.")
    assert (found.words("by"), found.words("due")) == ("militia", "by 1 May 2031")


def test_under_shall_not_a_later_verb_lays_down_nothing_by_itself() -> None:
    found = only("agree or commit to do any of these.", opening="The Seller shall not: ")
    assert (found.kind, found.words("by")) == ("prohibition", "Seller")


def test_a_sentence_that_says_what_a_term_means_lays_nothing_down() -> None:
    assert (
        read('The term "debt" means the sum that a State Party commits itself to pay within 40 months.') == []
    )
    assert read("The term “debt”, as used here, means what a Party undertakes to pay.") == []


def test_words_in_brackets_keep_their_own_subject_and_leave_the_rest_whole() -> None:
    text = (
        "During the interim, without the consent of the Buyer (which consent shall not be unreasonably withheld), "
        "the Seller shall not sell the plant."
    )
    first, second = read(text)
    assert (first.words("subject"), first.words("does")) == ("consent", "unreasonably withheld")
    assert (second.words("by"), second.words("while")) == ("Seller", "During the interim")
    assert second.words("if").startswith("without the consent of the Buyer")


def test_a_list_that_narrows_its_doer_is_not_the_doer() -> None:
    found = only("works two shifts shall earn a premium of 25 euro.", opening="A worker who: ")
    assert found.words("by") == "worker"


def test_has_to_before_a_list() -> None:
    found = only("To give the list to the lender.", opening="The borrower has to: ")
    assert (found.words("by"), found.words("does")) == ("borrower", "give the list")


def test_the_doer_after_a_condition_without_a_comma() -> None:
    found = only("If the dispute is not settled at the first meeting the Council shall decide.")
    assert (found.words("by"), found.words("if")) == (
        "Council",
        "If the dispute is not settled at the first meeting",
    )
    found = only("If the dispute is not settled it shall be laid before the Council.")
    assert found.words("subject") == "it"


def test_on_demand_stands_before_the_act() -> None:
    assert fields(only("The Tenant shall on demand deposit the sum."))["does"] == "deposit the sum"


def test_still_is_no_verb() -> None:
    found = only("Workers shall still be provided with a copy.")
    assert found.words("subject") == "Workers"
    assert "by" not in found.fields


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "Northland shall disarm all groups, except for authorised police, within 30 days after the transfer.",
            "due",
            "within 30 days after the transfer",
        ),
        ("Northland shall not lay mines without IFOR approval.", "if", "without IFOR approval"),
        (
            "Upon Northland's request made within 30 days after the end, Southland shall help for 90 days.",
            "if",
            "Upon Northland's request made within 30 days after the end",
        ),
        (
            "Northland shall give notice not less than 90 nor more than 120 days before the end of the term.",
            "due",
            "not less than 90 nor more than 120 days before the end of the term",
        ),
        (
            "The Bank shall take the sum on the 10th day of each month from the account.",
            "due",
            "on the 10th day of each month",
        ),
        ("The Bank shall act within the time-frames agreed.", "due", "within the time-frames agreed"),
    ],
)
def test_times_and_conditions(text: str, name: str, words: str) -> None:
    assert only(text).words(name) == words


@pytest.mark.parametrize(
    "text",
    [
        "Southland shall pay the sum in immediately available funds.",
        "Southland shall not limit the ability to immediately change the rules.",
        "Southland shall bill the work of the preceding month.",
        "Upon Northland's request made within 30 days after the end, Southland shall help.",
    ],
)
def test_words_about_time_that_are_no_deadline(text: str) -> None:
    assert only(text).words("due") == ""


def test_the_letters_if_in_a_name_open_no_condition() -> None:
    assert only("Northland shall inform IFOR of each move.").words("if") == ""


def test_a_verb_after_to_receives_nothing() -> None:
    found = only("Northland shall enable those named by the Front to hold public office.")
    assert found.words("to") != "hold public office"


def test_an_amount_repeated_in_words_is_one() -> None:
    found = only("The Owner shall pay the sum of $25,200 (Twenty-Five Thousand Two Hundred Dollars).")
    assert "amount 2" not in found.fields
    assert found.doubts == ()


def test_a_rate_with_a_fraction_is_whole() -> None:
    found = only("Southland shall pay interest at four and three-fourths per cent.")
    assert found.words("amount") == "four and three-fourths per cent"


@pytest.mark.parametrize(
    "text",
    [
        "This Agreement shall commence on 1 May 2031.",
        "The warranty period shall be 24 months from the date of completion.",
    ],
)
def test_that_an_agreement_begins_or_a_period_lasts_is_nobodys_duty(text: str) -> None:
    assert [one.kind for one in read(text)] == ["stage"]


def test_a_recital_lays_down_nothing() -> None:
    text = (
        "AGREEMENT\n\nbetween Northland and Southland.\n\nWHEREAS it shall be moved by Northland by 1 May 2031;\n\n"
        "NOW THEREFORE it is agreed as follows:\n\nArticle 1\n\nNorthland shall leave.\n"
    )
    document = document_of(text)
    found = duties_of(document, structure_of(document))
    assert [one.words("does") for one in found] == ["leave"]
