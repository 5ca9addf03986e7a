# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Numbers as agreements write them: `Article IX`, `1.`, `1.1`, `(a)`, `(i)`, `A.`, and what each of them may count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Form: TypeAlias = Literal["dot", "paren", "half", "keyword", "bullet", "word"]
Style: TypeAlias = tuple[str, str]

ARTICLES: Final = (
    *(
        "article",
        "art.",
        "articles",
        "clause",
        "point",
        "rule",
        "§",
        "artículo",
        "artigo",
        "cláusula",
        "punto",
    ),
    *("artikel", "المادة", "סעיף"),
)
SECTIONS: Final = ("section", "sec.", "sección", "secção")
DIVISIONS: Final = (
    *("book", "livre", "libro"),
    *("title", "titre", "título"),
    *("part", "partie", "parte"),
    *("chapter", "chapitre", "capítulo"),
    *("subpart", "division"),
)
ANNEXES: Final = (
    *("annex", "appendix", "schedule", "attachment", "exhibit", "annexe", "anexo", "anejo"),
    *("protocol", "letter", "nr.", "no."),
)
_COUNTED: Final = (
    *("one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh"),
    *("eight eighth", "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth"),
)
_WORDS: Final = {word: number for number, words in enumerate(_COUNTED, start=1) for word in words.split()}
_ROMAN: Final = re.compile(
    r"(?=[mdclxvi])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE
)
_ROMAN_DIGITS: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_BEFORE: Final = r"[^\S\r\n]{0,40}(?:>[^\S\r\n]{0,3}){0,3}(?:\#{1,6}[^\S\r\n]+)?"
_MARKED: Final = r"(?:[-*+•][^\S\r\n]+)?(?:\*\*|__|\*|_)?"
_LETTERS: Final = r"[a-z]|[A-Z]|([a-zA-Z])(?P=D)|[ivxl]{1,7}|[IVXLC]{1,8}"
_SAID: Final = "|".join(sorted((re.escape(word) for word in _WORDS), key=len, reverse=True))
_KEYED: Final = "|".join(
    sorted((re.escape(word) for word in ARTICLES + SECTIONS + DIVISIONS + ANNEXES), key=len, reverse=True)
)
_KEYWORD: Final = re.compile(
    rf"(?P<before>{_BEFORE}{_MARKED})"
    rf"(?P<own>(?P<word>(?i:{_KEYED}))(?P<gap>[^\S\r\n]{{0,4}})"
    r"(?P<number>\d{1,6}(?:\.\d{1,3}){0,5}(?:[^\S\r\n]?(?:bis|ter|quater)\b|[A-Za-z])?"
    rf"|[IVXLC]{{1,9}}|[A-Z]|(?i:{_SAID}))(?![\w'’-]|[.,:/]\d)"
    r"(?P<more>[^\S\r\n]?\((?:[A-Z]|\d{1,2})\))?)"
    r"(?:\*\*|__|\*|_)?"
    r"(?P<sign>[^\S\r\n]{0,4}[.:)\-–—]{1,2}|(?=\s|\Z)|(?=[(\"“]))[^\S\r\n]*(?:\*\*|__)?[^\S\r\n]*"
)
_PLAIN: Final = re.compile(
    rf"(?P<before>{_BEFORE}{_MARKED})"
    r"(?P<own>"
    r"\([^\S\r\n]?(?P<paren>\d{1,6}[a-z]?|(?P<D>[a-z])(?P=D)|[A-Za-z]|[ivxl]{1,7}|[IVXLC]{1,8})[^\S\r\n]?\)\.?"
    r"|(?P<half>\d{1,6}|(?P<E>[a-z])(?P=E)|[A-Za-z]|[ivxl]{1,7}|[IVXLC]{1,8})\)"
    r"|(?P<decimal>\d{1,6}(?:\.\d{1,3}){1,6}(?![\w%])(?!\.\d))\.?(?=\s|\Z|\*\*|__|[\"“(])"
    r"|(?P<decimal2>\d{1,6}(?:\.\d{1,3}){1,6}[a-z])\.?(?=\s|\Z|\*\*|__)"
    r"|(?P<dot>\d{1,6}[a-z]?|[A-Za-z]|[ivxl]{1,7}|[IVXLC]{1,8})\."
    r"|(?P<bare>\d{1,3}[a-z]?)(?=\s|\Z|\*\*|__))"
    r"(?:\*\*|__|\*|_)?[^\S\r\n]*"
)
_NEXT: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the head of a part, as it stands in a text.

    Attributes:
        start: where it begins with what marks it in Markdown, in code points.
        own: where the number itself begins, its keyword included.
        own_end: where it ends, its signs included, such as `(a)`, `1.` or `Article IX`.
        after: where the words begin that follow it.
        form: how it is written; "dot" stands for `1.`, `1` and `1.1`, "half" for `a)`, "paren" for `(a)`.
        readings: what it may count, each with an alphabet and a value: `i` is the ninth letter or the first Roman.
        label: the number without its signs.
        path: of a number in figures, its parts: (1, 2) for `1.2`.
        keyword: the word before it in small letters, or "".
        is_bare: whether no sign sets it off from the words, as in `1 The pause`.
    """

    start: int
    own: int
    own_end: int
    after: int
    form: Form
    readings: tuple[tuple[str, int], ...]
    label: str
    path: tuple[int, ...] = ()
    keyword: str = ""
    is_bare: bool = False


def roman(word: str) -> int:
    """The value of a Roman number, written as usual, in capitals or not; 0 if it is none."""
    if not _ROMAN.fullmatch(word):
        return 0
    digits = [_ROMAN_DIGITS[letter] for letter in word.lower()]
    return sum(-one if one < two else one for one, two in zip(digits, [*digits[1:], 0], strict=True))


def readings_of(token: str) -> tuple[tuple[str, int], ...]:
    """What a number without its signs may count: `((alphabet, value), …)`, letters before Roman numbers."""
    if token[:1].isdecimal():
        return (("digit", int(re.findall(r"\d+", token)[0])),)
    case = str.upper if token.isupper() else str.lower
    found = []
    if len(token) == 1 and token.isascii():
        found.append((case("letter"), ord(token.lower()) - 96))
    if len(token) == 2 and token[0] == token[1] and token.isascii():
        found += [(case("letter"), ord(token[0].lower()) - 70), (case("double"), ord(token[0].lower()) - 96)]
    if value := roman(token):
        found.append((case("roman"), value))
    return tuple(found)


def keyword_mark(text: str, start: int, end: int) -> Mark | None:
    """The number with a keyword at the head of a line (`Article IX`, `Annex A`, `Part One`), or None.

    A keyword stands in capitals or with a capital letter; a number follows it.
    """
    found = _KEYWORD.match(text, start, end)
    if found is None or not _is_set_off(found):
        return None
    token, word = found["number"], found["word"].lower()
    label = token + re.sub(r"\s", "", found["more"] or "")
    value = _WORDS.get(token.lower())
    path: tuple[int, ...] = ()
    readings: tuple[tuple[str, int], ...]
    if value is not None:
        label, readings, path = str(value), (("digit", value),), (value,)
    elif token[0].isdecimal():
        path = tuple(int(part) for part in re.findall(r"\d+", token))
        readings = (("digit", path[-1]),)
    else:
        readings = readings_of(token)
        path = (roman(token),) if roman(token) else ()
    if not readings:
        return None
    return Mark(
        found.start(), found.start("own"), _own_end(found), found.end(), "keyword", readings, label, path, word,
        not found["sign"],
    )  # fmt: skip


def _is_set_off(found: re.Match[str]) -> bool:
    word = found["word"]
    if not (word[0].isupper() or not word[0].isalpha() or not word.isascii()):
        return False
    return bool(found["gap"]) or word[-1] in "§."


def _own_end(found: re.Match[str]) -> int:
    sign = found["sign"].strip()
    return found.end("sign") if sign in (".", ")", ".)") else found.end("own")


def plain_mark(text: str, start: int, end: int) -> Mark | None:
    """The number without a keyword at the head of a line (`1.`, `1.1`, `(a)`, `a)`, `(i)`, `A.`, `12`), or None."""
    found = _PLAIN.match(text, start, end)
    if found is None:
        return None
    kind = found.lastgroup if found.lastgroup not in ("own", "before", "D", "E") else ""
    kind = kind or next(
        name for name in ("paren", "half", "decimal", "decimal2", "dot", "bare") if found[name] is not None
    )
    token = found[kind]
    path: tuple[int, ...] = ()
    if token[0].isdecimal():
        path = tuple(int(part) for part in re.findall(r"\d+", token))
        if kind.startswith("decimal") and any(len(part) > 2 and part[0] == "0" for part in token.split(".")):
            return None
    form: Form = "paren" if kind == "paren" else "half" if kind == "half" else "dot"
    readings = (("decimal", path[-1]),) if len(path) > 1 else readings_of(token)
    after = text[found.end() : found.end() + 1]
    if not readings or (
        kind == "dot" and found.end() == found.end("own") and not _may_be_glued(token, after)
    ):
        return None
    own_end = found.end("own")
    return Mark(
        found.start(),
        found.start("own"),
        own_end,
        found.end(),
        form,
        readings,
        token,
        path,
        "",
        kind == "bare",
    )


def _may_be_glued(token: str, after: str) -> bool:
    """Whether words may follow a full stop without a space: `1.The`, not `e.g.`."""
    return not after or after.isspace() or (token[0].isdecimal() and (after.isupper() or after in '“"(„«‘'))
