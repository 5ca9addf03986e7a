# ruff: noqa: RUF001 -- the signs that look alike are what is tested
import itertools
import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.read.verify import LADDER, Text, locate
from detente.read.verify.borders import cut

# A letter, one with an accent in both forms, signs of every step of the ladder, and what is beyond it.
SIGNS = "ab eé\u0301\n\u00a0“\"’'–-\u00ad\u200b1A"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=14)


def plainly(text: str) -> str:
    """The last step of the ladder, said once more and as simply as can be."""
    text = unicodedata.normalize("NFC", text)
    text = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("–", "-")
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u200b]", "", text)).strip()


TWINS = {"é": "e\u0301", "\u00a0": " ", "\n": "  ", "“": '"', "’": "'", "–": "-", "\u00ad": "", "\u200b": ""}


@st.composite
def texts_and_quotes(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and a stretch of it in which some signs are written as others that the ladder lets pass."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return text, "".join(
        TWINS[sign] if sign in TWINS and draw(st.booleans()) else sign for sign in text[start:end]
    )


@given(texts_and_quotes() | st.tuples(TEXTS, TEXTS))
@example(("a\u00adb  “a”", 'ab "a"'))
@example(("e\u0301 é", "é"))
def test_it_finds_what_trying_every_stretch_finds(both: tuple[str, str]) -> None:
    text, quote = both
    wanted = plainly(quote)
    spare = " \n\u00a0\u00ad\u200b"
    expected = {
        (start, end)
        for start, end in itertools.combinations(range(len(text) + 1), 2)
        if wanted
        and plainly(text[start:end]) == wanted
        and text[start] not in spare
        and text[end - 1] not in spare
        and not cut(text, start, end)
    }
    # Of a quote that has spaces at its ends, an exact place takes them in.
    found = {
        (start + len(piece) - len(piece.lstrip(spare)), end - len(piece) + len(piece.rstrip(spare)))
        for start, end in ((match.start, match.end) for match in Text(text).find(quote).places)
        for piece in (text[start:end],)
    }
    assert found == expected


@given(st.text(st.sampled_from("ab é\n“.,1A–’"), max_size=30), st.data())
def test_a_stretch_between_borders_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if text[start:end].strip() and not cut(text, start, end):
        found = locate(text, text[start:end])
        assert (start, end) in found.places
        assert found.step == "exact"


@pytest.mark.parametrize(
    ("text", "quote", "step"),
    [
        ("The caf\u00e9 is open.", "The café is open.", "exact"),
        ("The cafe\u0301 is open.", "The caf\u00e9 is open.", "nfc"),
        ("It is “calm”, it’s said.", 'It is "calm", it\'s said.', "quotes"),
        ("Il dit «assez».", "Il dit “assez”.", "quotes"),
        ("Sie sagt „genug“.", 'Sie sagt "genug".', "quotes"),
        ("the cease\u2011fire holds — now", "the cease-fire holds - now", "dashes"),
        ("at \u22125 degrees", "at -5 degrees", "dashes"),
        ("the cease\u00adfire", "the ceasefire", "invisible"),
        ("the cease\u200bfire", "the ceasefire", "invisible"),
        ("leave\nthe\u00a0 road", "leave the road", "white space"),
        ("leave the road", " leave  the road\n", "white space"),
        ("“leave”\nthe cafe\u0301", '"leave" the caf\u00e9', "white space"),
    ],
)
def test_each_step_lets_its_own_difference_pass(text: str, quote: str, step: str) -> None:
    found = locate(text, quote)
    assert found.step == step
    assert found.place == (0, len(text))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The Parties agree", "the parties agree"),
        ("30 m² of land", "30 m2 of land"),
        ("the ﬁrst day", "the first day"),
        ("item １", "item 1"),
        ("the first day", "the firstday"),
        ("the cease fire", "the ceasefire"),
        ("it is “calm”", "it is 'calm'"),
        ("5′ wide", "5' wide"),
        ("leave … the road", "leave the road"),
        ("leave, the road", "leave the road"),
        ("the road is **open**", "the road is open"),
        ("resume", "résumé"),
        ("cafe\u0301 closed", "cafe"),
    ],
)
def test_nothing_beyond_the_ladder_passes(text: str, quote: str) -> None:
    found = locate(text, quote)
    assert (found.step, found.places, found.place) == ("", (), None)


def test_the_first_step_that_matches_is_taken_and_later_ones_are_told() -> None:
    text = "leave the road. Leave the hill, or leave\nthe road."
    found = locate(text, "leave the road")
    assert (found.step, found.place) == ("exact", (0, 14))
    assert found.also == ((35, 49),)
    assert LADDER[0] == "exact"


def test_repeats_are_ambiguous_until_something_decides() -> None:
    text = "North says: we agree. South says: we agree. Lake says: we agree."
    places = tuple(match.span() for match in re.finditer("we agree", text))
    assert locate(text, "we agree").ambiguous
    assert locate(text, "we agree").places == places
    assert locate(text, "we agree", near=40).place == places[1]
    assert locate(text, "we agree", prefix="Lake says: ").place == places[2]
    assert locate(text, "we agree", suffix=". South").place == places[0]
    assert locate(text, "we agree", prefix="says:").ambiguous
    assert locate(text, "we agree", prefix="says:", near=0).place == places[0]
    assert locate(text, "we agree", prefix="nobody says:").ambiguous


def test_two_places_equally_near_are_still_ambiguous() -> None:
    assert locate("calm or calm", "calm", near=4).ambiguous


def test_context_moved_elsewhere_does_not_lose_a_single_place() -> None:
    assert locate("Now we agree.", "we agree", prefix="North says: ").place == (4, 12)


@pytest.mark.parametrize("quote", ["", " \n", "\u00ad\u200b"])
def test_nothing_is_found_of_nothing(quote: str) -> None:
    assert locate("some words \u00ad", quote).places == ()


def test_places_overlap() -> None:
    assert locate("no no no", "no no").places == ((0, 5), (3, 8))


def test_many_searches_of_a_long_text_give_the_places_of_a_single_one() -> None:
    text = "\n\n".join(f"Clause {n}: party{n % 7} shall pay {n}.{n % 10} crowns." for n in range(4000))
    long = Text(text)
    for n in range(0, 4000, 97):
        quote = f"party{n % 7} shall pay {n}.{n % 10} crowns."
        at = text.index(f"Clause {n}:")
        assert [(one.start, one.end) for one in long.find(quote).places] == [
            (text.index(quote, at), text.index(quote, at) + len(quote))
        ]
    assert long.find("shall pay 12.2 crowns").places == Text(text).find("shall pay 12.2 crowns").places
    assert long.find("“pay”").places == ()
    assert long.find("…").places == ()
    assert len(long.find("shall pay").places) == 4000


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a" + "\u0301\u0316" * 200_000 + " calm", "calm"),
        ("no " * 300_000 + "calm", "no no no"),
        ("a1" * 300_000 + " calm", "a1"),
        ("\u00ad \n" * 200_000 + " calm", "calm"),
        ("- " * 300_000 + " calm", "calm"),
        ("one hundred and " * 4_000 + " calm", "one hundred and one"),
    ],
)
def test_a_text_made_to_be_slow_is_not(text: str, quote: str) -> None:
    begun = time.process_time()
    found = locate(text, quote)
    assert len(found.places) <= 10_000
    # Measured under 0.5 seconds; what grows with the square of the text would take minutes.
    assert time.process_time() - begun < 5
