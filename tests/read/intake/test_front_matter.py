"""Keys before the words of a Markdown file are none of its words, and no heading."""

import pytest

from detente.read.document import Document
from detente.read.intake.take import document_of


def taken(text: str) -> Document:
    return document_of(text.encode(), "draft.md", "md")


def blocks(text: str) -> list[tuple[str, str]]:
    document = taken(text)
    return [(one.kind, document.text[one.start : one.end]) for one in document.blocks]


@pytest.mark.parametrize(("end", "line"), [("---", "\n"), ("...", "\n"), ("---", "\r\n")])
def test_front_matter_is_kept_apart(end: str, line: str) -> None:
    text = line.join(
        ["---", 'title: "The toll: 5"', f"parts: [{line}{end}", "# Ferry", "", "Northland shall pay."]
    )
    (head, *rest) = blocks(text)
    assert head == ("header", line.join(['title: "The toll: 5"', "parts: ["]))
    assert rest == [("heading", "Ferry"), ("paragraph", "Northland shall pay.")]
    document = taken(text)
    assert (document.text, document.title) == (text, "Ferry")
    assert "front matter" in document.notes[0]


@pytest.mark.parametrize(
    "text",
    ["---\nThe toll is lifted.\n---\nMore\n", "---\ntoll: 5\nno end\n", "Words\n---\ntoll: 5\n---\n"],
)
def test_rulers_of_other_kinds_are_no_front_matter(text: str) -> None:
    assert "header" not in [kind for kind, _ in blocks(text)]
    assert not taken(text).notes
