"""Waivers: a finding allowed on purpose, with the reason and who decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.diagnose.diagnostic import Diagnostic, Severity
from detente.diagnose.waiver import Waiver, apply, find_waivers
from detente.text.source import Source

KNOWN = {
    "T004": "term-read-differently",
    "term-read-differently": "term-read-differently",
    "X001": "vague-time",
    "vague-time": "vague-time",
}


def found(text: str, name: str = "deal.yaml") -> list[tuple[int, int, str, str, str]]:
    waivers, problems = find_waivers(Source(name, text), KNOWN)
    assert problems == ()
    return [(waiver.line, waiver.covers, waiver.rule, waiver.why, waiver.who) for waiver in waivers]


def faults(text: str, name: str = "deal.yaml") -> list[tuple[str, str, str | None]]:
    waivers, problems = find_waivers(Source(name, text), KNOWN)
    assert waivers == ()
    assert all(problem.severity is Severity.error for problem in problems)
    return [(problem.name, problem.message, problem.help) for problem in problems]


def finding_on(source: Source, line: int, name: str = "vague-time", code: str = "X001") -> Diagnostic:
    start = source.offset(line, 1)
    return Diagnostic(code, name, Severity.warning, f"on line {line}", source.span(start, start))


def test_on_the_line_of_the_finding() -> None:
    text = "terms:\n  calm: {}  # detente: allow T004 -- left open until stage two (Lakeland)\n"
    assert found(text) == [(2, 2, "term-read-differently", "left open until stage two", "Lakeland")]


def test_above_the_finding_past_blank_lines_and_other_comments() -> None:
    text = (
        "terms:\n"
        "  # detente: allow term-read-differently -- on purpose (Lakeland)\n"
        "  # detente: allow X001 -- the date is in the annex (the drafters)\n"
        "\n"
        "  # about calm\n"
        "  calm: {}\n"
    )
    assert found(text) == [
        (2, 6, "term-read-differently", "on purpose", "Lakeland"),
        (3, 6, "vague-time", "the date is in the annex", "the drafters"),
    ]


def test_nothing_follows() -> None:
    assert found("a: 1\n# detente: allow X001 -- later (A)\n\n") == [(2, 0, "vague-time", "later", "A")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_in_markdown(newline: str) -> None:
    text = newline.join(
        [
            "1.1 North leaves in due course. <!-- detente: allow X001 -- agreed orally (Lakeland) -->",
            "",
            "<!-- détente: allow vague-time -- see",
            "     annex B (the drafters) -->",
            "<!-- a remark -->",
            "",
            "1.2 South leaves soon.",
        ]
    )
    assert found(text, "text.md") == [
        (1, 1, "vague-time", "agreed orally", "Lakeland"),
        (3, 7, "vague-time", "see annex B", "the drafters"),
    ]


def test_each_file_has_its_own_form_of_comment() -> None:
    assert found("# detente: allow X001 -- a heading (A)\n", "text.md") == []
    assert found("<!-- detente: allow X001 -- b (A) -->\na: 1\n", "deal.yaml") == []


@pytest.mark.parametrize(
    "text",
    [
        "a: '# detente: allow X001 -- quoted (A)'\n",
        'a: "x # detente: allow X001 -- quoted (A)"\n',
        "a: '😀\n\n  # detente: allow X001 -- quoted (A)'\n",
        "a: |\n  # detente: allow X001 -- in a block (A)\nb: 1\n",
        "a: x# detente: allow X001 -- no blank before it (A)\n",
        "# write `# detente: allow X001 -- as here (A)`\na: 1\n",
        "# detente: allowance X001 -- other word (A)\na: 1\n",
    ],
)
def test_what_only_looks_like_a_comment_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a: |  # detente: allow X001 -- why (A)\n  words\n",
        "a: '😀'  # detente: allow X001 -- why (A)\n",
        "a: [1,  # detente: allow X001 -- why (A)\n  2]\n",
        "a: >\n  words\n# detente: allow X001 -- why (A)\nb: 1\n",
        "a: [}\nb: 1 # detente: allow X001 -- why (A)\n",
        "[" * 5000 + " # detente: allow X001 -- why (A)\n",
        "a: 1 # Detente: ALLOW x001 -- why (A)\n",
        "a: 1 # de\u0301tente: allow VAGUE-TIME \u2014 why (A).\n",
        "a: 1 # detente: allow `X001`-- why (A)\n",
        "a: 1 # detente: allow X001 -- why \uff08A\uff09\n",
        "a: 1 # detente: allow X001 -- why (A)\u200f\n",
    ],
)
def test_a_comment_is_found(text: str) -> None:
    [(_, _, rule, why, who)] = found(text)
    assert (rule, why, who) == ("vague-time", "why", "A")


def test_brackets_and_dashes_inside_the_reason() -> None:
    [(_, _, _, why, who)] = found("a: 1 # detente: allow X001 -- 30 (thirty) -- as agreed (WHO (Geneva))\n")
    assert (why, who) == ("30 (thirty) -- as agreed", "WHO (Geneva)")


FORM = "Write it as `allow RULE -- WHY (WHO)`"


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("X001", ("without saying why", f"{FORM}: say why after `--`.")),
        ("X001 --", ("without saying why", f"{FORM}: say why after `--`.")),
        ("X001 -- (Lakeland)", ("without saying why", f"{FORM}: say why after `--`.")),
        ("X001 because it is so (Lakeland)", ("without saying why", f"{FORM}: say why after `--`.")),
        ("X001 -- WHY (WHO)", ("without saying why", f"{FORM}: say why after `--`.")),
        (
            "X001 -- it is so",
            ("does not say who decided", f"{FORM}: say who decided, in round brackets at the end."),
        ),
        (
            "X001 -- it is (so) said",
            ("does not say who decided", f"{FORM}: say who decided, in round brackets at the end."),
        ),
        (
            "X001 -- it is so ()",
            ("does not say who decided", f"{FORM}: say who decided, in round brackets at the end."),
        ),
        (
            "X001 -- unbalanced )",
            ("does not say who decided", f"{FORM}: say who decided, in round brackets at the end."),
        ),
    ],
)
def test_the_reason_and_the_person_are_required(comment: str, expected: tuple[str, str]) -> None:
    [(name, message, help_)] = faults(f"a: 1 # detente: allow {comment}\n")
    assert name == "waiver-without-reason"
    assert expected[0] in message
    assert help_ == expected[1]


@pytest.mark.parametrize(
    ("comment", "message", "help_"),
    [
        ("vague-tmie -- why (A)", "There is no rule `vague-tmie`.", "Did you mean `vague-time`?"),
        ("zzz -- why (A)", "There is no rule `zzz`.", "`detente rules` lists them all."),
        ("-- why (A)", "This comment names no rule to allow.", f"{FORM}."),
        (
            "X001, T004 -- why (A)",
            "This comment names 2 rules; a comment allows one.",
            "Write one comment for each rule.",
        ),
        (
            "F002 -- why (A)",
            "`duplicate-key` concerns the form of the file, and cannot be allowed.",
            "Put the form right, and remove this comment.",
        ),
    ],
)
def test_the_rule_must_exist(comment: str, message: str, help_: str) -> None:
    assert faults(f"a: 1 # detente: allow {comment}\n") == [("waiver-unknown-rule", message, help_)]


def test_both_faults_are_told_at_once() -> None:
    names = [name for name, _, _ in faults("a: 1 # detente: allow zzz\n")]
    assert names == ["waiver-unknown-rule", "waiver-without-reason"]


def test_a_waiver_silences_its_rule_on_its_line_alone() -> None:
    source = Source("deal.yaml", "a: 1 # detente: allow X001 -- why (A)\nb: 2\n")
    other = Source("other.yaml", source.text)
    waivers, _ = find_waivers(source, KNOWN)
    here = finding_on(source, 1)
    below, elsewhere = finding_on(source, 2), finding_on(other, 1)
    another = finding_on(source, 1, "term-read-differently", "T004")
    kept, marked = apply([here, below, elsewhere, another, here], waivers)
    assert kept == (below, elsewhere, another)
    assert [waiver.as_dict() for waiver in marked] == [
        {"rule": "vague-time", "why": "why", "who": "A", "file": "deal.yaml", "line": 1, "used": True}
    ]
    assert [marked[0].silences(diagnostic) for diagnostic in (here, below)] == [True, False]


def test_a_waiver_that_silences_nothing_is_reported() -> None:
    source = Source("deal.yaml", "# detente: allow X001 -- why (A)\nb: 2\n")
    waivers, _ = find_waivers(source, KNOWN)
    [unused], [waiver] = apply([], waivers)
    assert waiver.used is False
    assert (unused.code, unused.name, unused.severity) == ("F022", "waiver-unused", Severity.warning)
    assert unused.message == "This comment allows `vague-time`, and there is no such finding on line 2."
    assert unused.span.text == "# detente: allow X001 -- why (A)"


def test_a_waiver_of_a_rule_that_was_not_run_is_not_called_unused() -> None:
    waivers, _ = find_waivers(Source("deal.yaml", "a: 1 # detente: allow X001 -- why (A)\n"), KNOWN)
    assert apply([], waivers, ran=["term-read-differently"])[0] == ()
    assert len(apply([], waivers, ran=["vague-time"])[0]) == 1


def test_of_two_waivers_of_one_finding_the_second_is_unused() -> None:
    source = Source("deal.yaml", "# detente: allow X001 -- one (A)\nb: 2 # detente: allow X001 -- two (B)\n")
    waivers, _ = find_waivers(source, KNOWN)
    kept, marked = apply([finding_on(source, 2)], waivers)
    assert [waiver.used for waiver in marked] == [True, False]
    assert [diagnostic.span.line for diagnostic in kept] == [2]


def test_form_is_never_allowed() -> None:
    source = Source("deal.yaml", "a: 1\n")
    form = finding_on(source, 1, "duplicate-key", "F002")
    waiver = Waiver("duplicate-key", "why", "A", "deal.yaml", 1, False, source.span(0, 0), 1)
    kept, [marked] = apply([form], [waiver])
    assert kept[0] is form
    assert not marked.used
    assert not waiver.silences(form)


PLACES = st.tuples(st.integers(1, 6), st.sampled_from(sorted(set(KNOWN.values()))), st.sampled_from("ab"))


@given(findings=st.lists(PLACES, max_size=12), comments=st.lists(PLACES, max_size=8))
def test_no_finding_is_lost_silently(
    findings: list[tuple[int, str, str]], comments: list[tuple[int, str, str]]
) -> None:
    sources = {
        name: Source(
            f"{name}.yaml",
            "".join(
                "".join(
                    f"# detente: allow {rule} -- why (A)\n"
                    for at, rule, file in comments
                    if (at, file) == (n, name)
                )
                + f"k{n}: 1\n"
                for n in range(1, 7)
            ),
        )
        for name in "ab"
    }
    lines = {
        (name, n): source.position(source.text.index(f"k{n}:"))[0]
        for name, source in sources.items()
        for n in range(1, 7)
    }
    given_ = [finding_on(sources[name], lines[name, n], rule, "X009") for n, rule, name in findings]
    waivers = [waiver for source in sources.values() for waiver in find_waivers(source, KNOWN)[0]]
    kept, marked = apply(given_, waivers)
    standing = [diagnostic for diagnostic in kept if diagnostic.name != "waiver-unused"]
    silenced = [d for d in given_ if any(waiver.silences(d) for waiver in marked if waiver.used)]
    # Each finding either stands or is answered for by a waiver in the register, and never both.
    assert standing == [d for d in given_ if d not in silenced]
    # Each waiver either silences a finding or is reported.
    assert len(kept) - len(standing) == sum(not waiver.used for waiver in marked)
    assert len(marked) == len(comments)


@given(
    st.text(st.sampled_from("#<!->detn:alow X01()\"'|[]{}\n\r\t😀"), max_size=80),
    st.sampled_from(["a.md", "a.yaml"]),
)
def test_any_text_is_read(text: str, name: str) -> None:
    source = Source(name, text + " # detente: allow X001 -- why (A)\n<!-- detente: allow X001 -->" + text)
    waivers, problems = find_waivers(source, KNOWN)
    assert len(waivers) + len(problems) <= 2
    assert all(waiver.covers == 0 or waiver.covers >= waiver.line for waiver in waivers)
