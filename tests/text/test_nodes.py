import gc
from typing import Any

import pytest
import yaml
import yamlcore  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from detente.text.nodes import Document, Path, parse
from detente.text.source import Source

DEAL = """\
parties: {north: {name: "Northland"}, south: {name: Southland}}   # two
obligations:
  pause:
    by: north
    to: [south, 'coast']
    clause: "1.1"
    amount: 33
    does: >
      carry out no military act
      in the valley

  # then
  calm:
  - one
  -
    two: 2.50
notes: a line
  and the next
"""


def read(text: str) -> Document:
    return parse(Source("deal.yaml", text))


# --- values


def test_a_deal_is_read_as_plain_values() -> None:
    assert read(DEAL).value == {
        "parties": {"north": {"name": "Northland"}, "south": {"name": "Southland"}},
        "obligations": {
            "pause": {
                "by": "north",
                "to": ["south", "coast"],
                "clause": "1.1",
                "amount": 33,
                "does": "carry out no military act in the valley\n",
            },
            "calm": ["one", {"two": 2.5}],
        },
        "notes": "a line and the next",
    }
    assert read(DEAL).problems == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30:00", "12:30:00"),
        ("2026-01-01", "2026-01-01"),
        ("1_000", "1_000"),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("-3", -3),
        ("+3", 3),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("D+14", "D+14"),
        ("stage two + 7 days", "stage two + 7 days"),
        ("20..30", "20..30"),
        ("'33'", "33"),
        ('"true"', "true"),
        ('""', ""),
        ("=", "="),
    ],
)
def test_words_without_quotes_follow_yaml_1_2(written: str, value: object) -> None:
    document = read(f"a: {written}")
    assert document.value == {"a": value}
    assert type(document.value["a"]) is type(value)
    assert document.raw(("a",)) == written
    assert document.problems == ()


def test_the_values_of_a_file_may_be_a_list_or_a_word() -> None:
    assert read("- a\n- b").value == ["a", "b"]
    assert read("a").value == "a"


MARKS = "ab1.-:,#'\"[]{}>|?!&*%~é\n"
PARTS = ["\n  ", "\r\n", "\t", ": ", "- ", "a: ", "b: b", " #", "---", "...", "<<", "true"]
YAML_TEXT = st.lists(st.sampled_from([*MARKS, *PARTS]), max_size=25).map("".join)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A deal in which a few characters were lost or added."""
    text = DEAL
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        lost = draw(st.integers(0, 3))
        text = text[:start] + draw(YAML_TEXT) + text[start + lost :]
    return text


@given(YAML_TEXT | spoiled())
def test_what_has_no_problem_is_what_the_library_makes_of_it(text: str) -> None:
    document = read(text)
    if not document.problems:
        assert document.value == yaml.load(text, Loader=yamlcore.CCoreLoader)  # noqa: S506 -- makes plain values


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    assert_sound(read(text))


@given(YAML_TEXT | spoiled())
def test_no_text_that_looks_like_yaml_is_an_error(text: str) -> None:
    assert_sound(read(text))
    assert_sound(parse(Source("deal.yaml", text), max_depth=2, max_nodes=5))


def assert_sound(document: Document) -> None:
    """Every place is in the text, every plain scalar is quoted by its place, every problem can be shown."""
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(document.source.text)
        assert problem.message.endswith(".")
        assert problem.message.isprintable()
        assert problem.name
        assert problem.help
    for path, value in walk(document.value):
        span = document.span(path)
        assert 0 <= span.start <= span.end <= len(document.source.text)
        quoted = span.text[:1] in ("'", '"', "|", ">", "!", "&")
        if isinstance(value, str) and not quoted and "\n" not in span.text and "\r" not in span.text:
            assert span.text == value or "\ufffd" in value


def walk(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    found = [(path, value)] if path or value else []
    return found + [leaf for key, part in pairs for leaf in walk(part, (*path, key))]


WORDS = st.text(st.sampled_from("abc é\u2028😀"), min_size=1, max_size=6).filter(
    lambda word: word == word.strip()
)
VALUES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4) | st.dictionaries(WORDS, inner, min_size=1, max_size=4)
    ),
    max_leaves=20,
)


def write(value: Any, flow: bool, indent: str = "") -> str:
    """Write values as YAML, in flow or in block style."""
    if isinstance(value, str):
        return value
    if flow and isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {write(part, flow)}" for key, part in value.items()) + "}"
    if flow:
        return "[" + ", ".join(write(part, flow) for part in value) + "]"
    deeper = indent + "  "
    pairs = (
        [(f"{key}:", part) for key, part in value.items()]
        if isinstance(value, dict)
        else [("-", part) for part in value]
    )
    lines = [
        f"{head} {part}" if isinstance(part, str) else f"{head}\r\n{deeper}{write(part, flow, deeper)}"
        for head, part in pairs
    ]
    return f"\r\n{indent}".join(lines)


@given(VALUES, st.booleans())
def test_what_is_written_is_read_and_quoted_by_its_places(value: Any, flow: bool) -> None:
    document = read(write(value, flow))
    assert document.problems == ()
    assert document.value == value
    for path, part in walk(value):
        assert document.raw(path) == write(part, flow, "  " * len(path))
        if path and isinstance(path[-1], str):
            assert document.key_span(path).text == path[-1]
        elif path:
            assert document.key_span(path) == document.span(path)
        assert document.in_flow(path) == (flow and bool(path))


# --- places


@pytest.mark.parametrize(
    ("path", "raw", "line"),
    [
        (("parties", "north", "name"), '"Northland"', 1),
        (("parties", "south"), "{name: Southland}", 1),
        (("obligations", "pause", "to"), "[south, 'coast']", 5),
        (("obligations", "pause", "to", 1), "'coast'", 5),
        (("obligations", "pause", "clause"), '"1.1"', 6),
        (("obligations", "pause", "does"), ">\n      carry out no military act\n      in the valley", 8),
        (("obligations", "calm"), "- one\n  -\n    two: 2.50", 14),
        (("obligations", "calm", 1), "two: 2.50", 16),
        (("obligations", "calm", 1, "two"), "2.50", 16),
        (("notes",), "a line\n  and the next", 17),
    ],
)
def test_every_value_is_quoted_as_written(path: Path, raw: str, line: int) -> None:
    document = read(DEAL)
    assert document.raw(path) == raw
    assert document.span(path).line == line
    assert path in document


def test_the_place_of_a_key_and_of_an_item() -> None:
    document = read(DEAL)
    assert document.key_span(("obligations", "calm")).text == "calm"
    assert document.key_span(("obligations", "calm", 1)).text == "two: 2.50"
    assert read("'a b': c").key_span(("a b",)).text == "'a b'"
    assert document.span(()).text == DEAL.rstrip("\n")


def test_where_there_is_no_value_the_nearest_part_of_the_path_stands_for_it() -> None:
    document = read(DEAL)
    assert document.span(("obligations", "pause", "by", "whom")).text == "north"
    assert document.span(("obligations", "pause", "due")) == document.span(("obligations", "pause"))
    assert document.key_span(("obligations", "calm", 7)).text == "calm"
    assert document.span(("nothing",)) == document.span(())
    assert document.raw(("nothing",)) == ""
    assert ("nothing",) not in document


def test_a_key_without_a_value_has_an_empty_place_after_its_colon() -> None:
    span = read("a:\nb: c").span(("a",))
    assert (span.start, span.end) == (2, 2)


def test_a_block_of_words_ends_with_its_last_word() -> None:
    assert read("a: |\n  x\n\n\n# c\nb: c").raw(("a",)) == "|\n  x"


def test_a_pair_inside_a_list_has_no_bracket_of_its_own() -> None:
    document = read("a: [b: c, d]")
    assert document.value == {"a": [{"b": "c"}, "d"]}
    assert document.raw(("a", 0)) == "b: c"


def test_a_comma_in_a_value_inside_braces_makes_a_key_that_the_loader_can_explain() -> None:
    document = read("calm: {by: north, does: leave, then stay}\nnext: {}")
    assert document.value["calm"] == {"by": "north", "does": "leave", "then stay": None}
    assert document.problems == ()
    assert document.in_flow(("calm", "then stay"))
    assert document.key_span(("calm", "then stay")).text == "then stay"
    assert not document.in_flow(("calm",))
    assert not document.in_flow(("calm", "nothing"))
    assert not document.in_flow(())


# --- newlines and other characters


def test_lines_are_those_of_the_editor_after_characters_that_yaml_1_1_took_for_newlines() -> None:
    document = read("a: b\x85c\u2028d\u2029e\n# \u2028\nf: g\n")
    assert document.value == {"a": "b\x85c\u2028d\u2029e", "f": "g"}
    assert document.key_span(("f",)).line == 3
    assert document.raw(("a",)) == "b\x85c\u2028d\u2029e"


def test_such_characters_are_kept_beside_those_that_stand_in_for_them() -> None:
    assert read("a: \u2028\U000f0000\U000f0001\x85").value == {"a": "\u2028\U000f0000\U000f0001\x85"}


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_newlines_change_no_value_and_no_place(newline: str) -> None:
    document = read(DEAL.replace("\n", newline))
    assert document.value == read(DEAL).value
    assert document.span(("obligations", "pause", "by")).line == 4
    assert document.raw(("obligations", "calm", 1, "two")) == "2.50"


def test_collecting_garbage_is_left_as_it_was() -> None:
    read("a: b")
    assert gc.isenabled()
    gc.disable()
    try:
        read("a: b")
        assert not gc.isenabled()
    finally:
        gc.enable()
