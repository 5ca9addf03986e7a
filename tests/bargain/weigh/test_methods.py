"""What comes out of answers, by each method; stopping, undoing and going on change nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.weigh.interview import Kept, Question
from detente.bargain.weigh.methods import METHODS, script_of
from detente.bargain.weigh.table import Table
from detente.bargain.weigh.writing import MARK, values_text
from detente.deal.loader import load_text
from detente.deal.phrases import Amiss, Choice
from detente.errors import UnknownName
from tests.bargain.weigh.tables import DAY, Mind, answered, asked, minds, started, table

RATIOS = (1, 2, 4, 8)  # between any two of them: words
PORT = table({"port": ("closed", "inspected", "open"), "mandate": ("none", "joint")})
MIND = Mind(
    {"port": Fraction(60), "mandate": Fraction(40)},
    {"port": {"closed": 0, "inspected": 50, "open": 100}, "mandate": {"none": 0, "joint": 100}},
)


def text_of(method: str, at: Table, mind: Mind) -> str:
    return values_text(at, asked(method, at, mind))


def but_for_the_method(text: str) -> list[str]:
    return [line for line in text.splitlines() if MARK not in line]


def turned_round(at: Table) -> Table:
    return table({issue: at.issues[issue] for issue in reversed(list(at.issues))})


def test_points_by_hand() -> None:
    found = asked("points", PORT, MIND)
    assert {str(choice): worth for choice, worth in found.worths.items()} == {
        "port: closed": 0,
        "port: inspected": 30,
        "port: open": 60,
        "mandate: none": 0,
        "mandate: joint": 40,
    }
    assert found.no_deal == Decimal("12.5")
    assert (found.judged_by, found.on, found.never) == ("a judge", DAY, ())


@settings(max_examples=30)
@given(minds())
def test_points_are_what_was_meant_and_the_best_options_add_to_100(made: tuple[Table, Mind]) -> None:
    at, mind = made
    worths = asked("points", at, mind).worths
    assert sum(max(worths[Choice(i, o)] for o in options) for i, options in at.issues.items()) == 100
    for choice, worth in worths.items():
        meant = mind.points[choice.issue] * mind.percents[choice.issue][choice.option] / 100
        assert abs(Fraction(worth) - meant) <= Fraction(1, 20_000)


@settings(max_examples=30)
@given(minds(sizes=(1, 2, 3, 5, 10, 20, 50)))
def test_swings_and_points_that_say_the_same_give_the_same_file(made: tuple[Table, Mind]) -> None:
    at, mind = made
    raw = {issue: points / max(mind.points.values()) * 20 for issue, points in mind.points.items()}
    in_points = Mind({issue: Fraction(round(size * 100), 100) for issue, size in raw.items()}, mind.percents)
    in_swings = Mind(in_points.points, mind.percents)

    def scaled(question: Question) -> str:
        off = question.key == ("review", "weights") and question.text[0].startswith("The points")
        return "scale" if off else in_points(question)

    one_issue = len(at.issues) == 1
    by_points = values_text(at, asked("points", at, in_points if one_issue else scaled))
    by_swings = values_text(at, asked("swing", at, in_swings))
    assert but_for_the_method(by_points) == but_for_the_method(by_swings)


def test_swings_are_written_rounded_and_say_so() -> None:
    """100 : 33 : 25 of 158 are 63.291, 20.886 and 15.823: tenths 63.2 + 20.8 + 15.8, and two more."""
    at = table({"quota": ("none", "half", "full"), "fee": ("no", "yes"), "term": ("one", "two")})
    texts = ("none", "full", "no", "one", "quota", "33", "25", "", "50")
    interview = started("swing", at)
    for text in texts:
        interview.answer(text)
    assert (
        "- Figures are rounded: the best options of all issues have 100 points together." in interview.notes
    )
    assert any("(100 of 100)" in note for note in interview.notes)
    found = answered(interview, but(no_deal=" "))
    assert {str(choice): str(worth) for choice, worth in found.worths.items() if worth} == {
        "quota: half": "31.7",
        "quota: full": "63.3",
        "fee: yes": "20.9",
        "term: two": "15.8",
    }
    text = values_text(at, found)
    assert "; figures are rounded\n  quota: # 63.3 points\n" in text


def test_three_that_count_alike_stay_alike() -> None:
    interview = started("swing", THREE)
    for text in ("x", "x", "x", "port", "100", "100", ""):
        interview.answer(text)
    assert interview.notes[-1] == (
        "- Figures are rounded: the best options of all issues have 99.9 points together and not 100, so that issues "
        "that count alike stay alike."
    )
    found = answered(interview, but(no_deal=" "))
    assert {str(worth) for worth in found.worths.values()} == {"0", "33.3"}


@settings(max_examples=30)
@given(minds(sizes=RATIOS, percents=(50, 25, 100)))
def test_consistent_comparisons_give_their_ratios(made: tuple[Table, Mind]) -> None:
    at, mind = made
    worths = asked("pairs", at, mind).worths
    for choice, worth in worths.items():
        meant = mind.points[choice.issue] * mind.percents[choice.issue][choice.option] / 100
        assert abs(Fraction(worth) - meant) < Fraction(15, 100)  # rounded to one decimal, and to 100 in all


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=25)
@given(made=minds(sizes=RATIOS, percents=(50, 25, 100)))
def test_the_order_of_issues_changes_nothing(method: str, made: tuple[Table, Mind]) -> None:
    at, mind = made
    if method == "points":
        total = sum(round(size) for size in mind.points.values())
        mind.points = {issue: Fraction(round(size)) for issue, size in mind.points.items()}
        first = next(iter(mind.points))
        mind.points[first] += 100 - total
    one, other = asked(method, at, mind), asked(method, turned_round(at), mind)
    assert dict(one.worths) == dict(other.worths)
    assert one.no_deal == other.no_deal
    if one.orders is not None and other.orders is not None:
        assert one.orders.options == other.orders.options
        assert [set(place) for place in one.orders.issues] == [set(place) for place in other.orders.issues]


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=15)
@given(made=minds(sizes=RATIOS, percents=(50, 25, 100)))
def test_stopping_at_every_answer_gives_the_same_file(method: str, made: tuple[Table, Mind]) -> None:
    at, mind = made
    mind.points = (
        {issue: Fraction(100 if n == 0 else 0) for n, issue in enumerate(at.issues)}
        if method == "points"
        else mind.points
    )
    whole = started(method, at)
    in_one_go = values_text(at, answered(whole, mind))
    kept: list[Kept] = []
    for _ in range(len(whole.answers)):
        sitting = started(method, at, kept)
        assert sitting.question is not None
        sitting.answer(mind(sitting.question))
        kept = list(sitting.answers)
    assert kept == whole.answers
    ended = started(method, at, kept)
    assert ended.result is not None
    assert values_text(at, ended.result) == in_one_go


@pytest.mark.parametrize("method", METHODS)
def test_going_back_over_every_answer_gives_the_same_file(method: str) -> None:
    at = table({"port": ("closed", "inspected", "open"), "mandate": ("none", "joint"), "flag": ("yes", "no")})
    mind = Mind(
        {"port": Fraction(50), "mandate": Fraction(25), "flag": Fraction(25)},
        {
            "port": {"closed": 0, "inspected": 50, "open": 100},
            "mandate": {"none": 0, "joint": 100},
            "flag": {"yes": 0, "no": 100},
        },
    )
    whole = started(method, at)
    in_one_go = values_text(at, answered(whole, mind))
    count = len(whole.answers)
    for steps in range(1, count + 1):
        again = started(method, at)
        answered(again, mind)
        assert all(again.back() for _ in range(steps))
        assert len(again.answers) == count - steps
        assert values_text(at, answered(again, mind)) == in_one_go
    assert not started(method, at).back()


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=25)
@given(made=minds(sizes=RATIOS, percents=(50, 25, 100)))
def test_what_is_written_is_read_as_it_was_meant(method: str, made: tuple[Table, Mind]) -> None:
    at, mind = made
    if method == "points":
        mind.points = {issue: Fraction(100 if n == 0 else 0) for n, issue in enumerate(at.issues)}
    found = asked(method, at, mind)
    values = values_text(at, found).partition("values of: north\n")[2]
    deal = load_text(
        deal_text(at) + "values:\n  north:\n" + "".join(f"    {line}\n" for line in values.splitlines())
    )
    assert [problem.message for problem in deal.problems] == []
    read = deal.values["north"]
    given = read.worth if isinstance(read.worth, dict) else {}
    assert {str(choice): float(worth) for choice, worth in found.worths.items()} == {
        name: worth.low for name, worth in given.items() if found.worths
    }
    assert (read.judged_by, str(read.on)) == ("a judge", "2031-03-02")
    assert read.unit == (f"points of {at.name}" if found.worths else None)


def deal_text(at: Table) -> str:
    import json

    lines = ["detente: 1", "kind: other", "parties: {north: {name: Northland}, south: {}}", "issues:"]
    for issue, options in at.issues.items():
        said = ", ".join(f"{json.dumps(option, ensure_ascii=False)}: {{}}" for option in options)
        lines.append(f"  {json.dumps(issue)}: {{options: {{{said}}}}}")
    return "\n".join(lines) + "\n"


def test_a_ranking_holds_for_the_points_it_was_made_of() -> None:
    """Every line of the ranking is true of the worths that the same mind has."""
    at = table({"port": ("a", "b", "c", "d"), "mandate": ("x", "y"), "flag": ("p", "q", "r")})
    mind = Mind(
        {"port": Fraction(50), "mandate": Fraction(25), "flag": Fraction(25)},
        {
            "port": {"a": 40, "b": 0, "c": 100, "d": 40},
            "mandate": {"x": 100, "y": 0},
            "flag": {"p": 0, "q": 7, "r": 100},
        },
    )
    text = text_of("ranking", at, mind)
    assert "worth:" not in text
    assert "unit" not in text
    assert not any(char.isdigit() for line in text.splitlines() if line.startswith("  - ") for char in line)
    lines = [line[4:].strip('"') for line in text.splitlines() if line.startswith("  - ")]
    worth = {str(choice): worth for choice, worth in asked("points", at, mind).worths.items()}
    for line in lines:
        sums = [sum(worth[label] for label in place.split(" + ")) for place in line.split(" > ")]
        assert sums == sorted(sums, reverse=True)
        assert len(set(sums)) == len(sums)
    assert (
        '"port: c > port: a > port: b"' in text.replace("  - ", "") or "port: c > port: a > port: b" in lines
    )
    assert {"port: c > port: d", "port: d > port: b", "port: c + mandate: y > port: b + mandate: x"} <= set(
        lines
    )


def test_a_tie_that_a_ranking_cannot_say_is_told_at_that_answer_and_in_the_file() -> None:
    at = table({"a": ("x", "y", "z"), "b": ("p", "q"), "c": ("r", "s")})
    interview = started("ranking", at)
    interview.answer("z = y > x")
    said = "\n".join(interview.notes)
    assert "That `y` and `z` in `a` are alike cannot be written in a ranking" in said
    assert "figures that are made of it later may differ" in said
    assert "--method points or --method swing" in said
    interview.answer("p > q")
    assert interview.notes == []
    interview.answer("r = s")  # all alike: written as 0 for both, so nothing is lost
    assert interview.notes == []
    interview.answer("a = b")
    text = values_text(at, answered(interview, but()))
    why = "# said to be alike, and left open because a ranking has no sign for it: "
    assert f"  {why}a: y and a: z\n" in text
    assert f"  {why}how much a and b matter\n" in text
    assert '  - "a: y > a: x"\n  - "a: z > a: x"\n' in text
    assert text.count(why) == 2


# --- corrections ---


def answers(interview_method: str, at: Table, *texts: str) -> list[str]:
    """The notes after the last of some answers."""
    interview = started(interview_method, at)
    for text in texts:
        interview.answer(text)
    return interview.notes


def test_points_that_do_not_add_to_100_are_asked_about() -> None:
    interview = started("points", PORT)
    for text in ("30", "15"):
        interview.answer(text)
    assert interview.question is not None
    assert interview.question.text[0] == "The points add to 45: 55 left to give."
    with pytest.raises(Amiss, match="add to 45"):
        interview.answer("")
    interview.answer("scale")
    assert any("twice as much as `mandate` (66.67 against 33.33)" in note for note in interview.notes)
    interview.answer("port 70")
    assert interview.question.text[0].startswith("The points add to 103.33: 3.33 too many")
    interview.answer("mandate: 30")
    interview.answer("")
    assert interview.question.key == ("worst", "port")


def test_a_point_question_asked_again_says_what_is_left() -> None:
    at = table({"port": ("a", "b"), "mandate": ("a", "b"), "flag": ("a", "b")})
    interview = started("points", at)
    for text in ("60", "60", "40"):
        interview.answer(text)
    interview.answer("mandate 30")
    assert interview.back()
    assert interview.question is not None
    assert interview.question.key == ("points", "mandate")
    assert interview.question.text[0].endswith("How many points? 0 left.")
    interview.answer("30")
    interview.answer("port")
    assert interview.question.text[0].endswith("How many points? 30 left.")


def test_options_keep_their_numbers_once_the_worst_is_named() -> None:
    at = table({"quota": ("none", "half", "full"), "fee": ("2", "1", "0")})
    interview = started("swing", at)
    interview.answer("1")
    assert interview.question is not None
    assert list(interview.question.text[1:]) == ["  2  half", "  3  full"]
    interview.answer("3")
    interview.answer("1")
    assert list(interview.question.text[1:]) == ["  a  2", "  c  0"]
    interview.answer("c")
    assert [(one.key, one.text) for one in interview.answers] == [
        (("worst", "quota"), "none"),
        (("best", "quota"), "full"),
        (("worst", "fee"), "1"),
        (("best", "fee"), "0"),
    ]


def test_an_issue_may_be_asked_again_at_the_end() -> None:
    interview = started("points", PORT)
    for text in ("60", "", "", "closed", "open", "50", "none", "again port", "open", "closed", "10", ""):
        interview.answer(text)
    assert interview.question is not None
    assert interview.question.key == ("never",)
    found = answered(interview, MIND)
    assert [str(found.worths[Choice("port", option)]) for option in PORT.issues["port"]] == ["60", "6", "0"]


def test_an_issue_without_points_is_not_asked_about() -> None:
    found = answers("points", PORT, "100", "0", "")
    assert found == []
    notes = answers("points", PORT, "100", "0")
    assert "How `mandate` ends makes no difference." in notes
    interview = started("points", PORT)
    for text in ("100", "0", "", "closed", "open", "50"):
        interview.answer(text)
    assert interview.question is not None
    assert interview.question.key == ("review", "all")


def but(**others: str) -> Callable[[Question], str]:
    """The answers of somebody to whom both issues count alike, but for some, by `kind_issue`."""
    even = Mind({"port": Fraction(50), "mandate": Fraction(50)}, MIND.percents)
    return lambda question: others.get("_".join(question.key)) or even(question)


def test_tied_worst_options_are_both_0() -> None:
    worths = asked("swing", PORT, but(worst_port="1, 2")).worths
    assert worths[Choice("port", "closed")] == worths[Choice("port", "inspected")] == 0
    assert worths[Choice("port", "open")] == 50


@pytest.mark.parametrize("method", ["swing", "pairs"])
def test_an_issue_whose_options_are_alike_counts_nothing(method: str) -> None:
    found = asked(method, PORT, but(worst_port="1, 2, 3"))
    assert {choice.option for choice, worth in found.worths.items() if worth} == {"joint"}
    assert found.worths[Choice("mandate", "joint")] == 100


@pytest.mark.parametrize("method", ["swing", "pairs"])
def test_all_alike_is_no_trouble(method: str) -> None:
    found = asked(method, PORT, but(worst_port="1, 2, 3", worst_mandate="none, joint"))
    assert not any(found.worths.values())


def test_all_alike_is_refused_where_the_issue_has_points() -> None:
    with pytest.raises(Amiss, match="go `back` and give it 0 points"):
        asked("points", PORT, but(worst_port="1, 2, 3"))


def test_all_alike_in_a_ranking_is_written_as_nothing() -> None:
    at = table({"port": ("open", "closed"), "mandate": ("none", "joint")})
    text = values_text(at, asked("ranking", at, but(order_port="open = closed", order_mandate="joint, none")))
    assert "  - 'mandate: joint > mandate: none'" in text.replace('"', "'")
    assert "  port:\n    open: 0\n    closed: 0\n" in text


def test_one_issue_is_not_asked_for_points() -> None:
    at = table({"port": ("closed", "open"), "flag": ("yes",)})
    for method in ("points", "swing", "pairs"):
        found = asked(method, at, MIND)
        assert {str(choice): float(worth) for choice, worth in found.worths.items()} == {
            "port: closed": 0,
            "port: open": 100,
            "flag: yes": 0,
        }


def test_an_unknown_method_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean `points`"):
        script_of("point", PORT, DAY)


# --- comparisons ---

THREE = table({"port": ("x", "y"), "mandate": ("x", "y"), "flag": ("x", "y")})


def three(*texts: str) -> tuple[str, ...]:
    return ("x", "x", "x", *texts)


def test_contradictions_are_shown_and_the_worst_is_asked_again() -> None:
    interview = started("pairs", THREE)
    for text in three("mandate clearly", "flag somewhat", "port 2"):
        interview.answer(text)
    said = " ".join(interview.notes)
    assert "do not agree with each other" in said
    assert (
        "you said that `mandate` counts 4 times as much as `port`, and that `flag` counts 2 times as much as "
        "`mandate`. That makes `flag` count 8 times as much as `port`. You said that `port` counts 2 times as much "
        "as `flag`."
    ) in said
    assert interview.question is not None
    assert "`redo` asks again for" in interview.question.text[0]
    with pytest.raises(Amiss):
        interview.answer("never mind")
    interview.answer("flag, port")
    assert interview.question.key == ("pair", "issue", "", "flag", "port")
    interview.answer("flag very much")
    assert "Your comparisons agree with each other." in interview.notes
    interview.answer("")
    found = answered(interview, MIND)
    # 800/13, 400/13 and 100/13
    assert [str(found.worths[Choice(i, "y")]) for i in ("flag", "mandate", "port")] == ["61.5", "30.8", "7.7"]


def test_comparisons_may_be_left_out_as_long_as_all_are_linked() -> None:
    interview = started("pairs", THREE)
    for text in three("mandate 3", "skip", "skip"):
        interview.answer(text)
    assert interview.question is not None
    assert interview.question.key[0] == "pair"  # nothing links flag with the others yet
    with pytest.raises(Amiss):
        interview.answer("skip")
    interview.answer("a clearly")
    assert interview.question.key == ("review", "pairs", "")


def test_enough_leaves_out_the_rest() -> None:
    interview = started("pairs", THREE)
    for text in three("mandate 3"):
        interview.answer(text)
    with pytest.raises(Amiss):
        interview.answer("enough")
    interview.answer("equal")
    interview.answer("enough")
    assert interview.question is not None
    assert interview.question.key == ("review", "pairs", "")


@pytest.mark.parametrize(
    "text", ["", "a", "a much", "a 0", "a 0.5", "a 101", "a nan", "c clearly", "a 1e308", "x" * 5000]
)
def test_what_is_no_comparison_is_asked_again(text: str) -> None:
    interview = started("pairs", THREE)
    for one in three():
        interview.answer(one)
    before = list(interview.answers)
    with pytest.raises(Amiss):
        interview.answer(text)
    assert interview.answers == before


# --- the last questions ---


def last(key: str, text: str) -> str | None:
    """What comes of an answer to one of the last questions: None, or why it is refused."""
    mind = Mind(MIND.points, MIND.percents)
    mind.beside[key] = text
    try:
        asked("points", PORT, mind)
    except Amiss as amiss:
        return amiss.sentence
    return None


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("no deal", "inspected, none", None),
        ("no deal", "port: inspected, mandate: none", None),
        ("no deal", "-20", None),
        ("no deal", "3", None),
        ("no deal", "45 points", None),
        ("no deal", "inspected", "add one for `mandate`"),
        ("no deal", "open, closed, none", "`port` has two options"),
        ("no deal", "1e308", "not a number"),
        ("no deal", "5000", "outside -1000 to 1000"),
        ("no deal", "nan", "`nan` is none of"),
        ("no deal", "12,5", "from -1000 to 1000. Write a point for decimals, such as 12.5"),
        ("never", "open", None),
        ("never", "none, joint", "leave no package at all"),
        ("never", "shut", "none of"),
        ("judged by", "x" * 400, "400 characters"),
        ("judged by", "a\x1b[31mb", "cannot be shown"),
        ("on", "yesterday", "YYYY-MM-DD"),
        ("on", "", None),
    ],
)
def test_the_last_questions(key: str, text: str, said: str | None) -> None:
    found = last(key, text)
    assert (found is None) if said is None else (found is not None and said in found)


def test_no_deal_as_a_package_counts_what_the_package_counts() -> None:
    mind = Mind(MIND.points, MIND.percents)
    mind.beside |= {"no deal": "inspected, joint", "never": "open"}
    found = asked("points", PORT, mind)
    assert found.no_deal == 70
    assert "no deal: 70 # as good as port: inspected, mandate: joint\n" in values_text(PORT, found)
    assert "never:\n  - port: open\n" in values_text(PORT, found)


@given(st.text(max_size=30))
def test_any_text_is_an_answer_or_a_sentence(text: str) -> None:
    for method in METHODS:
        interview = started(method, PORT)
        with suppress(Amiss):
            for _ in range(20):
                interview.answer(text)
        assert interview.question is not None or interview.result is not None
