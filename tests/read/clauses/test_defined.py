"""Terms that a text defines, and short names that it gives."""

from __future__ import annotations

import pytest

from tests.read.clauses.agreements import read


def defined(text: str) -> list[tuple[str, str, bool]]:
    return [(one.term.words, one.meaning.words, one.is_alias) for one in read(text).defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Mine" means a thing that explodes.', [("Mine", "a thing that explodes.")]),
        ("“Mine” shall mean a thing that explodes.", [("Mine", "a thing that explodes.")]),
        ('“Mine" means a thing that explodes.', [("Mine", "a thing that explodes.")]),
        ('The term "debt" shall equally include interest.', [("debt", "interest.")]),
        ('"Output" of a plant means its yearly yield.', [("Output", "its yearly yield.")]),
        (
            '"Consent", "approval" and "leave" mean in each case the act so named.',
            [
                ("Consent", "the act so named."),
                ("approval", "the act so named."),
                ("leave", "the act so named."),
            ],
        ),
        (
            'For the purposes of this Treaty:\n\n(a) "Road" means the coast road;\n\n(b) "Port" means Eastmouth.',
            [("Road", "the coast road"), ("Port", "Eastmouth.")],
        ),
        (
            '1. "Weapons" means the following:\n\n(a) guns;\n\n(b) mines.\n\n2. It ends.',
            [("Weapons", "the following:\n\n(a) guns;\n\n(b) mines.")],
        ),
        (
            '1. "Plant":\n\n(a) Means a building;\n\n(b) Does not mean a yard.\n\n2. It ends.',
            [("Plant", "(a) Means a building;\n\n(b) Does not mean a yard.")],
        ),
        (
            "Final item, as used in this clause, means the last item.",
            [("Final item", "the last item.")],
        ),
        (
            "(a) Definitions. As used in this clause—\n\n(1) Work request means a written request.\n\n"
            "(2) Final item means the last.\n\n(b) It ends.",
            [("Work request", "a written request."), ("Final item", "the last.")],
        ),
        ("This means that they go.", []),
        ('They said "go" and meant it.', []),
        ("Silence means consent.", []),
    ],
)
def test_terms(text: str, expected: list[tuple[str, str]]) -> None:
    assert defined(text) == [(term, meaning, False) for term, meaning in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'The Council of the Harbour (hereinafter referred to as "the Council") meets.',
            [("the Council", "The Council of the Harbour")],
        ),
        (
            "peoples of the territory of the Southern Strand (the Strand) hereinafter called “the territory”, agree.",
            [("the territory", "the territory of the Southern Strand (the Strand)")],
        ),
        (
            'It is made between Northland Cranes Ltd (the "Supplier") and Harbour Council ("Client").',
            [("Supplier", "Northland Cranes Ltd"), ("Client", "Harbour Council")],
        ),
        (
            "Each shall list goods of the first class (hereinafter called “class goods”) yearly.",
            [("class goods", "goods of the first class")],
        ),
        (
            "They name an arbiter (“Arbiter” or “Umpire”).",
            [("Arbiter", "an arbiter"), ("Umpire", "an arbiter")],
        ),
        (
            "Appoint the Director of the Office (hereinafter “the Director”);",
            [("the Director", "the Director of the Office")],
        ),
    ],
)
def test_short_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert defined(text) == [(term, meaning, True) for term, meaning in expected]
