# ruff: noqa: RUF001 -- the signs that look alike are what is tested
"""Thousands of altered quotes and fields, made by rule: each is refused. What the ladder lets pass is let pass."""

import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.read.verify import LADDER, Claimed, verify
from detente.read.verify.ladder import SAID
from tests.read.verify.papers import paper

SENTENCES = (
    "Northland shall withdraw from the Ridge in three stages within 14 days of signature.",
    "Southland is not willing to release 33 captives before 5 per cent of the sum is paid.",
    "Under the second stage, Harbour will never open more than 3,000 hectares to Lakeland.",
    "The Joint Mission shall verify by 4 March 2031 that neither Northland nor Southland has moved.",
    "Lakeland pays twenty-four instalments of 3.5 million crowns, the first on 2031-05-06.",
    "“Coast Republic won’t sign,” said Anna Hill, “without a list of 17 names.”",
    "No Party shall fly within 10–12 km of Old Harbour until the fourth inspection.",
    "Northland refuses to hand over the two maps; Southland denies that it has any.",
    "Le Nord ne livrera pas vingt camions avant le 3 avril 2031 sans l'accord du Sud.",
    "El Norte no entregará doce camiones antes del 3 de mayo de 2031 sin permiso del Sur.",
)
TEXT = "\n\n".join(SENTENCES)
NAMES = (
    "Northland",
    "Southland",
    "Harbour",
    "Lakeland",
    "Coast Republic",
    "Anna Hill",
    "Joint Mission",
    "Nord",
    "Sur",
)
COUNTS = (
    (
        "two",
        "three",
        "four",
        "eight",
        "thirteen",
        "twenty-four",
        "twenty-five",
        "first",
        "second",
        "fourth",
        "half",
    ),
    ("vingt", "vingt-deux", "trois", "mille", "dernier"),
    ("doce", "trece", "dos", "cien"),
)
MONTHS = (("March", "April", "May"), ("avril", "juin", "août"), ("mayo", "julio", "enero"))
NOT = ("not", "never", "neither", "no", "No", "without", "refuses", "denies", "ne", "pas", "sans", "sin")


def numbers(text: str) -> Iterator[str]:
    for found in re.finditer(r"\d", text):
        for figure in {str((int(found.group()) + by) % 10) for by in range(1, 10)}:
            yield text[: found.start()] + figure + text[found.end() :]
    for found in re.finditer(r"\d+(?:[.,]\d+)*", text):
        for new in (found.group() + "0", "1" + found.group()):
            yield text[: found.start()] + new + text[found.end() :]
    for words in COUNTS:
        yield from swapped(text, words)


def months(text: str) -> Iterator[str]:
    for words in MONTHS:
        yield from swapped(text, words)


def names(text: str) -> Iterator[str]:
    yield from swapped(text, NAMES)
    for name in NAMES:
        for new in (name.lower(), name.upper(), name[:-1]):
            yield re.sub(rf"\b{name}\b", new, text)
    present = [name for name in NAMES if name in text]
    for first in present:
        for second in present:
            yield text.replace(first, "\0").replace(second, first).replace("\0", second)


def swapped(text: str, words: tuple[str, ...]) -> Iterator[str]:
    for old in words:
        for new in words:
            yield re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text)


def negations(text: str) -> Iterator[str]:
    for word in NOT:
        yield re.sub(rf"\b{word}\s", "", text)
    yield text.replace("won’t", "will")
    for found in re.finditer(" ", text):
        for word in ("not", "never", "no"):
            yield f"{text[: found.start()]} {word} {text[found.end() :]}"


def order(text: str) -> Iterator[str]:
    parts = text.split(" ")
    for at in range(1, len(parts) - 1):
        yield " ".join(parts[:at] + parts[at + 1 :])
        yield " ".join([*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]])
        for new in (parts[at].swapcase(), "all", "may", "would", "their", "Hillside"):
            yield " ".join([*parts[:at], new, *parts[at + 1 :]])


ALTERATIONS = (numbers, months, names, negations, order)


def altered(sentence: str) -> list[str]:
    made = {new for alter in ALTERATIONS for new in alter(sentence)}
    return sorted(made - {sentence})


def test_the_alterations_are_thousands_and_of_every_sort() -> None:
    assert sum(len(altered(sentence)) for sentence in SENTENCES) > 2000
    for alter in ALTERATIONS:
        assert len({new for sentence in SENTENCES for new in alter(sentence)} - set(SENTENCES)) > 5


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_altered_quote_is_refused(sentence: str) -> None:
    new = [quote for quote in altered(sentence) if quote not in TEXT]
    proposals, refusals = verify(paper(TEXT), [Claimed("claim", quote) for quote in new])
    assert proposals == []
    assert [refusal.quote for refusal in refusals] == new
    assert {refusal.code for refusal in refusals} <= {"not-in-text", "inside-a-word"}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_altered_field_is_refused(sentence: str) -> None:
    new = [words for words in altered(sentence) if words not in TEXT]
    proposals, refusals = verify(paper(TEXT), [Claimed("claim", sentence, {"what": words}) for words in new])
    assert proposals == []
    assert len(refusals) == len(new)


Alter = Callable[[str], Iterator[str]]
CODES: dict[Alter, set[str]] = {
    numbers: {"number-not-in-quote", "date-not-in-quote"},
    months: {"date-not-in-quote"},
}


@pytest.mark.parametrize("alter", [numbers, months])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_another_number_or_date_in_a_field_is_called_that(alter: Alter, sentence: str) -> None:
    held = set(re.findall(r"[\w-]+", sentence))
    for new in sorted(set(alter(sentence)) - {sentence}):
        # A number that stands elsewhere in the quote is no new one.
        if set(re.findall(r"[\w-]+", new)) <= held:
            continue
        _, refusals = verify(paper(TEXT), [Claimed("claim", sentence, {"what": new})])
        assert refusals[0].code in CODES[alter], (new, refusals[0])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_word_that_denies_may_not_come_or_go_in_a_field(sentence: str) -> None:
    for new in sorted(set(negations(sentence)) - {sentence}):
        _, refusals = verify(paper(TEXT), [Claimed("claim", sentence, {"what": new})])
        assert refusals[0].code == "negation-differs", (new, refusals[0])


TWINS = {
    "-": "-\u2010\u2011–—−",
    "–": "-—",
    "’": "'‘",
    "'": "’",
    "“": '"„«”',
    "”": '"“»',
    " ": (" ", "  ", "\n", "\u00a0", " \u200b"),
    "é": ("é", "e\u0301"),
    "á": ("á", "a\u0301"),
}


@given(st.sampled_from(SENTENCES), st.data())
def test_what_the_ladder_names_is_let_pass_in_the_words_of_the_document(
    sentence: str, data: st.DataObject
) -> None:
    quote = "".join(
        data.draw(st.sampled_from(tuple(TWINS[sign]))) if sign in TWINS and data.draw(st.booleans()) else sign
        for sign in sentence
    )
    at = data.draw(st.integers(1, len(quote) - 1))
    if not unicodedata.combining(quote[at]):
        quote = quote[:at] + data.draw(st.sampled_from(("", "\u00ad", "\u200b"))) + quote[at:]
    proposals, refusals = verify(paper(TEXT), [Claimed("claim", quote)])
    assert refusals == []
    assert proposals[0].quote == sentence
    assert TEXT[proposals[0].start : proposals[0].end] == sentence
    assert bool(proposals[0].doubts) == (quote != sentence)


@given(st.sampled_from(SENTENCES), st.data())
def test_random_changes_of_one_sign_are_refused(sentence: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(sentence) - 2))
    new = data.draw(st.sampled_from("abcXYZ0123456789.,;%$ "))
    quote = sentence[:at] + new + sentence[at + data.draw(st.integers(0, 1)) :]
    same = " ".join(quote.split()) == " ".join(sentence.split())
    proposals, _ = verify(paper(TEXT), [Claimed("claim", quote)])
    assert bool(proposals) == same


def test_every_step_of_the_ladder_is_told_in_a_sentence() -> None:

    assert tuple(SAID) == LADDER
    assert all(sentence.endswith(".") for step, sentence in SAID.items() if step != "exact")
