# ruff: noqa: RUF001 -- the signs that look alike are what is tested
import dataclasses
import random
import time
from typing import Any

import pytest

from detente.read.proposals import Found, Proposal, found_in
from detente.read.verify import CODES, Claimed, differs, verify
from tests.read.verify.papers import paper, passed, refused

TEXT = """Northland shall withdraw from the Ridge in three stages within 14 days, by 4 March 2031.

A spokesman for Southland said: “Southland is not willing to release 33 captives before 5 per cent is paid.”

Lakeland, the mediator, added that it can’t wait. It will wait for nobody.

The Parties shall:
(a) open the road;
(b) not close it.

Harbour is far away."""
DUTY = "Northland shall withdraw from the Ridge in three stages within 14 days, by 4 March 2031"
CLAIM = "Southland is not willing to release 33 captives before 5 per cent is paid"


# --- claims: what passes


def test_what_passes_has_the_places_and_words_of_the_document() -> None:
    claimed = Claimed(
        "obligation",
        DUTY,
        {"who": "Northland", "what": "withdraw from the Ridge", "deadline": "within 14 days"},
        clause="1",
        reader="model x",
        rank=0.3,
        doubts=("A doubt.",),
    )
    found = passed(TEXT, claimed)
    assert found == Proposal(
        "obligation",
        DUTY,
        0,
        len(DUTY),
        {
            name: found_in(TEXT, TEXT.index(words), TEXT.index(words) + len(words))
            for name, words in claimed.fields.items()
        },
        clause="1",
        reader="model x",
        rank=0.3,
        doubts=("A doubt.",),
    )


def test_a_speaker_is_found_beside_the_quote() -> None:
    found = passed(
        TEXT,
        Claimed("claim", CLAIM, speaker="Southland", speaker_class="party", form="direct"),
    )
    assert found.speaker == found_in(TEXT, TEXT.index("Southland"), TEXT.index("Southland") + 9)
    assert found.doubts == ()


def test_words_that_a_quote_leans_on_are_found_before_it() -> None:
    found = passed(
        TEXT + "\n\nThe Parties shall:",
        Claimed("obligation", "open the road", {"who": "The Parties"}, ("The Parties shall:",)),
    )
    at = TEXT.index("The Parties")
    assert found.along == (found_in(TEXT, at, at + len("The Parties shall:")),)
    assert found.fields["who"].start == at


@pytest.mark.parametrize(
    ("claimed", "doubt"),
    [
        (Claimed("claim", CLAIM.replace(" ", "  ")), "other spaces or line ends"),
        (Claimed("claim", "it can't wait"), "other quotation marks"),
        (Claimed("claim", "to release 33 captives"), "denies stands before the quote"),
        (Claimed("obligation", DUTY, form="direct"), ""),
        (Claimed("claim", CLAIM, speaker="Lakeland", speaker_class="party"), "another paragraph"),
        (
            Claimed("claim", "It will wait for nobody", {"what": "wait"}),
            "nobody stands in the quote and in no field",
        ),
        (Claimed("claim", "It will wait for nobody", {"what": "wait for nobody"}), ""),
        (
            Claimed("claim", f"A spokesman for Southland said: “{CLAIM}", {"who": "Southland"}),
            "stand 2 times",
        ),
        (
            Claimed("obligation", "The Parties shall:\n(a) open the road;\n(b) not close it.\n\nHarbour"),
            "end of a paragraph",
        ),
        (Claimed("claim", "Harbour is far away", form="direct"), "no quotation mark"),
        (
            Claimed("claim", CLAIM, speaker="Southland is not", speaker_class="party", form="direct"),
            "named only within the quote",
        ),
    ],
)
def test_what_a_person_should_look_at_is_said(claimed: Claimed, doubt: str) -> None:
    doubts = passed(TEXT, claimed).doubts
    assert (doubt in " ".join(doubts)) if doubt else doubts == ()


# --- claims: what is refused


@pytest.mark.parametrize(
    ("claimed", "code", "why"),
    [
        (
            Claimed("obligation", DUTY.replace("three", "four")),
            "not-in-text",
            "the document has “three”, and the quote has “four”",
        ),
        (
            Claimed("claim", CLAIM.replace("not ", "")),
            "not-in-text",
            "has “not”, and the quote has “willing”",
        ),
        (Claimed("claim", "Nobody agreed to it"), "not-in-text", "it has no “Nobody”"),
        (Claimed("claim", CLAIM + "”\n\nNorthland"), "not-in-text", ""),
        (Claimed("claim", "Southland"), "ambiguous", "2 places, on line 3, and nothing"),
        (Claimed("claim", "it can"), "inside-a-word", "only inside a longer word"),
        (Claimed("claim", "captives before 5"), "inside-a-word", ""),
        (Claimed("claim", " \n"), "empty", "The quote is empty."),
        (Claimed("claim", CLAIM, {"what": ""}), "empty", "`what` is empty."),
        (Claimed("claim", CLAIM, speaker=" "), "empty", "The speaker is empty."),
        (Claimed("claim", CLAIM, along=(" ",)), "empty", "What the quote leans on is empty."),
        (
            Claimed("obligation", DUTY, {"amount": "four stages"}),
            "number-not-in-quote",
            "The number four stands in `amount`",
        ),
        (Claimed("obligation", DUTY, {"amount": "14 per cent"}), "number-not-in-quote", "14 per cent"),
        (Claimed("obligation", DUTY, {"amount": "third stage"}), "number-not-in-quote", "third"),
        (Claimed("obligation", DUTY, {"amount": "both stages"}), "number-not-in-quote", "both"),
        (Claimed("obligation", DUTY, {"by": "by 5 March 2031"}), "date-not-in-quote", "5 March 2031"),
        (Claimed("obligation", DUTY, {"by": "2031-03-05"}), "date-not-in-quote", "2031-03-05"),
        (
            Claimed("obligation", DUTY, {"who": "Southland"}),
            "name-not-in-quote",
            "The name Southland stands in `who`",
        ),
        (
            Claimed("obligation", DUTY, {"who": "northland"}),
            "name-not-in-quote",
            "has Northland, and `who` has northland",
        ),
        (
            Claimed("obligation", DUTY, {"what": "shall not withdraw"}),
            "negation-differs",
            "The word not stands in `what`",
        ),
        (
            Claimed("claim", CLAIM, {"what": "Southland is willing"}),
            "negation-differs",
            "`what` leaves it out",
        ),
        (
            Claimed("claim", CLAIM, {"what": "willing to release 33 captives"}),
            "negation-differs",
            "beside the words of `what`",
        ),
        (Claimed("claim", CLAIM, {"what": "Southland is"}), "negation-differs", "beside the words of `what`"),
        (Claimed("claim", "willing to release 33 captives"), "negation-differs", "just beside the quote"),
        (Claimed("claim", "Southland is"), "negation-differs", "The word not"),
        (
            Claimed("obligation", DUTY, {"what": "leave the Ridge"}),
            "field-not-in-quote",
            "“leave the Ridge” in `what`",
        ),
        (Claimed("obligation", DUTY, {"when": "14"}), "", ""),
        (Claimed("obligation", DUTY, {"what": "draw"}), "inside-a-word", "`what`"),
        (
            Claimed("claim", CLAIM, speaker="Harbour", speaker_class="party"),
            "speaker-not-in-text",
            "not in the paragraph",
        ),
        (
            Claimed("claim", CLAIM, speaker="Coast", speaker_class="party"),
            "speaker-not-in-text",
            "does not stand in the document",
        ),
        (
            Claimed("claim", CLAIM, speaker="South", speaker_class="party"),
            "inside-a-word",
            "only inside a longer word",
        ),
        (
            Claimed("obligation", "open the road", along=("The Parties may:",)),
            "not-in-text",
            "on which the quote leans",
        ),
        (Claimed("clam", CLAIM), "unknown-kind", "Did you mean `claim`?"),
        (
            Claimed("claim", CLAIM, speaker="Southland", speaker_class="partly"),
            "unknown-class",
            "Did you mean `party`?",
        ),
        (Claimed("claim", CLAIM, form="spoken"), "malformed", "form of speech"),
        (Claimed("claim", CLAIM, speaker_class="party"), "malformed", "no speaker is named"),
        (Claimed("claim", CLAIM, rank=7), "malformed", "from 0 to 1"),
        (Claimed("claim", "word " * 1001), "too-long", "5,005 characters"),
        (Claimed("claim", CLAIM, {"what": "x" * 2001}), "too-long", "2,001 characters"),
        (Claimed("claim", CLAIM, {f"f{n}": "x" for n in range(41)}), "too-long", "40 fields"),
        (Claimed("claim", CLAIM, speaker="x" * 2001), "too-long", "The speaker"),
    ],
)
def test_each_refusal_has_its_code_and_names_the_word(claimed: Claimed, code: str, why: str) -> None:
    if not code:
        passed(TEXT, claimed)
        return
    refusal = refused(TEXT, claimed)
    assert refusal.code == code
    assert why in refusal.why
    assert refusal.why.endswith((".", "?"))
    assert code in CODES


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": 5},
        {"kind": None},
        {"fields": {"what": 3}},
        {"fields": {"": "x"}},
        {"fields": ["what"]},
        {"along": "words"},
        {"along": (None,)},
        {"speaker": 1},
        {"prefix": None},
        {"within": (1, 2, 3)},
        {"within": 4},
        {"within": ("a", "b")},
        {"near": "there"},
        {"rank": "high"},
    ],
)
def test_what_is_not_made_as_claims_are_is_refused(wrong: dict[str, Any]) -> None:
    assert refused(TEXT, dataclasses.replace(Claimed("claim", CLAIM), **wrong)).code == "malformed"


def test_what_is_refused_can_be_written_out() -> None:
    refusal = refused(TEXT, Claimed("claim", "half of \ud83d it", {"what": "\ud83d"}))
    assert refusal.code == "not-in-text"
    assert (refusal.quote + refusal.why).encode("utf-8")


def test_a_repeated_quote_is_decided_by_place_or_context() -> None:
    at = [TEXT.index("Southland"), TEXT.index("Southland is")]
    assert passed(TEXT, Claimed("party", "Southland", near=at[1] + 2)).start == at[1]
    assert passed(TEXT, Claimed("party", "Southland", prefix="spokesman for")).start == at[0]
    assert passed(TEXT, Claimed("party", "Southland", within=(at[1], len(TEXT)))).start == at[1]


def test_a_place_at_a_later_step_makes_a_quote_ambiguous_too() -> None:
    text = "We agree to it. Then, far off: We agree\nto it."
    assert refused(text, Claimed("claim", "We agree to it")).code == "ambiguous"


def test_a_quote_outside_the_stretch_that_was_read_is_refused() -> None:
    assert refused(TEXT, Claimed("claim", CLAIM, within=(0, 90))).code == "not-in-text"


@pytest.mark.parametrize("kind", ["prohibition", "refusal"])
def test_a_kind_that_denies_carries_the_word_that_does(kind: str) -> None:
    fields = {"what": "willing to release 33 captives"}
    assert passed(TEXT, Claimed(kind, CLAIM, fields)).words("what") == fields["what"]


def test_another_field_may_carry_the_word_that_denies() -> None:
    fields = {"modal": "is not", "what": "willing to release 33 captives"}
    assert passed(TEXT, Claimed("claim", CLAIM, fields)).words("modal") == "is not"


def test_a_speaker_too_far_off_in_a_long_paragraph_is_refused() -> None:
    text = "Southland spoke. " + "The rain went on. " * 300 + "The war is over."
    assert refused(
        text, Claimed("claim", "The war is over", speaker="Southland", speaker_class="party")
    ).code == ("speaker-not-in-text")


def test_the_order_given_is_kept() -> None:
    claims = [
        Claimed("claim", words) for words in (CLAIM, "made up", DUTY, "invented", "Harbour is far away")
    ]
    proposals, refusals = verify(paper(TEXT), claims)
    assert [one.quote for one in proposals] == [CLAIM, DUTY, "Harbour is far away"]
    assert [one.quote for one in refusals] == ["made up", "invented"]


# --- edited fields


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ("leave the Ridge within 14 days", DUTY, None),
        ("Withdraw in 3 stages by March 4, 2031", DUTY, None),
        ("withdraw in 4 stages", DUTY, "number-not-in-quote"),
        ("withdraw on 4 March", DUTY, None),
        ("withdraw on 4 April", DUTY, "date-not-in-quote"),
        ("Southland withdraws", DUTY, "name-not-in-quote"),
        ("stay on the Ridge, not withdraw", DUTY, "negation-differs"),
        ("isn't willing to release", CLAIM, None),
        ("is willing to release", CLAIM, "negation-differs"),
        ("pay five per cent", CLAIM, None),
        ("pay 5", CLAIM, "number-not-in-quote"),
        ("pay 1.5", "pay 1,5", "number-not-in-quote"),
        ("the third of them", "three of them", "number-not-in-quote"),
        ("the 3rd of them", "the third of them", None),
        ("vingt camions", "20 camions", None),
    ],
)
def test_words_of_a_persons_own_may_differ_but_not_in_what_counts(
    words: str, said: str, code: str | None
) -> None:
    difference = differs("`what`", words, said, is_common=lambda word: word == "withdraw")
    assert (difference and difference[0]) == code


# --- proposals of our own


OWN = Proposal("obligation", DUTY, 0, len(DUTY), {"who": Found("Northland", 0, 9)})


def test_an_exact_proposal_of_our_own_passes_unchanged() -> None:
    proposals, refusals = verify(paper(TEXT), [OWN])
    assert refusals == []
    assert proposals[0] is OWN


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"quote": DUTY.replace("14", "15")}, "not-in-text"),
        ({"start": 1}, "not-in-text"),
        ({"end": len(TEXT) + 9}, "not-in-text"),
        ({"quote": "", "end": 0}, "empty"),
        ({"quote": DUTY[:-1], "end": len(DUTY) - 1}, "inside-a-word"),
        ({"fields": {"who": Found("Southland", 0, 9)}}, "field-not-in-quote"),
        ({"fields": {"who": found_in(TEXT, 105, 114)}}, "field-not-in-quote"),
        ({"fields": {"who": found_in(TEXT, 0, 5)}}, "inside-a-word"),
        ({"fields": {"who": Found("", 3, 3)}}, "field-not-in-quote"),
        ({"along": (Found("The Parties", 0, 11),)}, "not-in-text"),
        ({"speaker": Found("Southland", 0, 9)}, "speaker-not-in-text"),
        ({"speaker": found_in(TEXT, 0, 5)}, "inside-a-word"),
        (
            {"speaker": found_in(TEXT, TEXT.index("Harbour"), TEXT.index("Harbour") + 7)},
            "speaker-not-in-text",
        ),
        ({"kind": "duty"}, "unknown-kind"),
        ({"speaker_class": "somebody"}, "unknown-class"),
        ({"form": "loud"}, "malformed"),
        ({"rank": -0.1}, "malformed"),
    ],
)
def test_a_proposal_of_our_own_must_be_exact(wrong: dict[str, Any], code: str) -> None:
    assert refused(TEXT, dataclasses.replace(OWN, **wrong)).code == code


def test_a_field_of_our_own_may_stand_in_what_the_quote_leans_on() -> None:
    at = TEXT.index("The Parties")
    start = TEXT.index("open the road")
    who, lead = found_in(TEXT, at, at + 11), found_in(TEXT, at, at + 18)
    own = Proposal("obligation", "open the road", start, start + 13, {"who": who}, (lead,))
    assert verify(paper(TEXT), [own]) == ([own], [])


# --- long documents


def long_text() -> str:
    lot = random.Random(1)  # noqa: S311 -- made-up words
    words = [f"word{n}" for n in range(3000)] + ["Northland", "shall", "not", "the", "of", "14", "days"] * 200
    return "\n\n".join(
        " ".join(lot.choice(words) for _ in range(60)) + f" in paragraph {n}." for n in range(8000)
    )


@pytest.mark.slow
def test_a_thousand_pages_are_quick() -> None:
    text = long_text()
    assert len(text) > 2_800_000
    document = paper(text)
    blocks = document.blocks
    lot = random.Random(2)  # noqa: S311 -- made-up words
    own, claims = [], []
    for n in range(20_000):
        block = blocks[n % len(blocks)]
        start = text.index(" ", block.start + lot.randrange(200)) + 1
        end = text.index(" ", start + 60)
        field = found_in(text, start, text.index(" ", start))
        own.append(Proposal("obligation", text[start:end], start, end, {"who": field}))
        if n < 2_000:
            flat = text[start:end].replace("not", "no") if n % 4 == 0 else text[start:end]
            claims.append(Claimed("party", flat + " ", {"who": field.words}))
    begun = time.process_time()
    proposals, _ = verify(document, own)
    middle = time.process_time()
    verify(document, claims)
    ended = time.process_time()
    assert len(proposals) == 20_000
    # Measured 0.2 and 0.7 seconds of the processor.
    assert middle - begun < 2
    assert ended - middle < 3


@pytest.mark.parametrize(
    ("text", "does", "word"),
    [
        ("Northland shall not, without consent, withdraw.", "withdraw", "not"),
        ("At no time shall Northland withdraw.", "withdraw", "no"),
        ("Northland shall in no event withdraw.", "withdraw", "no"),
        ("Nothing obliges Northland to withdraw.", "withdraw", "Nothing"),
    ],
)
def test_a_word_that_denies_from_afar_is_told(text: str, does: str, word: str) -> None:
    doubts = passed(text, Claimed("obligation", text, {"does": does})).doubts
    assert doubts == (f"The word {word} stands in the quote and in no field: see what it denies.",)


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060"])
def test_a_sign_without_width_hides_no_word_that_denies(sign: str) -> None:
    text = f"Northland shall n{sign}ot withdraw."
    assert refused(text, Claimed("obligation", text, {"does": "withdraw"})).code == "negation-differs"
    assert refused(text, Claimed("obligation", "withdraw")).code == "negation-differs"


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Nordland wird nicht abziehen.", "abziehen"),
        ("Северная сторона не выведет войска.", "выведет войска"),
    ],
)
def test_german_and_russian_deny_too(text: str, does: str) -> None:
    assert refused(text, Claimed("obligation", text, {"does": does})).code == "negation-differs"


@pytest.mark.parametrize(
    "rest", [" unless Southland moves.", ", if it can.", "\nexcept in winter.", " sauf en hiver."]
)
def test_a_condition_after_the_quote_is_told(rest: str) -> None:
    (doubt,) = passed(f"Northland shall pay{rest}", Claimed("obligation", "Northland shall pay")).doubts
    assert "condition" in doubt
    assert (
        passed("Northland shall pay. If it can.", Claimed("obligation", "Northland shall pay")).doubts == ()
    )


@pytest.mark.parametrize(
    "claimed",
    [
        Claimed("claim", "."),
        Claimed("claim", "Northland pays.", {"does": "."}),
        Claimed("claim", "Northland pays.", speaker=".", speaker_class="party"),
    ],
)
def test_signs_alone_are_no_words(claimed: Claimed) -> None:
    assert refused("Northland pays.", claimed).code == "empty"


def test_an_open_place_may_be_signs_alone() -> None:
    assert passed("Northland pays [...] crowns.", Claimed("placeholder", "[...]")).quote == "[...]"
