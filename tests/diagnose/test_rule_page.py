"""The page of a rule, made of its docstring."""

from __future__ import annotations

import pytest

from detente.diagnose.page import Page, parse

DOCSTRING = """Two parties read one term differently.

    What it finds:
        A term with `readings` that differ.

        - and no agreed one

    Why it matters:
        What hangs on it is read differently too.

    Example:
        detente: 1
        terms:
          calm: {words: calm}   # Instead:

    Instead:
        detente: 1

    When to allow:
        Where it is left open on purpose.
    """


def test_headline_and_sections() -> None:
    headline, bodies = parse(DOCSTRING)
    assert headline == "Two parties read one term differently."
    assert bodies == {
        "What it finds": "A term with `readings` that differ.\n\n- and no agreed one",
        "Why it matters": "What hangs on it is read differently too.",
        "Example": "detente: 1\nterms:\n  calm: {words: calm}   # Instead:\n",
        "Instead": "detente: 1\n",
        "When to allow": "Where it is left open on purpose.",
    }


def test_markdown() -> None:
    page = Page(
        code="T004",
        name="term-read-differently",
        severity="error",
        kinds=("ceasefire", "strike"),
        basis="deal",
        headline="Two parties read one term differently.",
        finds="A term.",
        matters="It does.",
        example="detente: 1\n",
        instead="detente: 1\ntitle: ```\n",
        allow="On purpose.",
    )
    assert (
        page.markdown()
        == """# `term-read-differently` (T004)

Two parties read one term differently.

- Severity: error
- Kinds of deal: ceasefire, strike
- Basis: the deal file (exact)

## What it finds

A term.

## Why it matters

It does.

## Example

```yaml
detente: 1
```

## Instead

````yaml
detente: 1
title: ```
````

## When to allow

On purpose.

To allow it:

```yaml
# detente: allow term-read-differently -- WHY (WHO)
```
"""
    )


@pytest.mark.parametrize(
    ("docstring", "said"),
    [
        (None, "no docstring"),
        ("", "no docstring"),
        (
            DOCSTRING.replace("Instead:\n        detente", "Rather:\n        detente"),
            "`Rather:` stands outside",
        ),
        (DOCSTRING.replace("Why it matters:", "    Why it matters:"), "no heading `Why it matters:`"),
        (DOCSTRING.replace("Why it matters:", "Example:"), "`Example:` twice"),
        (DOCSTRING.replace("        Where it is left open on purpose.\n", ""), "nothing stands under"),
    ],
)
def test_a_docstring_that_is_no_page_is_refused_in_words(docstring: str | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse(docstring)
