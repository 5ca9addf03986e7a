"""The page of a rule, made of its docstring: the same text on the web, in the terminal and in an editor."""

from __future__ import annotations

import inspect
import textwrap
from dataclasses import dataclass

HEADINGS = ("What it finds", "Why it matters", "Example", "Instead", "When to allow")


@dataclass(frozen=True, slots=True)
class Page:
    """One rule explained: a headline and five sections.

    ``example`` and ``instead`` are each the text of one whole deal file: the rule finds something in the
    first and nothing in the second. The other sections are Markdown. ``kinds`` are the kinds of deal that
    the rule looks at; ``basis`` is ``deal`` (exact, on the deal file) or ``text`` (a pattern, on the words).
    """

    code: str
    name: str
    severity: str
    kinds: tuple[str, ...]
    basis: str
    headline: str
    finds: str
    matters: str
    example: str
    instead: str
    allow: str

    def markdown(self) -> str:
        """Return the page as CommonMark, ending with a newline."""
        parts = [
            f"# `{self.name}` ({self.code})",
            self.headline,
            f"- Severity: {self.severity}\n"
            f"- Kinds of deal: {', '.join(self.kinds)}\n"
            f"- Basis: {_BASIS[self.basis]}",
        ]
        bodies = (self.finds, self.matters, _fenced(self.example), _fenced(self.instead), self.allow)
        for heading, body in zip(HEADINGS, bodies, strict=True):
            parts += [f"## {heading}", body]
        parts.append(f"To allow it:\n\n```yaml\n# detente: allow {self.name} -- WHY (WHO)\n```")
        return "\n\n".join(parts) + "\n"


_BASIS = {
    "deal": "the deal file (exact)",
    "text": "the words (a pattern: it asks a question, and can be wrong)",
}


def _fenced(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}yaml\n{text}{fence}"


def parse(docstring: str | None) -> tuple[str, dict[str, str]]:
    """Read a rule's docstring into its headline and its five sections.

    A section begins at a line that is exactly one of `HEADINGS` and a colon; all below it is indented.
    Example and Instead come back as file text ending with a newline, the others as Markdown.

    Returns:
        The headline, and the body of each section by its heading.

    Raises:
        ValueError: a heading is missing or written twice, a section is empty, or a line stands outside.
    """
    lines = inspect.cleandoc(docstring or "").splitlines()
    if not lines or not lines[0].strip():
        raise ValueError("it has no docstring; its first line is the headline, then come the five headings")
    bodies = _sections(lines[1:])
    missing = [heading for heading in HEADINGS if heading not in bodies]
    if missing:
        raise ValueError(
            f"its docstring has no heading {' and no heading '.join(f'`{name}:`' for name in missing)}"
        )
    return lines[0].strip(), {heading: _body(heading, bodies[heading]) for heading in HEADINGS}


def _sections(lines: list[str]) -> dict[str, list[str]]:
    bodies: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines:
        heading = line.rstrip().removesuffix(":")
        if heading in HEADINGS and line.rstrip().endswith(":"):
            if heading in bodies:
                raise ValueError(f"its docstring has the heading `{heading}:` twice")
            current = bodies[heading] = []
        elif current is not None and (not line.strip() or line[0].isspace()):
            current.append(line)
        elif line.strip():
            raise ValueError(
                f"in its docstring the line `{line.strip()}` stands outside the five headings; "
                "indent it under one of them"
            )
    return bodies


def _body(heading: str, lines: list[str]) -> str:
    text = textwrap.dedent("\n".join(lines)).strip("\n").rstrip()
    if not text.strip():
        raise ValueError(f"in its docstring nothing stands under the heading `{heading}:`")
    return text + "\n" if heading in ("Example", "Instead") else text
