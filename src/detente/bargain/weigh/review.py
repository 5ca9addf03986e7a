"""Questions that look back: is this right, or what is to be changed?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from detente.bargain.weigh.interview import Answer, Note, Question, Script
from detente.bargain.weigh.judgement import scaled
from detente.bargain.weigh.reading import Menu, plain, rough, spare
from detente.deal.phrases import Amiss

SCALE: Final = "scale"
WEIGHTS: Final = "weights"
OK: Final = ("", "ok", "yes", "right")
_FIGURE_AT_END: Final = re.compile(r"(.*?)[\s:=]+([^\s:=]+)\Z")


def settled(
    figures: dict[str, Fraction],
    ask: Callable[[str, Mapping[str, Fraction]], Question],
    follows: Callable[[Mapping[str, Fraction]], Iterable[str]],
    *,
    adds_to: int | None = None,
) -> Script[dict[str, Fraction]]:
    """Show the figures of the issues and what follows, and let them be changed until they are right.

    Args:
        figures: what was given for each issue.
        ask: the question for the figure of an issue, beside the figures of the others.
        follows: what follows from points that add to 100.
        adds_to: what the figures must add to; None if they are only in proportion.
    """
    given = dict(figures)
    while True:
        total = sum(given.values(), Fraction(0))
        right = bool(total) and (adds_to is None or total == adds_to)
        if right:
            for line in follows(scaled(given)):
                yield Note(line)
        said = yield _review(tuple(given), total, adds_to, right)
        if said is None:
            return given
        if said == SCALE:
            given = scaled(given)
        else:
            (label,) = said
            others = {other: figure for other, figure in given.items() if other != label}
            given[label] = yield ask(label, others)


def _review(labels: Sequence[str], total: Fraction, adds_to: int | None, right: bool) -> Question:
    menu = Menu(labels)
    example = plain(labels[0], (SCALE, *OK))

    def read(text: str) -> Answer:
        bare = spare(text)
        if bare.casefold() in OK and bare not in labels:
            if not right:
                raise Amiss(_wrong(total, adds_to))
            return Answer(None, "")
        if bare.casefold() == SCALE and total:
            return Answer(SCALE, SCALE)
        label, figure = _parted(menu, bare)
        return Answer((label,), plain(label, (SCALE, *OK)), (figure,) if figure else ())

    lines = [f"Right? Enter goes on. To change one: the issue and its new figure, such as `{example} 30`."]
    if not right:
        scale = f", or `{SCALE}` to change all in proportion so that they add to {adds_to}" if total else ""
        wrong = _wrong(total, adds_to)
        lines = [
            f"{wrong[0].upper()}{wrong[1:]}.",
            f"Write an issue and its new points, such as `{example} 30`{scale}.",
        ]
    help_ = "Look at what follows from your figures. If it is not what you think, change a figure."
    return Question(("review", WEIGHTS), tuple(lines), help_, read, fleeting=True)


def _wrong(total: Fraction, adds_to: int | None) -> str:
    if not total:
        return "all are 0, and at least one issue must count something"
    if adds_to is None:
        return "the figures are not right yet"
    off = adds_to - total
    return f"the points add to {rough(total)}: {rough(abs(off))} {'left to give' if off > 0 else 'too many'}"


def _parted(menu: Menu, text: str) -> tuple[str, str | None]:
    """An issue, and the figure behind it, if there is one."""
    found = _FIGURE_AT_END.match(text)
    if found and text not in menu.labels:
        try:
            return menu.one(found[1]), found[2]
        except Amiss:
            if any(char.isdigit() for char in found[2]):
                raise
    return menu.one(text), None


def again(issues: Sequence[str], *, weights: bool) -> Question:
    """The last look: Enter goes on, `again ISSUE` asks for its options again, `again weights` for the weights."""
    menu = Menu(issues)

    def read(text: str) -> Answer:
        bare = spare(text)
        if bare.casefold() in OK:
            return Answer(None, "")
        what = bare[len("again") :].strip() if bare.casefold().startswith("again ") else bare
        if weights and what.casefold() == WEIGHTS and WEIGHTS not in issues:
            return Answer(WEIGHTS, f"again {WEIGHTS}")
        label = menu.one(what)
        return Answer((label,), f"again {plain(label, (WEIGHTS, *OK))}")

    lines = [f"Right? Enter goes on. `again {plain(issues[0], (WEIGHTS, *OK))}` asks for that issue again"]
    lines[0] += (
        f"; `again {WEIGHTS}` for what the issues count." if weights and WEIGHTS not in issues else "."
    )
    help_ = "Look at the packages that are said to be worth as much as each other. If they are not, change something."
    return Question(("review", "all"), tuple(lines), help_, read, fleeting=True)
