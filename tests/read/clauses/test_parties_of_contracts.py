"""Parties at the head of contracts, settlements and treaties of parties that do not exist."""

from __future__ import annotations

import pytest

from detente.read.clauses.actors import is_actor, is_thing
from detente.read.clauses.structural import structural
from tests.read.clauses.agreements import read
from tests.read.clauses.drafted import document_of

_ONE = "\n\n1. Term\n\n1.1 The Buyer shall pay.\n\n1.2 The Buyer shall stay.\n"


def parties(text: str) -> list[tuple[str, list[str]]]:
    found = [one for one in read(text).named if one.role == "party"]
    return [(one.name.words, [alias.words for alias in one.aliases]) for one in found]


def test_a_firm_that_is_described_has_its_name_and_not_its_description() -> None:
    head = (
        'SALE\n\nThis Agreement ("Agreement") is entered into by and between Harbour Corp, a Strand corporation with '
        'its office at 12 Quay Road, EM 94107 ("Seller"), and NORTH MACHINES, INC., an Eastmouth corporation '
        '("Buyer").'
    )
    assert parties(head + _ONE) == [("Harbour Corp", ["Seller"]), ("NORTH MACHINES, INC.", ["Buyer"])]


def test_numbers_and_strokes_belong_to_the_name_of_a_firm() -> None:
    head = "LEASE\n\nThis is made between HARBOUR POOL 5 GA/FL, LLC, a company of Strand (the “Buyer”), and Ada Stone."
    assert parties(head + _ONE)[0] == ("HARBOUR POOL 5 GA/FL, LLC", ["Buyer"])


def test_short_names_without_quotation_marks_after_hereinafter() -> None:
    head = (
        "LOAN\n\nAGREEMENT, dated 1 May 2031, between HARBOUR BANK FOR TRADE (hereinafter called the Bank) and THE "
        "STRAND IRON AND STEEL COMPANY, LIMITED, a company of Strand (hereinafter called the Borrower)."
    )
    text = head + "\n\nArticle 1\n\nThe Bank shall lend.\n\nArticle 2\n\nThe Borrower shall repay.\n"
    assert parties(text) == [
        ("HARBOUR BANK FOR TRADE", ["Bank"]),
        ("THE STRAND IRON AND STEEL COMPANY, LIMITED", ["Borrower"]),
    ]


def test_whom_the_head_calls_something_is_a_party_though_his_name_is_left_open() -> None:
    head = 'SALE\n\nThis Agreement is made as of [DATE] (the "Effective Date"), by and among [NAME] (the "Buyer").'
    assert parties(head + _ONE) == [("Buyer", [])]


def test_a_name_for_all_of_them_is_no_name_of_the_last() -> None:
    text = (
        "AGREEMENT\n\nON THE TRUCE\n\nThe Republic of Northland, the Federation of Southland and the Harbour Republic "
        "(hereinafter the “Parties”) have agreed as follows:\n\nArticle 1\n\nThe Parties shall withdraw.\n"
    )
    assert parties(text) == [
        ("The Republic of Northland", []),
        ("the Federation of Southland", []),
        ("the Harbour Republic", []),
    ]


def test_very_many_states_are_one_party_by_the_name_for_all_of_them() -> None:
    names = ", ".join(
        f"the Republic of {word}land" for word in ("A", "Bo", "Cu", "Do", "Ef", "Fa", "Go", "Hu", "Ik")
    )
    text = (
        f"TREATY\n\n{names} and the Kingdom of Kol, hereinafter referred to as the States Parties, have agreed:\n\n"
        "Article 1\n\nEach State Party shall go. Each State Party shall stay. The States Parties shall meet.\n"
    )
    assert [name for name, _ in parties(text)] == ["States Parties"]


def test_two_of_a_title_in_capitals_are_named_as_the_text_writes_them() -> None:
    text = (
        "AGREEMENT BETWEEN THE GOVERNMENT OF NORTHLAND AND THE RED HARBOUR FRONT\n\nArticle 1\n\n"
        "The Government of Northland shall stay. The Red Harbour Front shall go.\n"
    )
    assert [name for name, _ in parties(text)] == ["The Government of Northland", "The Red Harbour Front"]


def test_initials_with_a_stroke() -> None:
    text = (
        "PEACE\n\nThe Government of Northland and the Red United Front of Strand (RUF/S) agree:\n\nArticle 1\n\n"
        "The RUF/S shall go.\n"
    )
    assert ("the Red United Front of Strand", ["RUF/S"]) in parties(text)


def test_recitals_name_nobody_by_their_first_word() -> None:
    text = (
        "SALE\n\nRECITALS\n\nWHEREAS, the Seller owns the works; and\n\nNOW, THEREFORE, the parties agree:\n\n"
        "ARTICLE 1\n\nThe Seller shall sell. The Buyer shall pay.\n"
    )
    assert {name.lower().removeprefix("the ") for name, _ in parties(text)} == {"seller", "buyer"}


def test_who_belongs_to_a_party_is_one_too() -> None:
    text = "LOAN\n\nArticle 1\n\nThe Borrower shall repay.\n\nArticle 2\n\nNotices go to the Lender.\n"
    assert {name.removeprefix("The ").removeprefix("the ") for name, _ in parties(text)} == {
        "Borrower",
        "Lender",
    }


@pytest.mark.parametrize(
    "words", ["the Purchase Price", "The Escrow Amount", "Deliverables", "The Works", "the Zone"]
)
def test_things_with_capitals_are_nobody(words: str) -> None:
    assert is_thing(words)
    assert is_actor(words) is False


@pytest.mark.parametrize("words", ["Northland", "the Security Council", "the Harbour Bank", "the Owner"])
def test_names_are_somebody(words: str) -> None:
    assert not is_thing(words)
    assert is_actor(words) is True


def test_a_heading_of_markdown_keeps_its_number_for_what_points_at_it() -> None:
    text = "# Sale\n\n## 1. Object\n\n1.1 It goes.\n\n## 2. Term\n\n2.1 It ends as Section 2 says.\n"
    found = structural(document_of(text), read(text))
    assert [(one.kind, one.words("part")) for one in found if one.kind == "reference"] == [
        ("reference", "2.")
    ]
    assert [one.words("number") for one in found if one.kind == "heading"] == ["", "1.", "2."]
