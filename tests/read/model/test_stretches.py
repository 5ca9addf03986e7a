import itertools

from hypothesis import given
from hypothesis import strategies as st

from detente.read.document import Document
from detente.read.model.stretches import stretches
from detente.text.source import Source
from tests.read.verify.papers import paper

WORDS = st.lists(st.sampled_from(["a", "word.", "Longer", "words", "x" * 30, "\n\n", "\n"]), max_size=60)


@given(WORDS, st.integers(20, 120), st.integers(0, 60), st.booleans())
def test_stretches_hold_everything_in_order_and_fit(
    words: list[str], most: int, overlap: int, blocks: bool
) -> None:
    text = " ".join(words)
    document = paper(text)
    if not blocks:
        document = Document(Source("draft.txt", text), "0" * 64, "txt", "plain", (), ())
    parts = stretches(document, most, overlap)
    held = {at for start, end in parts for at in range(start, end)}
    assert all(at in held for at in range(len(text)) if not text[at].isspace())
    assert all(0 < end - start <= most for start, end in parts)
    for before, after in itertools.pairwise(parts):
        assert before[0] < after[0]
        assert before[1] < after[1]
        assert before[1] - after[0] <= overlap


def test_paragraphs_stay_whole_and_the_last_of_one_stretch_opens_the_next() -> None:
    text = "\n\n".join(f"Paragraph {n} of the draft." for n in range(9))
    parts = stretches(paper(text), 90, 30)
    assert [text[start:end] for start, end in parts[:2]] == [
        "Paragraph 0 of the draft.\n\nParagraph 1 of the draft.\n\nParagraph 2 of the draft.",
        "Paragraph 2 of the draft.\n\nParagraph 3 of the draft.\n\nParagraph 4 of the draft.",
    ]


def test_a_long_paragraph_is_cut_between_its_sentences() -> None:
    text = "One sentence stands here. Another stands there. A third one ends it."
    assert [text[start:end].strip() for start, end in stretches(paper(text), 50, 0)] == [
        "One sentence stands here. Another stands there.",
        "A third one ends it.",
    ]
