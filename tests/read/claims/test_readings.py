from __future__ import annotations

import pytest

from detente.read.proposals import Proposal
from tests.read.claims.papers import claims_in


def _readings(text: str) -> list[Proposal]:
    return [one for one in claims_in(text) if one.kind == "reading"]


@pytest.mark.parametrize(
    ("text", "who", "term", "says"),
    [
        (
            'By "ceasefire" Southland means an end to all fire.',
            "Southland",
            "ceasefire",
            "an end to all fire",
        ),
        ("By ceasefire the army means an end to all fire.", "the army", "ceasefire", "an end to all fire"),
        (
            "Northland understands the clause as a promise to talk.",
            "Northland",
            "the clause",
            "a promise to talk",
        ),
        (
            "Northland interprets clause 4 to mean a full withdrawal.",
            "Northland",
            "clause 4",
            "a full withdrawal",
        ),
        (
            'They proposed a "pause", which Northland takes to mean a ceasefire.',
            "Northland",
            "pause",
            "a ceasefire",
        ),
        (
            "For Southland, withdrawal means leaving every post.",
            "Southland",
            "withdrawal",
            "leaving every post",
        ),
        ('To the union, "final" means the offer before last.', "the union", "final", "the offer before last"),
    ],
)
def test_how_somebody_reads_a_term(text: str, who: str, term: str, says: str) -> None:
    (found,) = _readings(text)
    assert found.speaker is not None
    assert (found.speaker.words, found.words("term"), found.words("says")) == (who, term, says)


def test_a_reading_that_another_tells_of_names_nobody() -> None:
    (found,) = _readings('Southland said that by "ceasefire" Northland means an end to all fire.')
    assert (found.speaker, found.words("by")) == (None, "Northland")
    assert found.doubts


@pytest.mark.parametrize(
    "text",
    [
        "The convoy took the road to the port.",
        "This means that the road is open.",
        "Northland does not understand the clause as a promise.",
        "By noon the army had left, which means nothing.",
        "Does Northland understand the clause as a promise?",
    ],
)
def test_what_is_no_reading(text: str) -> None:
    assert _readings(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The men leave in groups, as in the truce of 24 to 30 November.", "the truce of 24 to 30 November"),
        ("The text is modelled on the 2027 Harbour accord.", "the 2027 Harbour accord"),
        (
            "Both pointed to the prisoner exchange of May 2029 as a model.",
            "the prisoner exchange of May 2029",
        ),
        ("Guards stay, similar to the agreement of 1989.", "the agreement of 1989"),
    ],
)
def test_an_earlier_agreement_that_is_pointed_at(text: str, quote: str) -> None:
    found = [one for one in claims_in(text) if one.kind == "precedent"]
    assert [one.quote for one in found] == [quote]
    assert found[0].speaker is None
    assert found[0].form == "none"
