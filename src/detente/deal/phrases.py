"""The small phrases of a deal file: times, durations, amounts, parts, ratios, references.

Every parser takes a plain YAML value and returns a frozen record, or raises `Amiss` with a sentence in the
user's words. Grammar: see the deal-file reference, "Phrases".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Any, Final, NamedTuple, TypeVar

T = TypeVar("T")


class Silence(Enum):
    """`not stated`: the text was looked at and says nothing. Not the same as a key that is absent."""

    NOT_STATED = "not stated"

    def __repr__(self) -> str:
        return "NOT_STATED"

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        """Silence holds nothing, so that lists may be gone through without asking first."""
        return iter(())


NOT_STATED: Final = Silence.NOT_STATED


class Amiss(ValueError):  # noqa: N818 -- it is caught by the loader and shown as a problem
    """A value that does not read as it should; `at` leads from the key to the offending item."""

    def __init__(self, sentence: str, at: tuple[str | int, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.at = at


def figure(number: float) -> str:
    """A number with all its digits, as people write it: `1550000`, `2.5`."""
    return f"{number:.0f}" if float(number).is_integer() else f"{Decimal(repr(number)):f}"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `42 days`, `48 hours`, `10 working days`."""

    number: float
    unit: str

    @property
    def days(self) -> float:
        """Length in calendar days; a month counts 30.44, a year 365.25, five working days seven."""
        return self.number * DAYS_IN[self.unit]

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.number == 1 else self.unit
        return f"{figure(self.number)} {unit}"


DAYS_IN: Final = {
    "minutes": 1 / 1440,
    "hours": 1 / 24,
    "days": 1.0,
    "working days": 7 / 5,
    "weeks": 7.0,
    "months": 30.44,
    "years": 365.25,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range of something: `33 persons`, `20..33 persons`, `30 %`, `20 million euro`."""

    low: float
    high: float
    unit: str | None

    def __str__(self) -> str:
        number = figure(self.low) if self.low == self.high else f"{figure(self.low)}..{figure(self.high)}"
        return f"{number} {self.unit}" if self.unit else number


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an entry, to one of its parts (`lists.2`), or to a share of it (`lists >= 50 %`)."""

    id: str
    part: int | None = None
    at_least: Amount | None = None
    who: str | None = None
    """the performer meant, where each of several owes a duty of its own: `talks.north`"""

    def __str__(self) -> str:
        tail = f".{self.part or self.who}" if self.part or self.who else ""
        return f"{self.id}{tail}" + (f" >= {self.at_least}" if self.at_least else "")


@dataclass(frozen=True, slots=True)
class When:
    """A moment. `kind` says which of the fields speak.

    Kinds: `date` (moment, has_time), `day zero`, `stage` (anchor), `stage ends` (anchor), `entry` (anchor: an event or
    an obligation), `while` (anchor), `for good`, `words` (what the text says where that is no time).
    `offset` is added to the anchor; negative before it.
    """

    kind: str
    text: str
    anchor: Ref | None = None
    offset: Duration | None = None
    moment: datetime | None = None
    has_zone: bool = False
    has_time: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a divided act: `3 by D+1`, `30 % by D+90`."""

    amount: Amount
    due: When | Silence | None

    def __str__(self) -> str:
        return f"{self.amount} by {self.due}" if self.due else str(self.amount)


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of one act for so many of the other: `30 for 1`, `50 for 1 female soldiers`."""

    give: float
    get: float
    of: str | None = None

    def __str__(self) -> str:
        return f"{figure(self.give)} for {figure(self.get)}" + (f" {self.of}" if self.of else "")


LARGEST: Final = 1e15
LONGEST_TIME: Final = 500
# Marks that belong to letters (vowel signs, points, accents) and the joiners: \w leaves them out.
_MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    r"\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3\u07fd\u0816-\u082d\u0859-\u085b\u0898-\u08e1"
    r"\u08e3-\u0963\u0981-\u09e3\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83"
    r"\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18\u0f19\u0f35\u0f37"
    r"\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6\u102b-\u103e\u1056-\u109d\u135d-\u135f\u1712-\u1734\u1752-\u17d3"
    r"\u17dd\u180b-\u180d\u180f-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1b44\u1b6b-\u1b73\u1b80-\u1bf3"
    r"\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1dff\u200c\u200d\u302a-\u302f\u3099\u309a\ua66f\ua674-\ua67d"
    r"\ua69e-\ua6f1\ua802-\ua827\ua82c\ua880-\ua8c5\ua8e0-\ua8f1\ua8ff-\ua92d\ua947-\ua953\ua980-\ua9c0"
    r"\ua9e5-\uaa4d\uaa7b-\uaac1\uaaeb-\uaaef\uaaf5\uaaf6\uabe3-\uabea\uabec\uabed"
)
# Atomic: a letter that is in both classes is tried once.
LETTER: Final = rf"(?>[^\W_]|[{_MARKS}])"
SLUG: Final = rf"[^\W_]{LETTER}*(?:-{LETTER}+)*"
_SLUG = re.compile(rf"{SLUG}\Z")
_REF = re.compile(rf"({SLUG})(?:\.({SLUG}))?(?:\s*>=\s*(.+))?\Z")
NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""A number: commas only between groups of three digits, so that `1,5` is not read as 15."""
_COMMAS: Final = re.compile(r"(?:\A|\.\.\s*|likely\s+|for\s+)[+-]?(\d+(?:,\d+)+)")
_DURATION = re.compile(rf"({NUMBER})\s+(working days?|minutes?|hours?|days?|weeks?|months?|years?)\Z")
_AMOUNT = re.compile(rf"({NUMBER})(?:\s*\.\.\s*({NUMBER}))?(?:\s*(\S.*))?\Z", re.DOTALL)
_RATIO = re.compile(rf"({NUMBER})\s+for\s+(?:each|every|({NUMBER}))(?:\s+(\S.*))?\Z")
_DAY = re.compile(r"D(?:\s*([+-])\s*(\d+(?:\.\d+)?))?(?:[ ,]+(\d\d:\d\d))?\Z")
_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ,]+(\d\d):(\d\d)(?::(\d\d))?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?\Z"
)
_STAGE = re.compile(rf"stage\s+({SLUG})(\s+ends)?(?:\s*\+\s*(.+))?\Z")
_AFTER = re.compile(r"(.+?)\s+(after|before)\s+(.+)\Z")
_WHILE = re.compile(rf"while\s+({SLUG})\s+lasts?\Z")


def said(parse: Callable[[Any], T]) -> Callable[[Any], T | Silence | None]:
    """Wrap a parser so that an empty value is *not filled in* and `not stated` is itself."""

    def parsed(value: Any) -> T | Silence | None:
        if value is None or isinstance(value, Silence):
            return value
        if value == "not stated":
            return NOT_STATED
        return parse(value)

    return parsed


def _text(value: Any, what: str) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value}"
    raise Amiss(f"{what} is one piece of text, not {kind_of(value)}")


def kind_of(value: Any) -> str:
    """What a YAML value is, in words."""
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true or false"
    return "a number" if isinstance(value, int | float) else "text"


def _number(text: str) -> float:
    number = float(text.replace(",", ""))
    if number > LARGEST:
        raise Amiss(f"`{text[:20]}...` is too large a number")
    return number


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean "x"?`, or nothing where no known word is near."""
    near = get_close_matches(word, [k for k in known if k != word], n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""


def parse_slug(value: Any) -> str:
    """An id: letters of any script, digits, hyphens."""
    text = _text(value, "an id")
    if not _SLUG.match(text):
        raise Amiss(f"`{text}` is not an id: use letters, digits and single hyphens, no spaces")
    return text


def parse_words(value: Any) -> str:
    """Any text; a number is refused, because YAML may have changed it (`1.10` becomes 1.1)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        raise Amiss(f"this is read as {kind_of(value)}, but text belongs here: put it in quotes")
    raise Amiss(f"text belongs here, not {kind_of(value)}")


def parse_yes_no(value: Any) -> bool:
    """`yes` or `no` (YAML 1.2 reads them as text); true and false are taken too."""
    answers = {"yes": True, "no": False, True: True, False: False}
    if isinstance(value, str | bool) and value in answers:
        return answers[value]
    raise Amiss("write `yes`, `no` or `not stated`")


def one_of(*choices: str) -> Callable[[Any], str]:
    """A parser for a closed list of words."""

    def parse(value: Any) -> str:
        text = _text(value, "this")
        if text not in choices:
            listed = ", ".join(f"`{c}`" for c in choices)
            raise Amiss(f"`{text}` is not one of {listed}{did_you_mean(text, choices)}")
        return text

    return parse


def listed(parse: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    """A parser for one item or a list of items; says which item is amiss."""

    def parsed(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            return (parse(value),)
        items = []
        for place, item in enumerate(value):
            try:
                items.append(parse(item))
            except Amiss as amiss:
                raise Amiss(amiss.sentence, (place, *amiss.at)) from None
        return tuple(items)

    return parsed


def parse_duration(value: Any) -> Duration:
    """`42 days`, `48 hours`, `10 working days`."""
    text = _text(value, "a length of time")
    found = _DURATION.match(text)
    if not found:
        raise Amiss(
            f"`{text}` is not a length of time: write `42 days`, `48 hours`, `2 weeks`, `10 working days`"
        )
    unit = found[2] if found[2].endswith("s") else found[2] + "s"
    return Duration(_number(found[1]), unit)


def refuse_decimal_comma(text: str) -> None:
    """A number in which commas part anything but groups of three digits is nobody's to guess."""
    for found in _COMMAS.finditer(text):
        if not re.fullmatch(NUMBER, found[1]):
            raise Amiss(
                f"`{found[1]}`: write a point for decimals, and commas only between groups of three digits"
            )


def parse_amount(value: Any) -> Amount:
    """`33 persons`, `20..33 persons`, `30 %`, `20 million euro`."""
    text = _text(value, "an amount")
    refuse_decimal_comma(text)
    found = _AMOUNT.match(text)
    if not found:
        raise Amiss(f"`{text}` is not an amount: write a number and what is counted, such as `33 persons`")
    low = _number(found[1])
    high = _number(found[2]) if found[2] else low
    if high < low:
        raise Amiss(f"`{text}`: the range runs downwards; write the smaller number first")
    return Amount(low, high, found[3])


def parse_ref(value: Any) -> Ref:
    """An id, `id.2` for its second part, or `id >= 50 %`."""
    text = _text(value, "a reference")
    found = _REF.match(text)
    if not found:
        raise Amiss(f"`{text}` is not a reference: write an id, `id.2` for a part, or `id >= 50 %`")
    numbered = bool(found[2]) and found[2].isdecimal() and len(found[2]) < 9
    part = int(found[2]) if numbered else None
    if part == 0:
        raise Amiss(f"`{text}`: parts are counted from 1")
    share = parse_amount(found[3]) if found[3] else None
    return Ref(found[1], part, share, None if numbered else found[2])


def parse_part(value: Any) -> Part:
    """`3 by D+1`; a part may also stand without its time."""
    text = _text(value, "a part")
    amount, by, due = text.partition(" by ")
    return Part(parse_amount(amount), said(parse_when)(due) if by else None)


def parse_ratio(value: Any) -> Ratio:
    """`30 for 1`, `3 for each person over 50`."""
    text = _text(value, "a ratio")
    found = _RATIO.match(text)
    if not found:
        raise Amiss(f"`{text}` is not a ratio: write `30 for 1`")
    return Ratio(_number(found[1]), _number(found[2]) if found[2] else 1.0, found[3])


def parse_when(value: Any) -> When:
    """A moment; see `When`. `{words: as soon as possible}` keeps what a text says where that is no time."""
    if isinstance(value, dict):
        if set(value) == {"words"} and isinstance(value["words"], str):
            return When("words", value["words"])
        raise Amiss(
            'a time is text such as `D+14`, or `{words: "..."}` for what the text says instead of a time'
        )
    text = _text(value, "a time")
    if len(text) > LONGEST_TIME:
        raise Amiss(f"`{text[:20]}...` is too long for a time, which has at most {LONGEST_TIME} characters")
    for parse in (_fixed_time, _stage_time, _relative_time):
        found = parse(text)
        if found is not None:
            return found
    raise Amiss(
        f"`{text}` is not a time: write a date (`2031-03-03`), `D+14`, `stage two + 7 days`, `stage two ends`, "
        "`30 days after EVENT`, `while TALKS last`, `for good`; or keep the text's own phrase as "
        '`{words: "..."}`'
    )


def _fixed_time(text: str) -> When | None:
    if text == "for good":
        return When("for good", text)
    day = _DAY.match(text)
    if day:
        number = _number(day[2] or "0") * (-1 if day[1] == "-" else 1)
        return When("day zero", text, offset=Duration(number, "days"), has_time=bool(day[3]))
    found = _DATE.match(text)
    return _date(text, found) if found else None


def _date(text: str, found: re.Match[str]) -> When:
    year, month, day, hour, minute, second, zone = found.groups()
    if month is None:
        month, day = "12", "31"
    elif day is None:
        day = f"{_last_day(int(year), int(month))}"
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            tzinfo=_zone(zone),
        )
    except ValueError:
        raise Amiss(f"`{text}` is no day of the calendar") from None
    return When("date", text, moment=moment, has_zone=zone is not None, has_time=hour is not None)


def _last_day(year: int, month: int) -> int:
    if not (1 <= month <= 12 and 1 <= year < 9999):
        return 0
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - timedelta(days=1)).day


def _zone(text: str | None) -> timezone:
    if text is None or text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1))


def _stage_time(text: str) -> When | None:
    found = _STAGE.match(text)
    if not found:
        return None
    offset = parse_duration(found[3]) if found[3] else None
    return When("stage ends" if found[2] else "stage", text, Ref(found[1]), offset)


def _relative_time(text: str) -> When | None:
    during = _WHILE.match(text)
    if during:
        return When("while", text, Ref(during[1]))
    found = _AFTER.match(text)
    if found and _DURATION.match(found[1]):
        anchor = parse_when(found[3])
        offset = parse_duration(found[1])
        signed = offset if found[2] == "after" else Duration(-offset.number, offset.unit)
        return When(
            anchor.kind, text, anchor.anchor, _sum(anchor.offset, signed), anchor.moment, anchor.has_zone
        )
    if _REF.match(text):
        return When("entry", text, parse_ref(text))
    return None


def _sum(first: Duration | None, second: Duration) -> Duration:
    if first is None or first.number == 0:
        return second
    return Duration(first.days + second.days, "days")


def parse_actors(value: Any) -> tuple[str, ...]:
    """Ids of actors, or `each other`: every performer owes it to, or is checked by, all the others."""
    if value == "each other":
        return (EACH_OTHER,)
    return listed(parse_slug)(value)


EACH_OTHER: Final = "each other"


def parse_after(value: Any) -> dict[str, tuple[Ref, ...]]:
    """`{elections: [border]}`: elections come after border."""
    if not isinstance(value, dict):
        raise Amiss(
            f"write which act comes after which, such as `{{elections: [border]}}`, not {kind_of(value)}"
        )
    found = {}
    for key, refs in value.items():
        try:
            found[parse_slug(key)] = listed(parse_ref)(refs)
        except Amiss as amiss:
            raise Amiss(amiss.sentence, (key, *amiss.at)) from None
    return found


def parse_offset(value: Any) -> int:
    """A place in a document, counted in characters from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Amiss("write the offset of the quote as a whole number from 0")
    return value


class Choice(NamedTuple):
    """An issue and one of its options."""

    issue: str
    option: str

    def __str__(self) -> str:
        return f"{self.issue}: {self.option}"


def are_chosen(
    by_any: Iterable[tuple[str, str]], only_if: Iterable[tuple[str, str]], package: Mapping[str, str]
) -> bool:
    """Whether a package has one of `by_any` (or that is empty), and for each issue of `only_if` one of its options."""
    some = list(by_any)
    if some and not any(package.get(issue) == option for issue, option in some):
        return False
    wanted: dict[str, set[str]] = {}
    for issue, option in only_if:
        wanted.setdefault(issue, set()).add(option)
    return all(package.get(issue) in options for issue, options in wanted.items())


def parse_pairs(value: Any) -> tuple[Choice, ...]:
    """`[port: open, port: inspected]`, or `{port: [open, inspected]}`: options of issues."""
    return tuple(choice for choices in listed(_choices)(value) for choice in choices)


def _choices(value: Any) -> tuple[Choice, ...]:
    if not isinstance(value, dict):
        raise Amiss(f"write an issue and its option, such as `port: open`, not {kind_of(value)}")
    parse = listed(lambda option: _text(option, "an option"))
    found = []
    for issue, options in value.items():
        if options == []:
            raise Amiss(f"`{issue}` stands here without an option")
        found += [Choice(parse_slug(issue), option) for option in parse(options)]
    return tuple(found)
