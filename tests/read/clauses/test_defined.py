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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Joint Harbour Commission (JHC) meets.", [("JHC", "The Joint Harbour Commission")]),
        ("They set up an Office of the Observer (OO) there.", [("OO", "Office of the Observer")]),
        ("Memoranda of Understanding (MOUs) are kept.", [("MOUs", "Memoranda of Understanding")]),
        ("The Department of Ports (DoP) and a Cease-Fire Office (CFO).", [
            ("DoP", "The Department of Ports"),
            ("CFO", "Cease-Fire Office"),
        ]),
        ("The Board of Ports, Quays and Docks (BPQD) meets.", [("BPQD", "The Board of Ports, Quays and Docks")]),
        ("The Harbour Council (JHC) and the quay (Q) and Harbour (H).", []),
        ("A joint harbour commission (JHC) meets. See (JHC).", []),
        ("Harbour. Joint Commission (HJC).", []),
    ],
)  # fmt: skip
def test_initials_of_a_name_are_a_short_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert defined(text) == [(term, meaning, True) for term, meaning in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Zone" has the meaning that the Parties give to it.', []),
        ('"Zone" shall have the meaning agreed between the Parties.', []),
        ('"Zone" has the meaning given to it by the Commission.', []),
        ('"Zone" means to be agreed.', []),
        ('"Zone" has the meaning given in Article 2.', [("Zone", "given in Article 2.")]),
        ('"Zone" has the same meaning as in the Treaty on Docks.', [("Zone", "as in the Treaty on Docks.")]),
    ],
)
def test_a_meaning_that_says_nothing_is_none(text: str, expected: list[tuple[str, str]]) -> None:
    assert defined(text) == [(term, meaning, False) for term, meaning in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('| Department | Quay (“Q”) | x |', [("Q", "Quay")]),
        ('| Ports Office | 3 |\n| Department of Quays (the "Office") | 4 |', [("Office", "Department of Quays")]),
        ('| Department | (“Q”) | x |', []),
        ('A quay, a dock; a pier (together the "Works").', []),
        ('A quay and a dock (together the "Works").', [("Works", "A quay and a dock")]),
        ('They shall dredge and build quickly (the "Plan").', []),
        ('They shall set up a body (the "Board").', [("Board", "a body")]),
        ('If it (the "Thing") stays, they go.', []),
        (
            'Northland Cranes Ltd, a company of Eastmouth with its seat at 5 Quay Street (the "Supplier"), and Harbour '
            'Council, whose seat is in Southmouth ("Client").',
            [("Supplier", "Northland Cranes Ltd"), ("Client", "Harbour Council")],
        ),
    ],
)  # fmt: skip
def test_what_a_short_name_stands_for_is_a_noun_phrase(text: str, expected: list[tuple[str, str]]) -> None:
    assert defined(text) == [(term, meaning, True) for term, meaning in expected]
