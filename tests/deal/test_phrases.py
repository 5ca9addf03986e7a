"""The small phrases of a deal file: what each means, and a plain sentence for what is none."""

import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deal import phrases
from detente.deal.phrases import (
    EACH_OTHER,
    NOT_STATED,
    Amiss,
    Amount,
    Duration,
    Part,
    Ratio,
    Ref,
    When,
    listed,
    one_of,
    parse_actors,
    parse_after,
    parse_amount,
    parse_duration,
    parse_offset,
    parse_pairs,
    parse_part,
    parse_ratio,
    parse_ref,
    parse_slug,
    parse_when,
    parse_words,
    parse_yes_no,
    said,
)

# --- silence


@pytest.mark.parametrize(
    ("value", "read"), [(None, None), ("not stated", NOT_STATED), ("x", "x"), ("not  stated", "not  stated")]
)
def test_absent_and_silent_are_not_the_same(value: object, read: object) -> None:
    assert said(parse_words)(value) is read or said(parse_words)(value) == read


def test_silence_is_empty_and_false() -> None:
    assert not NOT_STATED
    assert list(NOT_STATED) == []
    assert repr(NOT_STATED) == "NOT_STATED"
    assert said(parse_words)(NOT_STATED) is NOT_STATED


# --- ids and references


@pytest.mark.parametrize(
    "text", ["a", "pull-back-1", "Süd", "север", "الشمال", "ירוק", "हिन्दी", "มิตร", "1", "北-南"]
)
def test_ids_have_letters_of_any_script(text: str) -> None:
    assert parse_slug(text) == text
    assert parse_ref(text) == Ref(text)
    assert parse_when(f"stage {text} ends") == When("stage ends", f"stage {text} ends", Ref(text))


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "a--b", "a b", "a_b", "a.b.c", "a/b", "a\u2013b", "«a»", "\u0301"]
)
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(Amiss, match="is not an id"):
        parse_slug(text)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("lists", Ref("lists")),
        ("lists.2", Ref("lists", part=2)),
        ("talks.north", Ref("talks", who="north")),
        ("lists >= 50 %", Ref("lists", at_least=Amount(50, 50, "%"))),
        ("lists>=20 persons", Ref("lists", at_least=Amount(20, 20, "persons"))),
        (3, Ref("3")),
    ],
)
def test_references(text: object, ref: Ref) -> None:
    assert parse_ref(text) == ref


@pytest.mark.parametrize("ref", ["lists", "lists.2", "talks.north", "lists >= 50 %"])
def test_a_reference_prints_as_it_is_written(ref: str) -> None:
    assert str(parse_ref(ref)) == ref
    assert parse_ref(str(parse_ref(ref))) == parse_ref(ref)


def test_parts_are_counted_from_one() -> None:
    with pytest.raises(Amiss, match="counted from 1"):
        parse_ref("lists.0")


# --- lengths, amounts, parts, ratios


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("42 days", 42),
        ("1 day", 1),
        ("48 hours", 2),
        ("90 minutes", 1 / 16),
        ("2 weeks", 14),
        ("10 working days", 14),
        ("1,000 days", 1000),
        ("1.5 days", 1.5),
        ("3 months", 91.32),
        ("4 years", 1461),
    ],
)
def test_lengths_in_days(text: str, days: float) -> None:
    assert parse_duration(text).days == pytest.approx(days)


NUMBERS = st.integers(0, 10**15).map(float) | st.floats(0, phrases.LARGEST)


@given(NUMBERS, st.sampled_from(sorted(phrases.DAYS_IN)))
def test_a_length_prints_as_it_can_be_read(number: float, unit: str) -> None:
    assert parse_duration(str(Duration(number, unit))) == Duration(number, unit)


@given(NUMBERS, NUMBERS, st.sampled_from(["persons", "%", "million euro", None]))
def test_an_amount_prints_with_all_its_digits(one: float, two: float, unit: str | None) -> None:
    amount = Amount(min(one, two), max(one, two), unit)
    assert parse_amount(str(amount)) == amount
    assert parse_ratio(str(Ratio(one, two))) == Ratio(one, two)


@pytest.mark.parametrize(
    "text", ["", "42", "days", "-3 days", "1e3 days", "3 fortnights", "a few days", "3days", ["3 days"]]
)
def test_what_is_no_length(text: object) -> None:
    with pytest.raises(Amiss, match="length of time"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("33 persons", Amount(33, 33, "persons")),
        ("20..33 persons", Amount(20, 33, "persons")),
        ("30 %", Amount(30, 30, "%")),
        ("30%", Amount(30, 30, "%")),
        ("20 million euro", Amount(20, 20, "million euro")),
        ("1,550 launchers", Amount(1550, 1550, "launchers")),
        (33, Amount(33, 33, None)),
        (2.5, Amount(2.5, 2.5, None)),
    ],
)
def test_amounts(text: object, amount: Amount) -> None:
    assert parse_amount(text) == amount
    assert parse_amount(str(amount)) == amount


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1,5 million euro", "write a point for decimals"),
        ("some", "is not an amount"),
        ("", "is not an amount"),
        ("-3 persons", "is not an amount"),
        ("33..20 persons", "runs downwards"),
        ("9" * 400, "too large"),
        (True, "not true or false"),
        ({"a": 1}, "not keys with values"),
    ],
)
def test_what_is_no_amount(text: object, why: str) -> None:
    with pytest.raises(Amiss, match=why):
        parse_amount(text)


def test_parts() -> None:
    assert parse_part("3 by D+1") == Part(Amount(3, 3, None), parse_when("D+1"))
    assert parse_part("30 % by 2 days after lists.1").due == parse_when("2 days after lists.1")
    assert parse_part("3") == Part(Amount(3, 3, None), None)
    assert parse_part("3 by not stated") == Part(Amount(3, 3, None), NOT_STATED)
    assert str(parse_part("3 persons by D+1")) == "3 persons by D+1"


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("30 for 1", Ratio(30, 1)),
        ("50 for 1 female soldiers", Ratio(50, 1, "female soldiers")),
        ("3 for each person over 50", Ratio(3, 1, "person over 50")),
        ("2.5 for 2", Ratio(2.5, 2)),
    ],
)
def test_ratios(text: str, ratio: Ratio) -> None:
    assert parse_ratio(text) == ratio
    assert parse_ratio(str(ratio)) == ratio


# --- times

ZONE = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("for good", When("for good", "for good")),
        ("D+14", When("day zero", "D+14", offset=Duration(14, "days"))),
        ("D", When("day zero", "D", offset=Duration(0, "days"))),
        ("D-3", When("day zero", "D-3", offset=Duration(-3, "days"))),
        ("D+1 18:00", When("day zero", "D+1 18:00", offset=Duration(1, "days"), has_time=True)),
        ("stage two", When("stage", "stage two", Ref("two"))),
        ("stage two + 7 days", When("stage", "stage two + 7 days", Ref("two"), Duration(7, "days"))),
        ("stage two ends", When("stage ends", "stage two ends", Ref("two"))),
        ("while talks last", When("while", "while talks last", Ref("talks"))),
        ("while talks lasts", When("while", "while talks lasts", Ref("talks"))),
        ("signature", When("entry", "signature", Ref("signature"))),
        ("lists.2", When("entry", "lists.2", Ref("lists", 2))),
        (
            "30 days after lists.2",
            When("entry", "30 days after lists.2", Ref("lists", 2), Duration(30, "days")),
        ),
        ("2 days before D+9", When("day zero", "2 days before D+9", offset=Duration(7, "days"))),
        ("2031-03-03", When("date", "2031-03-03", moment=datetime(2031, 3, 3, tzinfo=UTC))),
        ("2031-02", When("date", "2031-02", moment=datetime(2031, 2, 28, tzinfo=UTC))),
        ("2031", When("date", "2031", moment=datetime(2031, 12, 31, tzinfo=UTC))),
        (2031, When("date", "2031", moment=datetime(2031, 12, 31, tzinfo=UTC))),
        (
            "2031-03-03T18:30+02:00",
            When(
                "date",
                "2031-03-03T18:30+02:00",
                moment=datetime(2031, 3, 3, 18, 30, tzinfo=ZONE),
                has_zone=True,
                has_time=True,
            ),
        ),
        ({"words": "as soon as possible"}, When("words", "as soon as possible")),
    ],
    ids=str,
)
def test_times(text: object, when: When) -> None:
    assert parse_when(text) == when
    assert str(parse_when(text)) == when.text


@pytest.mark.parametrize(
    "text",
    ["2031-03-03 18:30 +02:00", "2031-03-03, 18:30 +0200", "2031-03-03T18:30:00+02:00", "2031-03-03T16:30Z"],
)
def test_one_moment_in_several_spellings(text: str) -> None:
    assert parse_when(text).moment == datetime(2031, 3, 3, 18, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("soon", None),
        ("as soon as possible", "is not a time"),
        ("2031-02-30", "no day of the calendar"),
        ("2031-13-01", "no day of the calendar"),
        ("2031-13", "no day of the calendar"),
        ("0000-01-01", "no day of the calendar"),
        ("2031-03-03T25:00", "no day of the calendar"),
        ("2031-03-03T10:00+99:00", "no day of the calendar"),
        ("D+" + "9" * 300, "too large"),
        ("D + x", "is not a time"),
        ("stage two + soon", "not a length of time"),
        ("1 days after " * 30_000, "too long for a time"),
        ("", "is not a time"),
        ([], "not a list"),
        ({"words": 3}, "a time is text"),
        ({"words": "x", "more": "y"}, "a time is text"),
    ],
    ids=range(16),
)
def test_what_is_no_time(text: object, why: str | None) -> None:
    if why is None:
        assert parse_when(text).kind == "entry"  # a word alone may be an id; the loader knows the ids
        return
    with pytest.raises(Amiss, match=why):
        parse_when(text)


@given(st.integers(-1000, 1000), st.integers(0, 1000))
def test_offsets_add_up(first: int, second: int) -> None:
    start = f"D{first:+d}"
    later, earlier = parse_when(f"{second} days after {start}"), parse_when(f"{second} days before {start}")
    assert later.offset is not None
    assert earlier.offset is not None
    assert later.offset.days == first + second
    assert earlier.offset.days == first - second


@given(st.dates(min_value=datetime(1, 1, 1, tzinfo=UTC).date()))
def test_every_day_of_the_calendar_is_read(day: Any) -> None:
    moment = parse_when(day.isoformat()).moment
    assert moment is not None
    assert moment.date() == day


# --- words, lists, pairs


@pytest.mark.parametrize("value", [1.1, 3, True])
def test_a_number_where_words_belong_asks_for_quotes(value: object) -> None:
    with pytest.raises(Amiss, match="put it in quotes"):
        parse_words(value)


def test_yes_and_no() -> None:
    assert [parse_yes_no(value) for value in ("yes", "no", True, False)] == [True, False, True, False]
    amiss: list[object] = ["Yes", 1.0, 0, None, [], "maybe"]
    for value in amiss:
        with pytest.raises(Amiss, match="write `yes`, `no` or `not stated`"):
            parse_yes_no(value)


def test_one_of_a_list_offers_the_nearest() -> None:
    with pytest.raises(
        Amiss, match=r"`ceasfire` is not one of `ceasefire`, `strike`; did you mean `ceasefire`\?"
    ):
        one_of("ceasefire", "strike")("ceasfire")


def test_one_item_may_stand_without_a_list() -> None:
    assert listed(parse_slug)("a") == listed(parse_slug)(["a"]) == ("a",)
    assert listed(parse_slug)([]) == ()


def test_the_item_that_is_amiss_is_named() -> None:
    with pytest.raises(Amiss) as caught:
        listed(listed(parse_slug))([["a"], ["b", "c d"]])
    assert caught.value.at == (1, 1)


def test_each_other() -> None:
    assert parse_actors("each other") == (EACH_OTHER,)
    assert parse_actors(["a", "b"]) == ("a", "b")
    with pytest.raises(Amiss):
        parse_actors(["a", "each other"])


def test_the_order_that_a_reading_adds() -> None:
    assert parse_after({"elections": ["border", "law.2"]}) == {"elections": (Ref("border"), Ref("law", 2))}
    with pytest.raises(Amiss) as caught:
        parse_after({"elections": ["border", "a b"]})
    assert caught.value.at == ("elections", 1)
    with pytest.raises(Amiss, match="which act comes after which"):
        parse_after("border")


def test_pairs_of_an_issue_and_an_option() -> None:
    assert parse_pairs([{"port": "open"}, {"mandate": "none", "seat": 2}]) == (
        ("port", "open"),
        ("mandate", "none"),
        ("seat", "2"),
    )
    assert parse_pairs({"port": "open"}) == (("port", "open"),)
    assert parse_pairs([{"port": ["open", "shut"]}]) == (("port", "open"), ("port", "shut"))
    assert str(parse_pairs({"port": "open"})[0]) == "port: open"
    amiss: list[object] = ["port", [["port"]], [{"port": []}], [{"a b": "open"}]]
    for value in amiss:
        with pytest.raises(Amiss):
            parse_pairs(value)
    with pytest.raises(Amiss, match="an issue and its option"):
        parse_pairs("none")


def test_offsets_of_quotes() -> None:
    assert parse_offset(0) == 0
    amiss: list[object] = [-1, True, "3", 1.5]
    for value in amiss:
        with pytest.raises(Amiss, match="whole number from 0"):
            parse_offset(value)


# --- whatever is written

PARSERS: list[Callable[[Any], object]] = [
    *(
        parse_slug,
        parse_words,
        parse_yes_no,
        parse_duration,
        parse_amount,
        parse_ref,
        parse_part,
        parse_ratio,
    ),
    *(parse_when, parse_actors, parse_after, parse_offset, parse_pairs),
]
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)
WORDS = (
    "D+",
    "stage ",
    " ends",
    "after",
    " by ",
    "..",
    "9",
    ".",
    "-",
    "a",
    ">=",
    " ",
    "%",
    "for",
    "2031-",
    "T",
    ":",
    "+",
)
PHRASES = st.lists(st.sampled_from(WORDS)).map("".join)


@given(TREES | PHRASES)
def test_a_parser_answers_or_says_what_is_amiss(value: object) -> None:
    for parse in PARSERS:
        with contextlib.suppress(Amiss):
            parse(value)
        assert repr(said(parse)("not stated")) == "NOT_STATED"


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: str(parse.__name__))
def test_no_phrase_takes_long(parse: Callable[[Any], object]) -> None:
    long = 20_000
    texts = [
        "ܐ" * long + "!",
        "stage " + "ܐ-" * long,
        "1 days after " * long,
        "1" + " " * long + "x",
        " >= " * long,
    ]
    texts += [
        "1 " * long,
        "1..1" * long,
        "1 for 1" + " " * long,
        "1 by " * long,
        "9" * long,
        "1," * long,
        "a" * long,
    ]
    began = time.perf_counter()
    for text in texts:
        try:
            parse(text)
        except Amiss:
            continue
    assert time.perf_counter() - began < 2
