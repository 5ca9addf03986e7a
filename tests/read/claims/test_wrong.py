"""The figure that must be 0: words that are put in the mouth of somebody who is not said to have said them."""

from __future__ import annotations

import pytest

from tests.read.claims.news import NEWS
from tests.read.claims.papers import claims_in

_WORDS_OF_ALL = sum(len(words) for _, allowed in NEWS for words in allowed.values())


def _wrong(text: str, allowed: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    named = [(one.speaker.words, one.quote) for one in claims_in(text) if one.speaker is not None]
    return [(who, quote) for who, quote in named if not any(quote in words for words in allowed.get(who, ()))]


@pytest.mark.parametrize(("text", "allowed"), NEWS, ids=range(len(NEWS)))
def test_nobody_is_named_for_words_that_are_not_said_to_be_theirs(
    text: str, allowed: dict[str, tuple[str, ...]]
) -> None:
    assert _wrong(text, allowed) == []


def test_no_wrong_attribution_in_all_the_news_and_most_words_found() -> None:
    wrong, found = 0, 0
    for text, allowed in NEWS:
        wrong += len(_wrong(text, allowed))
        quotes = [(one.speaker.words, one.quote) for one in claims_in(text) if one.speaker is not None]
        found += sum(
            any(who == name and quote in words for who, quote in quotes)
            for name, all_words in allowed.items()
            for words in all_words
        )
    assert wrong == 0
    assert found / _WORDS_OF_ALL >= 0.85, f"{found} of {_WORDS_OF_ALL}"


def test_a_wrong_attribution_would_be_counted() -> None:
    assert _wrong("Northland said the truce was over.", {"Southland": ("the truce was over",)})
