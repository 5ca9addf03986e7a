"""What the name of a speaker tells, in sentences about people who do not exist."""

from __future__ import annotations

import pytest

from detente.read.claims.kinds import kind_of_words
from tests.read.claims.papers import claims_in


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("U.N. envoy Ada de Mora said the talks were over.", "U.N. envoy Ada de Mora"),
        ("Deputy Premier Wu Lin met Reed. Wu said that the sides were close.", "Wu"),
        (
            "Board president Ada Stone said there was no progress.\n\nSTONE: \u201cI call this a waste of time.\u201d",
            "STONE",
        ),
        ("School superintendent Ada Stone met the union. Stone said the offer was final.", "Stone"),
    ],
)
def test_who_has_an_office_is_a_named_official(text: str, who: str) -> None:
    classes = {one.speaker.words: one.speaker_class for one in claims_in(text) if one.speaker is not None}
    assert classes[who] == "named official"


def test_whom_somebody_told_ends_before_how() -> None:
    (found,) = claims_in(
        "\u201cOur answer will come in two days,\u201d Stone told the Harbour Times without elaborating."
    )
    assert found.words("to") == "the Harbour Times"


def test_no_more_hope_refuses_nothing() -> None:
    assert kind_of_words("If we fail there will be no more hope.", direct=True) == "claim"
    assert kind_of_words("There will be no talks.", direct=True) == "refusal"
