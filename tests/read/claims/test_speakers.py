from __future__ import annotations

import pytest

from tests.read.claims.papers import claims_in, only


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("The government", "party"),
        ("Northland", "party"),
        ("Northland's foreign ministry", "party"),
        ("The Valley Front", "party"),
        ("Northland and Southland", "party"),
        ("The NUT", "party"),
        ("The rebels", "party"),
        ("A statement from the finance ministry", "party"),
        ("The supplier", "party"),
        ("Foreign Minister Ada Stone", "named official"),
        ("President Otto Brandt", "named official"),
        ("Mr Brandt", "named official"),
        ("King Oscar of Southland", "named official"),
        ("Defence Secretary Tom King", "named official"),
        ("The foreign minister, Ada Stone,", "named official"),
        ("The foreign minister", "unnamed official"),
        ("A senior official", "unnamed official"),
        ("Officials in the ministry", "unnamed official"),
        ("Sources close to the talks", "unnamed official"),
        ("A spokesman for the army", "unnamed official"),
        ("One of their negotiators", "unnamed official"),
        ("Northland officials", "unnamed official"),
        ("Analysts", "expert"),
        ("Military experts", "expert"),
        ("Professor Ida Falk", "expert"),
        ("Harbour Wire", "press"),
        ("The state news agency", "press"),
        ("A Southland newspaper", "press"),
        ("Residents", "unattributed"),
        ("His lawyer", "unattributed"),
        ("One", "unattributed"),
    ],
)
def test_the_class_of_a_speaker(who: str, kind: str) -> None:
    found = only(f"{who} said that the road was open.")
    assert found.speaker is not None
    assert found.speaker.words == who.rstrip(",")
    assert found.speaker_class == kind


def test_a_surname_has_the_title_that_stands_elsewhere_in_the_document() -> None:
    found = claims_in("Brandt said that the road was open.\n\nPresident Otto Brandt met the rebels.")
    assert [one.speaker_class for one in found] == ["named official"]


def test_a_surname_whose_office_stands_beside_it() -> None:
    found = claims_in("Ada Stone, the foreign minister, left early. Stone said that the road was open.")
    assert [one.speaker_class for one in found] == ["named official"]


def test_a_person_without_an_office_is_no_party() -> None:
    found = claims_in("Ada Stone came late. Stone said that the road was open.")
    assert [one.speaker_class for one in found] == ["unattributed"]


def test_a_name_that_is_known_to_be_a_party_s_is_one() -> None:
    text = "Ada Stone said that the road was open."
    assert only(text).speaker_class == "unattributed"
    assert claims_in(text, parties=["Ada Stone"])[0].speaker_class == "party"


def test_a_title_at_the_end_of_a_paragraph_gives_the_next_one_no_name() -> None:
    found = claims_in("Opposition lawmaker Stella Marsh.\n\nNorthland said that the road was open.")
    assert [one.speaker_class for one in found] == ["party"]
