"""Steps that are carried out at the same moment: by one word in `together`, or part by part in an exchange."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.deal.course import Course, Step
from detente.deal.links import pieces_of
from detente.deal.order import in_order


def groups_of(course: Course) -> dict[str, tuple[Step, ...]]:
    """For each step that has company, all the steps of its moment, in the order of play."""
    steps = {step.id: step for step in course.steps}
    root = {label: label for label in steps}
    for one, two in _pairs(course):
        if one in steps and two in steps:
            first, second = sorted((_find(root, one), _find(root, two)), key=list(steps).index)
            root[second] = first
    found: dict[str, list[Step]] = {}
    for label, step in steps.items():
        found.setdefault(_find(root, label), []).append(step)
    return {step.id: tuple(group) for group in found.values() if len(group) > 1 for step in group}


def _find(root: dict[str, str], label: str) -> str:
    while root[label] != label:
        label = root[label]
    return label


def _pairs(course: Course) -> Iterator[tuple[str, str]]:
    deal = course.deal
    first: dict[str, str] = {}
    for label, owed in deal.obligations.items():
        if isinstance(owed.together, str):
            mate = first.setdefault(owed.together, label)
            yield from _each_part(pieces_of(deal, mate), pieces_of(deal, label))
        if (
            isinstance(owed.against, str)
            and owed.turn == "with each part"
            and owed.against in deal.obligations
        ):
            yield from _each_part(pieces_of(deal, owed.against), pieces_of(deal, label))


def _each_part(one: tuple[str, ...], two: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Part with part where the numbers agree; else all of both at one moment."""
    if len(one) == len(two):
        yield from zip(one, two, strict=True)
        return
    yield from ((one[0], other) for other in (*one[1:], *two))


def played(course: Course) -> tuple[Step, ...]:
    """The steps in the order of play, those of one moment side by side, after all that any of them waits for.

    Where acts of one moment wait for each other, or for something that waits for them, the moment is that of the first.
    """
    steps = {step.id: step for step in course.steps}
    groups = groups_of(course)
    if not groups:
        return course.steps
    head = {label: groups[label][0].id if label in groups else label for label in steps}
    keys = {label: (0.0, 0.0, place) for place, label in enumerate(steps) if head[label] == label}
    links = [
        replace(link, before=head[link.before], after=head[link.after])
        for link in course.links
        if link.before in head and link.after in head and head[link.before] != head[link.after]
    ]
    order = in_order(keys, links)
    return tuple(mate for label in order for mate in groups.get(label, (steps[label],)))
