"""What holds of the structure of every text, well made or not; and that long and hostile texts are read quickly."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.read.clauses.parts import Part, Structure
from detente.read.clauses.structural import structural
from detente.read.clauses.structure import structure_of
from detente.read.document import Format
from detente.read.verify import verify
from tests.read.clauses.agreements import CONTRACT, TREATY, document_of, read
from tests.read.clauses.pieces import PIECES

WORDS = re.compile(r"[^\W_]+")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=80)


@given(TEXTS, st.sampled_from(["txt", "md"]))
def test_parts_nest_and_keep_their_order(text: str, kind: Format) -> None:
    found = read(text, kind).parts
    for at, part in enumerate(found):
        assert part.place == at
        assert at == 0 or found[at - 1].start <= part.start
        assert 0 <= part.start <= part.body <= part.own_end <= part.end <= len(text)
        assert part.own in text[part.start : part.end]
        if part.heading is not None:
            assert text[part.heading.start : part.heading.end] == part.heading.words
            assert part.start <= part.heading.start <= part.heading.end <= part.end
        if part.parent is not None:
            around = found[part.parent]
            assert around.start <= part.start
            assert part.end <= around.end
            assert part.level == around.level + 1


@given(TEXTS)
def test_every_word_stands_in_one_number_heading_or_sentence(text: str) -> None:
    found = read(text)
    held = [0] * len(text)
    for start, end in _spans(text, found):
        for at in range(start, end):
            held[at] += 1
    for word in WORDS.finditer(text):
        assert set(held[word.start() : word.end()]) == {1}, word


def _spans(text: str, found: Structure) -> list[tuple[int, int]]:
    spans = [(unit.start, unit.end) for unit in found.units]
    for part in found.parts:
        if part.heading is not None:
            spans.append((part.heading.start, part.heading.end))
        if part.own:
            begin = text.index(part.own, _after_heading(text, part))
            spans.append((begin, begin + len(part.own)))
    return spans


def _after_heading(text: str, part: Part) -> int:
    """Where the number of a part may begin: after its heading, where that stands first."""
    if part.heading is not None and not WORDS.search(text, part.start, part.heading.start):
        return part.heading.end
    return part.start


@given(TEXTS)
def test_sentences_lie_in_the_own_words_of_their_parts(text: str) -> None:
    found = read(text)
    last = 0
    for unit in found.units:
        part = found.parts[unit.part]
        assert part.body <= unit.start < unit.end <= part.own_end
        assert last <= unit.start
        last = unit.end
        for lead in unit.lead:
            assert text[lead.start : lead.end] == lead.words
            assert lead.end <= unit.start


@given(TEXTS)
def test_everything_found_is_a_slice_of_the_text(text: str) -> None:
    found = read(text)
    for one in (
        *(reference.words for reference in found.references),
        *(term for defined in found.defined for term in (defined.term, defined.meaning)),
        *(name for named in found.named for name in (named.name, *named.aliases)),
        *found.placeholders,
    ):
        assert text[one.start : one.end] == one.words
        assert one.words


@given(TEXTS)
def test_nothing_that_the_structure_shows_is_refused(text: str) -> None:
    document = document_of(text, "txt")
    assert verify(document, structural(document, structure_of(document)))[1] == []


@given(TEXTS)
def test_the_same_text_always_gives_the_same_structure(text: str) -> None:
    first, second = read(text), read(text)
    assert (first.parts, first.units, first.references, first.named) == (
        second.parts,
        second.units,
        second.references,
        second.named,
    )


HOSTILE = {
    "nested items": "(a) x:\n(i) y:\n(1) z:\n" * 2_000,
    "many items": "\n\n".join(f"{at % 300 + 1}. Go." for at in range(4_000)),
    "one line": "All shall; (a) go, (b) stay, " * 4_000,
    "one word": "a" * 200_000,
    "brackets": "[" * 60_000 + "()" * 30_000,
    "quotes": "“" * 60_000,
    "numbers": " ".join(map(str, range(20_000))),
    "numbers on lines": "\n".join(map(str, range(20_000))),
    "figures": "\n".join("1." * 30 + "1 x" for _ in range(2_000)),
    "articles": "Article I\n\n" * 5_000,
    "headings": "Some Heading\n\n" * 5_000,
    "capitals": "I" * 100_000 + " The United Harbour and" * 5_000,
    "pointers": "Article 1, paragraph 2 (a) of " * 5_000,
    "definitions": '"X" means (hereinafter “Y”) ' * 4_000,
    "space": " \n" * 50_000,
    "dots": ". " * 40_000 + "." * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_read_quickly(text: str) -> None:
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < 5


@pytest.mark.slow
def test_twice_the_text_takes_about_twice_the_time() -> None:
    def seconds(times: int) -> float:
        text = "\n\n".join(
            (TREATY + CONTRACT).replace("Article I\n", f"Article {at}\n") for at in range(times)
        )
        began = time.perf_counter()
        read(text)
        return time.perf_counter() - began

    seconds(5)
    assert seconds(160) < 8 * max(seconds(40), 0.05)
