"""Word lists: what the files hold, and where their phrases are found."""

from __future__ import annotations

import re
import unicodedata
from importlib import resources
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.text.nodes import parse
from detente.text.source import Source
from detente.text.words import Entry, WordList, languages, load

GRAMMAR = {"participle", "doer-mark", "number-words", "number-joiner"}
ENTRY_KEYS = {"pattern", "source", "ask", "not before", "not after", "same as", "value"}
GROUP_KEYS = ENTRY_KEYS - {"pattern", "same as", "value"} | {"entries"}


def words(language: str) -> WordList:
    found = load(language)
    assert found is not None
    return found


def found(language: str, group: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in words(language).find(group, text)]


def entries(language: str) -> list[Entry]:
    return [entry for group in words(language).groups.values() for entry in group]


def spoken(pattern: str) -> str:
    """The pattern as it would stand in a text."""
    return pattern.replace("*", "x").replace("#", "12")


def test_arabic_and_hebrew_are_there_together_or_not_at_all() -> None:
    assert {"en", "es", "fr"} <= set(languages())
    assert ("ar" in languages()) == ("he" in languages())


def test_arabic_and_hebrew_have_the_same_groups_of_much_the_same_size() -> None:
    arabic, hebrew = words("ar").groups, words("he").groups
    assert list(arabic) == list(hebrew)
    for group in set(arabic) - {"number-words", "impersonal-duty", "and-or"}:
        assert 0.4 < len(arabic[group]) / len(hebrew[group]) < 2.5, group


@pytest.mark.parametrize("language", languages())
def test_a_file_holds_only_what_is_read(language: str) -> None:
    text = resources.files("detente.text.words").joinpath(f"{language}.yaml").read_text("utf-8")
    document = parse(Source(f"{language}.yaml", text))
    assert document.problems == ()
    assert document.value["language"] == language
    assert set(document.value) <= {"language", "name", "sources", "groups", "joined before", "units first"}
    for name, group in document.value["groups"].items():
        assert set(group) <= GROUP_KEYS, name
        for entry in group["entries"]:
            assert isinstance(entry, str) or set(entry) <= ENTRY_KEYS, entry


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_groups_that_rules_look_for(language: str) -> None:
    expected = {
        "vague-time vague-quantity escape efforts open-list and-or pronoun comparison weak-modal duty-modal",
        "negative-duty satisfaction impersonal-duty joint-doer doer-mark number-words",
    }
    assert {name for line in expected for name in line.split()} <= set(words(language).groups)


@pytest.mark.parametrize("language", languages())
def test_every_entry_names_a_source_and_asks_a_question(language: str) -> None:
    sources = words(language).sources
    used = set()
    for entry in entries(language):
        used.add(entry.source.removeprefix("after "))
        assert entry.source.removeprefix("after ") in sources, entry
        if entry.group not in GRAMMAR:
            assert entry.ask.endswith(("?", ".")), entry
    assert used == set(sources)


@pytest.mark.parametrize("language", languages())
def test_no_phrase_stands_twice_in_a_group(language: str) -> None:
    for name, group in words(language).groups.items():
        patterns = [entry.pattern.casefold() for entry in group]
        assert len(patterns) == len(set(patterns)), (name, [p for p in patterns if patterns.count(p) > 1])


@pytest.mark.parametrize("language", languages())
def test_what_an_entry_is_another_form_of_stands_for_itself(language: str) -> None:
    by_pattern = {(entry.group, entry.pattern): entry for entry in entries(language)}
    for entry in entries(language):
        base = by_pattern.get((entry.group, entry.same_as))
        assert base is None or base.word == base.pattern, entry
        assert entry.word


@pytest.mark.parametrize("language", languages())
def test_every_entry_is_found_where_it_stands(language: str) -> None:
    for entry in entries(language):
        for text in (spoken(entry.pattern), f"— {spoken(entry.pattern).upper()} —"):
            hits = [hit for hit in words(language).find(entry.group, text) if hit.entry == entry]
            assert hits, (text, entry)
            assert text[hits[0].start : hits[0].end].casefold() == spoken(entry.pattern).casefold()


@pytest.mark.parametrize("language", languages())
def test_every_exception_takes_its_entry_away(language: str) -> None:
    for entry in entries(language):
        own = spoken(entry.pattern)
        texts = [(f"{own} {spoken(phrase)}", 0) for phrase in entry.not_before]
        texts += [(f"{spoken(phrase)} {own}", len(spoken(phrase)) + 1) for phrase in entry.not_after]
        for text, start in texts:
            hits = words(language).find(entry.group, text)
            assert not any(hit.entry == entry and hit.start == start for hit in hits), (text, entry)


def test_a_tag_with_a_region_is_its_language() -> None:
    assert load("en-GB") is load("en")
    assert load("ES_es") is load("es")


@pytest.mark.parametrize("language", ["", "de", "e", "english", "../en", "en.yaml", "\x00"])
def test_a_language_without_a_list_has_none(language: str) -> None:
    assert load(language) is None


def test_a_group_that_a_language_does_not_have_finds_nothing() -> None:
    assert list(words("ar").find("passive-duty", "shall be opened")) == []
    assert not words("en").has("no-such-group", "promptly")


@pytest.mark.parametrize(
    ("language", "group", "text", "expected"),
    [
        ("en", "vague-time", "North leaves as\n  soon as possible.", ["as\n  soon as possible"]),
        (
            "en",
            "vague-time",
            "Sooner or later; the soonest; promptly, and PROMPTLY.",
            ["promptly", "PROMPTLY"],
        ),
        ("en", "vague-time", "immediately after day 3, then immediately", ["immediately"]),
        ("en", "vague-quantity", "some 400 loads, some food", ["some 400", "some"]),
        ("en", "vague-quantity", "where appropriate, by an appropriate body", ["appropriate"]),
        ("en", "escape", "as far as\u00a0possible", ["as far as\u00a0possible"]),
        ("en", "open-list", "women, children, etc.", ["etc."]),
        ("en", "and-or", "a certificate and/or inspection, and / or both", ["and/or", "and / or"]),
        ("en", "satisfaction", "to North\u2019s satisfaction", ["North\u2019s satisfaction"]),
        ("en", "weak-modal", "North will leave at will. The will of the people.", ["will"]),
        ("fr", "and-or", "les parties et/ou la mission", ["et/ou"]),
        ("fr", "efforts", "Elles s\u2019efforcent de partir", ["s\u2019efforcent de"]),
        ("fr", "duty-modal", "Le groupe libérera 33 personnes. L'accord entrera en vigueur.", ["libérera"]),
        ("es", "duty-modal", "Las partes liberarán a todos. En Irán.", ["liberarán"]),
        ("es", "vague-time", "a la mayor brevedad posible", ["a la mayor brevedad posible"]),
        ("ar", "vague-time", "ويفرج عنهم فوراً وتدريجيًا", ["فوراً", "وتدريجيًا"]),
        ("ar", "escape", "إن أَمكنَ", ["إن أَمكنَ"]),
        ("he", "vague-time", "הצד ייסוג לאלתר ובהדרגה", ["לאלתר", "ובהדרגה"]),
        ("he", "open-list", "נשים, ילדים וכיו״ב", ["וכיו״ב"]),
    ],
)
def test_where_a_phrase_is_found(language: str, group: str, text: str, expected: list[str]) -> None:
    assert found(language, group, text) == expected


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_may_be_written_either_way(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "La liste sera remise dans les meilleurs délais, présume-t-on.")
    (hit,) = words("fr").find("vague-time", text)
    assert unicodedata.normalize("NFC", text[hit.start : hit.end]) == "dans les meilleurs délais"


def test_the_longest_phrase_counts_and_a_shorter_one_where_it_does_not() -> None:
    (hit,) = words("en").find("efforts", "make every possible effort")
    assert hit.entry.pattern == "every possible effort"
    assert found("en", "joint-doer", "each of the parties shall; the parties shall") == ["the parties"]


def test_a_search_may_be_kept_to_a_part_of_the_text() -> None:
    text = "promptly, promptly, promptly"
    hits = list(words("en").find("vague-time", text, 5, 20))
    assert [(hit.start, hit.end) for hit in hits] == [(10, 18)]


def test_what_an_entry_asks() -> None:
    (hit,) = words("en").find("vague-time", "withdraw gradually")
    assert hit.entry.ask == "In which steps, each by what day?"
    assert hit.entry.source == "after QRA"


@given(st.sampled_from(languages()), st.text(max_size=200))
def test_no_text_breaks_a_search(language: str, text: str) -> None:
    for group in words(language).groups:
        end = 0
        for hit in words(language).find(group, text):
            assert end <= hit.start < hit.end <= len(text)
            end = hit.end


PARTS = "Northland|Southland|shall|withdraw|promptly|if possible|and/or|,|.|the parties|should|be opened|by|thirty|it"
PHRASES = st.lists(st.sampled_from(re.split(r"\|", PARTS)), max_size=30)


@given(PHRASES)
def test_nothing_depends_on_which_party_is_named(parts: list[str]) -> None:
    swap = {"Northland": "Southland", "Southland": "Northland"}
    one, other = " ".join(parts), " ".join(swap.get(part, part) for part in parts)
    for group in words("en").groups:
        assert list(words("en").find(group, one)) == list(words("en").find(group, other))
