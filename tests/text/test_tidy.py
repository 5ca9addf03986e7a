"""Tidying: the form changes, the values never do, and a second run finds nothing."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import CannotWrite
from detente.text.nodes import parse
from detente.text.source import Source
from detente.text.tidy import tidy


def tidied(text: str, *, newlines: bool = False) -> str:
    return tidy(Source("deal.yaml", text), newlines=newlines).apply()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1  \nb: 2\t\n", "a: 1\nb: 2\n"),
        ("a: 1\n\n\n\nb: 2\n", "a: 1\n\nb: 2\n"),
        ("a: 1\n  \n \nb: 2\n", "a: 1\n\nb: 2\n"),
        ("a: 1", "a: 1\n"),
        ("a: 1\r\nb: 2", "a: 1\r\nb: 2\r\n"),
        ("a: 1\n\n\n", "a: 1\n"),
        ("a: 1\n  ", "a: 1\n"),
        ("# one  \n\n\n#two\na: 1  # three  \n", "# one\n\n#two\na: 1  # three\n"),
        ("a:   \n    b:  1 \n", "a:\n    b:  1\n"),
        ("a: [1,  \n\n\n  2]\n", "a: [1,\n\n  2]\n"),
        ("a: 1\r\n\r\n\r\nb: 2 \r\n", "a: 1\r\n\r\nb: 2\r\n"),
    ],
    ids=range(11),
)
def test_form_is_tidied(before: str, after: str) -> None:
    assert tidied(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  one  \n\n\n  two  \nb: 1\n",
        "a: |+\n  one\n\n\nb: 1\n",
        "a: |\n  one\n     \nb: 1\n",
        "a: >-\n  one\n\n\n  two\n",
        "a: 'one  \n\n\n  two'\n",
        'a: "one  \n\n\n  two"\n',
        "a: one\n  two\n\n\n  three\n",
        "a: |\n  no line end below",
        "a: |2\n    \n",
        "#comment\na: {b: 1,c: 2}\n",
        "\ta: 1\n",
        "text: |\n  one\n\n  # no comment  \n",
    ],
    ids=range(12),
)
def test_words_over_several_lines_and_comments_stay(text: str) -> None:
    if parse(Source("", text)).problems:
        with pytest.raises(CannotWrite):
            tidied(text)
    else:
        assert tidied(text) == text


def test_blank_lines_below_a_block_are_tidied_where_they_say_nothing() -> None:
    assert tidied("a: |\n  one\n  \n\n \nb: 1\n") == "a: |\n  one\n\nb: 1\n"
    assert tidied("a: |-  \n  one") == "a: |-\n  one\n"


def test_line_ends_change_only_when_asked() -> None:
    text = "a: 1\r\nb: |\r\n  x\r\n  y\r\nc: 2\r"
    assert tidied(text) == text
    assert tidied(text, newlines=True) == "a: 1\nb: |\n  x\n  y\nc: 2\n"


def test_a_byte_order_mark_stays() -> None:
    patch = tidy(Source("deal.yaml", "a: 1 \n", bom=True))
    assert patch.to_bytes() == b"\xef\xbb\xbfa: 1\n"


def test_old_line_ends_of_yaml_are_characters() -> None:
    assert tidied("a: x\u2028y \nb: '\x85 '\n") == "a: x\u2028y\nb: '\x85 '\n"


@pytest.mark.parametrize("text", ["", "a: [", "a: 1\na: 2\n", "a: &x 1\n", "\ta: 1\n"])
def test_a_file_that_is_not_understood_is_left_alone(text: str) -> None:
    with pytest.raises(CannotWrite, match="left as it is, because it is not understood") as caught:
        tidied(text)
    assert caught.value.line == parse(Source("", text)).problems[0].span.line


PIECES = [
    *(
        "a:",
        "b:",
        " x",
        "  ",
        "\n",
        "\n\n",
        "\n  ",
        "\n    ",
        "|",
        "|+",
        "|-",
        ">",
        "2",
        "'x",
        "'",
        '"y',
        '"',
    ),
    *(" # c", "- ", "[", "]", "{", "}", ", ", "\t", "\r\n", "\r", "x", "k: v", "\n ", "\nz: ", "\nq:\n  - "),
    *("\n  w: ", "\\\n", "  \n", "   \n\n", "\u2028", "1", "~"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map(lambda pieces: "a: " + "".join(pieces))


@settings(max_examples=500)
@given(TEXTS, st.booleans())
def test_values_stay_the_same_and_a_second_run_finds_nothing(text: str, newlines: bool) -> None:
    document = parse(Source("deal.yaml", text))
    if document.problems:
        return
    new = tidied(text, newlines=newlines)
    assert repr(parse(Source("deal.yaml", new)).value) == repr(document.value)
    assert "".join(new.split()) == "".join(text.split())
    assert tidied(new, newlines=newlines) == new


LINES = ["- 1", "# x", "", "  ", "- [1,\n\n  2]", "- 'x y'  ", "-  {a:  1}", "- a: 1\n  b: 2"]


@given(st.lists(st.sampled_from(LINES)))
def test_what_was_tidy_stays_byte_for_byte(items: list[str]) -> None:
    text = "\n".join(["- 0", *items])
    lines = text.split("\n")
    new = tidied(text).split("\n")
    kept = [line.rstrip() for line in lines if line.strip()]
    assert [line for line in new if line] == kept, "lines with words lose only blanks at their end"
    assert new[-1] == ""
    assert ("", "") not in set(pairwise(new)), "no two blank lines in a row"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a: |\n" + "  x\n" * 50_000,
        "a: " + "x \n \n " * 20_000,
        "a: 1" + (" " * 100_000 + "\n") * 30,
        "".join(f"a{number}: |\n\n\n\n" for number in range(10_000)),
        "".join(f"a{number}: >\n  x\n   \n" for number in range(10_000)),
    ],
    ids=["block", "plain", "blanks", "empty-blocks", "blocks"],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.perf_counter()
    tidied(text)
    assert time.perf_counter() - began < 5
