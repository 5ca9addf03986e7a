from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.deal.model import SPEAKERS
from detente.read.proposals import FORMS, KINDS, Found, Proposal
from tests.read.claims.news import NEWS
from tests.read.claims.papers import claims_in

_PIECES = (
    *(
        "Northland",
        "Ada Stone",
        "the army",
        "officials",
        "it",
        "they",
        "he",
        "A spokesman",
        "General Aydin",
        "critics",
    ),
    *(
        "said",
        "says",
        "told",
        "rejected",
        "agreed to",
        "demands",
        "denied",
        "accused",
        "was quoted as saying",
        "means",
    ),
    *(
        "that",
        "but",
        "and",
        "which",
        "who",
        "if",
        "unless",
        "not",
        "no longer",
        "reportedly",
        "according to",
        "by",
        "as",
    ),
    *(
        "the offer",
        "a truce",
        "will leave",
        "was dead",
        "on Sunday",
        "in 2031",
        "5 May",
        "Harbour Wire",
        "would",
    ),
    *('"', "\u201c", "\u201d", "'", "\u2018", "\u2019", "\u00ab", "\u00bb", "``", "''"),
    *(",", ".", "?", "!", ":", ";", "\u2013", "(", ")", "\n", "\n\n", "\u2026"),
)
_TEXTS = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
    st.text(max_size=80),
)


def _is_exact(text: str, one: Proposal) -> None:
    places: list[Found] = [*one.fields.values(), *one.along]
    if one.speaker is not None:
        places.append(one.speaker)
    assert one.quote == text[one.start : one.end]
    assert one.quote.strip()
    for place in places:
        assert place.words == text[place.start : place.end] != ""
    for place in one.fields.values():
        within = [(one.start, one.end), *((found.start, found.end) for found in one.along)]
        assert any(start <= place.start and place.end <= end for start, end in within)
    assert one.kind in KINDS
    assert one.form in FORMS
    assert one.speaker_class in SPEAKERS
    assert one.speaker is not None or one.speaker_class == "unattributed"
    assert 0 <= one.rank <= 1


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_any_text_is_read_and_every_part_is_an_exact_slice(text: str) -> None:
    for one in claims_in(text):
        _is_exact(text, one)


@pytest.mark.parametrize("text", [text for text, _ in NEWS], ids=range(len(NEWS)))
def test_the_parts_of_all_the_news_are_exact_slices(text: str) -> None:
    for one in claims_in(text):
        _is_exact(text, one)


_NAMES = st.sampled_from(
    ("Northland", "Southland", "Os", "Verania", "Ilm", "Quendor", "Harbour", "Alderland")
)


def _with_names(text: str, first: str, second: str) -> str:
    return text.replace("Northland", "\0").replace("Southland", second).replace("\0", first)


def _shape(text: str) -> list[tuple[object, ...]]:
    return [
        (
            *(one.kind, one.quote, one.form, one.speaker_class, one.rank, one.doubts),
            one.speaker.words if one.speaker else None,
            {name: found.words for name, found in one.fields.items()},
        )
        for one in claims_in(text)
    ]


def _swapped(value: object, first: str, second: str) -> object:
    if isinstance(value, str):
        return value.replace(first, "\0").replace(second, first).replace("\0", second)
    if isinstance(value, dict):
        return {name: _swapped(words, first, second) for name, words in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_swapped(part, first, second) for part in value)
    return value


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([text for text, _ in NEWS]), _NAMES, _NAMES)
def test_with_two_names_swapped_only_the_names_swap(text: str, first: str, second: str) -> None:
    if (
        first in second
        or second in first
        or any(name in text for name in {first, second} - {"Northland", "Southland"})
    ):
        return
    one = _shape(_with_names(text, first, second))
    other = _shape(_with_names(text, second, first))
    assert _swapped(one, first, second) == other


def test_the_same_text_gives_the_same_proposals() -> None:
    text = "\n\n".join(text for text, _ in NEWS)
    assert claims_in(text) == claims_in(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        '"',
        " 'a",
        "said ",
        "said, ",
        "A said ",
        'A said "b", ',
        "\u201c\u201e",
        "A, ",
        "by x it means ",
        "Northland, which said, ",
        "according to A, ",
        "is said to ",
        "as in the ",
        "1 May ",
        "a" * 50,
        "A said: \"B said 'c'.\" ",
    ],
)
def test_no_text_takes_more_than_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    claims_in(text)
    assert time.process_time() - start < 5
