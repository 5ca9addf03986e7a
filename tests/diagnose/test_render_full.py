"""The form for a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.diagnose.diagnostic import Diagnostic, Related, Severity
from detente.diagnose.excerpt import cells, excerpt, shown
from detente.diagnose.render import concise, full, github
from detente.text.source import Source, Span


def at(source: Source, words: str) -> Span:
    start = source.text.index(words)
    return source.span(start, start + len(words))


def carets(text: str, words: str) -> list[str]:
    """Return the excerpt and the line of carets, without the gutter."""
    found = Diagnostic("X001", "vague-time", Severity.note, "m", at(Source("a.yaml", text), words))
    return [
        line.removeprefix("1 | ").removeprefix("  | ")
        for line in full([found], "", color=False).splitlines()[3:5]
    ]


def term_and_verifier() -> list[Diagnostic]:
    deal = Source("deal.yaml", "\n" * 8 + "  lasting-calm:\n    words: lasting calm\n  pull-back:\n")
    north = Source("positions/north.yaml", "says: a pause\n")
    south = Source("positions/south-and-east.yaml", "\n" * 11 + "    says: an end\n")
    return [
        Diagnostic(
            "T004",
            "term-read-differently",
            Severity.error,
            "`lasting-calm` is read in two ways",
            at(deal, "lasting-calm"),
            label="used by 1 demand",
            related=(
                Related("north, as reported by Harbour Wire: a pause", at(north, "a pause")),
                Related("south, head of the delegation: an end", at(south, "an end")),
            ),
            help="settle it, name who decides, or keep it open on purpose:\n"
            "# detente: allow term-read-differently -- WHY (WHO)",
        ),
        Diagnostic(
            "V001",
            "obligation-without-verifier",
            Severity.warning,
            "nobody verifies `pull-back`",
            at(deal, "pull-back"),
        ),
    ]


def test_two_findings_in_full() -> None:
    assert (
        full(term_and_verifier(), "1 error, 1 warning", color=False)
        == """\
error: `lasting-calm` is read in two ways  [T004 term-read-differently]
 --> deal.yaml:9:3
  |
9 |   lasting-calm:
  |   ^^^^^^^^^^^^ used by 1 demand
 ::: positions/north.yaml:1:7              north, as reported by Harbour Wire: a pause
 ::: positions/south-and-east.yaml:12:11   south, head of the delegation: an end
  = help: settle it, name who decides, or keep it open on purpose:
          # detente: allow term-read-differently -- WHY (WHO)
warning: nobody verifies `pull-back`  [V001 obligation-without-verifier]
  --> deal.yaml:11:3
   |
11 |   pull-back:
   |   ^^^^^^^^^
1 error, 1 warning
"""
    )


def test_colour_changes_nothing_but_colour() -> None:
    plain = full(term_and_verifier(), "closing", color=False)
    coloured = full(term_and_verifier(), "closing", color=True)
    for code in ("\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"):
        assert code in coloured
        coloured = coloured.replace(code, "")
    assert coloured == plain


def test_nothing_found() -> None:
    assert full([], "no findings", color=False) == "no findings\n"
    assert full([], "", color=True) == ""


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("a: soon", "soon", ["a: soon", "   ^^^^"]),
        ("a:\tsoon\tx", "soon\t", ["a:    soon    x", "      ^^^^^^^^"]),
        ("停火: soon", "soon", ["停火: soon", "      ^^^^"]),
        ("a: 停火 soon", "停火", ["a: 停火 soon", "   ^^^^"]),
        ("cafe\u0301: soon", "soon", ["cafe\u0301: soon", "      ^^^^"]),
        ("\u1112\u1161\u11ab: soon", "soon", ["\u1112\u1161\u11ab: soon", "    ^^^^"]),
        ("هدنة: soon", "soon", ["هدنة: soon", "      ^^^^"]),
        (
            "x: \u05e9\u05b8\u05dc\u05d5\u05b9\u05dd",
            "\u05e9\u05b8\u05dc",
            ["x: \u05e9\u05b8\u05dc\u05d5\u05b9\u05dd", "   ^^"],
        ),
        ("x\x1b[31m: soon", "soon", ["x\u241b[31m: soon", "        ^^^^"]),
        ("x\u202ey: soon", "soon", ["x\ufffdy: soon", "     ^^^^"]),
        ("a: one\n  two", "one\n  two", ["a: one", "   ^^^"]),
    ],
    ids=[
        "plain",
        "tab",
        "wide before",
        "wide",
        "combining",
        "jamo",
        "arabic",
        "hebrew points",
        "escape",
        "override",
        "lines",
    ],
)
def test_carets_stand_under_the_words(text: str, words: str, expected: list[str]) -> None:
    assert carets(text, words) == expected


def test_a_place_without_characters_gets_one_caret() -> None:
    source = Source("a.yaml", "a: 1\r\n")
    for start in (4, 5, 6):
        found = Diagnostic("X001", "vague-time", Severity.note, "m", source.span(start, start))
        assert full([found], "", color=False).count("^") == 1


@pytest.mark.parametrize("where", [0, 150, 1000, 1995])
def test_a_long_line_is_cut_around_the_words(where: int) -> None:
    line = "x" * where + "soon" + "x" * (1996 - where)
    text, under = carets(line, "soon")
    assert text.replace("…", "").strip("x") == "soon"
    assert text.index("soon") == under.index("^^^^")
    assert len(text) <= 102
    assert text.startswith("…") == (where > 33)
    assert text.endswith("…") == (where < 1900)


def test_a_long_line_of_wide_characters_is_cut_too() -> None:
    text, under = carets("停" * 300 + "soon" + "停" * 300, "soon")
    assert cells(text) <= 102
    assert cells(text[: text.index("soon")]) == under.index("^")


def test_a_span_longer_than_the_line_shown_is_marked_as_far_as_it_is_shown() -> None:
    text, under = carets("a: " + "x" * 500, "x" * 500)
    assert text == "a: " + "x" * 97 + "…"
    assert under == "   " + "^" * 97


def test_messages_keep_to_their_line_and_cannot_steer_the_terminal() -> None:
    source = Source("a\x1b.yaml", "x")
    found = Diagnostic(
        "X001",
        "vague-time",
        Severity.note,
        "one\ntwo \x1b[2J",
        source.span(0, 1),
        label="la\x07bel",
        related=(Related("re\nlated", source.span(0, 1)),),
        help="first\n\nsecond",
    )
    assert (
        full([found], "", color=False)
        == """\
note: one two \u241b[2J  [X001 vague-time]
 --> a\u241b.yaml:1:1
  |
1 | x
  | ^ la\u2407bel
 ::: a\u241b.yaml:1:1   re lated
  = help: first

          second
"""
    )


ANY = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\t\x1b\x85\u2028\u202e\u200f\u0301停א\u1161\ufe0f😀")),
    max_size=300,
)


@given(text=ANY, ends=st.tuples(st.floats(0, 1), st.floats(0, 1)), message=ANY, width=st.integers(10, 120))
def test_any_text_can_be_shown(text: str, ends: tuple[float, float], message: str, width: int) -> None:
    source = Source("a.yaml", text)
    start, end = sorted(round(part * len(text)) for part in ends)
    span = source.span(start, end)
    line, before, count = excerpt(span, width)
    assert count >= 1
    assert cells(line) <= width + 2 or cells(line) <= cells(shown(source.line(span.line)))
    assert before <= cells(line)
    found = Diagnostic(
        "X001", "vague-time", Severity.error, message, span, message, (Related(message, span),), help=message
    )
    printed = full([found], "", color=False) + concise([found])
    printed.encode()  # nothing that a terminal's encoding refuses
    assert not [char for char in printed if char != "\n" and unicodedata.category(char) == "Cc"]
    assert concise([found]).count("\n") == github([found]).count("\n") == 1
