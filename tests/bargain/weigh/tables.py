"""Tables, made-up judgements about them, and somebody who answers by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from detente.bargain.weigh.interview import Interview, Kept, Question
from detente.bargain.weigh.judgement import Judgement
from detente.bargain.weigh.methods import script_of
from detente.bargain.weigh.reading import figure_of, listed, ordered
from detente.bargain.weigh.table import Table

DAY = date(2031, 3, 2)
Answers = Callable[[Question], str]


def table(issues: Mapping[str, Sequence[str]], **more: object) -> Table:
    """Issues with their options, weighed by north."""
    made = {issue: tuple(options) for issue, options in issues.items()}
    return Table("north", "Northland", made, **more)  # type: ignore[arg-type]


class Mind:
    """Somebody with points for the issues and percents for the options, who answers every question by them.

    Each issue has an option at 0 and one at 100, or all its options at 0.
    """

    def __init__(self, points: Mapping[str, Fraction], percents: Mapping[str, Mapping[str, int]]) -> None:
        self.points = dict(points)
        self.percents = percents
        self.beside = {"never": "", "no deal": "12.5", "judged by": "a judge", "on": "2031-03-02"}

    def __call__(self, question: Question) -> str:
        kind, *labels = question.key
        if question.fleeting:
            return ""
        if kind in self.beside:
            return self.beside[kind]
        return str(getattr(self, f"_{kind}")(*labels))

    def _options(self, issue: str, *ranks: int) -> str:
        return listed(option for option, percent in self.percents[issue].items() if percent in ranks)

    def _worst(self, issue: str) -> str:
        return self._options(issue, 0)

    def _best(self, issue: str) -> str:
        return self._options(issue, 100)

    def _share(self, issue: str, option: str) -> str:
        return str(self.percents[issue][option])

    def _points(self, issue: str) -> str:
        return figure_of(self.points[issue])

    def _most(self) -> str:
        return listed([max(self.points, key=lambda issue: self.points[issue])])

    def _swing(self, issue: str) -> str:
        return figure_of(self.points[issue] * 100 / max(self.points.values()))

    def _pair(self, what: str, issue: str, first: str, second: str) -> str:
        sizes: Mapping[str, Fraction | int] = self.points if what == "issue" else self.percents[issue]
        times = Fraction(sizes[first]) / Fraction(sizes[second])
        if times == 1:
            return "equal"
        words: dict[Fraction | int, str] = {2: "somewhat", 4: "clearly", 8: "very much"}
        label, times = (first, times) if times > 1 else (second, 1 / times)
        return f"{listed([label])} {words.get(times, figure_of(times))}"

    def _order(self, issue: str | None = None) -> str:
        sizes: Mapping[str, Fraction | int] = self.percents[issue] if issue else self.points
        levels = sorted(set(sizes.values()), reverse=True)
        return ordered([label for label in sizes if sizes[label] == level] for level in levels)


def started(method: str, at: Table, kept: Sequence[Kept] = ()) -> Interview[Judgement]:
    return Interview(script_of(method, at, DAY), kept)


def answered(interview: Interview[Judgement], answers: Answers) -> Judgement:
    """Every question answered, to the end."""
    while interview.question is not None:
        interview.answer(answers(interview.question))
    assert interview.result is not None
    return interview.result


def asked(method: str, at: Table, answers: Answers) -> Judgement:
    return answered(started(method, at), answers)


LABELS = ["port", "mandate", "length", "flag", "2", "stop", "a, b", "über", 'q"t', "equal", "scale", "a"]


@st.composite
def minds(
    draw: st.DrawFn, *, sizes: Sequence[int] | None = None, percents: Sequence[int] = tuple(range(101))
) -> tuple[Table, Mind]:
    """A table of up to four issues, and whole points that add to 100 (or are in the ratios of `sizes`)."""
    issues = draw(st.lists(st.sampled_from(LABELS[:6]), min_size=1, max_size=4, unique=True))
    options = {
        issue: draw(st.lists(st.sampled_from(LABELS), min_size=2, max_size=4, unique=True))
        for issue in issues
    }
    if sizes is None:
        cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=len(issues) - 1, max_size=len(issues) - 1)))
        raw = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    else:
        raw = [draw(st.sampled_from(sizes)) for _ in issues]
    points = {issue: Fraction(part * 100, sum(raw)) for issue, part in zip(issues, raw, strict=True)}
    graded = {}
    for issue, labels in options.items():
        inner = [draw(st.sampled_from(percents)) for _ in labels[2:]]
        order = draw(st.permutations(labels))
        parts = dict(zip(order, [0, 100, *inner], strict=True))
        graded[issue] = {label: parts[label] for label in labels}
    return table(options), Mind(points, graded)
