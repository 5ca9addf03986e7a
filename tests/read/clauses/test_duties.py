from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.read.clauses.duties import duties_of
from detente.read.proposals import KINDS, Proposal
from tests.read.clauses.drafted import document_of, fields, only, read, structure_of

AGREEMENT = """\
Northland shall release 33 persons within 7 days after the ceasefire takes effect, and Southland shall release 990 \
prisoners not later than 1 May 2031. Southland shall pay 4.0 million euro to Northland by 31 December 2030 through the \
Harbour Bank. Neither Party shall move heavy weapons into the Zone except with the consent of the Commission. The \
forces of Southland shall be withdrawn under the supervision of the Observer Mission as soon as possible but not later \
than ten days after the exchange. If Northland fails to deliver the list, Southland may suspend payment until the list \
has been received. Northland undertakes to keep the road open from 1 June 2031 until 30 June 2033. Stage 2 lasts 42 \
days. Southland guarantees the payment of all sums due. It shall report to the Council every three months."""


def test_a_duty_with_doer_act_amount_and_deadline() -> None:
    found = only("Northland shall release 33 persons within 7 days after the ceasefire takes effect.")
    assert found.kind == "obligation"
    assert fields(found) == {
        "by": "Northland",
        "modal": "shall",
        "does": "release 33 persons",
        "amount": "33 persons",
        "due": "within 7 days after the ceasefire takes effect",
    }
    assert found.clause == "1"
    assert found.doubts == ()


def test_two_duties_of_one_doer_are_two_proposals() -> None:
    first, second = read("The Seller shall declare the stocks and shall destroy the moulds by 1 May 2031.")
    assert (first.words("by"), first.words("does"), first.words("due")) == (
        "Seller",
        "declare the stocks",
        "",
    )
    assert (second.words("by"), second.words("does")) == ("Seller", "destroy the moulds")
    assert second.words("due") == "by 1 May 2031"


def test_what_stands_in_front_of_shared_duties_counts_for_each() -> None:
    first, second = read("After the exchange, Northland shall open the road and shall remove the posts.")
    assert first.words("after") == second.words("after") == "After the exchange"


def test_two_duties_of_two_doers() -> None:
    first, second = read("Northland shall pay the price, and the Council shall inform Southland.")
    assert [first.words("by"), second.words("by")] == ["Northland", "Council"]
    assert first.words("does") == "pay the price"
    assert second.words("to") == "Southland"


def test_the_items_of_a_list_go_on_with_its_opening_words() -> None:
    opening = "Each Party shall, not later than 30 days after the entry into force of this Agreement:\n\n"
    first, second = read("(a) Declare its stocks;\n\n(b) Close its sites; and", opening=opening)
    assert fields(first) == {
        "by": "Each Party",
        "modal": "shall",
        "does": "Declare its stocks",
        "due": "not later than 30 days after the entry into force of this Agreement",
    }
    assert second.words("does") == "Close its sites"
    assert [one.words for one in first.along] == [opening.strip()]
    assert second.quote == "Close its sites; and"


def test_an_item_that_is_a_sentence_of_its_own_does_not_take_the_opening_words() -> None:
    opening = "The Parties shall observe the following rules:\n\n"
    found = only("(a) The Mediator shall keep the list.", opening=opening)
    assert fields(found) == {"by": "Mediator", "modal": "shall", "does": "keep the list"}


def test_an_item_that_a_document_must_hold_is_kept_beside_the_act() -> None:
    found = only("(a) the dates of delivery;", opening="Each request shall contain:\n\n")
    assert (found.words("subject"), found.words("does"), found.words("what")) == (
        *("Each request", "contain"),
        "the dates of delivery",
    )
    assert "It does not say who is to do it." in found.doubts


def test_an_item_that_is_a_condition_of_a_power_is_no_power() -> None:
    opening = "The Buyer may end this contract if the Seller fails to:\n\n"
    assert read("(a) deliver the goods;", opening=opening) == []
    assert only(opening).words("if") == "if the Seller fails to"
    assert read("(a) when the Council asks for it;", opening="The session shall be convened:\n\n") == []


def test_a_prohibition_keeps_its_negation_and_its_exception() -> None:
    found = only("Neither Party shall move weapons into the Zone except with the consent of the Commission.")
    assert found.kind == "prohibition"
    assert (found.words("not"), found.words("by")) == ("Neither", "Party")
    assert found.words("if") == "except with the consent of the Commission"
    assert "A prohibition with an exception or a condition." in found.doubts


@pytest.mark.parametrize(
    ("text", "negation"),
    [
        ("The Seller shall not sell the mill.", "not"),
        ("The Seller may not sell the mill.", "not"),
        ("No Seller shall sell the mill.", "No"),
        ("The Seller undertakes never to sell the mill.", "never"),
        ("The Seller shall refrain from selling the mill.", "refrain from"),
        ("The Seller will under no circumstances sell the mill.", "under no circumstances"),
    ],
)
def test_every_way_to_forbid(text: str, negation: str) -> None:
    found = only(text)
    assert (found.kind, found.words("not"), found.words("by")) == ("prohibition", negation, "Seller")


@pytest.mark.parametrize(
    "text",
    [
        "The Buyer may inspect the mill.",
        "The Buyer is entitled to inspect the mill.",
        "The Buyer shall have the right to inspect the mill.",
        "The Buyer will have full authority to inspect the mill.",
        "The Buyer reserves the right to inspect the mill.",
    ],
)
def test_every_way_to_allow(text: str) -> None:
    found = only(text)
    assert (found.kind, found.words("by"), found.words("does")) == ("power", "Buyer", "inspect the mill")


@pytest.mark.parametrize(
    "text",
    [
        "“Zone” shall mean the area on the map.",
        "The notice shall be deemed to have been received.",
        "The two texts shall be equally authentic.",
        "The provisions of this Article shall apply to any debt.",
        "There shall be freedom of movement.",
        "The Council shall consist of nine members.",
        "Nothing in this Article shall affect the rights of the Parties.",
        "The Seller shall not be liable for delays.",
        "The Council took such measures as the Parties may require.",
        "It is the expressed will of the people.",
        "The talks were held in May 1963.",
    ],
)
def test_what_nobody_owes_is_not_proposed(text: str) -> None:
    assert read(text) == []


def test_entry_into_force_is_a_stage_and_no_duty() -> None:
    found = only("This Agreement shall enter into force upon signature.")
    assert (found.kind, found.words("stage"), found.words("after")) == (
        "stage",
        "This Agreement",
        "upon signature",
    )


def test_the_passive_without_a_doer_says_so() -> None:
    found = only("The bridge shall be reopened once the mines have been cleared.")
    assert (found.words("subject"), found.words("does"), found.words("by")) == ("bridge", "reopened", "")
    assert found.words("after") == "once the mines have been cleared"
    assert "It does not say who is to do it." in found.doubts


def test_the_passive_with_a_doer() -> None:
    found = only("The list shall be handed over by the Registrar to the Red Cross by 1 May 2031.")
    assert (found.words("by"), found.words("to"), found.words("due")) == (
        "Registrar",
        "Red Cross",
        "by 1 May 2031",
    )


def test_a_thing_that_begins_by_a_day_is_owed_by_somebody() -> None:
    found = only(
        "Such destruction shall begin not later than two years after the entry into force of this Agreement."
    )
    assert (found.words("subject"), found.words("does")) == ("Such destruction", "begin")
    assert found.words("due") == "not later than two years after the entry into force of this Agreement"


def test_a_pronoun_is_kept_and_doubted_and_the_last_doer_offered() -> None:
    first, second = read("The Bank shall keep the books. It shall open them to the Council.")
    assert first.words("by") == "Bank"
    assert (second.words("by"), second.words("stands for")) == ("It", "Bank")
    assert "Who is “It”?" in second.doubts
    assert [one.words for one in second.along] == ["Bank"]


def test_will_is_a_duty_in_a_numbered_agreement_and_not_elsewhere() -> None:
    text = "Northland will open the road by 1 May 2031."
    assert [one.kind for one in read(text)] == ["obligation"]
    assert read(text, is_numbered=False) == []


def test_will_beside_shall_is_doubted() -> None:
    text = "Northland shall pay. Southland shall pay. Harbour will open the road."
    assert "“will” is read as a duty." in read(text)[-1].doubts
    assert read("Harbour will open the road.")[0].doubts == ()


def test_a_guarantee_a_precedent_and_a_stage() -> None:
    security = read("The Seller shall deposit DM 3,000,000 in escrow with the Trustee.")[1]
    assert (security.kind, security.words("security"), security.words("amount")) == (
        "guarantee",
        "escrow",
        "DM 3,000,000",
    )
    assert only("Southland guarantees the payment of all sums due.").words("by") == "Southland"
    assert only("This arrangement shall not constitute a precedent.").kind == "precedent"
    assert fields(only("Stage 2 lasts 42 days.")) == {"stage": "Stage 2", "for": "42 days"}


def test_a_phase_with_its_share_and_deadline() -> None:
    duty, stage = read(
        "Phase 1: not less than 1 per cent of the stocks shall be destroyed not later than three years after "
        "entry into force."
    )
    assert (duty.words("does"), duty.words("amount")) == (
        "destroyed",
        "not less than 1 per cent of the stocks",
    )
    assert stage.words("stage") == "Phase 1"
    assert stage.words("due") == duty.words("due") == "not later than three years after entry into force"


def test_a_stage_that_ends_on_a_day_within_a_duty() -> None:
    duty, stage = read(
        "Harbour will replace the officials during the first phase which will be completed on 1 May 1963."
    )
    assert (duty.kind, duty.words("does"), duty.words("due")) == ("obligation", "replace the officials", "")
    assert (stage.kind, stage.words("stage"), stage.words("due")) == ("stage", "first phase", "on 1 May 1963")


def test_what_follows_if_it_is_not_done() -> None:
    found = read("The Seller shall pay by 1 May 2031, failing which the deposit is forfeited.")[0]
    assert found.words("if missed") == "failing which the deposit is forfeited"
    assert found.words("due") == "by 1 May 2031"


def lies_in(proposal: Proposal, text: str) -> bool:
    places = [(proposal.start, proposal.end), *((one.start, one.end) for one in proposal.along)]
    return all(
        text[one.start : one.end] == one.words and any(a <= one.start and one.end <= b for a, b in places)
        for one in proposal.fields.values()
    )


WORDS = st.sampled_from(
    [
        *(
            "Northland",
            "the Council",
            "it",
            "which",
            "shall",
            "will",
            "may not",
            "undertakes to",
            "no",
            "neither",
            "nor",
            "if",
        ),
        *(
            "unless",
            "provided that",
            "within 3 days",
            "not later than 1 May 2031",
            "as soon as possible",
            "after the exchange",
        ),
        *(
            ",",
            ";",
            ":",
            ".",
            "(",
            ")",
            "and",
            "or",
            "by",
            "to",
            "of",
            "33 persons",
            "20 per cent",
            "be released",
            "pay",
        ),
        *(
            "\n",
            "that",
            "under the supervision of",
            "through",
            "Phase 2:",
            "until",
            "each year",
            "\u2019",
            "“",
            "\u00a0",
            "5",
        ),
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_every_field_is_an_exact_slice_of_the_quote_or_of_words_along(text: str) -> None:
    for proposal in read(text):
        assert proposal.kind in KINDS
        assert proposal.quote == text[proposal.start : proposal.end]
        assert lies_in(proposal, text)


@given(st.lists(WORDS, min_size=1, max_size=15).map(" ".join), st.lists(WORDS, max_size=25).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_the_same_with_opening_words(opening: str, text: str) -> None:
    for proposal in read(text, opening=opening):
        assert lies_in(proposal, opening + text)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_an_error(text: str) -> None:
    for proposal in read(text):
        assert lies_in(proposal, text)


def swapped(words: str, one: str, other: str) -> str:
    return words.replace(one, "\0").replace(other, one).replace("\0", other)


@pytest.mark.parametrize(
    ("one", "other"), [("Northland", "Southland"), ("Northland", "Upper Harbour Republic")]
)
def test_two_parties_swapped_swap_in_the_result_and_nothing_else(one: str, other: str) -> None:
    text = AGREEMENT.replace("Southland", other)
    there = [(made.kind, fields(made), made.doubts) for made in read(text)]
    back = [(made.kind, fields(made), made.doubts) for made in read(swapped(text, one, other))]
    assert len(there) == 10
    assert back == [
        (kind, {name: swapped(words, one, other) for name, words in found.items()}, doubts)
        for kind, found, doubts in there
    ]


def test_the_order_is_that_of_the_text() -> None:
    starts = [made.start for made in read(AGREEMENT)]
    assert starts == sorted(starts)


@pytest.mark.slow
def test_time_grows_with_the_length_of_the_text_and_not_faster() -> None:
    def seconds(text: str) -> float:
        structure = structure_of(text)
        begun = time.process_time()
        duties_of(document_of(text), structure)
        return time.process_time() - begun

    seconds(AGREEMENT)
    few, many = (min(seconds("\n\n".join([AGREEMENT] * count)) for _ in range(2)) for count in (20, 80))
    assert many < 8 * few


@pytest.mark.parametrize(
    "hostile",
    ["shall " * 3000, "a, " * 4000 + "shall pay", "(" * 5000 + " shall pay", "if " * 4000, "x" * 30000],
)
def test_a_hostile_sentence_takes_no_long_time(hostile: str) -> None:
    begun = time.process_time()
    read(hostile)
    assert time.process_time() - begun < 2


def test_a_request_between_the_word_of_duty_and_the_act_ends_with_who_makes_it() -> None:
    found = only("Northland shall at the request of the Joint Mission furnish escorts to the convoys.")
    assert (found.words("if"), found.words("does")) == (
        "at the request of the Joint Mission",
        "furnish escorts to the convoys",
    )
    assert found.words("by") == "Northland"


def test_what_somebody_has_agreed_to_do_is_owed() -> None:
    found = only(
        "To this end, Northland and Southland have agreed to make available such sums as are needed."
    )
    assert (found.kind, found.words("by"), found.words("modal")) == (
        "obligation",
        "Northland and Southland",
        "have agreed",
    )
    assert read("The Parties have agreed to the following terms.") == []


def test_days_that_the_text_counts_are_times() -> None:
    assert only("Southland shall release the other captives by day 28.").words("due") == "by day 28"
    assert (
        only("Northland shall leave before day 14 of stage two.").words("due") == "before day 14 of stage two"
    )


def test_from_the_day_is_a_beginning_and_no_deadline() -> None:
    found = only("The Parties shall cease all military activity in the Area from the day of signature.")
    assert (found.words("from"), found.words("due")) == ("from the day of signature", "")
    assert found.words("does") == "cease all military activity in the Area"


def test_the_number_of_a_stage_before_the_doer_is_no_part_of_it() -> None:
    found = only("In stage three the Parties shall open the harbour.")
    assert (found.words("by"), found.words("does")) == ("Parties", "open the harbour")
