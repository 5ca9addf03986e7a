from __future__ import annotations

import pytest

from tests.read.claims.papers import claims_in, only


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("Northland demanded the release of ten men.", "demand", "demanded the release of ten men"),
        ("Northland wants Southland to leave.", "demand", "wants Southland to leave"),
        ("Northland called for an end to the siege.", "demand", "called for an end to the siege"),
        ("Northland insisted on Monday that the port be opened.", "claim", "the port be opened"),
        ("Northland insists on a written text.", "demand", "insists on a written text"),
        ("Northland said Southland must leave.", "demand", "Southland must leave"),
        (
            "Northland said it would not sign unless Southland left.",
            "demand",
            "it would not sign unless Southland left",
        ),
        ("Northland demands written guarantees.", "guarantee", "demands written guarantees"),
        ("Northland said it wanted assurances.", "guarantee", "it wanted assurances"),
        ("Northland rejected the offer.", "refusal", "rejected the offer"),
        ("Northland rules out a truce.", "refusal", "rules out a truce"),
        ("Northland refused to free them.", "refusal", "refused to free them"),
        ("Northland said it would never sign.", "refusal", "it would never sign"),
        ('"We will not leave," Northland said.', "refusal", "We will not leave"),
        ("Northland agreed to free ten men.", "concession", "agreed to free ten men"),
        ("Northland has accepted the draft.", "concession", "accepted the draft"),
        ("Northland is ready to open the port.", "concession", "ready to open the port"),
        ("Northland dropped its demand for an apology.", "concession", "dropped its demand for an apology"),
        ("Northland no longer insists on a date.", "concession", "no longer insists on a date"),
        ("Northland said the road was open.", "claim", "the road was open"),
        ("Northland said Southland would not leave.", "claim", "Southland would not leave"),
        ("Northland denied that it had fired.", "claim", "denied that it had fired"),
        ("Northland threatened to close the port.", "claim", "threatened to close the port"),
    ],
)
def test_the_kind_of_what_is_said(text: str, kind: str, quote: str) -> None:
    found = only(text)
    assert (found.kind, found.quote) == (kind, quote)
    assert found.speaker is not None
    assert found.speaker.words == "Northland"


def test_the_refusal_of_one_is_a_claim_of_whoever_tells_of_it() -> None:
    found = only("Southland said Northland rejected the offer.")
    assert (found.kind, found.words("by")) == ("claim", "Northland")
    assert found.speaker is not None
    assert found.speaker.words == "Southland"


def test_the_refusal_of_a_side_told_by_its_own_envoy_is_a_refusal() -> None:
    found = only("Northland rejects the offer, Northland's chief negotiator said.")
    assert (found.kind, found.words("by")) == ("refusal", "Northland")


@pytest.mark.parametrize(
    "text",
    [
        "Northland did not reject the offer.",
        "Northland has yet to accept the offer.",
        "Northland would accept the offer.",
        "Northland may agree to the offer.",
        "Northland declined to comment.",
        "Northland refused to confirm the report.",
        "Officials asked not to be named.",
        "Whether Northland agreed to the offer is not known.",
        "Did Northland agree to the offer?",
        "Its calls for calm and the demands of others were heard.",
        "The agreed truce and a rejected offer lay on the table.",
        "Each Party shall inform the other of what it demands and accepts.",
        "Each Party undertakes to destroy its mines.",
        "The Parties agree to consult each other.",
        "The Ministry and the army seek refuge in the port.",
    ],
)
def test_what_is_no_act_of_speech(text: str) -> None:
    assert claims_in(text) == []


def test_fields_are_the_words_of_the_text() -> None:
    text = (
        "The foreign minister, Ada Stone, told Harbour Wire on 5 May 2031 that her country would only sign if the guns "
        "fell silent."
    )
    found = only(text)
    assert {name: one.words for name, one in found.fields.items()} == {
        "cue": "told",
        "to": "Harbour Wire",
        "date": "on 5 May 2031",
        "firmness": "would only",
        "condition": "if the guns fell silent",
    }


def test_a_demand_says_what_is_wanted_and_how_firmly() -> None:
    found = only("Northland flatly demanded on Sunday that the port be opened.")
    assert found.words("wants") == "the port be opened"
    assert found.words("firmness") == "flatly"
    assert found.words("date") == "on Sunday"


def test_hedges_are_kept() -> None:
    assert only("Northland said the offer might fail.").words("hedge") == "might"
    told = only("Northland reportedly agreed to leave.")
    assert (told.speaker, told.words("hedge"), told.words("by")) == (None, "reportedly", "Northland")
    assert only("Northland said talks would open in May 2031.").words("hedge") == ""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('Northland said: "We go."', "direct"),
        ("Northland said it would go.", "indirect"),
        ('Northland said it would go "at once".', "mixed"),
    ],
)
def test_the_form_of_speech(text: str, form: str) -> None:
    assert only(text).form == form


def test_a_cut_says_at_which_word() -> None:
    assert only("Northland said it would go but nobody believed it.").doubts == (
        "What follows \u201cbut\u201d may be the writer's own, and was left out.",
    )
