"""A values file made of a judgement, and the parts of it that replace those of an existing one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from detente.bargain.weigh.follows import points
from detente.bargain.weigh.judgement import Judgement
from detente.bargain.weigh.methods import METHODS
from detente.bargain.weigh.ranking import alike, left_open, rankings
from detente.bargain.weigh.reading import figure_of
from detente.bargain.weigh.table import Table
from detente.deal.phrases import Choice
from detente.diagnose.excerpt import shown
from detente.text.nodes import parse
from detente.text.source import Source

UNIT = "points"
MARK = "# weighed "


def unit_of(table: Table) -> str:
    """Points on the party's own scale: those of two parties share no unit, and are never added."""
    return f"{UNIT} of {table.name}"


def scalar(words: str) -> str:
    """Words as they can stand anywhere in a YAML file, in quotes where they need them."""
    flow, block = parse(Source("", f"{{{words}: [{words}]}}")), parse(Source("", f"{words}: {words}\n"))
    bare = not flow.problems and flow.value == {words: [words]} and "\n" not in words and "\r" not in words
    bare = bare and not block.problems and block.value == {words: words}
    return words if bare else quoted(words)


def quoted(words: str) -> str:
    """Words in quotes; what cannot be seen is escaped as YAML does it, which knows no pairs of surrogates."""
    said = json.dumps(words, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in said)


def comment(words: str) -> str:
    """Words as they can stand in a comment."""
    return shown(" ".join(words.split()))


def values_text(table: Table, judgement: Judgement) -> str:
    """The whole text of a new values file."""
    parts = sections(table, judgement)
    head = (
        f"# Private to {comment(table.name)}: never signed, and never bundled for another party.\n"
        f"values of: {scalar(table.party)}\n"
    )
    return head + "".join(text for text in parts.values() if text)


def sections(table: Table, judgement: Judgement) -> dict[str, str]:
    """The text of each key, in the order of a values file; empty where there is nothing to say."""
    return {
        "judged by": f"judged by: {scalar(judgement.judged_by)}\n" if judgement.judged_by else "",
        "on": f"on: {judgement.on.isoformat()}\n" if judgement.on else "",
        "unit": f"unit: {scalar(unit_of(table))}\n" if judgement.worths else "",
        "worth": _block("worth:", [*how(table, judgement), *issue_lines(table, judgement)]),
        "ranking": _block("ranking:", _ranking(judgement)),
        "never": _block("never:", [f"- {pair(choice)}" for choice in judgement.never]),
        "no deal": _no_deal(judgement),
    }


def _block(key: str, lines: Iterable[str]) -> str:
    inside = [f"  {line}\n" for line in lines]
    return f"{key}\n{''.join(inside)}" if inside else ""


def pair(choice: Choice) -> str:
    """`port: open`."""
    return f"{scalar(choice.issue)}: {scalar(choice.option)}"


def how(table: Table, judgement: Judgement) -> list[str]:
    """How the figures came about, as a comment at the head of `worth`."""
    if judgement.worths:
        rounded = "; figures are rounded" if judgement.rounded else ""
        return [f"{MARK}by {judgement.method}: {METHODS[judgement.method]}{rounded}"]
    if judgement.orders is not None and alike(table, judgement.orders):
        return [f"{MARK}by {judgement.method}: nothing to choose, or all alike, and so without an order"]
    return []


def issue_lines(table: Table, judgement: Judgement) -> Iterator[str]:
    """The worths of the options, issue by issue; the points of an issue stand beside it."""
    if not judgement.worths:
        yield from _without_order(table, judgement)
        return
    for issue, options in table.issues.items():
        worths = {option: judgement.worths[Choice(issue, option)] for option in options}
        yield f"{scalar(issue)}: # {points(max(worths.values()))}"
        for option, worth in worths.items():
            yield f"  {scalar(option)}: {figure_of(worth)}"


def _without_order(table: Table, judgement: Judgement) -> Iterator[str]:
    choices = alike(table, judgement.orders) if judgement.orders is not None else []
    for issue in dict.fromkeys(choice.issue for choice in choices):
        yield f"{scalar(issue)}:"
        yield from (f"  {scalar(choice.option)}: 0" for choice in choices if choice.issue == issue)


def _ranking(judgement: Judgement) -> Iterator[str]:
    if judgement.orders is None:
        return
    yield f"{MARK}by {judgement.method}: {METHODS[judgement.method]}"
    for tie in left_open(judgement.orders):
        yield f"# said to be alike, and left open because a ranking has no sign for it: {comment(tie)}"
    for line in rankings(judgement.orders):
        yield f"- {quoted(line)}"


def _no_deal(judgement: Judgement) -> str:
    if judgement.no_deal is None:
        return ""
    said = ""
    if judgement.as_good is not None:
        package = ", ".join(f"{issue}: {option}" for issue, option in judgement.as_good.items())
        said = f" # as good as {comment(package)}"
    return f"no deal: {figure_of(judgement.no_deal)}{said}\n"
