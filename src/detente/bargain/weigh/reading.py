"""What people type, read: figures, options by name or number, lists and orders of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from detente.bargain.weigh.interview import Answer
from detente.deal.phrases import Amiss, did_you_mean

_FIGURE: Final = re.compile(r"([+-]?)(\d{1,12})(?:\.(\d{1,12}))?\s*(?:%|percent|points?)?\Z")
_COMMA: Final = re.compile(r"[+-]?\d+,\d+\s*%?\Z")
_PLACES: Final = 2
_WORDS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[^"]')
LONGEST: Final = 2000  # characters of one answer


def spare(text: str) -> str:
    """Text without blanks around it and marks that only quote.

    Raises:
        Amiss: it is too long to be an answer.
    """
    if len(text) > LONGEST:
        raise Amiss(f"that is {len(text)} characters long; an answer has at most {LONGEST}")
    return text.replace("`", "").strip()


def figure_of(number: Fraction | Decimal | int) -> str:
    """A number as people write it, at most four decimals: `40`, `12.5`."""
    exact = Fraction(number)
    scaled = (exact * 10_000 * 2 + 1) // 2  # halves away from zero above it, and one rule for all
    text = f"{Decimal(scaled).scaleb(-4):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rough(number: Fraction | Decimal | int) -> str:
    """A number as people say it: at most two decimals."""
    return figure_of(Fraction(round(Fraction(number) * 100), 100))


def figure(text: str, low: int, high: int) -> Fraction:
    """A number from `low` to `high` with at most two decimals.

    Raises:
        Amiss: it is none; the sentence says what to write.
    """
    bare = spare(text)
    found = _FIGURE.match(bare)
    if found is None:
        hint = ". Write a point for decimals, such as 12.5" if _COMMA.match(bare) else ", such as 40 or 12.5"
        raise Amiss(
            f"`{_short(bare)}` is not a number that can be used here; write one from {low} to {high}{hint}"
        )
    if len((found[3] or "").rstrip("0")) > _PLACES:
        raise Amiss("two decimals are enough: nobody's judgement is finer than that")
    number = Fraction(f"{found[1]}{found[2]}.{found[3] or 0}")
    if not low <= number <= high:
        raise Amiss(f"{figure_of(number)} is outside {low} to {high}")
    return number


def figures(low: int, high: int, default: Fraction | None = None) -> Callable[[str], Answer]:
    """A reader of numbers; an empty line is the default, where there is one."""

    def read(text: str) -> Answer:
        if default is not None and not text.strip():
            return Answer(default, figure_of(default))
        number = figure(_filled(text), low, high)
        return Answer(number, figure_of(number))

    return read


def _filled(text: str) -> str:
    if not text.strip():
        raise Amiss("an answer is needed here; `?` explains, `stop` ends for now")
    return text


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."


# --- things by name or number ---


class Menu:
    """Things to choose from by their labels, by the beginning of a label, or by a mark in front of each.

    Labels come first: marks are numbers, or letters where a label is a number. Some things of another menu (`of`) keep
    the marks that they have there.
    """

    def __init__(
        self,
        labels: Iterable[str],
        other_names: Mapping[str, Sequence[str]] | None = None,
        *,
        of: Menu | None = None,
    ) -> None:
        self.labels = tuple(labels)
        self._names: dict[str, list[str]] = {}
        for label in self.labels:
            for name in (label, *(other_names or {}).get(label, ())):
                self._names.setdefault(name.casefold(), []).append(label)
        there = of.marks if of is not None else dict(zip(self._marks(), self.labels, strict=True))
        self.marks: dict[str, str] = {mark: label for mark, label in there.items() if label in self.labels}

    def _marks(self) -> tuple[str, ...]:
        count = len(self.labels)
        letters = [chr(ord("a") + at) for at in range(min(count, 26))]
        for marks in ([str(at + 1) for at in range(count)], letters, [f"#{at + 1}" for at in range(count)]):
            if len(marks) == count and not any(mark in self._names for mark in marks):
                return tuple(marks)
        return tuple(f"#{at + 1}" for at in range(count))

    def one(self, text: str) -> str:
        """The one thing that is meant.

        Raises:
            Amiss: nothing, or more than one thing, is meant.
        """
        bare = spare(_filled(text))
        if bare.startswith('"'):
            bare = _unquoted(bare)
        if bare in self.labels:
            return bare
        for found in (self._names.get(bare.casefold()), self._marked(bare), self._begun(bare.casefold())):
            if found and len(found) == 1:
                return found[0]
            if found:
                raise Amiss(
                    f"`{_short(bare)}` may be {' or '.join(f'`{label}`' for label in found)}; write which"
                )
        listed = ", ".join(f"`{label}`" for label in self.labels[:12])
        more = ", and more" if len(self.labels) > 12 else ""
        guess = did_you_mean(bare, self.labels)
        raise Amiss(f"`{_short(bare)}` is none of {listed}{more}{guess}")

    def _marked(self, text: str) -> list[str] | None:
        return [self.marks[text]] if text in self.marks else None

    def _begun(self, text: str) -> list[str]:
        found = [label for name, labels in self._names.items() if name.startswith(text) for label in labels]
        return list(dict.fromkeys(found))

    def several(self, text: str) -> tuple[str, ...]:
        """One thing or more, with commas between them (or blanks, where each word is one of them); each once."""
        return self._in_order(self._split(text, ",;"))

    def order(self, text: str) -> tuple[tuple[str, ...], ...]:
        """All things from the first to the last: `a > b = c`; with commas or blanks between them, none are equal.

        Raises:
            Amiss: a thing is missing, or is there twice.
        """
        parts = _parts(spare(_filled(text)), ">")
        places = [self._split(part, "=") for part in parts]
        if len(parts) == 1 and len(places[0]) == 1:
            places = [[item] for item in self._split(text, ",;")]
        found = tuple(tuple(self.one(item) for item in place) for place in places)
        flat = [label for place in found for label in place]
        missing = [f"`{label}`" for label in self.labels if label not in flat]
        twice = [f"`{label}`" for label in dict.fromkeys(flat) if flat.count(label) > 1]
        if twice:
            raise Amiss(f"{', '.join(twice)} {'stands' if len(twice) == 1 else 'stand'} there twice")
        if missing:
            raise Amiss(
                f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing; name all of them"
            )
        return tuple(self._in_order(place) for place in found)

    def _split(self, text: str, marks: str) -> list[str]:
        """The items of a text; as one item where it is itself a label, by blanks where each word is one."""
        bare = spare(_filled(text))
        if bare in self.labels:
            return [plain(bare)]
        items = _parts(bare, marks)
        words = bare.split()
        if (
            len(items) == 1
            and len(words) > 1
            and "=" not in marks
            and all(self.knows(word) for word in words)
        ):
            return words
        return items

    def is_name(self, word: str) -> bool:
        """Whether a word is a label, or another name of one thing."""
        return word.casefold() in self._names

    def knows(self, word: str) -> bool:
        """Whether a word is a name or a mark."""
        return self.is_name(word) or word in self.marks

    def _in_order(self, items: Iterable[str]) -> tuple[str, ...]:
        found = {self.one(item) if item not in self.labels else item for item in items}
        return tuple(label for label in self.labels if label in found)

    def lines(self, says: Mapping[str, str] | None = None) -> list[str]:
        """A line for each thing, with its mark in front."""
        wide = max(map(len, self.marks), default=0)
        return [
            f"  {mark:>{wide}}  {label}" + (f": {said}" if (said := (says or {}).get(label)) else "")
            for mark, label in self.marks.items()
        ]


def _parts(text: str, marks: str) -> list[str]:
    """A text parted at marks that do not stand in quotes."""
    parts = [""]
    for piece in _WORDS.findall(text):
        if piece in marks:
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts if part.strip()] or [text]


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        return text


def plain(label: str, words: Iterable[str] = ()) -> str:
    """A label as it is kept: in quotes where it could be read as something else."""
    simple = re.fullmatch(r"[^\s\"`>=,;#]+(?: [^\s\"`>=,;#]+)*", label) and label.casefold() not in words
    return label if simple else json.dumps(label, ensure_ascii=False).replace("`", "\\u0060")


def listed(labels: Iterable[str]) -> str:
    """Labels as they are kept, in a list."""
    return ", ".join(plain(label) for label in labels)


def ordered(places: Iterable[Iterable[str]]) -> str:
    """Places as they are kept: `a > b = c`."""
    return " > ".join(" = ".join(plain(label) for label in place) for place in places)
