"""Each thing wrong with the form of a file, as it is told: line:column name: message."""

import pytest

from detente.text.nodes import Document, parse
from detente.text.source import Source

TOLD_ELSEWHERE = "stands for words written elsewhere; a deal says everything in its own place."
NAMED = "names a value for use elsewhere; a deal says everything in its own place."
INSTRUCTION = "is an instruction to a program; a deal has no use for it."
NO_NUMBER = "has the form of a number and cannot be computed with."
TAB = "tab: A tab stands where lines are indented, and only spaces may."
SECOND = "several-documents: A second document starts here, and a file holds one."
ESCAPE = "A backslash inside double quotes stands for a special character, and this is none."
UNPRINTABLE = "not-yaml: Here stands a character that cannot be printed"


def read(text: str) -> Document:
    return parse(Source("deal.yaml", text))


def told(document: Document) -> list[str]:
    return [
        f"{problem.span.line}:{problem.span.column} {problem.name}: {problem.message}"
        for problem in document.problems
    ]


@pytest.mark.parametrize(
    ("text", "problem", "value"),
    [
        ("", "1:1 empty-file: This file is empty.", {}),
        (" \r\n\n", "1:1 empty-file: This file is empty.", {}),
        ("# a\n\n  # b", "1:1 empty-file: This file holds nothing but comments.", {}),
        ("---\n", "1:1 empty-file: This file holds no words.", {}),
        ("b:\n  c: 2\n  c: 3", "3:3 duplicate-key: `c` is written twice; first on line 2.", {"b": {"c": 2}}),
        ('{a: 1, "a": {b: 2}}', "1:8 duplicate-key: `a` is written twice; first on line 1.", {"a": 1}),
        ("a:\n\tb: c", f"2:1 {TAB}", {}),
        ("a: |\n\tb", f"2:1 {TAB}", {}),
        ("a: b\n\tc", f"2:1 {TAB}", {}),
        ("a: {b: c}\n\td: e", f"2:1 {TAB}", {"a": {"b": "c"}}),
        ("a: *b", f"1:4 alias: `*b` {TOLD_ELSEWHERE}", {"a": "*b"}),
        ("*b : a", f"1:1 alias: `*b` {TOLD_ELSEWHERE}", {}),
        ("a: **b**", "1:4 alias: Words without quotes may not begin with `*`.", {}),
        ("a: &b c", f"1:4 alias: `&b` {NAMED}", {"a": "c"}),
        ("a: &b\n  c: d", f"1:4 alias: `&b` {NAMED}", {"a": {"c": "d"}}),
        ("a: & b", "1:4 alias: Words without quotes may not begin with `&`.", {}),
        (
            "<<: {a: b}\nc: d",
            "1:1 alias: `<<` takes over what is written elsewhere; a deal says everything in its own place.",
            {"c": "d"},
        ),
        ("a: !!int 3", f"1:4 tag: `!!int` {INSTRUCTION}", {"a": 3}),
        ("a: !b [c]", f"1:4 tag: `!b` {INSTRUCTION}", {"a": ["c"]}),
        ("a: !b!c d", "1:4 tag: Words without quotes may not begin with `!`.", {}),
        ("a: b\n---\nc: d", f"2:1 {SECOND}", {"a": "b"}),
        ("a: b\n...\n# c\nd: e", f"4:1 {SECOND}", {"a": "b"}),
        ("1: a", "1:1 key-not-text: The key `1` is not text.", {"1": "a"}),
        ("true: a", "1:1 key-not-text: The key `true` is not text.", {"true": "a"}),
        ("{~: a}", "1:2 key-not-text: The key `~` is not text.", {"~": "a"}),
        (": a", "1:1 key-not-text: A key is missing before this colon.", {}),
        ("{a: b, : c}", "1:8 key-not-text: A key is missing before this colon.", {"a": "b"}),
        ("?\n: a", "1:2 key-not-text: A key is missing before this colon.", {"": "a"}),
        ("[a]: b\nc: d", "1:1 key-not-text: A list stands where a key belongs.", {"c": "d"}),
        ("{a: b}: c", "1:1 key-not-text: A mapping stands where a key belongs.", {}),
        ("a: .inf", f"1:4 not-a-number: `.inf` {NO_NUMBER}", {"a": ".inf"}),
        ("a: .nan", f"1:4 not-a-number: `.nan` {NO_NUMBER}", {"a": ".nan"}),
        ("a: -1e999", f"1:4 not-a-number: `-1e999` {NO_NUMBER}", {"a": "-1e999"}),
        ("%TAG ! b\n---\na: b", f"1:1 not-yaml: `%TAG ! b` {INSTRUCTION}", {"a": "b"}),
        (
            "a: b\x07\nc: \x07",
            f"1:5 {UNPRINTABLE} (U+0007), and 1 more like it.",
            {"a": "b\ufffd", "c": "\ufffd"},
        ),
        ("a: \ud800", f"1:4 {UNPRINTABLE} (U+D800).", {"a": "\ufffd"}),
        ("\ufeffa: b", f"1:1 {UNPRINTABLE} (U+FEFF).", {"a": "b"}),
    ],
)
def test_each_problem_has_a_name_a_place_and_a_sentence(text: str, problem: str, value: object) -> None:
    document = read(text)
    assert told(document) == [problem]
    assert document.problems[0].help
    assert document.value == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "a: b: c",
            "1:5 A second colon followed by a space stands in this line, so it reads as a second key.",
        ),
        ("a: b\n  c: d", "2:4 This line reads as a key inside the line above, which already has its value."),
        ("a: b\nno colon\nc: d", "2:1 This line has no colon after its key."),
        ("a: b\n c\nd e\n", "3:1 This line has no colon after its key."),
        ('a: "b" c', "1:8 Words follow the closing quote."),
        ("a: {b: c} d", "1:11 Words follow the closing bracket."),
        (
            "a:\n    b: c\n  d: e",
            "3:3 This line does not line up with the keys that it belongs with, which begin on line 1.",
        ),
        ("- a\nb: c", "2:1 This line does not line up with the list that begins on line 1."),
        ("a: {b: c d: e}", "1:11 A comma or `}` is missing before this."),
        ("a: [b, c\nd: e", "1:4 The `[` opened here is not closed before line 2."),
        ("a: {b: c", "1:4 The `{` opened here is not closed."),
        ("a: ]", "1:4 `]` stands where a value is expected."),
        ("a: [", "1:5 The file ends where a value is expected."),
        ("a: 'b\nc: d", "1:4 The quote `'` opened here is not closed."),
        ('a: "b\n---\nc', '1:4 The quote `"` opened here is not closed.'),
        ('a: "\\q"', f"1:5 {ESCAPE}"),
        ('a: "\\xzz"', f"1:7 {ESCAPE}"),
        ('a: "\\ud800"', f"1:7 {ESCAPE}"),
        ("a: @b", "1:4 Words without quotes may not begin with `@`."),
        ("a: `b", '1:4 Words without quotes may not begin with "`".'),
        ("a: %b", "1:4 Words without quotes may not begin with `%`."),
        ("a:\n%b c", "2:1 Words without quotes may not begin with `%`."),
        ("a: b\n%YAML 1.2", "2:1 Words without quotes may not begin with `%`."),
        ("a: > b\n  c", "1:4 Words stand in the same line as `>`."),
        (
            "{by: north, at 12:[b]}",
            "1:18 A colon stands before a bracket, a comma or a question mark without a space between.",
        ),
        ("a: [\n%TAG  ! ", "2:1 Words without quotes may not begin with `%`."),
        ("a: - b", "1:4 A list may not begin in the line of its key."),
        ("a: ? b", "1:4 Words without quotes may not begin with `?` and a space."),
        ("a\n: b", "2:1 The text ends above this line, and here more follows."),
        ("k" * 1100 + ": a", "1:1101 This key is too long: a key has at most 1,024 characters."),
    ],
)
def test_what_is_not_yaml_is_said_in_plain_words(text: str, problem: str) -> None:
    document = read(text)
    at, _, message = problem.partition(" ")
    assert told(document) == [f"{at} not-yaml: {message}"]
    assert document.problems[0].help


def test_what_stands_above_the_first_mistake_is_kept_with_its_places() -> None:
    document = read("a: b\nc: {d: e}\nf: g: h\ni: j")
    assert document.value == {"a": "b", "c": {"d": "e"}, "f": "g"}
    assert document.raw(("c",)) == "{d: e}"
    assert document.span(()).text == "a: b\nc: {d: e}\nf: g"


def test_problems_come_in_the_order_of_the_text() -> None:
    names = [problem.name for problem in read("a: &x 1\na: .inf\n1: x\nb: [\x07").problems]
    assert names == ["alias", "duplicate-key", "not-a-number", "key-not-text", "not-yaml", "not-yaml"]


def test_an_anchor_and_a_tag_before_one_value_are_two_problems() -> None:
    assert [problem.span.text for problem in read("a: &x !y z").problems] == ["&x", "!y"]


def test_a_long_value_is_cut_in_a_sentence() -> None:
    assert read("a: " + "9" * 5000).problems[0].message == f"`{'9' * 57}...` {NO_NUMBER}"


def test_a_number_that_python_can_read_is_a_number() -> None:
    assert read("a: " + "9" * 4000).value == {"a": 10**4000 - 1}


@pytest.mark.parametrize(
    "text", ["%YAML 1.2\n---\na: b", "---\na: b\n...\n", "# start\n---\na: b\n...\n# end\n \n"]
)
def test_what_a_program_may_write_around_one_document_is_accepted(text: str) -> None:
    assert read(text).problems == ()
    assert read(text).value == {"a": "b"}


def test_tabs_that_indent_nothing_are_accepted() -> None:
    assert read("a:\tb\nc: d\t# e\n").value == {"a": "b", "c": "d"}
    assert read("a:\tb\nc: d\t# e\n").problems == ()
