import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import EditsOverlap
from detente.text.edit import Edit, Patch, merge
from detente.text.source import Source

TEXTS = st.text(st.sampled_from("ab\n\r\u2028é"), max_size=60)


@st.composite
def patches(draw: st.DrawFn) -> Patch:
    """A text and edits that do not overlap, in any order."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(start, end, draw(st.text(st.sampled_from("xy\n"), max_size=4))) for start, end in pairs]
    return Patch(Source("a", text), tuple(draw(st.permutations(edits))))


def applied(old: str, diff: str) -> str:
    """Apply a unified diff as `patch` does, refusing lines that are not as it says."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", old)
    out, at = [], 0
    body = re.findall(r"[^\n]*\n", diff)[2:]
    body = [
        line[:-1] if after.startswith("\\") else line
        for line, after in pairwise([*body, ""])
        if not line.startswith("\\")
    ]
    for line in body:
        head = re.match(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n", line)
        if head:
            start = int(head[1]) - (head[2] != "0")
            out += lines[at:start]
            at = start
            assert int(head[3]) - (head[4] != "0") == len(out), "the second line number is wrong"
        elif line[0] == "+":
            out.append(line[1:])
        else:
            assert lines[at] == line[1:]
            out += [lines[at]] if line[0] == " " else []
            at += 1
    return "".join(out + lines[at:])


# --- applying


@given(patches())
def test_edits_made_one_by_one_from_the_end_give_the_same(patch: Patch) -> None:
    text = patch.source.text
    for edit in reversed(patch.edits):
        text = text[: edit.start] + edit.new + text[edit.end :]
    assert patch.apply() == text


def test_all_else_stays_as_it_is() -> None:
    source = Source("a", "a: b\r\nc:\td \u2028\r\n\r\nend")
    assert Patch(source, (Edit(3, 4, "é"),)).apply() == "a: é\r\nc:\td \u2028\r\n\r\nend"
    assert Patch(source, ()).apply() == source.text


def test_a_byte_order_mark_is_written_back() -> None:
    assert Patch(Source("a", "x", bom=True), (Edit(0, 1, "y"),)).to_bytes() == b"\xef\xbb\xbfy"
    assert Patch(Source("a", "x"), (Edit(0, 1, "y"),)).to_bytes() == b"y"


def test_insertions_at_one_place_keep_their_order() -> None:
    source = Source("a", "ab")
    assert Patch(source, (Edit(1, 1, "1"), Edit(1, 1, "2"))).apply() == "a12b"
    assert Patch(source, (Edit(1, 1, "2"), Edit(1, 1, "1"))).apply() == "a21b"


def test_an_insertion_beside_a_replacement_touches_nothing() -> None:
    source = Source("a", "abc")
    assert Patch(source, (Edit(1, 2, "B"), Edit(1, 1, "<"), Edit(2, 2, ">"))).apply() == "a<B>c"


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(0, 2, "x"), Edit(1, 3, "y")),
        (Edit(1, 3, "y"), Edit(0, 2, "x")),
        (Edit(0, 3, "x"), Edit(1, 1, "y")),
        (Edit(0, 2, "x"), Edit(0, 2, "x")),
        (Edit(0, 4, "x"), Edit(1, 2, "y"), Edit(3, 4, "z")),
    ],
)
def test_edits_that_overlap_are_refused(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(EditsOverlap):
        Patch(Source("a", "abcd"), edits)


def test_the_sentence_for_an_overlap_says_where() -> None:
    with pytest.raises(EditsOverlap) as caught:
        Patch(Source("deal.yaml", "a: b\nc: d"), (Edit(3, 7, ""), Edit(5, 6, "")))
    assert str(caught.value) == (
        "deal.yaml:2:1: Two changes touch the same characters: one begins at line 1, column 4, the other at "
        "line 2, column 1. (Make one of them, read the file again, then make the other.)"
    )


@pytest.mark.parametrize("edit", [Edit(-1, 1, ""), Edit(0, 5, ""), Edit(2, 1, "")])
def test_an_edit_outside_the_text_is_refused(edit: Edit) -> None:
    with pytest.raises(ValueError, match="a has 4 characters, and no span"):
        Patch(Source("a", "abcd"), (edit,))


# --- merging


@given(patches())
def test_merging_the_edits_one_by_one_gives_the_patch(patch: Patch) -> None:
    if patch.edits:
        assert merge(Patch(patch.source, (edit,)) for edit in patch.edits).apply() == patch.apply()


def test_a_replacement_made_alike_twice_is_made_once_and_insertions_are_not() -> None:
    source = Source("a", "abc")
    one, two = (
        Patch(source, (Edit(0, 1, "x"), Edit(2, 2, "+"))),
        Patch(source, (Edit(0, 1, "x"), Edit(2, 2, "+"))),
    )
    assert merge([one, two]).apply() == "xb++c"


def test_patches_that_differ_about_a_place_do_not_merge() -> None:
    source = Source("a", "abc")
    with pytest.raises(EditsOverlap):
        merge([Patch(source, (Edit(0, 1, "x"),)), Patch(source, (Edit(0, 1, "y"),))])


def test_patches_of_two_texts_do_not_merge() -> None:
    with pytest.raises(ValueError, match="two texts: a and b"):
        merge([Patch(Source("a", "x"), ()), Patch(Source("b", "y"), ())])
    with pytest.raises(ValueError, match="no patch"):
        merge([])


# --- the diff


def test_the_diff_of_one_word() -> None:
    text = "one\ntwo\nthree\nfour\nfive\nsix\n"
    start = text.index("four")
    patch = Patch(Source("deal.yaml", text), (Edit(start, start + 4, "4"),))
    assert patch.diff(context=1) == (
        "--- a/deal.yaml\n+++ b/deal.yaml\n@@ -3,3 +3,3 @@\n three\n-four\n+4\n five\n"
    )


def test_changes_far_apart_make_two_hunks_with_their_own_numbers() -> None:
    text = "".join(f"{number}\n" for number in range(1, 31))
    edits = (Edit(0, 0, "zero\n"), Edit(text.index("25"), text.index("25") + 3, ""))
    assert Patch(Source("a", text), edits).diff(context=1) == (
        "--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n+zero\n 1\n@@ -24,3 +25,2 @@\n 24\n-25\n 26\n"
    )


def test_a_file_without_a_last_newline() -> None:
    assert Patch(Source("a", "x"), (Edit(1, 1, "y"),)).diff() == (
        "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+xy\n\\ No newline at end of file\n"
    )


def test_a_change_into_the_same_words_has_no_diff() -> None:
    assert Patch(Source("a", "x\n"), (Edit(0, 1, "x"),)).diff() == ""
    assert Patch(Source("a", "x\n"), ()).diff() == ""


@given(patches(), st.integers(0, 3))
def test_the_diff_applied_gives_the_new_text(patch: Patch, context: int) -> None:
    assert applied(patch.source.text, patch.diff(context)) == patch.apply()


def test_a_long_text_of_equal_lines_is_compared_at_once() -> None:
    text = "a\n" * 200_000
    edits = tuple(Edit(start, start + 1, "b") for start in range(0, len(text), 4000))
    began = time.perf_counter()
    diff = Patch(Source("a", text), edits).diff()
    assert time.perf_counter() - began < 2
    assert diff.count("@@ -") == len(edits)
