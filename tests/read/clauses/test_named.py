"""Who has a part in an agreement: parties, their short names, and others by what the text has them do."""

from __future__ import annotations

import pytest

from tests.read.clauses.agreements import CONTRACT, TREATY, read


def named(text: str) -> list[tuple[str, str, list[str], bool]]:
    return [
        (one.role, one.name.words, [alias.words for alias in one.aliases], one.signs)
        for one in read(text).named
    ]


def test_parties_of_a_treaty_with_their_short_names_and_who_verifies() -> None:
    assert named(TREATY) == [
        ("party", "the Republic of Northland", ["Northland"], True),
        ("party", "the Kingdom of Southland", [], True),
        ("verifier", "The Commission", [], False),
    ]


def test_parties_of_a_contract_by_their_short_names() -> None:
    assert named(CONTRACT) == [
        ("party", "Northland Cranes Ltd", ["Supplier"], False),
        ("party", "Harbour Council", ["Client"], False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Governments of Northland, the Kingdom of Great Strand and South Isle, and the Southland Republic "
            "(hereinafter called the “Southland Government”), have agreed:\n\n1. They go.\n\n2. They stay.",
            [
                ("party", "Northland", []),
                ("party", "the Kingdom of Great Strand and South Isle", []),
                ("party", "the Southland Republic", ["Southland Government"]),
            ],
        ),
        (
            "Each State Party shall go. The States Parties shall stay. A State Party may ask.",
            [("party", "State Party", [])],
        ),
        (
            "(a) The Contractor shall go.\n\n(b) The Government may ask. The Contractor shall say.\n\n(c) x.",
            [("party", "The Contractor", []), ("party", "The Government", [])],
        ),
        (
            "The truce is mediated by the State of Harbour and guaranteed by Eastmouth.",
            [("mediator", "the State of Harbour", []), ("guarantor", "Eastmouth", [])],
        ),
        (
            "They met through the good offices of Harbour. It is verified by the Strand Mission.",
            [("mediator", "Harbour", []), ("verifier", "the Strand Mission", [])],
        ),
        ("Nothing was said of who shall do it. If it rains, they may go.", []),
        (
            "1. The Joint Harbour Commission (JHC) shall meet. The JHC shall report.\n\n"
            "2. The Joint Harbour Commission shall go. The JHC shall sit.",
            [("other", "The Joint Harbour Commission", ["JHC"])],
        ),
        (
            "Northland and the Kingdom of Southland, noting the Union of Eastern Ports (UEP), agree:\n\n1. They go.",
            [("party", "Northland", []), ("party", "the Kingdom of Southland", [])],
        ),
        (
            "1. The Territory shall be free. The Territory shall be open to the territory of all.\n\n"
            "2. The Government shall go. The Government shall stay. The Government of Northland may ask.",
            [],
        ),
        (
            "The Republic of Northland and the Kingdom of South Strand have agreed:\n\n1. Northland shall go. "
            "The Northland shall stay.\n\n2. Strand shall go. The Government of Northland shall pay. "
            "The Government of Northland shall sing.",
            [
                ("party", "The Republic of Northland", ["Northland"]),
                ("party", "the Kingdom of South Strand", []),
                ("other", "The Government of Northland", []),
            ],
        ),
        (
            "1. The Protecting Powers shall go. The Protecting Powers shall stay.\n\n"
            "2. The Protecting Power shall ask. The Protecting Power shall say.",
            [("other", "The Protecting Power", [])],
        ),
    ],
)
def test_names(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert [(role, name, aliases) for role, name, aliases, _ in named(text)] == expected


def _exchanged(words: str) -> str:
    """Names of the same length change places, so that nothing else moves."""
    for one, two in (("Northland", "Southland"), ("Republic", "Dominion"), ("Harbour", "Strands")):
        words = words.replace(one, "\0").replace(two, one).replace("\0", two)
    return words


@pytest.mark.parametrize("text", [TREATY, CONTRACT])
def test_names_exchanged_in_the_text_are_exchanged_in_the_answer(text: str) -> None:
    back = [
        (role, _exchanged(name), [_exchanged(alias) for alias in aliases], signs)
        for role, name, aliases, signs in named(_exchanged(text))
    ]
    assert sorted(back) == sorted(named(text))
