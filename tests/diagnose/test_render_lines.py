"""The forms that take one line a finding."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.diagnose.diagnostic import Diagnostic, Severity
from detente.diagnose.render import concise, github
from detente.text.source import Source


def finding(message: str, file: str = "deal.yaml", help_: str | None = None) -> Diagnostic:
    span = Source(file, "a: 1\nb: soon\n").span(8, 12)
    return Diagnostic("X001", "vague-time", Severity.note, message, span, help=help_)


def test_concise() -> None:
    assert concise([finding("`soon` is\nno date", help_="write a date"), finding("again")]) == (
        "deal.yaml:2:4: note: `soon` is no date [X001 vague-time]\n"
        "deal.yaml:2:4: note: again [X001 vague-time]\n"
    )
    assert concise([]) == ""


def test_github() -> None:
    assert github([finding("`soon`: 50 % of readers,\r\nsay so", "a,b:c%.yaml", "write a date")]) == (
        "::notice file=a%2Cb%3Ac%25.yaml,line=2,col=4,endLine=2,endColumn=8,title=X001 vague-time"
        "::`soon`: 50 %25 of readers,%0D%0Asay so%0Awrite a date\n"
    )


def test_github_knows_the_three_severities() -> None:
    span = Source("a.yaml", "x").span(0, 1)
    printed = github([Diagnostic("X001", "n", severity, "m", span) for severity in Severity])
    assert [line.split()[0] for line in printed.splitlines()] == ["::error", "::warning", "::notice"]


@given(st.text(st.sampled_from("%:,\r\nAD0325a")), st.text(st.sampled_from("%:,AD0325a"), min_size=1))
def test_github_escapes_can_be_undone(message: str, file: str) -> None:
    line = github([finding(message, file)])
    properties, _, data = line.removeprefix("::notice ").removesuffix("\n").partition("::")
    values = dict(part.split("=", 1) for part in properties.split(","))

    def undone(text: str) -> str:
        for escape, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            text = text.replace(escape, char)
        return text

    assert undone(data) == message
    assert undone(values["file"]) == file
